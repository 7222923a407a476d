/*
 * The indexes that the checks of a run need.
 */
#include "config.h"
#include "check/indexes.h"
#include "check/pack.h"
#include "check/workspace.h"
#include "lib/db.h"

static int
want_index(struct stmt *st, const struct rule *rule, const struct rule_index *x,
	struct error *err)
{
	if (workspace_has(x->table))
		return 0;
	stmt_bind_static(st, 1, x->table);
	stmt_bind_static(st, 2, x->columns);
	stmt_bind_static(st, 3, rule->id);
	return stmt_run(st, err);
}

/* What the program's views and the rules ask for, each once. */
static int
want_indexes(struct db *db, const struct rules *rules, struct error *err)
{
	struct stmt *st;
	int rc = 0;

	if (db_exec(db,
		    "CREATE TEMP TABLE wanted(tbl, columns, rule,"
		    " PRIMARY KEY(tbl, columns)) WITHOUT ROWID;"
		    "INSERT INTO temp.wanted(tbl, columns)"
		    " SELECT tbl, columns FROM hc_index",
		    err) != 0 ||
		db_prepare(&st, db,
			"INSERT OR IGNORE INTO temp.wanted VALUES(?, ?, ?)",
			err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && rules != NULL && i < rules->n; i++) {
		const struct rule *rule = &rules->items[i];

		for (size_t j = 0; rc == 0 && j < rule->nindexes; j++)
			rc = want_index(st, rule, &rule->indexes[j], err);
	}
	stmt_free(st);
	return rc;
}

/* One that begins another does for nothing that the other does not. */
static int
each_wanted(struct db *db, index_fn *f, void *arg, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT tbl, columns, rule FROM temp.wanted w WHERE NOT "
		    "EXISTS"
		    " (SELECT 1 FROM temp.wanted o WHERE o.tbl = w.tbl"
		    " AND SUBSTR(o.columns, 1, LENGTH(w.columns) + 1)"
		    " = w.columns || ',')",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		rc = f(arg, stmt_text(st, 0), stmt_text(st, 1), err);
		if (rc != 0 && stmt_text(st, 2) != NULL)
			err_wrap(err, "%s", stmt_text(st, 2));
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}

int
indexes_each(struct db *db, const struct rules *rules, index_fn *f, void *arg,
	struct error *err)
{
	struct error ignored = { 0 };
	int rc = want_indexes(db, rules, err);

	if (rc == 0)
		rc = each_wanted(db, f, arg, err);
	db_exec(db, "DROP TABLE IF EXISTS temp.wanted", &ignored);
	return rc;
}

static int
make_index(void *arg, const char *table, const char *columns, struct error *err)
{
	return db_make_index(arg, "main", table, columns, err);
}

int
indexes_make(struct db *db, const struct rules *rules, struct error *err)
{
	if (indexes_each(db, rules, make_index, db, err) != 0)
		return -1;
	return db_exec(db, "PRAGMA analysis_limit = 400; ANALYZE main", err);
}
