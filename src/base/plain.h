#ifndef PLAIN_H
#define PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/* Text from outside that is shown on a terminal or written into a log. */

/* Valid UTF-8 without control characters, line separators or marks that turn
 * the direction of writing. */
bool plain_is(const char *s);

/* One line of it, the caller's: what is not plain becomes a blank, runs of
 * blanks one, long numbers (15 digits and more, as people have them) are
 * masked, and it is cut after limit bytes at the end of a character. */
char *plain_line(const char *s, size_t n, size_t limit);

#endif
