#ifndef SHOWN_H
#define SHOWN_H

struct arena;

/*
 * What a public list must not show, as codes with a blank before and after
 * each, or NULL: " number " (18 digits, or 17 and X; 15 digits with a province
 * and a possible date), " account " (16 to 19 digits), " phone " (a mobile; a
 * fixed line with its area code). Digits of two cells, dates or codes are never
 * joined, but for the groups in which accounts (4-4-4-4, 4-4-4-4-3) and numbers
 * (6-8-4) are written.
 *
 * provinces: [100], 1 where the two digits name one; NULL: any do.
 */
const char *shown_exposed(const char *written, const unsigned char *provinces,
	struct arena *arena);

#endif
