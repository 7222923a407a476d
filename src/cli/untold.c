/*
 * Why a verdict cannot be told, for a line in a list.
 */
#include "config.h"
#include <string.h>
#include "base/intl.h"
#include "base/strbuf.h"
#include "check/outcome.h"
#include "check/verdict.h"
#include "cli/untold.h"
#include "lib/db.h"
#include "lib/given.h"
#include "records/store.h"

/* Checks that leave something open, by how; the first few by name. */
enum kind { LACKING, BROKEN, PARTLY, PENDING, SKIPPED, NKINDS };
enum { NAMES = 3 };

struct open_checks {
	unsigned long n[NKINDS];
	struct strbuf names[NKINDS];
};

static void
add_check(struct open_checks *open, enum kind kind, const char *id)
{
	unsigned long n = open->n[kind]++;

	if (n < NAMES)
		strbuf_addf(&open->names[kind], "%s%s", n > 0 ? " " : "", id);
	else if (n == NAMES)
		strbuf_adds(&open->names[kind], " …");
}

/* As src/check/verdict.c counts them. */
static void
take_check(struct open_checks *open, struct stmt *st)
{
	const char *id = stmt_text(st, 0);

	switch (answer_parse(stmt_given(st, 1))) {
	case ANSWER_PASS:
	case ANSWER_FAIL:
		if (stmt_int(st, 2) != 0)
			add_check(open, PARTLY, id);
		if (stmt_int(st, 3) > 0)
			add_check(open, PENDING, id);
		break;
	case ANSWER_PENDING:
		add_check(open, PENDING, id);
		break;
	case ANSWER_NOT_APPLICABLE:
		break;
	case ANSWER_NOT_CHECKABLE:
		add_check(open, LACKING, id);
		break;
	case ANSWER_ERROR:
		add_check(open, BROKEN, id);
		break;
	case ANSWER_SKIPPED:
		add_check(open, SKIPPED, id);
		break;
	}
}

static int
take_checks(struct open_checks *open, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT id, answer, reason IS NOT NULL, pending FROM"
		    " hc_check WHERE run = " LAST_RUN " ORDER BY seq",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		take_check(open, st);
	stmt_free(st);
	return rc;
}

static void
add_count(struct strbuf *sb, const char *what, unsigned long n)
{
	if (n > 0)
		strbuf_addf(
			sb, "%s%s %lu", sb->len > 0 ? _(", ") : "", what, n);
}

static void
add_checks(struct strbuf *sb, const struct open_checks *open)
{
	const char *const kinds[NKINDS] = {
		[LACKING] = _("checks that lack what they need:"),
		[BROKEN] = _("checks that could not be made:"),
		[PARTLY] = _("checks not decided of all:"),
		[PENDING] = _("checks with something not due yet:"),
		[SKIPPED] = _("checks left out:"),
	};

	for (int i = 0; i < NKINDS; i++) {
		add_count(sb, kinds[i], open->n[i]);
		if (open->n[i] > 0)
			strbuf_addf(sb, " (%s)", open->names[i].data);
	}
}

static const char facts[] =
	"SELECT verdict, (SELECT COUNT(*) FROM hc_finding WHERE run = r.id AND"
	" severity = 'suspect' AND NOT settled),"
	" (SELECT COALESCE(SUM(rejected + refused), 0) FROM hc_document)"
	" + (SELECT COUNT(*) FROM hc_unread) FROM hc_run r WHERE id "
	"= " LAST_RUN;

int
untold_add(struct strbuf *sb, struct db *db, struct error *err)
{
	struct open_checks open = { 0 };
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, facts, err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1 && strcmp(stmt_given(st, 0), "unknown") == 0) {
		rc = take_checks(&open, db, err);
		add_count(sb, _("suspects to be verified:"),
			(unsigned long)stmt_int(st, 1));
		add_checks(sb, &open);
		add_count(sb, _("records or files not taken:"),
			(unsigned long)stmt_int(st, 2));
	}
	stmt_free(st);
	for (int i = 0; i < NKINDS; i++)
		strbuf_clear(&open.names[i]);
	return rc < 0 ? -1 : 0;
}
