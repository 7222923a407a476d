/*
 * Taking verified packages into the database of the level above.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/db.h"
#include "lib/xml-reader.h"
#include "lib/xml.h"
#include "send/between-tokens.h"
#include "send/collect.h"
#include "send/manifest.h"
#include "send/package.h"
#include "send/receipt.h"
#include "send/tokens.h"
#include "send/verify.h"

#define SQL_LIMIT ((size_t)1 << 20)

static int
fill(struct db *db, void *arg, struct error *err)
{
	char *path = file_data_path("schemas/county.sql"), *sql;
	size_t n;
	int rc;

	(void)arg;
	rc = file_read(path, SQL_LIMIT, &sql, &n, err);

	free(path);
	if (rc != 0)
		return -1;
	rc = db_begin(db, err);
	if (rc == 0)
		rc = db_exec(db, sql, err);
	rc = rc == 0 ? db_commit(db, err) : -1;
	free(sql);
	return rc;
}

int
collect_open(struct db **out, const char *path, struct error *err)
{
	int64_t version = 0;

	*out = NULL;
	if (access(path, F_OK) != 0 && db_make(path, fill, NULL, err) != 0)
		return -1;
	if (db_open(out, path, DB_WRITE, err) != 0 ||
		db_get_int(*out, "PRAGMA user_version", &version, err) != 0)
		return -1;
	return version == COLLECT_VERSION
		? 0
		: err_set(err, ERR_USAGE, "COLLECT-1",
			  "%s: not a database of collected packages; name "
			  "another with --db",
			  path);
}

/* What result.xml says beyond the manifest; -1: it was not looked at. */
struct extra {
	int64_t needed, there, late, missing;
	int64_t streets, lacking; /* of what was collected */
};

static void
add(int64_t *sum, const xmlNode *node, const char *name)
{
	*sum = (*sum < 0 ? 0 : *sum) + xml_attr_int(node, name, 0);
}

/* Papers and steps stand in the head, before the findings. */
static int
read_extra(struct extra *x, const char *path, struct error *err)
{
	bool is_unlooked = false;
	struct xml_reader *r;
	const xmlNode *node;
	int got = 1;

	*x = (struct extra){ -1, -1, -1, -1, -1, -1 };
	if (xml_reader_open(&r, path, err) != 0)
		return -1;
	while ((got = xml_reader_read(r)) == 1) {
		if (!xml_reader_at_element(r) ||
			(node = xml_reader_node(r)) == NULL)
			continue;
		if (xml_reader_depth(r) == 1 && xml_is(node, "parts"))
			break;
		if (xml_is(node, "procedure"))
			is_unlooked = xmlHasProp(node,
					      (const xmlChar *)"unchecked") !=
				NULL;
		if (xml_is(node, "paper") && xml_reader_depth(r) == 2) {
			add(&x->needed, node, "needed");
			add(&x->there, node, "there");
		}
		if (xml_is(node, "step") && xml_reader_depth(r) == 3 &&
			!is_unlooked) {
			add(&x->late, node, "late");
			add(&x->missing, node, "missing");
		}
	}
	xml_reader_close(r);
	return got >= 0 ? 0
			: err_set(err, ERR_SEAL, "COLLECT-2",
				  "%s: cannot be read", path);
}

static int64_t
number(const struct manifest *m, const char *element, const char *name)
{
	return strtoll(
		manifest_get(m, manifest_first(m, element), name), NULL, 10);
}

static void
bind_unless_blank(struct stmt *st, int i, const char *text)
{
	if (text != NULL && *text != '\0')
		stmt_bind_text(st, i, text);
	else
		stmt_bind_null(st, i);
}

static void
bind_extra(struct stmt *st, int i, int64_t n)
{
	if (n >= 0)
		stmt_bind_int(st, i, n);
	else
		stmt_bind_null(st, i);
}

static void
bind_counts(struct stmt *st, int i, const struct manifest *m)
{
	static const char *const names[] = { "villages", "households",
		"members", "checks", "errors", "suspects", "notices" };

	for (size_t k = 0; k < sizeof names / sizeof *names; k++)
		stmt_bind_int(st, i + (int)k, number(m, "counts", names[k]));
	i += (int)(sizeof names / sizeof *names);
	stmt_bind_int(st, i,
		m->is_collected ? number(m, "sums", "untold") +
				number(m, "sums", "lacking")
				: number(m, "answers", "not-checkable") +
				number(m, "answers", "error") +
				number(m, "answers", "skipped"));
	stmt_bind_int(st, i + 1,
		number(m, m->is_collected ? "sums" : "answers", "pending"));
}

/* What a package of what was collected says beyond that. */
static void
take_sums(struct extra *x, const struct manifest *m)
{
	static const char *const names[] = { "papers-needed", "papers-there",
		"steps-late", "steps-missing" };
	int64_t *const sums[] = { &x->needed, &x->there, &x->late,
		&x->missing };

	*x = (struct extra){ -1, -1, -1, -1, number(m, "sums", "streets"),
		number(m, "sums", "lacking") };
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		if (*manifest_get(m, manifest_first(m, "sums"), names[i]) !=
			'\0')
			*sums[i] = number(m, "sums", names[i]);
	}
}

/* The same package again changes nothing, unless it is signed by now, or by who
 * may sign for the street. */
#define BETTER_SIGNED                                                          \
	" ON CONFLICT(package) DO UPDATE SET signer = excluded.signer,"        \
	" certificate = excluded.certificate, speaks = excluded.speaks"        \
	" WHERE excluded.signer IS NOT NULL AND (hc_package.signer IS NULL"    \
	" OR excluded.speaks > hc_package.speaks OR EXISTS (SELECT 1 FROM"     \
	" hc_expected e WHERE e.year = excluded.year AND e.division ="         \
	" excluded.division AND e.certificate = excluded.certificate AND"      \
	" hc_package.certificate <> e.certificate))"

/* 1 it was stored, 0 it is there already, -1. */
static int
store(struct db *db, const struct manifest *m, const struct extra *x,
	const struct verified *v, struct error *err)
{
	int64_t before = 0, after = 0;
	const char *texts[] = { m->id, m->division, m->year, NULL,
		m->supersedes, m->facts, m->name, m->street, m->as_of,
		m->verdict, m->language, m->program, v->signer, v->certificate,
		NULL,
		m->is_collected
			? manifest_get(m, manifest_first(m, "sums"), "rules")
			: manifest_get(m, manifest_first(m, "rules"), "sha256"),
		manifest_get(m, manifest_first(m, "plan"), "sha256") };
	int n = (int)(sizeof texts / sizeof *texts);
	struct stmt *st;
	int rc;

	if (db_get_int(db, "SELECT total_changes()", &before, err) != 0 ||
		db_prepare(&st, db,
			"INSERT INTO hc_package VALUES(?1, ?2, ?3,"
			" ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
			" ?15, ?16, ?17, strftime('%Y-%m-%dT%H:%M:%SZ',"
			" 'now'), ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26,"
			" ?27, ?28, ?29, ?30, ?31, ?32, NULL)" BETTER_SIGNED,
			err) != 0)
		return -1;
	for (int i = 0; i < n; i++)
		bind_unless_blank(st, i + 1, texts[i]);
	stmt_bind_int(st, 4, m->sequence);
	stmt_bind_int(st, 15, v->speaks);
	bind_counts(st, n + 1, m);
	bind_extra(st, n + 10, x->needed);
	bind_extra(st, n + 11, x->there);
	bind_extra(st, n + 12, x->late);
	bind_extra(st, n + 13, x->missing);
	bind_extra(st, n + 14, x->streets);
	bind_extra(st, n + 15, x->lacking);
	rc = stmt_run(st, err);
	stmt_free(st);
	if (rc != 0 ||
		db_get_int(db, "SELECT total_changes()", &after, err) != 0)
		return -1;
	return after > before;
}

static int
is_older(bool *is, struct db *db, const struct manifest *m, struct error *err)
{
	struct stmt *st;
	int rc = db_prepare(&st, db,
		"SELECT 1 FROM hc_package WHERE year = ? AND division = ? AND"
		" sequence > ?",
		err);

	if (rc != 0)
		return -1;
	stmt_bind_text(st, 1, m->year);
	stmt_bind_text(st, 2, m->division);
	stmt_bind_int(st, 3, m->sequence);
	rc = stmt_step(st, err);
	stmt_free(st);
	*is = rc == 1;
	return rc < 0 ? -1 : 0;
}

/* Where the list names who signs for the street, nobody else does. */
static int
is_its_own(struct db *db, const struct verified *v, struct error *err)
{
	struct stmt *st;
	int rc = db_prepare(&st, db,
		"SELECT 1 FROM hc_expected WHERE year = ? AND division = ? AND"
		" certificate <> COALESCE(?, '')",
		err);

	if (rc != 0)
		return -1;
	stmt_bind_text(st, 1, v->manifest->year);
	stmt_bind_text(st, 2, v->manifest->division);
	stmt_bind_text(st, 3, v->certificate);
	rc = stmt_step(st, err);
	stmt_free(st);
	if (rc == 1)
		return err_set(err, ERR_SEAL, "COLLECT-3",
			"%s: signed by another than the one whom the list of "
			"streets names for %s",
			v->manifest->name, v->manifest->division);
	return rc;
}

static int
find_extra(struct extra *x, const struct manifest *m, const char *result,
	struct error *err)
{
	if (!m->is_collected)
		return read_extra(x, result, err);
	take_sums(x, m);
	return 0;
}

/* The package with its tokens, or neither. */
static int
store_whole(struct db *db, const struct extra *x, const struct verified *v,
	const char *folder, struct error *err)
{
	char *tokens = xasprintf("%s/" TOKENS_PART, folder);
	int rc = db_begin(db, err) == 0 ? store(db, v->manifest, x, v, err)
					: -1;

	if (rc >= 0 &&
		between_tokens_take(db, v->manifest->id, tokens, err) != 0)
		rc = -1;
	free(tokens);
	if (rc >= 0 && db_commit(db, err) == 0)
		return rc;
	db_rollback(db);
	return -1;
}

static int
empty(const char *folder, struct error *err)
{
	file_remove_dir(folder);
	return file_make_dir(folder, err);
}

int
collect_add(struct db *db, const char *path, const struct verify_how *how,
	struct collect_outcome *outcome, struct error *err)
{
	char *result = xasprintf("%s/" PACKAGE_RESULT, how->folder);
	struct verified v = { 0 };
	struct extra extra;
	bool older = false;
	int rc = -1;

	*outcome = (struct collect_outcome){ 0 };
	if (empty(how->folder, err) == 0 &&
		verify_package(&v, path, how, err) == 0 &&
		is_its_own(db, &v, err) == 0 &&
		find_extra(&extra, v.manifest, result, err) == 0 &&
		is_older(&older, db, v.manifest, err) == 0)
		rc = store_whole(db, &extra, &v, how->folder, err);
	if (rc >= 0) {
		outcome->what = rc == 0 ? COLLECTED_KNOWN
			: older		? COLLECTED_OLDER
					: COLLECTED_NEW;
		outcome->line = xasprintf(
			_("%s: number %lld of %s in %s, as of %s"),
			v.manifest->name, (long long)v.manifest->sequence,
			v.manifest->division, v.manifest->year,
			v.manifest->as_of);
	}
	outcome->package = xstrdup(v.claimed);
	verified_clear(&v);
	free(result);
	return rc < 0 ? -1 : 0;
}

void
collect_outcome_clear(struct collect_outcome *outcome)
{
	free(outcome->line);
	free(outcome->package);
	*outcome = (struct collect_outcome){ 0 };
}

#define NOW "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"

/* Number, time and receiver, as they are for a package that was taken, or would
 * be for one that was not: 1, 0 where it is not there, -1. */
static int
receipt_facts(struct db *db, const char *package, const char *why,
	char *facts[3], struct error *err)
{
	struct stmt *st;
	int rc = db_prepare(&st, db,
		why != NULL
			? "SELECT 'X-' || substr(?1, 1, 12), " NOW ", NULL"
			: "SELECT 'R-' || p.year || '-' || division || '-' ||"
			  " sequence || '-' || substr(?1, 1, 8), came,"
			  " (SELECT o.name FROM hc_order o WHERE o.year ="
			  " p.year) FROM hc_package p WHERE package = ?1",
		err);

	if (rc != 0)
		return -1;
	stmt_bind_text(st, 1, package);
	rc = stmt_step(st, err);
	for (int i = 0; i < 3; i++)
		facts[i] = rc == 1 ? xstrdup(stmt_text(st, i)) : NULL;
	stmt_free(st);
	return rc;
}

static int
keep_receipt(struct db *db, const char *package, const char *number,
	struct error *err)
{
	struct stmt *st;
	int rc = db_prepare(&st, db,
		"UPDATE hc_package SET receipt = ?2 WHERE package = ?1 AND"
		" receipt IS NOT ?2",
		err);

	if (rc != 0)
		return -1;
	stmt_bind_text(st, 1, package);
	stmt_bind_text(st, 2, number);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

int
collect_receipt(struct db *db, const char *path, const char *package,
	const char *why, struct error *err)
{
	char *beside = xasprintf("%s" RECEIPT_BESIDE, path);
	char *facts[3] = { NULL };
	bool is_there = access(beside, F_OK) == 0;
	int rc;

	free(beside);
	if (why != NULL && is_there)
		return 0;
	rc = receipt_facts(db, package, why, facts, err);
	if (rc == 1) {
		const struct receipt_given given = { .package = package,
			.number = facts[0],
			.received = facts[1],
			.receiver = facts[2],
			.reason = why };

		rc = receipt_write(path, &given, err);
		if (rc == 0 && why == NULL)
			rc = keep_receipt(db, package, facts[0], err);
	}
	for (int i = 0; i < 3; i++)
		free(facts[i]);
	return rc;
}

static int
store_order(
	struct db *db, struct arena *a, const xmlNode *root, struct error *err)
{
	static const char *const names[] = { "year", "name", "due", "fresh",
		"rules", "small-cell", "division" };
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "INSERT OR REPLACE INTO hc_order VALUES(?,?,?,?,?,?,?)",
		    err) != 0)
		return -1;
	for (int i = 0; i < 7; i++)
		bind_unless_blank(st, i + 1, xml_attr(a, root, names[i]));
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

static int
store_expected(
	struct db *db, struct arena *a, const xmlNode *root, struct error *err)
{
	const char *year = xml_attr(a, root, "year");
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, "DELETE FROM hc_expected WHERE year = ?",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, year);
	rc = stmt_run(st, err);
	stmt_free(st);
	if (rc != 0 ||
		db_prepare(&st, db,
			"INSERT OR REPLACE INTO hc_expected VALUES(?,?,?,?)",
			err) != 0)
		return -1;
	for (struct _xmlNode *c = xml_first(root, "street");
		rc == 0 && c != NULL; c = xml_next(c, "street")) {
		stmt_bind_text(st, 1, year);
		stmt_bind_text(st, 2, xml_attr(a, c, "division"));
		stmt_bind_text(st, 3, xml_attr(a, c, "name"));
		stmt_bind_text(st, 4, xml_attr(a, c, "certificate"));
		rc = stmt_run(st, err);
	}
	stmt_free(st);
	return rc;
}

int
collect_expect(struct db *db, const char *path, struct error *err)
{
	struct arena *a = arena_new();
	struct _xmlDoc *doc = NULL;
	int rc = xml_load_valid(&doc, path, "schemas/streets.xsd", err);

	if (rc == 0)
		rc = db_begin(db, err);
	if (rc == 0) {
		rc = store_order(db, a, xml_root(doc), err);
		if (rc == 0)
			rc = store_expected(db, a, xml_root(doc), err);
		if (rc == 0)
			rc = db_commit(db, err);
		else
			db_rollback(db);
	}
	xml_free(doc);
	arena_free(a);
	return rc;
}
