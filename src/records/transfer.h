#ifndef TRANSFER_H
#define TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"

struct db;
struct pg;
struct pg_row;
struct stmt;
struct strbuf;

/*
 * The database's tables and views as PostgreSQL has them: statements that make
 * them, and rows in the text format of COPY, which go into a folder that psql
 * loads, or straight to a server. Rows pass one by one.
 */
struct transfer_sink {
	int (*sql)(void *arg, const char *sql, struct error *err);
	/* target: the table with the columns that rows have */
	int (*begin)(void *arg, const char *table, const char *target,
		struct error *err);
	int (*row)(void *arg, const char *line, size_t n, struct error *err);
	int (*end)(void *arg, const char *table, struct error *err);
	void *arg;
};

/* The tables that travel, one after the other: those of documents, what is
 * known of these, and the plan's. */
typedef int transfer_table_fn(void *arg, const char *table, struct error *err);
int transfer_tables(
	struct db *db, transfer_table_fn *f, void *arg, struct error *err);
/* Those of them that are the plan's and its codes: a run takes its own along.
 */
bool transfer_is_plan(const char *table);
/* Does the table travel at all? */
bool transfer_travels(const char *table);

/* Of last year's records, and of those collected anew, the table of which they
 * are a copy; of others the same. */
const char *transfer_kind(const char *table);
struct transfer_table {
	const char *name;
	bool temporary;
	/* Its columns are in the order of this list, a line end before and
	 * after each "kind.column", behind those that nearly every query reads;
	 * what is not on it goes last. NULL: as in the database. */
	const char *order;
};
/* Add CREATE TABLE; texts are compared by their bytes, whatever the server's
 * own collation. */
int transfer_add_table(struct strbuf *sql, struct db *db,
	const struct transfer_table *table, struct error *err);
/* The views that rules read, in their order: what stands behind CREATE VIEW. */
typedef int transfer_view_fn(
	void *arg, const char *view, const char *create, struct error *err);
int transfer_views(
	struct db *db, transfer_view_fn *f, void *arg, struct error *err);
/* All rows of a table ("main.step") into the table of this name there. */
int transfer_rows(struct db *db, const char *from, const char *table,
	const struct transfer_sink *sink, struct error *err);
/* Rows of a table there into the one here, which has the same columns. */
struct transfer_from {
	const char *table;
	const char *schema; /* NULL: where the connection looks */
	/* Which rows: a condition on $1, and the array of texts that $1 is, as
	 * PostgreSQL writes it; NULL: all. */
	const char *where;
	char *value;
	/* What tells streets apart that come together: added to the numbers of
	 * rows and of documents, put before the names of documents; or 0. */
	int64_t rows, documents;
	bool named; /* the schema's name before those */
	bool again; /* a row that is here already is the same */
};
int transfer_take(struct pg *pg, struct db *db,
	const struct transfer_from *from, struct error *err);
/* Add the columns of such a SELECT, all or those on a list (a line end before
 * and after each "table.column"); where list is one, row, parent, document and
 * line are among them. */
int transfer_add_columns(struct strbuf *sql, struct db *db,
	const struct transfer_from *from, const char *list, struct error *err);
/* CREATE TABLE with these columns alone. */
int transfer_add_narrow(struct strbuf *sql, struct db *db, const char *table,
	const char *list, struct error *err);
/* The row of a query as a line of COPY. */
void transfer_add_line(struct strbuf *line, const struct pg_row *row);

/* A folder with load.sql and a file of rows a table; it is whole once the
 * script is there. */
struct transfer_folder;
int transfer_folder_open(struct transfer_folder **out, const char *dir,
	struct transfer_sink *sink, struct error *err);
int transfer_folder_close(struct transfer_folder *folder, bool keep,
	struct error *err); /* NULL is fine */

/* A server. */
void transfer_server(struct pg *pg, struct transfer_sink *sink);

/* May a schema be called so? Small letters, digits and _, as nobody has to
 * quote it; "between" is what ties streets. */
bool transfer_is_name(const char *name);

#endif
