#ifndef TABLE_SETTINGS_H
#define TABLE_SETTINGS_H

/* What no file says; NULL or 0: not given. */
struct table_settings {
	const char *division, *source, *exported;
	long year;
	long plan_year; /* tells this year's register from last year's */
};

#endif
