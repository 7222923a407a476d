/*
 * Who is visited in place of one that could not be.
 */
#include "config.h"
#include <string.h>
#include "base/mem.h"
#include "check/sample.h"
#include "check/visits.h"
#include "lib/db.h"

/* Where one stands that is to be visited. */
struct seat {
	int64_t draw, stratum, place;
	bool is_told;	   /* the reason is known already */
	bool is_household; /* else not registered */
};

static int
find_seat(struct seat *seat, struct db *db, const char *id, const char *reason,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT d.draw, d.stratum, d.place, d.reason,"
		    " d.kind = 'household'"
		    " FROM hc_drawn d JOIN hc_draw w ON w.id = d.draw"
		    " JOIN hc_frame f ON f.id = w.frame"
		    " WHERE d.id = ?1 AND d.role <> 'reserve'"
		    " AND w.kind = 'random'"
		    " ORDER BY f.turn DESC, w.round DESC LIMIT 1",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, id);
	rc = stmt_step(st, err);
	if (rc == 0)
		rc = err_set(err, ERR_USAGE, "SAMPLE-REPLACE-1",
			"%s is not in the sample", id);
	if (rc == 1) {
		const char *told = stmt_text(st, 3);

		*seat = (struct seat){ stmt_int(st, 0), stmt_int(st, 1),
			stmt_int(st, 2), told != NULL, stmt_int(st, 4) != 0 };
		if (told != NULL && strcmp(told, reason) != 0)
			rc = err_set(err, ERR_USAGE, "SAMPLE-REPLACE-2",
				"%s was replaced before, for another reason: "
				"%s",
				id, told);
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

/* Who was met cannot be left out for not having been met. */
static int
check_visit(const struct seat *seat, struct db *db, const char *id,
	struct error *err)
{
	bool has;

	if (seat->is_told)
		return 0;
	if (visits_has_answer(&has, db,
		    seat->is_household ? "household" : "unregistered", id,
		    err) != 0)
		return -1;
	return has ? err_set(err, ERR_USAGE, "SAMPLE-REPLACE-4",
			     "%s was visited, a record says; it cannot be "
			     "replaced",
			     id)
		   : 0;
}

static int
set_reason(struct db *db, const struct seat *seat, const char *reason,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "UPDATE hc_drawn SET reason = ?4 WHERE draw = ?1 AND "
		    "stratum"
		    " = ?2 AND place = ?3",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, seat->draw);
	stmt_bind_int(st, 2, seat->stratum);
	stmt_bind_int(st, 3, seat->place);
	stmt_bind_static(st, 4, reason);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

/* The next ticket, but of one that a further round has drawn meanwhile. */
static const char next[] =
	"UPDATE hc_drawn SET role = 'replacement', replaces = ?3 WHERE draw ="
	" ?1 AND stratum = ?2 AND place = (SELECT MIN(d.place) FROM hc_drawn d"
	" WHERE d.draw = ?1 AND d.stratum = ?2 AND d.role = 'reserve' AND NOT"
	" EXISTS (SELECT 1 FROM hc_drawn o JOIN hc_draw w ON w.id = o.draw"
	" WHERE o.id = d.id AND o.kind = d.kind AND o.role <> 'reserve' AND"
	" w.kind = 'random' AND w.frame = (SELECT frame FROM hc_draw WHERE id"
	" = ?1))) RETURNING id";
static const char known[] =
	"SELECT id FROM hc_drawn WHERE draw = ?1 AND stratum = ?2 AND replaces"
	" = ?3";

int
sample_replace(char **by, struct db *db, const char *id, const char *reason,
	struct error *err)
{
	struct seat seat = { 0 };
	struct stmt *st;
	int rc;

	*by = NULL;
	if (strcmp(reason, "not-home") != 0 && strcmp(reason, "moved") != 0 &&
		strcmp(reason, "refused") != 0)
		return err_set(err, ERR_USAGE, "SAMPLE-REPLACE-3",
			"a replacement wants --reason not-home, moved or "
			"refused");
	if (find_seat(&seat, db, id, reason, err) != 0 ||
		check_visit(&seat, db, id, err) != 0 ||
		set_reason(db, &seat, reason, err) != 0 ||
		db_prepare(&st, db, seat.is_told ? known : next, err) != 0)
		return -1;
	stmt_bind_int(st, 1, seat.draw);
	stmt_bind_int(st, 2, seat.stratum);
	stmt_bind_static(st, 3, id);
	while ((rc = stmt_step(st, err)) == 1)
		*by = xstrdup(stmt_text(st, 0));
	stmt_free(st);
	return rc;
}
