/*
 * What stands in several streets, as collect --duplicates lists it.
 */
#include "config.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "check/pack.h"
#include "cli/duplicates.h"
#include "cli/job.h"
#include "cli/rows.h"
#include "lib/db.h"
#include "send/between-tokens.h"

static const char *const keys[] = { "check", "severity", "hit", "division",
	"street", "village", "household", "member", "package", "sequence" };
enum { KEYS = sizeof keys / sizeof *keys, NUMBER = 24 };

struct listing {
	struct rows rows;
	const struct rules *rules;
	enum lang lang;
	int64_t last; /* hit that was told */
};

static const struct rule *
find_rule(const struct rules *rules, const char *id)
{
	for (size_t i = 0; i < rules->n; i++) {
		if (strcmp(rules->items[i].id, id) == 0)
			return &rules->items[i];
	}
	return NULL;
}

static void
print_place(struct listing *l, const struct rule *rule,
	const struct between_place *p)
{
	if (p->n != l->last)
		text_print_safe(stdout, "%s  %s", p->check,
			rule != NULL ? rule->title[l->lang] : "");
	text_print_safe(stdout,
		_("    %s %s, village %s, household %s%s%s (number %lld)"),
		p->division, p->street != NULL ? p->street : "–", p->village,
		p->household, p->member != NULL ? _(", member ") : "",
		p->member != NULL ? p->member : "", (long long)p->sequence);
}

static int
list_place(void *ctx, const struct between_place *p, struct error *err)
{
	struct listing *l = ctx;
	const struct rule *rule = find_rule(l->rules, p->check);
	char n[NUMBER], sequence[NUMBER];
	const char *values[KEYS] = { p->check,
		rule != NULL ? severity_name(rule->severity) : NULL, n,
		p->division, p->street, p->village, p->household, p->member,
		p->package, sequence };

	(void)err;
	snprintf(n, sizeof n, "%" PRId64, p->n);
	snprintf(sequence, sizeof sequence, "%" PRId64, p->sequence);
	if (l->rows.how == PRINT_TEXT)
		print_place(l, rule, p);
	else
		rows_add(&l->rows, values);
	l->last = p->n;
	return 0;
}

/* How many households may share a phone, as the pack says by itself. */
static int64_t
phone_limit(const struct rules *rules)
{
	const struct rule *rule = find_rule(rules, "DUP-10");

	for (size_t i = 0; rule != NULL && i < rule->nparameters; i++) {
		if (strcmp(rule->parameters[i].name, "most") == 0)
			return strtoll(rule->parameters[i].value, NULL, 10);
	}
	return 0;
}

static int
tell_lacks(struct ctx *ctx, const char *year, struct error *err)
{
	int64_t none, other_key;

	if (between_tokens_lack(ctx->db, year, &none, &other_key, err) != 0)
		return -1;
	if (none > 0)
		fprintf(stderr,
			_("streets without tokens, which were held against "
			  "nobody: %lld\n"),
			(long long)none);
	if (other_key > 0)
		fprintf(stderr,
			_("streets with tokens under another key, which were "
			  "held against nobody: %lld\n"),
			(long long)other_key);
	return 0;
}

static int
list(struct ctx *ctx, struct listing *l, const char *year, struct error *err)
{
	int rc;

	rows_begin(&l->rows);
	rc = between_tokens_walk(
		ctx->db, year, phone_limit(l->rules), list_place, l, err);
	rows_end(&l->rows);
	if (rc == 0 && l->rows.how == PRINT_TEXT && !ctx->options.quiet)
		printf(_("found in several streets: %lld\n"),
			(long long)l->last);
	return rc == 0 ? tell_lacks(ctx, year, err) : -1;
}

int
duplicates_list(struct ctx *ctx, enum print_format format, int refused,
	struct error *err)
{
	struct listing l = { .rows = { .how = format,
				     .keys = keys,
				     .n = KEYS,
				     .bare = " hit sequence ",
				     .nulls = true,
				     .has_mark = true },
		.lang = ctx->lang };
	struct job job = { .options = &ctx->options };
	char *year = NULL;
	int rc = job_load(&job, err);

	if (rc == 0)
		rc = pack_load(&job.rules, NULL, 0, job.model, err);
	if (rc == 0 && ctx->options.year > 0)
		year = xasprintf("%" PRId64, ctx->options.year);
	else if (rc == 0)
		rc = db_get_text(ctx->db, "SELECT MAX(year) FROM hc_package",
			&year, err);
	l.rules = job.rules;
	if (rc == 0)
		rc = list(ctx, &l, year != NULL ? year : "", err);
	if (rc == 0 && refused > 0)
		rc = err_set(err, ERR_SEAL, "CMD-COLLECT-1",
			"packages that do not hold and were left out: %d",
			refused);
	free(year);
	job_clear(&job);
	return rc == 0 ? l.last > 0 : -1;
}
