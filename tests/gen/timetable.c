/*
 * Reads timetables: a line a fact, its name and its values; # begins a remark.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "course.h"
#include "timetable.h"

#define MAX_TEXT 16384

struct timetable timetable;

/* plans/street.xml leaves no day between the steps of those that come in. */
static const char street[] =
	"issued 2026-11-01\n"
	"exported 2026-12-27\n"
	"period 2025-10-01 2026-09-30\n"
	"trained 2026-11-01 2026-11-03 2026-11-05\n"
	"applications 2026-11-02\n"
	"visits 2026-11-06 2026-11-10\n"
	"told 2026-11-30 2026-11-30\n"
	"entries 2026-12-01 2026-12-15\n"
	"inspected 2026-12-16 2026-12-21 2026-12-26\n"
	"filed 2026-12-16\n"
	"event list 2026-11-10\n"
	"event appraisal-1 2026-11-10\n"
	"event posting-1 2026-11-10 2026-11-16\n"
	"event audit 2026-11-17\n"
	"event announcement-exit 2026-11-17 2026-11-21\n"
	"event posting-2 2026-11-18 2026-11-24\n"
	"event comparison 2026-11-25\n"
	"event appraisal-2 2026-11-25\n"
	"event announcement-entry 2026-11-25 2026-11-29\n"
	"odd appraisal-1 posting-1 audit announcement-exit\n"
	"late announcement-exit\n"
	"exit list appraisal-1 posting-1 audit announcement-exit\n"
	"entry list appraisal-1 posting-1 audit posting-2 comparison"
	" appraisal-2 announcement-entry\n"
	"move late-appraisal-1 appraisal-1 2026-11-12\n"
	"move late-appraisal-1 posting-1 2026-11-12 2026-11-18\n"
	"move late-appraisal-1 audit 2026-11-19\n"
	"move late-appraisal-1 announcement-exit 2026-11-20 2026-11-24\n"
	"move late-posting-1 appraisal-1 2026-11-11\n"
	"move late-posting-1 posting-1 2026-11-12 2026-11-18\n"
	"move late-posting-1 audit 2026-11-19\n"
	"move late-posting-1 announcement-exit 2026-11-20 2026-11-24\n"
	"move late-posting-2 posting-2 2026-11-19 2026-11-25\n"
	"move late-posting-2 comparison 2026-11-26\n"
	"move late-posting-2 appraisal-2 2026-11-26\n"
	"move late-posting-2 announcement-entry 2026-11-26 2026-11-29\n"
	"move late-entry announcement-entry 2026-11-26 2026-11-30\n"
	"move late-exit announcement-exit 2026-11-27 2026-12-01\n"
	"departments public-security housing finance human-resources commerce"
	" agricultural-machinery banking securities insurance\n"
	"hit public-security 车辆登记\n"
	"hit commerce 工商登记\n"
	"hit agricultural-machinery 农机登记\n"
	"hit banking 存款\n"
	"no-exit E1 E2 E3 E4 E5 E6 E7 E8 E9 E10\n"
	"no-entry N1 N2 N3 N4 N5 N6 N7 N8 N9 N10 N11 N12 N13\n";

static const char *const event_names[AT_COUNT] = { "list", "appraisal-1",
	"posting-1", "audit", "announcement-exit", "posting-2", "comparison",
	"appraisal-2", "announcement-entry", "other" };
static const char *const moves_names[MOVES_COUNT] = {
	[LATE_APPRAISAL1] = "late-appraisal-1",
	[LATE_POSTING1] = "late-posting-1",
	[LATE_POSTING2] = "late-posting-2",
	[LATE_ENTRY] = "late-entry",
	[LATE_EXIT] = "late-exit",
	[LATE_COMPARISON] = "late-comparison",
	[LATE_OTHER] = "late-other",
};

/* Where a line stands, and what is left of it. */
struct cursor {
	const char *path;
	int number;
	char *rest;
};

static void
refuse(const struct cursor *l, const char *what)
{
	fprintf(stderr, "gen: %s:%d: %s\n", l->path, l->number, what);
	exit(2);
}

/* The next word of the line; NULL: there is none. */
static char *
next_word(struct cursor *l)
{
	char *word = l->rest + strspn(l->rest, " \t");
	size_t n = strcspn(word, " \t");

	if (n == 0)
		return NULL;
	l->rest = word + n + (word[n] != '\0');
	word[n] = '\0';
	return word;
}

static int
find(const struct cursor *l, const char *const *names, int n, const char *name)
{
	for (int i = 0; name != NULL && i < n; i++) {
		if (names[i] != NULL && strcmp(names[i], name) == 0)
			return i;
	}
	refuse(l, "no such event");
	return 0;
}

static int
take_event(struct cursor *l)
{
	return find(l, event_names, AT_COUNT, next_word(l));
}

static int
take_day(struct cursor *l)
{
	const char *word = next_word(l);
	int y, m, d;

	if (word == NULL || sscanf(word, "%d-%d-%d", &y, &m, &d) != 3)
		refuse(l, "a day is wanted, as 2026-11-05");
	return day_make(y, m, d);
}

/* One day, or two. */
static struct span
take_span(struct cursor *l)
{
	int began = take_day(l);

	return (struct span){ began, *l->rest != '\0' ? take_day(l) : began };
}

static unsigned
take_events(struct cursor *l)
{
	unsigned events = 0;

	while (*l->rest != '\0')
		events |= LISTED(take_event(l));
	return events;
}

static void
take_text(char *out, size_t size, struct cursor *l)
{
	const char *word = next_word(l);

	if (word == NULL || strlen(word) >= size)
		refuse(l, "a word is wanted, and not too long a one");
	strcpy(out, word);
}

static int
take_words(char (*out)[ID_TEXT], int most, struct cursor *l)
{
	int n = 0;

	while (*l->rest != '\0' && n < most)
		take_text(out[n++], ID_TEXT, l);
	return n;
}

/* Days that stand alone, in their order. */
static bool
take_days(struct timetable *t, const char *name, struct cursor *l)
{
	const struct {
		const char *name;
		int *days[3];
	} facts[] = { { "issued", { &t->issued } },
		{ "exported", { &t->exported } },
		{ "period", { &t->period_began, &t->period_ended } },
		{ "trained",
			{ &t->province_trained, &t->county_trained,
				&t->street_trained } },
		{ "applications", { &t->applications } },
		{ "visits", { &t->visits, &t->visits_due } },
		{ "told", { &t->told, &t->told_due } },
		{ "entries", { &t->entries, &t->entries_due } },
		{ "inspected",
			{ &t->self_checks, &t->acceptances,
				&t->accepted_due } },
		{ "filed", { &t->filed } } };

	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
		if (strcmp(facts[i].name, name) != 0)
			continue;
		for (int k = 0; k < 3 && facts[i].days[k] != NULL; k++)
			*facts[i].days[k] = take_day(l);
		return true;
	}
	return false;
}

static void
take_line(struct timetable *t, struct cursor *l)
{
	const char *name = next_word(l);
	int at;

	if (name == NULL || take_days(t, name, l)) {
		return;
	} else if (strcmp(name, "event") == 0) {
		at = take_event(l);
		t->events[at] = take_span(l);
	} else if (strcmp(name, "move") == 0) {
		int moves = find(l, moves_names, MOVES_COUNT, next_word(l));

		at = take_event(l);
		t->moves[moves][at] = take_span(l);
	} else if (strcmp(name, "odd") == 0) {
		t->odd = take_events(l);
	} else if (strcmp(name, "late") == 0) {
		t->late = take_events(l);
	} else if (strcmp(name, "exit") == 0) {
		t->exits = take_events(l);
	} else if (strcmp(name, "entry") == 0) {
		t->entering = take_events(l);
	} else if (strcmp(name, "other") == 0) {
		take_text(t->other_kind, ID_TEXT, l);
		take_text(t->other_step, ID_TEXT, l);
	} else if (strcmp(name, "departments") == 0) {
		t->n_departments = take_words(
			t->departments, MAX_DEPARTMENTS, l);
	} else if (strcmp(name, "hit") == 0 && t->n_hits < 4) {
		take_text(t->hits[t->n_hits][0], NAME_TEXT, l);
		take_text(t->hits[t->n_hits++][1], NAME_TEXT, l);
	} else if (strcmp(name, "no-exit") == 0) {
		t->n_no_exit = take_words(t->no_exit, MAX_SITUATIONS, l);
	} else if (strcmp(name, "no-entry") == 0) {
		t->n_no_entry = take_words(t->no_entry, MAX_SITUATIONS, l);
	} else {
		refuse(l, "no such fact");
	}
}

static void
read_text(char *text, const char *path)
{
	FILE *f = fopen(path, "r");
	size_t n = f != NULL ? fread(text, 1, MAX_TEXT - 1, f) : 0;

	if (f == NULL || n == MAX_TEXT - 1)
		refuse(&(struct cursor){ path, 0, NULL }, "cannot be read");
	text[n] = '\0';
	fclose(f);
}

void
timetable_load(const char *path)
{
	static const struct span never = { NO_DAY, NO_DAY };
	static char text[MAX_TEXT];
	struct cursor l = { .path = path != NULL ? path : "street" };

	for (int at = 0; at < AT_COUNT; at++) {
		timetable.events[at] = never;
		for (int i = 0; i < MOVES_COUNT; i++)
			timetable.moves[i][at] = never;
	}
	if (path != NULL)
		read_text(text, path);
	else
		memcpy(text, street, sizeof street);
	for (char *next, *s = text; *s != '\0'; s = next) {
		size_t n = strcspn(s, "\n");

		next = s + n + (s[n] == '\n');
		s[n] = '\0';
		s[strcspn(s, "#")] = '\0';
		for (n = strlen(s); n > 0 && s[n - 1] == ' '; n--)
			s[n - 1] = '\0';
		l.number++;
		l.rest = s;
		take_line(&timetable, &l);
	}
}

bool
timetable_has_event(enum at at)
{
	return timetable.events[at].began != NO_DAY;
}

bool
timetable_has_moves(enum moves moves)
{
	for (int at = 0; at < AT_COUNT; at++) {
		if (timetable.moves[moves][at].began != NO_DAY)
			return true;
	}
	return false;
}

bool
timetable_has_situation(const char *id)
{
	for (int i = 0; i < timetable.n_no_exit; i++) {
		if (strcmp(timetable.no_exit[i], id) == 0)
			return true;
	}
	for (int i = 0; i < timetable.n_no_entry; i++) {
		if (strcmp(timetable.no_entry[i], id) == 0)
			return true;
	}
	return false;
}
