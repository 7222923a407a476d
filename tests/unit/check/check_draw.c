/*
 * The draw of samples: tickets as sha256sum makes them, sizes of strata, the
 * order of putting in, and that everyone is drawn as often as anyone.
 */
#include "config.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "check/draw.h"
#include "../suite.h"

static const struct draw_key key = { "春 2026", "379999001", 2026, 1 };

static void
seed_is(const char *written, const char *want)
{
	char *seed = draw_seed(written);

	if (want == NULL)
		ck_assert_ptr_null(seed);
	else
		ck_assert_str_eq(seed, want);
	free(seed);
}

START_TEST(test_seed)
{
	seed_is("  春　２０２６ \t", "春 2026");
	seed_is("a  b", "a b");
	seed_is(" 　\t", NULL);
	seed_is("A\xe2\x80\x8b"
		"b",
		"Ab");
}
END_TEST

/* printf '%s' '春 2026|379999001|2026|1|household|H0001' | sha256sum */
START_TEST(test_ticket)
{
	char ticket[DIGEST_HEX];

	draw_ticket(ticket, &key, "household", "H0001");
	ck_assert_str_eq(ticket,
		"b1b72835045989373506454bbf2826528ae440adfdf8e075341e95640eb6f0"
		"63");
}
END_TEST

#define U(n)                                                                   \
	{                                                                      \
		.units = (n)                                                   \
	}
#define W(n)                                                                   \
	{                                                                      \
		.units = (n), .share = 10000                                   \
	}

START_TEST(test_allocation)
{
	static const struct {
		struct draw_stratum strata[4];
		struct draw_size size;
		int rc;
		int64_t want[4], bound;
	} cases[] = {
		{ .strata = { U(100), U(100), U(100) },
			.size = { .size = 10 },
			.want = { 4, 3, 3 } },
		{ .strata = { U(1000), U(10), U(1) },
			.size = { .size = 20, .least = 2 },
			.want = { 17, 2, 1 } },
		{ .strata = { U(900), W(50), U(50) },
			.size = { .size = 69 },
			.want = { 18, 50, 1 } },
		{ .strata = { U(900), W(50) },
			.size = { .size = 40 },
			.rc = -1,
			.bound = 50 },
		{ .strata = { U(900), { .units = 50, .share = 1010 } },
			.size = { .share = 100, .least = 1 },
			.want = { 9, 6 } },
		{ .strata = { U(900), W(5) },
			.size = { .least = 2 },
			.want = { 0, 5 } },
		{ .strata = { U(3), U(4) },
			.size = { .size = 8 },
			.rc = -1,
			.bound = 7 },
		{ .strata = { U(3), U(4) },
			.size = { .size = 7, .least = 2 },
			.want = { 3, 4 } },
		{ .strata = { U(100), U(101), U(3) },
			.size = { .share = 1000, .least = 2 },
			.want = { 10, 11, 2, 0 } },
		{ .size = { .share = 10000, .least = 1 } },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct draw_stratum strata[4];
		int64_t bound = 0;

		memcpy(strata, cases[i].strata, sizeof strata);
		ck_assert_int_eq(
			draw_allocate(strata, 4, &cases[i].size, &bound),
			cases[i].rc);
		ck_assert_int_eq(bound * (cases[i].rc != 0), cases[i].bound);
		for (size_t k = 0; cases[i].rc == 0 && k < 4; k++)
			ck_assert_int_eq(strata[k].wanted, cases[i].want[k]);
	}
}
END_TEST

static void
put_all(struct draw_best *best, const struct draw_key *k, int from, int step,
	int n)
{
	for (int i = 0; i < n; i++) {
		char id[16];

		snprintf(id, sizeof id, "H%04d", (from + i * step) % n);
		draw_best_put(best, k,
			&(struct draw_unit){ "household", id, "V", "exit", 3 });
	}
}

/* In any order, and with others beside them, the same: the first ones. */
START_TEST(test_smallest)
{
	struct draw_best few, many;

	draw_best_begin(&few, 20);
	draw_best_begin(&many, 101);
	put_all(&few, &key, 5, 7, 100);
	put_all(&many, &key, 0, 1, 100);
	draw_best_sort(&few);
	draw_best_sort(&many);
	ck_assert_uint_eq(few.n, 20);
	ck_assert_uint_eq(many.n, 100);
	for (size_t i = 0; i < 20; i++) {
		ck_assert_str_eq(few.ones[i].unit.id, many.ones[i].unit.id);
		ck_assert_int_eq(few.ones[i].unit.persons, 3);
	}
	for (size_t i = 1; i < 100; i++)
		ck_assert(strcmp(many.ones[i - 1].ticket, many.ones[i].ticket) <
			0);
	draw_best_clear(&few);
	draw_best_clear(&many);
}
END_TEST

/* 20 frames, so many draws of 5 of 25 of each: everyone within 4 sigma. */
START_TEST(test_inclusion)
{
	enum { FRAMES = 20, UNITS = 25, DRAWN = 5 };
	const char *draws = getenv("DRAWS");
	int n = (draws != NULL ? atoi(draws) : 20000) / FRAMES;
	double mean = (double)n * DRAWN / UNITS;
	double sigma = sqrt(mean * (1 - (double)DRAWN / UNITS));

	for (int frame = 0; frame < FRAMES; frame++) {
		int seen[UNITS] = { 0 };

		for (int i = 0; i < n; i++) {
			struct draw_best best;
			struct draw_key k = key;
			char name[64], seed[DIGEST_HEX];

			snprintf(name, sizeof name, "test_inclusion %d %d",
				frame, i);
			digest_sha256_hex(name, strlen(name), seed);
			k.seed = seed;
			draw_best_begin(&best, DRAWN);
			put_all(&best, &k, 0, 1, UNITS);
			for (size_t d = 0; d < best.n; d++)
				seen[atoi(best.ones[d].unit.id + 1)]++;
			draw_best_clear(&best);
		}
		for (int u = 0; u < UNITS; u++)
			ck_assert(fabs(seen[u] - mean) < 4 * sigma);
	}
}
END_TEST

int
main(void)
{
	TCase *tcase = tcase_create("draw");

	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, test_seed);
	tcase_add_test(tcase, test_ticket);
	tcase_add_test(tcase, test_allocation);
	tcase_add_test(tcase, test_smallest);
	tcase_add_test(tcase, test_inclusion);
	return suite_run(tcase, "draw");
}
