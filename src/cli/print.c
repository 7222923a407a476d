/*
 * What the terminal and scripts are told of a run.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mask.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/finding.h"
#include "check/reason.h"
#include "cli/colour.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "lib/db.h"
#include "lib/given.h"
#include "records/store.h"
#include "schema/codes.h"

static void
print_verdict(const struct codes *codes, const char *verdict, const char *as_of,
	enum lang lang)
{
	enum colour colour = COLOUR_DOUBT;
	char *text;

	if (strcmp(verdict, "met") == 0)
		colour = COLOUR_GOOD;
	else if (strcmp(verdict, "not-met") == 0)
		colour = COLOUR_BAD;
	text = colour_text(
		colour, codes_label(codes, "verdict", verdict, lang));
	text_print_safe(stdout, _("Verdict: %s (as of %s)\n"), text, as_of);
	free(text);
}

int
print_parse_format(enum print_format *out, const char *name, struct error *err)
{
	static const char *const names[] = { "text", "json", "csv" };

	*out = PRINT_TEXT;
	for (int i = 0; name != NULL && i < 3; i++) {
		if (strcmp(names[i], name) == 0) {
			*out = (enum print_format)i;
			return 0;
		}
	}
	if (name == NULL)
		return 0;
	return err_set(
		err, ERR_USAGE, "PRINT-1", "--format wants text, json or csv");
}

/* First what is counted, then errors, suspects, notices and households. */
#define TABLE_COLUMNS 5

static void
print_heads(const char *const *heads, size_t width)
{
	struct strbuf line = { 0 };

	text_pad(&line, heads[0], width, 0);
	for (int i = 1; i < TABLE_COLUMNS; i++)
		text_pad(&line, heads[i], 11, 1);
	text_print_safe(stdout, "\n%s\n", line.data);
	strbuf_clear(&line);
}

/* Of households no sum is told where one can stand in several lines. */
static void
print_sums(const int64_t *sums, size_t width, bool disjoint)
{
	struct strbuf line = { 0 };

	text_pad(&line, _("Total"), width, 0);
	for (int i = 1; i < TABLE_COLUMNS - !disjoint; i++) {
		char *sum = xasprintf("%lld", (long long)sums[i]);

		text_pad(&line, sum, 11, 1);
		free(sum);
	}
	text_print_safe(stdout, "%s\n", line.data);
	strbuf_clear(&line);
}

/* A table on the terminal: first column text, the others numbers. */
static int
print_table(struct db *db, const char *sql, const char *const *heads,
	enum lang lang, bool disjoint, struct error *err)
{
	int64_t sums[TABLE_COLUMNS] = { 0 };
	struct strbuf line = { 0 };
	struct stmt *st;
	size_t width = 24, rows = 0;
	int rc;

	if (db_prepare_in(&st, db, lang, sql, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		const char *name = stmt_text(st, 0);
		struct strbuf safe = { 0 }, masked = { 0 };

		if (rows++ == 0)
			print_heads(heads, width);
		if (name == NULL || *name == '\0')
			name = _("(street)");
		strbuf_reset(&line);
		mask_add_text(&masked, name);
		text_add_safe(&safe, masked.data);
		text_pad(&line, safe.data, width, 0);
		for (int i = 1; i < TABLE_COLUMNS; i++) {
			text_pad(&line, stmt_text(st, i), 11, 1);
			sums[i] += stmt_int(st, i);
		}
		text_print_safe(stdout, "%s\n", line.data);
		strbuf_clear(&masked);
		strbuf_clear(&safe);
	}
	stmt_free(st);
	if (rc == 0 && rows > 1)
		print_sums(sums, width, disjoint);
	strbuf_clear(&line);
	return rc;
}

/* From the day of the check to that on which the first of it is due. */
#define DAYS_LEFT                                                              \
	" CAST(julianday(c.due) - julianday((SELECT as_of FROM hc_run WHERE"   \
	" id = c.run)) AS INTEGER)"

/* Many that could not be made for want of the same stand on one line. */
static int
print_answers(struct db *db, const struct codes *codes, enum lang lang,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare_in(&st, db, lang,
		    "WITH open AS (SELECT *, COUNT(*) OVER (PARTITION BY "
		    "answer,"
		    " reason) AS alike FROM hc_check WHERE run = " LAST_RUN
		    " AND (answer IN ('not-checkable',"
		    " 'error', 'pending') OR (reason IS NOT NULL AND"
		    " answer <> 'skipped'))"
		    " ORDER BY seq)"
		    " SELECT group_concat(id, ' '), answer,"
		    " COALESCE(reason, ''), COALESCE(due, ''),"
		    " pending, title_LL," DAYS_LEFT ", COUNT(*) FROM open c"
		    " GROUP BY CASE WHEN answer = 'not-checkable' AND alike > 3"
		    " THEN reason ELSE id END ORDER BY MIN(seq)",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		const char *answer = stmt_given(st, 1);
		struct strbuf reason = { 0 };
		char *checks = xasprintf(_("%s checks"), stmt_text(st, 7));

		reason_add(&reason, db, codes, answer, stmt_text(st, 2), lang);
		if (strcmp(answer, "pending") == 0)
			strbuf_addf(&reason,
				_("%s to come, first due %s, days left: %s"),
				stmt_text(st, 4), stmt_text(st, 3),
				stmt_text(st, 6));
		text_print_safe(stdout, _("%s %s: %s (%s)\n"), stmt_text(st, 0),
			stmt_int(st, 7) > 1 ? checks : stmt_text(st, 5),
			strcmp(answer, "fail") == 0
				? _("partly not decided")
				: codes_label(codes, "answer", answer, lang),
			reason.data != NULL ? reason.data : "");
		free(checks);
		strbuf_clear(&reason);
	}
	stmt_free(st);
	return rc;
}

/* What was left out, in a line: its groups, where all of a group is, and the
 * checks. */
static int
print_skipped(struct db *db, struct error *err)
{
	struct strbuf names = { 0 };
	char *reason = NULL;
	struct stmt *st;
	long n = 0;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT CASE WHEN every THEN grp ELSE id END, COUNT(*),"
		    " MIN(reason) FROM (SELECT *, MIN(answer = 'skipped')"
		    "  OVER (PARTITION BY grp) AS every FROM hc_check"
		    "  WHERE run = " LAST_RUN ")"
		    " WHERE answer = 'skipped'"
		    " GROUP BY CASE WHEN every THEN grp ELSE id END"
		    " ORDER BY MIN(seq)",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		strbuf_addf(&names, "%s%s", n > 0 ? " " : "", stmt_text(st, 0));
		n += (long)stmt_int(st, 1);
		if (reason == NULL)
			reason = xstrdup(stmt_text(st, 2));
	}
	stmt_free(st);
	if (rc == 0 && n > 0) {
		struct strbuf safe = { 0 };

		text_add_safe(&safe, reason);
		text_print_safe(stdout, _("Skipped: %ld (%s): %s\n"), n,
			safe.data, names.data);
		strbuf_clear(&safe);
	}
	free(reason);
	strbuf_clear(&names);
	return rc;
}

/* A check whose answer hangs on the counting of days: by which other ways how
 * many would be too short. */
static int
print_readings(struct db *db, const struct codes *codes, enum lang lang,
	struct error *err)
{
	struct strbuf ways = { 0 };
	struct stmt *st;
	int rc;

	if (db_prepare_in(&st, db, lang,
		    "SELECT c.id, c.title_LL, r.total, r.reading, r.n,"
		    " r.seq = MAX(r.seq) OVER (PARTITION BY c.seq)"
		    " FROM hc_reading r JOIN hc_check c ON c.run = r.run"
		    " AND c.id = r.check_id"
		    " WHERE r.run = " LAST_RUN " ORDER BY c.seq, r.seq",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		strbuf_addf(&ways, _("%s%s: %s"), ways.len > 0 ? _("; ") : "",
			codes_label(
				codes, "day-reading", stmt_text(st, 3), lang),
			stmt_text(st, 4));
		if (!stmt_int(st, 5))
			continue;
		text_print_safe(stdout,
			_("%s %s: of %s long enough as the plan counts days,"
			  " too short when counting %s\n"),
			stmt_text(st, 0), stmt_text(st, 1), stmt_text(st, 2),
			ways.data);
		strbuf_reset(&ways);
	}
	stmt_free(st);
	strbuf_clear(&ways);
	return rc;
}

/* Findings, and households that they are about or concern. */
#define WHOM                                                                   \
	"WITH whom AS (SELECT check_id, household FROM hc_finding WHERE run =" \
	" " LAST_RUN " AND household IS NOT NULL UNION"                        \
	" SELECT f.check_id, n.household FROM hc_concerns n JOIN hc_finding f" \
	" ON f.run = n.run AND f.seq = n.seq WHERE n.run ="                    \
	" " LAST_RUN ")"
#define COUNTS                                                                 \
	" SUM(f.severity = 'error' AND NOT f.settled),"                        \
	" SUM(f.severity = 'suspect' AND NOT f.settled),"                      \
	" SUM(f.severity = 'notice' AND NOT f.settled)"

static int
run_in_text(struct db *db, const struct codes *codes, enum lang lang,
	struct error *err)
{
	const char *group[] = { _("Check group"), _("errors"), _("suspects"),
		_("notices"), _("households") };
	const char *village[] = { _("Village"), _("errors"), _("suspects"),
		_("notices"), _("households") };
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT r.verdict, r.as_of, COUNT(*),"
		    " SUM(c.answer = 'pass'), SUM(c.answer = 'fail'),"
		    " SUM(c.answer NOT IN ('pass', 'fail')),"
		    " (SELECT SUM(rejected + refused) FROM hc_document),"
		    " (SELECT SUM(settled) FROM hc_finding WHERE run = r.id),"
		    " (SELECT COUNT(*) FROM hc_unread)"
		    " FROM hc_run r JOIN hc_check c ON c.run = r.id"
		    " WHERE r.id = " LAST_RUN,
		    err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1) {
		print_verdict(codes, stmt_text(st, 0), stmt_text(st, 1), lang);
		text_print_safe(stdout,
			_("Checks: %s, passed %s, failed %s, other answers "
			  "%s\n"),
			stmt_text(st, 2), stmt_text(st, 3), stmt_text(st, 4),
			stmt_text(st, 5));
		if (stmt_int(st, 6) > 0)
			text_print_safe(stdout,
				_("Rejected records: %s; they were not "
				  "checked\n"),
				stmt_text(st, 6));
		if (stmt_int(st, 8) > 0)
			text_print_safe(stdout,
				_("Files not read: %s; what is in them was not "
				  "checked\n"),
				stmt_text(st, 8));
		if (stmt_int(st, 7) > 0)
			text_print_safe(stdout,
				_("Settled by people's verdicts: %s\n"),
				stmt_text(st, 7));
	}
	stmt_free(st);
	if (rc < 0 || print_answers(db, codes, lang, err) != 0 ||
		print_skipped(db, err) != 0 ||
		print_readings(db, codes, lang, err) != 0)
		return -1;
	if (print_table(db,
		    WHOM
		    ", counted AS (SELECT k.grp, COUNT(DISTINCT"
		    " w.household) AS n FROM whom w JOIN hc_check k ON k.run"
		    " = " LAST_RUN " AND k.id = w.check_id"
		    " GROUP BY k.grp) SELECT COALESCE((SELECT label_LL FROM "
		    "code WHERE list ="
		    " 'check-group' AND code = c.grp), c.grp_LL)," COUNTS
		    ", COALESCE(MAX(t.n), 0) FROM hc_finding f"
		    " JOIN hc_check c ON c.run = f.run AND c.id = f.check_id"
		    " LEFT JOIN counted t ON t.grp = c.grp"
		    " WHERE f.run = " LAST_RUN " GROUP BY c.grp"
		    " ORDER BY MIN(c.seq)",
		    group, lang, false, err) != 0)
		return -1;
	return print_table(db,
		WHOM ", counted AS (SELECT h.village, COUNT(DISTINCT h.id) AS n"
		     " FROM household h WHERE h.id IN (SELECT household FROM"
		     " whom) GROUP BY h.village), named AS (SELECT code,"
		     " MIN(name) AS name FROM village GROUP BY code)"
		     " SELECT COALESCE(MAX(v.name), f.village ||"
		     " CASE '_LL' WHEN '_en' THEN ' (not in the list)'"
		     " ELSE '（不在村名单内）' END)," COUNTS
		     ", COALESCE(MAX(t.n), 0) FROM hc_finding f"
		     " LEFT JOIN counted t ON t.village = f.village"
		     " LEFT JOIN named v ON v.code = f.village"
		     " WHERE f.run = " LAST_RUN " GROUP BY f.village"
		     " ORDER BY f.village",
		village, lang, true, err);
}

static int
print_run_json(struct db *db, struct error *err)
{
	struct strbuf sb = { 0 };
	struct stmt *st;
	int n = 0, rc;

	if (db_prepare(&st, db,
		    "SELECT r.verdict, r.as_of, c.id, c.answer, c.subjects,"
		    " c.findings, c.pending, c.due, c.reason, c.severity,"
		    " c.made, (SELECT group_concat('{\"id\": \"' || reading ||"
		    " '\", \"count\": ' || n || ', \"total\": ' || total ||"
		    " '}', ', ') FROM (SELECT * FROM hc_reading WHERE"
		    " run = r.id AND check_id = c.id ORDER BY seq))"
		    "," DAYS_LEFT
		    " FROM hc_run r JOIN hc_check c ON c.run = r.id"
		    " WHERE r.id = " LAST_RUN " ORDER BY c.seq",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		strbuf_reset(&sb);
		if (n++ == 0)
			strbuf_addf(&sb,
				"{\"verdict\": \"%s\", \"as-of\": \"%s\", "
				"\"checks\": [\n",
				stmt_text(st, 0), stmt_text(st, 1));
		else
			strbuf_adds(&sb, ",\n");
		strbuf_addf(&sb,
			"{\"id\": \"%s\", \"severity\": \"%s\", \"answer\": "
			"\"%s\", \"subjects\": %s, \"findings\": %s, "
			"\"pending\": %s, \"due\": ",
			stmt_text(st, 2), stmt_text(st, 9), stmt_text(st, 3),
			stmt_text(st, 4), stmt_text(st, 5), stmt_text(st, 6));
		text_add_json(&sb, stmt_text(st, 7));
		if (!stmt_is_null(st, 12))
			strbuf_addf(&sb, ", \"left\": %s", stmt_text(st, 12));
		strbuf_adds(&sb, ", \"reason\": ");
		text_add_json(&sb, stmt_text(st, 8));
		strbuf_addf(&sb, ", \"made\": \"%s\"", stmt_text(st, 10));
		if (!stmt_is_null(st, 11))
			strbuf_addf(
				&sb, ", \"readings\": [%s]", stmt_text(st, 11));
		strbuf_addc(&sb, '}');
		fputs(sb.data, stdout);
	}
	puts(n > 0 ? "\n]}" : "{\"checks\": []}");
	stmt_free(st);
	strbuf_clear(&sb);
	return rc;
}

static int
print_run_csv(struct db *db, struct error *err)
{
	static const char *const keys[] = { "id", "severity", "answer",
		"subjects", "findings", "pending", "due", "reason" };
	enum { KEYS = sizeof keys / sizeof *keys };
	struct rows rows = { .how = PRINT_CSV, .keys = keys, .n = KEYS };
	const char *values[KEYS];
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT id, severity, answer, subjects, findings, pending,"
		    " due, reason FROM hc_check"
		    " WHERE run = " LAST_RUN " ORDER BY seq",
		    err) != 0)
		return -1;
	rows_begin(&rows);
	while ((rc = stmt_step(st, err)) == 1) {
		for (int i = 0; i < KEYS; i++)
			values[i] = stmt_text(st, i);
		rows_add(&rows, values);
	}
	rows_end(&rows);
	stmt_free(st);
	return rc;
}

int
print_run(struct db *db, const struct codes *codes, enum print_format format,
	enum lang lang, struct error *err)
{
	switch (format) {
	case PRINT_JSON:
		return print_run_json(db, err);
	case PRINT_CSV:
		return print_run_csv(db, err);
	case PRINT_TEXT:
		break;
	}
	return run_in_text(db, codes, lang, err);
}

/* How many checks were made over which records. */
static int
print_made(struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT SUM(made = 'all'), SUM(made = 'some'),"
		    " SUM(made = 'none') FROM hc_check"
		    " WHERE run = " LAST_RUN,
		    err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1)
		text_print_safe(stderr,
			_("Checks made over all records: %s, over changed "
			  "villages: %s, taken over: %s\n"),
			stmt_text(st, 0), stmt_text(st, 1), stmt_text(st, 2));
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

int
print_times(struct db *db, struct error *err)
{
	struct stmt *st;
	int rc = print_made(db, err);

	if (rc != 0)
		return -1;
	if (db_prepare(&st, db,
		    "SELECT id, micros / 1000 FROM hc_check"
		    " WHERE run = " LAST_RUN " ORDER BY micros DESC, seq",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		text_print_safe(stderr, "%s: %s ms\n", stmt_text(st, 0),
			stmt_text(st, 1));
	stmt_free(st);
	return rc;
}

static const char *const finding_keys[] = { "id", "check", "severity", "status",
	"village", "household", "member", "step", "document", "file", "line",
	"record", "found", "expected", "clause", "message", "state", "since",
	"times", "settled", "facts", "sheet", "column", "concerns" };

void
print_findings_begin(struct rows *rows, enum print_format format)
{
	*rows = (struct rows){ .how = format,
		.keys = finding_keys,
		.n = sizeof finding_keys / sizeof *finding_keys,
		.bare = " line times settled concerns ",
		.has_mark = true };
	rows_begin(rows);
}

/* Where it stands: as programs take it, in a table as people say it. Of an
 * earlier run that is not known any more. */
static void
print_place(struct strbuf *sb, const struct finding *f)
{
	struct strbuf place = { 0 };

	if (*f->document == '\0')
		return;
	if (*f->sheet == '\0' && *f->column == '\0')
		strbuf_addf(&place, "%s:%ld", f->document, f->line);
	else if (*f->column == '\0')
		strbuf_addf(&place, _("%s, row %ld"), f->document, f->line);
	else
		strbuf_addf(&place, _("%s, row %ld, column %s"), f->document,
			f->line, f->column);
	strbuf_adds(sb, "\n    ");
	text_add_safe(sb, place.data);
	strbuf_clear(&place);
}

static void
print_text(struct strbuf *sb, const struct finding *f)
{
	struct strbuf whom = { 0 };
	char *severity;

	if (strcmp(f->severity, "error") == 0)
		severity = colour_text(COLOUR_BAD, _("error"));
	else if (strcmp(f->severity, "suspect") == 0)
		severity = colour_text(COLOUR_DOUBT, _("suspect"));
	else
		severity = xstrdup(_("notice"));
	strbuf_addf(sb, "%s  %s  %s", f->id, f->check, severity);
	free(severity);
	strbuf_addf(&whom, "  %s %s %s",
		*f->village_name != '\0' ? f->village_name : f->village,
		f->household, *f->name != '\0' ? f->name : f->head);
	text_add_safe(sb, whom.data);
	strbuf_clear(&whom);
	strbuf_adds(sb, "\n    ");
	text_add_safe(sb, f->message);
	print_place(sb, f);
}

/* The households as an array. */
static char *
array_of(const char *households)
{
	struct strbuf sb = { 0 };
	const char *next = "[";

	while (*households != '\0') {
		size_t n = strcspn(households, " ");
		char *household = xstrndup(households, n);

		strbuf_adds(&sb, next);
		text_add_json(&sb, household);
		free(household);
		next = ", ";
		households += n + (households[n] != '\0');
	}
	strbuf_adds(&sb, *next == '[' ? "[]" : "]");
	return strbuf_steal(&sb);
}

static void
add_finding(struct rows *rows, const struct finding *f)
{
	char line[24], times[24];
	char *concerns = rows->how == PRINT_JSON ? array_of(f->concerns)
						 : xstrdup(f->concerns);
	const char *record = finding_record(f);
	const char *values[] = { f->id, f->check, f->severity, f->status,
		f->village, f->household, f->member, f->step, f->kind, f->file,
		line, record, f->found, f->expected, f->clause, f->message,
		f->state, f->since, times, f->settled ? "true" : "false",
		f->facts, f->sheet, f->column, concerns };

	snprintf(line, sizeof line, "%ld", f->line);
	snprintf(times, sizeof times, "%ld", f->times);
	rows_add(rows, values);
	free(concerns);
}

void
print_finding(struct rows *rows, const struct finding *f)
{
	struct strbuf sb = { 0 };

	if (rows->how != PRINT_TEXT) {
		add_finding(rows, f);
		return;
	}
	print_text(&sb, f);
	puts(sb.data);
	strbuf_clear(&sb);
}
