/*
 * Answers that depend on how days are counted.
 */
#include "config.h"
#include <stdio.h>
#include <string.h>
#include "base/strbuf.h"
#include "check/readings.h"
#include "lib/db.h"

static const char *const columns[] = { "reading", "n", "total" };

int
readings_take(struct readings *r, struct stmt *st, struct error *err)
{
	int rc;

	r->n = 0;
	while ((rc = stmt_step(st, err)) == 1) {
		const char *code = stmt_text(st, 0);
		struct reading *reading = &r->items[r->n];

		if (stmt_int(st, 1) == 0)
			continue;
		if (r->n == NREADINGS || code == NULL ||
			strlen(code) >= sizeof reading->code)
			return err_set(err, ERR_INPUT, "READINGS-1",
				"readings: no way to count days, or too many");
		memcpy(reading->code, code, strlen(code) + 1);
		reading->n = (long)stmt_int(st, 1);
		reading->total = (long)stmt_int(st, 2);
		r->n++;
	}
	return rc;
}

int
readings_lint(struct stmt *st, struct error *err)
{
	int n = (int)(sizeof columns / sizeof *columns);

	for (int i = 0; i < n; i++) {
		if (i >= stmt_columns(st) ||
			strcmp(stmt_name(st, i), columns[i]) != 0)
			return err_set(err, ERR_INPUT, "READINGS-2",
				"column %d is not %s", i + 1, columns[i]);
	}
	return stmt_columns(st) == n ? 0
				     : err_set(err, ERR_INPUT, "READINGS-3",
					       "more columns than total");
}

int
readings_store(struct db *db, int64_t run, const char *check,
	const struct readings *r, struct error *err)
{
	struct stmt *st;
	int rc = 0;

	if (r->n == 0)
		return 0;
	if (db_prepare(&st, db, "INSERT INTO hc_reading VALUES(?,?,?,?,?,?)",
		    err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < r->n; i++) {
		stmt_bind_int(st, 1, run);
		stmt_bind_static(st, 2, check);
		stmt_bind_int(st, 3, (int64_t)i + 1);
		stmt_bind_static(st, 4, r->items[i].code);
		stmt_bind_int(st, 5, r->items[i].n);
		stmt_bind_int(st, 6, r->items[i].total);
		rc = stmt_run(st, err);
	}
	stmt_free(st);
	return rc;
}

void
readings_show(struct strbuf *sb, const struct readings *r)
{
	strbuf_addc(sb, '[');
	for (size_t i = 0; i < r->n; i++)
		strbuf_addf(sb, "%s%s %ld/%ld", i > 0 ? " " : "",
			r->items[i].code, r->items[i].n, r->items[i].total);
	strbuf_adds(sb, "]\n");
}
