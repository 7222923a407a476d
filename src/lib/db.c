/*
 * The only door to SQLite: connections, statements, transactions, and the
 * guard under which the SQL of rule packs runs.
 */
#include "config.h"
#include <assert.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/trace.h"
#include "lib/db.h"

struct db {
	sqlite3 *handle;
	char *path;
	bool wal;
	db_may_read_fn *may_read; /* while guarded SQL is being prepared */
	void *may_read_arg;
	struct timespec limit; /* for guarded SQL, on the monotonic clock */
};

struct stmt {
	sqlite3_stmt *handle;
	struct db *db;
	bool guarded; /* the SQL is not ours */
};

#define BUSY_SECONDS 60

/* What the library says in English alone, and without what is to be done. Else
 * NULL. */
static const char *
db_reason(sqlite3 *h)
{
	int why = sqlite3_system_errno(h);

	switch (sqlite3_errcode(h) & 0xff) {
	case SQLITE_BUSY:
		return _("another process holds it; try again when that ended");
	case SQLITE_READONLY:
		return _("it or its folder may not be written to, which "
			 "reading wants as well; work on a copy");
	case SQLITE_FULL:
		return _("no room is left for it");
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return _("damaged, or no database");
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR:
		return why != 0 ? err_reason(why) : NULL;
	default:
		return NULL;
	}
}

static int
db_error(struct db *db, struct error *err)
{
	const char *reason = db_reason(db->handle);

	return err_set(err, ERR_SYSTEM, "DB-1", "%s: %s", db->path,
		reason != NULL ? reason : sqlite3_errmsg(db->handle));
}

/* SQL that is not ours can be wrong, or want too much; the rest is the
 * machine's: disk, memory, the file. */
static int
guarded_error(struct db *db, struct error *err)
{
	switch (sqlite3_errcode(db->handle)) {
	case SQLITE_ERROR:
	case SQLITE_AUTH:
	case SQLITE_INTERRUPT:
	case SQLITE_TOOBIG:
	case SQLITE_MISMATCH:
	case SQLITE_RANGE:
		return err_set(err, ERR_INPUT, "DB-7", "%s",
			sqlite3_errmsg(db->handle));
	default:
		return db_error(db, err);
	}
}

/* Where another fills it (db_fill), the library does not wait, whatever it was
 * told: it holds a lock already when it asks for the next. */
static int
set_wal(struct db *db, struct error *err)
{
	const struct timespec pause = { .tv_nsec = 50000000 };
	int rc = SQLITE_BUSY;

	for (int i = 0; i < BUSY_SECONDS * 20 && (rc & 0xff) == SQLITE_BUSY;
		i++) {
		if (i > 0)
			nanosleep(&pause, NULL);
		rc = sqlite3_exec(db->handle, "PRAGMA journal_mode = WAL", NULL,
			NULL, NULL);
	}
	return rc == SQLITE_OK ? 0 : db_error(db, err);
}

static int
set_up(struct db *db, enum db_mode mode, struct error *err)
{
	sqlite3 *h = db->handle;

	sqlite3_extended_result_codes(h, 1);
	/* Of a draft only the program itself has other connections: it waits
	 * for these as long as they read. Else for what another import takes,
	 * of which several may come first. */
	sqlite3_busy_timeout(
		h, mode == DB_DRAFT ? 3600000 : BUSY_SECONDS * 1000);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	if (mode == DB_DRAFT &&
		db_exec(db, "PRAGMA page_size = 16384", err) != 0)
		return -1;
	if ((mode == DB_DRAFT || mode == DB_SCRATCH) &&
		db_exec(db, "PRAGMA synchronous = OFF", err) != 0)
		return -1;
	if (mode == DB_SCRATCH &&
		db_exec(db, "PRAGMA journal_mode = OFF", err) != 0)
		return -1;
	db->wal = mode == DB_WRITE;
	if (db->wal && set_wal(db, err) != 0)
		return -1;
	if (mode != DB_DRAFT && mode != DB_SCRATCH &&
		db_exec(db, "PRAGMA synchronous = FULL", err) != 0)
		return -1;
	/* A sort takes as much as the cache before it goes to disk. The system
	 * caches the file, too: more than this makes nothing faster, and memory
	 * grow with the records. */
	return db_exec(
		db, "PRAGMA cache_size = -2048; PRAGMA temp_store = FILE", err);
}

/* A database holds personal data: refuse one that others can read. */
static int
check_private(const char *path, struct error *err)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return err_set(err, ERR_SYSTEM, "DB-2",
			"%s: no such database; run init --plan PLAN first",
			path);
	if (!S_ISREG(st.st_mode))
		return err_set(
			err, ERR_SYSTEM, "DB-3", "%s: not a plain file", path);
	if ((st.st_mode & 077) != 0)
		return err_set(err, ERR_SYSTEM, "DB-4",
			"%s: others can read this database (chmod 600 it)",
			path);
	return 0;
}

/* Memory statistics, which nobody asks for, would have every allocation take
 * a lock. A sort may begin to write after 64 pages: how much it holds is for
 * the cache size to say, not for the 250 pages of the default. */
static void
configure(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_PMASZ, 64);
}

/* Was a program that filled it killed? Who opens it puts it right. */
static bool
was_left_behind(const char *path)
{
	char *journal = xasprintf("%s-journal", path);
	bool is_there = access(journal, F_OK) == 0;

	free(journal);
	return is_there;
}

static int
on_profile(unsigned type, void *arg, void *statement, void *nanoseconds)
{
	const char *sql = sqlite3_sql(statement);

	(void)type;
	(void)arg;
	trace_line("sql", "%lld us: %s",
		(long long)(*(sqlite3_int64 *)nanoseconds / 1000),
		sql != NULL ? sql : "");
	return 0;
}

static bool
is_there(const char *path, struct error *err)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return false;
	err_set(err, ERR_SYSTEM, "DB-5",
		"%s: exists already; import into it, or give another "
		"name with --db",
		path);
	return true;
}

int
db_open(struct db **out, const char *path, enum db_mode mode, struct error *err)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX;
	struct db *db;
	char *name;
	int rc;

	pthread_once(&once, configure);
	*out = NULL;
	if (mode == DB_DRAFT && is_there(path, err))
		return -1;
	if ((mode == DB_WRITE || mode == DB_READ) &&
		check_private(path, err) != 0)
		return -1;
	if (mode == DB_READ && !was_left_behind(path))
		flags |= SQLITE_OPEN_READONLY;
	else
		flags |= SQLITE_OPEN_READWRITE;
	if (mode == DB_DRAFT || mode == DB_MEMORY || mode == DB_SCRATCH ||
		mode == DB_BESIDE)
		flags |= SQLITE_OPEN_CREATE;
	db = xcalloc(1, sizeof *db);
	db->path = xstrdup(mode == DB_MEMORY ? ":memory:"
			: mode == DB_SCRATCH ? ""
					     : path);
	/* A database is no link; the library wants none on the way either. */
	name = file_place(db->path);
	rc = sqlite3_open_v2(name, &db->handle, flags, NULL);
	free(name);
	if (rc != SQLITE_OK) {
		db_error(db, err);
		db_close(db);
		return -1;
	}
	if (trace_wants("sql"))
		sqlite3_trace_v2(
			db->handle, SQLITE_TRACE_PROFILE, on_profile, NULL);
	if (set_up(db, mode, err) != 0) {
		db_close(db);
		return -1;
	}
	*out = db;
	return 0;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	sqlite3_close_v2(db->handle);
	free(db->path);
	free(db);
}

int
db_attach(
	struct db *db, const char *path, const char *schema, struct error *err)
{
	struct stmt *st;
	char *name;
	int rc;

	if (db_prepare(&st, db, "ATTACH ?1 AS ?2", err) != 0)
		return -1;
	name = file_place(path);
	stmt_bind_static(st, 1, name);
	stmt_bind_static(st, 2, schema);
	rc = stmt_run(st, err);
	stmt_free(st);
	free(name);
	return rc;
}

int
db_make(const char *path, db_fill_fn *fill, void *arg, struct error *err)
{
	char *work, *draft;
	struct db *db = NULL;
	int rc = -1;

	if (is_there(path, err) || (work = file_work_dir(path, err)) == NULL)
		return -1;
	draft = xasprintf("%s/new.db", work);
	if (db_open(&db, draft, DB_DRAFT, err) == 0 && fill(db, arg, err) == 0)
		rc = db_checkpoint(db, err);
	db_close(db);
	if (rc == 0)
		rc = file_commit_new(draft, path, err);
	file_remove_dir(work);
	free(draft);
	free(work);
	return rc;
}

const char *
db_path(const struct db *db)
{
	return db->path;
}

int
db_exec(struct db *db, const char *sql, struct error *err)
{
	if (sqlite3_exec(db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		return db_error(db, err);
	return 0;
}

int
db_begin(struct db *db, struct error *err)
{
	return db_exec(db, "BEGIN IMMEDIATE", err);
}

int
db_commit(struct db *db, struct error *err)
{
	if (db_exec(db, "COMMIT", err) == 0)
		return 0;
	db_rollback(db);
	return -1;
}

void
db_rollback(struct db *db)
{
	if (!sqlite3_get_autocommit(db->handle))
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

void
db_fill(struct db *db, bool on)
{
	if (db->wal)
		sqlite3_exec(db->handle,
			on ? "PRAGMA journal_mode = DELETE"
			   : "PRAGMA journal_mode = WAL",
			NULL, NULL, NULL);
}

int64_t
db_last_row(struct db *db)
{
	return sqlite3_last_insert_rowid(db->handle);
}

struct db_temps {
	struct db *db;
	char *before; /* the names of those that were there, as JSON */
};

int
db_temps_begin(struct db_temps **out, struct db *db, struct error *err)
{
	*out = xcalloc(1, sizeof **out);
	(*out)->db = db;
	return db_get_text(db,
		"SELECT json_group_array(name) FROM temp.sqlite_schema"
		" WHERE type = 'table'",
		&(*out)->before, err);
}

static int
drop_temps(const struct db_temps *temps, struct error *err)
{
	struct strbuf drop = { 0 };
	struct stmt *st;
	int rc;

	if (db_prepare(&st, temps->db,
		    "SELECT name FROM temp.sqlite_schema WHERE type = 'table'"
		    " AND name NOT IN (SELECT value FROM json_each(?1))",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, temps->before);
	while ((rc = stmt_step(st, err)) == 1)
		strbuf_addf(&drop, "DROP TABLE temp.\"%s\";", stmt_text(st, 0));
	stmt_free(st);
	if (rc == 0 && drop.len > 0)
		rc = db_exec(temps->db, drop.data, err);
	strbuf_clear(&drop);
	return rc;
}

int
db_temps_end(struct db_temps *temps, struct error *err)
{
	int rc = 0;

	if (temps == NULL)
		return 0;
	if (temps->before != NULL)
		rc = drop_temps(temps, err);
	free(temps->before);
	free(temps);
	return rc;
}

int
db_checkpoint(struct db *db, struct error *err)
{
	if (sqlite3_wal_checkpoint_v2(db->handle, NULL,
		    SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
		return db_error(db, err);
	return 0;
}

void
db_release(struct db *db)
{
	sqlite3_db_release_memory(db->handle);
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

int
db_make_index(struct db *db, const char *schema, const char *table,
	const char *columns, struct error *err)
{
	char *name = xasprintf("x_%s_%s", table, columns), *sql;
	int rc;

	for (char *p = name; *p != '\0'; p++) {
		if (*p == ',' || *p == ' ')
			*p = '_';
	}
	sql = xasprintf("CREATE INDEX IF NOT EXISTS %s.\"%s\" ON \"%s\"(%s)",
		schema, name, table, columns);
	rc = db_exec(db, sql, err);
	free(sql);
	free(name);
	return rc;
}

int
db_prepare(struct stmt **out, struct db *db, const char *sql, struct error *err)
{
	sqlite3_stmt *handle = NULL;
	struct stmt *st;

	*out = NULL;
	if (sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
		    &handle, NULL) != SQLITE_OK)
		return db_error(db, err);
	assert(handle != NULL);
	st = xmalloc(sizeof *st);
	*st = (struct stmt){ .handle = handle, .db = db };
	*out = st;
	return 0;
}

void
stmt_free(struct stmt *st)
{
	if (st == NULL)
		return;
	sqlite3_finalize(st->handle);
	free(st);
}

static void
bound(int rc)
{
	if (rc == SQLITE_NOMEM)
		_Exit(4);
	assert(rc == SQLITE_OK);
	(void)rc;
}

void
stmt_bind_int(struct stmt *st, int i, int64_t v)
{
	bound(sqlite3_bind_int64(st->handle, i, v));
}

void
stmt_bind_text(struct stmt *st, int i, const char *s)
{
	bound(sqlite3_bind_text(st->handle, i, s, -1, SQLITE_TRANSIENT));
}

void
stmt_bind_static(struct stmt *st, int i, const char *s)
{
	bound(sqlite3_bind_text(st->handle, i, s, -1, SQLITE_STATIC));
}

void
stmt_bind_bytes(struct stmt *st, int i, const char *s, size_t n)
{
	bound(sqlite3_bind_text(st->handle, i, s, (int)n, SQLITE_STATIC));
}

void
stmt_bind_blob(struct stmt *st, int i, const void *p, size_t n)
{
	bound(sqlite3_bind_blob64(st->handle, i, p, n, SQLITE_TRANSIENT));
}

void
stmt_bind_column(struct stmt *st, int i, struct stmt *from, int column)
{
	bound(sqlite3_bind_value(
		st->handle, i, sqlite3_column_value(from->handle, column)));
}

void
stmt_bind_null(struct stmt *st, int i)
{
	bound(sqlite3_bind_null(st->handle, i));
}

int
stmt_param(struct stmt *st, const char *name)
{
	return sqlite3_bind_parameter_index(st->handle, name);
}

int
stmt_params(struct stmt *st)
{
	return sqlite3_bind_parameter_count(st->handle);
}

const char *
stmt_param_name(struct stmt *st, int i)
{
	return sqlite3_bind_parameter_name(st->handle, i);
}

int
stmt_step(struct stmt *st, struct error *err)
{
	int rc = sqlite3_step(st->handle);

	if (rc == SQLITE_ROW)
		return 1;
	if (rc == SQLITE_DONE)
		return 0;
	if (st->guarded)
		guarded_error(st->db, err);
	else
		db_error(st->db, err);
	sqlite3_reset(st->handle);
	return -1;
}

int
stmt_run(struct stmt *st, struct error *err)
{
	int rc;

	while ((rc = stmt_step(st, err)) == 1)
		;
	sqlite3_reset(st->handle);
	return rc;
}

void
stmt_reset(struct stmt *st)
{
	sqlite3_reset(st->handle);
}

int
stmt_for_each(struct stmt *in, struct stmt *out, stmt_binds *binds, void *arg,
	struct error *err)
{
	int rc;

	while ((rc = stmt_step(in, err)) == 1) {
		if (binds(arg, out, in) && stmt_run(out, err) != 0)
			return -1;
	}
	return rc;
}

int
db_for_each(struct db *db, const char *select, const char *run,
	stmt_binds *binds, void *arg, struct error *err)
{
	struct stmt *in = NULL, *out = NULL;
	int rc = -1;

	if (db_prepare(&in, db, select, err) == 0 &&
		db_prepare(&out, db, run, err) == 0)
		rc = stmt_for_each(in, out, binds, arg, err);
	stmt_free(in);
	stmt_free(out);
	return rc;
}

int
stmt_columns(struct stmt *st)
{
	return sqlite3_column_count(st->handle);
}

const char *
stmt_name(struct stmt *st, int i)
{
	return sqlite3_column_name(st->handle, i);
}

bool
stmt_is_null(struct stmt *st, int i)
{
	return sqlite3_column_type(st->handle, i) == SQLITE_NULL;
}

int64_t
stmt_int(struct stmt *st, int i)
{
	return sqlite3_column_int64(st->handle, i);
}

const char *
stmt_text(struct stmt *st, int i)
{
	return (const char *)sqlite3_column_text(st->handle, i);
}

const void *
stmt_blob(struct stmt *st, int i, size_t *n)
{
	const void *p = sqlite3_column_blob(st->handle, i);

	*n = (size_t)sqlite3_column_bytes(st->handle, i);
	return p;
}

static bool
is_standard_function(const char *name)
{
	static const char *const names[] = { "abs", "avg", "cast", "coalesce",
		"count", "cume_dist", "dense_rank", "first_value", "lag",
		"last_value", "lead", "length", "like", "lower", "ltrim", "max",
		"min", "nth_value", "ntile", "nullif", "percent_rank", "rank",
		"replace", "round", "row_number", "rtrim", "substr",
		"substring", "sum", "trim", "upper" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcasecmp(names[i], name) == 0)
			return true;
	}
	return false;
}

static int
authorise(void *arg, int action, const char *a, const char *b, const char *c,
	const char *d)
{
	struct db *db = arg;

	(void)c;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_READ:
		return db->may_read(db->may_read_arg, a, b, d) ? SQLITE_OK
							       : SQLITE_DENY;
	case SQLITE_FUNCTION:
		return is_standard_function(b) ? SQLITE_OK : SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}

static int
out_of_time(void *arg)
{
	const struct db *db = arg;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > db->limit.tv_sec ||
		(now.tv_sec == db->limit.tv_sec &&
			now.tv_nsec > db->limit.tv_nsec);
}

#define GUARDED_LENGTH 100000

int
db_prepare_in(struct stmt **out, struct db *db, enum lang lang, const char *sql,
	struct error *err)
{
	struct strbuf own = { 0 };
	const char *at;
	int rc;

	while ((at = strstr(sql, "_LL")) != NULL) {
		strbuf_add(&own, sql, (size_t)(at - sql) + 1);
		strbuf_adds(&own, lang_code(lang));
		sql = at + 3;
	}
	strbuf_adds(&own, sql);
	rc = db_prepare(out, db, own.data, err);
	strbuf_clear(&own);
	return rc;
}

int
db_prepare_guarded(struct stmt **out, struct db *db, const char *sql,
	const struct db_guard *guard, struct error *err)
{
	sqlite3_stmt *handle = NULL;
	const char *tail = NULL;
	int rc;

	*out = NULL;
	db->may_read = guard->may_read;
	db->may_read_arg = guard->arg;
	sqlite3_set_authorizer(db->handle, authorise, db);
	rc = sqlite3_prepare_v3(db->handle, sql, -1, 0, &handle, &tail);
	sqlite3_set_authorizer(db->handle, NULL, NULL);
	if (rc != SQLITE_OK)
		return guarded_error(db, err);
	if (handle == NULL || tail[strspn(tail, " \t\r\n;")] != '\0' ||
		!sqlite3_stmt_readonly(handle) ||
		sqlite3_stmt_isexplain(handle) != 0 ||
		sqlite3_column_count(handle) == 0) {
		sqlite3_finalize(handle);
		return err_set(err, ERR_INPUT, "DB-6", "not a single SELECT");
	}
	clock_gettime(CLOCK_MONOTONIC, &db->limit);
	db->limit.tv_sec += guard->seconds;
	sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, GUARDED_LENGTH);
	sqlite3_progress_handler(db->handle, 10000, out_of_time, db);
	*out = xmalloc(sizeof **out);
	**out = (struct stmt){ .handle = handle, .db = db, .guarded = true };
	return 0;
}

void
db_guard_end(struct db *db)
{
	sqlite3_progress_handler(db->handle, 0, NULL, NULL);
	sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, 1000000000);
}

int
db_get_int(struct db *db, const char *sql, int64_t *v, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1)
		*v = stmt_int(st, 0);
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

int
db_get_text(struct db *db, const char *sql, char **s, struct error *err)
{
	struct stmt *st;
	int rc;

	*s = NULL;
	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1)
		*s = xstrdup(stmt_text(st, 0));
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

void
db_print_version(FILE *f)
{
	fprintf(f, "SQLite %s (%s)\n", SQLITE_VERSION, sqlite3_libversion());
}
