#ifndef CELL_TEXT_H
#define CELL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* What is around and within the text of a cell, and is no part of what it says.
 */

/* Blanks, what is not seen and Excel's apostrophe off the ends, control
 * characters out. Out has room for n + 1 bytes. */
void cell_clean(char *out, const char *s, size_t n);
/* Within ="…", in place; else s itself. */
char *cell_unquote(char *s);
/* Do blanks stand between digits? */
bool cell_has_broken_digits(const char *s);
/* .0 behind an id that went through a number, in place. */
void cell_drop_point_nought(char *s);
/* In half width, without what is not seen; in the arena. */
char *cell_half_width(struct arena *arena, const char *s);
/* Characters without a width, in place. */
void cell_drop_invisible(char *s);

/* How many numbers of so many digits at least stand in it, blanks between? */
size_t cell_count_numbers(const char *s, size_t digits);

#endif
