/*
 * The only door to PostgreSQL.
 */
#include "config.h"
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/copy-line.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "base/trace.h"
#include "lib/postgres-login.h"
#include "lib/postgres.h"

bool
pg_is_url(const char *s)
{
	return s != NULL &&
		(strncmp(s, "postgresql://", 13) == 0 ||
			strncmp(s, "postgres://", 11) == 0);
}

#ifdef HAVE_LIBPQ

/* Types whose text is not what SQLite would say. */
enum { OID_BOOL = 16, OID_INT8 = 20, OID_TEXT = 25, OID_NUMERIC = 1700 };

/* Silence of a server after which a connection is given up, in seconds. */
enum { PATIENCE = 60 };

/* How long one may go on with an answer that it was asked to stop. */
enum { STOPPING = 10 };

struct pg {
	PGconn *conn;
	char *name;
	bool lost;
	long long deadline; /* of the statement that runs, in ms */
};

struct pg_row {
	const PGresult *result; /* NULL: a line of COPY, without names */
	struct copy_line line;
};

static long long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static int
lost(struct pg *pg, struct error *err)
{
	pg->lost = true;
	return err_set(err, ERR_SYSTEM, "POSTGRES-1",
		"%s: the server is gone, or does not answer", pg->name);
}

/* What to do about it, where that is plain. */
static const char *
remedy(const char *state)
{
	if (strcmp(state, "42501") == 0)
		return _("; the role lacks a right that doc/postgresql.md "
			 "grants");
	if (strcmp(state, "57014") == 0)
		return _("; it took longer than --rule-seconds or the role's "
			 "statement_timeout allows");
	if (strcmp(state, "55P03") == 0)
		return _("; somebody else holds these records, as a load does: "
			 "try again in a while");
	if (strcmp(state, "53100") == 0)
		return _("; the server's disk is full");
	return "";
}

/* What a statement was refused for: its code, and the server's words where they
 * are about the statement and not about a value in it. */
static int
refused(struct pg *pg, const PGresult *r, struct error *err)
{
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	const char *words = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
	enum err_kind kind = ERR_SYSTEM;
	struct strbuf shown = { 0 };

	if (state == NULL || PQstatus(pg->conn) != CONNECTION_OK ||
		strncmp(state, "57P", 3) == 0 || strncmp(state, "08", 2) == 0)
		return lost(pg, err);
	if (strncmp(state, "22", 2) == 0 || strncmp(state, "23", 2) == 0 ||
		words == NULL)
		words = "";
	if (strncmp(state, "22", 2) == 0 || strncmp(state, "42", 2) == 0 ||
		strcmp(state, "57014") == 0 || strncmp(state, "21", 2) == 0)
		kind = ERR_INPUT;
	if (strcmp(state, "42501") == 0)
		kind = ERR_SYSTEM;
	text_add_safe(&shown, words);
	err_set(err, kind, "POSTGRES-2", "%s: SQLSTATE %.5s%s%.300s%s",
		pg->name, state, *words != '\0' ? ": " : "",
		shown.data != NULL ? shown.data : "", remedy(state));
	strbuf_clear(&shown);
	return -1;
}

bool
pg_may_come_back(const struct error *err)
{
	/* gone, too many, starting, late, nobody there, no way, no name */
	static const int passing[] = { 1, 14, 15, 16, 17, 18, 19, 22 };
	int number;

	if (sscanf(err->code, "POSTGRES-%d", &number) != 1)
		return false;
	for (size_t i = 0; i < sizeof passing / sizeof *passing; i++) {
		if (passing[i] == number)
			return true;
	}
	return false;
}

int
pg_open(struct pg **out, const char *url, const char *user,
	const char *password, struct error *err)
{
	struct pg_login login = { url, user, password, NULL, false };
	struct pg *pg = xcalloc(1, sizeof *pg);
	int rc;

	*out = NULL;
	rc = pg_login_check(url, &pg->name, &login.is_near, err);

	login.name = pg->name;
	if (rc == 0)
		rc = pg_login_connect(&pg->conn, &login, err);
	if (rc != 0) {
		pg_close(pg);
		return -1;
	}
	*out = pg;
	return 0;
}

void
pg_close(struct pg *pg)
{
	if (pg == NULL)
		return;
	PQfinish(pg->conn);
	free(pg->name);
	free(pg);
}

const char *
pg_name(const struct pg *pg)
{
	return pg->name;
}

bool
pg_is_lost(const struct pg *pg)
{
	return pg->lost;
}

static int
late(struct pg *pg, struct error *err)
{
	pg->lost = true;
	return err_set(err, ERR_SYSTEM, "POSTGRES-22",
		"%s: the server gave no answer in its time", pg->name);
}

/* Until something more of the answer is there. */
static int
wait_for_more(struct pg *pg, struct error *err)
{
	struct pollfd fd = { .fd = PQsocket(pg->conn), .events = POLLIN };
	long long left = pg->deadline - now_ms();
	int n = left > 0 ? poll(&fd, 1, (int)left) : 0;

	if (n == 0)
		return late(pg, err);
	return (n < 0 && errno != EINTR) || (n > 0 && !PQconsumeInput(pg->conn))
		? lost(pg, err)
		: 0;
}

/* The next of the answer's results: 1, 0 at its end; the caller clears it. Who
 * sends without an end is not waited for, but is no answer either. */
static int
next_result(struct pg *pg, PGresult **r, struct error *err)
{
	if (now_ms() > pg->deadline)
		return late(pg, err);
	while (PQisBusy(pg->conn)) {
		if (wait_for_more(pg, err) != 0)
			return -1;
	}
	*r = PQgetResult(pg->conn);
	if (*r == NULL)
		return PQstatus(pg->conn) == CONNECTION_OK ? 0 : lost(pg, err);
	return 1;
}

/* The next line of COPY … TO STDOUT: its length, 0 at the end; the caller frees
 * it by PQfreemem. */
static int
next_line(struct pg *pg, char **line, struct error *err)
{
	int n;

	if (now_ms() > pg->deadline)
		return late(pg, err);
	while ((n = PQgetCopyData(pg->conn, line, 1)) == 0) {
		if (wait_for_more(pg, err) != 0)
			return -1;
	}
	/* an error of the server's comes as the next result */
	return n > 0 ? n : 0;
}

/* What is left of an answer that nobody wants any more: who goes on all the
 * same is not waited for. */
static void
drain(struct pg *pg)
{
	struct error ignored = { 0 };
	PGcancel *cancel = PQgetCancel(pg->conn);
	char why[256], *line;
	PGresult *r;

	pg->deadline = now_ms() + STOPPING * 1000LL;
	if (cancel != NULL)
		PQcancel(cancel, why, sizeof why);
	PQfreeCancel(cancel);
	while (!pg->lost && next_result(pg, &r, &ignored) == 1) {
		if (PQresultStatus(r) == PGRES_COPY_IN)
			PQputCopyEnd(pg->conn, "given up");
		while (PQresultStatus(r) == PGRES_COPY_OUT &&
			next_line(pg, &line, &ignored) > 0)
			PQfreemem(line);
		PQclear(r);
	}
}

static bool
is_good(const PGresult *r)
{
	switch (PQresultStatus(r)) {
	case PGRES_COMMAND_OK:
	case PGRES_TUPLES_OK:
	case PGRES_SINGLE_TUPLE:
	case PGRES_EMPTY_QUERY:
		return true;
	default:
		return false;
	}
}

static int
finish(struct pg *pg, struct error *err)
{
	PGresult *r;
	int rc = 0, got;

	while ((got = next_result(
			pg, &r, rc == 0 ? err : &(struct error){ 0 })) == 1) {
		if (rc == 0 && !is_good(r))
			rc = refused(pg, r, err);
		PQclear(r);
	}
	return rc != 0 || got < 0 ? -1 : 0;
}

int
pg_exec(struct pg *pg, const char *sql, struct error *err)
{
	long long began = now_ms();
	int rc;

	if (pg->lost || !PQsendQuery(pg->conn, sql))
		return lost(pg, err);
	/* what is made and loaded takes its time, but not for ever */
	pg->deadline = began + 7200 * 1000LL;
	rc = finish(pg, err);
	trace_line("sql", "%lld us: postgresql: %.200s",
		(now_ms() - began) * 1000, sql);
	return rc;
}

int
pg_columns(const struct pg_row *row)
{
	return row->line.n;
}

const char *
pg_column_name(const struct pg_row *row, int i)
{
	return PQfname(row->result, i);
}

const char *
pg_text(const struct pg_row *row, int i, size_t *n)
{
	const char *s = i < row->line.n ? row->line.values[i] : NULL;

	if (n != NULL)
		*n = s != NULL ? row->line.lengths[i] : 0;
	return s;
}

unsigned char *
pg_bytes(const struct pg_row *row, int i, size_t *n)
{
	unsigned char *raw, *copy;

	*n = 0;
	if (pg_text(row, i, NULL) == NULL)
		return NULL;
	raw = PQunescapeBytea((const unsigned char *)row->line.values[i], n);
	copy = xmalloc(*n + 1);
	if (raw != NULL)
		memcpy(copy, raw, *n);
	copy[*n] = '\0';
	PQfreemem(raw);
	return copy;
}

/* What SQLite would say: 2.5 for 2.50, 2 for 2.00, and 1 for true; where the
 * value stands, since that is ours. */
static void
make_alike(Oid type, char *s, size_t *n)
{
	if (type == OID_BOOL && *n > 0) {
		*s = *s == 't' ? '1' : '0';
		*n = 1;
	} else if (type == OID_NUMERIC && memchr(s, '.', *n) != NULL) {
		while (s[*n - 1] == '0')
			--*n;
		*n -= s[*n - 1] == '.';
	}
	s[*n] = '\0';
}

static void
row_of_result(struct pg_row *row, const PGresult *r)
{
	copy_line_reset(&row->line);
	row->result = r;
	for (int i = 0; i < PQnfields(r); i++) {
		bool is_there = PQntuples(r) > 0 && !PQgetisnull(r, 0, i);
		char *s = is_there ? PQgetvalue(r, 0, i) : NULL;
		size_t n = is_there ? (size_t)PQgetlength(r, 0, i) : 0;

		if (is_there)
			make_alike(PQftype(r, i), s, &n);
		copy_line_add(&row->line, s, n);
	}
}

static int
unsound(const struct pg *pg, struct error *err)
{
	return err_set(err, ERR_INPUT, "POSTGRES-7",
		"%s: a value that is too long, or no text", pg->name);
}

static int
check_row(const struct pg *pg, const struct copy_line *line, size_t limit,
	struct error *err)
{
	for (int i = 0; i < line->n; i++) {
		if (line->lengths[i] > limit ||
			!text_is_sound(line->values[i], line->lengths[i]))
			return unsound(pg, err);
	}
	return 0;
}

static int
take_lines(struct pg *pg, const struct pg_query *q, struct pg_row *row,
	struct error *err)
{
	int n, rc = 0;
	char *line;

	while (rc == 0 && (n = next_line(pg, &line, err)) != 0) {
		if (n < 0)
			return -1;
		row->result = NULL;
		rc = copy_line_split(&row->line, line, (size_t)n)
			? check_row(pg, &row->line, q->limit, err)
			: unsound(pg, err);
		if (rc == 0)
			rc = q->row(q->arg, row, err);
		PQfreemem(line);
	}
	return rc;
}

static int
take_result(struct pg *pg, const struct pg_query *q, const PGresult *r,
	struct pg_row *row, bool *begun, struct error *err)
{
	int rc = 0;

	if (PQresultStatus(r) == PGRES_COPY_OUT && q->is_copy)
		return take_lines(pg, q, row, err);
	if (!is_good(r))
		return refused(pg, r, err);
	row_of_result(row, r);
	if (!*begun && q->begin != NULL)
		rc = q->begin(q->arg, row, err);
	*begun = true;
	if (rc != 0 || PQntuples(r) == 0)
		return rc;
	rc = check_row(pg, &row->line, q->limit, err);
	return rc == 0 ? q->row(q->arg, row, err) : -1;
}

static int
take_results(struct pg *pg, const struct pg_query *q, struct error *err)
{
	struct pg_row row = { 0 };
	bool begun = false;
	PGresult *r;
	int rc = 0, got = 1;

	while (rc == 0 && (got = next_result(pg, &r, err)) == 1) {
		rc = take_result(pg, q, r, &row, &begun, err);
		PQclear(r);
	}
	copy_line_clear(&row.line);
	if (rc != 0 && got == 1 && !pg->lost)
		drain(pg);
	return got < 0 ? -1 : rc;
}

int
pg_query(struct pg *pg, const struct pg_query *q, struct error *err)
{
	int n = q->nvalues;
	Oid *types = xcalloc((size_t)n + 1, sizeof *types);
	const char **texts = xcalloc((size_t)n + 1, sizeof *texts);
	long long began = now_ms();
	int rc;

	for (int i = 0; i < n; i++) {
		types[i] = q->values[i].is_int ? OID_INT8 : OID_TEXT;
		texts[i] = q->values[i].text;
	}
	pg->deadline = began + (q->seconds + PATIENCE) * 1000LL;
	if (pg->lost ||
		!PQsendQueryParams(
			pg->conn, q->sql, n, types, texts, NULL, NULL, 0) ||
		(!q->is_copy && !PQsetSingleRowMode(pg->conn)))
		rc = lost(pg, err);
	else
		rc = take_results(pg, q, err);
	trace_line("sql", "%lld us: postgresql: %.200s",
		(now_ms() - began) * 1000, q->sql);
	free(types);
	free(texts);
	return rc;
}

static int
take_first(void *arg, const struct pg_row *row, struct error *err)
{
	char **text = arg;
	const char *s = pg_text(row, 0, NULL);

	(void)err;
	if (*text == NULL && s != NULL)
		*text = xstrdup(s);
	return 0;
}

int
pg_get(struct pg *pg, const char *sql, const char *value, char **text,
	struct error *err)
{
	const struct pg_value values[] = {
		{ .text = (char *)(uintptr_t)value }
	};

	*text = NULL;
	return pg_query(pg,
		&(struct pg_query){ .sql = sql,
			.values = values,
			.nvalues = value != NULL ? 1 : 0,
			.limit = 1u << 20,
			.row = take_first,
			.arg = text },
		err);
}

int
pg_copy_begin(struct pg *pg, const char *sql, struct error *err)
{
	PGresult *r;
	int rc = 0;

	if (pg->lost || !PQsendQuery(pg->conn, sql))
		return lost(pg, err);
	pg->deadline = now_ms() + 7200 * 1000LL;
	if (next_result(pg, &r, err) != 1)
		return -1;
	if (PQresultStatus(r) != PGRES_COPY_IN)
		rc = refused(pg, r, err);
	PQclear(r);
	if (rc != 0)
		finish(pg, &(struct error){ 0 });
	return rc;
}

int
pg_copy_put(struct pg *pg, const char *bytes, size_t n, struct error *err)
{
	return PQputCopyData(pg->conn, bytes, (int)n) == 1 ? 0 : lost(pg, err);
}

int
pg_copy_end(struct pg *pg, struct error *err)
{
	if (PQputCopyEnd(pg->conn, NULL) != 1)
		return lost(pg, err);
	return finish(pg, err);
}

void
pg_print_version(FILE *f)
{
	fprintf(f, "libpq %d.%d\n", PQlibVersion() / 10000,
		PQlibVersion() % 10000);
}

#else

/* Built without libpq: nobody can be asked. */

static int
none(struct error *err)
{
	return err_set(err, ERR_SYSTEM, "POSTGRES-8",
		"this hecha was built without libpq, and reaches no PostgreSQL "
		"server");
}

int
pg_open(struct pg **out, const char *url, const char *user,
	const char *password, struct error *err)
{
	(void)user;
	(void)url;
	(void)password;
	*out = NULL;
	return none(err);
}

void
pg_close(struct pg *pg)
{
	(void)pg;
}

const char *
pg_name(const struct pg *pg)
{
	(void)pg;
	return "";
}

bool
pg_is_lost(const struct pg *pg)
{
	(void)pg;
	return true;
}

bool
pg_may_come_back(const struct error *err)
{
	(void)err;
	return false;
}

int
pg_exec(struct pg *pg, const char *sql, struct error *err)
{
	(void)pg;
	(void)sql;
	return none(err);
}

int
pg_columns(const struct pg_row *row)
{
	(void)row;
	return 0;
}

const char *
pg_column_name(const struct pg_row *row, int i)
{
	(void)row;
	(void)i;
	return "";
}

const char *
pg_text(const struct pg_row *row, int i, size_t *n)
{
	(void)row;
	(void)i;
	(void)n;
	return NULL;
}

unsigned char *
pg_bytes(const struct pg_row *row, int i, size_t *n)
{
	(void)row;
	(void)i;
	*n = 0;
	return NULL;
}

int
pg_query(struct pg *pg, const struct pg_query *query, struct error *err)
{
	(void)pg;
	(void)query;
	return none(err);
}

int
pg_get(struct pg *pg, const char *sql, const char *value, char **text,
	struct error *err)
{
	(void)pg;
	(void)sql;
	(void)value;
	*text = NULL;
	return none(err);
}

int
pg_copy_begin(struct pg *pg, const char *sql, struct error *err)
{
	(void)pg;
	(void)sql;
	return none(err);
}

int
pg_copy_put(struct pg *pg, const char *bytes, size_t n, struct error *err)
{
	(void)pg;
	(void)bytes;
	(void)n;
	return none(err);
}

int
pg_copy_end(struct pg *pg, struct error *err)
{
	(void)pg;
	return none(err);
}

void
pg_print_version(FILE *f)
{
	(void)f;
}

#endif
