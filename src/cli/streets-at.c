/*
 * Which streets there are on which servers.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/scratch.h"
#include "base/strbuf.h"
#include "check/between.h"
#include "cli/options.h"
#include "cli/streets-at.h"
#include "lib/http.h"
#include "lib/postgres.h"
#include "records/transfer.h"

#define LIST_LIMIT (16u << 20)

static int
add_street(struct streets_at *s, const char *url, const char *schema,
	struct error *err)
{
	if (schema == NULL || !transfer_is_name(schema) || !pg_is_url(url))
		return err_set(err, ERR_USAGE, "STREETS-AT-2",
			"a schema whose name no export has given");
	for (size_t i = 0; i < s->n; i++) {
		if (strcmp(s->items[i].schema, schema) == 0)
			return err_set(err, ERR_USAGE, "STREETS-AT-1",
				"two schemas are called %s; a street has one",
				schema);
	}
	s->items = xreallocarray(s->items, s->n + 1, sizeof *s->items);
	s->items[s->n++] = (struct street_at){ .url = xstrdup(url),
		.schema = xstrdup(schema) };
	return 0;
}

struct adding {
	struct streets_at *streets;
	const char *url;
};

static int
take_schema(void *arg, const struct pg_row *row, struct error *err)
{
	struct adding *a = arg;

	return add_street(a->streets, a->url, pg_text(row, 0, NULL), err);
}

/* Of which streets they are, from the one with this number on. Where one does
 * not say it, its check will tell why. */
static void
ask_divisions(struct streets_at *s, size_t from, struct pg *pg)
{
	struct error ignored = { 0 };

	for (size_t i = from; i < s->n && !pg_is_lost(pg); i++) {
		char *sql = xasprintf(
			"SELECT string_agg(DISTINCT division, ' ') FROM"
			" \"%s\".hc_document WHERE kind = 'register'",
			s->items[i].schema);

		pg_get(pg, sql, NULL, &s->items[i].divisions, &ignored);
		free(sql);
	}
}

/* A street, and the schema that has it. */
struct claim {
	const char *division, *schema;
};

static int
compare_claims(const void *a, const void *b)
{
	const struct claim *one = a, *other = b;
	int order = strcmp(one->division, other->division);

	return order != 0 ? order : strcmp(one->schema, other->schema);
}

static int
check_once(const struct streets_at *s, struct error *err)
{
	char **lists = xcalloc(s->n + 1, sizeof *lists), *rest, *word;
	struct claim *claims = NULL;
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < s->n; i++) {
		const char *divisions = s->items[i].divisions;

		lists[i] = rest = xstrdup(divisions != NULL ? divisions : "");
		while ((word = strsep(&rest, " ")) != NULL) {
			if (*word == '\0')
				continue;
			claims = xreallocarray(claims, n + 1, sizeof *claims);
			claims[n++] = (struct claim){ word,
				s->items[i].schema };
		}
	}
	if (n > 1)
		qsort(claims, n, sizeof *claims, compare_claims);
	for (size_t i = 1; rc == 0 && i < n; i++) {
		if (strcmp(claims[i - 1].division, claims[i].division) == 0)
			rc = between_refuse_twice(claims[i - 1].schema,
				claims[i].schema, claims[i].division, err);
	}
	for (size_t i = 0; i < s->n; i++)
		free(lists[i]);
	free(lists);
	free(claims);
	return rc;
}

static int
ask_server(struct streets_at *s, const char *url, const char *like,
	const struct http_auth *auth, struct error *err)
{
	struct pg_value value = { .text = xstrdup(like) };
	struct adding a = { s, url };
	size_t before = s->n;
	struct pg *pg;
	int rc = pg_open(&pg, url, auth->user, auth->password, err);

	if (rc == 0)
		rc = pg_query(pg,
			&(struct pg_query){
				.sql = "SELECT nspname FROM pg_namespace"
				       " WHERE nspname LIKE $1"
				       " AND obj_description(oid) LIKE"
				       " 'hecha %' ORDER BY nspname",
				.values = &value,
				.nvalues = 1,
				.limit = 64,
				.row = take_schema,
				.arg = &a },
			err);
	if (rc == 0)
		ask_divisions(s, before, pg);
	pg_close(pg);
	free(value.text);
	return rc;
}

/* URLs with commas between; one may hold commas itself. */
static const char *
next_url(const char *s)
{
	while ((s = strchr(s, ',')) != NULL) {
		if (pg_is_url(s + 1))
			return s;
		s++;
	}
	return NULL;
}

static int
ask_servers(struct streets_at *s, const struct options *o,
	const struct http_auth *auth, struct error *err)
{
	const char *like = o->schemas != NULL ? o->schemas : "%";
	int rc = 0;

	for (const char *at = o->at, *end; rc == 0 && at != NULL;
		at = end != NULL ? end + 1 : NULL) {
		char *url;

		end = next_url(at);
		url = end != NULL ? xstrndup(at, (size_t)(end - at))
				  : xstrdup(at);
		rc = pg_is_url(url)
			? ask_server(s, url, like, auth, err)
			: err_set(err, ERR_USAGE, "STREETS-AT-3",
				  "--at wants "
				  "postgresql://USER@HOST:PORT/DATABASE, "
				  "several with commas between");
		free(url);
	}
	return rc;
}

/* Nobody goes again into the folder of a street that is done, where a kill may
 * have left something. */
static void
clear_up(const char *dir, const char *schema)
{
	char *path = xasprintf("%s/%s", dir, schema);

	scratch_sweep(path);
	free(path);
}

/* A line "open SCHEMA URL" or "done SCHEMA URL". */
static int
read_line(struct streets_at *s, const char *dir, char *line, struct error *err)
{
	char *state = strsep(&line, " "), *schema = strsep(&line, " ");

	if (line == NULL)
		return 0;
	if (add_street(s, line, schema, err) != 0)
		return -1;
	s->items[s->n - 1].was_done = strcmp(state, "done") == 0;
	s->items[s->n - 1].is_done = s->items[s->n - 1].was_done;
	if (s->items[s->n - 1].is_done)
		clear_up(dir, schema);
	return 0;
}

static int
read_list(struct streets_at *s, const char *dir, struct error *err)
{
	char *text, *rest, *line;
	size_t n;
	int rc = 0;

	if (access(s->path, F_OK) != 0)
		return err_set(err, ERR_USAGE, "STREETS-AT-4",
			"%s: there is nothing to resume", s->path);
	if (file_read(s->path, LIST_LIMIT, &text, &n, err) != 0)
		return -1;
	rest = text;
	while (rc == 0 && (line = strsep(&rest, "\n")) != NULL)
		rc = read_line(s, dir, line, err);
	free(text);
	return rc;
}

int
streets_at_find(struct streets_at *s, const struct options *o,
	const struct http_auth *auth, struct error *err)
{
	*s = (struct streets_at){ .path = xasprintf(
					  "%s/unfinished", o->output) };
	if ((o->resume ? read_list(s, o->output, err)
		       : ask_servers(s, o, auth, err)) != 0 ||
		check_once(s, err) != 0)
		return -1;
	return s->n > 0 ? 0
			: err_set(err, ERR_USAGE, "STREETS-AT-5",
				  "no schema there that export has made and "
				  "--schemas means: %s",
				  o->schemas != NULL ? o->schemas : "%");
}

int
streets_at_note(const struct streets_at *s, bool whole, struct error *err)
{
	struct strbuf sb = { 0 };
	int rc = 0;

	for (size_t i = 0; i < s->n; i++)
		strbuf_addf(&sb, "%s %s %s\n",
			s->items[i].is_done ? "done" : "open",
			s->items[i].schema, s->items[i].url);
	if (whole)
		unlink(s->path);
	else
		rc = file_write(s->path, sb.data, sb.len, err);
	strbuf_clear(&sb);
	return rc;
}

void
streets_at_clear(struct streets_at *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free(s->items[i].url);
		free(s->items[i].schema);
		free(s->items[i].divisions);
		free(s->items[i].why);
	}
	free(s->items);
	free(s->path);
	*s = (struct streets_at){ 0 };
}
