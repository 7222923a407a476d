#ifndef INTL_H
#define INTL_H

#include <stdbool.h>
#include <stddef.h>

/* _() gives a message in the user's language, N_() marks one for later. */
#define _(s) intl_text(s)
#define N_(s) (s)

/* Where the catalogue stands below a folder of locales. */
#define INTL_CATALOGUE "zh_CN/LC_MESSAGES/hecha.mo"

/* The catalogue as it was read, which is taken over; without one (NULL), or
 * with one that is broken, all stays English. Before there are threads. */
void intl_take(char *data, size_t size);
/* From now on Chinese, or English. No other thread. */
void intl_speak(bool chinese);
/* A message's text; lives as long as the program. */
const char *intl_text(const char *english) __attribute__((format_arg(1)));

#endif
