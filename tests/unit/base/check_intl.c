/*
 * Messages in both languages, whatever locales there are; broken catalogues.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "../suite.h"
#include "catalogue.h"

static const char english[] = "make-folder must be yes or no";
static const char chinese[] = "make-folder 须为 yes 或 no";

START_TEST(test_both)
{
	size_t n;
	char *data = catalogue_read(&n);

	intl_take(data, n);
	ck_assert_str_eq(intl_text(english), english);
	intl_speak(true);
	ck_assert_str_eq(intl_text(english), chinese);
	ck_assert_str_eq(intl_text("no message"), "no message");
	intl_speak(false);
	ck_assert_str_eq(intl_text(english), english);
	intl_speak(true);
	intl_take(NULL, 0);
	ck_assert_str_eq(intl_text(english), english);
}
END_TEST

/* Cut anywhere it stays English, and nothing is read beyond its end. */
START_TEST(test_cut)
{
	size_t n;
	char *data = catalogue_read(&n);

	intl_speak(true);
	for (size_t i = 0; i < 40; i++) {
		size_t part = n * i / 40;
		char *cut = xcalloc(part + 1, 1);

		memcpy(cut, data, part);
		intl_take(cut, part);
		ck_assert_str_eq(intl_text(english), english);
	}
	intl_take(NULL, 0);
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
