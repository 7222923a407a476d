/*
 * The findings of a run in their order, each with its identity.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "check/finding.h"
#include "lib/db.h"

static bool
same_subject(char *const last[7], const char *const now[7])
{
	for (int i = 0; i < 7; i++) {
		if (last[i] == NULL ||
			strcmp(last[i], now[i] != NULL ? now[i] : "") != 0)
			return false;
	}
	return true;
}

static void
keep_subject(char *last[7], const char *const now[7])
{
	for (int i = 0; i < 7; i++) {
		free(last[i]);
		last[i] = xstrdup(now[i] != NULL ? now[i] : "");
	}
}

int
finding_order(struct db *db, int64_t run, struct error *err)
{
	struct stmt *in = NULL, *out = NULL;
	char *last[7] = { 0 };
	char id[FINDING_ID];
	long number = 0, seq = 0;
	int rc = -1;

	if (db_prepare(&in, db,
		    "SELECT f.check_id, f.village, f.household, f.member,"
		    " f.step, f.event, f.key, f.severity, f.document, f.line,"
		    " f.found, f.expected, f.evidence,"
		    " (SELECT MIN(head_name) FROM household h"
		    "  WHERE h.id = f.household),"
		    " (SELECT MIN(name) FROM member m WHERE m.id = f.member)"
		    " FROM temp.found f JOIN hc_check c"
		    " ON c.run = ?1 AND c.id = f.check_id"
		    " ORDER BY COALESCE(f.village, ''),"
		    " COALESCE(f.household, ''), c.seq, COALESCE(f.member, ''),"
		    " COALESCE(f.step, ''), COALESCE(f.event, ''),"
		    " COALESCE(f.key, ''), COALESCE(f.found, ''), f.evidence,"
		    " f.document, f.line",
		    err) != 0 ||
		db_prepare(&out, db,
			"INSERT INTO hc_finding VALUES(?,?,?,?,?,'open',?,?,?,"
			"?,?,?,?,?,?,?,?,?,?)",
			err) != 0)
		goto out;
	stmt_bind_int(in, 1, run);
	stmt_bind_int(out, 1, run);
	while ((rc = stmt_step(in, err)) == 1) {
		const char *subject[7];

		for (int i = 0; i < 7; i++)
			subject[i] = stmt_text(in, i);
		number = same_subject(last, subject) ? number + 1 : 1;
		keep_subject(last, subject);
		finding_make_id(id, subject, number);
		stmt_bind_int(out, 2, ++seq);
		stmt_bind_static(out, 3, id);
		stmt_bind_static(out, 4, subject[0]);
		stmt_bind_static(out, 5, stmt_text(in, 7));
		stmt_bind_static(out, 6, subject[1]);
		stmt_bind_static(out, 7, subject[2]);
		stmt_bind_static(out, 8, subject[3]);
		stmt_bind_static(out, 9, stmt_text(in, 13));
		stmt_bind_static(out, 10, stmt_text(in, 14));
		stmt_bind_static(out, 11, subject[4]);
		stmt_bind_static(out, 12, subject[5]);
		for (int i = 8; i <= 12; i++)
			stmt_bind_static(out, i + 5, stmt_text(in, i));
		stmt_bind_static(out, 18, subject[6]);
		rc = stmt_run(out, err);
		if (rc != 0)
			break;
	}
out:
	for (int i = 0; i < 7; i++)
		free(last[i]);
	stmt_free(in);
	stmt_free(out);
	return rc;
}
