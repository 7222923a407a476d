/*
 * Which columns the rules of a run read.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/pack.h"
#include "check/reads.h"
#include "check/rule.h"
#include "records/transfer.h"

struct use {
	char *name; /* "table.column" */
	size_t n;   /* how many queries read it */
};

struct uses {
	struct use *items;
	size_t n;
};

static int
compare_names(const void *a, const void *b)
{
	return strcmp(
		((const struct use *)a)->name, ((const struct use *)b)->name);
}

static int
compare_uses(const void *a, const void *b)
{
	const struct use *x = a, *y = b;

	return x->n != y->n ? (x->n < y->n ? 1 : -1) : compare_names(a, b);
}

static void
add_use(struct uses *u, const char *name, size_t n)
{
	u->items = xreallocarray(u->items, u->n + 1, sizeof *u->items);
	u->items[u->n++] = (struct use){ xstrndup(name, n), 1 };
}

static void
add_query(struct uses *u, struct db *db, const char *sql)
{
	struct strbuf columns = { 0 };
	struct error ignored = { 0 };

	if (sql != NULL && rule_columns(&columns, db, sql, &ignored) == 0) {
		for (const char *s = columns.data + 1; *s != '\0';) {
			size_t n = strcspn(s, "\n");

			add_use(u, s, n);
			s += n + 1;
		}
	}
	strbuf_clear(&columns);
}

/* The same name once, with the sum of its uses. */
static void
merge(struct uses *u)
{
	size_t n = 0;

	if (u->n == 0)
		return;
	qsort(u->items, u->n, sizeof *u->items, compare_names);
	for (size_t i = 1; i < u->n; i++) {
		if (strcmp(u->items[i].name, u->items[n].name) == 0) {
			u->items[n].n += u->items[i].n;
			free(u->items[i].name);
		} else {
			u->items[++n] = u->items[i];
		}
	}
	u->n = n + 1;
}

static void
list(struct strbuf *out, const struct uses *u)
{
	strbuf_addc(out, '\n');
	for (size_t i = 0; i < u->n; i++)
		strbuf_addf(out, "%s\n", u->items[i].name);
}

void
reads_make(struct reads *reads, struct db *db, const struct rules *rules)
{
	struct uses u = { 0 };

	*reads = (struct reads){ 0 };
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *r = &rules->items[i];

		add_query(&u, db, r->applies);
		add_query(&u, db, r->sql);
		add_query(&u, db, r->readings);
		add_query(&u, db, r->concerns);
	}
	merge(&u);
	list(&reads->read, &u);
	for (size_t i = 0; i < u.n; i++) {
		char *name = xstrdup(transfer_kind(u.items[i].name));

		free(u.items[i].name);
		u.items[i].name = name;
	}
	merge(&u);
	if (u.n > 0)
		qsort(u.items, u.n, sizeof *u.items, compare_uses);
	list(&reads->order, &u);
	for (size_t i = 0; i < u.n; i++)
		free(u.items[i].name);
	free(u.items);
}

void
reads_clear(struct reads *reads)
{
	strbuf_clear(&reads->read);
	strbuf_clear(&reads->order);
}

bool
reads_has(const struct reads *reads, const char *table, const char *column)
{
	char *name = xasprintf("%s.%s", table, column);
	bool has = rule_names(reads->read.data, name);

	free(name);
	return has;
}
