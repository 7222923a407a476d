/*
 * What people change in the outbox.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/db.h"
#include "send/outbox.h"

#define UTC "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'"
#define NOW UTC ")"

static int
check_changeable(const struct outbox_row *row, struct error *err)
{
	if (strcmp(row->state, "waiting") == 0 ||
		strcmp(row->state, "refused") == 0)
		return 0;
	return err_set(err, ERR_USAGE, "OUTBOX-8",
		"%s cannot be changed any more: its state is %s", row->name,
		row->state);
}

int
outbox_cancel(struct db *db, const struct outbox_row *row, struct error *err)
{
	struct stmt *st;
	int rc;

	if (check_changeable(row, err) != 0 ||
		db_prepare(&st, db,
			"UPDATE hc_outbox SET state = 'cancelled', finished ="
			" " NOW ", next_attempt = NULL WHERE seq = ?",
			err) != 0)
		return -1;
	stmt_bind_int(st, 1, row->seq);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

/* 1 where a newer one of the street and year is there or on its way, 0, -1. */
static int
is_overtaken(struct db *db, const struct outbox_row *row,
	const char *destination, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT 1 FROM hc_outbox n JOIN hc_outbox o ON n.division ="
		    " o.division AND n.year = o.year AND n.sequence >"
		    " o.sequence WHERE o.seq = ?1 AND n.destination = ?2 AND"
		    " n.state IN ('waiting', 'sending', 'stored', 'sent')",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, row->seq);
	stmt_bind_text(st, 2, destination);
	rc = stmt_step(st, err);
	stmt_free(st);
	return rc;
}

int
outbox_retarget(struct db *db, const struct outbox_row *row,
	const struct outbox_target *to, struct error *err)
{
	int rc;

	if (check_changeable(row, err) != 0)
		return -1;
	rc = is_overtaken(db, row, to->destination, err);
	if (rc == 1)
		return err_set(err, ERR_USAGE, "OUTBOX-9",
			"%s: a newer package of this street and year goes to "
			"%s already",
			row->name, to->destination);
	return rc < 0 ? -1 : outbox_aim(db, row->seq, to, err);
}

#define FORGOTTEN                                                              \
	"SELECT seq FROM hc_outbox WHERE state IN ('sent', 'superseded',"      \
	" 'cancelled') AND finished <= " UTC ", ?1)"

int
outbox_prune(struct db *db, int64_t days, int64_t *n, struct error *err)
{
	char *before = xasprintf("-%lld days", (long long)days);
	struct stmt *count = NULL, *st = NULL;
	int rc = -1;

	*n = 0;
	if (outbox_prepare(db, err) == 0 &&
		db_prepare(&count, db,
			"SELECT COUNT(DISTINCT outbox) FROM hc_outbox_body"
			" WHERE outbox IN (" FORGOTTEN ")",
			err) == 0 &&
		db_prepare(&st, db,
			"DELETE FROM hc_outbox_body WHERE outbox IN"
			" (" FORGOTTEN ")",
			err) == 0) {
		stmt_bind_text(count, 1, before);
		stmt_bind_text(st, 1, before);
		if (stmt_step(count, err) == 1)
			*n = stmt_int(count, 0);
		stmt_reset(count);
		rc = stmt_run(st, err);
	}
	stmt_free(count);
	stmt_free(st);
	free(before);
	return rc;
}
