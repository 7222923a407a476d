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
/* Add a date, "2026-11-05", as people write it: 2026年11月5日 in Chinese. What
 * is no date is added as it is. */
void text_add_date(struct strbuf *sb, const char *iso, int lang);

#endif
