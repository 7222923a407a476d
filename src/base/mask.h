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
/* Add a text, with every identity number in it masked that has the form of one:
 * of 18 characters, also wide, with single blanks or hyphens between, or glued
 * to other digits; of 15 digits where these stand alone. What is a hash stays.
 */
void mask_add_text(struct strbuf *sb, const char *text);
/* The same as a string, the caller's; NULL where there is nothing to mask. */
char *mask_text(const char *text);

#endif
