#ifndef DIGITS_H
#define DIGITS_H

#include <stdbool.h>

/* Long numbers kept as text, and what spreadsheets do to them. */

bool digits_only(const char *s);

/* 1.23E+17 */
bool digits_are_scientific(const char *s);

/* 18 digits and more of which Excel kept 15: the rest are noughts. */
bool digits_end_in_noughts(const char *s);

/* Does the check digit of an identity number hold? */
bool digits_have_check(const char *s);

/* By the sum that bank cards have (Luhn). */
bool digits_are_card(const char *s);

#endif
