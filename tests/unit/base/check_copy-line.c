/*
 * Rows in the text format of COPY: what a server writes, what a hostile one
 * could, and that each row comes back as it was written.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/copy-line.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "../suite.h"

/* The values between bars, a NUL in them as 0 and NULL as -. */
static const struct {
	const char *line;
	size_t n; /* 0: all of it */
	const char *values;
} lines[] = {
	{ "a\tb\n", 0, "a|b" },
	{ "a\tb", 0, "a|b" },
	{ "\n", 0, "" },
	{ "\t\n", 0, "|" },
	{ "\\N\t\\N\n", 0, "-|-" },
	{ "\\N", 0, "-" },
	/* the text \N is written so */
	{ "\\\\N\n", 0, "\\N" },
	{ "\\Nx\tx\\N\t\\N\\N\n", 0, "Nx|xN|NN" },
	{ "\\b\\f\\n\\r\\t\\v\\\\\n", 0, "\b\f\n\r\t\v\\" },
	/* no escapes: what stands behind \ stands for itself */
	{ "\\x41\\101\\.\\q\n", 0, "x41101.q" },
	{ "\\\t\\\n", 0, "\t\\" },
	{ "\\", 0, "\\" },
	{ "a\\", 0, "a\\" },
	{ "a\\\n", 0, "a\\" },
	/* lines in a line, and a NUL */
	{ "a\nb\n\n", 0, "a\nb\n" },
	{ "a\0b\t\\\0\n", 7, "a0b|0" },
	{ "\0", 1, "0" },
	{ "\xff\xfe\t\xe4\xbd\n", 0, "\xff\xfe|\xe4\xbd" },
};

/* The bytes alone, so that one before or behind them is seen. */
static char *
copy(const char *s, size_t n)
{
	char *line = xmalloc(n + 1);

	memcpy(line, s, n);
	line[n] = '\0';
	return line;
}

static void
show(struct strbuf *sb, const struct copy_line *row)
{
	strbuf_adds(sb, "");
	for (int i = 0; i < row->n; i++) {
		if (i > 0)
			strbuf_addc(sb, '|');
		if (row->values[i] == NULL)
			strbuf_addc(sb, '-');
		for (size_t k = 0; k < row->lengths[i]; k++)
			strbuf_addc(sb,
				row->values[i][k] != '\0' ? row->values[i][k]
							  : '0');
		if (row->values[i] != NULL)
			ck_assert_int_eq(row->values[i][row->lengths[i]], '\0');
	}
}

START_TEST(test_split)
{
	size_t n = lines[_i].n != 0 ? lines[_i].n : strlen(lines[_i].line);
	char *line = copy(lines[_i].line, n);
	struct copy_line row = { 0 };
	struct strbuf sb = { 0 };

	ck_assert(copy_line_split(&row, line, n));
	show(&sb, &row);
	ck_assert_str_eq(sb.data, lines[_i].values);
	strbuf_clear(&sb);
	copy_line_clear(&row);
	free(line);
}
END_TEST

static const char *const values[] = { "", "a", "\\N", "\\", "\n", "\t\r\\n",
	"测试\\", NULL, "N", "\b\f\v", "x\\" };

START_TEST(test_back)
{
	enum { N = sizeof values / sizeof *values };
	struct strbuf sb = { 0 };
	struct copy_line row = { 0 };

	for (int i = 0; i < N; i++) {
		if (i > 0)
			strbuf_addc(&sb, '\t');
		copy_line_write(&sb, values[i]);
	}
	strbuf_addc(&sb, '\n');
	ck_assert(copy_line_split(&row, sb.data, sb.len));
	ck_assert_int_eq(row.n, N);
	for (int i = 0; i < N; i++)
		ck_assert_pstr_eq(row.values[i], values[i]);
	copy_line_clear(&row);
	strbuf_clear(&sb);
}
END_TEST

/* As many columns as there can be, and one more. */
START_TEST(test_many)
{
	struct copy_line row = { 0 };
	char line[COPY_LINE_COLUMNS + 1];

	memset(line, '\t', sizeof line);
	ck_assert(copy_line_split(&row, line, COPY_LINE_COLUMNS - 1));
	ck_assert_int_eq(row.n, COPY_LINE_COLUMNS);
	memset(line, '\t', sizeof line);
	ck_assert(!copy_line_split(&row, line, COPY_LINE_COLUMNS));
	copy_line_clear(&row);
}
END_TEST

int
main(void)
{
	TCase *tc = tcase_create("all");

	suite_add_each(tc, test_split, lines);
	tcase_add_test(tc, test_back);
	tcase_add_test(tc, test_many);
	return suite_run(tc, "copy-line");
}
