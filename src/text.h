#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>

struct strbuf;

/* Add s and blanks up to width columns of a terminal, where a Chinese
 * character takes two; right puts the blanks first. Needs a UTF-8 locale. */
void text_pad(struct strbuf *sb, const char *s, size_t width, int right);
/* Add s with control characters and bidirectional marks made visible, so that
 * data cannot steer a terminal. */
void text_add_safe(struct strbuf *sb, const char *s);

#endif
