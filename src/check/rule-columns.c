/*
 * Which columns a SELECT of a rule's reads.
 */
#include "config.h"
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/rule.h"
#include "check/sql-words.h"
#include "lib/db.h"

const struct narrowed *
rule_narrowed(const char *name)
{
	static const struct narrowed views[] = {
		{ "valid_household", "household", "valid" },
		{ "active_member", "member", "state" },
		{ "document", "hc_document", "" },
	};

	for (size_t i = 0; name != NULL && i < sizeof views / sizeof *views;
		i++) {
		if (strcmp(name, views[i].view) == 0)
			return &views[i];
	}
	return NULL;
}

/* The word, without quotes and in small letters; "" where it is too long for
 * the name of one of those views. */
#define NAME 32
static void
bare_name(char name[NAME], const struct word *w)
{
	const char *bare;
	size_t n = words_bare(w, &bare);

	if (n >= NAME)
		n = 0;
	for (size_t i = 0; i < n; i++)
		name[i] = (char)tolower((unsigned char)bare[i]);
	name[n] = '\0';
}

/* name AS (…), name AS MATERIALIZED (…) or name (column, …) AS (…) */
static bool
defines(const struct words *w, size_t i)
{
	static const char *const begins[] = { "(", "NOT", "MATERIALIZED",
		NULL };
	char name[NAME];

	bare_name(name, &w->items[i]);
	if (rule_narrowed(name) == NULL)
		return false;
	return words_is(w, i + 1, "(") ||
		(words_is(w, i + 1, "AS") && words_is_any(w, i + 2, begins));
}

bool
rule_defines_view(const char *sql)
{
	struct words words = { 0 };
	bool does = false;

	words_split(&words, sql);
	for (size_t i = 0; i < words.n && !does; i++)
		does = defines(&words, i);
	free(words.items);
	return does;
}

struct asked {
	struct strbuf *columns;
	bool has_own_view;
};

static bool
may_read_column(
	void *arg, const char *table, const char *column, const char *inside)
{
	const struct asked *a = arg;
	const struct narrowed *view = rule_narrowed(table);
	char *name;

	if (!a->has_own_view && rule_narrowed(inside) != NULL)
		return true;
	if (view != NULL)
		table = view->table;
	name = xasprintf("%s.%s",
		strcmp(table, "hc_document") == 0 ? "document" : table, column);
	if (!rule_names(a->columns->data, name))
		strbuf_addf(a->columns, "%s\n", name);
	free(name);
	return true;
}

int
rule_columns(struct strbuf *columns, struct db *db, const char *sql,
	struct error *err)
{
	struct asked asked = { columns, rule_defines_view(sql) };
	struct stmt *st;
	int rc;

	strbuf_reset(columns);
	strbuf_addc(columns, '\n');
	rc = db_prepare_guarded(&st, db, sql,
		&(struct db_guard){ may_read_column, &asked, 10 }, err);
	if (rc == 0)
		stmt_free(st);
	db_guard_end(db);
	return rc;
}
