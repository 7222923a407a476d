/*
 * Options: long and short, in any order, with their values; what is refused.
 */
#include "config.h"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/opt.h"
#include "../suite.h"

struct values {
	bool full, quiet;
	const char *output;
	int64_t jobs;
	struct opt_list only;
};

static const struct opt opts[] = {
	{ "full", 'F', OPT_FLAG, offsetof(struct values, full), NULL, "f" },
	{ "quiet", 'q', OPT_FLAG, offsetof(struct values, quiet), NULL, "q" },
	{ "output", 'o', OPT_TEXT, offsetof(struct values, output), "FILE",
		"o" },
	{ "jobs", 'j', OPT_NUMBER, offsetof(struct values, jobs), "N", "j" },
	{ "only", 0, OPT_LIST, offsetof(struct values, only), "ID", "l" },
	{ 0 },
};

/* What the command line says, and what comes of it: flags, the text, the
 * number, the list and the operands, each with a bar behind it. */
static const struct {
	const char *said, *got;
} rows[] = {
	{ "", "-|0|" },
	{ "a b", "-|0|a|b|" },
	{ "--full a -q", "Fq-|0|a|" },
	{ "-qF", "Fq-|0|" },
	{ "-o x --output y", "y|0|" },
	{ "--output=x=1", "x=1|0|" },
	{ "-ox", "x|0|" },
	{ "-qox", "qx|0|" },
	{ "-j 12 --only a --only=b", "-|12|+a+b" },
	{ "-- -q --full", "-|0|-q|--full|" },
	{ "- -q", "q-|0|-|" },
	{ "--output -q", "-q|0|" },
	{ "-j x", NULL },
	{ "-j -1", NULL },
	{ "-j 99999999999999999999", NULL },
	{ "-j", NULL },
	{ "--full=1", NULL },
	{ "--ful", NULL },
	{ "-x", NULL },
	{ "--output", NULL },
};

static void
tell(char *got, size_t size, const struct values *v, int argc, char **argv)
{
	snprintf(got, size, "%s%s%s|%lld|", v->full ? "F" : "",
		v->quiet ? "q" : "", v->output != NULL ? v->output : "-",
		(long long)v->jobs);
	for (size_t i = 0; i < v->only.n; i++) {
		strcat(got, "+");
		strcat(got, v->only.items[i]);
	}
	for (int i = 0; i < argc; i++) {
		strcat(got, argv[i]);
		strcat(got, "|");
	}
}

START_TEST(test_options)
{
	char *said = strdup(rows[_i].said), *save = NULL, got[200];
	char *words[20], **argv = words;
	struct values v = { 0 };
	struct error err = { 0 };
	int argc = 0;

	for (char *s = strtok_r(said, " ", &save); s != NULL;
		s = strtok_r(NULL, " ", &save))
		words[argc++] = s;
	words[argc] = NULL;
	if (opt_parse(opts, &v, &argc, &argv, &err) != 0) {
		ck_assert_ptr_null(rows[_i].got);
		ck_assert_int_eq(err.kind, ERR_USAGE);
	} else {
		ck_assert_ptr_nonnull(rows[_i].got);
		tell(got, sizeof got, &v, argc, argv);
		ck_assert_str_eq(got, rows[_i].got);
	}
	opt_list_clear(&v.only);
	free(said);
}
END_TEST

/* Before a command: what stands behind its name is the command's. */
START_TEST(test_leading)
{
	char quiet[] = "-q", check[] = "check", full[] = "--full";
	char *words[] = { quiet, check, full, NULL }, **argv = words;
	struct values v = { 0 };
	struct error err = { 0 };
	int argc = 3;

	ck_assert_int_eq(opt_parse_leading(opts, &v, &argc, &argv, &err), 0);
	ck_assert(v.quiet && !v.full);
	ck_assert_int_eq(argc, 2);
	ck_assert_str_eq(argv[0], "check");
}
END_TEST

/* What was meant is offered. */
START_TEST(test_near)
{
	char said[] = "--outptu", *words[] = { said, NULL }, **argv = words;
	struct values v = { 0 };
	struct error err = { 0 };
	int argc = 1;

	ck_assert_int_eq(opt_parse(opts, &v, &argc, &argv, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.msg, "output"));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("opt");

	suite_add_each(t, test_options, rows);
	tcase_add_test(t, test_leading);
	tcase_add_test(t, test_near);
	return suite_run(t, "opt");
}
