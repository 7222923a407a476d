/*
 * The wording of reports: each message of xslt/messages.xml is there in both
 * languages and said by a stylesheet, and what a stylesheet says is there; and
 * how a message is filled in.
 */
#include "config.h"
#include <dirent.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xml.h"
#include "lib/xslt-words.h"
#include "../suite.h"

#define LIMIT (64u << 20)

static struct error err;

static void
add_stylesheets(struct strbuf *sb, const char *folder)
{
	char *path = file_data_path(folder);
	DIR *d = opendir(path);
	struct dirent *e;

	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d)) != NULL) {
		char *file, *text;
		size_t n;

		if (strstr(e->d_name, ".xsl") == NULL &&
			strcmp(e->d_name, "tables.xml") != 0)
			continue;
		file = xasprintf("%s/%s", path, e->d_name);
		ck_assert_int_eq(file_read(file, LIMIT, &text, &n, &err), 0);
		strbuf_add(sb, text, n);
		free(text);
		free(file);
	}
	closedir(d);
	free(path);
}

static char *
all_stylesheets(void)
{
	static const char *const folders[] = { "xslt", "xslt/html", "xslt/word",
		"xslt/book", "xslt/text" };
	struct strbuf sb = { 0 };

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		add_stylesheets(&sb, folders[i]);
	return strbuf_steal(&sb);
}

static struct _xmlDoc *
catalogue(void)
{
	char *path = file_data_path("xslt/messages.xml");
	struct _xmlDoc *doc;

	ck_assert_msg(xml_load(&doc, path, &err) == 0, "%s", err.msg);
	free(path);
	return doc;
}

/* Is the message named: alone, as a column's title, in a list, or by its
 * beginning? */
static bool
is_used(const char *sheets, const char *id)
{
	char *forms[] = { xasprintf("'%s'", id), xasprintf(" %s ", id),
		xasprintf("'%s ", id), xasprintf("#%s ", id),
		xasprintf(">%s<", id), xasprintf("=\"%s\"", id) };
	const char *dash = strchr(id, '-');
	bool yes = false;

	for (int i = 0; i < 6; i++) {
		yes = yes || strstr(sheets, forms[i]) != NULL;
		free(forms[i]);
	}
	for (; dash != NULL && !yes; dash = strchr(dash + 1, '-')) {
		char *prefix = xasprintf(
			"concat('%.*s'", (int)(dash + 1 - id), id);

		yes = strstr(sheets, prefix) != NULL;
		free(prefix);
	}
	/* An ending that a condition adds. */
	for (dash = strchr(id, '-'); dash != NULL && !yes;
		dash = strchr(dash + 1, '-')) {
		char *base = xstrndup(id, (size_t)(dash - id));
		char *ending = xasprintf(">%s<", dash);

		yes = strstr(sheets, ending) != NULL && is_used(sheets, base);
		free(base);
		free(ending);
	}
	/* Called with the end of the name by a template of their own. */
	return yes || strncmp(id, "card-", 5) == 0 ||
		strncmp(id, "h-", 2) == 0 || strncmp(id, "nav-", 4) == 0;
}

START_TEST(test_catalogue_is_complete)
{
	struct _xmlDoc *doc = catalogue();
	char *sheets = all_stylesheets();
	int n = 0;

	for (xmlNodePtr m = xml_first(xml_root(doc), "message"); m != NULL;
		m = xml_next(m, "message"), n++) {
		char *id = (char *)xmlGetProp(m, BAD_CAST "id");
		const char *langs = "";
		int texts = 0;

		for (xmlNodePtr t = xml_first(m, "text"); t != NULL;
			t = xml_next(t, "text"), texts++) {
			char *lang = (char *)xmlNodeGetLang(t);
			char *text = (char *)xmlNodeGetContent(t);

			ck_assert_str_ne(lang, langs);
			ck_assert_msg(*text != '\0', "%s: empty", id);
			langs = strcmp(lang, "zh") == 0 ? "zh" : "en";
			xmlFree(lang);
			xmlFree(text);
		}
		ck_assert_msg(texts == 2, "%s: not in two languages", id);
		ck_assert_msg(is_used(sheets, id), "%s: nobody says it", id);
		for (xmlNodePtr o = xml_next(m, "message"); o != NULL;
			o = xml_next(o, "message")) {
			char *other = (char *)xmlGetProp(o, BAD_CAST "id");

			ck_assert_str_ne(id, other);
			xmlFree(other);
		}
		xmlFree(id);
	}
	ck_assert_int_gt(n, 100);
	free(sheets);
	xml_free(doc);
}
END_TEST

/* What stands behind the mark, up to the quote. */
static void
find_said(const char *mark)
{
	struct _xmlDoc *doc = catalogue();
	char *sheets = all_stylesheets(), *s = sheets;
	int n = 0;

	for (; (s = strstr(s, mark)) != NULL; n++) {
		char *end = strchr(s += strlen(mark), '\'');
		bool found = false;

		*end = '\0';
		for (xmlNodePtr m = xml_first(xml_root(doc), "message");
			m != NULL && !found; m = xml_next(m, "message")) {
			char *id = (char *)xmlGetProp(m, BAD_CAST "id");
			size_t len = strlen(id), k = strlen(s);

			/* by name, or by the end that a template completes */
			found = len >= k && strcmp(id + len - k, s) == 0;
			xmlFree(id);
		}
		ck_assert_msg(found, "no message '%s'", s);
		s = end + 1;
	}
	ck_assert_int_gt(n, 20);
	free(sheets);
	xml_free(doc);
}

START_TEST(test_what_is_said_is_there)
{
	find_said("name=\"id\" select=\"'");
	find_said("h:say($lang, '");
}
END_TEST

/* Filled in by xslt/common.xsl's own function. */
static char *
say(const char *text, const struct xslt_own_words *own, const char *a,
	const char *b)
{
	char *const values[] = { (char *)a, (char *)b };
	struct strbuf words = { 0 }, said = { 0 };

	xslt_words_own(&words, text, own);
	xslt_words_fill(&said, words.data, values, 2);
	strbuf_clear(&words);
	return strbuf_steal(&said);
}

static void
says(const char *text, const struct xslt_own_words *own, const char *expected)
{
	char *s = say(text, own, "1", "{1}");

	ck_assert_str_eq(s, expected);
	free(s);
}

START_TEST(test_a_message_is_filled)
{
	char village[] = "village", list[] = "list";
	char both[] = "village list", hamlet[] = "hamlet", roll[] = "roll {2}";
	char *of[] = { village, both, list };
	char *as[] = { hamlet, roll, village };
	const struct xslt_own_words none = { 0 }, own = { of, as, 3 };

	says("", &none, "");
	says("{1} and {2}{1}", &none, "1 and {1}1");
	says("{1?day:days} {2?day:days}", &none, "day days");
	says("{3}|{9}|{}|{x}", &none, "|||");
	says("{1?day}, open {1", &none, ", open ");
	/* The first, of several the longest; not what was put in. */
	says("a village list, a list, villages", &own,
		"a roll {1}, a village, hamlets");
}
END_TEST

START_TEST(test_words_are_found)
{
	ck_assert_int_eq(xslt_words_load(&err), 0);
	ck_assert_int_eq(xslt_words_load(&err), 0);
	ck_assert_str_eq(xslt_words_find("month-5", "en"), "May");
	ck_assert_str_eq(xslt_words_find("month-5", "zh"), "5月");
	ck_assert_ptr_null(xslt_words_find("month-5", "de"));
	ck_assert_ptr_null(xslt_words_find("month-13", "en"));
	ck_assert(xslt_words_know("month-5"));
	ck_assert(!xslt_words_know("month-13"));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("wording");

	xml_init();
	tcase_set_timeout(t, 300);
	tcase_add_test(t, test_catalogue_is_complete);
	tcase_add_test(t, test_what_is_said_is_there);
	tcase_add_test(t, test_a_message_is_filled);
	tcase_add_test(t, test_words_are_found);
	return suite_run(t, "wording");
}
