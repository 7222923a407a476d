/*
 * Elements without their content: where it ends, whatever stands in it.
 */
#include "config.h"
#include <string.h>
#include "lib/xml-hollow.h"
#include "../suite.h"

static const struct {
	const char *text, *left;
} rows[] = {
	{ "<p><case a='1'>x<y/>\n</case><rule/></p>",
		"<p><case a='1'>\n</case><rule/></p>" },
	/* one that is empty already */
	{ "<p><case/><rule>b</rule></p>", "<p><case/><rule>b</rule></p>" },
	{ "<p><case n='/' /><rule>b</rule></p>",
		"<p><case n='/' /><rule>b</rule></p>" },
	/* others whose names begin alike, in and out of it */
	{ "<cases>1</cases><case>2<cases>3</cases>4</case>5",
		"<cases>1</cases><case></case>5" },
	/* in itself */
	{ "<case>1<case>2</case>3<case/>4</case>5", "<case></case>5" },
	/* an end that is none: in a comment, CDATA, a value, an instruction */
	{ "<case><!-- </case> --><r/></case>5", "<case></case>5" },
	{ "<case><![CDATA[</case>]]><r/></case>5", "<case></case>5" },
	{ "<case><r a='</case>' b=\"'\"/></case>5", "<case></case>5" },
	{ "<case><?r </case> ?></case>5", "<case></case>5" },
	/* a beginning that is none */
	{ "<!-- <case> -->1<r>2</r>", "<!-- <case> -->1<r>2</r>" },
	{ "<![CDATA[a<case>1]]><r>2</r>", "<![CDATA[a<case>1]]><r>2</r>" },
	{ "<r a='>'>1</r><case a='>'>2</case >3",
		"<r a='>'>1</r><case a='>'></case >3" },
	/* cut off: the parser will say so */
	{ "<p><case>1\n", "<p><case>\n" },
	{ "<p><case a='1>2</case>", "<p><case a='1>2</case>" },
	{ "<p><case", "<p><case" },
	{ "<p><case>1</case", "<p><case>" },
	{ "", "" },
};

START_TEST(test_row)
{
	size_t n = strlen(rows[_i].text);
	/* without a nought behind it, for the sanitizers */
	char *text = malloc(n + 1), *left;

	memcpy(text, rows[_i].text, n + 1);
	text = realloc(text, n > 0 ? n : 1);
	left = xml_hollow(text, &n, "case");
	ck_assert_int_eq(n, strlen(rows[_i].left));
	ck_assert(memcmp(left, rows[_i].left, n) == 0);
	free(left);
	free(text);
}
END_TEST

int
main(void)
{
	TCase *tcase = tcase_create("xml-hollow");

	suite_add_each(tcase, test_row, rows);
	return suite_run(tcase, "xml-hollow");
}
