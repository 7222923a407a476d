/*
 * A pack's sentences with what was found filled in: types, masks, numbers of
 * things, what is blank.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/strbuf.h"
#include "check/pack.h"
#include "check/sentence.h"
#include "lib/db.h"
#include "schema/codes.h"
#include "../suite.h"

static struct rule_evidence evidence[] = {
	{ "number", "number", { "证件号码", "number" }, NULL },
	{ "other", "number", { "另一号码", "other number" }, "number" },
	{ "birth", "birth", { "出生日期", "born" }, NULL },
	{ "person", "name", { "姓名", "name" }, NULL },
	{ "due", "date", { "期限", "due" }, NULL },
	{ "amount", "yuan", { "金额", "amount" }, NULL },
	{ "area", "quantity", { "面积", "area" }, NULL },
	{ "health", "health", { "健康状况", "health" }, NULL },
	{ "kind", NULL, { "种类", "kind" }, NULL },
	{ "value", "@kind", { "值", "value" }, NULL },
	{ "days", NULL, { "天数", "days" }, NULL },
	{ "text", NULL, { "文字", "text" }, NULL },
};

static const char found[] =
	"{\"number\":\"379999196503120013\",\"other\":\"379999196503120014\","
	"\"birth\":\"1965-03-12\",\"person\":null,\"due\":\"2026-11-05\","
	"\"amount\":\"-12305\",\"area\":\"150\",\"health\":\" 02 05 \","
	"\"kind\":\"yuan\",\"value\":\"100\",\"days\":\"1\","
	"\"text\":\"a \\\"quoted\\\" word\"}";

static const struct {
	const char *sentence;
	enum lang lang;
	bool masked;
	const char *filled;
} rows[] = {
	{ "无列。", LANG_ZH, true, "无列。" },
	{ "号码{number}。", LANG_ZH, true, "号码379999********0013。" },
	{ "号码{number}。", LANG_ZH, false, "号码379999196503120013。" },
	{ "{birth}", LANG_ZH, false, "1965年3月12日" },
	{ "{birth}", LANG_ZH, true, "19**年**月**日" },
	{ "born {birth}", LANG_EN, false, "born 1965-03-12" },
	{ "{due}前", LANG_ZH, true, "2026年11月5日前" },
	{ "{amount}, {area} mu", LANG_EN, true, "-123.05 yuan, 1.50 mu" },
	{ "{amount}", LANG_ZH, true, "-123.05元" },
	{ "{value}", LANG_ZH, true, "1.00元" },
	{ "{days} {days?day:days}", LANG_EN, true, "1 day" },
	{ "{area} {area?day:days}", LANG_EN, true, "1.50 days" },
	{ "{person}不在", LANG_ZH, true, "（姓名未填写）不在" },
	{ "{person} is not there", LANG_EN, true,
		"(name not filled in) is not there" },
	{ "（{person}）", LANG_ZH, true, "（姓名未填写）" },
	{ "{nothing}", LANG_ZH, true, "未填写" },
	{ "{nothing}", LANG_EN, true, "not filled in" },
	{ "{text}", LANG_EN, true, "a \"quoted\" word" },
	{ "{number|none}", LANG_EN, false, "379999196503120013" },
	{ "in {village}", LANG_EN, true, "in 柳泉村" },
};

static char *
fill(const char *text, enum lang lang, bool masked)
{
	struct rule rule = { .evidence = evidence,
		.nevidence = sizeof evidence / sizeof *evidence };
	struct strbuf labels = { 0 };
	struct codes *codes;
	struct sentence *s;
	struct db *db;
	struct error err = { 0 };
	char *out;

	ck_assert_int_eq(codes_load(&codes, &err), 0);
	ck_assert_int_eq(db_open(&db, "", DB_MEMORY, &err), 0);
	ck_assert_int_eq(
		sentence_new(&s, db,
			&(struct finding_words){ codes, lang, masked }, &err),
		0);
	sentence_add_labels(&labels, &rule);
	ck_assert_int_eq(sentence_begin(s, found, labels.data, &err), 0);
	sentence_add(s, "village", "柳泉村");
	out = strdup(sentence_fill(s, text));
	sentence_free(s);
	db_close(db);
	codes_free(codes);
	strbuf_clear(&labels);
	return out;
}

START_TEST(test_fill)
{
	char *text = fill(rows[_i].sentence, rows[_i].lang, rows[_i].masked);

	ck_assert_str_eq(text, rows[_i].filled);
	free(text);
}
END_TEST

/* A code's label begins with a small letter in the midst of a sentence. */
START_TEST(test_codes)
{
	char *first = fill("{health}", LANG_EN, true);
	char *midst = fill("is {health}", LANG_EN, true);

	ck_assert_int_ge(*first, 'A');
	ck_assert_int_le(*first, 'Z');
	ck_assert_int_eq(midst[3], *first + ('a' - 'A'));
	ck_assert_ptr_nonnull(strpbrk(first, ",/"));
	free(first);
	free(midst);
}
END_TEST

/* Of two numbers only what tells them apart is legible. */
START_TEST(test_beside)
{
	char *text = fill("{other}", LANG_ZH, true);

	ck_assert_ptr_null(strstr(text, "19650312"));
	ck_assert_ptr_nonnull(strchr(text, '4'));
	free(text);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("sentence");

	suite_add_each(t, test_fill, rows);
	tcase_add_test(t, test_codes);
	tcase_add_test(t, test_beside);
	return suite_run(t, "sentence");
}
