#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>

struct strbuf;

/* Columns that a UTF-8 text takes on a terminal: a Chinese character takes
 * two. Needs a UTF-8 locale, which main has set. */
size_t text_width(const char *s);
/* Add s and blanks up to width columns; right puts the blanks first. */
void text_pad(struct strbuf *sb, const char *s, size_t width, int right);
/* Add s with control characters and bidirectional marks made visible, so that
 * data cannot steer a terminal. */
void text_add_safe(struct strbuf *sb, const char *s);

#endif
