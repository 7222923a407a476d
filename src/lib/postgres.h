#ifndef POSTGRES_H
#define POSTGRES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "base/errors.h"

/*
 * The only door to PostgreSQL, by libpq: one connection, one statement at a
 * time. Where the program was built without libpq, pg_open says so.
 *
 * What a server sends is held to be hostile: text must be UTF-8 without control
 * characters, a value no longer than asked for, an answer there in time. Its
 * words about an error are shown only where they cannot hold a value.
 */
struct pg;

/* url: postgresql://[user@]host[:port]/database[?…], without a password, which
 * is given beside it (NULL: libpq's own file of passwords, or none), as is a
 * user where the URL names none. Another
 * machine must prove who it is (sslmode=verify-full), unless the URL says
 * otherwise. ERR_USAGE where the URL is none or holds a password, ERR_SYSTEM
 * where it comes to nothing: each reason has a code and a word of its own. */
int pg_open(struct pg **out, const char *url, const char *user,
	const char *password, struct error *err);
void pg_close(struct pg *pg); /* NULL is fine */
/* Is this the beginning of such a URL? */
bool pg_is_url(const char *s);
/* Which server and database, as it may be shown. */
const char *pg_name(const struct pg *pg);
/* Has the connection gone? Then no statement can be right or wrong. */
bool pg_is_lost(const struct pg *pg);
/* Is this an error of a server that is away, and may be there again in a while?
 */
bool pg_may_come_back(const struct error *err);

/* One or several statements of ours, whose rows nobody wants. */
int pg_exec(struct pg *pg, const char *sql, struct error *err);

/* A value for $1, $2 …: an integer where is_int, else text; NULL is NULL. */
struct pg_value {
	char *text; /* the caller's */
	bool is_int;
};

struct pg_row;
/* Columns from 0. Text is borrowed until the function returns; NULL for NULL; a
 * truth is "1" or "0", and a fraction has no noughts at its end. */
int pg_columns(const struct pg_row *row);
const char *pg_column_name(const struct pg_row *row, int i);
const char *pg_text(const struct pg_row *row, int i, size_t *n);
/* Bytes of a bytea; the caller's. NULL for NULL. */
unsigned char *pg_bytes(const struct pg_row *row, int i, size_t *n);

/* One SELECT, its rows one by one. begin is told the columns before the first
 * row, and where there is none; it or row may end it all by -1. As COPY (…) TO
 * STDOUT, which has no values and tells no names, many rows cost both sides
 * less. */
struct pg_query {
	const char *sql;
	bool is_copy;
	const struct pg_value *values;
	int nvalues;
	int seconds;  /* after which it is given up */
	size_t limit; /* bytes of one value */
	int (*begin)(void *arg, const struct pg_row *row, struct error *err);
	int (*row)(void *arg, const struct pg_row *row, struct error *err);
	void *arg;
};
int pg_query(struct pg *pg, const struct pg_query *query, struct error *err);
/* The first column of the first row, the caller's; NULL where there is none. */
int pg_get(struct pg *pg, const char *sql, const char *value, char **text,
	struct error *err);

/* COPY … FROM STDIN, then lines of its text format, then the end. */
int pg_copy_begin(struct pg *pg, const char *sql, struct error *err);
int pg_copy_put(struct pg *pg, const char *bytes, size_t n, struct error *err);
int pg_copy_end(struct pg *pg, struct error *err);

/* Which version of the library: compiled with, and running. */
void pg_print_version(FILE *f);

#endif
