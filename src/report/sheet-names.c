/*
 * Names of sheets that programs accept.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xlsx.h"
#include "report/sheet-names.h"

/* As much of a name as a sheet's may have, which counts units of UTF-16. */
static size_t
fitting(const char *name, size_t n, size_t units)
{
	size_t i = 0;

	while (i < n) {
		unsigned char c = (unsigned char)name[i];
		size_t takes = c >= 0xf0 ? 2 : 1;
		size_t bytes = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

		if (takes > units)
			break;
		units -= takes;
		i += bytes;
	}
	return i < n ? i : n;
}

static bool
is_used(const struct sheet_names *names, const char *name)
{
	/* Excel keeps one name for itself. */
	if (strcasecmp(name, "History") == 0)
		return true;
	for (size_t i = 0; i < names->n; i++) {
		if (strcasecmp(names->items[i], name) == 0)
			return true;
	}
	return false;
}

/* "12" or "A1" would have to be quoted in references, which the library does
 * only for names with other characters than these. */
static bool
looks_like_reference(const char *name)
{
	static const char plain[] = "0123456789_."
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz";

	return name[strspn(name, plain)] == '\0' &&
		(strpbrk(name, "0123456789") != NULL || strlen(name) < 3);
}

const char *
sheet_names_next(struct sheet_names *names, const char *wanted, long *copies)
{
	struct strbuf legal = { 0 }, bracketed = { 0 };
	char *name = NULL;

	for (const char *s = wanted; *s != '\0'; s++) {
		if ((unsigned char)*s >= ' ' && strchr("[]:*?/\\'", *s) == NULL)
			strbuf_addc(&legal, *s);
	}
	if (legal.len == 0)
		strbuf_addc(&legal, '-');
	if (looks_like_reference(legal.data)) {
		strbuf_addf(&bracketed, "(%s)", legal.data);
		strbuf_clear(&legal);
		legal = bracketed;
	}
	do {
		char *copy = ++*copies > 1 ? xasprintf(" (%ld)", *copies)
					   : xstrdup("");

		free(name);
		name = xasprintf("%.*s%s",
			(int)fitting(legal.data, legal.len,
				XLSX_NAME - strlen(copy)),
			legal.data, copy);
		free(copy);
	} while (is_used(names, name));
	strbuf_clear(&legal);
	if (names->n == names->room) {
		names->room = names->room * 2 + 16;
		names->items = xreallocarray(
			names->items, names->room, sizeof *names->items);
	}
	names->items[names->n++] = name;
	return name;
}

void
sheet_names_clear(struct sheet_names *names)
{
	while (names->n > 0)
		free(names->items[--names->n]);
	free(names->items);
	*names = (struct sheet_names){ 0 };
}
