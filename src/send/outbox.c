/*
 * The outbox in the database. Sending is for sender.c.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/db.h"
#include "lib/given.h"
#include "send/outbox.h"
#include "send/package.h"

/* A zip file is stored in blocks, so that memory does not grow with it. */
enum { BLOCK = 1 << 20 };

static const char tables[] =
	"CREATE TABLE IF NOT EXISTS hc_outbox("
	" seq INTEGER PRIMARY KEY,"
	" package TEXT NOT NULL UNIQUE,"
	" name TEXT NOT NULL,"
	" destination TEXT NOT NULL,"
	" method TEXT NOT NULL CHECK"
	"  (method IN ('post', 'put', 'sftp', 's3', 'folder')),"
	" profile TEXT NOT NULL,"
	" poll TEXT,"
	" state TEXT NOT NULL CHECK"
	"  (state IN ('waiting', 'sending', 'stored', 'sent', 'refused',"
	"  'superseded', 'cancelled')),"
	" parts INTEGER NOT NULL,"
	" bytes INTEGER NOT NULL,"
	" sha256 TEXT NOT NULL,"
	" attempts INTEGER NOT NULL DEFAULT 0,"
	" queued TEXT NOT NULL,"
	" tried TEXT,"
	" next_attempt TEXT,"
	" finished TEXT,"
	" receipt TEXT,"
	" receipt_document TEXT,"
	" reason TEXT,"
	" signer TEXT NOT NULL,"
	" division TEXT NOT NULL,"
	" year TEXT NOT NULL,"
	" sequence INTEGER NOT NULL,"
	" facts TEXT NOT NULL) STRICT;"
	"CREATE TABLE IF NOT EXISTS hc_outbox_part("
	" outbox INTEGER NOT NULL REFERENCES hc_outbox(seq),"
	" name TEXT NOT NULL,"
	" size INTEGER NOT NULL,"
	" sha256 TEXT NOT NULL,"
	" PRIMARY KEY (outbox, name)) STRICT;"
	"CREATE TABLE IF NOT EXISTS hc_outbox_body("
	" outbox INTEGER NOT NULL REFERENCES hc_outbox(seq),"
	" block INTEGER NOT NULL,"
	" bytes BLOB NOT NULL,"
	" PRIMARY KEY (outbox, block)) STRICT;";

#define COLUMNS                                                                \
	"seq, package, name, destination, method, state, parts, bytes, "       \
	"sha256, attempts, queued, tried, next_attempt, finished, receipt, "   \
	"reason, signer, sequence, profile, poll"

int
outbox_prepare(struct db *db, struct error *err)
{
	return db_exec(db, tables, err);
}

static char *
utc(int64_t from_now)
{
	time_t t = time(NULL) + (time_t)from_now;
	char buf[32];
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(buf, sizeof buf, "%Y-%m-%dT%H:%M:%SZ", &tm);
	return xstrdup(buf);
}

static void
take_row(struct stmt *st, struct outbox_row *row)
{
	*row = (struct outbox_row){
		.seq = stmt_int(st, 0),
		.package = xstrdup(stmt_given(st, 1)),
		.name = xstrdup(stmt_given(st, 2)),
		.destination = xstrdup(stmt_given(st, 3)),
		.method = xstrdup(stmt_given(st, 4)),
		.state = xstrdup(stmt_given(st, 5)),
		.parts = stmt_int(st, 6),
		.bytes = (uint64_t)stmt_int(st, 7),
		.sha256 = xstrdup(stmt_given(st, 8)),
		.attempts = stmt_int(st, 9),
		.queued = xstrdup(stmt_given(st, 10)),
		.tried = xstrdup(stmt_text(st, 11)),
		.next_attempt = xstrdup(stmt_text(st, 12)),
		.finished = xstrdup(stmt_text(st, 13)),
		.receipt = xstrdup(stmt_text(st, 14)),
		.reason = xstrdup(stmt_text(st, 15)),
		.signer = xstrdup(stmt_text(st, 16)),
		.sequence = stmt_int(st, 17),
		.profile = xstrdup(stmt_text(st, 18)),
		.poll = xstrdup(stmt_text(st, 19)),
	};
}

void
outbox_row_clear(struct outbox_row *row)
{
	free(row->package);
	free(row->name);
	free(row->destination);
	free(row->method);
	free(row->state);
	free(row->sha256);
	free(row->queued);
	free(row->tried);
	free(row->next_attempt);
	free(row->finished);
	free(row->receipt);
	free(row->reason);
	free(row->signer);
	free(row->profile);
	free(row->poll);
	*row = (struct outbox_row){ 0 };
}

/* 1 found, 0 none, -1. */
static int
find_package(struct db *db, const char *id, struct outbox_row *row,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT " COLUMNS " FROM hc_outbox WHERE package = ?",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, id);
	rc = stmt_step(st, err);
	if (rc == 1)
		take_row(st, row);
	stmt_free(st);
	return rc;
}

static int
store_blocks(
	struct db *db, int64_t seq, int fd, uint64_t size, struct error *err)
{
	char *buf = xmalloc(BLOCK);
	struct stmt *st = NULL;
	uint64_t at = 0;
	int rc = db_prepare(
		&st, db, "INSERT INTO hc_outbox_body VALUES (?, ?, ?)", err);

	while (rc == 0 && at < size) {
		size_t want = size - at < BLOCK ? (size_t)(size - at) : BLOCK;
		ssize_t n = pread(fd, buf, want, (off_t)at);

		if (n < 0 || (size_t)n != want) {
			rc = err_set(err, ERR_SYSTEM, "OUTBOX-1",
				"cannot read the package back: %s",
				n < 0 ? err_reason(errno) : "EOF");
			break;
		}
		stmt_bind_int(st, 1, seq);
		stmt_bind_int(st, 2, (int64_t)(at / BLOCK));
		stmt_bind_blob(st, 3, buf, want);
		rc = stmt_run(st, err);
		at += want;
	}
	stmt_free(st);
	free(buf);
	return rc;
}

static int
store_part(struct stmt *st, int64_t seq, const char *name, uint64_t size,
	const char *sha256, struct error *err)
{
	stmt_bind_int(st, 1, seq);
	stmt_bind_text(st, 2, name);
	stmt_bind_int(st, 3, (int64_t)size);
	stmt_bind_text(st, 4, sha256);
	return stmt_run(st, err);
}

static int
store_parts(
	struct db *db, int64_t seq, const struct package *p, struct error *err)
{
	char hash[DIGEST_HEX];
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "INSERT INTO hc_outbox_part VALUES (?, ?, ?, ?)", err) != 0)
		return -1;
	digest_sha256_hex(p->manifest, strlen(p->manifest), hash);
	rc = store_part(
		st, seq, PACKAGE_MANIFEST, strlen(p->manifest), hash, err);
	if (rc == 0 && p->signature != NULL) {
		digest_sha256_hex(p->signature, p->signature_n, hash);
		rc = store_part(
			st, seq, PACKAGE_SIGNATURE, p->signature_n, hash, err);
	}
	for (size_t i = 0; rc == 0 && i < p->n; i++)
		rc = store_part(st, seq, p->parts[i].name, p->parts[i].size,
			p->parts[i].sha256, err);
	stmt_free(st);
	return rc;
}

static int
store_row(struct db *db, const struct package *p,
	const struct outbox_target *to, int64_t *seq, struct error *err)
{
	char *now = utc(0);
	struct stmt *st;
	int rc;

	rc = db_prepare(&st, db,
		"INSERT INTO hc_outbox(package, name, destination, method,"
		" state, parts, bytes, sha256, queued, signer, division, year,"
		" sequence, facts, profile) VALUES (?, ?, ?, ?, 'waiting', ?,"
		" ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		err);
	if (rc == 0) {
		stmt_bind_text(st, 1, p->id);
		stmt_bind_text(st, 2, p->name);
		stmt_bind_text(st, 3, to->destination);
		stmt_bind_text(st, 4, to->method);
		stmt_bind_int(st, 5, (int64_t)p->n);
		stmt_bind_int(st, 6, (int64_t)p->zip_size);
		stmt_bind_text(st, 7, p->zip_sha256);
		stmt_bind_text(st, 8, now);
		stmt_bind_text(st, 9, to->signer);
		stmt_bind_text(st, 10, p->division);
		stmt_bind_text(st, 11, p->year);
		stmt_bind_int(st, 12, p->sequence);
		stmt_bind_text(st, 13, p->facts);
		stmt_bind_text(st, 14, to->profile != NULL ? to->profile : "");
		rc = stmt_run(st, err);
		stmt_free(st);
		*seq = db_last_row(db);
	}
	free(now);
	return rc;
}

static int
store(struct db *db, const struct package *p, const char *zip,
	const struct outbox_target *to, struct error *err)
{
	int fd = open(zip, O_RDONLY | O_CLOEXEC | O_NOFOLLOW), rc = -1;
	int64_t seq;

	if (fd < 0)
		err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", zip,
			err_reason(errno));
	else if (store_row(db, p, to, &seq, err) == 0 &&
		store_parts(db, seq, p, err) == 0)
		rc = store_blocks(db, seq, fd, p->zip_size, err);
	if (fd >= 0)
		close(fd);
	return rc;
}

/* Older ones of the street and year that wait for the same destination need not
 * arrive any more. */
static int
supersede(struct db *db, const struct package *p,
	const struct outbox_target *to, struct error *err)
{
	char *now = utc(0);
	struct stmt *st;
	int rc;

	rc = db_prepare(&st, db,
		"UPDATE hc_outbox SET state = 'superseded', finished = ?1,"
		" next_attempt = NULL, reason = ?2 WHERE division = ?3 AND"
		" year = ?4 AND sequence < ?5 AND destination = ?6 AND"
		" state IN ('waiting', 'sending')",
		err);
	if (rc == 0) {
		stmt_bind_text(st, 1, now);
		stmt_bind_text(st, 2, p->name);
		stmt_bind_text(st, 3, p->division);
		stmt_bind_text(st, 4, p->year);
		stmt_bind_int(st, 5, p->sequence);
		stmt_bind_text(st, 6, to->destination);
		rc = stmt_run(st, err);
		stmt_free(st);
	}
	free(now);
	return rc;
}

/* Its bytes were forgotten: those that were sealed now take their place. */
static int
restore(struct db *db, const struct outbox_row *row, const struct package *p,
	const char *zip, struct error *err)
{
	int fd = open(zip, O_RDONLY | O_CLOEXEC | O_NOFOLLOW), rc = -1;
	struct stmt *st;

	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", zip,
			err_reason(errno));
	if (db_prepare(&st, db,
		    "UPDATE hc_outbox SET bytes = ?, sha256 = ? WHERE seq = ?",
		    err) == 0) {
		stmt_bind_int(st, 1, (int64_t)p->zip_size);
		stmt_bind_text(st, 2, p->zip_sha256);
		stmt_bind_int(st, 3, row->seq);
		rc = stmt_run(st, err);
		stmt_free(st);
	}
	if (rc == 0)
		rc = store_blocks(db, row->seq, fd, p->zip_size, err);
	close(fd);
	return rc;
}

static int
restore_lost(struct db *db, const struct outbox_row *row,
	const struct package *p, const char *zip, struct error *err)
{
	struct stmt *st;
	int rc;

	if (strcmp(row->state, "sent") == 0)
		return 0;
	if (db_prepare(&st, db, "SELECT 1 FROM hc_outbox_body WHERE outbox = ?",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, row->seq);
	rc = stmt_step(st, err);
	stmt_free(st);
	return rc == 0 ? restore(db, row, p, zip, err) : rc < 0 ? -1 : 0;
}

int
outbox_aim(struct db *db, int64_t seq, const struct outbox_target *to,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "UPDATE hc_outbox SET destination = ?, method = ?,"
		    " profile = ?, state = CASE WHEN state IN ('sending',"
		    " 'stored') THEN state ELSE 'waiting' END, finished ="
		    " NULL, next_attempt = CASE state WHEN 'sending' THEN"
		    " next_attempt END WHERE seq = ?",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, to->destination);
	stmt_bind_text(st, 2, to->method);
	stmt_bind_text(st, 3, to->profile != NULL ? to->profile : "");
	stmt_bind_int(st, 4, seq);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

/* What queueing means for a package that is there already. */
static int
queue_again(struct db *db, const struct outbox_row *row,
	const struct outbox_target *to, struct error *err)
{
	if (strcmp(row->state, "sent") == 0) {
		if (strcmp(row->destination, to->destination) == 0)
			return 0;
		return err_set(err, ERR_USAGE, "OUTBOX-2",
			"%s was sent to %s already", row->name,
			row->destination);
	}
	if (strcmp(row->signer, to->signer) != 0)
		return err_set(err, ERR_USAGE, "OUTBOX-7",
			"%s is in the outbox with another signature, or with "
			"none, and goes out as it is there",
			row->name);
	if (strcmp(row->destination, to->destination) != 0 &&
		strstr(" waiting sending stored ", row->state) != NULL)
		return err_set(err, ERR_USAGE, "OUTBOX-10",
			"%s waits to be sent to %s; hecha outbox retarget "
			"sends it elsewhere instead",
			row->name, row->destination);
	return outbox_aim(db, row->seq, to, err);
}

int
outbox_add(struct db *db, const struct package *p, const char *path,
	const struct outbox_target *to, struct outbox_row *row,
	struct error *err)
{
	int rc;

	if (outbox_prepare(db, err) != 0 || db_begin(db, err) != 0)
		return -1;
	rc = find_package(db, p->id, row, err);
	if (rc == 0)
		rc = store(db, p, path, to, err);
	else if (rc == 1)
		rc = queue_again(db, row, to, err) == 0
			? restore_lost(db, row, p, path, err)
			: -1;
	if (rc == 0 && !to->keeps_older)
		rc = supersede(db, p, to, err);
	outbox_row_clear(row);
	if (rc == 0)
		rc = find_package(db, p->id, row, err) == 1 ? 0 : -1;
	if (rc != 0) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, err);
}

static int
has_tables(struct db *db, bool *has, struct error *err)
{
	int64_t n = 0;
	int rc = db_get_int(db,
		"SELECT COUNT(*) FROM sqlite_schema WHERE name = 'hc_outbox'",
		&n, err);

	*has = n > 0;
	return rc;
}

/* The rows are gathered before the first is shown, since a visit may change
 * them. */
static int
gather(struct db *db, bool pending, struct outbox_row **rows, size_t *n,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT " COLUMNS " FROM hc_outbox WHERE ? = 0"
		    " OR state IN ('waiting', 'sending', 'stored')"
		    " ORDER BY seq",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, pending);
	while ((rc = stmt_step(st, err)) == 1) {
		*rows = xreallocarray(*rows, *n + 1, sizeof **rows);
		take_row(st, &(*rows)[(*n)++]);
	}
	stmt_free(st);
	return rc;
}

int
outbox_walk(struct db *db, bool pending, outbox_visit *visit, void *ctx,
	struct error *err)
{
	struct outbox_row *rows = NULL;
	size_t n = 0;
	bool has;
	int rc = has_tables(db, &has, err);

	if (rc == 0 && has)
		rc = gather(db, pending, &rows, &n, err);
	for (size_t i = 0; i < n; i++) {
		if (rc == 0)
			rc = visit(ctx, &rows[i], err);
		outbox_row_clear(&rows[i]);
	}
	free(rows);
	return rc;
}

struct search {
	const char *which;
	struct outbox_row *row;
	int hits;
};

static int
look_at(void *ctx, const struct outbox_row *row, struct error *err)
{
	struct search *s = ctx;
	size_t n = strlen(s->which);

	(void)err;
	if (strcmp(row->name, s->which) != 0 &&
		(n < 4 || strncmp(row->package, s->which, n) != 0))
		return 0;
	s->hits++;
	s->row->seq = row->seq;
	free(s->row->package);
	s->row->package = xstrdup(row->package);
	return 0;
}

int
outbox_find(struct db *db, const char *which, struct outbox_row *row,
	struct error *err)
{
	struct outbox_row found = { 0 };
	struct search s = { which, &found, 0 };
	int rc = outbox_walk(db, false, look_at, &s, err);

	if (rc == 0 && s.hits == 0)
		rc = err_set(err, ERR_USAGE, "OUTBOX-3",
			"%s: no such package in the outbox", which);
	else if (rc == 0 && s.hits > 1)
		rc = err_set(err, ERR_USAGE, "OUTBOX-4",
			"%s: %d packages begin so; give more of it", which,
			s.hits);
	if (rc == 0)
		rc = find_package(db, found.package, row, err) == 1 ? 0 : -1;
	outbox_row_clear(&found);
	return rc;
}

int
outbox_walk_parts(struct db *db, int64_t seq, outbox_visit_part *visit,
	void *ctx, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT name, size, sha256 FROM hc_outbox_part"
		    " WHERE outbox = ? ORDER BY name",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, seq);
	while ((rc = stmt_step(st, err)) == 1) {
		rc = visit(ctx, stmt_text(st, 0), (uint64_t)stmt_int(st, 1),
			stmt_text(st, 2), err);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}

int
outbox_receipt(struct db *db, int64_t seq, char **document, struct error *err)
{
	struct stmt *st;
	int rc;

	*document = NULL;
	if (db_prepare(&st, db,
		    "SELECT receipt_document FROM hc_outbox WHERE seq = ?",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, seq);
	rc = stmt_step(st, err);
	if (rc == 1)
		*document = xstrdup(stmt_text(st, 0));
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

/* One UPDATE, alone in its transaction: on the disk when it answers. Values
 * are bound in the order given; seq is the last parameter. */
static int
update(struct db *db, const char *sql, const char *const *values, size_t n,
	int64_t seq, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		stmt_bind_text(st, (int)i + 1, values[i]);
	stmt_bind_int(st, (int)n + 1, seq);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

int
outbox_recover(struct db *db, const char *reason, struct error *err)
{
	struct stmt *st;
	int rc;

	if (outbox_prepare(db, err) != 0 ||
		db_prepare(&st, db,
			"UPDATE hc_outbox SET state = 'waiting', reason = ?"
			" WHERE state = 'sending'",
			err) != 0)
		return -1;
	stmt_bind_text(st, 1, reason);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

int
outbox_begin(struct db *db, int64_t seq, struct error *err)
{
	char *now = utc(0);
	const char *values[] = { now };
	int rc = update(db,
		"UPDATE hc_outbox SET state = 'sending', tried = ?,"
		" attempts = attempts + 1, next_attempt = NULL WHERE seq = ?",
		values, 1, seq, err);

	free(now);
	return rc;
}

int
outbox_sent(struct db *db, int64_t seq, const char *receipt,
	const char *document, struct error *err)
{
	char *now = utc(0);
	const char *values[] = { now, receipt, document };
	int rc = update(db,
		"UPDATE hc_outbox SET state = 'sent', finished = ?,"
		" receipt = ?, receipt_document = ?, reason = NULL,"
		" next_attempt = NULL WHERE seq = ?",
		values, 3, seq, err);

	free(now);
	return rc;
}

int
outbox_refused(
	struct db *db, int64_t seq, const char *reason, struct error *err)
{
	char *now = utc(0);
	const char *values[] = { now, reason };
	int rc = update(db,
		"UPDATE hc_outbox SET state = 'refused', finished = ?,"
		" reason = ?, next_attempt = NULL WHERE seq = ?",
		values, 2, seq, err);

	free(now);
	return rc;
}

int
outbox_failed(struct db *db, int64_t seq, const char *reason,
	int64_t wait_seconds, struct error *err)
{
	char *next = utc(wait_seconds);
	const char *values[] = { next, reason };
	int rc = update(db,
		"UPDATE hc_outbox SET state = 'waiting', next_attempt = ?,"
		" reason = ?, poll = NULL WHERE seq = ?",
		values, 2, seq, err);

	free(next);
	return rc;
}

int
outbox_stored(struct db *db, const struct outbox_row *row, const char *reason,
	int64_t wait_seconds, struct error *err)
{
	char *next = utc(wait_seconds);
	const char *values[] = { next, reason, row->poll };
	int rc = update(db,
		"UPDATE hc_outbox SET state = 'stored', next_attempt = ?,"
		" reason = ?, poll = ? WHERE seq = ?",
		values, 3, row->seq, err);

	free(next);
	return rc;
}

struct outbox_body {
	struct db *db;
	int64_t seq;
	int64_t block; /* the one in bytes; -1: none */
	char *bytes;
	size_t n;
};

struct outbox_body *
outbox_body_new(struct db *db, int64_t seq)
{
	struct outbox_body *body = xmalloc(sizeof *body);

	*body = (struct outbox_body){
		.db = db,
		.seq = seq,
		.block = -1,
		.bytes = xmalloc(BLOCK),
	};
	return body;
}

static int
load_block(struct outbox_body *body, int64_t block, struct error *err)
{
	struct stmt *st;
	const void *p;
	int rc;

	if (body->block == block)
		return 0;
	if (db_prepare(&st, body->db,
		    "SELECT bytes FROM hc_outbox_body"
		    " WHERE outbox = ? AND block = ?",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, body->seq);
	stmt_bind_int(st, 2, block);
	rc = stmt_step(st, err);
	if (rc == 1) {
		p = stmt_blob(st, 0, &body->n);
		if (body->n > BLOCK)
			body->n = BLOCK;
		if (body->n > 0)
			memcpy(body->bytes, p, body->n);
		body->block = block;
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

int
outbox_body_read(void *ctx, uint64_t at, void *buf, size_t n, size_t *got,
	struct error *err)
{
	struct outbox_body *body = ctx;
	int64_t block = (int64_t)(at / BLOCK);
	size_t from = (size_t)(at % BLOCK);

	if (load_block(body, block, err) != 0)
		return -1;
	if (body->block != block || from >= body->n)
		return err_set(err, ERR_SYSTEM, "OUTBOX-5",
			"the package in the outbox is not complete");
	*got = body->n - from < n ? body->n - from : n;
	memcpy(buf, body->bytes + from, *got);
	return 0;
}

void
outbox_body_free(struct outbox_body *body)
{
	if (body == NULL)
		return;
	free(body->bytes);
	free(body);
}

int
outbox_lock(const char *db_path, int *fd, struct error *err)
{
	char *path = xasprintf("%s-outbox", db_path);
	int rc = 0;

	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (*fd < 0)
		rc = err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	else if (flock(*fd, LOCK_EX | LOCK_NB) != 0)
		rc = err_set(err, ERR_SYSTEM, "OUTBOX-6",
			"another hecha is sending from this outbox");
	if (rc != 0 && *fd >= 0) {
		close(*fd);
		*fd = -1;
	}
	free(path);
	return rc;
}
