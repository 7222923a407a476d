/*
 * Which columns a SELECT of a rule's reads.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/rule.h"
#include "lib/db.h"

/* Views that are the table less some rows: what they read is not what the
 * query asks for. */
static const char *const narrowed[][2] = { { "valid_household", "household" },
	{ "active_member", "member" }, { "document", "document" } };

static bool
may_read_column(
	void *arg, const char *table, const char *column, const char *inside)
{
	struct strbuf *columns = arg;
	char *name;

	for (size_t i = 0; i < sizeof narrowed / sizeof *narrowed; i++) {
		if (inside != NULL && strcmp(inside, narrowed[i][0]) == 0)
			return true;
		if (strcmp(table, narrowed[i][0]) == 0)
			table = narrowed[i][1];
	}
	if (strcmp(table, "hc_document") == 0)
		table = "document";
	name = xasprintf("%s.%s", table, column);
	if (!rule_names(columns->data, name))
		strbuf_addf(columns, "%s\n", name);
	free(name);
	return true;
}

int
rule_columns(struct strbuf *columns, struct db *db, const char *sql,
	struct error *err)
{
	struct stmt *st;
	int rc;

	strbuf_reset(columns);
	strbuf_addc(columns, '\n');
	rc = db_prepare_guarded(&st, db, sql,
		&(struct db_guard){ may_read_column, columns, 10 }, err);
	if (rc == 0)
		stmt_free(st);
	db_guard_end(db);
	return rc;
}
