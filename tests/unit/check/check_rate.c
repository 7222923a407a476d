/*
 * Rates and their intervals: against R's values, by what they cover in
 * simulated surveys, and what is said of them. SURVEYS=10000 simulates at
 * length.
 */
#include "config.h"
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "check/rate.h"
#include "lib/digest.h"
#include "rate-r.h"
#include "../suite.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void
near(double got, double want)
{
	ck_assert_msg(fabs(got - want) < 1e-9, "%.17g, not %.17g", got, want);
}

START_TEST(test_exact)
{
	for (size_t i = 0; i < COUNT(exact); i++) {
		struct rate_interval ci = rate_exact(exact[i].x, exact[i].n);

		near(ci.lower, exact[i].lower);
		near(ci.upper, exact[i].upper);
	}
	for (size_t i = 0; i < COUNT(student); i++)
		near(rate_t_quantile(student[i].p, student[i].df),
			student[i].t);
}
END_TEST

START_TEST(test_designs)
{
	for (size_t i = 0; i < COUNT(designs); i++) {
		struct rate_visit visits[400];
		struct rate_mean mean;
		struct rate_interval ci;

		for (size_t k = 0; k < designs[i].nvisits; k++) {
			const double *v = &design_visits[i][3 * k];

			visits[k] = (struct rate_visit){ (size_t)v[0], v[1],
				v[2] };
		}
		rate_mean(&mean, design_strata[i], designs[i].nstrata, visits,
			designs[i].nvisits);
		near(mean.mean, designs[i].mean);
		near(mean.variance, designs[i].variance);
		ci = rate_beta(&mean);
		near(ci.lower, designs[i].lower);
		near(ci.upper, designs[i].upper);
	}
}
END_TEST

/* splitmix64, begun with a hash of the name. */
static uint64_t state;

static void
begin_random(const char *name)
{
	char hex[DIGEST_HEX];

	digest_sha256_hex(name, strlen(name), hex);
	hex[16] = '\0';
	state = strtoull(hex, NULL, 16);
}

static uint64_t
next_random(void)
{
	uint64_t z = (state += 0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

/* A street: villages of households of 1 to 7 persons. Each fault is a whole
 * household's; so many of a thousand persons are at fault, in households taken
 * at random until they are. Of the skew one some villages are sampled thickly,
 * and all faults lie in the largest, which is sampled as thinly as any. */
enum { VILLAGES = 8, HOUSES = 2543, VISITS = 319 };
struct house {
	double persons, counted;
};
static struct house houses[HOUSES];
static struct rate_stratum strata[VILLAGES];
static const int of_village[VILLAGES] = { 700, 500, 400, 343, 300, 200, 90,
	10 };

static double
make_street(int per_thousand, bool is_skew)
{
	double persons = 0, counted = 0;

	for (int i = 0; i < HOUSES; i++) {
		houses[i].persons = (double)(next_random() % 7 + 1);
		houses[i].counted = 0;
		persons += houses[i].persons;
	}
	while (counted * 1000 < persons * per_thousand) {
		int n = is_skew ? of_village[0] : HOUSES;
		struct house *h = &houses[next_random() % (uint64_t)n];

		counted += h->persons - h->counted;
		h->counted = h->persons;
	}
	for (int v = 0; v < VILLAGES; v++) {
		strata[v].households = of_village[v];
		strata[v].visited = is_skew
			? fmin(of_village[v], 25 + v % 3 * 25)
			: fmax(2,
				  rint((double)of_village[v] * VISITS /
					  HOUSES));
	}
	return counted / persons;
}

static void
survey(struct rate *out)
{
	static struct rate_visit visits[HOUSES];
	static int order[HOUSES];
	size_t n = 0;
	int from = 0;

	for (int v = 0; v < VILLAGES; v++) {
		for (int i = 0; i < of_village[v]; i++)
			order[i] = from + i;
		for (int i = 0; i < (int)strata[v].visited; i++) {
			int k = i +
				(int)(next_random() %
					(uint64_t)(of_village[v] - i));
			int at = order[k];

			order[k] = order[i];
			visits[n++] = (struct rate_visit){ (size_t)v,
				houses[at].persons, houses[at].counted };
		}
		from += of_village[v];
	}
	rate_estimate(out, strata, VILLAGES, visits, n);
}

START_TEST(test_coverage)
{
	static const int rates[] = { 0, 5, 10, 20, 50 };
	const char *asked = getenv("SURVEYS");
	int surveys = asked != NULL ? atoi(asked) : 300;

	begin_random(_i == 0 ? "test_coverage" : "test_coverage, skew");
	for (size_t r = 0; r < COUNT(rates); r++) {
		double truth = make_street(rates[r], _i == 1);
		double width = 0;
		int covered = 0;

		for (int i = 0; i < surveys; i++) {
			struct rate rate;

			survey(&rate);
			covered += rate.interval.lower <= truth &&
				truth <= rate.interval.upper;
			width += rate.interval.upper - rate.interval.lower;
		}
		if (asked != NULL)
			printf("%.4f: covered %.4f, width %.4f\n", truth,
				(double)covered / surveys, width / surveys);
		ck_assert(covered >= surveys * 0.945);
	}
}
END_TEST

/* Everybody was visited: no error, and the border is the border. */
START_TEST(test_whole)
{
	const struct rate_stratum all = { 25, 25, 0 };
	struct rate_visit visits[25];
	struct rate rate;

	for (int i = 0; i < 25; i++)
		visits[i] = (struct rate_visit){ 0, 4, i == 0 ? 2 : 0 };
	rate_estimate(&rate, &all, 1, visits, 25);
	ck_assert(rate.interval.lower == 0.02 && rate.interval.upper == 0.02);
	ck_assert_int_eq(rate_judge(&rate, 0.02, false), RATE_FAILS);
	ck_assert_int_eq(rate_judge(&rate, 0.02, true), RATE_HOLDS);
	ck_assert_int_eq(rate_judge(&rate, 0.0201, false), RATE_HOLDS);
	ck_assert_int_eq(rate_judge(&rate, 0.0201, true), RATE_FAILS);
	ck_assert_int_eq(rate_more(&rate, 0.02, false), 0);
}
END_TEST

/* None at fault, of few visits: not told, and so many more would. */
START_TEST(test_more)
{
	struct rate_stratum some = { 1000, 60, 0 };
	struct rate_visit visits[1000];
	struct rate rate;
	long more;

	for (int i = 0; i < 1000; i++)
		visits[i] = (struct rate_visit){ 0, 4, 0 };
	rate_estimate(&rate, &some, 1, visits, 60);
	near(rate.interval.lower, 0);
	ck_assert_int_eq(rate_judge(&rate, 0.02, false), RATE_TOO_SMALL);
	more = rate_more(&rate, 0.02, false);
	ck_assert_int_gt(more, 90);
	ck_assert_int_lt(more, 120);
	some.visited = (double)(60 + more);
	rate_estimate(&rate, &some, 1, visits, (size_t)(60 + more));
	ck_assert_int_eq(rate_judge(&rate, 0.02, false), RATE_HOLDS);
	some.visited--;
	rate_estimate(&rate, &some, 1, visits, (size_t)(60 + more - 1));
	ck_assert_int_eq(rate_judge(&rate, 0.02, false), RATE_TOO_SMALL);
}
END_TEST

/* Nobody was visited in a stratum: anything may be there. */
START_TEST(test_unvisited)
{
	const struct rate_stratum two[] = { { 10, 10, 0 }, { 10, 0, 40 } };
	struct rate_visit visits[10];
	struct rate rate;

	for (int i = 0; i < 10; i++)
		visits[i] = (struct rate_visit){ 0, 4, 0 };
	rate_estimate(&rate, two, 2, visits, 10);
	near(rate.interval.lower, 0);
	near(rate.interval.upper, 0.5);
	ck_assert_int_eq(rate_judge(&rate, 0.02, false), RATE_TOO_SMALL);
	ck_assert_int_eq(rate_more(&rate, 0.02, false), -1);
	rate_estimate(&rate, &two[1], 1, visits, 0);
	ck_assert(!rate.is_told);
	ck_assert_int_eq(rate_judge(&rate, 0.02, false), RATE_TOO_SMALL);
}
END_TEST

int
main(void)
{
	TCase *tcase = tcase_create("rate");

	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, test_exact);
	tcase_add_test(tcase, test_designs);
	tcase_add_loop_test(tcase, test_coverage, 0, 2);
	tcase_add_test(tcase, test_whole);
	tcase_add_test(tcase, test_more);
	tcase_add_test(tcase, test_unvisited);
	return suite_run(tcase, "rate");
}
