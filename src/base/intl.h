#ifndef INTL_H
#define INTL_H

#include <libintl.h>

/* _() gives a message in the user's language, N_() marks one for later. */
#define _(s) gettext(s)
#define N_(s) (s)

#endif
