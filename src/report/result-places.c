/*
 * The result's villages, and the streets and counties that they lie in.
 */
#include "config.h"
#include "lib/db.h"
#include "report/result-out.h"

static int
inside_village(struct out *o, struct stmt *st, struct error *err)
{
	if (out_rows(o, "class",
		    "SELECT id, households FROM temp.village_class"
		    " WHERE village = ?2 AND ?1 IS NOT NULL ORDER BY id",
		    stmt_text(st, 0), NULL, err) != 0)
		return -1;
	return out_rows(o, "group",
		"SELECT id, error, suspect, notice FROM temp.village_group"
		" WHERE village = ?2 AND ?1 IS NOT NULL ORDER BY seq",
		stmt_text(st, 0), NULL, err);
}

/* All that is looked up below, counted for all villages at once. */
static int
count_in_villages(struct db *db, struct error *err)
{
	return db_exec(db,
		"CREATE TEMP TABLE village_class AS SELECT village, class AS"
		" id, COUNT(*) AS households FROM household WHERE"
		" COALESCE(valid, 1) = 1 AND class IS NOT NULL"
		" GROUP BY village, class;"
		"CREATE TEMP TABLE village_group AS SELECT f.village, c.grp AS"
		" id, MIN(c.seq) AS seq, " BY_SEVERITY " FROM hc_finding f"
		" JOIN hc_check c ON c.run = f.run AND c.id = f.check_id"
		" WHERE f.run = " LAST " GROUP BY f.village, c.grp;"
		"CREATE INDEX temp.in_class ON village_class(village);"
		"CREATE INDEX temp.in_group ON village_group(village);"
		"CREATE TEMP TABLE village_count AS"
		" WITH h AS (SELECT village, COUNT(*) AS n FROM household"
		" GROUP BY village), m AS (SELECT village, COUNT(*) AS n FROM"
		" member GROUP BY village), f AS (SELECT village, " BY_SEVERITY
		", COUNT(DISTINCT CASE WHEN severity = 'error'"
		" THEN household END) AS bad FROM hc_finding f WHERE run "
		"= " LAST
		" GROUP BY village), e AS (SELECT village, " BY_VERDICT
		" FROM temp.exits GROUP BY village), v AS (SELECT"
		" code, MIN(name) AS name FROM village GROUP BY code"
		" UNION ALL SELECT village, village FROM h WHERE village NOT"
		" IN (SELECT code FROM village))"
		" SELECT v.code, v.name, COALESCE(h.n, 0) AS households,"
		" COALESCE(m.n, 0) AS members, COALESCE(f.error, 0) AS error,"
		" COALESCE(f.suspect, 0) AS suspect,"
		" COALESCE(f.notice, 0) AS notice,"
		" MAX(COALESCE(h.n, 0) - COALESCE(f.bad, 0), 0) AS clean,"
		" e.exits, e.met, e.not_met, e.pending, e.unknown"
		" FROM v LEFT JOIN h ON h.village = v.code"
		" LEFT JOIN m ON m.village = v.code"
		" LEFT JOIN f ON f.village = v.code"
		" LEFT JOIN e ON e.village = v.code",
		err);
}

static int
write_villages(struct out *o, struct error *err)
{
	int rc;

	out_begin(o, "villages");
	rc = out_rows(o, "village",
		"SELECT code, name, households, members, error, suspect,"
		" notice, clean, exits, met, not_met, pending, unknown"
		" FROM temp.village_count ORDER BY code",
		NULL, inside_village, err);
	out_end(o);
	return rc;
}

/* A village's code begins with its street's, and this with its county's; what
 * comes after them is digits, before ":". */
#define IN_AREA "village >= ?2 AND village < ?2 || ':' AND ?1 IS NOT NULL"

static int
inside_area(struct out *o, struct stmt *st, struct error *err)
{
	if (out_rows(o, "class",
		    "SELECT id, SUM(households) AS households FROM"
		    " temp.village_class WHERE " IN_AREA
		    " GROUP BY id ORDER BY id",
		    stmt_text(st, 0), NULL, err) != 0)
		return -1;
	return out_rows(o, "group",
		"SELECT id, SUM(error) AS error, SUM(suspect) AS suspect,"
		" SUM(notice) AS notice FROM temp.village_group WHERE " IN_AREA
		" GROUP BY id ORDER BY MIN(seq)",
		stmt_text(st, 0), NULL, err);
}

static int
write_level(struct out *o, const char *level, struct error *err)
{
	return out_rows(o, "area",
		"SELECT substr(code, 1, CASE ?2 WHEN 'county' THEN 6 ELSE 9"
		" END) AS code, ?2 AS level, COUNT(*) AS villages,"
		" SUM(error = 0) AS ready, SUM(households) AS households,"
		" SUM(members) AS members, SUM(error) AS error,"
		" SUM(suspect) AS suspect, SUM(notice) AS notice,"
		" SUM(clean) AS clean, SUM(exits) AS exits, SUM(met) AS met,"
		" SUM(not_met) AS not_met, SUM(pending) AS pending,"
		" SUM(unknown) AS unknown FROM temp.village_count"
		" GROUP BY 1 ORDER BY 1",
		level, inside_area, err);
}

/* Where all villages are of one street there is nothing to tell. */
static int
write_areas(struct out *o, struct error *err)
{
	int64_t streets = 0;
	int rc = 0;

	if (db_get_int(o->db,
		    "SELECT COUNT(DISTINCT substr(code, 1, 9)) FROM"
		    " temp.village_count",
		    &streets, err) != 0)
		return -1;
	if (streets < 2)
		return 0;
	out_begin(o, "areas");
	if (write_level(o, "county", err) != 0 ||
		write_level(o, "street", err) != 0)
		rc = -1;
	out_end(o);
	return rc;
}

int
result_places(struct out *o, struct error *err)
{
	if (count_in_villages(o->db, err) != 0 || write_villages(o, err) != 0 ||
		write_areas(o, err) != 0)
		return -1;
	return db_exec(o->db,
		"DROP TABLE temp.village_class; DROP TABLE temp.village_group;"
		"DROP TABLE temp.village_count",
		err);
}
