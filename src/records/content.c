/*
 * What of a document each village has.
 */
#include "config.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "lib/db.h"
#include "lib/digest.h"
#include "records/batch.h"
#include "records/content.h"
#include "schema/model.h"
#include "schema/value.h"

struct share {
	char *village; /* "": of no village */
	unsigned char sha256[DIGEST_BYTES];
	uint64_t record; /* the last that it has */
};

struct content {
	struct digest *digest;
	struct share **shares; /* by village */
	size_t n, cap;
	struct share *last;
	uint64_t record;
	/* the line on which the last record began, and how many did before it
	 */
	long line, on_line;
	/* the table of the last row, and where its village stands: its number
	 * of columns where it has none */
	const struct table *table;
	size_t column;
};

/* Where it is, or is to be put in. */
static size_t
find_share(const struct content *c, const char *village)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (strcmp(c->shares[mid]->village, village) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static struct share *
share_of(struct content *c, const char *village)
{
	size_t i;

	if (c->last != NULL && strcmp(c->last->village, village) == 0)
		return c->last;
	i = find_share(c, village);
	if (i == c->n || strcmp(c->shares[i]->village, village) != 0) {
		if (c->n == c->cap) {
			c->cap = c->cap * 2 + 16;
			c->shares = xreallocarray(
				c->shares, c->cap, sizeof *c->shares);
		}
		memmove(c->shares + i + 1, c->shares + i,
			(c->n - i) * sizeof *c->shares);
		c->n++;
		c->shares[i] = xcalloc(1, sizeof *c->shares[i]);
		c->shares[i]->village = xstrdup(village);
	}
	c->last = c->shares[i];
	return c->last;
}

static void
add_to_share(struct content *c, struct share *share, const void *p, size_t n)
{
	digest_add(c->digest, share->sha256, sizeof share->sha256);
	digest_add(c->digest, p, n);
	digest_bytes(c->digest, share->sha256);
}

struct content *
content_new(const char *head, size_t n)
{
	struct content *c = xcalloc(1, sizeof *c);

	c->digest = digest_new();
	add_to_share(c, share_of(c, ""), head, n);
	return c;
}

static size_t
village_column(const struct table *t)
{
	size_t i = 0;

	while (i < t->n && strcmp(t->columns[i].name, "village") != 0)
		i++;
	return i;
}

/* NULL: the row says nothing about its village, which is that of the row that
 * it stands in. */
static const char *
village_of(struct content *c, const struct row *row)
{
	const struct value *v;

	if (c->table != row->table) {
		c->table = row->table;
		c->column = village_column(row->table);
	}
	if (c->column == row->table->n)
		return row->parent < 0 ? "" : NULL;
	v = &row->values[c->column];
	return v->type == VALUE_TEXT ? v->s : "";
}

static void
count_on_line(struct content *c, long line)
{
	c->on_line = c->line == line ? c->on_line + 1 : 0;
	c->line = line;
}

/* Its hash tells the line; of several on one line each has its place. */
static void
add_record(struct content *c, struct share *share, const struct taken *t)
{
	add_to_share(c, share, t->sha256, sizeof t->sha256);
	if (c->on_line > 0)
		add_to_share(c, share, &c->on_line, sizeof c->on_line);
}

void
content_add(struct content *c, const struct batch *batch)
{
	for (size_t i = 0; i < batch->ntaken; i++) {
		const struct taken *t = &batch->taken[i];
		size_t end = i + 1 < batch->ntaken ? t[1].row : batch->nrows;

		c->record++;
		count_on_line(c, batch->rows[t->row].line);
		for (size_t r = t->row; r < end; r++) {
			const char *village = village_of(c, &batch->rows[r]);
			struct share *share;

			if (village == NULL)
				continue;
			share = share_of(c, village);
			if (share->record != c->record)
				add_record(c, share, t);
			share->record = c->record;
		}
	}
}

int
content_store(const struct content *c, struct db *db, long document,
	struct error *err)
{
	struct stmt *st;
	int rc = 0;

	if (db_prepare(&st, db, "INSERT INTO hc_content VALUES(?, ?, ?)",
		    err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < c->n; i++) {
		char hex[DIGEST_HEX];

		digest_write_hex(c->shares[i]->sha256, hex);
		stmt_bind_int(st, 1, document);
		stmt_bind_static(st, 2, c->shares[i]->village);
		stmt_bind_static(st, 3, hex);
		rc = stmt_run(st, err);
	}
	stmt_free(st);
	return rc;
}

void
content_free(struct content *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->n; i++) {
		free(c->shares[i]->village);
		free(c->shares[i]);
	}
	free(c->shares);
	digest_free(c->digest);
	free(c);
}

/* ?1 is the new one, ?2 the old. */
#define OF(document, columns, table)                                           \
	"SELECT " columns ", COUNT(*) FROM " table                             \
	" WHERE document = " document " GROUP BY " columns
#define DIFFER(columns, table)                                                 \
	"EXISTS (SELECT * FROM (" OF("?1", columns, table) " EXCEPT " OF(      \
		"?2", columns, table) ")) OR EXISTS (SELECT * FROM (" OF("?2", \
		columns, table) " EXCEPT " OF("?1", columns, table) "))"

static const char is_like[] =
	"SELECT EXISTS (SELECT * FROM hc_seen WHERE document = ?1)"
	" AND NOT (" DIFFER("tbl, col, fact", "hc_undelivered") " OR " DIFFER(
		"tbl, col", "hc_usual") " OR (SELECT sha256 FROM hc_content"
					" WHERE document = ?1 AND village = '')"
					" <> (SELECT sha256 FROM hc_content"
					" WHERE document = ?2 AND village = "
					"''))";

static const char *const note_like[] = {
	"INSERT OR IGNORE INTO hc_touched SELECT ?1, village FROM (SELECT"
	" village FROM hc_touched WHERE document = ?2 UNION SELECT village FROM"
	" (SELECT village, sha256 FROM hc_content WHERE document IN (?1, ?2)"
	" GROUP BY village, sha256 HAVING COUNT(*) = 1))",
	"DELETE FROM hc_gone WHERE document = ?1 AND (village IS NULL OR"
	" village NOT IN (SELECT village FROM hc_touched WHERE document = ?1))",
	NULL,
};

/* What the last run saw under its number is gone. */
static const char *const note_new[] = {
	"UPDATE hc_seen SET document = -document WHERE document = ?1",
	NULL,
};

static int
run(struct db *db, const char *sql, long document, long old, int64_t *value,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	stmt_bind_int(st, 1, document);
	if (stmt_param(st, "?2") > 0)
		stmt_bind_int(st, 2, old);
	rc = stmt_step(st, err);
	if (rc == 1)
		*value = stmt_int(st, 0);
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

int
content_set_aside(struct db *db, long document, struct error *err)
{
	static const char *const tables[] = { "hc_undelivered", "hc_usual",
		"hc_content", "hc_touched", "hc_changed" };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof tables / sizeof *tables; i++) {
		char *sql = xasprintf("UPDATE %s SET document = %ld"
				      " WHERE document = %ld",
			tables[i], -document, document);

		rc = db_exec(db, sql, err);
		free(sql);
	}
	return rc;
}

int
content_compare(struct db *db, long document, long old, bool in_order,
	bool *like, struct error *err)
{
	int64_t value = 0;
	const char *const *notes;

	if (in_order && run(db, is_like, document, old, &value, err) != 0)
		return -1;
	*like = value != 0;
	for (notes = *like ? note_like : note_new; *notes != NULL; notes++) {
		if (run(db, *notes, document, old, &value, err) != 0)
			return -1;
	}
	return 0;
}
