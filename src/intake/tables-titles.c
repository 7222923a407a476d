/*
 * What stands above a table and is of the document as a whole: its year, and
 * the day of its export.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/mem.h"
#include "intake/tables.h"
#include "schema/fold.h"

/* The day with which the text begins; what follows is no other. */
static long
day_at(const char *s)
{
	int y, m, d, used = 0;

	if (sscanf(s, "%4d年%2d月%2d日%n", &y, &m, &d, &used) != 3 &&
		sscanf(s, "%4d-%2d-%2d%n", &y, &m, &d, &used) != 3 &&
		sscanf(s, "%4d/%2d/%2d%n", &y, &m, &d, &used) != 3 &&
		sscanf(s, "%4d.%2d.%2d%n", &y, &m, &d, &used) != 3)
		return NO_DAY;
	/* 2026-01-01至2026-11-20 */
	if (used == 0 || strchr("-/.", s[used]) != NULL)
		used = s[used] == '\0' ? used : 0;
	if (used > 0 && strchr(s + used, '-') == NULL &&
		strpbrk(s + used, "/") == NULL &&
		(strstr(s + used, "年") == NULL ||
			strstr(s + used, "日") == NULL) &&
		y >= 1900)
		return day_make(y, m, d);
	return NO_DAY;
}

/* When the table was exported: the first line that says it with a day. */
static long
day_exported(const struct tables *t, const char *titles)
{
	const char *const *words = layout_words(t->layout, WORDS_EXPORTED);
	char *all = xstrdup(titles != NULL ? titles : ""), *save = NULL;
	long day = NO_DAY;

	for (char *line = strtok_r(all, "\n", &save);
		day == NO_DAY && line != NULL;
		line = strtok_r(NULL, "\n", &save)) {
		char *folded = fold_dup(line);

		for (size_t i = 0; day == NO_DAY && words[i] != NULL; i++) {
			const char *p = strstr(folded, words[i]);

			if (p == NULL)
				continue;
			p += strlen(words[i]);
			p += strspn(p, ":(");
			day = day_at(p);
		}
		free(folded);
	}
	free(all);
	return day;
}

/* A year in a line that a word makes the table's, into year; another one than
 * there is already: false. */
static bool
take_year(const struct tables *t, const char *line, char year[5])
{
	const char *const *words = layout_words(t->layout, WORDS_YEAR);

	for (size_t i = 0; words[i] != NULL; i++) {
		for (const char *p = strstr(line, words[i]); p != NULL;
			p = strstr(p + 1, words[i])) {
			if (p - line < 4 || strspn(p - 4, "0123456789") < 4 ||
				(p - line > 4 &&
					strchr("-0123456789", p[-5]) != NULL))
				continue;
			if (*year != '\0' && strncmp(year, p - 4, 4) != 0)
				return false;
			memcpy(year, p - 4, 4);
		}
	}
	return true;
}

/* "" none, or several. */
static void
find_year(const struct tables *t, const char *titles, char year[5])
{
	char *all = xstrdup(titles != NULL ? titles : ""), *save = NULL;
	bool is_one = true;

	memset(year, 0, 5);
	for (char *line = strtok_r(all, "\n", &save); line != NULL;
		line = strtok_r(NULL, "\n", &save)) {
		char *folded = fold_dup(line);

		is_one = take_year(t, folded, year) && is_one;
		free(folded);
	}
	if (!is_one)
		year[0] = '\0';
	free(all);
}

void
tables_read_titles(struct tables *t, const struct sheet *s)
{
	char iso[11], year[5];
	long day = day_exported(t, s->titles);

	find_year(t, s->titles, year);
	if (day != NO_DAY)
		tables_add_header(t, s->kind, "exported", day_format(day, iso));
	if (*year != '\0')
		tables_add_header(t, s->kind, "year", year);
}
