/*
 * The result's villages, and the streets and counties that they lie in: counted
 * once, in temp.place, for all that reports say of them.
 */
#include "config.h"
#include "lib/db.h"
#include "report/result-out.h"

/* What people ask of the work, and the check groups that are of each. */
#define WORK                                                                   \
	"CASE WHEN grp IN ('prc', 'dln') THEN 'steps' WHEN grp = 'frm' THEN"   \
	" 'forms' WHEN grp = 'arc' THEN 'archive' WHEN grp = 'fix' THEN"       \
	" 'rectified' WHEN grp IN ('trn', 'acc') THEN 'self' ELSE 'data' END"

/*
 * temp.place: every village code that anything says. stray: it is not in the
 *   village list, where there is one, and so no village of the street.
 * unchecked and waiting are checks; home_… those of them that look at
 * households. temp.place_class, place_group, place_work, place_step: what
 * stands inside each; of steps only where a record of the procedure was
 * imported.
 */
static const char places[] =
	"CREATE TEMP TABLE place(code TEXT PRIMARY KEY, name TEXT,"
	" stray INTEGER, households INTEGER DEFAULT 0,"
	" members INTEGER DEFAULT 0, error INTEGER DEFAULT 0,"
	" suspect INTEGER DEFAULT 0, confirmed INTEGER DEFAULT 0,"
	" notice INTEGER DEFAULT 0,"
	" faulty INTEGER DEFAULT 0, ready INTEGER DEFAULT 0,"
	" unchecked INTEGER DEFAULT 0, waiting INTEGER DEFAULT 0,"
	" home_unchecked INTEGER DEFAULT 0, home_waiting INTEGER DEFAULT 0,"
	" rejected INTEGER DEFAULT 0, back INTEGER DEFAULT 0,"
	" verdict TEXT) WITHOUT ROWID;"
	"INSERT INTO temp.place(code, name, stray) SELECT c.code,"
	" COALESCE(MIN(v.name), c.code), COUNT(v.row) = 0 AND EXISTS (SELECT 1"
	" FROM village) FROM (SELECT code FROM village WHERE code IS NOT NULL"
	" UNION SELECT village FROM household WHERE village IS NOT NULL"
	" UNION SELECT village FROM hc_finding WHERE run = " LAST_RUN
	" AND village IS NOT NULL) c LEFT JOIN village v ON v.code = c.code"
	" GROUP BY c.code;"
	"CREATE TEMP TABLE place_area AS SELECT p.code, a.area FROM temp.place "
	"p"
	" JOIN (SELECT DISTINCT area FROM temp.open_check) a"
	" ON substr(p.code, 1, length(a.area)) = a.area;"
	"CREATE TEMP TABLE place_open AS SELECT DISTINCT a.code, o.check_id,"
	" o.grp, o.of_household FROM temp.place_area a JOIN temp.open_check o"
	" ON o.area = a.area;"
	"DROP TABLE temp.place_area;"
	"CREATE TEMP TABLE place_class AS SELECT village, class AS id,"
	" COUNT(*) AS households FROM household WHERE"
	" COALESCE(valid, 1) = 1 AND class IS NOT NULL"
	" GROUP BY village, class;"
	"CREATE INDEX temp.in_class ON place_class(village);"
	"CREATE TEMP TABLE place_step AS SELECT village, kind AS id,"
	" COUNT(CASE WHEN state IN ('done', 'running') THEN 1 END) AS done,"
	" COUNT(CASE WHEN late_days > 0 THEN 1 END) AS late,"
	" COUNT(CASE WHEN state = 'done' AND days < days_required THEN 1 END)"
	" AS short, COUNT(CASE WHEN state IN ('done', 'running') AND"
	" COALESCE(ended, began) IS NULL THEN 1 END) AS undated,"
	" COUNT(CASE WHEN state IN ('missing', 'off-list') THEN 1"
	" END) AS missing, COUNT(CASE WHEN state = 'pending' THEN 1 END) AS"
	" pending FROM step WHERE step IS NOT NULL AND state <> 'not-needed'"
	" AND EXISTS (SELECT 1 FROM hc_document WHERE kind = 'procedure')"
	" GROUP BY village, kind;"
	"CREATE INDEX temp.in_step ON place_step(village);"
	"CREATE TEMP TABLE place_group AS SELECT village, grp AS id,"
	" SUM(error) AS error, SUM(suspect) AS suspect, SUM(confirmed) AS"
	" confirmed, SUM(notice) AS notice,"
	" SUM(unchecked) AS unchecked, SUM(waiting) AS waiting FROM ("
	"SELECT f.village, l.grp, " OPEN_ERROR " AS error,"
	" " OPEN_SUSPECT " AS suspect, " OPEN_CONFIRMED " AS confirmed,"
	" " OPEN_NOTICE " AS notice,"
	" 0 AS unchecked, 0 AS waiting FROM hc_finding f JOIN temp.looks l"
	" ON l.check_id = f.check_id WHERE f.run = " LAST_RUN
	" AND f.village IS NOT NULL"
	" UNION ALL SELECT code, grp, 0, 0, 0, 0, 1, 0 FROM temp.place_open"
	" UNION ALL SELECT village, grp, 0, 0, 0, 0, 0, 1 FROM "
	"temp.waiting_check"
	") GROUP BY village, grp;"
	"CREATE INDEX temp.in_group ON place_group(village);"
	"CREATE TEMP TABLE place_work AS SELECT p.code AS village, w.id, w.seq,"
	" w.checks, COALESCE(SUM(g.error), 0) AS error,"
	" COALESCE(SUM(g.suspect), 0) AS suspect,"
	" COALESCE(SUM(g.confirmed), 0) AS confirmed,"
	" COALESCE(SUM(g.unchecked), 0) AS unchecked,"
	" COALESCE(SUM(g.waiting), 0) AS waiting FROM temp.place p"
	" CROSS JOIN (SELECT " WORK " AS id, MIN(rowid) AS seq, COUNT(*) AS"
	" checks FROM temp.looks GROUP BY 1) w LEFT JOIN (SELECT *, " WORK
	" AS work FROM (SELECT *, id AS grp FROM temp.place_group)) g"
	" ON g.village = p.code AND g.work = w.id GROUP BY p.code, w.id;"
	"CREATE INDEX temp.in_work ON place_work(village);";

static const char totals[] =
	"CREATE TEMP TABLE home AS SELECT h.village,"
	" COALESCE(s.error, 0) > 0 AS error,"
	" COALESCE(s.suspect, 0) > 0 AS suspect, COUNT(*) AS n"
	" FROM household h LEFT JOIN temp.seen s ON s.household = h.id"
	" GROUP BY 1, 2, 3;"
	"CREATE INDEX temp.in_home ON home(village);"
	"UPDATE temp.place SET households = (SELECT COALESCE(SUM(n), 0) FROM"
	" temp.home WHERE village = code), faulty = (SELECT COALESCE(SUM(n), 0)"
	" FROM temp.home WHERE village = code AND error);"
	"UPDATE temp.place SET members = m.n FROM (SELECT village, COUNT(*) AS"
	" n FROM member GROUP BY village) m WHERE m.village = code;"
	"UPDATE temp.place SET error = g.error, suspect = g.suspect,"
	" confirmed = g.confirmed, notice = g.notice, unchecked = g.unchecked, "
	"waiting = g.waiting FROM (SELECT"
	" village, SUM(error) AS error, SUM(suspect) AS suspect,"
	" SUM(confirmed) AS confirmed, SUM(notice) AS notice, SUM(unchecked) "
	"AS unchecked, SUM(waiting) AS waiting"
	" FROM temp.place_group GROUP BY village) g WHERE g.village = code;"
	"UPDATE temp.place SET home_unchecked = o.n FROM (SELECT code,"
	" COUNT(*) AS n FROM temp.place_open WHERE of_household GROUP BY code)"
	" o WHERE o.code = place.code;"
	"UPDATE temp.place SET home_waiting = w.n FROM (SELECT village,"
	" COUNT(*) AS n FROM temp.waiting_check WHERE of_household GROUP BY"
	" village) w WHERE w.village = code;"
	"UPDATE temp.place SET back = f.n FROM (SELECT village, COUNT(*) AS n"
	" FROM hc_finding WHERE run = " LAST_RUN " AND state = 'back' AND NOT"
	" settled GROUP BY village) f WHERE f.village = code;"
	"UPDATE temp.place SET rejected = (SELECT COALESCE(SUM(d.rejected"
	" + d.refused), 0) FROM hc_document d WHERE d.rejected + d.refused > 0 "
	"AND substr(code, 1,"
	" length(COALESCE(d.division, ''))) = COALESCE(d.division, ''))"
	" + (SELECT COUNT(*) FROM hc_unread);"
	"DROP TABLE temp.place_open";

/* Households of one village that are alike, at a time: ready are those whose
 * verdict is met. */
static bool
add_ready(void *arg, struct stmt *out, struct stmt *in)
{
	struct verdict_facts f;

	(void)arg;
	out_facts(&f, in);
	stmt_bind_text(out, 1, stmt_text(in, 0));
	stmt_bind_int(out, 2, stmt_int(in, 1));
	return verdict_of(&f) == VERDICT_MET;
}

static int
count_ready(struct db *db, struct error *err)
{
	return db_for_each(db,
		"SELECT p.code, h.n, h.error, h.suspect, p.home_unchecked AS"
		" unchecked, p.home_waiting AS waiting, p.rejected FROM"
		" temp.home h JOIN temp.place p ON p.code = h.village",
		"UPDATE temp.place SET ready = ready + ?2 WHERE code = ?1",
		add_ready, NULL, err);
}

static bool
set_verdict(void *arg, struct stmt *out, struct stmt *in)
{
	struct verdict_facts f;

	(void)arg;
	out_facts(&f, in);
	stmt_bind_text(out, 1, stmt_text(in, 0));
	stmt_bind_static(out, 2, verdict_name(verdict_of(&f)));
	return true;
}

static int
set_verdicts(struct db *db, struct error *err)
{
	return db_for_each(db,
		"SELECT code, error, suspect, confirmed, unchecked, waiting,"
		" rejected"
		" FROM temp.place",
		"UPDATE temp.place SET verdict = ?2 WHERE code = ?1",
		set_verdict, NULL, err);
}

int
result_count_places(struct out *o, struct error *err)
{
	if (db_exec(o->db, places, err) != 0 ||
		db_exec(o->db, totals, err) != 0 ||
		count_ready(o->db, err) != 0 || set_verdicts(o->db, err) != 0)
		return -1;
	return db_exec(o->db, "DROP TABLE temp.home", err);
}

static int
inside_work(struct out *o, struct stmt *st, struct error *err)
{
	(void)err;
	out_verdict(o, st);
	return 0;
}

static int
inside_village(struct out *o, struct stmt *st, struct error *err)
{
	if (out_rows(o, "class",
		    "SELECT id, households FROM temp.place_class"
		    " WHERE village = ?1 ORDER BY id",
		    stmt_text(st, 0), NULL, err) != 0 ||
		out_rows(o, "step",
			"SELECT id, SUM(done) AS done, NULLIF(SUM(late), 0) AS"
			" late, NULLIF(SUM(short), 0) AS short,"
			" NULLIF(SUM(undated), 0) AS undated,"
			" NULLIF(SUM(missing), 0) AS missing,"
			" NULLIF(SUM(pending), 0) AS pending FROM"
			" temp.place_step WHERE village = ?1 GROUP BY id"
			" ORDER BY id",
			stmt_text(st, 0), NULL, err) != 0 ||
		out_rows(o, "group",
			"SELECT g.id, g.error, g.suspect, g.notice,"
			" NULLIF(g.unchecked, 0) AS unchecked,"
			" NULLIF(g.waiting, 0) AS waiting"
			" FROM temp.place_group g WHERE g.village = ?1 ORDER "
			"BY (SELECT MIN(rowid) FROM"
			" temp.looks WHERE grp = g.id)",
			stmt_text(st, 0), NULL, err) != 0)
		return -1;
	return out_rows(o, "work",
		"SELECT id, error, suspect, confirmed AS \"*confirmed\","
		" checks, unchecked, waiting"
		" FROM temp.place_work WHERE village = ?1"
		" ORDER BY seq",
		stmt_text(st, 0), inside_work, err);
}

/* Those that are no villages of the street after those that are. */
static int
write_villages(struct out *o, struct error *err)
{
	return out_rows(o, "village",
		"SELECT p.code, p.name, CASE WHEN p.stray THEN 'true' END AS"
		" stray, p.verdict, p.households, p.members, p.error,"
		" p.suspect, p.notice, p.faulty, p.households - p.faulty AS"
		" clean, p.ready, p.unchecked, p.waiting,"
		" NULLIF(p.back, 0) AS back, e.exits, e.met, e.not_met, "
		"e.pending, e.unknown,"
		" e.unseen FROM temp.place p LEFT JOIN (SELECT"
		" village, " BY_VERDICT " FROM temp.exits GROUP BY village) e"
		" ON e.village = p.code ORDER BY p.stray, p.code",
		NULL, inside_village, err);
}

/* A village's code begins with its street's, and this with its county's; what
 * comes after them is digits, before ":". */
#define IN_AREA "village >= ?1 AND village < ?1 || ':'"

static int
inside_area(struct out *o, struct stmt *st, struct error *err)
{
	out_verdict(o, st);
	if (out_rows(o, "class",
		    "SELECT id, SUM(households) AS households FROM"
		    " temp.place_class WHERE " IN_AREA
		    " GROUP BY id ORDER BY id",
		    stmt_text(st, 0), NULL, err) != 0 ||
		out_rows(o, "step",
			"SELECT id, SUM(done) AS done, NULLIF(SUM(late), 0) AS"
			" late, NULLIF(SUM(short), 0) AS short,"
			" NULLIF(SUM(undated), 0) AS undated,"
			" NULLIF(SUM(missing), 0) AS missing,"
			" NULLIF(SUM(pending), 0) AS pending FROM"
			" temp.place_step WHERE " IN_AREA " GROUP BY id"
			" ORDER BY id",
			stmt_text(st, 0), NULL, err) != 0 ||
		out_rows(o, "group",
			"SELECT g.id, SUM(g.error) AS error,"
			" SUM(g.suspect) AS suspect, SUM(g.notice) AS notice,"
			" NULLIF(MAX(g.unchecked), 0) AS unchecked,"
			" NULLIF(MAX(g.waiting), 0) AS waiting"
			" FROM temp.place_group g WHERE " IN_AREA
			" GROUP BY g.id ORDER BY (SELECT MIN(rowid) FROM"
			" temp.looks WHERE grp = g.id)",
			stmt_text(st, 0), NULL, err) != 0)
		return -1;
	return out_rows(o, "work",
		"SELECT id, SUM(error) AS error, SUM(suspect) AS suspect,"
		" SUM(confirmed) AS \"*confirmed\", checks, MAX(unchecked) AS "
		"unchecked, MAX(waiting) AS waiting"
		" FROM temp.place_work WHERE " IN_AREA
		" GROUP BY id ORDER BY seq",
		stmt_text(st, 0), inside_work, err);
}

static int
write_level(struct out *o, const char *level, struct error *err)
{
	return out_rows(o, "area",
		"SELECT substr(p.code, 1, CASE ?1 WHEN 'county' THEN 6 ELSE 9"
		" END) AS code, ?1 AS level, SUM(NOT p.stray) AS villages,"
		" NULLIF(SUM(p.stray), 0) AS strays,"
		" SUM(p.verdict = 'met' AND NOT p.stray) AS ready_villages,"
		" SUM(p.households) AS households,"
		" SUM(p.members) AS members, SUM(p.error) AS error,"
		" SUM(p.suspect) AS suspect, SUM(p.confirmed) AS"
		" \"*confirmed\", SUM(p.notice) AS notice,"
		" SUM(p.faulty) AS faulty, SUM(p.households - p.faulty) AS"
		" clean, SUM(p.ready) AS ready, MAX(p.unchecked) AS unchecked,"
		" MAX(p.waiting) AS waiting, NULLIF(SUM(p.back), 0) AS back,"
		" SUM(p.rejected) AS \"*rejected\","
		" SUM(e.exits) AS exits, SUM(e.met) AS met,"
		" SUM(e.not_met) AS not_met, SUM(e.pending) AS pending,"
		" SUM(e.unknown) AS unknown, SUM(e.unseen) AS unseen"
		" FROM temp.place p LEFT JOIN (SELECT village, " BY_VERDICT
		" FROM temp.exits GROUP BY village) e ON e.village = p.code"
		" GROUP BY 1 ORDER BY 1",
		level, inside_area, err);
}

static int
inside_areas(struct out *o, struct stmt *st, struct error *err)
{
	(void)st;
	return write_level(o, "county", err) != 0 ||
			write_level(o, "street", err) != 0
		? -1
		: 0;
}

static int
inside_villages(struct out *o, struct stmt *st, struct error *err)
{
	(void)st;
	if (out_rows(o, "kind",
		    "SELECT k.kind AS id, (SELECT label_LL FROM code WHERE"
		    " list = 'step-kind' AND code = k.kind) AS Title FROM"
		    " (SELECT kind, MIN(seq) AS first FROM plan_step GROUP BY"
		    " kind) k WHERE k.kind IN (SELECT id FROM temp.place_step)"
		    " ORDER BY k.first, k.kind",
		    NULL, NULL, err) != 0)
		return -1;
	return write_villages(o, err);
}

int
result_places(struct out *o, struct error *err)
{
	if (out_rows(o, "villages",
		    "SELECT COUNT(CASE verdict WHEN 'met' THEN 1 END) AS met,"
		    " COUNT(CASE verdict WHEN 'not-met' THEN 1 END) AS not_met,"
		    " COUNT(CASE verdict WHEN 'unknown' THEN 1 END) AS unknown"
		    " FROM temp.place WHERE NOT stray",
		    NULL, inside_villages, err) != 0)
		return -1;
	/* Where all villages are of one street there is nothing to tell. */
	return out_rows(o, "areas",
		"SELECT COUNT(*) AS \"*\" FROM temp.place WHERE NOT stray"
		" HAVING COUNT(DISTINCT substr(code, 1, 9)) > 1",
		NULL, inside_areas, err);
}
