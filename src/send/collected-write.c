/*
 * The streets below, as they are passed on to the level above.
 */
#include "config.h"
#include <stdlib.h>
#include "base/mem.h"
#include "lib/db.h"
#include "lib/xml-writer.h"
#include "lib/xml.h"
#include "send/collected-write.h"
#include "send/county.h"

static const char street_sql[] =
	"SELECT s.division, s.name, s.lack, CASE WHEN s.lack IS NULL THEN"
	" p.package END AS package, CASE WHEN s.lack IS NULL THEN p.facts END"
	" AS facts, CASE WHEN s.lack IS NULL THEN p.certificate END AS"
	" certificate, CASE WHEN s.lack IS NULL THEN p.rules END AS rules,"
	" CASE WHEN s.lack IS NULL THEN p.as_of END AS \"as-of\", s.verdict,"
	" CASE WHEN s.lack IS NULL THEN s.sequence END AS sequence, s.villages,"
	" s.households, s.members, CASE WHEN s.lack IS NULL THEN p.checks END"
	" AS checks, s.errors, s.suspects, s.notices, s.untold,"
	" CASE WHEN s.lack IS NULL THEN p.pending END AS pending,"
	" CASE WHEN s.lack IS NULL THEN p.papers_needed END AS"
	" \"papers-needed\", CASE WHEN s.lack IS NULL THEN p.papers_there END"
	" AS \"papers-there\", CASE WHEN s.lack IS NULL THEN p.steps_late END"
	" AS \"steps-late\", CASE WHEN s.lack IS NULL THEN p.steps_missing END"
	" AS \"steps-missing\" FROM hc_street s LEFT JOIN hc_package p ON"
	" p.package = s.package WHERE s.year = ?1 ORDER BY s.division";

/* Which office this is, from the list of streets. */
static int
find_office(struct db *db, const char *year, char **division, char **name,
	struct error *err)
{
	struct stmt *st;
	int rc;

	*division = *name = NULL;
	if (db_prepare(&st, db,
		    "SELECT division, name FROM hc_order WHERE year = ? AND"
		    " division IS NOT NULL AND name IS NOT NULL",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, year);
	rc = stmt_step(st, err);
	if (rc == 1) {
		*division = xstrdup(stmt_text(st, 0));
		*name = xstrdup(stmt_text(st, 1));
	}
	stmt_free(st);
	if (rc == 0)
		return err_set(err, ERR_USAGE, "COLLECTED-1",
			"the list of streets of %s does not say which office "
			"collects them (division and name; see collect "
			"--expect)",
			year);
	return rc < 0 ? -1 : 0;
}

static int
write_year(struct db *db, const char *path, const char *year, struct error *err)
{
	struct error ignored = { 0 };
	struct xml_writer *w = NULL;
	char *division, *name;
	int rc = find_office(db, year, &division, &name, err);

	if (rc == 0)
		rc = xml_writer_begin(&w, path, err);
	if (rc == 0) {
		xml_writer_open(w, "collected");
		xml_writer_attribute(w, "xmlns", XML_NS);
		xml_writer_attribute(w, "division", division);
		xml_writer_attribute(w, "year", year);
		xml_writer_attribute(w, "name", name);
		rc = county_write_rows(w, db, "street", street_sql, year, err);
		xml_writer_close(w);
		if (xml_writer_end(w, rc == 0 ? err : &ignored) != 0)
			rc = -1;
	}
	free(division);
	free(name);
	return rc;
}

int
collected_write(
	struct db *db, const char *path, const char *year, struct error *err)
{
	char *last = NULL;
	int rc = 0;

	if (year == NULL)
		rc = db_get_text(
			db, "SELECT MAX(year) FROM hc_package", &last, err);
	if (rc == 0 && year == NULL && last == NULL)
		rc = err_set(err, ERR_USAGE, "COLLECTED-2",
			"no package was collected yet");
	if (rc == 0)
		rc = write_year(db, path, year != NULL ? year : last, err);
	free(last);
	return rc;
}
