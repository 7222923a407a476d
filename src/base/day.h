#ifndef DAY_H
#define DAY_H

#include <stdbool.h>
#include <stddef.h>

/* Dates as day numbers: 0 is 1970-01-01 (proleptic Gregorian calendar). */
#define NO_DAY (-1000000000L)

/* "2026-11-05" (exactly ten characters) gives its day; NO_DAY where there is
 * no such day in the years 1600 to 9999, or for NULL. */
long day_parse(const char *iso);
/* Year, month 1-12, day of the month; NO_DAY where there is no such day. */
long day_make(int year, int month, int day);
/* Writes "2026-11-05"; returns out. NO_DAY gives "". */
char *day_format(long day, char out[11]);
/* 1 Monday … 7 Sunday. */
int day_of_week(long day);
/* Whole years from birth to day by the calendar: a person becomes a year older
 * on the birthday itself (29 February: on 1 March in common years). */
int day_age(long birth, long day);
/* Today in local time, from the system's clock. */
long day_today(void);

#endif
