/*
 * How one rule comes out.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/concerns.h"
#include "check/delivered.h"
#include "check/found.h"
#include "check/judge.h"
#include "check/pack.h"
#include "check/reuse.h"
#include "check/rule.h"
#include "check/run-options.h"
#include "check/subjects.h"
#include "lib/db.h"

/* What one rule is asked about a document. */
struct lack {
	const struct delivered *delivered;
	size_t rule;
};

static bool
lacks(const void *arg, int64_t document)
{
	const struct lack *l = arg;

	return delivered_lacks(l->delivered, l->rule, document);
}

/* The rule's SELECT over the dirty villages; false: it must go over all. */
static bool
find_some(const struct judge *j, struct db *part, size_t i, struct outcome *out,
	struct error *err)
{
	const struct rule *rule = &j->opts->rules->items[i];
	struct lack lack = { j->delivered, i };
	struct rule_run how = { .found = j->found,
		.seconds = j->opts->seconds,
		.is_within = reuse_is_dirty,
		.arg = j->reuse,
		.lacks = rule->partial ? NULL : lacks,
		.lacks_arg = &lack };
	struct outcome some = *out;

	if (rule_find(&how,
		    &(struct rule_at){ .db = part, .readable = j->readable },
		    rule, &some, err) != 0 ||
		how.strayed) {
		free(some.reason);
		return false;
	}
	*out = some;
	out->made = MADE_SOME;
	reuse_earlier(j->reuse, i, out);
	return true;
}

/* The rule's rows; a rule that cannot run answers "error" and leaves no half
 * of its findings behind. */
static int
find_all(const struct rule_at *at, struct rule_run *how,
	const struct rule *rule, struct outcome *out, struct error *err)
{
	struct error fault = { 0 };

	if (rule_find(how, at, rule, out, &fault) == 0 &&
		rule_readings(&out->readings, at, rule, how->seconds, &fault) ==
			0)
		return 0;
	out->answer = ANSWER_ERROR;
	out->is_broken = fault.kind == ERR_SYSTEM;
	free(out->reason);
	out->reason = xstrdup(fault.msg);
	out->findings = out->pending = 0;
	out->readings.n = 0;
	out->due[0] = '\0';
	return how->found != NULL ? found_drop(how->found, rule->id, err) : 0;
}

/* Whom the rule is about, and whether it can be made: 1 it can, 0 *out says
 * what is the answer. */
static int
begin_rule(const struct judge *j, const struct rule_at *at,
	const struct rule *rule, struct outcome *out)
{
	struct error fault = { 0 };

	if (subjects_count(j->subjects, at, rule, j->opts->seconds,
		    &out->subjects, &fault) != 0) {
		out->answer = ANSWER_ERROR;
		out->is_broken = fault.kind == ERR_SYSTEM;
		out->reason = xstrdup(fault.msg);
		return 0;
	}
	out->answer = ANSWER_NOT_APPLICABLE;
	if (out->subjects == 0)
		return 0;
	out->answer = ANSWER_NOT_CHECKABLE;
	out->reason = pack_unset(rule);
	if (out->reason != NULL)
		return 0;
	out->answer = ANSWER_PASS;
	return 1;
}

static void
judge_answer(struct outcome *out)
{
	if (out->answer != ANSWER_ERROR)
		out->answer = out->findings > 0 ? ANSWER_FAIL
			: out->reason != NULL	? ANSWER_NOT_CHECKABLE
			: out->pending > 0	? ANSWER_PENDING
						: ANSWER_PASS;
}

/* Beside what could not be decided: what was not delivered. */
static void
add_undelivered(const struct delivered *d, size_t i, struct outcome *out)
{
	const char *facts = delivered_reason(d, i);
	char *both;

	if (facts == NULL || out->answer == ANSWER_ERROR)
		return;
	both = out->reason != NULL ? xasprintf("%s %s", out->reason, facts)
				   : xstrdup(facts);
	free(out->reason);
	out->reason = both;
}

/* Nobody, as far as one can tell without what was not delivered. */
static void
doubt_subjects(const struct delivered *d, size_t i, struct outcome *out)
{
	const char *facts = delivered_subjects(d, i);

	if (out->answer != ANSWER_NOT_APPLICABLE || facts == NULL)
		return;
	out->answer = ANSWER_NOT_CHECKABLE;
	out->reason = xstrdup(facts);
}

static int
find(const struct judge *j, const struct judge_place *at, size_t i,
	struct outcome *out, struct rule_reading *reading, struct error *err)
{
	const struct rule *rule = &j->opts->rules->items[i];
	struct lack lack = { j->delivered, i };
	struct rule_run how = { .found = j->found,
		.seconds = j->opts->seconds,
		.lacks = rule->partial ? NULL : lacks,
		.lacks_arg = &lack };
	struct rule_at all = { at->all, at->remote, j->readable, NULL };
	struct error fault = { 0 };
	int rc = 0;

	if (reuse_made(j->reuse, i) == MADE_NONE) {
		reuse_earlier(j->reuse, i, out);
		out->made = MADE_NONE;
		return 0;
	}
	if (begin_rule(j, &all, rule, out) == 0) {
		doubt_subjects(j->delivered, i, out);
		return 0;
	}
	if (reuse_made(j->reuse, i) == MADE_ALL ||
		!find_some(j, at->part, i, out, &fault)) {
		if (reuse_made(j->reuse, i) != MADE_ALL)
			rc = found_drop(j->found, rule->id, err);
		rule_reading_begin(reading);
		all.reading = reading;
		if (rc == 0)
			rc = find_all(&all, &how, rule, out, err);
		/* whom it is about may have been counted for another rule */
		if (out->answer == ANSWER_ERROR ||
			rule_reads_subjects(&all, rule, &fault) != 0)
			strbuf_clear(&reading->names);
		add_undelivered(j->delivered, i, out);
	}
	judge_answer(out);
	return rc;
}

static bool
names_rule(const char *const *list, size_t n, const struct rule *rule)
{
	for (size_t i = 0; i < n; i++) {
		if (pack_names(rule, list[i]))
			return true;
	}
	return false;
}

int
judge_rule(const struct judge *j, const struct judge_place *at, size_t i,
	struct outcome *out, struct rule_reading *reading, struct error *err)
{
	const struct run_options *o = j->opts;
	const struct rule *rule = &o->rules->items[i];

	if ((o->nonly > 0 && !names_rule(o->only, o->nonly, rule)) ||
		names_rule(o->skip, o->nskip, rule)) {
		out->answer = ANSWER_SKIPPED;
		out->reason = xstrdup(o->reason != NULL ? o->reason : "");
		return 0;
	}
	if (rule_missing(&out->reason, at->all, rule, err) != 0)
		return -1;
	if (out->reason == NULL && delivered_blocks(j->delivered, i))
		out->reason = xstrdup(delivered_reason(j->delivered, i));
	if (out->reason != NULL) {
		out->answer = ANSWER_NOT_CHECKABLE;
		return 0;
	}
	return find(j, at, i, out, reading, err);
}

/* Whom the findings are about, what they show and where, one after the other;
 * whom else they concern; then the readings. shown is the caller's. */
static int
take_shown(struct trial *out, struct db *db, const struct rule *rule,
	const struct readings *readings, struct error *err)
{
	struct strbuf sb = { 0 };
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT COALESCE(village, '') || ' ' || COALESCE(household,"
		    " '') || ' ' || COALESCE(member, '') || ' ' ||"
		    " COALESCE(step, '') || ' ' || COALESCE(found, '') || ' '"
		    " || COALESCE(expected, '') || ' ' || evidence || ' ' ||"
		    " COALESCE(d.name, '') || ' ' || severity ||"
		    " COALESCE(' +' || (f.line - ?1) || ' ', '') FROM "
		    "temp.found f"
		    " LEFT JOIN document d ON d.id = f.document"
		    " ORDER BY f.rowid",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, out->line);
	while ((rc = stmt_step(st, err)) == 1)
		strbuf_addf(&sb, "%s\n", stmt_text(st, 0));
	stmt_free(st);
	if (rc == 0)
		rc = concerns_show(&sb,
			&(struct rule_at){ .db = db, .remote = out->remote },
			rule, 10, err);
	if (rule->readings != NULL)
		readings_show(&sb, readings);
	out->shown = strbuf_steal(&sb);
	return rc;
}

int
judge_try(struct trial *out, struct db *db, const struct rule *rule,
	struct error *err)
{
	static const struct run_options opts = { .seconds = 10 };
	struct judge j = { .opts = &opts, .subjects = subjects_new() };
	struct rule_run how = { .found = out->found, .seconds = opts.seconds };
	const struct rule_at at = { .db = db, .remote = out->remote };
	struct outcome made = { 0 };
	int rc = 0;

	if (begin_rule(&j, &at, rule, &made) == 1)
		rc = find_all(&at, &how, rule, &made, err);
	subjects_free(j.subjects);
	if (rc == 0 && out->show)
		rc = take_shown(out, db, rule, &made.readings, err);
	out->findings = made.findings;
	out->pending = made.pending;
	out->missing = made.reason;
	if (rc == 0 && made.answer == ANSWER_ERROR)
		rc = err_set(err, ERR_INPUT, "JUDGE-1", "%s", made.reason);
	return rc;
}
