/*
 * hecha verdict FINDING… --decision …, list, show, export
 *
 * What people decided on findings: record it, list it, write it out.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mask.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/decision.h"
#include "check/settle.h"
#include "cli/cmd.h"
#include "cli/heritage.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "lib/db.h"
#include "lib/xml-writer.h"
#include "lib/xml.h"
#include "records/store.h"
#include "schema/codes.h"

static const struct opt opts[] = {
	{ "decision", 0, TEXT(decision.decision), .arg = N_("DECISION"),
		.help = N_("confirmed, unfounded (wants evidence), rectified, "
			   "or accepted (wants a reason and --until)") },
	{ "date", 0, TEXT(decision.date), .arg = N_("DATE"),
		.help = N_("the day of the decision") },
	{ "by", 0, TEXT(decision.by), .arg = N_("NAME"),
		.help = N_("who decided") },
	{ "reviewer", 0, TEXT(decision.reviewer), .arg = N_("NAME"),
		.help = N_("who reviewed it") },
	{ "until", 0, TEXT(decision.until), .arg = N_("DATE"),
		.help = N_("the last day of an acceptance") },
	{ "reason", 0, TEXT(decision.reason), .arg = N_("TEXT"),
		.help = N_("why, or what was done") },
	{ "evidence", 0, TEXT(decision.evidence), .arg = N_("TEXT"),
		.help = N_("what proves it") },
	{ "output", 'o', TEXT(output), .arg = N_("FILE"),
		.help = N_("export: the file to write") },
	UNMASKED_OPTION(N_("write identity numbers in full")),
	FORMAT_OPTION(N_("how the verdicts are listed")),
	{ 0 },
};

/* The findings of the latest run that are called so: all of its identity, or
 * the beginning of it where that is no other's. */
static int
find_identity(char **id, struct db *db, const char *name, struct error *err)
{
	struct stmt *st;
	int rc;

	*id = NULL;
	if (strlen(name) < 4)
		return err_set(err, ERR_USAGE, "CMD-VERDICT-1",
			"no finding '%s'", name);
	if (db_prepare(&st, db,
		    "SELECT MIN(id), COUNT(DISTINCT id) FROM hc_finding WHERE"
		    " run = " LAST_RUN " AND"
		    " substr(id, 1, length(?1)) = ?1",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, name);
	rc = stmt_step(st, err);
	if (rc == 1 && stmt_int(st, 1) > 1)
		rc = err_set(err, ERR_USAGE, "CMD-VERDICT-2",
			"'%s' is the beginning of several findings' ids", name);
	else if (rc == 1)
		*id = xstrdup(stmt_int(st, 1) == 1 ? stmt_text(st, 0) : name);
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

static void
print_refused(void *arg, const struct decision *d, const char *why)
{
	struct strbuf safe = { 0 };

	(void)arg;
	text_add_safe(&safe, d->finding);
	text_print_safe(
		stderr, _("verdict on %s refused: %s\n"), safe.data, why);
	strbuf_clear(&safe);
}

static int
add_all(struct decisions *d, const struct ctx *ctx, char **names, int n,
	struct error *err)
{
	for (int i = 0; i < n; i++) {
		struct decision one = ctx->options.decision;
		char *id;
		int rc = find_identity(&id, ctx->db, names[i], err);

		one.finding = id;
		one.origin = "verdict";
		one.place = "";
		if (rc == 0)
			rc = decisions_add(d, &one, err);
		free(id);
		if (rc != 0)
			return -1;
	}
	return 0;
}

/* All of them or, where one is refused, none. */
static int
record(struct ctx *ctx, char **names, int n, struct error *err)
{
	struct decision_counts counts = { 0 };
	struct decisions *d = NULL;
	enum verdict verdict;
	int64_t runs = 0;
	int rc = -1;

	if (ctx->options.decision.decision == NULL)
		return err_set(err, ERR_USAGE, "CMD-VERDICT-3",
			"a verdict wants --decision");
	if (cmd_open_db(ctx, DB_WRITE, err) != 0 ||
		db_get_int(ctx->db, "SELECT COUNT(*) FROM hc_run", &runs,
			err) != 0)
		return -1;
	if (runs == 0)
		return err_set(err, ERR_USAGE, "CMD-VERDICT-4",
			"no check has been made yet");
	if (db_begin(ctx->db, err) != 0)
		return -1;
	if (decisions_open(&d, ctx->db, print_refused, NULL, err) == 0)
		rc = add_all(d, ctx, names, n, err);
	decisions_close(d, &counts);
	if (rc == 0 && counts.refused > 0)
		rc = err_set(err, ERR_INPUT, "CMD-VERDICT-5",
			"nothing was recorded");
	if (rc == 0)
		rc = settle(ctx->db, &verdict, err);
	if (rc == 0)
		rc = db_commit(ctx->db, err);
	if (rc != 0) {
		db_rollback(ctx->db);
		return -1;
	}
	if (!ctx->options.quiet)
		printf(_("Verdicts: recorded %llu, known before %llu, refused "
			 "%llu\n"),
			(unsigned long long)counts.recorded,
			(unsigned long long)counts.known,
			(unsigned long long)counts.refused);
	return 0;
}

/* The state of what is found now; else whether anybody looked for it. */
static const char listed[] =
	"WITH f AS MATERIALIZED (SELECT id, subject, thread, state, decision"
	" FROM hc_finding WHERE run = " LAST_RUN " AND subject IN"
	" (SELECT subject FROM hc_decision))"
	" SELECT COALESCE(f.id, l.id) AS finding, d.check_id, d.decision,"
	" d.date, d.until, d.by, d.reviewer, d.reason, d.evidence, d.facts,"
	" COALESCE(f.state, CASE WHEN l.gone IS NULL THEN 'unchecked' ELSE"
	" 'fixed' END) AS state, COALESCE(d.seq = f.decision, 0) AS holds,"
	" d.origin, d.place"
	" FROM hc_decision d JOIN hc_life l ON l.subject = d.subject AND"
	" l.thread = d.thread LEFT JOIN f ON f.subject = d.subject AND"
	" f.thread = d.thread WHERE ?1 IS NULL OR COALESCE(f.id, l.id) = ?1"
	" ORDER BY d.date, d.seq";

enum { KEYS = 14, REASON = 7, EVIDENCE = 8 };
static const char *const keys[KEYS] = { "finding", "check", "decision", "date",
	"until", "by", "reviewer", "reason", "evidence", "facts", "state",
	"holds", "origin", "place" };

static void
print_text(const char *const values[KEYS], const struct codes *codes,
	enum lang lang)
{
	static const int shown[] = { 5, 6, REASON, EVIDENCE };
	struct strbuf sb = { 0 };

	strbuf_addf(&sb, "%s  %s  %s  %s", values[0], values[1],
		codes_label(codes, "verdict-decision", values[2], lang),
		values[3]);
	if (values[4] != NULL)
		strbuf_addf(&sb, _(" until %s"), values[4]);
	strbuf_addf(&sb, "  %s\n   ", values[10]);
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		if (values[shown[i]] == NULL)
			continue;
		strbuf_addc(&sb, ' ');
		text_add_safe(&sb, values[shown[i]]);
	}
	puts(sb.data);
	strbuf_clear(&sb);
}

static void
print_decision(struct stmt *st, const struct ctx *ctx, struct rows *rows,
	const struct codes *codes)
{
	const char *values[KEYS];
	struct strbuf texts[2] = { { 0 }, { 0 } };

	for (int i = 0; i < KEYS; i++)
		values[i] = stmt_text(st, i);
	for (int i = 0; !ctx->options.unmasked && i < 2; i++) {
		if (values[REASON + i] == NULL)
			continue;
		mask_add_text(&texts[i], values[REASON + i]);
		values[REASON + i] = texts[i].data;
	}
	if (rows->how == PRINT_TEXT)
		print_text(values, codes, ctx->lang);
	else
		rows_add(rows, values);
	strbuf_clear(&texts[0]);
	strbuf_clear(&texts[1]);
}

static int
list(struct ctx *ctx, const char *finding, enum print_format how,
	struct error *err)
{
	struct job job = { .options = &ctx->options };
	struct rows rows = { .how = how, .keys = keys, .n = KEYS };
	struct stmt *st = NULL;
	char *id = NULL;
	bool first = true;
	int rc = -1;

	if (cmd_open_db(ctx, DB_READ, err) != 0 ||
		job_open(&job, ctx->db, err) != 0 ||
		(finding != NULL &&
			find_identity(&id, ctx->db, finding, err) != 0) ||
		db_prepare(&st, ctx->db, listed, err) != 0)
		goto out;
	stmt_bind_text(st, 1, id);
	rows_begin(&rows);
	while ((rc = stmt_step(st, err)) == 1) {
		print_decision(st, ctx, &rows, job.codes);
		first = false;
	}
	rows_end(&rows);
	if (rc == 0 && first && how == PRINT_TEXT)
		puts(_("No verdicts."));
out:
	stmt_free(st);
	free(id);
	job_clear(&job);
	return rc;
}

static void
write_verdict(struct xml_writer *w, struct stmt *st)
{
	static const char *const attributes[] = { "finding", "check-id",
		"decision", "date", "until", "by", "reviewer" };

	xml_writer_open(w, "verdict");
	for (int i = 0; i < 7; i++) {
		if (!stmt_is_null(st, i))
			xml_writer_attribute(
				w, attributes[i], stmt_text(st, i));
	}
	xml_writer_attribute(w, "facts", stmt_text(st, 9));
	if (!stmt_is_null(st, REASON))
		xml_writer_element(w, "reason", stmt_text(st, REASON));
	if (!stmt_is_null(st, EVIDENCE))
		xml_writer_element(w, "evidence", stmt_text(st, EVIDENCE));
	xml_writer_close(w);
}

static int
write_document(struct xml_writer *w, struct db *db, struct error *err)
{
	char *year = NULL, *division = NULL;
	struct stmt *st = NULL;
	int rc = -1;

	if (db_get_text(db, "SELECT year FROM plan", &year, err) != 0 ||
		db_get_text(db,
			"SELECT COALESCE((SELECT division FROM hc_document"
			" WHERE kind = 'register' AND source = 'current'"
			" ORDER BY name LIMIT 1), (SELECT MIN(division) FROM"
			" hc_document))",
			&division, err) != 0 ||
		db_prepare(&st, db, listed, err) != 0)
		goto out;
	xml_writer_open(w, "verdicts");
	xml_writer_attribute(w, "xmlns", XML_NS);
	xml_writer_attribute(w, "year", year);
	xml_writer_attribute(w, "division", division != NULL ? division : "");
	while ((rc = stmt_step(st, err)) == 1)
		write_verdict(w, st);
	xml_writer_close(w);
out:
	stmt_free(st);
	free(year);
	free(division);
	return rc;
}

/* A document of its own kind, with which another database knows as much. */
static int
export_document(struct ctx *ctx, struct error *err)
{
	const char *output = ctx->options.output;
	struct error ignored = { 0 };
	struct xml_writer *w = NULL;
	char *tmp = NULL, *kept = NULL;
	int rc = -1;

	if (output == NULL)
		return err_set(err, ERR_USAGE, "CMD-VERDICT-6",
			"verdict export wants -o FILE");
	if (cmd_open_db(ctx, DB_READ, err) != 0 ||
		heritage_spare_file(ctx->db, output, &kept, err) != 0)
		return -1;
	if (file_begin(output, &tmp, err) != 0) {
		heritage_spared(output, kept, false);
		return -1;
	}
	if (xml_writer_begin(&w, tmp, err) == 0) {
		rc = write_document(w, ctx->db, err);
		if (xml_writer_end(w, rc == 0 ? err : &ignored) != 0)
			rc = -1;
	}
	if (rc == 0)
		rc = file_commit(tmp, output, err);
	else
		file_abort(tmp);
	heritage_spared(output, kept, rc == 0);
	if (rc == 0)
		rc = heritage_note_file(&ctx->db, output, err);
	free(tmp);
	return rc;
}

/* main closes ctx->db. */
static int
run_verdict(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	enum print_format how;

	if (print_parse_format(&how, ctx->options.format, err) != 0)
		return -1;
	if (argc == 1 && strcmp(argv[0], "list") == 0)
		return list(ctx, NULL, how, err);
	if (argc == 2 && strcmp(argv[0], "show") == 0)
		return list(ctx, argv[1], how, err);
	if (argc == 1 && strcmp(argv[0], "export") == 0)
		return export_document(ctx, err);
	if (argc == 0 || strcmp(argv[0], "list") == 0 ||
		strcmp(argv[0], "show") == 0 || strcmp(argv[0], "export") == 0)
		return err_set(err, ERR_USAGE, "CMD-VERDICT-7",
			"usage: verdict FINDING… --decision DECISION | list | "
			"show FINDING | export -o FILE");
	return record(ctx, argv, argc, err);
}

const struct cmd cmd_verdict = {
	.name = "verdict",
	.args = N_("FINDING… | list | show FINDING | export"),
	.summary = N_("record, list and export what people decided"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_verdict,
};
