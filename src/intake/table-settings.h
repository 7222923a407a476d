#ifndef TABLE_SETTINGS_H
#define TABLE_SETTINGS_H

#include <stddef.h>

/* What no file says; NULL or 0: not given. */
struct table_settings {
	const char *division, *source, *exported, *issued;
	const char *const *layouts; /* files, besides those of the program */
	size_t nlayouts;
	int jobs; /* threads; 0: one a processor */
	long year;
	long plan_year; /* tells this year's register from last year's */
};

#endif
