/*
 * Documents at the edges of what is read: of size, length, depth and number.
 */
#include "config.h"
#include <string.h>
#include "base/strbuf.h"
#include "write.h"

#define VILLAGE "<village code=\"379999001001\" name=\""

/* A piece of what a record may be filled with. */
static const char comment[] = "<!-- 0123456789 0123456789 0123456789 -->\n";

static void
fill(struct strbuf *out, const char *what, int n)
{
	while (n-- > 0)
		strbuf_adds(out, what);
}

static void
tag_of(struct strbuf *out, int n)
{
	strbuf_adds(out, VILLAGE "x\" ");
	fill(out, " ", n - (int)(sizeof VILLAGE - 1) - 5);
	strbuf_adds(out, "/>");
}

static void
household_of(struct strbuf *out, const char *child, int n)
{
	strbuf_adds(out, "<household id=\"h1\" village=\"379999001001\">");
	fill(out, child, n);
	strbuf_adds(out, "</household>");
}

static void
nested(struct strbuf *out, int depth)
{
	strbuf_adds(out, "<household id=\"h1\" village=\"379999001001\">");
	fill(out, "<x>", depth);
	fill(out, "</x>", depth);
	strbuf_adds(out, "</household>");
}

/* Some megabytes; a faulty record now and then, so that the places of the
 * faults tell whether the pieces were put together rightly. */
static void
many_records(struct strbuf *out)
{
	for (int i = 0; i < 25000; i++) {
		strbuf_addf(out, "<village code=\"%s%06d\" name=\"%s\"/>%s",
			i % 997 == 0 ? "x" : "379999", i,
			"a village with a name of some length, of no use",
			i % 3 == 0	     ? "\n"
				: i % 3 == 1 ? ""
					     : " ");
		if (i % 499 == 0)
			household_of(out, "\n<member id=\"\"/>", 2);
	}
}

static void
many_faults(struct strbuf *out, int n)
{
	strbuf_adds(out, "<household id=\"h1\" village=\"379999001001\"");
	for (int i = 0; i < n; i++)
		strbuf_addf(out, " a%d=\"\"", i);
	strbuf_adds(out, "/>\n" VILLAGE "x\"/>");
}

bool
extreme_write(int which, struct strbuf *out)
{
	strbuf_adds(out,
		"<register xmlns=\"urn:hecha:1\" year=\"2026\" "
		"source=\"current\" division=\"379999001\" "
		"exported=\"2026-12-27\">\n");
	switch (which) {
	case 0:
	case 1:
	case 2:
		tag_of(out, (64 << 10) + which);
		break;
	case 3:
		fill(out, "<village ", 9000);
		break;
	case 4:
		household_of(out, comment, (17 << 20) / (int)strlen(comment));
		break;
	case 5:
		household_of(out, "\n", 59000);
		strbuf_adds(out, VILLAGE "x\" nothing=\"\"/>");
		break;
	case 6:
	case 7:
	case 8:
		nested(out, 252 + which - 6);
		break;
	case 9:
		nested(out, 10000);
		break;
	case 10:
		many_records(out);
		break;
	case 11:
	case 12:
	case 13:
		many_faults(out, 49 + which - 11);
		break;
	case 14:
	case 15:
		strbuf_adds(out, VILLAGE "x\"/><!--");
		fill(out, "0123456789abcdef", (which == 14 ? 3 : 11) << 16);
		strbuf_adds(out, "-->" VILLAGE "y\"/>");
		break;
	default:
		return false;
	}
	strbuf_adds(out, "</register>\n");
	return true;
}
