/*
 * What the rules of a run find.
 */
#include "config.h"
#include <stdlib.h>
#include "base/mem.h"
#include "check/found.h"
#include "lib/db.h"

struct found {
	struct db *db;
	pthread_mutex_t *lock;
	struct stmt *add, *wait;
};

int
found_begin(struct found **out, struct db *db, pthread_mutex_t *lock,
	struct error *err)
{
	struct found *f = xcalloc(1, sizeof *f);

	f->db = db;
	f->lock = lock;
	*out = f;
	if (db_exec(db,
		    "CREATE TEMP TABLE found(check_id, severity, village,"
		    " household, member, step, event, key, document, line,"
		    " found, expected, circle, evidence);"
		    "CREATE TEMP TABLE waiting(check_id, village, n, due,"
		    " PRIMARY KEY(check_id, village)) WITHOUT ROWID",
		    err) == 0 &&
		db_prepare(&f->add, db,
			"INSERT INTO temp.found"
			" VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
			err) == 0 &&
		db_prepare(&f->wait, db,
			"INSERT INTO temp.waiting VALUES(?1, COALESCE(?2, ''),"
			" 1, ?3) ON CONFLICT(check_id, village) DO UPDATE SET"
			" n = n + 1, due = MIN(COALESCE(due, ?3),"
			" COALESCE(?3, due))",
			err) == 0)
		return 0;
	found_end(f);
	*out = NULL;
	return -1;
}

void
found_end(struct found *found)
{
	struct error ignored = { 0 };

	if (found == NULL)
		return;
	stmt_free(found->add);
	stmt_free(found->wait);
	db_exec(found->db,
		"DROP TABLE IF EXISTS temp.found;"
		"DROP TABLE IF EXISTS temp.waiting",
		&ignored);
	free(found);
}

struct db *
found_db(const struct found *found)
{
	return found->db;
}

int
found_add(struct found *found, const char *const values[FOUND_COLUMNS],
	struct error *err)
{
	int rc;

	pthread_mutex_lock(found->lock);
	for (int i = 0; i < FOUND_COLUMNS; i++)
		stmt_bind_static(found->add, i + 1, values[i]);
	rc = stmt_run(found->add, err);
	pthread_mutex_unlock(found->lock);
	return rc;
}

int
found_wait(struct found *found, const char *rule, const char *village,
	const char *due, struct error *err)
{
	int rc;

	pthread_mutex_lock(found->lock);
	stmt_bind_static(found->wait, 1, rule);
	stmt_bind_static(found->wait, 2, village);
	stmt_bind_static(found->wait, 3, due);
	rc = stmt_run(found->wait, err);
	pthread_mutex_unlock(found->lock);
	return rc;
}

int
found_drop(struct found *found, const char *rule, struct error *err)
{
	static const char *const sql[] = {
		"DELETE FROM temp.found WHERE check_id = ?",
		"DELETE FROM temp.waiting WHERE check_id = ?",
	};
	int rc = 0;

	pthread_mutex_lock(found->lock);
	for (size_t i = 0; rc == 0 && i < 2; i++) {
		struct stmt *st;

		rc = db_prepare(&st, found->db, sql[i], err);
		if (rc == 0) {
			stmt_bind_static(st, 1, rule);
			rc = stmt_run(st, err);
			stmt_free(st);
		}
	}
	pthread_mutex_unlock(found->lock);
	return rc;
}
