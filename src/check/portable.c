/*
 * SQL read as words, to find what only SQLite takes.
 */
#include "config.h"
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/arena.h"
#include "base/intl.h"
#include "base/mem.h"
#include "check/pack.h"
#include "check/portable-own.h"
#include "check/portable.h"
#include "check/sql-words.h"
#include "lib/xml.h"
#include "schema/facets.h"
#include "schema/model.h"

/* How many arguments the call has whose bracket stands there. */
static int
count_arguments(const struct words *w, size_t bracket)
{
	long depth = w->items[bracket].depth;
	int n = 1;

	for (size_t i = bracket + 1; i < w->n && w->items[i].depth > depth; i++)
		n += w->items[i].depth == depth + 1 && words_is(w, i, ",");
	return n;
}

/* Does the second argument begin with - or 0? */
static bool
counts_back(const struct words *w, size_t bracket)
{
	long depth = w->items[bracket].depth;

	for (size_t i = bracket + 1; i < w->n && w->items[i].depth > depth;
		i++) {
		if (w->items[i].depth == depth + 1 && words_is(w, i, ","))
			return words_is(w, i + 1, "-") ||
				words_is(w, i + 1, "0");
	}
	return false;
}

static const char *
refuse_call(const struct words *w, size_t i)
{
	static const char *const ours[] = { "iif", "printf", "format", "ifnull",
		"glob", NULL };
	static const char *const parts[] = { "substr", "substring", NULL };

	if (words_is(w, i, "glob"))
		return "GLOB";
	if (!words_is(w, i + 1, "("))
		return NULL;
	if (words_is_any(w, i, ours))
		return "IIF, IFNULL, printf";
	if ((words_is(w, i, "min") || words_is(w, i, "max")) &&
		count_arguments(w, i + 1) > 1)
		return N_("MIN or MAX of several values (write CASE)");
	if ((words_is(w, i, "min") || words_is(w, i, "max")) &&
		portable_is_own_text(w, i + 2))
		return N_("MIN or MAX of texts that are no column's (write "
			  "numbers)");
	if (words_is(w, i, "avg"))
		return N_("AVG (write SUM, COUNT and how to round)");
	if (words_is_any(w, i, parts) && counts_back(w, i + 1))
		return N_("SUBSTR from before the first character");
	return NULL;
}

static const char *
refuse_is(const struct words *w, size_t i)
{
	static const char *const values[] = { "null", "true", "false",
		"unknown", "distinct", NULL };

	if (!words_is(w, i, "is"))
		return NULL;
	if (words_is(w, i + 1, "not"))
		i++;
	return words_is_any(w, i + 1, values)
		? NULL
		: N_("IS with a value (write IS NOT DISTINCT FROM)");
}

/* A common table expression, or a window, that bears a reserved name. */
static const char *
refuse_name(const struct words *w, size_t i)
{
	static const char *const reserved[] = { "all", "analyse", "analyze",
		"and", "any", "array", "as", "asc", "asymmetric",
		"authorization", "binary", "both", "case", "cast", "check",
		"collate", "column", "constraint", "create", "cross",
		"current_catalog", "current_date", "current_role",
		"current_time", "current_timestamp", "current_user", "default",
		"deferrable", "desc", "distinct", "do", "else", "end", "except",
		"false", "fetch", "for", "foreign", "freeze", "from", "full",
		"grant", "group", "having", "ilike", "in", "initially", "inner",
		"intersect", "into", "is", "isnull", "join", "lateral",
		"leading", "left", "like", "limit", "localtime",
		"localtimestamp", "natural", "not", "notnull", "null", "offset",
		"on", "only", "or", "order", "outer", "overlaps", "placing",
		"primary", "references", "returning", "right", "select",
		"session_user", "similar", "some", "symmetric", "table", "then",
		"to", "trailing", "true", "union", "unique", "user", "using",
		"variadic", "verbose", "when", "where", "window", "with",
		NULL };
	static const char *const before[] = { "with", "recursive", "window",
		",", NULL };
	size_t next = i + 1;

	if (i == 0 || !words_is_any(w, i, reserved) ||
		!words_is_any(w, i - 1, before))
		return NULL;
	if (words_is(w, next, "(")) {
		while (next < w->n &&
			!(words_is(w, next, ")") &&
				w->items[next].depth == w->items[i].depth))
			next++;
		next++;
	}
	return words_is(w, next, "as") && words_is(w, next + 1, "(")
		? N_("a reserved word as a name (both, user, order …)")
		: NULL;
}

/* Where a term of a quotient ends, going back from it. */
static bool
ends_term(const struct words *w, size_t i)
{
	static const char *const stops[] = { ",", "select", "where", "and",
		"or", "not", "case", "when", "then", "else", "on", "having",
		"by", "as", "=", "<", ">", "<=", ">=", "<>", "!=", "+", "-",
		"(", NULL };

	return words_is_any(w, i, stops);
}

static const char *
refuse_quotient(const struct words *w, size_t i)
{
	long depth = w->items[i].depth;

	if (!words_is(w, i, "/") || !words_is(w, i + 1, "sum") ||
		!words_is(w, i + 2, "("))
		return NULL;
	for (size_t k = i; k-- > 0;) {
		if (w->items[k].depth > depth)
			continue;
		if (w->items[k].depth < depth || ends_term(w, k)) {
			/* an opening bracket of a call is of this depth */
			if (!words_is(w, k, "(") || w->items[k].depth < depth)
				return NULL;
			continue;
		}
		if (words_is(w, k, "sum") && words_is(w, k + 1, "("))
			return N_("a sum divided by a sum (write CAST)");
	}
	return NULL;
}

/* Does the term of an ORDER BY that begins here, a column alone, lack a word on
 * where NULLs go? SQLite puts them first, PostgreSQL last. */
static bool
may_be_null(const struct words *w, size_t i)
{
	struct column_facts f;

	if (words_is(w, i + 1, "."))
		i += 2;
	if (i >= w->n || !words_is_name(&w->items[i]) ||
		words_is(w, i + 1, "("))
		return false;
	f = portable_learn(w, i);
	i += words_is(w, i + 1, "asc") || words_is(w, i + 1, "desc");
	return f.is_known && !f.is_certain && !words_is(w, i + 1, "nulls");
}

/* COALESCE of columns alone can be NULL all the same: its last word is. */
static bool
is_open_coalesce(const struct words *w, size_t i)
{
	size_t end = i + 2;

	if (!words_is(w, i, "coalesce") || !words_is(w, i + 1, "("))
		return false;
	while (end < w->n && w->items[end].depth > w->items[i].depth)
		end++;
	if (end >= w->n || !words_is_name(&w->items[end - 1]) ||
		isdigit((unsigned char)*w->items[end - 1].s))
		return false;
	for (size_t k = end; k < w->n && k < end + 3; k++) {
		if (words_is(w, k, "nulls"))
			return false;
	}
	return portable_learn(w, end - 1).is_known &&
		!portable_learn(w, end - 1).is_certain;
}

static bool
opens_window(const struct words *w, size_t i)
{
	return words_is(w, i, "(") &&
		(words_is(w, i - 1, "over") ||
			(i >= 3 && words_is(w, i - 1, "as") &&
				words_is(w, i - 3, "window")));
}

/* What is wrong with the terms behind the ORDER whose word stands at i. */
static const char *
refuse_terms(const struct words *w, size_t i)
{
	static const char *const ends[] = { "limit", "offset", "rows", "range",
		"groups", NULL };
	long depth = w->items[i].depth;

	for (size_t k = i + 1; k < w->n && w->items[k].depth >= depth; k++) {
		if (w->items[k].depth > depth)
			continue;
		if (words_is_any(w, k, ends))
			break;
		if (!words_is(w, k, "by") && !words_is(w, k, ","))
			continue;
		if (may_be_null(w, k + 1) || is_open_coalesce(w, k + 1))
			return N_("ordered by what can be NULL (write "
				  "COALESCE)");
		if (portable_is_own_text(w, k + 1))
			return N_("ordered by texts that are no column's "
				  "(write numbers)");
	}
	return NULL;
}

static const char *
refuse_window(const struct words *w, size_t i)
{
	size_t k = i + 1;
	long depth;

	if (i == 0 || !opens_window(w, i))
		return NULL;
	depth = w->items[i].depth + 1;
	while (k < w->n && w->items[k].depth >= depth &&
		!(w->items[k].depth == depth && words_is(w, k, "order")))
		k++;
	return k < w->n && w->items[k].depth >= depth ? refuse_terms(w, k)
						      : NULL;
}

/* A list of names for all columns of something: columns of records stand in
 * another order there. */
static const char *
refuse_places(const struct words *w, size_t i)
{
	return i > 3 && words_is(w, i, "*") && words_is(w, i - 1, "select") &&
			words_is(w, i - 2, "(") && words_is(w, i - 3, "as") &&
			words_is(w, i - 4, ")")
		? N_("columns called by their places (write SELECT with their "
		     "names)")
		: NULL;
}

/* Which rows come first decides what LIMIT leaves. */
static const char *
refuse_limit(const struct words *w, size_t i)
{
	static const char *const whole[] = { "select", "union", "except",
		"intersect", NULL };
	long depth = w->items[i].depth;
	size_t k = i;

	if (!words_is(w, i, "limit"))
		return NULL;
	while (k-- > 0 && w->items[k].depth >= depth) {
		if (w->items[k].depth > depth)
			continue;
		if (words_is(w, k, "order"))
			return refuse_terms(w, k);
		if (words_is_any(w, k, whole))
			break;
	}
	return N_("LIMIT without ORDER BY");
}

/* A pattern in which \ stands for the next character, to PostgreSQL alone; or
 * that has letters, which SQLite takes for those of either case. */
static const char *
refuse_like(const struct words *w, size_t i)
{
	const struct word *pattern = &w->items[i + 1];
	size_t column;

	if (!words_is(w, i, "like") || i < 2 || i + 1 >= w->n)
		return NULL;
	column = words_is(w, i - 1, "not") ? i - 2 : i - 1;
	if (memchr(pattern->s, '\\', pattern->n) != NULL &&
		!words_is(w, i + 2, "escape"))
		return N_("LIKE with \\ (write ESCAPE)");
	for (size_t k = 0; k < pattern->n; k++) {
		if (isalpha((unsigned char)pattern->s[k]) &&
			portable_learn(w, column).is_known &&
			portable_learn(w, column).is_free)
			return N_("LIKE with letters, of free text (write "
				  "LOWER)");
	}
	return NULL;
}

/* Text of no form as a number: SQLite makes 0 of it, PostgreSQL an error. And a
 * number of seven digits is not one of fifteen. */
static const char *
refuse_cast(const struct words *w, size_t i)
{
	static const char *const numbers[] = { "integer", "int", "bigint",
		"real", "numeric", "float", "double", NULL };
	static const char *const inexact[] = { "real", "float", "double",
		NULL };
	size_t column = i + 2;

	if (words_is(w, i, "as") && words_is_any(w, i + 1, inexact) &&
		(words_is(w, i + 2, ")") || words_is(w, i + 2, "precision")))
		return N_("CAST to REAL (write INTEGER, of hundredths)");
	if (!words_is(w, i, "cast") || !words_is(w, i + 1, "("))
		return NULL;
	if (words_is(w, column + 1, "."))
		column += 2;
	if (!words_is(w, column + 1, "as") ||
		!words_is_any(w, column + 2, numbers))
		return NULL;
	return portable_learn(w, column).is_free &&
			portable_learn(w, column).is_known
		? N_("CAST of free text to a number")
		: NULL;
}

/* A name in quotes that is written as it is called. */
static bool
is_plain(const struct word *w)
{
	for (size_t i = 1; i + 1 < w->n; i++) {
		if (!(islower((unsigned char)w->s[i]) || w->s[i] == '_' ||
			    isdigit((unsigned char)w->s[i])))
			return false;
	}
	return w->n > 2;
}

static const char *
refuse(const struct words *w, size_t i)
{
	static const char *const rows[] = { "rowid", "_rowid_", "oid", NULL };
	const char *what;

	if (*w->items[i].s == '"' && !is_plain(&w->items[i]))
		return N_("double quotes, but around a name in small letters");
	if (words_is(w, i, "=="))
		return N_("== (write =)");
	if (words_is_any(w, i, rows))
		return N_("rowid (write row)");
	if (portable_compares_own(w, i))
		return N_("texts compared that are no column's (write "
			  "numbers)");
	what = refuse_call(w, i);
	what = what != NULL ? what : refuse_like(w, i);
	what = what != NULL ? what : refuse_is(w, i);
	what = what != NULL ? what : refuse_name(w, i);
	what = what != NULL ? what : refuse_window(w, i);
	what = what != NULL ? what : refuse_limit(w, i);
	what = what != NULL ? what : refuse_places(w, i);
	what = what != NULL ? what : refuse_cast(w, i);
	return what != NULL ? what : refuse_quotient(w, i);
}

static int
check_sql(const char *sql, const struct model *model, struct error *err)
{
	struct words words = { .model = model };
	const char *what = NULL;

	words_split(&words, sql);
	for (size_t i = 0; what == NULL && i < words.n; i++)
		what = refuse(&words, i);
	free(words.items);
	return what == NULL
		? 0
		: err_set(err, ERR_INPUT, "PORTABLE-1",
			  "PostgreSQL reads this otherwise: %s", _(what));
}

/* A situation of the plan: its conditions. */
static int
check_conditions(
	const struct rule *rule, const struct model *model, struct error *err)
{
	static const char *const names[] = { "test", "blank" };
	struct arena *a = arena_new();
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < 2; i++) {
		const struct _xmlNode *c = xml_first(rule->node, names[i]);

		if (c != NULL && check_sql(xml_text(a, c), model, err) != 0)
			rc = err_wrap(err, "%s", names[i]);
	}
	arena_free(a);
	return rc;
}

int
portable_check(
	const struct rule *rule, const struct model *model, struct error *err)
{
	const char *const queries[][2] = { { "applies", rule->applies },
		{ "sql", rule->sql }, { "readings", rule->readings },
		{ "concerns", rule->concerns } };

	for (size_t i = 0; i < 4; i++) {
		if (queries[i][1] != NULL &&
			check_sql(queries[i][1], model, err) != 0)
			return err_wrap(err, "%s", queries[i][0]);
	}
	return check_conditions(rule, model, err);
}
