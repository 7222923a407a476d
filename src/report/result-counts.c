/*
 * What the result counts by: whom findings concern, where checks gave no
 * answer, and which villages there are. Each is worked out once, so that all
 * figures agree.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/reason.h"
#include "lib/db.h"
#include "report/result-out.h"

/* What they are: result-out.h. */
static const char counts[] =
	"CREATE TEMP TABLE concern AS"
	" SELECT seq, check_id, severity, settled, status, household, 0 AS"
	" of_list"
	" FROM hc_finding WHERE run = " LAST_RUN " AND household IS NOT NULL"
	" UNION ALL"
	" SELECT f.seq, f.check_id, f.severity, f.settled, f.status,"
	" n.household, 1"
	" FROM hc_concerns n JOIN hc_finding f ON f.run = n.run"
	" AND f.seq = n.seq WHERE n.run = " LAST_RUN ";"
	"CREATE INDEX temp.of_finding ON concern(seq);"
	"CREATE TEMP TABLE seen(household TEXT PRIMARY KEY, error INTEGER,"
	" suspect INTEGER, confirmed INTEGER, notice INTEGER) WITHOUT ROWID;"
	"INSERT INTO temp.seen SELECT household,"
	" SUM" OPEN_ERROR ", SUM" OPEN_SUSPECT ", SUM" OPEN_CONFIRMED
	", SUM" OPEN_NOTICE " FROM temp.concern GROUP BY household;"
	"CREATE TEMP TABLE whom(check_id TEXT PRIMARY KEY,"
	" households INTEGER) WITHOUT ROWID;"
	"INSERT INTO temp.whom SELECT check_id, COUNT(DISTINCT household)"
	" FROM temp.concern GROUP BY check_id;"
	"CREATE TEMP TABLE looks AS SELECT c.id AS check_id, c.grp, c.scope,"
	" (c.scope IN ('household', 'member') OR EXISTS (SELECT 1 FROM"
	" plan_subject s WHERE instr(s.groups, ' ' || c.grp || ' ') > 0))"
	" AS of_household FROM hc_check c WHERE c.run = " LAST_RUN ";"
	"CREATE TEMP TABLE open_check AS"
	" WITH told AS (SELECT id, ' ' || COALESCE(reason, '') || ' ' AS words,"
	" answer IN ('pass', 'fail', 'not-checkable') AND reason IS NOT NULL"
	" AND LENGTH(reason) - LENGTH(REPLACE(reason, ' ', '')) + 1 ="
	" (LENGTH(reason) - LENGTH(REPLACE(reason, 'fact:', ''))) / 5"
	" AS of_facts FROM hc_check WHERE run = " LAST_RUN
	" AND (answer IN ('not-checkable', 'error', 'skipped') OR"
	" (answer IN ('pass', 'fail') AND reason IS NOT NULL)))"
	" SELECT DISTINCT t.id AS check_id, l.grp, l.of_household,"
	" COALESCE(d.division, '') AS area FROM told t"
	" JOIN temp.looks l ON l.check_id = t.id"
	" LEFT JOIN hc_undelivered u ON t.of_facts"
	" AND instr(t.words, ' fact:' || u.fact || ' ') > 0"
	" LEFT JOIN hc_document d ON d.id = u.document;"
	"CREATE TEMP TABLE waiting_check AS SELECT p.check_id, p.village,"
	" l.grp, l.of_household FROM hc_pending p"
	" JOIN hc_check c ON c.run = " LAST_RUN " AND c.id = p.check_id"
	" AND c.pending > 0 JOIN temp.looks l ON l.check_id = p.check_id";

int
result_make_counts(struct out *o, struct error *err)
{
	if (db_exec(o->db, counts, err) != 0)
		return -1;
	return result_count_places(o, err);
}

/* What is missing, each word of the reasons once. */
struct lacks {
	struct lack {
		char *word;
		long checks;
	} * items;
	size_t n;
};

static void
add_lack(struct lacks *l, const char *word, size_t n)
{
	for (size_t i = 0; i < l->n; i++) {
		if (strlen(l->items[i].word) == n &&
			strncmp(l->items[i].word, word, n) == 0) {
			l->items[i].checks++;
			return;
		}
	}
	l->items = xreallocarray(l->items, l->n + 1, sizeof *l->items);
	l->items[l->n++] = (struct lack){ xstrndup(word, n), 1 };
}

static int
read_lacks(struct lacks *l, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT reason FROM hc_check WHERE run = " LAST_RUN
		    " AND answer IN ('pass', 'fail', 'not-checkable')"
		    " AND reason IS NOT NULL ORDER BY seq",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		const char *reasons = stmt_text(st, 0);
		size_t n;

		for (const char *s; (s = list_next(&reasons, &n)) != NULL;)
			add_lack(l, s, n);
	}
	stmt_free(st);
	return rc;
}

int
result_lacks(struct out *o, struct error *err)
{
	static const char *const kinds[] = {
		[REASON_DOCUMENT] = "document",
		[REASON_FACT] = "field",
		[REASON_AMOUNT] = "amount",
		[REASON_PREVIOUS] = "previous",
		[REASON_REGISTER] = "register",
		[REASON_CHECK] = "check",
	};
	struct lacks l = { 0 };
	char n[24];
	int rc = read_lacks(&l, o->db, err);

	if (rc == 0 && l.n > 0)
		out_begin(o, "lacks");
	for (int kind = REASON_DOCUMENT; rc == 0 && kind <= REASON_CHECK;
		kind++) {
		for (size_t i = 0; i < l.n; i++) {
			char *name;

			if (reason_word(&name, o->db, o->codes, l.items[i].word,
				    o->lang) != (enum reason_kind)kind) {
				free(name);
				continue;
			}
			snprintf(n, sizeof n, "%ld", l.items[i].checks);
			out_begin(o, "lack");
			out_attribute(o, "kind", kinds[kind]);
			out_attribute(o, "id", l.items[i].word);
			out_attribute(o, "checks", n);
			out_element(o, "title", name);
			out_end(o);
			free(name);
		}
	}
	if (rc == 0 && l.n > 0)
		out_end(o);
	for (size_t i = 0; i < l.n; i++)
		free(l.items[i].word);
	free(l.items);
	return rc;
}
