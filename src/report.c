/*
 * From the result document to reports, part by part.
 */
#include "config.h"
#include <libxml/xmlreader.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "book.h"
#include "db.h"
#include "file.h"
#include "mem.h"
#include "report.h"
#include "result.h"
#include "xml.h"
#include "xslt.h"

/* The result document on its way past: its head as a tree, then its parts. */
struct source {
	FILE *f;
	xmlTextReaderPtr reader;
	xmlDocPtr doc; /* the head, with an empty <parts> to hang parts into */
	xmlNodePtr parts;
};

static int
read_file(void *file, char *buf, int n)
{
	return (int)fread(buf, 1, (size_t)n, file);
}

static void
source_close(struct source *s)
{
	xmlFreeTextReader(s->reader);
	xmlFreeDoc(s->doc);
	if (s->f != NULL)
		fclose(s->f);
	*s = (struct source){ 0 };
}

static bool
is_element(struct source *s, const char *name)
{
	return xmlTextReaderNodeType(s->reader) == XML_READER_TYPE_ELEMENT &&
		(name == NULL ||
			strcmp((const char *)xmlTextReaderConstLocalName(
				       s->reader),
				name) == 0);
}

/* Copy what the reader stands on behind parent's other children. */
static xmlNodePtr
copy_here(struct source *s, xmlNodePtr parent)
{
	xmlNodePtr node = xmlTextReaderExpand(s->reader), copy;

	if (node == NULL)
		return NULL;
	copy = xmlDocCopyNode(node, s->doc, 1);
	return copy != NULL ? xmlAddChild(parent, copy) : NULL;
}

static int
read_head(struct source *s)
{
	xmlNodePtr root, shell;
	int rc;

	while ((rc = xmlTextReaderRead(s->reader)) == 1 &&
		!is_element(s, "result"))
		;
	if (rc != 1)
		return -1;
	s->doc = xmlNewDoc((const xmlChar *)"1.0");
	shell = xmlTextReaderCurrentNode(s->reader);
	root = xmlDocCopyNode(shell, s->doc, 2);
	xmlDocSetRootElement(s->doc, root);
	rc = xmlTextReaderRead(s->reader);
	while (rc == 1 && !is_element(s, "parts")) {
		if (is_element(s, NULL)) {
			if (copy_here(s, root) == NULL)
				return -1;
			rc = xmlTextReaderNext(s->reader);
		} else {
			rc = xmlTextReaderRead(s->reader);
		}
	}
	if (rc != 1)
		return -1;
	s->parts = xmlNewChild(root, root->ns, (const xmlChar *)"parts", NULL);
	return 0;
}

static int
source_open(struct source *s, const char *path, struct error *err)
{
	*s = (struct source){ .f = fopen(path, "rb") };
	if (s->f != NULL)
		s->reader = xmlReaderForIO(
			read_file, NULL, s->f, NULL, NULL, XML_PARSE_NONET);
	if (s->reader == NULL || read_head(s) != 0) {
		source_close(s);
		return err_set(err, ERR_SYSTEM, "%s: no result", path);
	}
	return 0;
}

/* Hang the next part into the tree: 1, 0 at the end, -1. */
static int
next_part(struct source *s, struct error *err)
{
	int rc = xmlTextReaderRead(s->reader);

	while (rc == 1 && !is_element(s, "part"))
		rc = xmlTextReaderRead(s->reader);
	if (rc == 0)
		return 0;
	if (rc == 1 && copy_here(s, s->parts) != NULL)
		return 1;
	return err_set(err, ERR_SYSTEM, "the result cannot be read");
}

static void
drop_parts(struct source *s)
{
	xmlNodePtr n;

	while ((n = s->parts->children) != NULL) {
		xmlUnlinkNode(n);
		xmlFreeNode(n);
	}
}

static int
add_sheets(struct book *b, struct xslt *x, struct source *s,
	const char *mode, struct error *err)
{
	const char *params[] = { "mode", mode, NULL };
	xmlDocPtr out;
	int rc;

	if (xslt_tree(x, s->doc, params, &out, err) != 0)
		return -1;
	rc = book_add(b, out, err);
	xmlFreeDoc(out);
	return rc;
}

int
report_problems(const char *result, const char *path, struct error *err)
{
	char *sheet = file_data_path("xslt/problems.xsl"), *tmp = NULL;
	struct xslt *x = NULL;
	struct source s = { 0 };
	struct book *b = NULL;
	int rc = -1;

	if (xslt_load(&x, sheet, err) != 0 ||
		source_open(&s, result, err) != 0 ||
		file_begin(path, &tmp, err) != 0)
		goto out;
	b = book_new(tmp, NULL, 0);
	rc = add_sheets(b, x, &s, "head", err);
	while (rc == 0 && (rc = next_part(&s, err)) == 1) {
		rc = add_sheets(b, x, &s, "part", err);
		drop_parts(&s);
	}
	if (rc == 0)
		rc = add_sheets(b, x, &s, "summary", err);
	if (rc == 0)
		rc = book_finish(b, err);
	if (rc == 0)
		rc = file_commit(tmp, path, err);
out:
	book_free(b);
	if (rc != 0)
		file_abort(tmp);
	free(tmp);
	source_close(&s);
	xslt_free(x);
	free(sheet);
	return rc;
}

int
report_all(struct db *db, const char *dir, const char *lang, bool masked,
	struct error *err)
{
	bool en = strcmp(lang, "en") == 0;
	char *result = xasprintf("%s/result.xml", dir);
	char *list = xasprintf(
		"%s/%s", dir, en ? "problems.xlsx" : "问题清单.xlsx");
	int rc = result_write(db, result, lang, masked, err);

	if (rc == 0)
		rc = report_problems(result, list, err);
	free(result);
	free(list);
	return rc;
}
