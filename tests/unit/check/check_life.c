/*
 * The state of a finding: every combination of what it can hang on, each said
 * by exactly one line of a table.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "check/life.h"
#include "../suite.h"

/* now:      f found, a absent, u unseen
 * before:   n never, l last, g gone
 * decision: n none, c confirmed, u unfounded, r rectified, a accepted
 * then is_other, is_past, is_older, is_error, disputable: y or n
 * A dash stands for any. */
static const struct {
	const char *when, *state;
} table[] = {
	/* nobody decided anything that says something of it */
	{ "fn n -----", "new" },
	{ "fl n -----", "still" },
	{ "fg n -----", "back" },
	{ "fn c -----", "new" },
	{ "fl c -----", "still" },
	{ "fg c -----", "back" },
	/* said to be mended, and found all the same */
	{ "f- r n-n--", "claimed" },
	{ "f- r y-n--", "reopened" },
	{ "fn r --y--", "new" },
	{ "fl r --y--", "still" },
	{ "fg r --y--", "back" },
	/* unfounded: of an error only where its check is disputable */
	{ "f- u n--n-", "unfounded" },
	{ "f- u n--yy", "unfounded" },
	{ "f- u y--n-", "reopened" },
	{ "f- u y--yy", "reopened" },
	{ "fn u ---yn", "new" },
	{ "fl u ---yn", "still" },
	{ "fg u ---yn", "back" },
	/* accepted: never of an error */
	{ "f- a nn-n-", "accepted" },
	{ "f- a ny-n-", "lapsed" },
	{ "f- a y--n-", "reopened" },
	{ "fn a ---y-", "new" },
	{ "fl a ---y-", "still" },
	{ "fg a ---y-", "back" },
	/* not found: mended, if somebody looked */
	{ "an - -----", "nothing" },
	{ "al - -----", "fixed" },
	{ "ag - -----", "fixed" },
	{ "un - -----", "nothing" },
	{ "ul - -----", "unchecked" },
	{ "ug - -----", "fixed" },
};
#define ROWS (sizeof table / sizeof *table)

static void
say(char out[11], const struct life_facts *f)
{
	const bool answers[5] = { f->is_other, f->is_past, f->is_older,
		f->is_error, f->disputable };

	out[0] = "fau"[f->now];
	out[1] = "nlg"[f->before];
	out[2] = ' ';
	out[3] = "ncura"[f->decision];
	out[4] = ' ';
	for (int i = 0; i < 5; i++)
		out[5 + i] = answers[i] ? 'y' : 'n';
	out[10] = '\0';
}

static const char *
expected(const char *said)
{
	const char *state = NULL;

	for (size_t i = 0; i < ROWS; i++) {
		bool fits = true;

		for (size_t k = 0; table[i].when[k] != '\0'; k++)
			fits = fits &&
				(table[i].when[k] == '-' ||
					table[i].when[k] == said[k]);
		if (!fits)
			continue;
		ck_assert_msg(state == NULL, "%s is said twice", said);
		state = table[i].state;
	}
	ck_assert_msg(state != NULL, "%s is not said", said);
	return state;
}

static struct life_facts
combination(int i)
{
	return (struct life_facts){ .now = (enum life_now)(i / 32 / 5 / 3),
		.before = (enum life_before)(i / 32 / 5 % 3),
		.decision = (enum life_decision)(i / 32 % 5),
		.is_other = i & 1,
		.is_past = i & 2,
		.is_older = i & 4,
		.is_error = i & 8,
		.disputable = i & 16 };
}

START_TEST(every_combination)
{
	for (int i = 0; i < 3 * 3 * 5 * 32; i++) {
		struct life_facts f = combination(i);
		char said[11];

		say(said, &f);
		ck_assert_msg(
			strcmp(life_name(life_state(&f)), expected(said)) == 0,
			"%s: %s, not %s", said, life_name(life_state(&f)),
			expected(said));
	}
}
END_TEST

/* Settled is what people proved or accepted, and what is not there. */
START_TEST(what_is_settled)
{
	for (int i = 0; i < NLIFE_STATES; i++) {
		enum life_state state = (enum life_state)i, read;
		const char *name = life_name(state);

		ck_assert_int_eq(life_is_settled(state),
			strcmp(name, "unfounded") == 0 ||
				strcmp(name, "accepted") == 0 ||
				strcmp(name, "fixed") == 0 ||
				strcmp(name, "nothing") == 0);
		ck_assert_int_eq(life_parse(name, &read), 0);
		ck_assert_int_eq(read, state);
	}
	for (int i = 0; i < NDECISIONS; i++) {
		enum life_decision read;

		ck_assert_int_eq(
			decision_parse(
				decision_name((enum life_decision)i), &read),
			0);
		ck_assert_int_eq(read, i);
	}
	ck_assert_int_eq(life_parse("met", &(enum life_state){ 0 }), -1);
	ck_assert_int_eq(decision_parse(NULL, &(enum life_decision){ 0 }), -1);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("states");

	tcase_add_test(t, every_combination);
	tcase_add_test(t, what_is_settled);
	return suite_run(t, "life");
}
