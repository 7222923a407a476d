/*
 * The history that a result rests on: out of one database, into another.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include "base/mask.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "lib/xml-reader.h"
#include "lib/xml-writer.h"
#include "lib/xml.h"
#include "report/result-out.h"
#include "send/history.h"

/* The runs that are asked for by what follows. A check that is made again over
 * the same data is no other history: each is called by the first that was. */
static const char runs[] =
	"CREATE TEMP TABLE told AS WITH r AS (SELECT id, as_of || ' ' ||"
	" plan_version || ' ' || rules_sha256 || ' ' || inputs_sha256 AS what"
	" FROM hc_run) SELECT r.id, (SELECT MIN(b.id) FROM r b WHERE b.id >"
	" COALESCE((SELECT MAX(c.id) FROM r c WHERE c.id < r.id AND c.what <>"
	" r.what), 0)) AS run, r.id = " BEFORE " AS is_before, r.id = " LAST_RUN
	" AS is_last FROM r WHERE r.id IN (SELECT id FROM " EARLIER
	" UNION SELECT " LAST_RUN ");";

/* Each element: its rows with its attributes, and where they go, the attributes
 * bound in their order. Findings of earlier runs are there as what tells faults
 * apart (those of the run before) or as how many they were; what else a column
 * must have nobody looks at. */
static const struct table {
	const char *element, *select, *insert;
} tables[] = {
	{ "run",
		"SELECT run AS id, as_of, plan_id, plan_version, plan_year,"
		" rules_sha256, inputs_sha256, verdict, program, looked_at,"
		" series FROM hc_run JOIN temp.told USING (id) ORDER BY run",
		"INSERT INTO hc_run VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,'',NULL,"
		"?10,?11)" },
	{ "check",
		"SELECT t.run, c.seq, c.id, c.answer, c.disputable FROM"
		" hc_check c JOIN temp.told t ON t.id = c.run ORDER BY t.run,"
		" c.seq",
		"INSERT INTO hc_check VALUES(?1,?2,?3,?5,'','','','','','','',"
		"'','','','','','','','','',?4,0,0,0,NULL,NULL,0,'')" },
	{ "finding",
		"SELECT t.run, f.seq, f.severity, f.subject, f.thread,"
		" f.settled FROM hc_finding f JOIN temp.told t ON t.id = f.run"
		" WHERE t.is_before ORDER BY f.seq",
		"INSERT INTO hc_finding(run, seq, id, check_id, severity,"
		" status, evidence, subject, thread, facts, state, settled,"
		" since, times) VALUES(?1,?2,'','',?3,'open','',?4,?5,'','new',"
		"?6,'',1)" },
	{ "findings",
		"SELECT t.run, f.severity, f.settled, COUNT(*) AS n FROM"
		" hc_finding f JOIN temp.told t ON t.id = f.run WHERE NOT"
		" t.is_before AND NOT t.is_last GROUP BY 1, 2, 3 ORDER BY 1, 2,"
		" 3",
		"WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k"
		" WHERE i < MIN(CAST(?4 AS INTEGER), 10000000)) INSERT INTO"
		" hc_finding(run, seq, id, check_id, severity, status,"
		" evidence, subject, thread, facts, state, settled, since,"
		" times) SELECT ?1, i + (SELECT COALESCE(MAX(seq), 0) FROM"
		" hc_finding WHERE run = ?1), '', '', ?2, 'open', '', '', 0,"
		" '', 'new', ?3, '', 1 FROM k" },
	{ "life", "SELECT * FROM hc_life ORDER BY subject, thread",
		"INSERT INTO hc_life VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,"
		"?11,?12,?13,?14,?15,?16,?17)" },
	{ "mended", "SELECT * FROM hc_mended ORDER BY 1, 2, 3",
		"INSERT INTO hc_mended VALUES(?1,?2,?3)" },
	{ "twin", "SELECT * FROM hc_twin ORDER BY id",
		"INSERT INTO hc_twin VALUES(?1,?2)" },
	{ "decision",
		"SELECT seq, subject, thread, facts, check_id, decision, date,"
		" until, by, reviewer, series, reason AS text_reason, evidence"
		" AS text_evidence FROM hc_decision ORDER BY seq",
		"INSERT INTO hc_decision VALUES(?1,'package ' || ?1,'package',"
		"'',?2,?3,?4,?5,?6,?7,?8,?9,?10,?12,?13,?11)" },
};
#define NTABLES (sizeof tables / sizeof *tables)

/* Text of people is written masked. */
static void
write_value(
	struct xml_writer *w, const char *name, const char *value, bool masked)
{
	bool is_told = strncmp(name, "text_", 5) == 0 ||
		strcmp(name, "by") == 0 || strcmp(name, "reviewer") == 0;
	char *text = masked && is_told ? mask_text(value) : NULL;

	xml_writer_attribute(w, name, text != NULL ? text : value);
	free(text);
}

static int
write_table(struct xml_writer *w, struct db *db, const struct table *t,
	bool masked, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, t->select, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		xml_writer_open(w, t->element);
		for (int i = 0; i < stmt_columns(st); i++) {
			if (!stmt_is_null(st, i))
				write_value(w, stmt_name(st, i),
					stmt_text(st, i), masked);
		}
		xml_writer_close(w);
	}
	stmt_free(st);
	return rc;
}

int
history_write(struct db *db, const char *path, bool masked, struct error *err)
{
	struct error ignored = { 0 };
	struct xml_writer *w;
	int rc = 0;

	if (db_exec(db, runs, err) != 0 || xml_writer_begin(&w, path, err) != 0)
		return -1;
	xml_writer_open(w, "history");
	xml_writer_attribute(w, "xmlns", XML_NS);
	xml_writer_attribute(w, "version", "1");
	for (size_t i = 0; rc == 0 && i < NTABLES; i++)
		rc = write_table(w, db, &tables[i], masked, err);
	xml_writer_close(w);
	if (xml_writer_end(w, rc == 0 ? err : &ignored) != 0)
		rc = -1;
	return rc == 0 ? db_exec(db, "DROP TABLE temp.told", err) : -1;
}

/* Where each element's rows go, and what its attributes are called. */
struct loading {
	struct stmt *insert[NTABLES], *names[NTABLES];
};

static int
take_row(struct loading *l, const xmlNode *node, struct error *err)
{
	size_t i = 0;

	while (i < NTABLES && !xml_is(node, tables[i].element))
		i++;
	if (i == NTABLES)
		return err_set(err, ERR_SEAL, "HISTORY-1",
			"%ld: <%s> does not belong into a history",
			xml_line(node), xml_name(node));
	for (int k = 0; k < stmt_columns(l->names[i]); k++) {
		xmlChar *value = xmlGetNoNsProp(
			node, (const xmlChar *)stmt_name(l->names[i], k));

		stmt_bind_text(l->insert[i], k + 1, (const char *)value);
		xmlFree(value);
	}
	return stmt_run(l->insert[i], err);
}

static int
take_all(struct loading *l, struct xml_reader *r, struct error *err)
{
	int got, rc = 0;

	while (rc == 0 && (got = xml_reader_read(r)) == 1) {
		if (xml_reader_at_doctype(r))
			got = -1;
		else if (xml_reader_at_element(r) && xml_reader_depth(r) == 1)
			rc = take_row(l, xml_reader_node(r), err);
		if (got < 0)
			break;
	}
	if (rc == 0 && got != 0)
		return err_set(err, ERR_SEAL, "HISTORY-2",
			"the package's history cannot be read");
	if (rc != 0) /* what no table takes */
		err->kind = ERR_SEAL;
	return rc;
}

int
history_read(struct db *db, const char *path, struct error *err)
{
	struct loading l = { 0 };
	struct xml_reader *r = NULL;
	int rc = db_exec(db, runs, err);

	if (rc == 0)
		rc = db_begin(db, err);
	for (size_t i = 0; rc == 0 && i < NTABLES; i++) {
		rc = db_prepare(&l.names[i], db, tables[i].select, err);
		if (rc == 0)
			rc = db_prepare(
				&l.insert[i], db, tables[i].insert, err);
	}
	if (rc == 0)
		rc = xml_reader_open(&r, path, err);
	if (rc == 0)
		rc = take_all(&l, r, err);
	xml_reader_close(r);
	for (size_t i = 0; i < NTABLES; i++) {
		stmt_free(l.insert[i]);
		stmt_free(l.names[i]);
	}
	if (rc == 0)
		return db_commit(db, err);
	db_rollback(db);
	return -1;
}
