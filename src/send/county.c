/*
 * The overview of the level above.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/version.h"
#include "lib/db.h"
#include "lib/xml-writer.h"
#include "lib/xml.h"
#include "lib/xslt.h"
#include "report/workbook.h"
#include "send/collect.h"
#include "send/county.h"

#define ASSET_LIMIT ((size_t)1 << 20)

int
county_is(bool *is, struct db *db, struct error *err)
{
	int64_t version = 0;
	int rc = db_get_int(db, "PRAGMA user_version", &version, err);

	*is = version == COLLECT_VERSION;
	return rc;
}

int
county_write_rows(struct xml_writer *w, struct db *db, const char *element,
	const char *sql, const char *year, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	stmt_bind_text(st, 1, year);
	while ((rc = stmt_step(st, err)) == 1) {
		xml_writer_open(w, element);
		for (int i = 0; i < stmt_columns(st); i++) {
			if (!stmt_is_null(st, i))
				xml_writer_attribute(
					w, stmt_name(st, i), stmt_text(st, i));
		}
		xml_writer_close(w);
	}
	stmt_free(st);
	return rc;
}

static const char *const elements[][2] = {
	{ "order",
		"SELECT name, due, fresh, rules, NULLIF(small_cell, '0') AS"
		" \"small-cell\" FROM hc_order WHERE year = ?1" },
	{ "totals",
		"SELECT COUNT(*) AS streets, SUM(expected) AS expected,"
		" SUM(received = 'good') AS received, SUM(lack = 'missing') AS"
		" missing, SUM(lack = 'contradiction') AS contradictions,"
		" SUM(lack = 'foreign') AS \"foreign\","
		" COALESCE(SUM(verdict = 'met'), 0) AS met,"
		" COALESCE(SUM(verdict = 'not-met'), 0) AS \"not-met\","
		" COALESCE(SUM(verdict = 'unknown'), 0) AS unknown,"
		" COALESCE(SUM(villages), 0) AS villages,"
		" COALESCE(SUM(households), 0) AS households,"
		" COALESCE(SUM(members), 0) AS members,"
		" COALESCE(SUM(errors), 0) AS errors,"
		" COALESCE(SUM(suspects), 0) AS suspects FROM hc_street WHERE"
		" year = ?1" },
	{ "street",
		"SELECT division, name, expected, sequence, submissions,"
		" as_of AS \"as-of\", substr(came, 1, 10) AS came, verdict,"
		" villages, households, members, errors, suspects, untold,"
		" lack, received, verified, ordered, fresh, in_time AS"
		" \"in-time\", faultless, settled, papers, deadlines, receipt "
		"FROM"
		" hc_street WHERE year = ?1 ORDER BY division" },
	{ "day",
		"SELECT d.day, COUNT(*) AS streets, SUM(p.errors) AS errors,"
		" SUM(p.suspects) AS suspects, SUM(p.verdict = 'met') AS met"
		" FROM (SELECT DISTINCT substr(came, 1, 10) AS day FROM"
		" hc_package WHERE year = ?1 ORDER BY 1 DESC LIMIT 30) d"
		" JOIN (SELECT division, sequence, MIN(package) AS package,"
		" MIN(substr(came, 1, 10)) AS day FROM hc_package WHERE year ="
		" ?1 GROUP BY division, sequence) f ON f.day <= d.day"
		" JOIN hc_package p ON p.package = f.package WHERE NOT EXISTS"
		" (SELECT 1 FROM hc_package n WHERE n.year = ?1 AND n.division"
		" = f.division AND n.sequence > f.sequence AND substr(n.came,"
		" 1, 10) <= d.day) GROUP BY d.day ORDER BY d.day" },
};

int
county_write(struct db *db, const char *path, const char *year, enum lang lang,
	struct error *err)
{
	struct error ignored = { 0 };
	struct xml_writer *w;
	char *last = NULL;
	int rc = 0;

	if (year == NULL)
		rc = db_get_text(
			db, "SELECT MAX(year) FROM hc_street", &last, err);
	if (rc == 0 && year == NULL && last == NULL)
		rc = err_set(err, ERR_USAGE, "COUNTY-1",
			"no package was collected and no street is expected "
			"yet");
	if (rc == 0)
		rc = xml_writer_begin(&w, path, err);
	if (rc != 0) {
		free(last);
		return -1;
	}
	year = year != NULL ? year : last;
	xml_writer_open(w, "county");
	xml_writer_attribute(w, "xmlns", XML_NS);
	xml_writer_attribute(w, "xml:lang", lang_code(lang));
	xml_writer_attribute(w, "year", year);
	xml_writer_attribute(w, "program", VERSION_NAME);
	for (size_t i = 0; rc == 0 && i < sizeof elements / sizeof *elements;
		i++)
		rc = county_write_rows(
			w, db, elements[i][0], elements[i][1], year, err);
	xml_writer_close(w);
	if (xml_writer_end(w, rc == 0 ? err : &ignored) != 0)
		rc = -1;
	free(last);
	return rc;
}

static int
read_style(char **css, struct error *err)
{
	char *path = file_data_path("xslt/html/page.css");
	size_t n;
	int rc = file_read(path, ASSET_LIMIT, css, &n, err);

	free(path);
	return rc;
}

static int
write_page(struct xslt *xslt, struct _xmlDoc *doc, const char *path,
	struct error *err)
{
	char *css = NULL, *text = NULL;
	size_t n;
	int rc = read_style(&css, err);

	if (rc == 0)
		rc = xslt_text(xslt, doc, (const char *[]){ "css", css, NULL },
			&text, &n, err);
	if (rc == 0)
		rc = file_write(path, text, n, err);
	free(text);
	free(css);
	return rc;
}

static int
write_book(struct xslt *xslt, struct _xmlDoc *doc, const char *work,
	const char *path, struct error *err)
{
	char *made = xasprintf("%s/county.xlsx", work);
	struct _xmlDoc *tree = NULL;
	struct book *book = book_new(made, "county.xsl", work, 0);
	int rc = xslt_tree(xslt, doc, (const char *[]){ NULL }, &tree, err);

	if (rc == 0)
		rc = book_add(book, tree, err);
	if (rc == 0)
		rc = book_finish(book, err);
	if (rc == 0)
		rc = file_commit(made, path, err);
	book_free(book);
	xml_free(tree);
	free(made);
	return rc;
}

static int
write_laid_out(const char *document, const char *format, const char *work,
	const char *path, struct error *err)
{
	bool is_book = strcmp(format, "xlsx") == 0;
	char *sheet = file_data_path(
		is_book ? "xslt/book/county.xsl" : "xslt/html/county.xsl");
	struct xslt *xslt = NULL;
	struct _xmlDoc *doc = NULL;
	int rc = -1;

	if (xslt_load(&xslt, sheet, err) == 0 &&
		xml_load(&doc, document, err) == 0)
		rc = is_book ? write_book(xslt, doc, work, path, err)
			     : write_page(xslt, doc, path, err);
	xml_free(doc);
	xslt_free(xslt);
	free(sheet);
	return rc;
}

int
county_report(struct db *db, const char *format, const char *path,
	enum lang lang, struct error *err)
{
	char *work, *document;
	int rc;

	if (strcmp(format, "html") != 0 && strcmp(format, "xlsx") != 0 &&
		strcmp(format, "xml") != 0)
		return err_set(err, ERR_USAGE, "COUNTY-2",
			"the overview of collected packages is html, xlsx or "
			"xml");
	work = file_work_dir(path, err);
	if (work == NULL)
		return -1;
	document = xasprintf("%s/county.xml", work);
	rc = county_write(db, document, NULL, lang, err);
	if (rc == 0 && strcmp(format, "xml") == 0)
		rc = file_commit(document, path, err);
	else if (rc == 0)
		rc = write_laid_out(document, format, work, path, err);
	file_remove_dir(work);
	free(document);
	free(work);
	return rc;
}
