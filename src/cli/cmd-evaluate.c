/*
 * hecha evaluate
 *
 * The rates that the visits to a sample give, and whether they keep the limits.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/evaluation.h"
#include "cli/cmd.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "lib/db.h"
#include "schema/codes.h"

static const struct opt opts[] = {
	FORMAT_OPTION(N_("how the rates are told")),
	{ 0 },
};

/* Why nothing can be told; "" where it can. */
static void
add_why(struct strbuf *sb, const struct evaluation *e,
	const struct eval_line *line)
{
	switch (line->why) {
	case EVAL_WHY_UNVISITED:
		strbuf_adds(sb, _("nobody of these was visited"));
		break;
	case EVAL_WHY_UNCLEAR:
		strbuf_addf(sb, _("households that are not clear: %ld"),
			line->unclear);
		break;
	case EVAL_WHY_POPULATION:
		strbuf_addf(sb,
			e->without != NULL
				? _("the population is missing of: %s")
				: _("the population is less than the register "
				    "has in: %s"),
			e->without != NULL ? e->without : e->too_few);
		break;
	case EVAL_WHY_UNLISTED:
		strbuf_addf(sb,
			_("the frame lacks %.0f of %.0f persons who are not "
			  "registered"),
			e->unlisted, e->unregistered);
		break;
	default:
		break;
	}
}

static void
add_word(struct strbuf *sb, const struct evaluation *e,
	const struct eval_line *line, const char *label)
{
	strbuf_adds(sb, label);
	if (line->word == EVAL_CANNOT_TELL) {
		strbuf_adds(sb, ": ");
		add_why(sb, e, line);
	} else if (line->more > 0) {
		strbuf_addf(sb, _("; further visits that would tell: %ld"),
			line->more);
	}
}

static void
print_line(const struct evaluation *e, int measure, int way,
	const struct codes *codes, enum lang lang)
{
	const struct eval_measure *m = &e->measures[measure];
	const struct eval_line *line = &m->lines[way];
	const struct rate *r = &line->rate;
	const char *word =
		eval_word_names[r->is_told ? line->word : EVAL_CANNOT_TELL];
	const char *label = codes_label(codes, "evaluation-word", word, lang);
	struct strbuf sb = { 0 };

	text_pad(&sb,
		codes_label(codes, "evaluation-measure",
			eval_measure_names[measure], lang),
		28, 0);
	if (!r->is_told) {
		strbuf_addf(&sb, "%s: ", label);
		add_why(&sb, e, line);
	} else {
		strbuf_addf(&sb, "%6.0f / %-7.0f", r->counted, r->persons);
		strbuf_addf(&sb, "%7.2f %%  [%.2f, %.2f]", 100 * r->value,
			100 * r->interval.lower, 100 * r->interval.upper);
	}
	if (r->is_told && m->has_limit) {
		strbuf_addf(&sb, "  %s %g %%  ", m->at_least ? "≥" : "<",
			100 * m->limit);
		add_word(&sb, e, line, label);
	}
	puts(sb.data);
	strbuf_clear(&sb);
}

static void
print_counts(const struct evaluation *e)
{
	text_print_safe(stdout, _("Frame %s, rounds %lld\n"), e->frame_sha256,
		(long long)e->rounds);
	printf(_("Drawn %zu, visited %zu, not reached %zu, no record %zu; "
		 "replacements %zu\n"),
		e->drawn, e->visited, e->unreached, e->open, e->replacements);
	printf(_("Appeals %zu, upheld %zu\n"), e->appeals, e->upheld);
	if (e->population > 0)
		printf(_("Of %.0f persons who are not registered the frame "
			 "lists %.0f and lacks %.0f\n"),
			e->unregistered, e->listed, e->unlisted);
	puts(_("Counts are of the sample; rates are weighted from it to the "
	       "frame, by the persons that the frame has"));
}

/* What enters no rate, or not as it was written. */
static void
print_notes(const struct evaluation *e)
{
	if (e->earlier > 0)
		printf(_("Samples of earlier frames, which enter no rate: "
			 "%lld\n"),
			(long long)e->earlier);
	if (e->outside > 0)
		printf(_("Visits outside of the sample, which enter no rate: "
			 "%lld\n"),
			(long long)e->outside);
	if (e->foreign > 0)
		text_print_safe(stdout,
			_("Visits in documents of another street or year (%s), "
			  "which enter no rate: %lld\n"),
			e->elsewhere != NULL ? e->elsewhere : "-",
			(long long)e->foreign);
	if (e->unanswered > 0)
		printf(_("Visited, and nothing said of the identification: "
			 "%zu\n"),
			e->unanswered);
	if (e->returned > 0)
		printf(_("Replaced and visited after all, which count: %zu\n"),
			e->returned);
	if (e->odd > 0)
		printf(_("Households whose persons at the visit are not those "
			 "of the frame: %zu (persons %zu, in the frame %zu)\n"),
			e->odd, e->odd_found, e->odd_persons);
}

static const char questions[] =
	"SELECT DISTINCT id, COALESCE(village_name, village), code, village"
	" FROM temp.eval_question WHERE draw_kind = 'random' ORDER BY village,"
	" id, code";

/* Whose records contradict. More than these are in the report. */
#define TOLD 20
static int
print_questions(const struct evaluation *e, const struct codes *codes,
	enum lang lang, struct error *err)
{
	struct strbuf safe = { 0 };
	struct stmt *st;
	size_t n = 0;
	int rc;

	if (e->unclear == 0)
		return 0;
	printf(_("Not clear, and to be resolved before a limit can hold: "
		 "%zu\n"),
		e->unclear);
	if (db_prepare(&st, e->visits.db, questions, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		if (++n > TOLD)
			continue;
		strbuf_reset(&safe);
		text_add_safe(&safe, stmt_text(st, 0));
		text_print_safe(stdout, "  %s  %s  %s\n", safe.data,
			stmt_text(st, 1),
			codes_label(codes, "evaluation-question",
				stmt_text(st, 2), lang));
	}
	if (n > TOLD)
		printf(_("  and %zu more, in the evaluation report\n"),
			n - TOLD);
	stmt_free(st);
	strbuf_clear(&safe);
	return rc;
}

static int
print_text(const struct evaluation *e, const struct codes *codes,
	enum lang lang, struct error *err)
{
	print_counts(e);
	print_notes(e);
	if (print_questions(e, codes, lang, err) != 0)
		return -1;
	for (int way = 0; way < EVAL_WAYS; way++) {
		if (way >= EVAL_ORIGINALS && e->unreached == 0)
			break;
		text_print_safe(stdout, "\n%s\n",
			codes_label(codes, "evaluation-way",
				eval_way_names[way], lang));
		for (int m = 0; m < EVAL_MEASURES; m++)
			print_line(e, m, way, codes, lang);
	}
	return 0;
}

enum { KEYS = 15 };
static const char *const keys[KEYS] = { "measure", "way", "told", "visits",
	"at_fault", "persons", "counted", "value", "lower", "upper", "limit",
	"at_least", "word", "more", "why" };

static void
print_script(const struct evaluation *e, int m, int way, struct rows *rows)
{
	const struct eval_measure *measure = &e->measures[m];
	const struct eval_line *line = &measure->lines[way];
	const struct rate *r = &line->rate;
	char *own[] = { xasprintf("%zu", r->visits),
		xasprintf("%zu", r->at_fault), xasprintf("%.0f", r->persons),
		xasprintf("%.0f", r->counted), xasprintf("%.10f", r->value),
		xasprintf("%.10f", r->interval.lower),
		xasprintf("%.10f", r->interval.upper),
		xasprintf("%g", 100 * measure->limit),
		xasprintf("%ld", line->more) };
	bool has = measure->has_limit;
	const char *values[KEYS] = { eval_measure_names[m], eval_way_names[way],
		r->is_told ? "1" : "0", own[0], own[1], own[2], own[3],
		r->is_told ? own[4] : NULL, r->is_told ? own[5] : NULL,
		r->is_told ? own[6] : NULL, has ? own[7] : NULL,
		measure->at_least ? "1" : "0",
		has ? eval_word_names[line->word] : NULL,
		has && line->more >= 0 ? own[8] : NULL,
		eval_why_names[line->why] };

	rows_add(rows, values);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		free(own[i]);
}

static int
run_evaluate(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct job job = { .options = &ctx->options };
	struct evaluation *e = NULL;
	enum print_format how;
	struct rows rows;
	int rc = -1;

	(void)argv;
	if (argc != 0)
		return err_set(
			err, ERR_USAGE, "CMD-EVALUATE-1", "usage: evaluate");
	if (print_parse_format(&how, ctx->options.format, err) != 0 ||
		job_open(&job, ctx->db, err) != 0 ||
		evaluation_load(&e, ctx->db, err) != 0)
		goto out;
	if (how == PRINT_TEXT) {
		if (print_text(e, job.codes, ctx->lang, err) != 0)
			goto out;
	} else {
		rows = (struct rows){ .how = how, .keys = keys, .n = KEYS };
		rows_begin(&rows);
		for (int way = 0; way < EVAL_WAYS; way++) {
			for (int m = 0; m < EVAL_MEASURES; m++)
				print_script(e, m, way, &rows);
		}
		rows_end(&rows);
	}
	rc = evaluation_holds(e) ? 0 : 1;
out:
	evaluation_free(e);
	job_clear(&job);
	return rc;
}

const struct cmd cmd_evaluate = {
	.name = "evaluate",
	.args = "",
	.summary = N_("tell the rates that the visits to a sample give"),
	.access = CMD_READ,
	.opts = opts,
	.run = run_evaluate,
};
