/*
 * hecha sample --frame | --seed TEXT … | --replace ID --reason …
 *
 * Record whom a sample is drawn from, draw it, replace whom could not be
 * visited; without any of these, list what was drawn.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/sample.h"
#include "cli/cmd.h"
#include "cli/heritage.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "lib/db.h"
#include "lib/given.h"
#include "schema/codes.h"

static const struct opt opts[] = {
	{ "frame", 0, FLAG(frame),
		.help = N_("record the frame as the records have it now; a "
			   "draw is from the one recorded last") },
	{ "seed", 0, TEXT(sample.seed), .arg = N_("TEXT"),
		.help = N_("draw with this seed; a further round wants a "
			   "further one") },
	{ "size", 0, NUMBER(sample.size), .arg = N_("N"),
		.help = N_("households to draw, together") },
	{ "share", 0, TEXT(sample.share), .arg = N_("PERCENT"),
		.help = N_("or so many percent of each stratum") },
	{ "all", 0, LIST(sample.all), .arg = N_("CLASS"),
		.help = N_("all of a class: exit, exited, poor, new, return, "
			   "clear, unregistered; may be repeated") },
	{ "least", 0, TEXT(sample.least), .arg = N_("N"),
		.help = N_("so many of each stratum at least, or all of it "
			   "(default: 2)") },
	{ "by", 0, TEXT(sample.by), .arg = N_("WHAT"),
		.help = N_("what strata are made by: village, class or "
			   "village,class (default)") },
	{ "plan", 0, TEXT(sample.plan), .arg = N_("FILE"),
		.help = N_("a design (schemas/sampling.xsd) that says size, "
			   "shares, least and by") },
	{ "round", 0, NUMBER(sample.round), .arg = N_("N"),
		.help = N_("which round (default: 1); it draws from whom no "
			   "earlier one has drawn") },
	{ "judgement", 0, TEXT(sample.judgement), .arg = N_("NAME"),
		.help = N_("in place of a seed: the households with most "
			   "errors in the villages with most, under this name; "
			   "they enter no rate") },
	{ "replace", 0, LIST(replace), .arg = N_("ID"),
		.help = N_("this one could not be visited: the next ticket of "
			   "its stratum takes its place; may be repeated") },
	{ "reason", 0, TEXT(reason), .arg = "not-home|moved|refused",
		.help = N_("why it could not be visited") },
	{ "output", 'o', TEXT(output), .arg = N_("FILE"),
		.help = N_("with --frame: write its list, of which sha256sum "
			   "gives the frame's hash") },
	FORMAT_OPTION(N_("how the sample is listed")),
	{ 0 },
};

/* Record it; the list, where one is wanted, is there whole or not at all. */
static int
record_frame(struct sample_frame *frame, struct ctx *ctx, struct error *err)
{
	const char *out = ctx->options.output;
	char *tmp = NULL;
	FILE *f = NULL;
	int rc = -1;

	if (out != NULL && file_begin(out, &tmp, err) != 0)
		return -1;
	if (tmp != NULL) {
		f = fopen(tmp, "w");
		if (f == NULL)
			rc = err_set(err, ERR_SYSTEM, "CMD-SAMPLE-1",
				"%s: cannot be written", out);
	}
	if (tmp == NULL || f != NULL)
		rc = sample_frame_record(frame, ctx->db, f, err);
	rc = file_close(f, out, rc, err);
	if (rc == 0 && tmp != NULL)
		rc = file_commit(tmp, out, err);
	else
		file_abort(tmp);
	free(tmp);
	return rc;
}

static int
run_frame(struct ctx *ctx, struct error *err)
{
	struct sample_frame frame = { 0 };
	char *kept = NULL;
	int rc;

	if (cmd_open_db(ctx, DB_WRITE, err) != 0)
		return -1;
	if (ctx->options.output != NULL &&
		heritage_spare_file(ctx->db, ctx->options.output, &kept, err) !=
			0)
		return -1;
	rc = db_begin(ctx->db, err);
	if (rc == 0)
		rc = record_frame(&frame, ctx, err);
	if (rc == 0)
		rc = db_commit(ctx->db, err);
	if (rc != 0)
		db_rollback(ctx->db);
	if (ctx->options.output != NULL) {
		heritage_spared(ctx->options.output, kept, rc == 0);
		if (rc == 0)
			rc = heritage_note_file(
				&ctx->db, ctx->options.output, err);
	}
	if (rc == 0)
		text_print_safe(stdout,
			_("Frame recorded: %s\n"
			  "units %lld, persons %lld\n"),
			frame.sha256, (long long)frame.units,
			(long long)frame.persons);
	return rc;
}

static const char frames[] =
	"SELECT sha256, units, persons FROM hc_frame ORDER BY turn";
static const char draws[] =
	"SELECT w.kind, w.round, w.seed, w.terms, w.sha256, (SELECT COUNT(*)"
	" FROM hc_drawn d WHERE d.draw = w.id AND d.role = 'drawn'), f.sha256,"
	" f.division, f.year FROM hc_draw w JOIN hc_frame f ON f.id = w.frame"
	" WHERE ?1 IS NULL OR w.id = ?1 ORDER BY w.id";

static int
tell_frames(struct ctx *ctx, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, ctx->db, frames, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		text_print_safe(stdout,
			_("Frame: %s, units %lld, persons %lld\n"),
			stmt_text(st, 0), (long long)stmt_int(st, 1),
			(long long)stmt_int(st, 2));
	stmt_free(st);
	return rc;
}

/* A shell's single quotes end where one stands in them. */
static void
tell_ticket(struct stmt *st, const char *seed, const char *kind)
{
	struct strbuf quoted = { 0 };

	for (const char *s = seed; *s != '\0'; s++) {
		if (*s == '\'')
			strbuf_adds(&quoted, "'\\''");
		else
			strbuf_addc(&quoted, *s);
	}
	text_print_safe(stdout,
		_("  a ticket by hand: printf %%s "
		  "'%s|%s|%lld|%lld|%s|ID' | sha256sum\n"),
		quoted.data != NULL ? quoted.data : "", stmt_text(st, 7),
		(long long)stmt_int(st, 8), (long long)stmt_int(st, 1), kind);
	strbuf_clear(&quoted);
}

static void
tell_draw(struct stmt *st)
{
	struct strbuf seed = { 0 };

	text_add_safe(&seed, stmt_text(st, 2));
	if (strcmp(stmt_given(st, 0), "judgement") == 0) {
		text_print_safe(stdout,
			_("Judgement sample \"%s\" (%s): %lld; it enters no "
			  "rate\n"),
			seed.data, stmt_text(st, 3),
			(long long)stmt_int(st, 5));
	} else {
		text_print_safe(stdout,
			_("Round %lld, seed \"%s\", %s: drawn %lld\n"
			  "  from frame %s\n  the list: %s\n"),
			(long long)stmt_int(st, 1), seed.data, stmt_text(st, 3),
			(long long)stmt_int(st, 5), stmt_text(st, 6),
			stmt_text(st, 4));
		tell_ticket(st, seed.data, "household");
		tell_ticket(st, seed.data, "unregistered");
	}
	strbuf_clear(&seed);
}

static int
tell_draws(struct ctx *ctx, int64_t draw, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, ctx->db, draws, err) != 0)
		return -1;
	if (draw > 0)
		stmt_bind_int(st, 1, draw);
	while ((rc = stmt_step(st, err)) == 1)
		tell_draw(st);
	stmt_free(st);
	return rc;
}

/* Whom it has; those in reserve are told to nobody, so that nobody can choose
 * among them. */
static const char drawn[] =
	"SELECT CASE w.kind WHEN 'random' THEN w.round END AS round,"
	" CASE w.kind WHEN 'judgement' THEN w.seed END AS judgement,"
	" d.village, d.class, d.place, d.kind, d.id, d.persons, d.role,"
	" d.replaces, d.reason, d.ticket FROM hc_drawn d JOIN hc_draw w"
	" ON w.id = d.draw WHERE d.role <> 'reserve' AND (?1 IS NULL OR w.id ="
	" ?1) AND (?1 IS NOT NULL OR w.frame = (SELECT f.id FROM hc_frame f"
	" WHERE EXISTS (SELECT 1 FROM hc_draw x WHERE x.frame = f.id)"
	" ORDER BY f.turn DESC LIMIT 1)) ORDER BY w.id, d.stratum, d.place";
enum { KEYS = 12 };
static const char *const keys[KEYS] = { "round", "judgement", "village",
	"class", "place", "kind", "id", "persons", "role", "replaces", "reason",
	"ticket" };

static void
print_drawn(struct stmt *st, const struct ctx *ctx, const struct codes *codes)
{
	const char *reason = stmt_text(st, 10);
	struct strbuf sb = { 0 };

	strbuf_addf(&sb, "%s  %s  %s  %s", stmt_text(st, 11), stmt_text(st, 6),
		stmt_text(st, 2),
		codes_label(
			codes, "sample-class", stmt_text(st, 3), ctx->lang));
	if (strcmp(stmt_given(st, 8), "replacement") == 0)
		strbuf_addf(&sb, _("  in place of %s"), stmt_text(st, 9));
	if (reason != NULL)
		strbuf_addf(&sb, "  %s",
			codes_label(codes, "visit-outcome", reason, ctx->lang));
	text_print_safe(stdout, "%s", sb.data);
	strbuf_clear(&sb);
}

static int
list(struct ctx *ctx, int64_t draw, enum print_format how, struct error *err)
{
	struct rows rows = { .how = how, .keys = keys, .n = KEYS };
	struct job job = { .options = &ctx->options };
	const char *values[KEYS];
	struct stmt *st = NULL;
	bool first = true;
	int rc = -1;

	if (how == PRINT_TEXT &&
		((draw == 0 && tell_frames(ctx, err) != 0) ||
			tell_draws(ctx, draw, err) != 0))
		return -1;
	if (job_open(&job, ctx->db, err) != 0 ||
		db_prepare(&st, ctx->db, drawn, err) != 0)
		goto out;
	if (draw > 0)
		stmt_bind_int(st, 1, draw);
	rows_begin(&rows);
	while ((rc = stmt_step(st, err)) == 1) {
		for (int i = 0; i < KEYS; i++)
			values[i] = stmt_text(st, i);
		if (how == PRINT_TEXT)
			print_drawn(st, ctx, job.codes);
		else
			rows_add(&rows, values);
		first = false;
	}
	rows_end(&rows);
	if (rc == 0 && first && how == PRINT_TEXT)
		puts(_("No sample has been drawn."));
out:
	stmt_free(st);
	job_clear(&job);
	return rc;
}

static int
run_draw(struct ctx *ctx, enum print_format how, struct error *err)
{
	struct sample_terms terms = { 0 };
	int64_t draw = 0;
	bool is_new;
	int rc;

	if (sample_terms_make(&terms, &ctx->options.sample, err) != 0)
		return -1;
	rc = cmd_open_db(ctx, DB_WRITE, err);
	if (rc == 0)
		rc = db_begin(ctx->db, err);
	if (rc == 0)
		rc = sample_draw(&draw, &is_new, ctx->db, &terms, err);
	if (rc == 0)
		rc = db_commit(ctx->db, err);
	else if (ctx->db != NULL)
		db_rollback(ctx->db);
	sample_terms_clear(&terms);
	return rc == 0 ? list(ctx, draw, how, err) : -1;
}

static int
replace_one(struct ctx *ctx, const char *id, struct error *err)
{
	char *by;

	if (sample_replace(&by, ctx->db, id, ctx->options.reason, err) != 0)
		return -1;
	if (by != NULL)
		text_print_safe(stdout, _("%s: replaced by %s\n"), id, by);
	else
		text_print_safe(
			stdout, _("%s: nobody is left in its stratum\n"), id);
	free(by);
	return 0;
}

/* All of them or, where one is refused, none. */
static int
run_replace(struct ctx *ctx, struct error *err)
{
	const struct opt_list *ids = &ctx->options.replace;
	int rc = 0;

	if (ctx->options.reason == NULL)
		return err_set(err, ERR_USAGE, "CMD-SAMPLE-3",
			"a replacement wants --reason not-home, moved or "
			"refused");
	if (cmd_open_db(ctx, DB_WRITE, err) != 0 || db_begin(ctx->db, err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < ids->n; i++)
		rc = replace_one(ctx, ids->items[i], err);
	if (rc == 0)
		return db_commit(ctx->db, err);
	db_rollback(ctx->db);
	return -1;
}

static int
run_sample(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const struct options *o = &ctx->options;
	enum print_format how;
	bool draws_now = o->sample.seed != NULL || o->sample.judgement != NULL;

	(void)argv;
	if (print_parse_format(&how, o->format, err) != 0)
		return -1;
	if (argc != 0 || o->frame + draws_now + (o->replace.n > 0) > 1 ||
		(o->sample.seed != NULL && o->sample.judgement != NULL))
		return err_set(err, ERR_USAGE, "CMD-SAMPLE-4",
			"usage: sample [--frame | --seed TEXT | --judgement "
			"NAME | --replace ID]");
	if (!draws_now &&
		(o->sample.size > 0 || o->sample.share != NULL ||
			o->sample.all.n > 0 || o->sample.plan != NULL))
		return err_set(err, ERR_USAGE, "CMD-SAMPLE-5",
			"a sample wants --seed, or --judgement");
	if (o->frame)
		return run_frame(ctx, err);
	if (o->replace.n > 0)
		return run_replace(ctx, err);
	if (draws_now)
		return run_draw(ctx, how, err);
	return cmd_open_db(ctx, DB_READ, err) == 0 ? list(ctx, 0, how, err)
						   : -1;
}

const struct cmd cmd_sample = {
	.name = "sample",
	.args = "",
	.summary = N_("draw a sample that anybody can draw again"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_sample,
};
