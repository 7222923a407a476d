/*
 * What the latest run rests on, as parts of a package.
 */
#include "config.h"
#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/cms.h"
#include "lib/db.h"
#include "lib/given.h"
#include "lib/digest.h"
#include "plan/plan.h"
#include "records/store.h"
#include "send/basis.h"
#include "send/history.h"
#include "send/package.h"

#define RECORDS "records/"

/* An element a row, its columns as attributes. */
static int
add_rows(struct strbuf *sb, struct db *db, const char *element, const char *sql,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		strbuf_addf(sb, "    <%s", element);
		for (int i = 0; i < stmt_columns(st); i++) {
			if (!stmt_is_null(st, i))
				strbuf_add_attribute(
					sb, stmt_name(st, i), stmt_text(st, i));
		}
		strbuf_adds(sb, "/>\n");
	}
	stmt_free(st);
	return rc;
}

static const char *const elements[][2] = {
	{ "plan",
		"SELECT id, version, sha256 FROM hc_plan p JOIN (SELECT"
		" plan_id, plan_version AS version FROM hc_run WHERE id"
		" = " LAST_RUN ") ON plan_id = id" },
	{ "rules",
		"SELECT rules_sha256 AS sha256 FROM hc_run WHERE id"
		" = " LAST_RUN },
	{ "pack",
		"SELECT id, version, name, sha256, CASE WHEN path IS NOT NULL"
		" THEN 'true' END AS own FROM hc_pack WHERE run = " LAST_RUN
		" ORDER BY seq" },
	{ "parameter",
		"SELECT check_id AS \"check\", name, value, unit, origin"
		" FROM hc_parameter WHERE run = " LAST_RUN
		" AND origin <> 'pack' ORDER BY seq" },
	{ "change",
		"SELECT check_id AS \"check\", what, before, after FROM"
		" hc_change WHERE run = " LAST_RUN " ORDER BY seq" },
	{ "skipped",
		"SELECT id AS \"check\", reason FROM hc_check WHERE run"
		" = " LAST_RUN " AND answer = 'skipped' ORDER BY seq" },
	{ "verdicts", "SELECT COUNT(*) AS count FROM hc_decision" },
	{ "inputs",
		"SELECT inputs_sha256 AS sha256 FROM hc_run WHERE id"
		" = " LAST_RUN },
	{ "input",
		"SELECT kind, source, name, sha256, records FROM hc_document"
		" ORDER BY name" },
	{ "file",
		"SELECT d.name AS document, p.name, p.sha256 FROM hc_part p"
		" JOIN hc_document d ON d.id = p.document ORDER BY d.name,"
		" p.name" },
};

static int
describe(struct package *p, struct db *db, struct error *err)
{
	struct strbuf sb = { 0 };
	int64_t runs = 0;
	int rc = db_get_int(db, "SELECT COUNT(*) FROM hc_run", &runs, err);

	if (rc == 0 && runs == 0)
		rc = err_set(err, ERR_USAGE, "CMD-SUBMIT-1",
			"nothing was checked yet; run hecha check first");
	for (size_t i = 0; rc == 0 && i < sizeof elements / sizeof *elements;
		i++)
		rc = add_rows(&sb, db, elements[i][0], elements[i][1], err);
	p->basis = strbuf_steal(&sb);
	return rc;
}

/* A part whose bytes come from the database. */
static int
add_bytes(struct package *p, const char *folder, const char *name,
	const void *bytes, size_t n, struct error *err)
{
	const char *slash = strrchr(name, '/');
	char *path = xasprintf("%s/%s", folder, slash + 1);
	int rc = file_write(path, bytes, n, err);

	if (rc == 0)
		rc = package_add(p, name, path, err);
	free(path);
	return rc;
}

static int
add_plan(
	struct package *p, struct db *db, const char *folder, struct error *err)
{
	struct plan *plan;
	char *name;
	int rc;

	if (plan_open(&plan, db, err) != 0)
		return -1;
	rc = add_bytes(p, folder, BASIS_PLAN, plan->xml, plan->xml_len, err);
	if (rc == 0 && plan->calendar_xml != NULL) {
		name = xasprintf("basis/%s", plan->calendar_name);
		rc = add_bytes(p, folder, name, plan->calendar_xml,
			plan->calendar_len, err);
		free(name);
	}
	plan_free(plan);
	return rc;
}

/* A pack from where it lies, if it is still the one that the run was made
 * with. */
static int
add_pack(struct package *p, const char *name, const char *path,
	const char *sha256, struct error *err)
{
	char now[DIGEST_HEX];

	if (digest_sha256_file(path, now, err) != 0)
		return -1;
	if (strcmp(now, sha256) != 0)
		return err_set(err, ERR_USAGE, "BASIS-1",
			"%s: not the pack any more that the last check was "
			"made with; run hecha check first",
			path);
	return package_add(p, name, path, err);
}

static int
add_packs(struct package *p, struct db *db, struct error *err)
{
	struct stmt *st;
	int own = 0, rc;

	if (db_prepare(&st, db,
		    "SELECT name, path, sha256 FROM hc_pack WHERE run "
		    "= " LAST_RUN " ORDER BY seq",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		const char *file = stmt_given(st, 0);
		char *ours = xasprintf("rules/%s", file);
		char *path = stmt_is_null(st, 1) ? file_data_path(ours)
						 : xstrdup(stmt_text(st, 1));
		char *name = stmt_is_null(st, 1)
			? xasprintf("%s/%s", BASIS_RULES, file)
			: xasprintf("%s/%03d/%s", BASIS_OWN, ++own, file);

		rc = add_pack(p, name, path, stmt_given(st, 2), err);
		free(ours);
		free(path);
		free(name);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}

int
basis_add(struct package *p, struct db *db, const char *folder, bool masked,
	struct error *err)
{
	char *path = xasprintf("%s/history.xml", folder);
	int rc = -1;

	if (describe(p, db, err) == 0 && file_make_dir(folder, err) == 0 &&
		add_plan(p, db, folder, err) == 0 &&
		add_packs(p, db, err) == 0 &&
		history_write(db, path, masked, err) == 0)
		rc = package_add(p, BASIS_HISTORY, path, err);
	free(path);
	return rc;
}

/* What the run read, by its hash, and which of it was found. */
struct records {
	struct package *p;
	struct db *db;
	const char *certificate, *work;
	struct stmt *find, *found;
	size_t skip; /* of the paths: the folder's */
	int n;
};

static const char wanted[] =
	"CREATE TEMP TABLE wanted(sha256 TEXT PRIMARY KEY, name TEXT,"
	" found INTEGER NOT NULL DEFAULT 0);"
	"INSERT OR IGNORE INTO wanted(sha256, name) SELECT sha256, name"
	" FROM hc_part;"
	"INSERT OR IGNORE INTO wanted(sha256, name) SELECT sha256, name"
	" FROM hc_document WHERE id NOT IN (SELECT document FROM hc_part);";

static int
add_record(struct records *r, const char *path, struct error *err)
{
	char *name = xasprintf(RECORDS "%s%s", path + r->skip,
		r->certificate != NULL ? ".cms" : "");
	char *sealed = xasprintf("%s/record-%d", r->work, ++r->n);
	int rc = 0;

	if (r->certificate != NULL)
		rc = cms_envelope(path, sealed, r->certificate, err);
	if (rc == 0)
		rc = package_add(r->p, name,
			r->certificate != NULL ? sealed : path, err);
	free(sealed);
	free(name);
	return rc;
}

static int
look_at(struct records *r, const FTSENT *e, struct error *err)
{
	char sha256[DIGEST_HEX];
	int rc;

	if (e->fts_info != FTS_F)
		return 0;
	if (digest_sha256_file(e->fts_path, sha256, err) != 0)
		return -1;
	stmt_bind_text(r->find, 1, sha256);
	rc = stmt_step(r->find, err);
	stmt_reset(r->find);
	if (rc != 1)
		return rc;
	stmt_bind_text(r->found, 1, sha256);
	if (stmt_run(r->found, err) != 0)
		return -1;
	return add_record(r, e->fts_path, err);
}

static int
walk(struct records *r, const char *folder, struct error *err)
{
	char *root = xstrdup(folder), *roots[] = { root, NULL };
	FTS *fts = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	FTSENT *e;
	int rc = 0;

	if (fts == NULL || access(folder, R_OK) != 0)
		rc = err_set(err, ERR_USAGE, "SYSTEM-1", "%s: %s", folder,
			err_reason(errno));
	while (rc == 0 && (e = fts_read(fts)) != NULL)
		rc = look_at(r, e, err);
	if (fts != NULL)
		fts_close(fts);
	free(root);
	return rc;
}

int
basis_add_records(struct package *p, struct db *db, const char *folder,
	const char *certificate, const char *work, struct error *err)
{
	struct records r = { .p = p,
		.db = db,
		.certificate = certificate,
		.work = work,
		.skip = strlen(folder) + (folder[strlen(folder) - 1] != '/') };
	char *lacks = NULL;
	int rc = -1;

	if (db_exec(db, wanted, err) != 0)
		return -1;
	if (db_prepare(&r.find, db, "SELECT 1 FROM wanted WHERE sha256 = ?",
		    err) == 0 &&
		db_prepare(&r.found, db,
			"UPDATE wanted SET found = 1 WHERE sha256 = ?",
			err) == 0)
		rc = walk(&r, folder, err);
	stmt_free(r.find);
	stmt_free(r.found);
	if (rc == 0)
		rc = db_get_text(db,
			"SELECT MIN(name) FROM wanted WHERE NOT found", &lacks,
			err);
	if (rc == 0 && lacks != NULL)
		rc = err_set(err, ERR_USAGE, "BASIS-2",
			"%s: %s, which the last check rests on, is not there "
			"as it was read",
			folder, lacks);
	free(lacks);
	if (rc == 0)
		rc = db_exec(db, "DROP TABLE temp.wanted", err);
	return rc;
}
