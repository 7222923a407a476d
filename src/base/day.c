/*
 * Dates and day numbers.
 */
#include "config.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "base/day.h"

static bool
is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int
month_days(int y, int m)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

long
day_make(int year, int month, int day)
{
	int y = year, era, yoe, doy;

	if (year < 1600 || year > 9999 || month < 1 || month > 12 || day < 1 ||
		day > month_days(year, month))
		return NO_DAY;
	/* Years that begin in March put the leap day last. */
	y -= month <= 2;
	era = y / 400;
	yoe = y - era * 400;
	doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097L + yoe * 365L + yoe / 4 - yoe / 100 + doy - 719468L;
}

static int
digits(const char *s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++) {
		if (!isdigit((unsigned char)s[i]))
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

long
day_parse(const char *iso)
{
	if (iso == NULL || strlen(iso) != 10 || iso[4] != '-' || iso[7] != '-')
		return NO_DAY;
	return day_make(digits(iso, 4), digits(iso + 5, 2), digits(iso + 8, 2));
}

static void
split_day(long day, int *y, int *m, int *d)
{
	long z = day + 719468, era = z / 146097, doe = z - era * 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long mp = (5 * doy + 2) / 153;

	*d = (int)(doy - (153 * mp + 2) / 5 + 1);
	*m = (int)(mp < 10 ? mp + 3 : mp - 9);
	*y = (int)(yoe + era * 400 + (*m <= 2));
}

/* The last n digits of it. Every birthday of a register passes here. */
static void
put_digits(char *out, int n, unsigned number)
{
	while (n-- > 0) {
		out[n] = (char)('0' + number % 10);
		number /= 10;
	}
}

char *
day_format(long day, char out[11])
{
	int y, m, d;

	out[0] = '\0';
	if (day == NO_DAY)
		return out;
	split_day(day, &y, &m, &d);
	memcpy(out, "0000-00-00", 11);
	put_digits(out, 4, (unsigned)y);
	put_digits(out + 5, 2, (unsigned)m);
	put_digits(out + 8, 2, (unsigned)d);
	return out;
}

int
day_of_week(long day)
{
	long w = (day + 3) % 7;

	return (int)(w < 0 ? w + 7 : w) + 1;
}

int
day_age(long birth, long day)
{
	int y1, m1, d1, y2, m2, d2;

	split_day(birth, &y1, &m1, &d1);
	split_day(day, &y2, &m2, &d2);
	return y2 - y1 - (m2 < m1 || (m2 == m1 && d2 < d1));
}

long
day_today(void)
{
	time_t now = time(NULL);
	struct tm tm;

	localtime_r(&now, &tm);
	return day_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}
