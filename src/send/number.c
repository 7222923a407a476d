/*
 * The numbers of sealed packages: which came first, and what takes the place of
 * what.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/db.h"
#include "send/outbox.h"
#include "send/package.h"

/* The last number of the street's year (0: none), and whether its facts are
 * these. */
static int
find_last(struct db *db, const struct package *p, int64_t *last, bool *is_same,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT COALESCE(MAX(sequence), 0), COALESCE(MAX(CASE WHEN"
		    " facts = ?3 THEN sequence END) = MAX(sequence), 0)"
		    " FROM hc_sealed WHERE division = ?1 AND year = ?2",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, p->division);
	stmt_bind_static(st, 2, p->year);
	stmt_bind_static(st, 3, p->facts);
	rc = stmt_step(st, err);
	*last = rc == 1 ? stmt_int(st, 0) : 0;
	*is_same = rc == 1 && stmt_int(st, 1) != 0;
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

/* 1 it has a number already, 0, -1. */
static int
find_own(struct db *db, struct package *p, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT sequence, supersedes FROM hc_sealed WHERE"
		    " package = ?",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, p->id);
	rc = stmt_step(st, err);
	if (rc == 1) {
		p->sequence = stmt_int(st, 0);
		p->supersedes = xstrdup(stmt_text(st, 1));
	}
	stmt_free(st);
	return rc;
}

/* The one before, in the same language where there was one. */
static int
find_before(struct db *db, struct package *p, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT package FROM hc_sealed WHERE division = ?1 AND"
		    " year = ?2 AND sequence < ?3 ORDER BY sequence DESC,"
		    " package LIMIT 1",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, p->division);
	stmt_bind_static(st, 2, p->year);
	stmt_bind_int(st, 3, p->sequence);
	rc = stmt_step(st, err);
	if (rc == 1)
		p->supersedes = xstrdup(stmt_text(st, 0));
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

static int
keep(struct db *db, const struct package *p, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, "INSERT INTO hc_sealed VALUES(?,?,?,?,?,?)",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, p->id);
	stmt_bind_static(st, 2, p->division);
	stmt_bind_static(st, 3, p->year);
	stmt_bind_int(st, 4, p->sequence);
	stmt_bind_text(st, 5, p->supersedes);
	stmt_bind_static(st, 6, p->facts);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

static int
number(struct db *db, struct package *p, const struct outbox_number *how,
	struct error *err)
{
	int64_t last;
	bool is_same;
	int rc = find_own(db, p, err);

	if (rc < 0 || find_last(db, p, &last, &is_same, err) != 0)
		return -1;
	if (rc == 1 && p->sequence < last)
		return err_set(err, ERR_USAGE, "NUMBER-1",
			"this very package was sealed before as number %lld, "
			"and number %lld has taken its place; run hecha check "
			"over the records of now",
			(long long)p->sequence, (long long)last);
	if (rc == 1)
		return 0;
	p->sequence = is_same ? last : last + 1;
	if (!is_same && p->sequence < how->first)
		p->sequence = how->first;
	if (find_before(db, p, err) != 0)
		return -1;
	return how->is_kept ? keep(db, p, err) : 0;
}

int
outbox_number(struct db *db, struct package *p, const struct outbox_number *how,
	struct error *err)
{
	if (!how->is_kept)
		return number(db, p, how, err);
	if (db_begin(db, err) != 0)
		return -1;
	if (number(db, p, how, err) == 0)
		return db_commit(db, err);
	db_rollback(db);
	return -1;
}
