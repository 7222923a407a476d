/*
 * Which fault of earlier runs each finding of this run is.
 */
#include "config.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/day.h"
#include "base/mem.h"
#include "check/threads.h"
#include "lib/db.h"
#include "lib/given.h"

/* A row of hc_life. */
struct past {
	uint64_t subject, facts;
	int64_t began;
	long thread, number, first, since, times;
	bool is_gone, is_taken;
};

struct threads {
	struct db *db;	      /* of temp.vanished; NULL: not matched yet */
	struct thread *items; /* by subject, facts and row */
	size_t n, room;
	size_t *places; /* of rows */
	int64_t nrows;
	/* of the subject at hand */
	struct past *past; /* by facts */
	size_t npast, past_room;
};

struct threads *
threads_new(void)
{
	return xcalloc(1, sizeof(struct threads));
}

void
threads_free(struct threads *t)
{
	struct error ignored = { 0 };

	if (t == NULL)
		return;
	if (t->db != NULL)
		db_exec(t->db, "DROP TABLE IF EXISTS temp.vanished", &ignored);
	free(t->items);
	free(t->places);
	free(t->past);
	free(t);
}

void
threads_add(struct threads *t, int64_t row, uint64_t subject, uint64_t facts)
{
	if (t->n == t->room) {
		t->room = t->room == 0 ? 1024 : t->room * 2;
		t->items = xreallocarray(t->items, t->room, sizeof *t->items);
	}
	t->items[t->n++] = (struct thread){
		.row = row, .subject = subject, .facts = facts
	};
	if (row >= t->nrows)
		t->nrows = row + 1;
}

static void
sort(void *items, size_t n, size_t size,
	int (*order)(const void *, const void *))
{
	if (n > 1)
		qsort(items, n, size, order);
}

static int
compare(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int
by_facts(const void *x, const void *y)
{
	const struct thread *a = x, *b = y;
	int order = compare(a->subject, b->subject);

	if (order == 0)
		order = compare(a->facts, b->facts);
	return order != 0 ? order : compare((uint64_t)a->row, (uint64_t)b->row);
}

/* Those that are there come before those that have gone. */
static int
past_by_facts(const void *x, const void *y)
{
	const struct past *a = x, *b = y;
	int order = compare(a->facts, b->facts);

	if (order == 0)
		order = a->is_gone - b->is_gone;
	return order != 0 ? order : (a->thread > b->thread) * 2 - 1;
}

static int
past_by_thread(const void *x, const void *y)
{
	const struct past *a = x, *b = y;
	int order = a->is_gone - b->is_gone;

	return order != 0 ? order : (a->thread > b->thread) * 2 - 1;
}

/* Numbers, and where each row and each set of equals is. */
static void
number_items(struct threads *t)
{
	sort(t->items, t->n, sizeof *t->items, by_facts);
	t->places = xcalloc((size_t)t->nrows + 1, sizeof *t->places);
	for (size_t i = 0; i < t->n; i++) {
		struct thread *now = &t->items[i];
		const struct thread *last = now - 1;
		bool alike = i > 0 && last->subject == now->subject;

		now->number = alike ? last->number + 1 : 1;
		now->head = alike && last->facts == now->facts ? last->head : i;
		t->places[now->row] = i;
	}
}

static struct past
read_past(struct stmt *st)
{
	return (struct past){
		.subject = strtoull(stmt_given(st, 0), NULL, 16),
		.facts = strtoull(stmt_given(st, 2), NULL, 16),
		.thread = (long)stmt_int(st, 1),
		.first = day_parse(stmt_text(st, 3)),
		.since = day_parse(stmt_text(st, 4)),
		.times = (long)stmt_int(st, 5),
		.began = stmt_int(st, 6),
		.is_gone = stmt_int(st, 7) != 0,
		.number = (long)stmt_int(st, 8),
	};
}

static void
add_past(struct threads *t, const struct past *p)
{
	if (t->npast == t->past_room) {
		t->past_room = t->past_room == 0 ? 16 : t->past_room * 2;
		t->past = xreallocarray(t->past, t->past_room, sizeof *t->past);
	}
	t->past[t->npast++] = *p;
}

/* What is there now, and where a thread goes on. */
struct present {
	int64_t series;
	long as_of;
	struct stmt *vanished;
};

static void
go_on(struct thread *now, struct past *p, const struct present *present)
{
	p->is_taken = true;
	now->thread = p->thread;
	now->first = p->first;
	now->since = p->is_gone ? present->as_of : p->since;
	now->times = p->times + p->is_gone;
	now->began = p->is_gone ? present->series : p->began;
	now->news = p->is_gone || p->facts != now->facts ||
			p->number != now->number
		? THREAD_CHANGED
		: THREAD_SAME;
}

static void
begin(struct thread *now, long thread, const struct present *present)
{
	now->thread = thread;
	now->first = now->since = present->as_of;
	now->times = 1;
	now->began = present->series;
	now->news = THREAD_ADDED;
}

/* Those with the same facts, both being in their order. */
static void
pair_equals(struct threads *t, size_t from, size_t to,
	const struct present *present)
{
	size_t k = 0;

	sort(t->past, t->npast, sizeof *t->past, past_by_facts);
	for (size_t i = from; i < to; i++) {
		struct thread *now = &t->items[i];

		while (k < t->npast && t->past[k].facts < now->facts)
			k++;
		if (k < t->npast && t->past[k].facts == now->facts)
			go_on(now, &t->past[k++], present);
	}
}

static void
pair_others(struct threads *t, size_t from, size_t to,
	const struct present *present)
{
	long most = 0;
	size_t k = 0;

	for (size_t i = 0; i < t->npast; i++) {
		if (t->past[i].thread > most)
			most = t->past[i].thread;
	}
	sort(t->past, t->npast, sizeof *t->past, past_by_thread);
	for (size_t i = from; i < to; i++) {
		struct thread *now = &t->items[i];

		if (now->thread != 0)
			continue;
		while (k < t->npast && t->past[k].is_taken)
			k++;
		if (k < t->npast)
			go_on(now, &t->past[k], present);
		else
			begin(now, ++most, present);
	}
}

static int
tell_vanished(
	struct threads *t, const struct present *present, struct error *err)
{
	char subject[24];
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < t->npast; i++) {
		const struct past *p = &t->past[i];

		if (p->is_taken || p->is_gone)
			continue;
		snprintf(subject, sizeof subject, "%016llx",
			(unsigned long long)p->subject);
		stmt_bind_text(present->vanished, 1, subject);
		stmt_bind_int(present->vanished, 2, p->thread);
		rc = stmt_run(present->vanished, err);
	}
	return rc;
}

/* The findings and the faults of one subject; either may be none. */
static int
match_subject(struct threads *t, size_t from, size_t to,
	const struct present *present, struct error *err)
{
	pair_equals(t, from, to, present);
	pair_others(t, from, to, present);
	return tell_vanished(t, present, err);
}

/* Both are in the order of subjects. */
static int
match_all(struct threads *t, struct stmt *st, const struct present *present,
	struct error *err)
{
	int rc = stmt_step(st, err);
	size_t from = 0, to;

	while (rc == 1 || (rc == 0 && from < t->n)) {
		struct past p = { 0 };
		uint64_t subject;

		if (rc == 1)
			p = read_past(st);
		subject = rc == 0 ||
				(from < t->n &&
					t->items[from].subject < p.subject)
			? t->items[from].subject
			: p.subject;
		for (to = from; to < t->n && t->items[to].subject == subject;)
			to++;
		t->npast = 0;
		while (rc == 1 && p.subject == subject) {
			add_past(t, &p);
			rc = stmt_step(st, err);
			if (rc == 1)
				p = read_past(st);
		}
		if (rc < 0 || match_subject(t, from, to, present, err) != 0)
			return -1;
		from = to;
	}
	return rc;
}

int
threads_match(struct threads *t, struct db *db, int64_t series, long as_of,
	struct error *err)
{
	struct present present = { .series = series, .as_of = as_of };
	struct stmt *st = NULL;
	int rc = -1;

	number_items(t);
	t->db = db;
	if (db_exec(db,
		    "CREATE TEMP TABLE vanished(subject TEXT, thread INTEGER,"
		    " PRIMARY KEY(subject, thread)) WITHOUT ROWID",
		    err) == 0 &&
		db_prepare(&present.vanished, db,
			"INSERT INTO temp.vanished VALUES(?, ?)", err) == 0 &&
		db_prepare(&st, db,
			"SELECT subject, thread, facts, first, since, times,"
			" began, gone IS NOT NULL, number FROM hc_life"
			" ORDER BY subject, thread",
			err) == 0)
		rc = match_all(t, st, &present, err);
	stmt_free(st);
	stmt_free(present.vanished);
	return rc;
}

const struct thread *
threads_take(struct threads *t, int64_t row)
{
	struct thread *head = &t->items[t->items[t->places[row]].head];

	return head + head->taken++;
}
