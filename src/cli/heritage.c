/*
 * What an audit lets live on in its directory.
 */
#include "config.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/heritage.h"
#include "lib/db.h"
#include "lib/digest.h"
#include "records/store.h"
#include "report/report.h"
#include "send/outbox.h"

struct heritage {
	char *dir, *path;
	int lock;
	struct db *old;	  /* NULL: none that can be taken over */
	bool is_unusable; /* there is one that cannot be read */
	char *streets;	  /* whose records the old one had: A,B */
	struct spared *spared;
};

/* What got another name, because nobody knows that it was written from here. */
struct spared {
	struct spared *next;
	char *path, *kept;
};

/* The directory itself, so that no file is left behind. */
static int
lock_dir(struct heritage *h, struct error *err)
{
	h->lock = open(h->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (h->lock < 0)
		return err_set(err, ERR_SYSTEM, "HERITAGE-1", "%s: %s", h->dir,
			err_reason(errno));
	if (flock(h->lock, LOCK_EX | LOCK_NB) != 0)
		return err_set(err, ERR_SYSTEM, "HERITAGE-2",
			"another audit is at work in %s", h->dir);
	return 0;
}

int
heritage_begin(struct heritage **out, const char *dir, const char *path,
	struct error *err)
{
	struct heritage *h = xcalloc(1, sizeof *h);
	struct error fault = { 0 };

	*out = h;
	h->lock = -1;
	h->dir = xstrdup(dir);
	h->path = xstrdup(path);
	if (lock_dir(h, err) != 0)
		return -1;
	if (access(path, F_OK) != 0)
		return 0;
	if (db_open(&h->old, path, DB_WRITE, &fault) != 0 ||
		store_check(h->old, &fault) != 0) {
		db_close(h->old);
		h->old = NULL;
		h->is_unusable = true;
		return 0;
	}
	return db_begin(h->old, err);
}

/* The records come anew: no place of an earlier finding means anything any
 * more, and nothing of an earlier run holds without being made again. */
static const char history[] =
	"INSERT INTO main.hc_run SELECT * FROM old.hc_run;"
	"UPDATE main.hc_run SET settings = '';"
	"INSERT INTO main.hc_check SELECT * FROM old.hc_check;"
	"INSERT INTO main.hc_reading SELECT * FROM old.hc_reading;"
	"INSERT INTO main.hc_change SELECT * FROM old.hc_change;"
	"INSERT INTO main.hc_pack SELECT * FROM old.hc_pack;"
	"INSERT INTO main.hc_parameter SELECT * FROM old.hc_parameter;"
	"INSERT INTO main.hc_finding SELECT * FROM old.hc_finding;"
	"UPDATE main.hc_finding SET document = NULL, line = NULL;"
	"INSERT INTO main.hc_life SELECT * FROM old.hc_life;"
	"INSERT INTO main.hc_mended SELECT * FROM old.hc_mended;"
	"INSERT INTO main.hc_twin SELECT * FROM old.hc_twin;"
	"INSERT INTO main.hc_decision SELECT * FROM old.hc_decision;"
	"INSERT INTO main.hc_sealed SELECT * FROM old.hc_sealed;"
	"INSERT INTO main.hc_frame SELECT * FROM old.hc_frame;"
	"INSERT INTO main.hc_frame_unit SELECT * FROM old.hc_frame_unit;"
	"INSERT INTO main.hc_stratum SELECT * FROM old.hc_stratum;"
	"INSERT INTO main.hc_draw SELECT * FROM old.hc_draw;"
	"INSERT INTO main.hc_draw_stratum SELECT * FROM old.hc_draw_stratum;"
	"INSERT INTO main.hc_drawn SELECT * FROM old.hc_drawn;"
	"INSERT INTO main.hc_written SELECT * FROM old.hc_written";
static const char outbox[] =
	"INSERT INTO main.hc_outbox SELECT * FROM old.hc_outbox;"
	"INSERT INTO main.hc_outbox_part SELECT * FROM old.hc_outbox_part;"
	"INSERT INTO main.hc_outbox_body SELECT * FROM old.hc_outbox_body";

static int
copy(struct db *db, struct error *err)
{
	int64_t has_outbox = 0;

	if (db_exec(db, history, err) != 0 ||
		db_get_int(db,
			"SELECT COUNT(*) FROM old.sqlite_schema WHERE name ="
			" 'hc_outbox'",
			&has_outbox, err) != 0)
		return -1;
	if (has_outbox == 0)
		return 0;
	return outbox_prepare(db, err) == 0 ? db_exec(db, outbox, err) : -1;
}

static const char streets[] =
	"SELECT group_concat(division, ',') FROM (SELECT DISTINCT division FROM"
	" hc_document WHERE kind = 'register' AND division IS NOT NULL ORDER BY"
	" division)";

/* Each year's campaign begins with no history, in a folder of its own. */
static int
check_year(struct heritage *h, struct db *db, struct error *err)
{
	static const char year[] = "SELECT year FROM plan";
	int64_t old = 0, new = 0;

	if (db_get_int(h->old, year, &old, err) != 0 ||
		db_get_int(db, year, &new, err) != 0)
		return -1;
	return old == new ? 0
			  : err_set(err, ERR_USAGE, "HERITAGE-8",
				    "%s has the audit of another year (%d); "
				    "choose another folder with -o",
				    h->dir, (int)old);
}

int
heritage_take(struct heritage *h, struct db *db, struct error *err)
{
	struct error ignored = { 0 };
	int rc = -1;

	if (h->old == NULL)
		return 0;
	if (check_year(h, db, err) != 0 ||
		db_get_text(h->old, streets, &h->streets, err) != 0 ||
		db_attach(db, h->path, "old", err) != 0)
		return -1;
	/* BEGIN IMMEDIATE would lock the old one, too. */
	if (db_exec(db, "BEGIN", err) == 0 && copy(db, err) == 0)
		rc = db_commit(db, err);
	if (rc != 0)
		db_rollback(db);
	if (db_exec(db, "DETACH old", rc == 0 ? err : &ignored) != 0)
		rc = -1;
	return rc;
}

int
heritage_check_street(struct heritage *h, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (h->streets == NULL)
		return 0;
	if (db_prepare(&st, db,
		    "SELECT COUNT(division), COUNT(CASE WHEN instr(',' || ?1 ||"
		    " ',', ',' || division || ',') > 0 THEN 1 END) FROM "
		    "hc_document WHERE"
		    " kind = 'register'",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, h->streets);
	rc = stmt_step(st, err);
	if (rc == 1 && stmt_int(st, 0) > 0 && stmt_int(st, 1) == 0)
		rc = err_set(err, ERR_USAGE, "HERITAGE-7",
			"%s has the audit of another street (%s); choose "
			"another folder with -o",
			h->dir, h->streets);
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

/* A name that is free: of "a.xlsx" it is "a-kept-1.xlsx". */
static char *
free_name(const char *path)
{
	const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
	char *name = NULL;

	if (dot == NULL || (slash != NULL && dot < slash))
		dot = path + strlen(path);
	for (int i = 1; name == NULL; i++) {
		name = xasprintf(
			"%.*s-kept-%d%s", (int)(dot - path), path, i, dot);
		if (access(name, F_OK) == 0) {
			free(name);
			name = NULL;
		}
	}
	return name;
}

/* It gets one more name (*kept, the caller's) and stands under its own until
 * another takes that. Where a file can have one name only, it is moved. */
static int
keep(const char *path, char **kept, struct error *err)
{
	*kept = free_name(path);
	if (link(path, *kept) == 0 ||
		((errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS) &&
			rename(path, *kept) == 0))
		return 0;
	err_set(err, ERR_SYSTEM, "HERITAGE-3", "%s: %s", path,
		err_reason(errno));
	free(*kept);
	*kept = NULL;
	return -1;
}

static int
move_aside(const char *path, const char *why, struct error *err)
{
	char *kept;

	if (keep(path, &kept, err) != 0)
		return -1;
	text_print_safe(stderr, _("%s: %s; kept as %s\n"), path, why, kept);
	free(kept);
	return 0;
}

/* Is it, to the byte, something that was written from this database? */
static int
is_ours(bool *is, struct db *db, const char *path, struct error *err)
{
	char now[DIGEST_HEX];
	struct stmt *st;
	int rc;

	if (digest_sha256_file(path, now, err) != 0 ||
		db_prepare(&st, db, "SELECT 1 FROM hc_written WHERE sha256 = ?",
			err) != 0)
		return -1;
	stmt_bind_static(st, 1, now);
	rc = stmt_step(st, err);
	stmt_free(st);
	*is = rc == 1;
	return rc < 0 ? -1 : 0;
}

int
heritage_spare_file(
	struct db *db, const char *path, char **kept, struct error *err)
{
	struct stat st;
	bool is = true;
	char *real;
	int rc;

	*kept = NULL;
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size == 0)
		return 0;
	if (is_ours(&is, db, path, err) != 0)
		return -1;
	if (is)
		return 0;
	/* what a link leads to is kept beside it */
	real = realpath(path, NULL);
	rc = keep(real != NULL ? real : path, kept, err);
	free(real);
	return rc;
}

/* Of a writing that was stopped before it was noted, or of records that have
 * not changed: there is nothing in the one that is not in the other. */
static bool
is_same(const char *path, const char *kept)
{
	char now[DIGEST_HEX], then[DIGEST_HEX];
	struct error ignored = { 0 };

	return digest_sha256_file(path, now, &ignored) == 0 &&
		digest_sha256_file(kept, then, &ignored) == 0 &&
		strcmp(now, then) == 0;
}

void
heritage_spared(const char *path, char *kept, bool is_made)
{
	char *real;

	if (kept == NULL)
		return;
	if (is_made && is_same(path, kept)) {
		unlink(kept);
	} else if (is_made) {
		text_print_safe(stderr, _("%s: %s; kept as %s\n"), path,
			_("this is not as it was written from here"), kept);
	} else {
		real = realpath(path, NULL);
		if (rename(kept, real != NULL ? real : path) != 0)
			text_print_safe(stderr, _("%s: %s; kept as %s\n"), path,
				err_reason(errno), kept);
		else
			unlink(kept); /* two names of one file stay both */
		free(real);
	}
	free(kept);
}

/* What people write into, and what they read beside it: all but the database
 * and what was kept. */
static bool
is_report(const struct heritage *h, const char *name)
{
	char *path = xasprintf("%s/%s", h->dir, name);
	struct stat st;
	bool is = name[0] != '.' && strncmp(name, "hecha.db", 8) != 0 &&
		strstr(name, "-kept-") == NULL && lstat(path, &st) == 0 &&
		S_ISREG(st.st_mode);

	free(path);
	return is;
}

/* It gets another name, unless it is as it was written from this database. */
static int
spare_report(
	struct heritage *h, struct db *db, const char *name, struct error *err)
{
	char *path = xasprintf("%s/%s", h->dir, name);
	bool is = true;
	int rc = 0;

	if (access(path, F_OK) == 0)
		rc = is_ours(&is, db, path, err);
	if (rc == 0 && !is) {
		struct spared *s = xcalloc(1, sizeof *s);

		rc = keep(path, &s->kept, err);
		s->path = xstrdup(path);
		s->next = h->spared;
		h->spared = s;
	}
	free(path);
	return rc;
}

/* Does nothing else stand in its place yet? */
static bool
is_in_place(const struct spared *s)
{
	struct stat kept, now;

	return stat(s->kept, &kept) == 0 && stat(s->path, &now) == 0 &&
		kept.st_dev == now.st_dev && kept.st_ino == now.st_ino;
}

/* One that is to the byte what stands in its place now was left by an audit
 * that was stopped: nobody has written into it. The others are told. */
static void
settle_one(struct spared *s, bool is_made)
{
	bool is_old = is_in_place(s);

	if (is_old && is_made)
		unlink(s->path); /* it is none of this audit's reports */
	else if (is_old || is_same(s->path, s->kept)) {
		unlink(s->kept);
		return;
	}
	text_print_safe(stderr, _("%s: %s; kept as %s\n"), s->path,
		_("this is not as it was written from here"), s->kept);
}

static void
settle_spared(struct heritage *h, bool is_made)
{
	struct spared *s;

	while ((s = h->spared) != NULL) {
		h->spared = s->next;
		if (s->kept != NULL)
			settle_one(s, is_made);
		free(s->path);
		free(s->kept);
		free(s);
	}
}

/* Those of last time, and those that are to be written: one may lie there that
 * was never written from here. */
int
heritage_spare(
	struct heritage *h, struct db *db, enum lang lang, struct error *err)
{
	struct stmt *st;
	int rc = spare_report(h, db, "result.xml", err);

	for (const struct report_kind *k = report_kinds;
		rc == 0 && k->kind != NULL; k++) {
		if (k->always)
			rc = spare_report(
				h, db, report_file_name(k, lang), err);
	}
	if (rc != 0 ||
		db_prepare(&st, db,
			"SELECT name FROM hc_written WHERE instr(name, '/') = 0"
			" ORDER BY name",
			err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		rc = spare_report(h, db, stmt_text(st, 0), err);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}

static int
note_as(struct stmt *st, const char *name, const char *path, struct error *err)
{
	char now[DIGEST_HEX];

	if (digest_sha256_file(path, now, err) != 0)
		return -1;
	stmt_bind_text(st, 1, name);
	stmt_bind_text(st, 2, now);
	return stmt_run(st, err);
}

static int
note_report(struct heritage *h, struct stmt *st, const char *name,
	struct error *err)
{
	char *path = xasprintf("%s/%s", h->dir, name);
	int rc = note_as(st, name, path, err);

	free(path);
	return rc;
}

int
heritage_note_file(struct db **reader, const char *path, struct error *err)
{
	struct error ignored = { 0 };
	char *base = xstrdup(db_path(*reader));
	char *name = realpath(path, NULL);
	struct db *db = NULL;
	struct stmt *st = NULL;
	int rc;

	db_close(*reader);
	*reader = NULL;
	if (name != NULL && db_open(&db, base, DB_WRITE, &ignored) == 0 &&
		db_prepare(&st, db,
			"INSERT OR REPLACE INTO hc_written VALUES(?, ?)",
			&ignored) == 0)
		note_as(st, name, path, &ignored);
	stmt_free(st);
	db_close(db);
	rc = db_open(reader, base, DB_READ, err);
	free(name);
	free(base);
	return rc;
}

int
heritage_note(struct heritage *h, struct db *db, struct error *err)
{
	struct stmt *st = NULL;
	DIR *d = opendir(h->dir);
	struct dirent *e;
	int rc = 0;

	if (d == NULL)
		return err_set(err, ERR_SYSTEM, "HERITAGE-4", "%s: %s", h->dir,
			err_reason(errno));
	settle_spared(h, true);
	if (db_exec(db, "DELETE FROM hc_written WHERE instr(name, '/') = 0",
		    err) != 0 ||
		db_prepare(&st, db, "INSERT INTO hc_written VALUES(?, ?)",
			err) != 0)
		rc = -1;
	while (rc == 0 && (e = readdir(d)) != NULL) {
		if (is_report(h, e->d_name))
			rc = note_report(h, st, e->d_name, err);
	}
	stmt_free(st);
	closedir(d);
	return rc;
}

static void
let_go(struct heritage *h)
{
	if (h->old != NULL)
		db_rollback(h->old);
	db_close(h->old);
	h->old = NULL;
}

int
heritage_replace(struct heritage *h, const char *fresh, struct error *err)
{
	static const char *const tails[] = { "-wal", "-shm" };

	let_go(h);
	if (h->is_unusable &&
		move_aside(h->path,
			_("this database is damaged or of another version"),
			err) != 0)
		return -1;
	for (int i = 0; i < 2; i++) {
		char *s = xasprintf("%s%s", h->path, tails[i]);

		unlink(s);
		free(s);
	}
	return file_commit(fresh, h->path, err);
}

void
heritage_end(struct heritage *h)
{
	if (h == NULL)
		return;
	settle_spared(h, false);
	let_go(h);
	if (h->lock >= 0)
		close(h->lock);
	free(h->dir);
	free(h->path);
	free(h->streets);
	free(h);
}
