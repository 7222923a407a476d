/*
 * A plan's own words in our sentences: the longest first, each language by
 * itself, nothing twice. And bytes that are no plan.
 */
#include "config.h"
#include <stdlib.h>
#include "base/arena.h"
#include "plan/plan-words.h"
#include "plan/plan.h"
#include "../suite.h"

static struct plan_word own[] = {
	{ "街道", "镇", LANG_ZH },
	{ "街道扶贫办", "镇扶贫站", LANG_ZH },
	{ "镇", "乡", LANG_ZH },
	{ "street", "town", LANG_EN },
};

static const struct {
	enum lang lang;
	const char *text, *reworded;
} cases[] = {
	{ LANG_ZH, "报街道审核", "报镇审核" },
	{ LANG_ZH, "报街道扶贫办，街道审核", "报镇扶贫站，镇审核" },
	/* what was put in is not read again */
	{ LANG_ZH, "街道和镇", "镇和乡" },
	{ LANG_ZH, "the street", "the street" },
	{ LANG_EN, "the street, 街道", "the town, 街道" },
	{ LANG_EN, "", "" },
};

START_TEST(test_reword)
{
	struct arena *arena = arena_new();
	struct plan p = { .words = own, .nwords = sizeof own / sizeof *own };

	ck_assert_str_eq(plan_reword(&p, cases[_i].lang, cases[_i].text, arena),
		cases[_i].reworded);
	arena_free(arena);
}
END_TEST

/* A text that nothing changes is the caller's own. */
START_TEST(test_same)
{
	struct plan none = { 0 };
	struct plan p = { .words = own, .nwords = sizeof own / sizeof *own };
	const char *text = "村";

	ck_assert_ptr_eq(plan_reword(&p, LANG_ZH, text, NULL), text);
	ck_assert_ptr_eq(plan_reword(&none, LANG_ZH, text, NULL), text);
	ck_assert_ptr_null(plan_reword(&p, LANG_ZH, NULL, NULL));
}
END_TEST

/* A server's bytes, or a database's, may have a zero in the middle. */
START_TEST(test_zero)
{
	size_t n = (size_t)64 << 20;
	char *xml = calloc(n, 1);
	struct plan *plan = NULL;
	struct error err = { 0 };

	ck_assert_ptr_nonnull(xml);
	xml[0] = '<';
	ck_assert_int_eq(
		plan_parse(&plan,
			&(struct plan_bytes){ .xml = xml, .xml_len = n }, &err),
		-1);
	ck_assert_int_eq(err.kind, ERR_INPUT);
	ck_assert_ptr_null(plan);
	free(xml);
}
END_TEST

int
main(void)
{
	TCase *tc = tcase_create("all");

	suite_add_each(tc, test_reword, cases);
	tcase_add_test(tc, test_same);
	tcase_add_test(tc, test_zero);
	return suite_run(tc, "plan-words");
}
