/*
 * Where the faults stand. With "each" and with a list of checks every fault
 * is planted once, where it disturbs no other; with a percentage each village
 * draws its own. Either way a street needs little memory, whatever its size.
 */
#include <stdlib.h>
#include <string.h>

#include "course.h"
#include "faults.h"
#include "write.h"
#include "rand.h"

#define MAX_FAULTS 512
#define MAX_PARTS 5
#define RESERVED 4 /* a village's first households: one of each class */

/* How a village is taken up so far. */
struct room {
	unsigned used; /* bits of events */
	bool shifted[SHIFT_ENTRY + 1];
	bool is_exit_only, has_followers, has_events;
	int busy, n_faults, n_places;
};

struct spot {
	int village;
	struct place place; /* .local is -1 for a fault of the events */
};

struct plan {
	unsigned street; /* bits of street_checks */
	int percent;	 /* 0: the spots below */
	int mixed;	 /* a percentage, too: several faults at once */
	const struct fault *wanted[MAX_FAULTS];
	int n_wanted;
	const struct fault *mixable[MAX_FAULTS];
	int n_mixable;
	struct spot spots[MAX_FAULTS * 3];
	int n_spots;
};

/* Checks of the street as a whole. */
static const char *const street_checks[] = { "INC-05", "TRN-02" };
#define NSTREET (sizeof street_checks / sizeof street_checks[0])

/* Does one of the names in the list, with commas between, say the check? */
static bool
is_chosen(const char *list, const char *check)
{
	size_t n = strlen(check);

	for (const char *s = list; s != NULL; s = strchr(s, ',')) {
		s += *s == ',';
		if (strncmp(s, check, n) == 0 && (s[n] == '\0' || s[n] == ','))
			return true;
	}
	return false;
}

/* Faults of events first: they are harder to place. */
static const struct fault *const tables[] = { faults_events, faults_steps,
	faults_forms, faults_identity, faults_household, faults_records,
	faults_members, faults_standards, faults_natural, faults_mixed };
#define NTABLES (sizeof tables / sizeof tables[0])

/* Do the timetable's plan and events have room for it? */
static bool
has_place(const struct fault *f)
{
	for (int at = 0; at < AT_COUNT; at++) {
		if ((f->uses & LISTED(at)) != 0 &&
			!timetable_has_event((enum at)at))
			return false;
	}
	return (f->moves == MOVES_NONE || timetable_has_moves(f->moves)) &&
		(f->situation == NULL || timetable_has_situation(f->situation));
}

static void
choose(struct plan *plan, const char *list)
{
	for (size_t i = 0; i < NSTREET; i++) {
		if (list == NULL || is_chosen(list, street_checks[i]))
			plan->street |= 1u << i;
	}
	for (size_t i = 0; i < NTABLES - 1; i++) {
		for (const struct fault *f = tables[i]; f->check != NULL; f++) {
			if ((list == NULL || is_chosen(list, f->check)) &&
				has_place(f))
				plan->wanted[plan->n_wanted++] = f;
		}
	}
}

static bool
is_known(const struct plan *plan, const char *name, size_t n)
{
	for (size_t i = 0; i < NSTREET; i++) {
		if ((plan->street & 1u << i) != 0 &&
			strlen(street_checks[i]) == n &&
			strncmp(name, street_checks[i], n) == 0)
			return true;
	}
	for (int i = 0; i < plan->n_wanted; i++) {
		const char *check = plan->wanted[i]->check;

		if (strlen(check) == n && strncmp(check, name, n) == 0)
			return true;
	}
	return false;
}

/* Every name in the list has to be one. */
static bool
choose_checks(struct plan *plan, const char *list)
{
	choose(plan, list);
	for (const char *s = list;; s++) {
		size_t n = strcspn(s, ",");

		if (!is_known(plan, s, n))
			return false;
		s += n;
		if (*s == '\0')
			return true;
	}
}

static bool
choose_mixed(struct plan *plan, const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || *end != '\0' || n < 0 || n > 50)
		return false;
	plan->mixed = (int)n;
	for (size_t i = 0; i < NTABLES; i++) {
		for (const struct fault *f = tables[i]; f->check != NULL; f++) {
			if (fault_is_mixable(f) && has_place(f))
				plan->mixable[plan->n_mixable++] = f;
		}
	}
	return true;
}

static bool
choose_percent(struct plan *plan, long percent)
{
	if (percent < 0 || percent > 50)
		return false;
	if (percent > 0)
		choose(plan, NULL);
	plan->percent = (int)percent;
	return true;
}

struct plan *
plan_new(const char *faults, const char *mixed, const char **message)
{
	struct plan *plan = calloc(1, sizeof *plan);
	char *end;
	long n = strtol(faults, &end, 10);
	bool good = true;

	if (plan == NULL)
		abort();
	if (strcmp(faults, "each") == 0)
		choose(plan, NULL);
	else if (end != faults && *end == '\0')
		good = choose_percent(plan, n);
	else if (strcmp(faults, "none") != 0)
		good = choose_checks(plan, faults);
	*message = "faults must be none, each, 0 to 50 or checks";
	if (good && choose_mixed(plan, mixed))
		return plan;
	if (good)
		*message = "mixed must be 0 to 50";
	free(plan);
	return NULL;
}

void
plan_free(struct plan *plan)
{
	free(plan);
}

bool
plan_breaks(const struct plan *plan, const char *check)
{
	for (size_t i = 0; i < NSTREET; i++) {
		if (strcmp(street_checks[i], check) == 0)
			return (plan->street & 1u << i) != 0;
	}
	return false;
}

void
plan_add_street_rows(const struct plan *plan, struct planted *planted)
{
	for (size_t i = 0; i < NSTREET; i++) {
		struct row row = { .step = "" };

		strcpy(row.check, street_checks[i]);
		if ((plan->street & 1u << i) != 0)
			planted_add(planted, &row, 1);
	}
}

static int
size_of(const struct street *s, int village)
{
	return (int)(village_first_household(s, village + 1) -
		village_first_household(s, village));
}

static bool
fits_calendar(const struct room *room, const struct fault *f)
{
	if (f->shifts == SHIFT_NONE)
		return true;
	if (room->shifted[SHIFT_COMMON] || room->shifted[f->shifts])
		return false;
	return f->shifts != SHIFT_COMMON ||
		(!room->shifted[SHIFT_EXIT] && !room->shifted[SHIFT_ENTRY]);
}

static bool
uses_entries(unsigned events)
{
	return (events &
		       (LISTED(AT_POSTING2) | LISTED(AT_COMPARISON) |
			       LISTED(AT_APPRAISAL2) |
			       LISTED(AT_ENTRY_ANNOUNCED))) != 0;
}

static bool
fits_village(const struct room *room, const struct fault *f, int size)
{
	bool entry = uses_entries(f->uses);

	if (size < f->min_size || (entry && size < 2))
		return false;
	if (room->n_faults >= MAX_EVENT_FAULTS - 4 || !fits_calendar(room, f))
		return false;
	if ((room->used & f->uses) != 0 || (room->busy > 0 && f->busy > 0))
		return false;
	return !(entry && room->is_exit_only) &&
		!(f->is_exit_only && uses_entries(room->used));
}

static bool
fits_class(const struct room *room, const struct fault *f)
{
	enum adjustment adjustment = f->need.adjustment;

	if (room->n_places + f->parts > MAX_PLACES)
		return false;
	if (room->has_followers && adjustment > CLASS_NONE)
		return false;
	return !(room->is_exit_only &&
		(class_is_entry(adjustment) || f->needs_entries));
}

static void
take_village(struct room *room, const struct fault *f)
{
	room->used |= f->uses;
	room->shifted[f->shifts] = true;
	room->is_exit_only |= f->is_exit_only;
	room->has_followers |= f->follow != NULL;
	room->has_events = true;
	room->n_faults++;
	if (f->busy > room->busy)
		room->busy = f->busy;
}

static bool
is_taken(const struct spot *spots, int n, int village, int local)
{
	for (int i = 0; i < n; i++) {
		if (spots[i].village == village &&
			spots[i].place.local == local)
			return true;
	}
	return false;
}

/* A free household at or after the wish, or -1. */
static int
find_free(const struct spot *spots, int n, const struct room *room, int village,
	int size, int wish)
{
	int low = size >= 2 * RESERVED ? RESERVED : room->has_events ? 2 : 0;

	if (low < room->busy)
		low = room->busy;
	for (int i = 0; i < size - low; i++) {
		int local = low + (wish + i) % (size - low);

		if (!is_taken(spots, n, village, local))
			return local;
	}
	return -1;
}

static void
set_spot(struct spot *spot, int village, const struct fault *f, int local,
	int part)
{
	*spot = (struct spot){ village, { f, local, part, 0 } };
}

static int
by_local(const void *a, const void *b)
{
	const struct spot *x = a, *y = b;

	if (x->village != y->village)
		return x->village < y->village ? -1 : 1;
	return (x->place.local > y->place.local) -
		(x->place.local < y->place.local);
}

/* A village that is looked at for room, and the one for what needs two. */
struct site {
	const struct street *street;
	int village;
	struct room *rooms[2];
};

/* Find room for all parts in this village, or for the later ones in the
 * next; they are numbered in the order of the households. */
static int
place_parts(struct spot *spots, int n, const struct site *site,
	const struct fault *f, int wish)
{
	const struct street *s = site->street;
	int village = site->village;
	struct room *const *rooms = site->rooms;
	int taken = 0;

	for (int part = 0; part < f->parts; part++) {
		int next = f->is_apart && part > 0;
		int v = village + next;
		int local;

		if (v >= s->villages || !fits_class(rooms[next], f))
			return 0;
		local = find_free(spots, n + taken, rooms[next], v,
			size_of(s, v), wish + part);
		if (local < 0)
			return 0;
		set_spot(&spots[n + taken++], v, f, local, part);
	}
	qsort(spots + n, (size_t)taken, sizeof *spots, by_local);
	for (int part = 0; part < taken; part++) {
		struct spot *spot = &spots[n + part];

		spot->place.part = part;
		spot->place.first = village_first_household(
					    s, spots[n].village) +
			spots[n].place.local;
		rooms[spot->village - village]->n_places++;
	}
	return taken;
}

static int
place_household_fault(struct spot *spots, int n, const struct site *site,
	const struct fault *f, int wish)
{
	int taken;

	if (f->is_apart && site->street->villages < 2)
		return 0;
	if ((site->rooms[0]->used & f->uses) != 0)
		return 0;
	taken = place_parts(spots, n, site, f, wish);
	if (taken > 0)
		site->rooms[0]->used |= f->uses;
	return taken;
}

/* Try every village from the wanted one on. */
static void
place_fault(struct plan *plan, struct room *rooms, const struct street *s,
	const struct fault *f, int from)
{
	for (int i = 0; i < s->villages; i++) {
		int v = (from + i) % s->villages;
		int taken = 0;

		if (f->parts == 0 &&
			fits_village(&rooms[v], f, size_of(s, v))) {
			set_spot(&plan->spots[plan->n_spots], v, f, -1, 0);
			take_village(&rooms[v], f);
			taken = 1;
		} else if (f->parts > 0) {
			const struct site site = { s, v,
				{ &rooms[v], &rooms[v] + 1 } };

			taken = place_household_fault(
				plan->spots, plan->n_spots, &site, f, from * 7);
		}
		plan->n_spots += taken;
		if (taken > 0)
			return;
	}
}

/* Harder to place than others: not every village has room for its class. */
static bool
is_picky(const struct fault *f)
{
	return f->parts == 0 || f->need.adjustment > CLASS_NONE;
}

static void
place_faults(struct plan *plan, struct room *rooms, const struct street *s,
	bool picky)
{
	for (int i = 0; i < plan->n_wanted; i++) {
		int from = plan->n_wanted >= s->villages
			? i % s->villages
			: (int)((int64_t)i * s->villages / plan->n_wanted);

		if (is_picky(plan->wanted[i]) == picky)
			place_fault(plan, rooms, s, plan->wanted[i], from);
	}
}

void
plan_spread(struct plan *plan, const struct street *s)
{
	struct room *rooms;

	if (plan->percent > 0 || plan->n_wanted == 0)
		return;
	rooms = calloc((size_t)s->villages + 1, sizeof *rooms);
	if (rooms == NULL)
		abort();
	place_faults(plan, rooms, s, true);
	place_faults(plan, rooms, s, false);
	free(rooms);
}

/* A village's own draw: a share of its households, and the same chance for a
 * fault of its events. Faults over two villages are left out. */
static int
draw_spots(struct spot *spots, const struct village *v, const struct street *s)
{
	const struct plan *plan = s->plan;
	struct room room = { 0 };
	const struct site site = { s, v->number, { &room, &room } };
	struct rng r;
	int n = 0, wanted;

	rng_start(&r, s->seed, RNG_FAULT, (uint64_t)v->number);
	wanted = (v->size * plan->percent + rng_below(&r, 100)) / 100;
	for (int tries = 0; tries < 20 && n == 0; tries++) {
		const struct fault *f =
			plan->wanted[rng_below(&r, plan->n_wanted)];

		if (f->parts > 0 || !fits_village(&room, f, v->size) ||
			!rng_percent(&r, plan->percent))
			continue;
		set_spot(&spots[n++], v->number, f, -1, 0);
		take_village(&room, f);
	}
	for (int tries = 0; tries < 8 * wanted && room.n_places < wanted;
		tries++) {
		const struct fault *f =
			plan->wanted[rng_below(&r, plan->n_wanted)];
		int wish = rng_below(&r, v->size);

		if (f->parts == 0 || f->is_apart ||
			room.n_places + f->parts > wanted)
			continue;
		n += place_household_fault(spots, n, &site, f, wish);
	}
	return n;
}

/* How the village is taken up by what stands in it already. */
static void
fill_room(struct room *room, const struct spot *spots, int n)
{
	for (int i = 0; i < n; i++) {
		if (spots[i].place.local < 0)
			take_village(room, spots[i].place.fault);
		else
			room->n_places++;
	}
}

static const struct fault *
draw_mixable(const struct plan *plan, struct rng *r)
{
	return plan->mixable[rng_below(r, plan->n_mixable)];
}

/* Two to four faults; in every other mix one hides another where that can
 * be. */
static void
draw_companions(struct mix *mix, const struct plan *plan,
	const struct room *room, struct rng *r)
{
	const struct fault *main = mix->faults[0];
	int wanted = rng_between(r, 2, MAX_MIX);
	int tries = rng_percent(r, 50) ? 400 : 0;

	while (tries-- > 0 && mix->n < 2) {
		const struct fault *f = draw_mixable(plan, r);

		if (f->parts == 1 && fits_class(room, f) &&
			(fault_hides(f, main) || fault_hides(main, f)))
			mix_add(mix, f);
	}
	for (tries = 0; tries < 60 && mix->n < wanted; tries++) {
		const struct fault *f = draw_mixable(plan, r);

		if (f->parts == 1 && fits_class(room, f))
			mix_add(mix, f);
	}
}

/* One fault with all its parts, and beside each part others. */
static int
draw_mix(struct spot *spots, int n, struct room *room, const struct village *v,
	const struct street *s, struct rng *r)
{
	struct spot main[MAX_PARTS];
	const struct site site = { s, v->number, { room, room } };
	const struct fault *f = draw_mixable(s->plan, r);
	int wish = rng_below(r, v->size);
	int parts, end = n;

	if (v->size < f->min_size || n + f->parts * MAX_MIX > MAX_PLACES)
		return 0;
	parts = place_parts(spots, n, &site, f, wish);
	memcpy(main, spots + n, (size_t)parts * sizeof *main);
	for (int part = 0; part < parts; part++) {
		struct mix mix = { 0 };

		mix_add(&mix, f);
		draw_companions(&mix, s->plan, room, r);
		for (int i = 0; i < mix.n; i++) {
			spots[end] = main[part];
			spots[end++].place.fault = mix.faults[i];
		}
	}
	return end - n;
}

static int
draw_mixed(struct spot *spots, int n, const struct village *v,
	const struct street *s)
{
	struct room room = { 0 };
	struct rng r;
	int wanted, households = 0;

	rng_start(&r, s->seed, RNG_MIX, (uint64_t)v->number);
	wanted = (v->size * s->plan->mixed + rng_below(&r, 100)) / 100;
	fill_room(&room, spots, n);
	for (int tries = 0; tries < 8 * wanted && households < wanted;
		tries++) {
		int before = room.n_places;

		n += draw_mix(spots, n, &room, v, s, &r);
		households += room.n_places - before;
	}
	return n;
}

static void
add_spot(struct village *v, const struct spot *spot)
{
	const struct fault *f = spot->place.fault;

	if (spot->place.local >= 0)
		v->places[v->n_places++] = spot->place;
	if (spot->place.local < 0 || f->plant_village != NULL)
		v->faults[v->n_faults++] = f;
	v->is_exit_only |= f->is_exit_only;
}

void
faults_at_village(struct village *v, const struct street *s)
{
	struct spot spots[MAX_PLACES + MAX_EVENT_FAULTS];
	const struct plan *plan = s->plan;
	int n = 0;

	if (plan->percent > 0)
		n = draw_spots(spots, v, s);
	for (int i = 0; i < plan->n_spots; i++) {
		if (plan->spots[i].village == v->number)
			spots[n++] = plan->spots[i];
	}
	if (plan->mixed > 0)
		n = draw_mixed(spots, n, v, s);
	for (int i = 0; i < n; i++)
		add_spot(v, &spots[i]);
}

void
faults_at_household(struct household *h)
{
	const struct village *v = h->village;

	for (int i = 0; i < v->n_places; i++) {
		const struct place *p = &v->places[i];

		if (p->local != h->local)
			continue;
		h->faults[h->n_faults++] = p->fault;
		need_unite(&h->need, &p->fault->need);
		h->is_mixed = h->n_faults > 1;
		if (p->fault->parts == 1)
			continue;
		h->part = p->part;
		h->first = p->first;
	}
}
