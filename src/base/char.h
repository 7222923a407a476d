#ifndef CHAR_H
#define CHAR_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the character at s, of which n > 0 are there, and its code; 0: it is
 * no UTF-8. */
size_t char_decode(const char *s, size_t n, unsigned long *code);

/* The one list of what must not be shown: no controls, separators of lines, or
 * marks that are invisible or turn the direction of writing. */
bool char_is_plain(unsigned long code);

/* The same, one after the other: what is no UTF-8 is a byte, and not plain. */
size_t char_next(const char *s, size_t n, unsigned long *code, bool *is_plain);

#endif
