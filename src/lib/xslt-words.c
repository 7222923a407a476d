/*
 * The words that stylesheets say. They ask for some thousands in a report, so
 * that templates that look them up would be most of its work.
 */
#include "config.h"
#include <libxml/hash.h>
#include <libxml/tree.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/mem.h"
#include "lib/xml.h"
#include "lib/xslt-words.h"

/* Read-only once it is there, and kept to the end of the process: an audit
 * makes eight reports of the same words. */
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;
static xmlHashTablePtr words; /* id and language → text; id alone → any text */

static void
add_message(xmlHashTablePtr table, xmlNodePtr message)
{
	xmlChar *id = xmlGetNoNsProp(message, BAD_CAST "id");
	xmlNodePtr t = xml_first(message, "text");

	for (; id != NULL && t != NULL; t = xml_next(t, "text")) {
		xmlChar *lang = xmlNodeGetLang(t);
		xmlChar *text = xmlNodeGetContent(t);

		/* The first of two of the same name is the one that is said. */
		if (xmlHashLookup(table, id) == NULL)
			xmlHashAddEntry(table, id, xmlStrdup(text));
		if (lang == NULL ||
			xmlHashAddEntry2(table, id, lang, text) != 0)
			xmlFree(text);
		xmlFree(lang);
	}
	xmlFree(id);
}

static int
load(struct error *err)
{
	char *path = file_data_path("xslt/messages.xml");
	struct _xmlDoc *doc = NULL;
	xmlHashTablePtr table;
	int rc = xml_load(&doc, path, err);

	if (rc == 0) {
		table = xmlHashCreate(4096);
		for (xmlNodePtr m = xml_first(xml_root(doc), "message");
			m != NULL; m = xml_next(m, "message"))
			add_message(table, m);
		words = table;
	}
	xml_free(doc);
	free(path);
	return rc;
}

int
xslt_words_load(struct error *err)
{
	int rc = 0;

	pthread_mutex_lock(&loading);
	if (words == NULL)
		rc = load(err);
	pthread_mutex_unlock(&loading);
	return rc;
}

const char *
xslt_words_find(const char *id, const char *lang)
{
	return xmlHashLookup2(words, BAD_CAST id, BAD_CAST lang);
}

bool
xslt_words_know(const char *id)
{
	return xmlHashLookup(words, BAD_CAST id) != NULL;
}

void
xslt_words_own(
	struct strbuf *to, const char *text, const struct xslt_own_words *own)
{
	for (;;) {
		const char *first = NULL;
		size_t k = 0, longest = 0;

		for (size_t i = 0; i < own->n; i++) {
			const char *s = strstr(text, own->of[i]);
			size_t n = strlen(own->of[i]);

			if (s != NULL && n > 0 &&
				(first == NULL || s < first ||
					(s == first && n > longest))) {
				first = s;
				longest = n;
				k = i;
			}
		}
		if (first == NULL)
			break;
		strbuf_add(to, text, (size_t)(first - text));
		strbuf_adds(to, own->as[k]);
		text = first + longest;
	}
	strbuf_adds(to, text);
}

/* One field, from behind its { up to its }. */
static void
fill_field(struct strbuf *to, const char *field, size_t len,
	char *const *values, size_t n)
{
	size_t i = len > 0 ? (size_t)(field[0] - '1') : n;
	const char *value = i < n ? values[i] : "";
	const char *choice = memchr(field, '?', len), *end = field + len,
		   *colon;

	if (choice == NULL) {
		strbuf_adds(to, value);
		return;
	}
	choice++;
	colon = memchr(choice, ':', (size_t)(end - choice));
	if (colon == NULL)
		return;
	if (strcmp(value, "1") == 0)
		strbuf_add(to, choice, (size_t)(colon - choice));
	else
		strbuf_add(to, colon + 1, (size_t)(end - colon - 1));
}

void
xslt_words_fill(
	struct strbuf *to, const char *text, char *const *values, size_t n)
{
	const char *open, *close;

	while ((open = strchr(text, '{')) != NULL) {
		strbuf_add(to, text, (size_t)(open - text));
		close = strchr(open, '}');
		if (close == NULL)
			return;
		fill_field(to, open + 1, (size_t)(close - open - 1), values, n);
		text = close + 1;
	}
	strbuf_adds(to, text);
}
