/*
 * Facts to the values of rows.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/mapping.h"
#include "schema/codes.h"
#include "schema/fold.h"
#include "schema/value.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *
trim(struct mapper *m, const char *s)
{
	size_t n;

	while (is_blank(*s))
		s++;
	n = strlen(s);
	if (n == 0 || !is_blank(s[n - 1]))
		return s;
	while (n > 0 && is_blank(s[n - 1]))
		n--;
	return arena_strndup(m->batch->arena, s, n);
}

/* "12.5" gives 1250; the schema has checked the form. */
static int64_t
hundredths(const char *s)
{
	bool negative = *s == '-';
	int64_t v = 0;
	int decimals = -1;

	for (s += *s == '-' || *s == '+'; *s != '\0' && decimals < 2; s++) {
		if (*s == '.') {
			decimals = 0;
			continue;
		}
		if (v > INT64_MAX / 100000)
			break;
		v = v * 10 + (*s - '0');
		if (decimals >= 0)
			decimals++;
	}
	for (decimals = decimals < 0 ? 0 : decimals; decimals < 2; decimals++)
		v *= 10;
	return negative ? -v : v;
}

static bool
is_in_use(const struct code *code, long year)
{
	return year == 0 ||
		((code->from == 0 || code->from <= year) &&
			(code->to == 0 || year <= code->to));
}

/* A code as the list has it; one that it does not have, or that was not in use
 * in the document's year, is a fault. */
static const char *
look_up(struct mapper *m, const struct attribute *a, const char *s,
	const struct spot *spot)
{
	const struct code *code = codes_find(a->list, s);

	if (code != NULL && is_in_use(code, m->in->year))
		return code->code;
	m->fault(m->arg, "CODE", code != NULL ? "code-year" : "code", spot,
		a->name);
	return s;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A list is a set, so its codes go into one order. */
static const char *
map_list(struct mapper *m, const struct attribute *a, const char *s,
	const struct spot *spot)
{
	struct strbuf sb = { 0 };
	const char **codes = xcalloc(strlen(s) / 2 + 1, sizeof *codes);
	const char *text;
	size_t n = 0, len;

	for (const char *word; (word = list_next(&s, &len)) != NULL;) {
		const char *code = arena_strndup(m->batch->arena, word, len);

		if (a->list != NULL)
			code = look_up(m, a, code, spot);
		codes[n++] = code;
	}
	qsort(codes, n, sizeof *codes, by_text);
	for (size_t i = 0; i < n; i++)
		strbuf_addf(&sb, "%s%s ", i == 0 ? " " : "", codes[i]);
	text = n == 0 ? NULL : arena_strndup(m->batch->arena, sb.data, sb.len);
	strbuf_clear(&sb);
	free(codes);
	return text;
}

void
map_text(struct value *v, const char *s)
{
	if (s == NULL || fold_is_blank(s))
		*v = (struct value){ .type = VALUE_NULL };
	else
		value_set_text(v, s);
}

void
map_free_text(struct mapper *m, struct row *row, const struct element *e,
	const char *s)
{
	derive(&row->values[e->text_column], STORE_FREE, s, &m->in->facts,
		m->batch->arena);
}

void
map_value(struct mapper *m, struct row *row, const struct attribute *a,
	const char *s, const struct spot *spot)
{
	struct value *v = &row->values[a->column];
	bool is_text = a->store == STORE_TEXT && a->list == NULL;

	if (!is_text && a->store < STORE_NUMBER)
		s = trim(m, s);
	if (*s == '\0' && a->store < STORE_NUMBER)
		return;
	switch (a->store) {
	case STORE_INT:
		*v = (struct value){ .type = VALUE_INT,
			.i = strtoll(s, NULL, 10) };
		return;
	case STORE_BOOL:
		*v = (struct value){ .type = VALUE_INT, .i = value_is_yes(s) };
		return;
	case STORE_MONEY:
	case STORE_QUANTITY:
		*v = (struct value){ .type = VALUE_INT, .i = hundredths(s) };
		return;
	case STORE_LIST:
		map_text(v, map_list(m, a, s, spot));
		return;
	case STORE_TEXT:
		if (a->list != NULL)
			s = look_up(m, a, s, spot);
		map_text(v, s);
		return;
	case STORE_DATE:
	case STORE_TIME:
		map_text(v, s);
		return;
	default:
		derive(v, a->store, s, &m->in->facts, m->batch->arena);
	}
}

void
map_blanks(struct mapper *m, const struct element *e, struct row *row)
{
	for (const struct attribute *a = e->attributes;
		a < e->attributes + e->nattributes; a++) {
		if (a->store == STORE_NUMBER || a->store == STORE_PHONE)
			derive(&row->values[a->column], a->store, NULL,
				&m->in->facts, m->batch->arena);
	}
}

long
map_row(struct mapper *m, const struct element *e, long line, long parent)
{
	struct batch *b = m->batch;
	struct row *row;
	size_t size = e->table->n * sizeof *row->values;

	if (b->nrows == b->cap) {
		b->cap = b->cap > 0 ? b->cap * 2 : 256;
		b->rows = xreallocarray(b->rows, b->cap, sizeof *b->rows);
	}
	row = &b->rows[b->nrows];
	*row = (struct row){ .element = e,
		.table = e->table,
		.parent = parent,
		.line = line,
		.values = arena_alloc(b->arena, size) };
	memset(row->values, 0, size);
	if (e->kind_column >= 0)
		map_text(&row->values[e->kind_column], e->kind);
	for (size_t i = 0; i < e->ncarries; i++)
		row->values[e->carries[i].to] =
			b->rows[parent].values[e->carries[i].from];
	return (long)b->nrows++;
}
