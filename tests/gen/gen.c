/*
 * gen [--seed N] [--households N] [--faults WHAT] [--mixed PERCENT]
 *     [--timetable FILE] [--village-size N] -o DIR
 *
 * Writes the documents of one invented street into DIR, in one pass and with
 * memory for one village, and .planted.tsv: what a check must find in them.
 * WHAT is none (the default), each, a percentage of the households, or checks
 * with commas between them. PERCENT of the households have two to four faults
 * at once besides; where one of these hides another, the line of the hidden
 * one ends with the check that hides it, and must not be found. A line
 * "rejected" is a record that breaks its schema. FILE says what another plan
 * changes in the records (timetable.h); a fault that it has no place for is
 * left out. A village has N households (38), or more where a street cannot have
 * so many villages. The same arguments give the same bytes.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "faults.h"
#include "timetable.h"
#include "write.h"

#define MAX_VILLAGES 999	/* of a street: three digits of the code */
#define MAX_HOUSEHOLDS 15000000 /* identity numbers are found for so many */

struct options {
	uint64_t seed;
	int64_t households, village_size;
	const char *faults, *mixed;
	const char *timetable; /* NULL: the street's */
	const char *dir;
};

static void
fail(const char *what)
{
	fprintf(stderr, "gen: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void
usage(const char *message)
{
	fprintf(stderr,
		"gen: %s\nusage: gen [--seed N] [--households N]"
		" [--faults none|each|PERCENT|CHECK,...] [--mixed PERCENT]"
		" [--timetable FILE] [--village-size N] -o DIR\n",
		message);
	exit(2);
}

static uint64_t
parse_number(const char *text)
{
	char *end;
	unsigned long long n;

	errno = 0;
	n = strtoull(text, &end, 10);
	if (end == text || *end != '\0' || errno != 0 || text[0] == '-')
		usage("not a number");
	return n;
}

static void
parse_options(struct options *o, int argc, char **argv)
{
	static const struct option longs[] = {
		{ "seed", required_argument, NULL, 's' },
		{ "households", required_argument, NULL, 'n' },
		{ "faults", required_argument, NULL, 'f' },
		{ "mixed", required_argument, NULL, 'm' },
		{ "timetable", required_argument, NULL, 't' },
		{ "village-size", required_argument, NULL, 'v' },
		{ "output", required_argument, NULL, 'o' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "o:", longs, NULL)) != -1) {
		switch (c) {
		case 's':
			o->seed = parse_number(optarg);
			break;
		case 'n':
			o->households = (int64_t)parse_number(optarg);
			break;
		case 'f':
			o->faults = optarg;
			break;
		case 'm':
			o->mixed = optarg;
			break;
		case 't':
			o->timetable = optarg;
			break;
		case 'v':
			o->village_size = (int64_t)parse_number(optarg);
			break;
		case 'o':
			o->dir = optarg;
			break;
		default:
			usage("unknown option");
		}
	}
	if (o->dir == NULL || optind < argc)
		usage("one directory is needed");
	if (o->households < 1 || o->households > MAX_HOUSEHOLDS)
		usage("households must be 1 to 15000000");
	if (o->village_size < 1 || o->village_size > MAX_HOUSEHOLDS)
		usage("a village has 1 to 15000000 households");
}

static void
start(struct doc *d, const char *dir, const char *file, const char *root)
{
	if (doc_start(d, dir, file, root) != 0)
		fail(file);
	doc_int(d, "year", YEAR);
	doc_attr(d, "division", DIVISION);
}

static void
start_register(struct doc *d, const char *dir, const char *file,
	const char *source, int year, bool shifts_period)
{
	const struct timetable *t = &timetable;

	if (doc_start(d, dir, file, "register") != 0)
		fail(file);
	doc_int(d, "year", year);
	doc_attr(d, "source", source);
	doc_attr(d, "division", DIVISION);
	if (year == YEAR) {
		doc_day(d, "exported", t->exported);
		doc_day(d, "period-began", t->period_began + shifts_period);
		doc_day(d, "period-ended", t->period_ended);
		return;
	}
	doc_day(d, "exported", day_make(year, 12, 27));
	doc_day(d, "period-began", day_make(year - 1, 10, 1));
	doc_day(d, "period-ended", day_make(year, 9, 30));
}

static void
start_all(struct docs *docs, const char *dir, bool shifts_period)
{
	start_register(&docs->current, dir, "register.xml", "current", YEAR,
		shifts_period);
	start_register(&docs->previous, dir, "previous.xml", "previous",
		YEAR - 1, false);
	start_register(&docs->collected, dir, "collected.xml", "collected",
		YEAR, false);
	start(&docs->collection, dir, "collection.xml", "collection");
	doc_day(&docs->collection, "exported", timetable.exported);
	start(&docs->procedure, dir, "procedure.xml", "procedure");
	doc_day(&docs->procedure, "exported", timetable.exported);
	start(&docs->problems, dir, "problems.xml", "problems");
	doc_day(&docs->problems, "issued", IN_YEAR(9, 15));
	start(&docs->staff, dir, "staff.xml", "staff");
	start(&docs->rolls, dir, "rolls.xml", "rolls");
	start(&docs->archive, dir, "archive.xml", "archive");
	start(&docs->inspection, dir, "inspection.xml", "inspection");
	start(&docs->verdicts, dir, "verdicts.xml", "verdicts");
}

static void
end_all(struct docs *docs)
{
	struct doc *all[] = { &docs->current, &docs->previous,
		&docs->collection, &docs->procedure, &docs->problems,
		&docs->staff, &docs->rolls, &docs->archive, &docs->inspection,
		&docs->verdicts, &docs->collected };

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		if (doc_end(all[i]) != 0)
			fail("write");
	}
}

/* The collected register: the system's, but for what a fault changes. */
static void
write_collected(struct doc *d, struct household h)
{
	h.spoilt = 0;
	if (h.differ != NULL)
		h.differ(&h);
	register_write(d, &h, false);
}

static void
write_village(struct docs *docs, struct planted *planted,
	const struct street *s, const struct village *v)
{
	struct course *courses = calloc((size_t)v->size, sizeof *courses);
	struct household h;

	if (courses == NULL)
		fail("memory");
	register_write_village(&docs->current, v);
	register_write_village(&docs->previous, v);
	register_write_village(&docs->collected, v);
	planted_add(planted, v->rows, v->n_rows);
	for (int i = 0; i < v->size; i++) {
		household_make(&h, s, v, v->first + i);
		if (!h.is_not_in_system)
			register_write(&docs->current, &h, false);
		if (!h.is_not_collected)
			write_collected(&docs->collected, h);
		register_write(&docs->previous, &h, true);
		collection_write(&docs->collection, &h);
		procedure_write(&docs->procedure, &h);
		papers_write(docs, &h);
		planted_add(planted, h.rows, h.n_rows);
		courses[i] = h.course;
	}
	procedure_write_village(&docs->procedure, v, courses);
	papers_write_village(docs, s, v, courses);
	planted_end_village(planted);
	free(courses);
}

int
main(int argc, char **argv)
{
	struct options o = { .seed = 1,
		.households = 300,
		.village_size = 38,
		.faults = "none",
		.mixed = "0" };
	struct planted *planted = planted_new();
	struct docs docs;
	struct street s;
	struct village v;
	const char *message;

	parse_options(&o, argc, argv);
	timetable_load(o.timetable);
	s = (struct street){ .seed = o.seed, .households = o.households };
	s.villages = o.households > MAX_VILLAGES * o.village_size
		? MAX_VILLAGES
		: (int)((o.households + o.village_size - 1) / o.village_size);
	s.plan = plan_new(o.faults, o.mixed, &message);
	if (s.plan == NULL)
		usage(message);
	plan_spread(s.plan, &s);
	if (mkdir(o.dir, 0777) != 0 && errno != EEXIST)
		fail(o.dir);
	start_all(&docs, o.dir, plan_breaks(s.plan, "INC-05"));
	plan_add_street_rows(s.plan, planted);
	papers_write_street(&docs, &s);
	for (int i = 0; i < s.villages; i++) {
		village_make(&v, &s, i);
		write_village(&docs, planted, &s, &v);
	}
	end_all(&docs);
	plan_free(s.plan);
	if (planted_finish(planted, o.dir) != 0)
		fail(".planted.tsv");
	return 0;
}
