#ifndef MASK_H
#define MASK_H

#include "base/lang.h"

struct strbuf;

/*
 * Personal data made unreadable (domain: 6 area digits and the last 4 at most,
 * never beside a birth date or an age, since these would complete the number).
 */

/* Add an identity or certificate number: 379999********0013. Anything shorter
 * than 12 characters becomes asterisks. */
void mask_add_number(struct strbuf *sb, const char *number);
/* The same of a number that is held against another: where the two read alike
 * so, the first of the characters in which they differ are shown as well, two,
 * or three of a number that is no identity number. */
void mask_add_number_beside(struct strbuf *sb, const char *number,
	const char *other, enum lang lang);
/* Add a birth date, YYYY-MM-DD: its century, and the first digit in which it
 * differs from the other one (NULL: none), or two of month and day. */
void mask_add_birth(
	struct strbuf *sb, const char *date, const char *other, enum lang lang);
/* Add an age as a band of several years. */
void mask_add_age(struct strbuf *sb, const char *age, enum lang lang);
/* Add a text, with every identity number in it masked that would pass the
 * check of GB 11643 or has its form. */
void mask_add_text(struct strbuf *sb, const char *text);

#endif
