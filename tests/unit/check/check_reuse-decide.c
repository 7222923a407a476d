/*
 * Over which records a rule is made again: each fact that counts, and the
 * order in which they do.
 */
#include "config.h"
#include <stdlib.h>
#include "check/reuse-decide.h"
#include "../suite.h"

/* A rule that was made, of which nothing has changed. */
#define SAME .known = true, .answered = true, .divisible = true, .few = true

static const struct {
	const char *what;
	struct reuse_facts f;
	enum made made;
} rows[] = {
	{ "nothing changed", { SAME }, MADE_NONE },
	{ "about nobody, and nothing changed",
		{ .known = true, .applied_to_none = true }, MADE_NONE },
	{ "never made", { .answered = true, .few = true }, MADE_ALL },
	{ "it could not be made", { .known = true, .divisible = true },
		MADE_ALL },
	{ "partly undecided", { SAME, .undecided = true }, MADE_ALL },
	{ "it reads answers that changed", { SAME, .answers_changed = true },
		MADE_ALL },
	{ "another day, which it does not read", { SAME, .other_day = true },
		MADE_NONE },
	{ "another day, which it reads",
		{ SAME, .other_day = true, .reads_day = true }, MADE_ALL },
	{ "the same day, which it reads", { SAME, .reads_day = true },
		MADE_NONE },
	{ "documents changed, of which a divisible rule asks its own",
		{ SAME, .reads_documents = true, .documents_changed = true },
		MADE_NONE },
	{ "documents changed, and it asks for all of them",
		{ .known = true,
			.answered = true,
			.reads_documents = true,
			.documents_changed = true },
		MADE_ALL },
	{ "it asks for documents, and none changed",
		{ .known = true, .answered = true, .reads_documents = true },
		MADE_NONE },
	{ "some villages changed", { SAME, .changed = true }, MADE_SOME },
	{ "everything changed", { SAME, .changed = true, .everywhere = true },
		MADE_ALL },
	{ "it looks at all villages",
		{ .known = true,
			.answered = true,
			.few = true,
			.changed = true },
		MADE_ALL },
	{ "many villages changed",
		{ .known = true,
			.answered = true,
			.divisible = true,
			.changed = true },
		MADE_ALL },
	{ "it was about nobody",
		{ .known = true,
			.applied_to_none = true,
			.divisible = true,
			.few = true,
			.changed = true },
		MADE_ALL },
	{ "it has findings of no village",
		{ SAME, .changed = true, .of_no_village = true }, MADE_ALL },
	{ "it has readings", { SAME, .changed = true, .has_readings = true },
		MADE_ALL },
};

START_TEST(test_row)
{
	const char *why = NULL;

	ck_assert_msg(reuse_decide(&rows[_i].f, &why) == rows[_i].made,
		"%s: %s", rows[_i].what, why);
	ck_assert_ptr_nonnull(why);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("reuse-decide");

	suite_add_each(t, test_row, rows);
	return suite_run(t, "reuse-decide");
}
