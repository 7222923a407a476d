/*
 * Which texts of a query are no column's.
 */
#include "config.h"
#include <ctype.h>
#include <string.h>
#include "check/portable-own.h"
#include "schema/facets.h"
#include "schema/model.h"

/* A name that is given to what has a name is looked up so often at most. */
enum { NAMES = 4 };

static void
learn_attributes(
	struct column_facts *f, const struct element *e, const struct word *w)
{
	for (size_t i = 0; e->table != NULL && i < e->nattributes; i++) {
		const struct attribute *a = &e->attributes[i];
		const char *name = e->table->columns[a->column].name;

		if (strlen(name) != w->n || strncmp(name, w->s, w->n) != 0)
			continue;
		f->is_certain |= a->required;
		f->is_free |= a->store == STORE_FREE ||
			(a->store == STORE_TEXT && a->codes == NULL &&
				(a->facets == NULL ||
					a->facets->nautomata == 0));
	}
	for (size_t i = 0; i < e->nchildren; i++)
		learn_attributes(f, e->children[i], w);
}

/* Is it there that the query names a column of its own: behind AS, or in the
 * list of a common table expression? */
static bool
is_naming(const struct words *w, size_t k)
{
	size_t end = k + 1;

	if (words_is(w, k - 1, "as"))
		return true;
	if (!words_is(w, k - 1, "(") && !words_is(w, k - 1, ","))
		return false;
	while (end < w->n &&
		(words_is(w, end, ",") || words_is_name(&w->items[end])))
		end++;
	return words_is(w, end, ")") && words_is(w, end + 1, "as") &&
		words_is(w, end + 2, "(");
}

struct column_facts
portable_learn(const struct words *w, size_t i)
{
	struct column_facts f = { 0 };
	const struct word *word = &w->items[i];

	for (size_t t = 0; t < w->model->ntables; t++) {
		const struct table *table = w->model->tables[t];

		for (size_t c = 0; c < table->n; c++) {
			bool is = words_is(w, i, table->columns[c].name);

			f.is_known |= is;
			f.is_text |= is && !table->columns[c].is_int;
		}
	}
	for (size_t k = 0; f.is_known && k < w->model->nkinds; k++)
		learn_attributes(&f, w->model->kinds[k].root, word);
	for (size_t k = 1; f.is_known && k < w->n; k++)
		f.is_known = !(
			words_equal(&w->items[k], word) && is_naming(w, k));
	return f;
}

/* Is it a text in which every collation agrees with bytes: small letters and
 * digits? */
static bool
is_plain_text(const struct word *w)
{
	for (size_t i = 1; i + 1 < w->n; i++) {
		if (!islower((unsigned char)w->s[i]) &&
			!isdigit((unsigned char)w->s[i]))
			return false;
	}
	return true;
}

/* Behind the bracket that closes the one at i. */
static size_t
behind(const struct words *w, size_t i)
{
	size_t end = i + 1;

	while (end < w->n && w->items[end].depth > w->items[i].depth)
		end++;
	return end + 1;
}

/* Where what begins at i ends. */
static size_t
end_of(const struct words *w, size_t i)
{
	static const char *const ends[] = { ",", "asc", "desc", "nulls",
		"limit", "offset", "rows", "range", "groups", "from", "and",
		"or", "where", "group", "having", "union", "order", "as", "=",
		"<", ">", "<=", ">=", "<>", "!=", NULL };
	long depth = i < w->n ? w->items[i].depth : 0;
	size_t open = 0, end = i;

	for (; end < w->n && w->items[end].depth >= depth; end++) {
		if (w->items[end].depth > depth)
			continue;
		open += words_is(w, end, "case");
		if (open == 0 &&
			(words_is_any(w, end, ends) ||
				words_is(w, end, "then") ||
				words_is(w, end, "else") ||
				words_is(w, end, "end")))
			break;
		open -= words_is(w, end, "end");
	}
	return end;
}

/* Where what ends before i begins. */
static size_t
begin_of(const struct words *w, size_t i)
{
	static const char *const begins[] = { ",", "select", "distinct", "all",
		"where", "and", "or", "not", "on", "having", "by", "when",
		"then", "else", "=", "<", ">", "<=", ">=", "<>",
		"!=", "between", "case", NULL };
	long depth = i > 0 ? w->items[i - 1].depth : 0;
	size_t open = 0, from = i;

	for (; from > 0 && w->items[from - 1].depth >= depth; from--) {
		if (w->items[from - 1].depth > depth)
			continue;
		/* the bracket that opens around it has its depth less one */
		open += words_is(w, from - 1, "end");
		if (open == 0 && words_is_any(w, from - 1, begins))
			break;
		open -= open > 0 && words_is(w, from - 1, "case");
	}
	return from;
}

static bool is_own(const struct words *w, size_t i, size_t end, int names);

/* Where the list of a VALUES has the text, as it does in its first row. */
static bool
is_value_of_texts(const struct words *w, size_t name)
{
	size_t open = name, at = 0, k;
	long depth = w->items[name].depth;

	while (open > 0 && w->items[open].depth == depth)
		at += words_is(w, open--, ",");
	while (open < w->n && !words_is(w, open, "values"))
		open++;
	if (open + 2 >= w->n)
		return false;
	depth = w->items[open + 1].depth + 1;
	for (k = open + 2; at > 0 && k < w->n && w->items[k].depth >= depth;
		k++)
		at -= w->items[k].depth == depth && words_is(w, k, ",");
	return k < w->n && at == 0 && *w->items[k].s == '\'';
}

/* What the query gives the name to: own texts once at least? Or to nothing. */
static bool
is_named_own(const struct words *w, size_t i, int names, bool *is_named)
{
	for (size_t k = 2; k < w->n; k++) {
		if (k == i || !words_equal(&w->items[k], &w->items[i]) ||
			!is_naming(w, k))
			continue;
		*is_named = true;
		if (!words_is(w, k - 1, "as") ? is_value_of_texts(w, k)
					      : names > 0 &&
					is_own(w, begin_of(w, k - 1), k - 1,
						names - 1))
			return true;
	}
	return false;
}

/* What a part of an expression is made of. */
struct made {
	bool own;     /* texts that are no column's */
	bool columns; /* what may be a column's */
	bool texts;   /* what is */
};

static void
look_at_name(const struct words *w, size_t i, int names, struct made *of)
{
	static const char *const signs[] = { "case", "when", "then", "else",
		"end", "null", "and", "or", "not", "is", "in", "like",
		"between", "text", "distinct", "true", "false", "select",
		"from", "as", "where", "escape", NULL };
	static const char *const numbers[] = { "row", "parent", "document",
		"line", NULL }; /* of every table */
	bool is_named = false;
	struct column_facts f;

	if (isdigit((unsigned char)*w->items[i].s) ||
		words_is_any(w, i, signs) || words_is(w, i + 1, "(") ||
		words_is(w, i + 1, "."))
		return;
	if (is_named_own(w, i, names, &is_named)) {
		of->own = true;
		return;
	}
	if (!is_named && words_is_any(w, i, numbers))
		return;
	f = portable_learn(w, i);
	/* what nothing is known of may be a column */
	of->columns |= is_named || !f.is_known || f.is_text;
	of->texts |= f.is_known && f.is_text;
}

/* Behind what only decides, or is a number whatever it is made of. */
static size_t
skip_decisions(const struct words *w, size_t i)
{
	static const char *const numbers[] = { "length", "instr", "count",
		"sum", "abs", "round", "position", "exists", "row_number",
		"over", NULL };
	size_t open = 0;

	if (words_is_any(w, i, numbers) && words_is(w, i + 1, "("))
		return behind(w, i + 1);
	if (!words_is(w, i, "when") &&
		!(words_is(w, i, "case") && !words_is(w, i + 1, "when")))
		return i;
	for (size_t k = i + 1; k < w->n; k++) {
		if (open == 0 &&
			(words_is(w, k, "then") ||
				(words_is(w, k, "when") &&
					words_is(w, i, "case"))))
			return k;
		open += words_is(w, k, "case");
		open -= open > 0 && words_is(w, k, "end");
	}
	return w->n;
}

static void look_at(const struct words *w, size_t i, size_t end, int names,
	struct made *of);

/* CAST(… AS …): to a text it is one of its own, but of a text. */
static size_t
look_at_cast(const struct words *w, size_t i, int names, struct made *of)
{
	size_t as = end_of(w, i + 2);
	struct made inner = { 0 };

	if (words_is(w, as + 1, "text")) {
		look_at(w, i + 2, as, names, &inner);
		of->own |= !inner.texts;
		of->columns |= inner.texts;
		of->texts |= inner.texts;
	}
	return behind(w, i + 1);
}

static void
look_at(const struct words *w, size_t i, size_t end, int names, struct made *of)
{
	while (i < end && i < w->n) {
		size_t next = skip_decisions(w, i);

		if (next > i) {
			i = next;
			continue;
		}
		if (words_is(w, i, "cast") && words_is(w, i + 1, "(")) {
			i = look_at_cast(w, i, names, of);
			continue;
		}
		if (*w->items[i].s == '\'')
			of->own |= !is_plain_text(&w->items[i]);
		else if (words_is_name(&w->items[i]))
			look_at_name(w, i, names, of);
		i++;
	}
}

static bool
is_own(const struct words *w, size_t i, size_t end, int names)
{
	struct made of = { 0 };

	look_at(w, i, end, names, &of);
	return of.own && !of.columns;
}

bool
portable_is_own_text(const struct words *w, size_t i)
{
	return is_own(w, i, end_of(w, i), NAMES);
}

bool
portable_compares_own(const struct words *w, size_t i)
{
	static const char *const signs[] = { "<", ">", "<=", ">=", "between",
		NULL };
	size_t end = end_of(w, i + 1), left = i;

	if (i == 0 || !words_is_any(w, i, signs))
		return false;
	left -= words_is(w, i, "between") && words_is(w, i - 1, "not");
	return is_own(w, begin_of(w, left), end, NAMES);
}
