/*
 * Facts derived from values: numbers, names, phones, public text, dates.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/errors.h"
#include "schema/codes.h"
#include "schema/derive.h"
#include "../suite.h"

/* Columns behind a number, as derive.h lists them. */
enum { RAW = 1, FORM, CHECK, ID18, DATE, BIRTH, SEX, PROVINCE, AGE, SLIPS };

static const struct {
	const char *written, *form;
	int check, date; /* -1: NULL */
	const char *id18;
} numbers[] = {
	{ "379999200002290013", "id18", 1, 1, "379999200002290013" },
	{ "37999919491231002x", "id18", 1, 1, "37999919491231002X" },
	{ "11010519491231002X", "id18", 1, 1, "11010519491231002X" },
	{ "440524188001010014", "id18", 1, 1, "440524188001010014" },
	{ "379999200002290014", "id18", 0, 1, "379999200002290014" },
	{ "379999201002290018", "id18", 1, 0, "379999201002290018" },
	{ "379999198713010014", "id18", 1, 0, "379999198713010014" },
	{ "379999800101001", "id15", -1, 1, "379999198001010016" },
	{ "379999491231002", "id15", -1, 1, "37999919491231002X" },
	{ "37999920000229001341", "cert20", 1, 1, "379999200002290013" },
	{ "37999920000229001341B1", "cert22", 1, 1, "379999200002290013" },
	{ "999999195001010018", "placeholder", -1, -1, NULL },
	{ "111111111111111111", "placeholder", -1, -1, NULL },
	{ "37999920000229001", "length", -1, -1, NULL },
	{ "3799992000022900X3", "character", -1, -1, NULL },
	{ "", "none", -1, -1, NULL },
	{ "３７９９９９２０００ ０２２９００１３", "id18", 1, 1,
		"379999200002290013" },
};

START_TEST(test_numbers)
{
	struct arena *arena = arena_new();
	struct derive_facts facts = { .reference = day_make(2026, 9, 30) };
	struct value v[1 + DERIVE_MAX];

	derive(v, STORE_NUMBER, numbers[_i].written, &facts, arena);
	ck_assert_str_eq(v[FORM].s, numbers[_i].form);
	if (numbers[_i].check < 0)
		ck_assert_int_eq(v[CHECK].type, VALUE_NULL);
	else
		ck_assert_int_eq(v[CHECK].i, numbers[_i].check);
	if (numbers[_i].date < 0)
		ck_assert_int_eq(v[DATE].type, VALUE_NULL);
	else
		ck_assert_int_eq(v[DATE].i, numbers[_i].date);
	if (numbers[_i].id18 == NULL)
		ck_assert_int_eq(v[ID18].type, VALUE_NULL);
	else
		ck_assert_str_eq(v[ID18].s, numbers[_i].id18);
	arena_free(arena);
}
END_TEST

/* ISO 7064 MOD 11-2 by the recursive method: no weights. */
static char
check_character(const char *digits, int n)
{
	int p = 0;

	for (int i = 0; i < n; i++)
		p = (p + digits[i] - '0') * 2 % 11;
	return "0123456789X"[(12 - p) % 11];
}

/* The standards' own examples: ISO 7064, then GB 11643-1999 annexes A and B,
 * a woman of Beijing born on the last day of 1949 and a man of Guangdong born
 * on the first of 1880; the former's number had 15 digits before. */
START_TEST(test_published)
{
	static const char *const published[] = { "11010519491231002X",
		"440524188001010014" };
	struct arena *arena = arena_new();
	struct derive_facts facts = { .reference = day_make(1999, 7, 1) };
	struct value v[1 + DERIVE_MAX];

	ck_assert_int_eq(check_character("079", 3), 'X');
	ck_assert_int_eq(check_character("0794", 4), '0');
	for (size_t i = 0; i < 2; i++) {
		ck_assert_int_eq(
			check_character(published[i], 17), published[i][17]);
		derive(v, STORE_NUMBER, published[i], &facts, arena);
		ck_assert_str_eq(v[FORM].s, "id18");
		ck_assert_int_eq(v[CHECK].i, 1);
		ck_assert_int_eq(v[DATE].i, 1);
		ck_assert_str_eq(
			v[BIRTH].s, i == 0 ? "1949-12-31" : "1880-01-01");
		ck_assert_str_eq(v[SEX].s, i == 0 ? "2" : "1");
		ck_assert_int_eq(v[AGE].i, i == 0 ? 49 : 119);
	}
	derive(v, STORE_NUMBER, "110105491231002", &facts, arena);
	ck_assert_str_eq(v[FORM].s, "id15");
	ck_assert_str_eq(v[ID18].s, published[0]);
	arena_free(arena);
}
END_TEST

/* GB 11643-1999: the weight of each place, and the character of each
 * remainder. A single 1 leaves the weight of its place. */
START_TEST(test_weights)
{
	static const int weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9,
		10, 5, 8, 4, 2 };
	static const char characters[] = "10X98765432";
	struct arena *arena = arena_new();
	struct derive_facts facts = { 0 };
	struct value v[1 + DERIVE_MAX];

	for (int i = 0; i < 17; i++) {
		char number[] = "000000000000000000";

		number[i] = '1';
		for (int c = 0; c < 11; c++) {
			number[17] = characters[c];
			derive(v, STORE_NUMBER, number, &facts, arena);
			ck_assert_int_eq(v[CHECK].i, c == weights[i]);
		}
	}
	arena_free(arena);
}
END_TEST

/* GB/T 2260: the provinces, and no other two digits. */
START_TEST(test_provinces)
{
	static const char *const regions[10] = { "", "1 2 3 4 5", "1 2 3",
		"1 2 3 4 5 6 7", "1 2 3 4 5 6", "0 1 2 3 4", "1 2 3 4 5", "1",
		"1 2", "" };
	struct arena *arena = arena_new();
	struct codes *codes = NULL;
	struct error err = { 0 };
	unsigned char provinces[100];
	struct derive_facts facts = { .provinces = provinces };
	struct value v[1 + DERIVE_MAX];

	ck_assert_int_eq(codes_load(&codes, &err), 0);
	codes_provinces(codes, provinces);
	for (int i = 0; i < 100; i++) {
		bool is_one = strchr(regions[i / 10], '0' + i % 10) != NULL;
		char number[32];

		snprintf(number, sizeof number, "%02d999919800101001", i);
		number[17] = check_character(number, 17);
		number[18] = '\0';
		derive(v, STORE_NUMBER, number, &facts, arena);
		ck_assert_int_eq(v[PROVINCE].i, is_one);
	}
	codes_free(codes);
	arena_free(arena);
}
END_TEST

/* A certificate is the number with kind and grade; a reissued one has two
 * characters more. What the number says is said of it as well. */
START_TEST(test_certificates)
{
	struct arena *arena = arena_new();
	struct derive_facts facts = { .reference = day_make(2026, 9, 30) };
	struct value v[1 + DERIVE_MAX];
	char number[32] = "379999200002290013";

	for (int i = 0; i < 11; i++) {
		number[17] = "0123456789X"[i];
		strcpy(number + 18, i % 2 == 0 ? "41" : "73B1");
		derive(v, STORE_NUMBER, number, &facts, arena);
		ck_assert_str_eq(v[FORM].s, i % 2 == 0 ? "cert20" : "cert22");
		ck_assert_int_eq(
			v[CHECK].i, number[17] == check_character(number, 17));
		ck_assert_int_eq(strncmp(v[ID18].s, number, 18), 0);
		ck_assert_uint_eq(strlen(v[ID18].s), 18);
		ck_assert_str_eq(v[BIRTH].s, "2000-02-29");
	}
	derive(v, STORE_NUMBER, "379999200002290013B1", &facts, arena);
	ck_assert_str_eq(v[FORM].s, "character");
	derive(v, STORE_NUMBER, "379999200002290013413", &facts, arena);
	ck_assert_str_eq(v[FORM].s, "length");
	arena_free(arena);
}
END_TEST

static int
below(uint64_t *state, int n)
{
	*state = *state * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return (int)((*state >> 33) % (uint64_t)n);
}

static int
length_of(int year, int month)
{
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 ? 28 + leap : 30 + (month + month / 8) % 2;
}

/* One invented number of 379999: all that it says, with the right character,
 * with each of the others, and as it was with 15 digits. */
static void
hold_number(uint64_t *state, struct arena *arena)
{
	int year = 1880 + below(state, 147), month = 1 + below(state, 13);
	int day = 1 + below(state, 31), sequence = below(state, 1000);
	bool exists = month <= 12 && day <= length_of(year, month);
	struct derive_facts facts = { .reference = day_make(2026, 9, 30) };
	struct value v[1 + DERIVE_MAX];
	char number[32], birth[16], old[32], right;
	int age = 2026 - year - (month * 100 + day > 930);

	snprintf(number, sizeof number, "379999%04d%02d%02d%03d", year, month,
		day, sequence);
	snprintf(birth, sizeof birth, "%04d-%02d-%02d", year, month, day);
	number[17] = check_character(number, 17);
	number[18] = '\0';
	derive(v, STORE_NUMBER, number, &facts, arena);
	ck_assert_int_eq(v[CHECK].i, 1);
	ck_assert_int_eq(v[DATE].i, exists);
	ck_assert_str_eq(v[SEX].s, sequence % 2 == 1 ? "1" : "2");
	if (exists) {
		ck_assert_str_eq(v[BIRTH].s, birth);
		ck_assert_int_eq(v[AGE].i, age);
	} else {
		ck_assert_int_eq(v[BIRTH].type, VALUE_NULL);
		ck_assert_int_eq(v[AGE].type, VALUE_NULL);
	}
	if (year / 100 == 19) {
		snprintf(old, sizeof old, "%.6s%.9s", number, number + 8);
		derive(v, STORE_NUMBER, old, &facts, arena);
		ck_assert_str_eq(v[FORM].s, "id15");
		ck_assert_str_eq(v[ID18].s, number);
	}
	right = number[17];
	for (const char *c = "0123456789X"; *c != '\0'; c++) {
		number[17] = *c;
		derive(v, STORE_NUMBER, number, &facts, arena);
		ck_assert_int_eq(v[CHECK].i, *c == right);
	}
}

START_TEST(test_random_numbers)
{
	uint64_t state = 20261105;

	for (int i = 0; i < 1000; i++) {
		struct arena *arena = arena_new();

		for (int j = 0; j < 100; j++)
			hold_number(&state, arena);
		arena_free(arena);
	}
}
END_TEST

START_TEST(test_ages)
{
	long reference = day_make(2026, 9, 30);

	ck_assert_int_eq(day_age(day_make(2010, 9, 30), reference), 16);
	ck_assert_int_eq(day_age(day_make(2010, 10, 1), reference), 15);
	ck_assert_int_eq(
		day_age(day_make(2000, 2, 29), day_make(2025, 2, 28)), 24);
	ck_assert_int_eq(
		day_age(day_make(2000, 2, 29), day_make(2025, 3, 1)), 25);
}
END_TEST

START_TEST(test_dates)
{
	char iso[11];

	ck_assert_int_eq(day_parse("1970-01-01"), 0);
	ck_assert_int_eq(day_parse("2026-02-29"), NO_DAY);
	ck_assert_int_eq(day_parse("2026-1-1"), NO_DAY);
	ck_assert_int_eq(day_of_week(day_parse("2026-11-24")), 2);
	for (long d = day_make(1600, 1, 1); d < day_make(2200, 1, 1); d++)
		ck_assert_int_eq(day_parse(day_format(d, iso)), d);
}
END_TEST

static const struct {
	const char *written, *form, *key; /* key NULL: not looked at */
} phones[] = {
	{ "13812345678", "mobile", "13812345678" },
	{ "12812345678", "bad", NULL },
	{ "0536-8123456", "fixed", "05368123456" },
	{ "05368123456", "fixed", "05368123456" },
	{ "8123456", "fixed", "8123456" },
	{ "81234567", "fixed", "81234567" },
	{ "1123456", "bad", NULL },
	{ "123", "bad", NULL },
	{ "", "none", NULL },
	{ " \xe3\x80\x80\xe2\x80\x8b", "none", NULL },
	{ "无", "none", NULL },
	{ "暂无", "none", NULL },
	{ "/", "none", NULL },
	{ "１３８１２３４５６７８", "mobile", "13812345678" },
	{ "138-1234-5678", "mobile", "13812345678" },
	{ "138 1234 5678", "mobile", "13812345678" },
	{ "+86 138-1234-5678", "mobile", "13812345678" },
	{ "＋８６13812345678", "mobile", "13812345678" },
	{ "(+86)13812345678", "mobile", "13812345678" },
	{ "008613812345678", "mobile", "13812345678" },
	{ "8613812345678", "mobile", "13812345678" },
	{ "013812345678", "nought", "13812345678" },
	{ "0-13812345678", "nought", "13812345678" },
	{ "1381234567", "bad", NULL },
	{ "138123456789", "bad", NULL },
	{ "0010-81234567", "bad", NULL },
	{ "010-81234567", "fixed", "01081234567" },
	{ "(010)8123456", "fixed", "0108123456" },
	{ "（0536）8123456", "fixed", "05368123456" },
	{ "021 8123 4567", "fixed", "02181234567" },
	{ "011-81234567", "bad", NULL },
	{ "0136-8123456", "bad", NULL },
	{ "0536-1123456", "bad", NULL },
	{ "0536-812345", "bad", NULL },
	{ "+86-536-8123456", "fixed", "05368123456" },
	{ "+86 0536 8123456", "fixed", "05368123456" },
	{ "0536-8123456-801", "fixed", "05368123456x801" },
	{ "05368123456转801", "fixed", "05368123456x801" },
	{ "8123456-12", "fixed", "8123456x12" },
	{ "8123-4567", "fixed", "81234567" },
	{ "0536-8123456-8012345", "bad", NULL },
	{ "13812345678/13912345678", "bad", NULL },
};

/* What is one account is one key. */
static const struct {
	const char *written, *key;
} accounts[] = {
	{ "6222000011112222", "6222000011112222" },
	{ "6222 0000 1111 2222", "6222000011112222" },
	{ "6222-0000-1111-2222", "6222000011112222" },
	{ "６２２２０００011112222\xe3\x80\x80", "6222000011112222" },
	{ "无", NULL },
	{ "\xe3\x80\x80", NULL },
	{ "", NULL },
};

START_TEST(test_accounts)
{
	struct arena *arena = arena_new();
	struct derive_facts facts = { 0 };
	struct value v[2];

	derive(v, STORE_ACCOUNT, accounts[_i].written, &facts, arena);
	if (accounts[_i].key != NULL)
		ck_assert_str_eq(v[1].s, accounts[_i].key);
	else
		ck_assert_int_eq(v[1].type, VALUE_NULL);
	ck_assert_int_eq(v[0].type, v[1].type);
	arena_free(arena);
}
END_TEST

static const struct {
	const char *written;
	int says; /* -1: blank */
} texts[] = {
	{ "保洁员", 1 },
	{ "无", 0 },
	{ " 否\xe3\x80\x80", 0 },
	{ "n/a", 0 },
	{ "无障碍设施管护", 1 },
	{ "\xe3\x80\x80", -1 },
	{ "", -1 },
};

START_TEST(test_free_text)
{
	struct arena *arena = arena_new();
	struct derive_facts facts = { 0 };
	struct value v[2];

	derive(v, STORE_FREE, texts[_i].written, &facts, arena);
	if (texts[_i].says < 0)
		ck_assert_int_eq(v[0].type, VALUE_NULL);
	else
		ck_assert_int_eq(v[1].i, texts[_i].says);
	arena_free(arena);
}
END_TEST

/* Columns behind a name. */
enum { DIGIT = 2, LATIN, SPACE, REPLACEMENT, DOT, RADICAL, PLACEHOLDER, ODD };

static const struct {
	const char *written;
	int fact; /* the one that holds, 0: none */
} names[] = {
	{ "王测一", 0 },
	{ "买买提·艾力", 0 },
	{ "张无忧", 0 },
	{ "王〇", 0 },
	{ "𬱖㛃", 0 },
	{ "王2", DIGIT },
	{ "王２", DIGIT },
	{ "Ｗ王", LATIN },
	{ "王 一", SPACE },
	{ "王\xe3\x80\x80一", SPACE },
	{ "王一\xe2\x80\x8b", SPACE },
	{ "王\xef\xbb\xbf一", SPACE },
	{ "王\xef\xbf\xbd", REPLACEMENT },
	{ "王？", REPLACEMENT },
	{ "王*", REPLACEMENT },
	{ "王\xee\x80\x80", REPLACEMENT },
	{ "王\xf3\xb0\x80\x80", REPLACEMENT },
	{ "王□", REPLACEMENT },
	{ "买买提•艾力", DOT },
	{ "买买提.艾力", DOT },
	{ "买买提・艾力", DOT },
	{ "王\xe2\xbd\xaf", RADICAL },
	{ "王\xef\xa4\x8a", RADICAL },
	{ "王\xef\xa8\x8e", 0 },
	{ "王\xef\xa8\x90", RADICAL },
	{ "王\xe2\xbb\xa2", RADICAL },
	{ "测试", PLACEHOLDER },
	{ "王某某", PLACEHOLDER },
	{ "无", PLACEHOLDER },
	{ "无名氏", PLACEHOLDER },
};

START_TEST(test_names)
{
	struct arena *arena = arena_new();
	struct derive_facts facts = { 0 };
	struct value v[1 + DERIVE_MAX];

	derive(v, STORE_NAME, names[_i].written, &facts, arena);
	for (int i = DIGIT; i <= PLACEHOLDER; i++)
		ck_assert_int_eq(v[i].i, i == names[_i].fact);
	arena_free(arena);
}
END_TEST

START_TEST(test_odd_characters)
{
	struct arena *arena = arena_new();
	struct derive_facts facts = { 0 };
	struct value v[1 + DERIVE_MAX];

	derive(v, STORE_NAME, "王\xe2\xbd\xaf\xe2\x80\x8b", &facts, arena);
	ck_assert_str_eq(v[ODD].s, "\xe2\xbd\xaf(U+2F6F)(U+200B)");
	derive(v, STORE_NAME, "王石", &facts, arena);
	ck_assert_int_eq(v[ODD].type, VALUE_NULL);
	arena_free(arena);
}
END_TEST

static const struct {
	const char *written, *form, *slips;
} slips[] = {
	{ "37999919491231002X", "id18", NULL },
	{ "37999919491231002x", "id18", " lower-x " },
	{ "37999919491231002Ｘ", "id18", " wide-x " },
	{ "37999919491231002ｘ", "id18", " wide-x " },
	{ "３79999200002290013", "id18", " wide-digit " },
	{ "379999 20000229 0013", "id18", " blank " },
	{ "379999200002290013\xe3\x80\x80", "id18", " blank " },
	{ "379999200002290013\xe2\x80\x8b", "id18", " invisible " },
	{ "379999-20000229-0013", "id18", " hyphen " },
	{ "379999—20000229　002x", "id18", " lower-x blank hyphen " },
	{ "无", "none", NULL },
	{ "—", "none", NULL },
	{ "暂 无", "none", NULL },
};

START_TEST(test_slips)
{
	struct arena *arena = arena_new();
	struct derive_facts facts = { 0 };
	struct value v[1 + DERIVE_MAX];

	derive(v, STORE_NUMBER, slips[_i].written, &facts, arena);
	ck_assert_str_eq(v[FORM].s, slips[_i].form);
	if (slips[_i].slips != NULL)
		ck_assert_str_eq(v[SLIPS].s, slips[_i].slips);
	else
		ck_assert_int_eq(v[SLIPS].type, VALUE_NULL);
	arena_free(arena);
}
END_TEST

START_TEST(test_phones)
{
	struct arena *arena = arena_new();
	struct derive_facts facts = { 0 };
	struct value v[3];

	derive(v, STORE_PHONE, phones[_i].written, &facts, arena);
	ck_assert_str_eq(v[1].s, phones[_i].form);
	if (phones[_i].key != NULL)
		ck_assert_str_eq(v[2].s, phones[_i].key);
	arena_free(arena);
}
END_TEST

static const struct {
	const char *written, *exposed;
} shown[] = {
	{ "王测一 379999200002290013", " number " },
	{ "王测一 37999919491231002X", " number " },
	{ "３７９９９９１９４９１２３１００２ｘ", " number " },
	{ "37999919491231002", " account " },
	{ "3799992000022900134401", " number " },
	/* groups of a number, and what is none */
	{ "379999 20000229 0013", " number " },
	{ "379999-19491231-002X", " number " },
	{ "379999 19491231 002", NULL },
	{ "379999 20000229-0013", NULL },
	{ "379999  20000229 0013", NULL },
	{ "379999 20261110 20261116", NULL },
	{ "379999 2000229 00013", NULL },
	/* 15 digits: a province, a date */
	{ "379999940525567", " number " },
	{ "379999941325567", NULL },
	{ "379999940231567", NULL },
	{ "019999940525567", NULL },
	{ "37999994052556", NULL },
	/* accounts */
	{ "账号6222000011112222", " account " },
	{ "6222000011112222333", " account " },
	{ "622200001111222", NULL },
	{ "6222 0000 1111 2222", " account " },
	{ "1 6222-0000-1111-2222-333", " account " },
	{ "3人 20261110 20261116", NULL },
	{ "2026 1110 2026 1116", NULL },
	{ "6222 0000-1111 2222", NULL },
	{ "6222 0000 1111", NULL },
	{ "6222 0000 1111 2222 3333", NULL },
	{ "12345 6222 0000 1111 2222", " account " },
	{ "2026-11-10 2026-11-16", NULL },
	{ "379999001001 H00100001", NULL },
	{ "379999001001 001", NULL },
	/* phones */
	{ "电话13812345678", " phone " },
	{ "+86-13812345678", " phone " },
	{ "8613812345678", " phone " },
	{ "013812345678", " phone " },
	{ "12812345678", NULL },
	{ "138 1234 5678", NULL },
	{ "0531-88881234", " phone " },
	{ "（0531）88881234", " phone " },
	{ "053188881234", " phone " },
	{ "010-88881234", " phone " },
	{ "0101-8888123", NULL },
	{ "0221234567", NULL },
	{ "0531 88881234", NULL },
	{ "0531-18881234", NULL },
	{ "88881234", NULL },
	/* several at once */
	{ "379999200002290013 13812345678", " number phone " },
	{ "6222000011112222 13812345678", " account phone " },
	{ "第三组 4人", NULL },
	{ "379999********0013", NULL },
};

START_TEST(test_shown)
{
	struct arena *arena = arena_new();
	static const unsigned char provinces[100] = { [37] = 1 };
	struct derive_facts facts = { .provinces = provinces };
	struct value v[2];

	derive(v, STORE_SHOWN, shown[_i].written, &facts, arena);
	if (shown[_i].exposed == NULL)
		ck_assert_int_eq(v[1].type, VALUE_NULL);
	else
		ck_assert_str_eq(v[1].s, shown[_i].exposed);
	arena_free(arena);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("facts");

	suite_add_each(t, test_numbers, numbers);
	tcase_add_test(t, test_published);
	tcase_add_test(t, test_weights);
	tcase_add_test(t, test_provinces);
	tcase_add_test(t, test_certificates);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, test_random_numbers);
	tcase_add_test(t, test_ages);
	tcase_add_test(t, test_dates);
	suite_add_each(t, test_phones, phones);
	suite_add_each(t, test_accounts, accounts);
	suite_add_each(t, test_free_text, texts);
	suite_add_each(t, test_names, names);
	tcase_add_test(t, test_odd_characters);
	suite_add_each(t, test_slips, slips);
	suite_add_each(t, test_shown, shown);
	return suite_run(t, "facts");
}
