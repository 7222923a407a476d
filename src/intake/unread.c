/*
 * Files that could not be read.
 */
#include "config.h"
#include <stdlib.h>
#include <unistd.h>
#include "base/mem.h"
#include "intake/read-by.h"
#include "intake/unread.h"
#include "lib/db.h"

#define STALE "document:"

static int
run(struct db *db, const char *sql, const char *path, const char *name,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	stmt_bind_text(st, 1, path);
	if (name != NULL)
		stmt_bind_text(st, 2, name);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

static int
forget(struct db *db, const char *path, struct error *err)
{
	return run(
		db, "DELETE FROM hc_unread WHERE path = ?1", path, NULL, err);
}

static char *
whole_path(const char *file)
{
	char *path = realpath(file, NULL);

	return path != NULL ? path : xstrdup(file);
}

int
unread_add(struct db *db, const char *file, const char *name, struct error *err)
{
	char *path = whole_path(file);
	int rc = run(db,
		"INSERT INTO hc_unread(path, name) VALUES(?1, ?2)"
		" ON CONFLICT(path) DO UPDATE SET name = ?2",
		path, name, err);

	free(path);
	return rc;
}

int
unread_forget_gone(struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, "SELECT path FROM hc_unread", err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		const char *path = stmt_text(st, 0);

		if (access(path, F_OK) != 0 && forget(db, path, err) != 0) {
			rc = -1;
			break;
		}
	}
	stmt_free(st);
	return rc;
}

int
unread_forget(struct db *db, const char *file, struct error *err)
{
	char *path = whole_path(file);
	int rc = forget(db, path, err);

	free(path);
	return rc;
}

int
unread_mark_stale(struct db *db, int64_t *n, struct error *err)
{
	char ours[DIGEST_HEX];

	if (read_by(ours, err) != 0 ||
		run(db, "DELETE FROM hc_unread WHERE path LIKE ?1", STALE "%",
			NULL, err) != 0 ||
		run(db,
			"INSERT INTO hc_unread(path, name)"
			" SELECT ?1 || name, name FROM hc_document"
			" WHERE read_by NOT IN ('', ?2)",
			STALE, ours, err) != 0)
		return -1;
	return db_get_int(db,
		"SELECT COUNT(*) FROM hc_unread WHERE path LIKE '" STALE "%'",
		n, err);
}
