/*
 * Reports as documents: a .docx is what the stylesheet says of its text and
 * its properties, and parts that never change (xslt/word); a .pdf is the same
 * printed by LibreOffice.
 */
#include "config.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/xml.h"
#include "lib/office.h"
#include "lib/xslt.h"
#include "lib/stored.h"
#include "report/result-parts.h"
#include "report/writers.h"

#define PART_LIMIT ((size_t)1 << 20)

/* In the order of the package; part says what the stylesheet makes. */
static const struct {
	const char *name, *file, *part, *root;
} members[] = {
	{ "[Content_Types].xml", "xslt/word/content-types.xml", NULL, NULL },
	{ "_rels/.rels", "xslt/word/package.rels", NULL, NULL },
	{ "docProps/core.xml", NULL, "properties", "coreProperties" },
	{ "word/document.xml", NULL, "text", "document" },
	{ "word/_rels/document.xml.rels", "xslt/word/document.rels", NULL,
		NULL },
	{ "word/styles.xml", "xslt/word/styles.xml", NULL, NULL },
	{ "word/settings.xml", "xslt/word/settings.xml", NULL, NULL },
	{ "word/fontTable.xml", "xslt/word/fonts.xml", NULL, NULL },
	{ "word/footer1.xml", "xslt/word/footer-odd.xml", NULL, NULL },
	{ "word/footer2.xml", "xslt/word/footer-even.xml", NULL, NULL },
};
enum { NMEMBERS = sizeof members / sizeof *members };

struct root {
	const char *name;
	bool begun, is;
};

static void
begin_element(void *arg, const struct xml_tag *tag)
{
	struct root *r = arg;

	if (!r->begun)
		r->is = strcmp(tag->name, r->name) == 0;
	r->begun = true;
}

static void
pass_other(void *arg)
{
	(void)arg;
}

static void
pass_text(void *arg, const char *s, size_t n, long line)
{
	(void)arg;
	(void)s;
	(void)n;
	(void)line;
}

static void
pass_cdata(void *arg, long line)
{
	(void)arg;
	(void)line;
}

/* A part that is not what a program expects would spoil the whole package. */
static int
check_part(const char *stylesheet, const struct stored_entry *e,
	const char *root, struct error *err)
{
	static const struct xml_events events = {
		.begin = begin_element,
		.end = pass_other,
		.text = pass_text,
		.cdata = pass_cdata,
		.other = pass_other,
	};
	const struct xml_text text = { e->data, e->size, e->name, 1 };
	struct root r = { .name = root };
	struct error why = { 0 };

	if (xml_stream(&events, &r, &text, &why) == 0 && r.is)
		return 0;
	return err_set(err, ERR_INPUT, "DOCX-1", "%s: its %s is not <%s>",
		stylesheet, e->name, root);
}

static const char *
given(const char *text)
{
	return text != NULL ? text : "";
}

static int
make_member(struct stored_entry *e, size_t i, struct xslt *xslt,
	struct parts *parts, const struct letter *letter, struct error *err)
{
	const char *const params[] = { "part", members[i].part, "number",
		given(letter->number), "signer", given(letter->signer), "date",
		given(letter->date), NULL };
	char *path, *text = NULL;
	int rc;

	e->name = members[i].name;
	if (members[i].file == NULL) {
		rc = xslt_text(
			xslt, parts_tree(parts), params, &text, &e->size, err);
	} else {
		path = file_data_path(members[i].file);
		rc = file_read(path, PART_LIMIT, &text, &e->size, err);
		free(path);
	}
	e->data = text;
	return rc;
}

int
write_word(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts, struct error *err)
{
	struct stored_entry entries[NMEMBERS] = { 0 };
	char *tmp = NULL;
	struct parts *parts = NULL;
	struct xslt *xslt = NULL;
	int rc = -1;

	if (xslt_load(&xslt, stylesheet, err) != 0 ||
		parts_open(&parts, result_path, PARTS_LISTED_EXITS, false,
			err) != 0)
		goto out;
	for (size_t i = 0; i < NMEMBERS; i++) {
		if (make_member(&entries[i], i, xslt, parts, &opts->letter,
			    err) != 0)
			goto out;
		if (members[i].root != NULL &&
			check_part(stylesheet, &entries[i], members[i].root,
				err) != 0)
			goto out;
	}
	if (file_begin(out_path, &tmp, err) != 0)
		goto out;
	unlink(tmp); /* a new file of the same name */
	rc = stored_write(tmp, entries, NMEMBERS, err);
	if (rc == 0)
		rc = file_commit(tmp, out_path, err);
	if (rc != 0)
		file_abort(tmp);
out:
	for (size_t i = 0; i < NMEMBERS; i++)
		free((void *)(uintptr_t)entries[i].data);
	parts_close(parts);
	xslt_free(xslt);
	free(tmp);
	return rc;
}

static int
copy_file(const char *from, const char *to, struct error *err)
{
	char *data;
	size_t n;
	int rc = file_read(from, (size_t)1 << 30, &data, &n, err);

	if (rc == 0) {
		rc = file_write(to, data, n, err);
		free(data);
	}
	return rc;
}

int
write_print(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts, struct error *err)
{
	const char *tmp = getenv("TMPDIR");
	char *base = xasprintf(
		"%s/", tmp != NULL && *tmp == '/' ? tmp : "/tmp");
	char *fonts = file_data_path("xslt/word/fonts.conf");
	char *dir = file_work_dir(base, err), *docx = NULL, *pdf = NULL;
	int rc = -1;

	if (dir == NULL)
		goto out;
	docx = xasprintf("%s/report.docx", dir);
	pdf = xasprintf("%s/report.pdf", dir);
	rc = write_word(stylesheet, result_path, docx, opts, err);
	if (rc == 0)
		rc = office_print(dir, docx, fonts, err);
	if (rc == 0)
		rc = copy_file(pdf, out_path, err);
out:
	file_remove_dir(dir);
	free(docx);
	free(pdf);
	free(dir);
	free(fonts);
	free(base);
	return rc;
}
