/*
 * Lists of words: how they are taken apart, and what is in them.
 */
#include "config.h"
#include <string.h>
#include "base/list.h"
#include "base/strbuf.h"
#include "../suite.h"

static const struct {
	const char *list, *words; /* each with a bar behind it */
} lists[] = {
	{ NULL, "" },
	{ "", "" },
	{ " \t\n", "" },
	{ "1.2", "1.2|" },
	{ "1.2 3 4.4c", "1.2|3|4.4c|" },
	{ "  a\n\tb \r\n c  ", "a|b|c|" },
	{ "残疾 大病", "残疾|大病|" },
};

START_TEST(test_words)
{
	const char *list = lists[_i].list;
	struct strbuf sb = { 0 };
	size_t n;

	strbuf_adds(&sb, "");
	for (const char *s; (s = list_next(&list, &n)) != NULL;)
		strbuf_addf(&sb, "%.*s|", (int)n, s);
	ck_assert_str_eq(sb.data, lists[_i].words);
	ck_assert_ptr_null(list_next(&list, &n));
	strbuf_clear(&sb);
}
END_TEST

static const struct {
	const char *list, *word;
	bool has;
} whether[] = {
	{ NULL, "a", false },
	{ "", "a", false },
	{ "", "", false },
	{ "a b", "", false },
	{ "a b", "a", true },
	{ "a\nb", "b", true },
	{ "ab", "a", false },
	{ "ab", "b", false },
	{ "a b", "a b", false },
	{ "4.4 4.4c", "4.4c", true },
	{ "4.4c", "4.4", false },
};

START_TEST(test_has)
{
	ck_assert_int_eq(
		list_has(whether[_i].list, whether[_i].word), whether[_i].has);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("list");

	suite_add_each(t, test_words, lists);
	suite_add_each(t, test_has, whether);
	return suite_run(t, "list");
}
