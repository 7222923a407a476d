/*
 * Tokens of many streets, held against each other.
 */
#include "config.h"
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "lib/db.h"
#include "send/between-tokens.h"
#include "send/tokens.h"

enum { FIELDS = 7, LINE_LIMIT = 1024, ID_LIMIT = 64 };

static const struct form {
	const char *kind;
	int fields;
} forms[] = { { "number", 6 }, { "alike", 7 }, { "account", 4 },
	{ "phone", 4 } };

static bool
is_token(const char *s)
{
	return strlen(s) == TOKEN - 1 &&
		strspn(s, "0123456789abcdef") == TOKEN - 1;
}

static bool
is_id(const char *s)
{
	return *s != '\0' && strlen(s) <= ID_LIMIT && text_is_plain(s);
}

/* Cut at its tabs, in place; -1: more than there may be. */
static int
cut(char *line, char *fields[FIELDS])
{
	int n = 0;

	for (char *tab; line != NULL; line = tab) {
		tab = strchr(line, '\t');
		if (tab != NULL)
			*tab++ = '\0';
		if (n == FIELDS)
			return -1;
		fields[n++] = line;
	}
	return n;
}

static bool
is_good(char *fields[FIELDS], int n)
{
	bool is_known = false;

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		is_known = is_known ||
			(strcmp(forms[i].kind, fields[0]) == 0 &&
				forms[i].fields == n);
	if (!is_known || !is_token(fields[1]) || !is_id(fields[2]) ||
		!is_id(fields[3]))
		return false;
	if (n == 4)
		return true;
	if (!is_id(fields[4]))
		return false;
	return n == 6
		? strcmp(fields[5], "15") == 0 || strcmp(fields[5], "18") == 0
		: (is_token(fields[5]) || strcmp(fields[5], "-") == 0) &&
			(strcmp(fields[6], "0") == 0 ||
				strcmp(fields[6], "1") == 0);
}

static int
store_line(struct stmt *st, int64_t set, char *fields[FIELDS], int n,
	struct error *err)
{
	stmt_bind_int(st, 1, set);
	for (int i = 0; i < FIELDS; i++) {
		if (i < n && strcmp(fields[i], "-") != 0)
			stmt_bind_text(st, 2 + i, fields[i]);
		else
			stmt_bind_null(st, 2 + i);
	}
	return stmt_run(st, err);
}

static int
not_tokens(const char *path, long line, struct error *err)
{
	return err_set(err, ERR_SEAL, "TOKENS-2",
		"%s:%ld: not a line of tokens", path, line);
}

/* 1 it is new, 0 it is there already, -1. */
static int
begin_set(struct db *db, const char *package, char *first, int64_t *set,
	struct error *err)
{
	char *fields[FIELDS];
	struct stmt *st;
	int rc;

	if (cut(first, fields) != 3 || strcmp(fields[0], "hecha-tokens") != 0 ||
		strcmp(fields[1], "1") != 0 || !is_token(fields[2]))
		return not_tokens(TOKENS_PART, 1, err);
	if (db_prepare(&st, db, "SELECT 1 FROM hc_tokens WHERE package = ?",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, package);
	rc = stmt_step(st, err);
	stmt_free(st);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	if (db_prepare(&st, db,
		    "INSERT INTO hc_tokens(package, key) VALUES(?, ?)",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, package);
	stmt_bind_text(st, 2, fields[2]);
	rc = stmt_run(st, err);
	stmt_free(st);
	*set = db_last_row(db);
	return rc == 0 ? 1 : -1;
}

static int
read_lines(struct db *db, FILE *f, const char *package, struct error *err)
{
	char line[LINE_LIMIT], *fields[FIELDS];
	struct stmt *st = NULL;
	int64_t set = 0;
	int rc = 1;

	for (long n = 1; rc == 1 && fgets(line, sizeof line, f) != NULL; n++) {
		size_t end = strcspn(line, "\n");
		int found;

		if (line[end] != '\n') {
			rc = not_tokens(TOKENS_PART, n, err);
			break;
		}
		line[end] = '\0';
		if (n == 1) {
			rc = begin_set(db, package, line, &set, err);
			if (rc == 1 &&
				db_prepare(&st, db,
					"INSERT INTO hc_token VALUES(?, ?, ?,"
					" ?, ?, ?, ?, ?)",
					err) != 0)
				rc = -1;
			continue;
		}
		found = cut(line, fields);
		if (found < 0 || !is_good(fields, found))
			rc = not_tokens(TOKENS_PART, n, err);
		else if (store_line(st, set, fields, found, err) != 0)
			rc = -1;
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

int
between_tokens_take(
	struct db *db, const char *package, const char *path, struct error *err)
{
	FILE *f = fopen(path, "re");
	int rc;

	if (f == NULL && errno == ENOENT)
		return 0;
	if (f == NULL)
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	rc = read_lines(db, f, package, err);
	return file_close(f, path, rc, err);
}

/* The tokens that count: of each street those that came with the package that
 * holds, or with another of the same facts; all under one key. */
static const char prepare_sql[] =
	"DROP TABLE IF EXISTS temp.held; DROP TABLE IF EXISTS temp.place;"
	"CREATE TEMP TABLE held AS"
	" SELECT h.year, h.division, h.street, h.package, h.sequence,"
	"  (SELECT MIN(t.id) FROM hc_tokens t JOIN hc_package p ON p.package ="
	"   t.package WHERE p.year = h.year AND p.division = h.division AND"
	"   p.sequence = h.sequence AND p.facts = h.facts) AS tokens"
	" FROM hc_holding h WHERE h.claims = 1 AND NOT h.is_foreign AND"
	"  h.streets IS NULL;"
	"CREATE TEMP TABLE place AS SELECT h.*, k.kind, k.token, k.village,"
	" k.household, k.member, k.more, k.sound FROM temp.held h JOIN hc_token"
	" k ON k.tokens = h.tokens WHERE h.tokens IN (SELECT id FROM hc_tokens"
	"  WHERE key = (SELECT t.key FROM temp.held o JOIN hc_tokens t ON t.id "
	"="
	"  o.tokens WHERE o.year = h.year GROUP BY t.key ORDER BY COUNT(*) "
	"DESC,"
	"  t.key LIMIT 1));"
	"CREATE INDEX temp.place_token ON place(year, kind, token, more);";

#define COLUMNS                                                                \
	"division, street, village, household, member, package, sequence"
#define OTHER_STREET                                                           \
	" FROM temp.place o WHERE o.year = p.year AND o.kind = p.kind AND"     \
	" o.token = p.token AND o.division <> p.division"

static const struct check {
	const char *id, *sql; /* which hit it is first */
} checks[] = {
	{ "DUP-03",
		"SELECT p.token || p.more, " COLUMNS " FROM temp.place p WHERE"
		" year = ?1 AND kind = 'number' AND EXISTS (SELECT"
		" 1" OTHER_STREET " AND o.more = p.more)" },
	{ "DUP-04",
		"SELECT p.token, " COLUMNS " FROM temp.place p WHERE"
		" year = ?1 AND kind = 'number' AND EXISTS (SELECT"
		" 1" OTHER_STREET " AND o.more <> p.more)" },
	{ "DUP-06",
		"SELECT p.token, " COLUMNS " FROM temp.place p WHERE"
		" year = ?1 AND kind = 'alike' AND sound = '1' AND EXISTS"
		" (SELECT 1" OTHER_STREET " AND o.sound = '1' AND o.more <>"
		" p.more)" },
	{ "DUP-09",
		"SELECT p.token, " COLUMNS " FROM temp.place p WHERE"
		" year = ?1 AND kind = 'account' AND EXISTS (SELECT"
		" 1" OTHER_STREET ")" },
	{ "DUP-10",
		"SELECT p.token, " COLUMNS " FROM temp.place p WHERE"
		" year = ?1 AND kind = 'phone' AND EXISTS (SELECT"
		" 1" OTHER_STREET ") AND ?2 < (SELECT COUNT(DISTINCT o.division"
		" || ' ' || o.household) FROM temp.place o WHERE o.year ="
		" p.year AND o.kind = p.kind AND o.token = p.token)" },
};

/* Whom to tell, and how many hits there were. */
struct telling {
	between_visit *visit;
	void *ctx;
	int64_t n;
};

static int
walk_check(struct telling *t, struct stmt *st, const struct check *check,
	struct error *err)
{
	char *last = NULL;
	int rc;

	while ((rc = stmt_step(st, err)) == 1) {
		const char *token = stmt_text(st, 0);
		struct between_place place = {
			.check = check->id,
			.division = stmt_text(st, 1),
			.street = stmt_text(st, 2),
			.village = stmt_text(st, 3),
			.household = stmt_text(st, 4),
			.member = stmt_text(st, 5),
			.package = stmt_text(st, 6),
			.sequence = stmt_int(st, 7),
		};

		t->n += last == NULL || strcmp(last, token) != 0;
		place.n = t->n;
		free(last);
		last = xstrdup(token);
		rc = t->visit(t->ctx, &place, err);
		if (rc != 0)
			break;
	}
	free(last);
	return rc;
}

int
between_tokens_walk(struct db *db, const char *year, int64_t phones,
	between_visit *visit, void *ctx, struct error *err)
{
	struct telling t = { visit, ctx, 0 };
	int rc = db_exec(db, prepare_sql, err);

	for (size_t i = 0; rc == 0 && i < sizeof checks / sizeof *checks; i++) {
		/* The order says nothing of the tokens: a hit comes where its
		 * first place does. */
		char *sql = xasprintf(
			"WITH hit(token, " COLUMNS ") AS (%s) SELECT * FROM"
			" (SELECT *, MIN(division || ' ' || village || ' ' ||"
			" household || ' ' || COALESCE(member, '')) OVER"
			" (PARTITION BY token) AS first FROM hit) ORDER BY"
			" first, token, division, village, household, member",
			checks[i].sql);
		struct stmt *st = NULL;

		rc = db_prepare(&st, db, sql, err);
		if (rc == 0) {
			stmt_bind_text(st, 1, year);
			if (strstr(checks[i].sql, "?2") != NULL)
				stmt_bind_int(st, 2, phones);
			rc = walk_check(&t, st, &checks[i], err);
		}
		stmt_free(st);
		free(sql);
	}
	return rc;
}

int
between_tokens_lack(struct db *db, const char *year, int64_t *none,
	int64_t *other_key, struct error *err)
{
	struct stmt *st;
	int rc;

	*none = *other_key = 0;
	if (db_exec(db, prepare_sql, err) != 0 ||
		db_prepare(&st, db,
			"SELECT COALESCE(SUM(tokens IS NULL), 0),"
			" COALESCE(SUM(tokens IS NOT NULL AND NOT EXISTS"
			" (SELECT 1 FROM temp.place p WHERE p.tokens ="
			" h.tokens) AND EXISTS (SELECT 1 FROM hc_token k WHERE"
			" k.tokens = h.tokens)), 0) FROM temp.held h WHERE year"
			" = ?",
			err) != 0)
		return -1;
	stmt_bind_text(st, 1, year);
	rc = stmt_step(st, err);
	if (rc == 1) {
		*none = stmt_int(st, 0);
		*other_key = stmt_int(st, 1);
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}
