/*
 * Messages in both languages, whatever locales there are; broken catalogues.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "../suite.h"

static const char english[] = "make-folder must be yes or no";
static const char chinese[] = "make-folder 须为 yes 或 no";

START_TEST(test_both)
{
	intl_load(getenv("HECHA_LOCALEDIR"));
	ck_assert_str_eq(intl_text(english), english);
	intl_speak(true);
	ck_assert_str_eq(intl_text(english), chinese);
	ck_assert_str_eq(intl_text("no message"), "no message");
	intl_speak(false);
	ck_assert_str_eq(intl_text(english), english);
	intl_speak(true);
	intl_load("/nowhere");
	ck_assert_str_eq(intl_text(english), english);
}
END_TEST

/* Cut anywhere it stays English, and nothing is read beyond its end. */
START_TEST(test_cut)
{
	char dir[] = "/tmp/check_intl-XXXXXX", *data;
	char *from = xasprintf(
		"%s/zh_CN/LC_MESSAGES/hecha.mo", getenv("HECHA_LOCALEDIR"));
	char *below, *to;
	struct error err = { 0 };
	size_t n;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	below = xasprintf("%s/zh_CN", dir);
	ck_assert_int_eq(mkdir(below, 0700), 0);
	free(below);
	below = xasprintf("%s/zh_CN/LC_MESSAGES", dir);
	ck_assert_int_eq(mkdir(below, 0700), 0);
	to = xasprintf("%s/hecha.mo", below);
	ck_assert_int_eq(file_read(from, 1 << 24, &data, &n, &err), 0);
	intl_speak(true);
	for (size_t i = 0; i < 40; i++) {
		ck_assert_int_eq(file_write(to, data, n * i / 40, &err), 0);
		intl_load(dir);
		ck_assert_str_eq(intl_text(english), english);
	}
	file_remove_dir(dir);
	free(from);
	free(below);
	free(to);
	free(data);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("intl");

	tcase_add_test(t, test_both);
	tcase_add_test(t, test_cut);
	return suite_run(t, "intl");
}
