/*
 * Invented values: of the same shape, and nobody's.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "check/invent.h"
#include "../suite.h"

static const unsigned char provinces[100] = { [37] = 1, [11] = 1 };

static struct invent *
new_invent(void)
{
	const struct invent_opts opts = { provinces, -9, false };

	return invent_new(&opts);
}

static const char *
number(struct invent *inv, const char *s)
{
	return invent_value(inv, STORE_NUMBER, "id-number", s);
}

START_TEST(test_numbers)
{
	struct invent *inv = new_invent();
	const char *a = number(inv, "379999197203151015");
	const char *b = number(inv, "379999197203151015");
	const char *wrong = number(inv, "379999198001310010");

	ck_assert_str_eq(a, b);
	ck_assert_str_ne(a, "379999197203151015");
	ck_assert_int_eq(strncmp(a, "37999919720306", 14), 0);
	ck_assert_int_eq((a[16] - '0') % 2, 1); /* a man stays one */
	ck_assert_int_eq(strlen(wrong), 18);
	/* a certificate is its person's number, and goes on */
	b = number(inv, "37999919720315101542");
	ck_assert_int_eq(strncmp(a, b, 18), 0);
	ck_assert_str_eq(b + 18, "42");
	/* no such province stays none; a placeholder is nobody's */
	ck_assert_int_eq(
		strncmp(number(inv, "099999198001310010"), "09", 2), 0);
	ck_assert_int_eq(strncmp(number(inv, "999999197203151015"),
				 "99999919720306", 14),
		0);
	ck_assert_str_eq(number(inv, "1111111"), "1111111");
	invent_free(inv);
}
END_TEST

START_TEST(test_one_character)
{
	struct invent *inv = new_invent();
	const char *a = number(inv, "379999198306237643");
	const char *b = number(inv, "379999198306234643");
	int differ = 0;

	for (int i = 0; i < 18; i++)
		differ += a[i] != b[i];
	ck_assert_int_eq(differ, 1);
	invent_free(inv);
}
END_TEST

START_TEST(test_as_written)
{
	struct invent *inv = new_invent();
	const char *plain = number(inv, "37999919850423197X");
	const char *small = number(inv, "379999 19850423 197x");

	ck_assert_int_eq(plain[17], 'X');
	ck_assert_int_eq(small[19], 'x');
	ck_assert_int_eq(small[6], ' ');
	ck_assert_int_eq(strncmp(plain, small, 6), 0);
	ck_assert_int_eq(strncmp(plain + 6, small + 7, 8), 0);
	/* both forms of one number stay one */
	plain = number(inv, "379999198504231970");
	small = number(inv, "379999850423197");
	ck_assert_int_eq(strncmp(plain + 8, small + 6, 9), 0);
	invent_free(inv);
}
END_TEST

START_TEST(test_names)
{
	struct invent *inv = new_invent();
	const char *a = invent_value(inv, STORE_NAME, "person-name", "周岭川");
	const char *odd = invent_value(
		inv, STORE_NAME, "person-name", "周 岭川wang（测试）");

	ck_assert_int_eq(strlen(a), strlen("周岭川"));
	ck_assert_ptr_null(strstr(a, "周"));
	ck_assert_int_eq(strncmp(a, odd, 3), 0); /* one 周 is the other */
	ck_assert_int_eq(odd[3], ' ');
	ck_assert_ptr_nonnull(strstr(odd, "（测试）"));
	ck_assert_ptr_null(strstr(odd, "wang"));
	ck_assert_str_eq(
		invent_value(inv, STORE_NAME, "person-name", "无"), "无");
	invent_free(inv);
}
END_TEST

START_TEST(test_others)
{
	struct invent *inv = new_invent();
	const char *a = invent_value(
		inv, STORE_PHONE, "phone-number", "13800000077");
	const char *b = invent_value(
		inv, STORE_PHONE, "phone-number", "+86 138-0000-0077");
	char *said;

	ck_assert_int_eq(strlen(a), 11);
	ck_assert_str_ne(a, "13800000077");
	ck_assert_int_eq(strncmp(b, "+86 1", 5), 0);
	ck_assert_str_eq(b + strlen(b) - 4, a + 7);
	a = invent_value(
		inv, STORE_ACCOUNT, "account", "6200 0000 0000 0000 001");
	ck_assert_int_eq(strlen(a), 23);
	ck_assert_int_eq(a[4], ' ');
	ck_assert_str_eq(
		invent_value(inv, STORE_BIRTH, "birth-date", "1972-03-15"),
		"1972-03-06");
	a = invent_value(inv, STORE_TEXT, "village-code", "379999001007");
	ck_assert_int_eq(strlen(a), 12);
	b = invent_value(inv, STORE_TEXT, "division", "379999001");
	ck_assert_int_eq(strncmp(a, b, 9), 0);
	ck_assert_str_eq(
		invent_value(inv, STORE_MONEY, "money", "1200.50"), "1200.50");
	ck_assert_str_eq(invent_value(inv, STORE_FREE, NULL, " 无 "), " 无 ");
	invent_keep(inv, "tax");
	ck_assert_str_eq(
		invent_value(inv, STORE_TEXT, "record-id", "tax"), "tax");
	a = invent_value(inv, STORE_TEXT, "record-id", "H00100001");
	said = invent_sentence(inv, "户H00100001登记1972年", true);
	ck_assert_ptr_null(strstr(said, "H00100001"));
	ck_assert_ptr_nonnull(strstr(said, a));
	free(said);
	invent_free(inv);
}
END_TEST

START_TEST(test_shown)
{
	struct invent *inv = new_invent();
	const char *s;

	invent_value(inv, STORE_NAME, "person-name", "周岭川");
	s = invent_value(inv, STORE_SHOWN, "shown-text",
		"周岭川，379999197203151015，6200 0000 0000 0000");
	ck_assert_ptr_null(strstr(s, "周岭川"));
	ck_assert_ptr_null(strstr(s, "379999197203151015"));
	ck_assert_ptr_null(strstr(s, "6200"));
	ck_assert_ptr_nonnull(strstr(s, "，379999"));
	invent_free(inv);
}
END_TEST

int
main(void)
{
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, test_numbers);
	tcase_add_test(tc, test_one_character);
	tcase_add_test(tc, test_as_written);
	tcase_add_test(tc, test_names);
	tcase_add_test(tc, test_others);
	tcase_add_test(tc, test_shown);
	return suite_run(tc, "invent");
}
