/*
 * Whether a plan can be kept, and what in it contradicts itself.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/list.h"
#include "base/mem.h"
#include "check/plan-lint.h"
#include "plan/calendar.h"
#include "plan/steps.h"

struct remarks {
	struct lint_remark *items;
	size_t n;
};

static struct lint_remark *
add(struct remarks *r, enum lint_kind kind, enum severity severity,
	const struct plan_procedure *procedure)
{
	struct lint_remark *remark;

	r->items = xreallocarray(r->items, r->n + 1, sizeof *r->items);
	remark = &r->items[r->n++];
	*remark = (struct lint_remark){ .kind = kind,
		.severity = severity,
		.procedure = procedure,
		.day = NO_DAY };
	return remark;
}

/* Is a clause of one list in the other? */
static bool
share_clause(const char *a, const char *b)
{
	bool is_shared = false;
	size_t n;

	for (const char *s; !is_shared && (s = list_next(&a, &n)) != NULL;) {
		char *clause = xstrndup(s, n);

		is_shared = list_has(b, clause);
		free(clause);
	}
	return is_shared;
}

/* When a step that begins as early as it can ends, but for the last one of a
 * deadline: on that. */
static long
planned_end(const struct plan_procedure *p, size_t i, long earliest,
	const struct plan_counting *counting)
{
	const struct plan_step *s = &p->steps[i];
	struct plan_counting own = plan_counting_of(s, counting);
	bool last = s->deadline != NULL;

	for (size_t j = i + 1; j < p->n; j++) {
		if (p->steps[j].deadline == s->deadline)
			last = false;
	}
	if (last)
		return s->deadline->due;
	return s->days > 0 ? plan_period_end(&own, earliest, s->days)
			   : earliest;
}

void
lint_procedure(struct lint_step *out, const struct plan *plan,
	const struct plan_procedure *procedure,
	const struct plan_counting *counting)
{
	size_t n = procedure->n;
	long *start = xcalloc(n * 2, sizeof *start), before = plan->issued;
	const struct plan_step *done = NULL;

	counting = counting != NULL ? counting : &plan->counting;
	plan_latest(procedure, counting, start, start + n);
	for (size_t i = 0; i < n; i++) {
		const struct plan_step *s = &procedure->steps[i];
		struct lint_step *l = &out[i];

		l->step = s;
		l->earliest = before == NO_DAY
			? NO_DAY
			: before + (done != NULL && plan_needs_night(done, s));
		l->slack = l->earliest == NO_DAY || start[i] == NO_DAY
			? NO_DAY
			: start[i] - l->earliest;
		if (!s->required)
			continue;
		if (l->earliest != NO_DAY)
			before = planned_end(
				procedure, i, l->earliest, counting);
		done = s;
	}
	free(start);
}

/* The step with the least slack; NULL where no date bounds any. */
static const struct lint_step *
tightest(const struct lint_step *steps, size_t n)
{
	const struct lint_step *least = NULL;

	for (size_t i = 0; i < n; i++) {
		if (steps[i].step->required && steps[i].slack != NO_DAY &&
			(least == NULL || steps[i].slack < least->slack))
			least = &steps[i];
	}
	return least;
}

/* The same procedure under the other ways to count days. */
static void
lint_readings(struct remarks *r, const struct plan *plan,
	const struct plan_procedure *p, struct lint_step *steps)
{
	for (int i = 0; i < NREADINGS; i++) {
		struct plan_counting c = plan->counting;
		const struct lint_step *least;
		struct lint_remark *remark;

		c.working = (i & READING_WORKING) != 0;
		c.first_counts = (i & READING_EXCLUDED) == 0;
		if (c.working == plan->counting.working &&
			c.first_counts == plan->counting.first_counts)
			continue;
		lint_procedure(steps, plan, p, &c);
		least = tightest(steps, p->n);
		if (least == NULL || least->slack >= 0)
			continue;
		remark = add(r, LINT_READING, SEVERITY_NOTICE, p);
		remark->step = least->step;
		remark->reading = i;
		remark->n = -least->slack;
	}
}

/* Steps without slack one after the other, that must all begin on one day. */
static void
lint_days(struct remarks *r, const struct plan_procedure *p,
	const struct lint_step *steps)
{
	for (size_t i = 0, j, last; i < p->n; i = j) {
		const struct lint_step *s = &steps[i];
		struct lint_remark *remark;

		last = i;
		for (j = i + 1; j < p->n; j++) {
			if (!steps[j].step->required)
				continue;
			if (s->slack != 0 || steps[j].slack != 0 ||
				steps[j].earliest != s->earliest)
				break;
			last = j;
		}
		if (last == i || !s->step->required)
			continue;
		remark = add(r, LINT_NO_DAY, SEVERITY_NOTICE, p);
		remark->step = s->step;
		remark->other = steps[last].step;
		remark->day = s->earliest;
	}
}

static void
lint_slack(struct remarks *r, const struct plan *plan,
	const struct plan_procedure *p, const struct lint_step *steps)
{
	const struct lint_step *least = tightest(steps, p->n);
	const struct plan_step *first = NULL, *last = NULL;
	struct lint_remark *remark;

	if (least == NULL)
		return;
	if (least->step->latest_start < plan->issued) {
		remark = add(r, LINT_BEFORE_ISSUE, SEVERITY_ERROR, p);
		remark->step = least->step;
		remark->day = least->step->latest_start;
	}
	for (size_t i = 0; i < p->n; i++) {
		if (!steps[i].step->required || steps[i].slack == NO_DAY ||
			steps[i].slack > 0)
			continue;
		first = first != NULL ? first : steps[i].step;
		last = steps[i].step;
	}
	if (least->slack < 0) {
		remark = add(r, LINT_IMPOSSIBLE, SEVERITY_ERROR, p);
		remark->step = least->step;
		remark->n = -least->slack;
	} else if (first != NULL) {
		remark = add(r, LINT_NO_SLACK, SEVERITY_NOTICE, p);
		remark->step = first;
		remark->other = last;
	}
}

static void
lint_deadline_order(struct remarks *r, const struct plan_procedure *p)
{
	const struct plan_step *before = NULL;

	for (size_t i = 0; i < p->n; i++) {
		const struct plan_step *s = &p->steps[i];
		struct lint_remark *remark;

		if (s->deadline == NULL)
			continue;
		if (before != NULL &&
			s->deadline->due < before->deadline->due) {
			remark = add(r, LINT_DEADLINE_ORDER, SEVERITY_ERROR, p);
			remark->step = s;
			remark->other = before;
		}
		before = s;
	}
}

static bool
is_cited(const struct rules *rules, const char *clause)
{
	for (size_t i = 0; i < rules->n; i++) {
		if (share_clause(clause, rules->items[i].clause))
			return true;
	}
	return false;
}

static const struct rule *
find_check(const struct rules *rules, const char *id)
{
	for (size_t i = 0; id != NULL && i < rules->n; i++) {
		if (strcmp(rules->items[i].id, id) == 0)
			return &rules->items[i];
	}
	return NULL;
}

/* Does a step name it; or does its check read the date by itself, as those of
 * what is no step do (trainings, visits, inspections)? */
static bool
is_bound(const struct plan *plan, const struct plan_deadline *d,
	const struct rule *check)
{
	for (size_t i = 0; i < plan->nprocedures; i++) {
		const struct plan_procedure *p = &plan->procedures[i];

		for (size_t j = 0; j < p->n; j++) {
			if (p->steps[j].deadline == d)
				return true;
		}
	}
	return strstr(check->sql, "plan_deadline") != NULL &&
		strstr(check->sql, "plan_step") == NULL;
}

static void
lint_checks(
	struct remarks *r, const struct plan *plan, const struct rules *rules)
{
	for (size_t i = 0; i < plan->nprocedures; i++) {
		const struct plan_procedure *p = &plan->procedures[i];

		for (size_t j = 0; j < p->n; j++) {
			const struct plan_step *s = &p->steps[j];

			if (!is_cited(rules, s->clause) &&
				(s->deadline == NULL ||
					find_check(rules, s->deadline->check) ==
						NULL))
				add(r, LINT_NO_CHECK, SEVERITY_ERROR, p)->step =
					s;
		}
	}
	for (size_t i = 0; i < plan->ndeadlines; i++) {
		const struct plan_deadline *d = &plan->deadlines[i];

		const struct rule *check = find_check(rules, d->check);

		if (check == NULL)
			add(r, LINT_DEADLINE_NO_CHECK, SEVERITY_ERROR, NULL)
				->deadline = d;
		else if (!is_bound(plan, d, check))
			add(r, LINT_UNBOUND, SEVERITY_ERROR, NULL)->deadline =
				d;
	}
}

/* Is the first word of both, as far as a blank, one and the same? */
static bool
is_same_word(const char *a, const char *b)
{
	size_t n = strcspn(a, " ");

	return strcspn(b, " ") == n && strncmp(a, b, n) == 0;
}

/* How many checks cite the clause, which may have others behind it. */
static long
count_citing(const struct rules *rules, const char *clause)
{
	long n = 0;

	for (size_t i = 0; i < rules->n; i++) {
		const char *list = rules->items[i].clause, *s;
		size_t length;

		while ((s = list_next(&list, &length)) != NULL &&
			!is_same_word(s, clause))
			continue;
		n += s != NULL;
	}
	return n;
}

static bool
has_clause(const struct plan *plan, const char *clause)
{
	for (size_t i = 0; i < plan->nclauses; i++) {
		if (is_same_word(plan->clauses[i].id, clause))
			return true;
	}
	return false;
}

/* Of what a check cites: it is not there, and is told once. */
static void
lint_citations(struct remarks *r, const struct plan *plan,
	const struct rules *rules, const char *list)
{
	size_t n;

	for (const char *s; (s = list_next(&list, &n)) != NULL;) {
		bool told = has_clause(plan, s);

		for (size_t k = 0; k < r->n; k++)
			told |= r->items[k].kind == LINT_NO_CLAUSE &&
				is_same_word(r->items[k].clause, s);
		if (!told) {
			struct lint_remark *remark = add(
				r, LINT_NO_CLAUSE, SEVERITY_SUSPECT, NULL);

			remark->n = count_citing(rules, s);
			remark->clause = s;
		}
	}
}

/* Has a deadline of the clause its check? */
static bool
is_watched(const struct plan *plan, const char *clause)
{
	for (size_t i = 0; i < plan->ndeadlines; i++) {
		if (share_clause(clause, plan->deadlines[i].clause))
			return true;
	}
	return false;
}

static void
lint_clauses(
	struct remarks *r, const struct plan *plan, const struct rules *rules)
{
	for (size_t i = 0; i < plan->nclauses; i++) {
		const struct plan_clause *c = &plan->clauses[i];

		if (c->beyond[0] == NULL && !is_watched(plan, c->id) &&
			count_citing(rules, c->id) == 0)
			add(r, LINT_UNSERVED, SEVERITY_SUSPECT, NULL)->clause =
				c->id;
	}
	for (size_t i = 0; i < rules->n; i++)
		lint_citations(r, plan, rules, rules->items[i].clause);
}

bool
lint_is_of_clauses(enum lint_kind kind)
{
	return kind == LINT_NO_CHECK || kind == LINT_DEADLINE_NO_CHECK ||
		kind == LINT_NO_CLAUSE || kind == LINT_UNSERVED ||
		kind == LINT_UNBOUND;
}

static void
lint_stages(struct remarks *r, const struct plan *plan)
{
	for (size_t i = 0; i < plan->ndeadlines; i++) {
		const struct plan_deadline *d = &plan->deadlines[i];

		for (size_t j = 0; j < plan->nstages; j++) {
			const struct plan_stage *s = &plan->stages[j];
			struct lint_remark *remark;

			if (d->due <= s->due ||
				!share_clause(d->clause, s->clause))
				continue;
			remark = add(r, LINT_STAGE, SEVERITY_SUSPECT, NULL);
			remark->deadline = d;
			remark->stage = s;
		}
	}
}

struct lint_remark *
lint_plan(const struct plan *plan, const struct rules *rules, size_t *n)
{
	struct remarks r = { 0 };
	int year;

	for (size_t i = 0; i < plan->nprocedures; i++) {
		const struct plan_procedure *p = &plan->procedures[i];
		struct lint_step *steps = xcalloc(p->n, sizeof *steps);

		lint_procedure(steps, plan, p, NULL);
		lint_deadline_order(&r, p);
		lint_slack(&r, plan, p, steps);
		lint_days(&r, p, steps);
		lint_readings(&r, plan, p, steps);
		free(steps);
	}
	lint_stages(&r, plan);
	year = plan_year_without_holidays(plan);
	if (year != 0)
		add(&r, LINT_NO_CALENDAR, SEVERITY_SUSPECT, NULL)->n = year;
	else if (plan_needs_calendar(plan) &&
		calendar_is_provisional(plan->calendar))
		add(&r, LINT_PROVISIONAL, SEVERITY_SUSPECT, NULL);
	if (rules != NULL) {
		lint_checks(&r, plan, rules);
		lint_clauses(&r, plan, rules);
	}
	*n = r.n;
	return r.items;
}
