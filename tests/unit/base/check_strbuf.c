/*
 * Texts as JSON, CSV and XML have them; characters, and which may be shown.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/char.h"
#include "base/strbuf.h"
#include "../suite.h"

static const struct {
	const char *text, *json, *csv, *attribute;
} rows[] = {
	{ "", "\"\"", "", " a=\"\"" },
	{ NULL, "null", "", "" },
	{ "王石", "\"王石\"", "王石", " a=\"王石\"" },
	{ "a\"b", "\"a\\\"b\"", "\"a\"\"b\"", " a=\"a&#34;b\"" },
	{ "a,b", "\"a,b\"", "\"a,b\"", " a=\"a,b\"" },
	{ "a\\b", "\"a\\\\b\"", "a\\b", " a=\"a\\b\"" },
	{ "a\nb", "\"a\\u000ab\"", "\"a\nb\"", " a=\"a&#10;b\"" },
	{ "=1+1", "\"=1+1\"", "'=1+1", " a=\"=1+1\"" },
	{ "-5", "\"-5\"", "'-5", " a=\"-5\"" },
	{ "@x", "\"@x\"", "'@x", " a=\"@x\"" },
	{ "＝1", "\"＝1\"", "'＝1", " a=\"＝1\"" },
	{ "1=1", "\"1=1\"", "1=1", " a=\"1=1\"" },
	{ "<&>", "\"<&>\"", "<&>", " a=\"&#60;&#38;&#62;\"" },
	{ "\033[31m", "\"\\u001b[31m\"", "\\x1b[31m", NULL },
	{ "\xe2\x80\xae", "\"\xe2\x80\xae\"", "\\u202e", NULL },
};

START_TEST(test_formats)
{
	struct strbuf sb = { 0 };

	strbuf_add_json(&sb, rows[_i].text);
	ck_assert_str_eq(sb.data, rows[_i].json);
	strbuf_reset(&sb);
	strbuf_add_csv(&sb, rows[_i].text);
	ck_assert_str_eq(sb.data, rows[_i].csv);
	strbuf_reset(&sb);
	if (rows[_i].attribute != NULL) {
		strbuf_add_attribute(&sb, "a", rows[_i].text);
		ck_assert_str_eq(sb.data, rows[_i].attribute);
	}
	strbuf_clear(&sb);
}
END_TEST

static const struct {
	const char *bytes;
	size_t length; /* of its first character; 0: none */
	unsigned long code;
	bool plain;
} characters[] = {
	{ "a", 1, 'a', true },
	{ "王", 3, 0x738b, true },
	{ "\xf0\xa0\x80\x80", 4, 0x20000, true },
	{ "\t", 1, '\t', false },
	{ "\x7f", 1, 0x7f, false },
	{ "\xc2\x85", 2, 0x85, false },
	{ "\xe2\x80\x8b", 3, 0x200b, false }, /* no width */
	{ "\xe2\x80\xa8", 3, 0x2028, false }, /* a line's end */
	{ "\xef\xbb\xbf", 3, 0xfeff, false },
	{ "\xd8\x9c", 2, 0x61c, false },
	{ "\xc0\xaf", 0, 0, false }, /* longer than it need be */
	{ "\xe0\x80\xaf", 0, 0, false },
	{ "\xed\xa0\x80", 0, 0, false },     /* half of a pair */
	{ "\xf4\x90\x80\x80", 0, 0, false }, /* beyond the last */
	{ "\xe7\x8e", 0, 0, false },	     /* cut */
	{ "\x80", 0, 0, false },
};

START_TEST(test_characters)
{
	const char *s = characters[_i].bytes;
	unsigned long code;
	bool plain;
	size_t n = char_decode(s, strlen(s), &code);

	ck_assert_uint_eq(n, characters[_i].length);
	if (n > 0)
		ck_assert_uint_eq(code, characters[_i].code);
	n = char_next(s, strlen(s), &code, &plain);
	ck_assert_uint_eq(
		n, characters[_i].length > 0 ? characters[_i].length : 1);
	ck_assert_int_eq(plain, characters[_i].plain);
}
END_TEST

/* Whatever is added, and taken away. */
START_TEST(test_growth)
{
	struct strbuf sb = { 0 };
	char *text;

	for (int i = 0; i < 10000; i++)
		strbuf_addf(&sb, "%d,", i);
	ck_assert_uint_eq(sb.len, strlen(sb.data));
	ck_assert_uint_eq(sb.len, 48890);
	text = strbuf_steal(&sb);
	ck_assert_ptr_null(sb.data);
	free(text);
	text = strbuf_steal(&sb);
	ck_assert_str_eq(text, "");
	free(text);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("strbuf");

	suite_add_each(t, test_formats, rows);
	suite_add_each(t, test_characters, characters);
	tcase_add_test(t, test_growth);
	return suite_run(t, "strbuf");
}
