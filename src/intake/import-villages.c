/*
 * Villages that come after the tables that name them: see import-villages.h.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "intake/import-villages.h"
#include "intake/import.h"
#include "intake/tables.h"
#include "lib/db.h"
#include "lib/digest.h"

#define NOW                                                                    \
	"SELECT code, name FROM village WHERE code IS NOT NULL AND name <> ''" \
	" UNION SELECT code, name FROM previous_village WHERE code IS NOT"     \
	" NULL AND name <> ''"
/* A document of tables that is given again. */
#define GIVEN(document)                                                        \
	"EXISTS (SELECT 1 FROM hc_part p WHERE p.document = " document         \
	" AND p.name IN (SELECT name FROM temp.given))"

int
villages_begin(struct db *db, const struct import_file *files, size_t n,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_exec(db,
		    "DROP TABLE IF EXISTS temp.given;"
		    "DROP TABLE IF EXISTS temp.villages_before;"
		    "CREATE TEMP TABLE given(name TEXT PRIMARY KEY);"
		    "CREATE TEMP TABLE villages_before AS " NOW,
		    err) != 0 ||
		db_prepare(&st, db, "INSERT INTO temp.given VALUES(?)", err) !=
			0)
		return -1;
	rc = 0;
	for (size_t i = 0; rc == 0 && i < n; i++) {
		stmt_bind_static(st, 1, files[i].name);
		rc = stmt_run(st, err);
	}
	stmt_free(st);
	return rc;
}

int
villages_know(struct tables *t, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT code, name FROM (SELECT code, name, document FROM"
		    " village UNION ALL SELECT code, name, document FROM"
		    " previous_village) v WHERE code IS NOT NULL AND name IS"
		    " NOT NULL AND NOT " GIVEN(
			    "v.document") " GROUP BY code, name"
					  " ORDER BY code, name",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		tables_know_village(t, stmt_text(st, 0), stmt_text(st, 1));
	stmt_free(st);
	return rc;
}

/* Those by which a name of before means another village, or none, or one of
 * several; 柳泉 and 柳泉村 are the same name. And documents in which rows are
 * of such a village, or were left out for want of one. */
static const char changed[] =
	"WITH now AS MATERIALIZED (" NOW "), come AS MATERIALIZED (SELECT code,"
	" name FROM now EXCEPT SELECT code, name FROM temp.villages_before),"
	" other AS MATERIALIZED (SELECT code, name FROM temp.villages_before"
	" EXCEPT SELECT code, name FROM now UNION SELECT b.code, b.name FROM"
	" temp.villages_before b JOIN come c ON c.code <> b.code AND"
	" (substr(c.name, 1, length(b.name)) = b.name OR"
	" substr(b.name, 1, length(c.name)) = c.name))"
	" SELECT id, name, sha256, is_other FROM (SELECT d.id, d.name,"
	" d.sha256, EXISTS (SELECT 1 FROM hc_content c WHERE c.document = d.id"
	" AND c.village IN (SELECT code FROM other)) AS is_other, EXISTS"
	" (SELECT 1 FROM hc_reject r WHERE r.document = d.id AND r.code ="
	" 'ROW') AND EXISTS (SELECT 1 FROM come) AS lacks"
	" FROM hc_document d WHERE EXISTS (SELECT 1 FROM hc_part p WHERE"
	" p.document = d.id) AND NOT " GIVEN(
		"d.id") " AND NOT EXISTS (SELECT 1"
			" FROM hc_reject r WHERE r.document = d.id AND r.code ="
			" 'VILLAGE')) WHERE is_other OR lacks ORDER BY name";

/* It stands as one that is refused, and is another one if it comes again. */
static int
refuse(struct db *db, int64_t document, const char *sha256, struct error *err)
{
	char *was = xasprintf("villages %s", sha256);
	char other[DIGEST_HEX];
	char *sql;
	int rc;

	digest_sha256_hex(was, strlen(was), other);
	sql = xasprintf(
		"INSERT INTO hc_reject SELECT %lld, COALESCE(MAX(seq), 0) + 1,"
		" 1, NULL, 'VILLAGE', '村表已变，本表所写村名另有所指或无法"
		"确定；请重新导入本表', 'the villages have changed, and names "
		"in this table mean others now or cannot be told; give it "
		"again', NULL FROM hc_reject WHERE document = %lld;"
		"UPDATE hc_document SET refused = refused + 1, sha256 = '%s'"
		" WHERE id = %lld",
		(long long)document, (long long)document, other,
		(long long)document);
	rc = db_exec(db, sql, err);
	free(was);
	free(sql);
	return rc;
}

static int
tell(struct db *db, const struct import_opts *opts, struct stmt *row,
	struct error *err)
{
	bool is_other = stmt_int(row, 3) != 0;
	const char *name = stmt_text(row, 1);
	char *text = xasprintf(is_other
			? _("%s: the villages have changed, and names in it "
			    "mean others now or cannot be told; give it again")
			: _("%s: rows were left out of it, and villages have "
			    "come since; give it again"),
		name);
	int rc = is_other ? refuse(db, stmt_int(row, 0), stmt_text(row, 2), err)
			  : 0;

	if (opts->passed != NULL)
		opts->passed(opts->arg, name, text);
	free(text);
	return rc;
}

int
villages_end(struct db *db, const struct import_opts *opts, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, changed, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		if (tell(db, opts, st, err) != 0) {
			rc = -1;
			break;
		}
	}
	stmt_free(st);
	return rc;
}
