/*
 * Errors: their message and code, context in front of them, and what the system
 * says, in both languages.
 */
#include "config.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/errors.h"
#include "base/intl.h"
#include "../suite.h"
#include "catalogue.h"

START_TEST(test_wrap)
{
	struct error err = { 0 };

	ck_assert_int_eq(err_set(&err, ERR_INPUT, "X-1", "%s: %d", "a", 3), -1);
	ck_assert_str_eq(err.msg, "a: 3");
	ck_assert_str_eq(err.code, "X-1");
	ck_assert_int_eq(err_wrap(&err, "line %ld", 7L), -1);
	ck_assert_int_eq(err_wrap(&err, "%s", "b.xml"), -1);
	ck_assert_str_eq(err.msg, "b.xml: line 7: a: 3");
	ck_assert_int_eq(err.kind, ERR_INPUT);
	ck_assert_str_eq(err.code, "X-1");
}
END_TEST

/* What does not fit is cut at the end; what was put in front stays. */
START_TEST(test_long)
{
	struct error err = { 0 };
	char text[2 * sizeof err.msg];

	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	err_set(&err, ERR_SYSTEM, "X-2", "%s", text);
	ck_assert_uint_eq(strlen(err.msg), sizeof err.msg - 1);
	err_wrap(&err, "%s", "file");
	ck_assert_int_eq(strncmp(err.msg, "file: xxx", 9), 0);
	ck_assert_uint_lt(strlen(err.msg), sizeof err.msg);
	err_wrap(&err, "%s", text);
	ck_assert_uint_lt(strlen(err.msg), sizeof err.msg);
}
END_TEST

START_TEST(test_chinese)
{
	struct error err = { 0 };
	char *data;
	size_t n;

	ck_assert_str_eq(err_reason(ENOENT), "No such file or directory");
	data = catalogue_read(&n);
	intl_take(data, n);
	intl_speak(true);
	ck_assert_str_eq(err_reason(ENOENT), "没有这个文件或目录");
	ck_assert_str_eq(err_reason(EDOM), strerror(EDOM));
	err_set(&err, ERR_INPUT, "X-3", "%s: no such file", "a");
	err_wrap(&err, "line %ld", 7L);
	ck_assert_str_eq(err.msg, "第7行: a：没有此文件");
	intl_speak(false);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("errors");

	tcase_add_test(t, test_wrap);
	tcase_add_test(t, test_long);
	tcase_add_test(t, test_chinese);
	return suite_run(t, "errors");
}
