#ifndef MASK_H
#define MASK_H

struct strbuf;

/*
 * Personal data made unreadable (domain: 6 area digits and the last 4 at most,
 * never beside a birth date or an age, since these would complete the number).
 */

/* Add an identity or certificate number: 379999********0013. Anything shorter
 * than 12 characters becomes asterisks. */
void mask_add_number(struct strbuf *sb, const char *number);
/* Add a text, with every identity number in it masked that would pass the
 * check of GB 11643 or has its form. */
void mask_add_text(struct strbuf *sb, const char *text);

#endif
