#ifndef CALENDAR_H
#define CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

/*
 * Which days are worked: Monday to Friday but for the public holidays, and the
 * weekend days worked instead (the State Council's yearly notice, 调休).
 */
struct calendar;

/* A document valid by schemas/calendar.xsd; ERR_INPUT names what is wrong, a
 * holiday that ends before it begins too. */
int calendar_parse(struct calendar **out, const char *xml, size_t n,
	const char *name, struct error *err);
void calendar_free(struct calendar *calendar); /* NULL is fine */

/* A day as day.h counts them; without a calendar Monday to Friday. */
bool calendar_is_working(const struct calendar *calendar, long day);
/* Are its days an estimate, since the notice is not out yet? NULL: no. */
bool calendar_is_provisional(const struct calendar *calendar);
/* Does it say anything of this year? NULL: no. */
bool calendar_covers(const struct calendar *calendar, int year);

#endif
