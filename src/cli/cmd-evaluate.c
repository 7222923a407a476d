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
#include "lib/db.h"
#include "schema/codes.h"

static const struct opt opts[] = {
	FORMAT_OPTION(N_("how the rates are told")),
	{ 0 },
};

static void
print_line(const struct eval_measure *m, const struct eval_line *line,
	const char *name, const struct codes *codes, enum lang lang)
{
	const struct rate *r = &line->rate;
	struct strbuf sb = { 0 };

	text_pad(&sb, codes_label(codes, "evaluation-measure", name, lang), 28,
		0);
	if (!r->is_told) {
		printf("%s%s\n", sb.data,
			_("cannot be told: nobody of these "
			  "was visited"));
		strbuf_clear(&sb);
		return;
	}
	strbuf_addf(&sb, "%6.0f / %-7.0f", r->counted, r->persons);
	strbuf_addf(&sb, "%7.2f %%  [%.2f, %.2f]", 100 * r->value,
		100 * r->interval.lower, 100 * r->interval.upper);
	if (m->has_limit)
		strbuf_addf(&sb, "  %s %g %%  %s", m->at_least ? "≥" : "<",
			100 * m->limit,
			codes_label(codes, "evaluation-word",
				eval_word_names[line->word], lang));
	if (m->has_limit && line->more > 0)
		strbuf_addf(&sb, _("; further visits that would tell: %ld"),
			line->more);
	puts(sb.data);
	strbuf_clear(&sb);
}

static void
print_counts(const struct evaluation *e)
{
	printf(_("Drawn %zu, visited %zu, not reached %zu, no record %zu; "
		 "replacements %zu\n"),
		e->drawn, e->visited, e->unreached, e->open, e->replacements);
	printf(_("Appeals %zu, upheld %zu\n"), e->appeals, e->upheld);
	if (e->population > 0 && e->listed < e->unregistered)
		printf(_("Of %.0f persons who are not registered the frame "
			 "lists %.0f: the rate of missed persons is of "
			 "these\n"),
			e->unregistered, e->listed);
	if (e->outside > 0)
		printf(_("Visits outside of the sample, which enter no rate: "
			 "%lld\n"),
			(long long)e->outside);
}

static void
print_text(
	const struct evaluation *e, const struct codes *codes, enum lang lang)
{
	print_counts(e);
	for (int way = 0; way < EVAL_WAYS; way++) {
		if (way >= EVAL_ORIGINALS && e->unreached == 0)
			break;
		printf("\n%s\n",
			codes_label(codes, "evaluation-way",
				eval_way_names[way], lang));
		for (int m = 0; m < EVAL_MEASURES; m++)
			print_line(&e->measures[m], &e->measures[m].lines[way],
				eval_measure_names[m], codes, lang);
	}
}

enum { KEYS = 14 };
static const char *const keys[KEYS] = { "measure", "way", "told", "visits",
	"at_fault", "persons", "counted", "value", "lower", "upper", "limit",
	"at_least", "word", "more" };

static void
print_script(const struct evaluation *e, int m, int way, enum print_format how)
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
		has && line->more >= 0 ? own[8] : NULL };

	print_row(how, keys, values, KEYS, m == 0 && way == 0);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		free(own[i]);
}

static int
run_evaluate(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct job job = { .options = &ctx->options };
	struct evaluation *e = NULL;
	enum print_format how;
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
		print_text(e, job.codes, ctx->lang);
	} else {
		print_rows_begin(how, keys, KEYS);
		for (int way = 0; way < EVAL_WAYS; way++) {
			for (int m = 0; m < EVAL_MEASURES; m++)
				print_script(e, m, way, how);
		}
		print_rows_end(how);
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
