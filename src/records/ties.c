/*
 * Which villages hang together, and which of them have changed.
 */
#include "config.h"
#include <stdint.h>
#include "lib/db.h"
#include "records/ties.h"

/* Of what kind the document is chooses among the tables that are looked at. */
int
ties_forget(struct db *db, long document, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "INSERT INTO hc_gone SELECT DISTINCT s.document, origin,"
		    " source, village, t.kind, key FROM hc_tie t, hc_seen s"
		    " WHERE t.document = ?1 AND s.document = ?1"
		    " AND origin = (SELECT kind FROM hc_seen WHERE document = "
		    "?1)",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, document);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

int
ties_tangled(struct db *db, bool *tangled, struct error *err)
{
	int64_t n = 0;
	int rc = db_get_int(db,
		"SELECT EXISTS (SELECT 1 FROM event WHERE id IN (SELECT id"
		" FROM event WHERE village IS NULL) GROUP BY id"
		" HAVING COUNT(*) > 1)",
		&n, err);

	*tangled = n != 0;
	return rc;
}

#define CAME                                                                   \
	" (SELECT id FROM hc_document WHERE id NOT IN"                         \
	" (SELECT document FROM hc_seen)) "
#define KINDS " (SELECT kind FROM hc_document WHERE id IN" CAME ") "

static const char make_tables[] =
	"CREATE TEMP TABLE dirty(village PRIMARY KEY) WITHOUT ROWID;"
	"CREATE TEMP TABLE fresh(village PRIMARY KEY) WITHOUT ROWID;"
	"CREATE TEMP TABLE knot(kind, key, PRIMARY KEY(kind, key))"
	" WITHOUT ROWID;"
	"CREATE TEMP TABLE blank(kind, source, household);"
	"CREATE TEMP TABLE home(household PRIMARY KEY) WITHOUT ROWID;"
	"CREATE TEMP TABLE outside(household PRIMARY KEY) WITHOUT ROWID;"
	"CREATE TEMP TABLE astray(kind, source);";

static const char came_rows[] =
	"INSERT OR IGNORE INTO temp.fresh SELECT village FROM hc_tie"
	" WHERE village IS NOT NULL AND origin IN" KINDS "AND document IN" CAME
	";"
	"INSERT INTO temp.blank SELECT DISTINCT t.origin, d.source, t.key"
	" FROM (SELECT origin, document, key FROM hc_tie WHERE village IS NULL"
	" AND origin IN" KINDS "AND document IN" CAME ") t JOIN hc_document d"
	" ON d.id = t.document";

static const char gone_rows[] =
	"INSERT OR IGNORE INTO temp.fresh SELECT village FROM hc_gone"
	" WHERE village IS NOT NULL;"
	"INSERT OR IGNORE INTO temp.fresh SELECT village FROM hc_touched;"
	"INSERT INTO temp.blank SELECT DISTINCT origin, source, key"
	" FROM hc_gone WHERE village IS NULL";

/* Where the village is blank, that of the household counts; a household may
 * have several, that is a tie. */
static const char changed_blanks[] =
	"INSERT OR IGNORE INTO temp.fresh SELECT village FROM hc_tie"
	" WHERE village IS NOT NULL AND kind = 'household'"
	" AND key IN (SELECT household FROM temp.blank);"
	"INSERT OR IGNORE INTO temp.home SELECT key FROM hc_tie"
	" WHERE village IS NOT NULL AND kind = 'household'"
	" AND key IN (SELECT household FROM temp.blank);"
	"INSERT OR IGNORE INTO temp.home SELECT key FROM hc_gone"
	" WHERE village IS NOT NULL AND kind = 'household';"
	"INSERT INTO temp.astray SELECT DISTINCT kind, source FROM temp.blank"
	" WHERE household IS NULL"
	" OR household NOT IN (SELECT household FROM temp.home)";

/* One step further from the villages in fresh. */
static const char follow[] =
	"INSERT OR IGNORE INTO temp.dirty SELECT village FROM temp.fresh;"
	"INSERT OR IGNORE INTO temp.knot SELECT kind, key FROM hc_tie"
	" WHERE key IS NOT NULL"
	" AND village IN (SELECT village FROM temp.fresh);"
	"INSERT OR IGNORE INTO temp.knot SELECT kind, key FROM hc_gone"
	" WHERE key IS NOT NULL"
	" AND village IN (SELECT village FROM temp.fresh);"
	"DELETE FROM temp.fresh;"
	"INSERT OR IGNORE INTO temp.fresh SELECT village FROM hc_tie"
	" WHERE village NOT IN (SELECT village FROM temp.dirty)"
	" AND (kind, key) IN (SELECT kind, key FROM temp.knot);"
	"INSERT OR IGNORE INTO temp.fresh SELECT village FROM hc_gone"
	" WHERE village NOT IN (SELECT village FROM temp.dirty)"
	" AND (kind, key) IN (SELECT kind, key FROM temp.knot)";

static const char other_blanks[] =
	"DELETE FROM temp.blank;"
	"INSERT INTO temp.blank SELECT DISTINCT NULL, NULL, key FROM hc_tie"
	" WHERE village IS NULL AND key IS NOT NULL";

static const char other_homes[] =
	"INSERT OR IGNORE INTO temp.outside SELECT key FROM hc_tie"
	" WHERE kind = 'household'"
	" AND village NOT IN (SELECT village FROM temp.dirty)"
	" AND key IN (SELECT household FROM temp.blank)";

static int
exec_if_any(
	struct db *db, const char *count, const char *sql, struct error *err)
{
	int64_t n = 0;

	if (db_get_int(db, count, &n, err) != 0)
		return -1;
	return n == 0 ? 0 : db_exec(db, sql, err);
}

#define ANY_BLANK "SELECT EXISTS (SELECT 1 FROM temp.blank)"
#define ANY_CAME "SELECT EXISTS" CAME

int
ties_find(struct ties *out, struct db *db, struct error *err)
{
	int64_t n = 1;

	out->db = db;
	if (db_exec(db, make_tables, err) != 0 ||
		exec_if_any(db, ANY_CAME, came_rows, err) != 0 ||
		db_exec(db, gone_rows, err) != 0 ||
		exec_if_any(db, ANY_BLANK, changed_blanks, err) != 0)
		return -1;
	while (n > 0) {
		if (db_exec(db, follow, err) != 0 ||
			db_get_int(db, "SELECT COUNT(*) FROM temp.fresh", &n,
				err) != 0)
			return -1;
	}
	if (db_exec(db, other_blanks, err) != 0)
		return -1;
	return exec_if_any(db, ANY_BLANK, other_homes, err);
}

void
ties_drop(struct ties *ties)
{
	struct error ignored = { 0 };

	if (ties->db == NULL)
		return;
	db_exec(ties->db,
		"DROP TABLE IF EXISTS temp.dirty;"
		"DROP TABLE IF EXISTS temp.fresh;"
		"DROP TABLE IF EXISTS temp.knot;"
		"DROP TABLE IF EXISTS temp.blank;"
		"DROP TABLE IF EXISTS temp.home;"
		"DROP TABLE IF EXISTS temp.outside;"
		"DROP TABLE IF EXISTS temp.astray",
		&ignored);
	ties->db = NULL;
}
