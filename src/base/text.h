#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "base/lang.h"

struct strbuf;

/* Add s and blanks up to width columns of a terminal, where a Chinese
 * character takes two; right puts the blanks first. Needs a UTF-8 locale. */
void text_pad(struct strbuf *sb, const char *s, size_t width, int right);
/* Add s in lines of at most width columns, each behind so many blanks; a line
 * ends at a blank or between Chinese characters, but before no closing mark.
 * Needs a UTF-8 locale. */
void text_wrap(struct strbuf *sb, const char *s, size_t indent, size_t width);
/* Add s with what is not plain made visible (\x1b, \u202e), so that data cannot
 * steer a terminal. */
void text_add_safe(struct strbuf *sb, const char *s);
/* The same as a string of JSON, escaped as that has it. */
void text_add_json(struct strbuf *sb, const char *s);
/* The same of what is printed, which may say what is in files: lines stay as
 * the format has them, and the last ends in a break; one that comes with the
 * data is made visible too. All that names anything is printed by it. */
void text_print_safe(FILE *f, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Text of unknown origin, such as a file's name, as UTF-8 that may be shown:
 * read as GB18030 where it is no UTF-8, and what is then not plain made
 * visible. The caller's. */
char *text_decode(const char *s);
/* Add a date, "2026-11-05", as people write it: 2026年11月5日 in Chinese. What
 * is no date is added as it is. */
void text_add_date(struct strbuf *sb, const char *iso, enum lang lang);

/* Valid UTF-8 without control characters, line separators or marks that turn
 * the direction of writing. */
bool text_is_plain(const char *s);
/* Valid UTF-8 as a document may hold it: lines and tabs, but no other control
 * characters. */
bool text_is_sound(const char *s, size_t n);

/* One line of it, the caller's: what is not plain becomes a blank, runs of
 * blanks one, long numbers (15 digits and more, as people have them) are
 * masked, and it is cut after limit bytes at the end of a character. */
char *text_line(const char *s, size_t n, size_t limit);

#endif
