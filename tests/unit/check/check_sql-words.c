/*
 * SQL as words: what is one, and what is none.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/strbuf.h"
#include "check/sql-words.h"
#include "../suite.h"

static struct words words;
static struct strbuf sb;

/* The words with their depth where it is not 0, a bar between two. */
static const char *
split(const char *sql)
{
	free(words.items);
	words = (struct words){ 0 };
	strbuf_clear(&sb);
	strbuf_adds(&sb, "");
	words_split(&words, sql);
	for (size_t i = 0; i < words.n; i++) {
		const struct word *w = &words.items[i];

		strbuf_addf(&sb, "%s%.*s", i > 0 ? "|" : "", (int)w->n, w->s);
		if (w->depth != 0)
			strbuf_addf(&sb, "%ld", w->depth);
	}
	return sb.len > 0 ? sb.data : "";
}

static const struct {
	const char *sql, *words;
} cases[] = {
	{ "", "" },
	{ " \t\n", "" },
	{ "SELECT a.b FROM c", "SELECT|a|.|b|FROM|c" },
	{ "a<=b AND c!=:day", "a|<=|b|AND|c|!=|:day" },
	{ "a||'x y'||\"n\"", "a||||'x y'||||\"n\"" },
	{ "a-- not b\nc/* nor d\n*/e", "a|c|e" },
	{ "a/* to the end", "a" },
	{ "'to the end", "'to the end" },
	/* two quotes in a text are two texts side by side */
	{ "'it''s'", "'it'|'s'" },
	{ "'-- (no comment)'", "'-- (no comment)'" },
	{ "MAX(a,(b))c", "MAX|(|a1|,1|(1|b2|)1|)|c" },
	{ ")a(", ")-1|a-1|(-1" },
	{ "户.名=1", "户|.|名|=|1" },
	{ "a==1", "a|==|1" },
	{ "[a\"]b[c d]", "[a\"]|b|[c d]" },
	{ "`a'`.\"b]\"", "`a'`|.|\"b]\"" },
	{ "a\xef\xbb\xbf(", "a|(" },
};

START_TEST(test_split)
{
	ck_assert_str_eq(split(cases[_i].sql), cases[_i].words);
}
END_TEST

START_TEST(test_same)
{
	static const char *const few[] = { "FROM", "a", NULL };
	static const char *const none[] = { "FROMAGE", "fro", NULL };

	split("Select A from a, b where 'A' = 12");
	ck_assert(words_is(&words, 0, "SELECT"));
	ck_assert(!words_is(&words, 0, "SELEC"));
	ck_assert(!words_is(&words, words.n, "SELECT"));
	ck_assert(words_is_any(&words, 2, few));
	ck_assert(!words_is_any(&words, 2, none));
	ck_assert(words_equal(&words.items[1], &words.items[3]));
	ck_assert(!words_equal(&words.items[3], &words.items[5]));
	ck_assert(words_is_name(&words.items[0]));
	ck_assert(!words_is_name(&words.items[4]));
	ck_assert(!words_is_name(&words.items[7]));
	ck_assert(words_is_name(&words.items[9]));
}
END_TEST

START_TEST(test_prefix)
{
	ck_assert(words_has_prefix("SELECT 1 FROM hc_run", "hc_"));
	ck_assert(words_has_prefix("SELECT 1 FROM main.HC_RUN", "hc_"));
	ck_assert(words_has_prefix("SELECT 1 FROM \"hc_run\"", "hc_"));
	ck_assert(words_has_prefix("SELECT 1 FROM [hc_run]", "hc_"));
	ck_assert(words_has_prefix("SELECT 1 FROM `hc_run`", "hc_"));
	/* a text can stand for a name */
	ck_assert(words_has_prefix("SELECT 1 FROM 'hc_run'", "hc_"));
	ck_assert(words_has_prefix("SELECT 1 AS [a\"] FROM \"hc_run\"", "hc_"));
	ck_assert(!words_has_prefix("SELECT a /* hc_run */ FROM b", "hc_"));
	ck_assert(!words_has_prefix("SELECT hc FROM whc_a", "hc_"));
	ck_assert(!words_has_prefix("", "hc_"));
}
END_TEST

START_TEST(test_joins_by_name)
{
	ck_assert(words_joins_by_name("SELECT a.x FROM a JOIN b USING (x)"));
	ck_assert(words_joins_by_name("SELECT a.x FROM a join b using(x)"));
	ck_assert(words_joins_by_name("SELECT x FROM a NATURAL JOIN b"));
	ck_assert(words_joins_by_name("SELECT x FROM a Natural LEFT JOIN b"));
	ck_assert(!words_joins_by_name("SELECT d.natural FROM plan_day d"));
	ck_assert(!words_joins_by_name(
		"SELECT 1 FROM a JOIN b ON a.n = b.natural JOIN c ON 1"));
	ck_assert(words_joins_by_name(
		"SELECT 1 FROM a LEFT NATURAL OUTER JOIN b"));
	ck_assert(words_joins_by_name(
		"SELECT 1 FROM a JOIN b USING\xef\xbb\xbf(x)"));
	ck_assert(!words_joins_by_name("SELECT 'JOIN b USING (x)' FROM a"));
	ck_assert(!words_joins_by_name("SELECT x FROM a -- using (x)"));
}
END_TEST

int
main(void)
{
	TCase *tc = tcase_create("all");

	suite_add_each(tc, test_split, cases);
	tcase_add_test(tc, test_same);
	tcase_add_test(tc, test_prefix);
	tcase_add_test(tc, test_joins_by_name);
	return suite_run(tc, "sql-words");
}
