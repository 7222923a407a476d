#ifndef INTL_H
#define INTL_H

#include <stdbool.h>

/* _() gives a message in the user's language, N_() marks one for later. */
#define _(s) intl_text(s)
#define N_(s) (s)

/* The catalogue below a folder of locales; without one, or with one that is
 * broken, all stays English. Before there are threads. */
void intl_load(const char *dir);
/* From now on Chinese, or English. No other thread. */
void intl_speak(bool chinese);
/* A message's text; lives as long as the program. */
const char *intl_text(const char *english) __attribute__((format_arg(1)));

#endif
