#ifndef DB_H
#define DB_H

#include <stdio.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "base/lang.h"

/*
 * The only door to SQLite. Values are bound, never pasted. Text that a
 * column call returns is borrowed until the next step, reset or free.
 */
struct db;
struct stmt;

enum db_mode {
	DB_DRAFT,   /* make one that takes its name when it is whole: until then
		     * nothing is synced; fails where one exists */
	DB_WRITE,   /* open for writing; fails where there is none */
	DB_READ,    /* read-only */
	DB_MEMORY,  /* private, in memory */
	DB_SCRATCH, /* the same, but what is much goes to a file that nobody
		     * else sees and that is gone when it is closed */
	DB_BESIDE,  /* one more connection to what the program has open; it may
		     * make databases to attach */
};

/* 0600, no symlink followed, foreign keys and trusted schema off. A database
 * made here has 16 KiB pages; journals are WAL with synchronous=FULL, but a
 * draft's. */
int db_open(struct db **out, const char *path, enum db_mode mode,
	struct error *err);
void db_close(struct db *db); /* NULL is fine */

int db_attach(
	struct db *db, const char *path, const char *schema, struct error *err);

/* A new database with what fill puts into it: whole, or not there. ERR_SYSTEM
 * where something has that name. */
typedef int db_fill_fn(struct db *db, void *arg, struct error *err);
int db_make(const char *path, db_fill_fn *fill, void *arg, struct error *err);

const char *db_path(const struct db *db);

int db_exec(struct db *db, const char *sql, struct error *err);
int db_begin(struct db *db, struct error *err); /* BEGIN IMMEDIATE */
int db_commit(struct db *db, struct error *err);
void db_rollback(struct db *db); /* nothing open is fine */
/* Outside a transaction: what is written from now on goes into the file at
 * once, not through the WAL, and until it is committed nobody can read. For a
 * database in which there is nothing to read yet. Where somebody has it open
 * nothing changes but the time. */
void db_fill(struct db *db, bool on);
int64_t db_last_row(struct db *db);
/* Whatever temporary tables are made until the end go with it: nobody has to
 * know what others made. The end takes NULL as well, and frees. */
struct db_temps;
int db_temps_begin(struct db_temps **out, struct db *db, struct error *err);
int db_temps_end(struct db_temps *temps, struct error *err);
/* Give the memory that was kept for the next reading back to the system. */
void db_release(struct db *db);
/* Merge the WAL into the database file, so that the file alone is whole. */
int db_checkpoint(struct db *db, struct error *err);

/* An index "x_TABLE_COLUMNS", unless it is there; columns with commas between.
 */
int db_make_index(struct db *db, const char *schema, const char *table,
	const char *columns, struct error *err);

/* What is said in both languages stands in two columns: title_LL in the SQL is
 * title_zh or title_en, and '_LL' a text that tells which. */
int db_prepare_in(struct stmt **out, struct db *db, enum lang lang,
	const char *sql, struct error *err);
/* Parameters are numbered from 1, columns from 0. Binding cannot fail: memory
 * ends the program, a wrong number is an assertion. */
int db_prepare(
	struct stmt **out, struct db *db, const char *sql, struct error *err);
void stmt_free(struct stmt *st); /* NULL is fine */
void stmt_bind_int(struct stmt *st, int i, int64_t v);
void stmt_bind_text(
	struct stmt *st, int i, const char *s); /* copied; NULL ok */
void stmt_bind_static(
	struct stmt *st, int i, const char *s); /* outlives step */
void stmt_bind_bytes(
	struct stmt *st, int i, const char *s, size_t n); /* same */
void stmt_bind_blob(struct stmt *st, int i, const void *p, size_t n);
void stmt_bind_null(struct stmt *st, int i);
/* A column of another statement's row, as it is; copied. */
void stmt_bind_column(struct stmt *st, int i, struct stmt *from, int column);
int stmt_param(struct stmt *st, const char *name); /* ":name", 0: none */
int stmt_params(struct stmt *st);		   /* how many */
/* ":name", or NULL where it has none. */
const char *stmt_param_name(struct stmt *st, int i);
int stmt_step(struct stmt *st, struct error *err); /* 1 row, 0 end, -1 */
int stmt_run(struct stmt *st, struct error *err);  /* step to the end, reset */
void stmt_reset(struct stmt *st); /* so that it can be bound anew */
/* For each row of one statement run another: binds says what of the row goes
 * into it, and whether it is run. */
typedef bool stmt_binds(void *arg, struct stmt *out, struct stmt *in);
int stmt_for_each(struct stmt *in, struct stmt *out, stmt_binds *binds,
	void *arg, struct error *err);
/* The same of statements that are only for this. */
int db_for_each(struct db *db, const char *select, const char *run,
	stmt_binds *binds, void *arg, struct error *err);
/* For a list of columns, each of a name and what it is in SQL:
 *	#define COLUMNS(X) X(ID, "f.id") X(HEAD, "f.head")
 *	enum { NO_COLUMN, COLUMNS(COLUMN_NAME) };
 *	"SELECT NULL" COLUMNS(COLUMN_SQL) " FROM …"
 * so that ID is the column's number wherever it stands. */
#define COLUMN_NAME(name, sql) name,
#define COLUMN_SQL(name, sql) ", " sql
#define COLUMN_MARK(name, sql) ",?" /* as values of an INSERT */
int stmt_columns(struct stmt *st);
const char *stmt_name(struct stmt *st, int i); /* column name */
bool stmt_is_null(struct stmt *st, int i);
int64_t stmt_int(struct stmt *st, int i);
const char *stmt_text(struct stmt *st, int i); /* NULL for NULL */
const void *stmt_blob(struct stmt *st, int i, size_t *n);

/*
 * SQL that is not ours. It must be one SELECT that reads only tables and views
 * for which may_read answers true, calls only plain standard functions, and
 * ends within the time limit; else db_prepare_guarded or stmt_step fails with
 * ERR_INPUT. ERR_SYSTEM is not the SQL's fault: disk, memory, the file.
 * may_read is asked for each column, "" where rows are only counted; inside
 * names the view or common table expression that reads it, NULL: the query.
 * db_guard_end lifts the limits that prepare has set on the connection.
 */
typedef bool db_may_read_fn(
	void *arg, const char *table, const char *column, const char *inside);
struct db_guard {
	db_may_read_fn *may_read;
	void *arg;
	int seconds;
};
int db_prepare_guarded(struct stmt **out, struct db *db, const char *sql,
	const struct db_guard *guard, struct error *err);
void db_guard_end(struct db *db);

/* One value: 0 and *v set, or -1. No row leaves *v as it was. */
int db_get_int(struct db *db, const char *sql, int64_t *v, struct error *err);
int db_get_text(/* *s is the caller's, NULL where no row or NULL */
	struct db *db, const char *sql, char **s, struct error *err);

/* Which version of the library: compiled with, and running. */
void db_print_version(FILE *f);

#endif
