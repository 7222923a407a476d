/*
 * The records of a document from the pieces that rows have given: pieces of one
 * id come together, are told apart where the id stands more than once, and are
 * written as XML, a line each.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/tables.h"
#include "lib/db.h"
#include "lib/xml.h"

/* A fact of a record, and where it was read. */
struct said {
	const struct fact *fact;
	const char *value;
	long column, row;
	size_t sheet;
	bool dropped; /* another cell says otherwise */
};

struct given {
	const struct element *element;
	bool derived;
	size_t sheet, file;
	long row;
	const char *owner, *village, *facts;
	bool used;
};

/* One record on its way out. */
struct instance {
	struct said *said;
	size_t n;
	size_t sheet, file;
	long row;
	const char *owner, *village; /* the name */
	const char *code;	     /* of the village, once it is known */
	const struct given **children;
	size_t nchildren;
};

/* Pieces of one id, and the records made of them. */
struct bundle {
	struct tables *t;
	struct table_document *document;
	FILE *f;
	long line; /* that is written next */
	struct arena *arena;
	const struct element *record;
	char *key;
	struct given *given;
	size_t n, cap;
	struct instance *instances;
	size_t ninstances;
};

static void
refuse_row(struct bundle *b, size_t sheet, long row, const char *zh,
	const char *en)
{
	struct refusal r = { .sheet = sheet,
		.row = row,
		.column = -1,
		.key = *b->key != '\0' ? xstrdup(b->key) : NULL,
		.text = { zh, en } };

	tables_refuse(b->t, &r);
}

static void
refuse_said(struct bundle *b, const struct said *s)
{
	struct refusal r = { .sheet = s->sheet,
		.row = s->row,
		.column = s->column,
		.title = xstrdup(s->fact->attribute != NULL
				? s->fact->attribute->label[0]
				: s->fact->element->label[0]),
		.key = *b->key != '\0' ? xstrdup(b->key) : NULL,
		.why = WHY_DIFFERS,
		.fact = s->fact };

	tables_refuse(b->t, &r);
}

/* The facts of a row, one after the other: false at the end. */
static bool
next_said(struct bundle *b, const struct given *g, const char **p,
	struct said *out)
{
	static const char ends[] = { FACT_END, '\0' };
	static const char units[] = { FACT_UNIT, '\0' };
	const char *s = *p;
	size_t n;

	if (*s == '\0')
		return false;
	*out = (struct said){ .sheet = g->sheet, .row = g->row };
	out->fact = layout_fact(b->t->layout, strtoul(s, NULL, 10));
	s += strcspn(s, units) + 1;
	out->column = strtol(s, NULL, 10);
	s += strcspn(s, units) + 1;
	n = strcspn(s, ends);
	out->value = arena_strndup(b->arena, s, n);
	*p = s + n + (s[n] != '\0');
	return true;
}

static struct said *
find_said(const struct instance *i, const struct fact *fact)
{
	for (size_t k = 0; k < i->n; k++) {
		if (i->said[k].fact == fact)
			return &i->said[k];
	}
	return NULL;
}

/* What a row says of the record; where it says otherwise than another row, the
 * fact is left out and both are told. */
static void
merge(struct bundle *b, struct instance *i, const struct given *g)
{
	const char *p = g->facts;
	struct said s;

	while (next_said(b, g, &p, &s)) {
		struct said *there = find_said(i, s.fact);

		if (there == NULL) {
			i->said = xreallocarray(
				i->said, i->n + 1, sizeof *i->said);
			i->said[i->n++] = s;
			continue;
		}
		if (strcmp(there->value, s.value) == 0)
			continue;
		if (!there->dropped)
			refuse_said(b, there);
		there->dropped = true;
		refuse_said(b, &s);
	}
	if (*i->village == '\0')
		i->village = g->village;
}

static struct instance *
add_instance(struct bundle *b, const struct given *g)
{
	struct instance *i;

	b->instances = xreallocarray(
		b->instances, b->ninstances + 1, sizeof *b->instances);
	i = &b->instances[b->ninstances++];
	*i = (struct instance){ .sheet = g->sheet,
		.file = g->file,
		.row = g->row,
		.owner = g->owner,
		.village = g->village,
		.code = "" };
	return i;
}

static size_t
count_own(const struct bundle *b, size_t sheet)
{
	size_t n = 0;

	for (size_t k = 0; k < b->n; k++)
		n += b->given[k].element == b->record && !b->given[k].derived &&
			b->given[k].sheet == sheet;
	return n;
}

/* Rows that are records themselves. Of households two tables can speak, each
 * once. */
static void
make_own(struct bundle *b)
{
	bool joins = strcmp(b->record->name, "household") == 0;
	long first = -1;

	for (size_t k = 0; k < b->n; k++) {
		struct given *g = &b->given[k];

		if (g->element != b->record || g->derived)
			continue;
		if (first < 0)
			first = (long)g->sheet;
		if (!joins || (size_t)first == g->sheet) {
			merge(b, add_instance(b, g), g);
		} else if (b->ninstances == 1 && count_own(b, g->sheet) == 1) {
			merge(b, &b->instances[0], g);
		} else {
			refuse_row(b, g->sheet, g->row,
				"户编号在表中不止一处，无法确定属于哪一户",
				"the id stands more than once; whose row this "
				"is cannot be told");
		}
		g->used = true;
	}
}

/* Records of which only rows of something else speak: a household by the rows
 * of its members, in each village one. */
static void
make_derived(struct bundle *b)
{
	for (size_t k = 0; k < b->n; k++) {
		struct given *g = &b->given[k];
		struct instance *i = NULL;

		if (!g->derived)
			continue;
		for (size_t m = 0; m < b->ninstances && i == NULL; m++) {
			if (strcmp(b->instances[m].village, g->village) == 0)
				i = &b->instances[m];
		}
		if (i == NULL)
			i = add_instance(b, g);
		merge(b, i, g);
		g->used = true;
	}
}

/* What a child's row says of the household that it is in. */
static const struct given *
beside(const struct bundle *b, const struct given *child)
{
	for (size_t k = 0; k < b->n; k++) {
		if (b->given[k].derived && b->given[k].sheet == child->sheet &&
			b->given[k].row == child->row)
			return &b->given[k];
	}
	return NULL;
}

/* Do the facts of this row fit the record? 0 no, else how many are the same. */
static size_t
fits(struct bundle *b, const struct instance *i, const struct given *g)
{
	const char *p = g->facts;
	struct said s;
	size_t same = 0;

	if (*g->village != '\0' && *i->village != '\0' &&
		strcmp(g->village, i->village) != 0)
		return 0;
	while (next_said(b, g, &p, &s)) {
		const struct said *there = find_said(i, s.fact);

		if (there == NULL)
			continue;
		if (strcmp(there->value, s.value) != 0)
			return 0;
		same++;
	}
	return same + 1;
}

static struct instance *
choose(struct bundle *b, const struct given *child)
{
	const struct given *g = beside(b, child);
	struct instance *found = NULL;

	if (*child->owner != '\0') {
		for (size_t k = 0; k < b->ninstances; k++) {
			struct instance *i = &b->instances[k];

			if (i->file == child->file &&
				strcmp(i->owner, child->owner) == 0)
				return i;
		}
		return NULL;
	}
	if (b->ninstances == 1)
		return &b->instances[0];
	for (size_t k = 0; g != NULL && k < b->ninstances; k++) {
		if (fits(b, &b->instances[k], g) == 0)
			continue;
		if (found != NULL)
			return NULL;
		found = &b->instances[k];
	}
	return found;
}

static void
give_child(struct bundle *b, const struct given *g)
{
	struct instance *i = choose(b, g);

	if (i == NULL) {
		refuse_row(b, g->sheet, g->row,
			"编号在上级表中没有，或不止一处，无法确定属于哪一条",
			"its id is not in the table above, or more than once; "
			"whose row this is cannot be told");
		return;
	}
	i->children = xreallocarray(
		i->children, i->nchildren + 1, sizeof(struct given *));
	i->children[i->nchildren++] = g;
}

void
tables_add_escaped(struct strbuf *sb, const char *s)
{
	for (; *s != '\0'; s++) {
		switch (*s) {
		case '&':
			strbuf_adds(sb, "&amp;");
			break;
		case '<':
			strbuf_adds(sb, "&lt;");
			break;
		case '>':
			strbuf_adds(sb, "&gt;");
			break;
		case '"':
			strbuf_adds(sb, "&quot;");
			break;
		case '\t':
			strbuf_adds(sb, "&#9;");
			break;
		case '\n':
			strbuf_adds(sb, "&#10;");
			break;
		default:
			strbuf_addc(sb, *s);
		}
	}
}

static int
write_line(struct bundle *b, const struct strbuf *sb, size_t sheet, long row,
	struct error *err)
{
	struct stmt *st = b->t->place;

	if (fwrite(sb->data, 1, sb->len, b->f) != sb->len)
		return err_set(err, ERR_SYSTEM, "TABLES-2",
			"a converted document could not be written");
	b->line++;
	if (row == 0)
		return 0;
	stmt_bind_int(st, 1, (int64_t)b->document->number);
	stmt_bind_int(st, 2, b->line);
	stmt_bind_int(st, 3, (int64_t)sheet);
	stmt_bind_int(st, 4, row);
	return stmt_run(st, err);
}

static bool
says(const struct instance *i, const struct element *e)
{
	for (size_t k = 0; k < i->n; k++) {
		const struct element *x = i->said[k].fact->element;

		for (; x != NULL; x = x->parent) {
			if (x == e && !i->said[k].dropped)
				return true;
		}
	}
	return false;
}

static void
add_attributes(struct strbuf *sb, const struct bundle *b,
	const struct instance *i, const struct element *e)
{
	for (size_t k = 0; k < e->nattributes; k++) {
		const struct attribute *a = &e->attributes[k];
		const char *value = NULL;

		for (size_t m = 0; m < i->n && value == NULL; m++) {
			if (i->said[m].fact->attribute == a &&
				!i->said[m].dropped)
				value = i->said[m].value;
		}
		if (e == b->record && strcmp(a->name, "village") == 0 &&
			*i->code != '\0')
			value = i->code;
		if (value == NULL)
			continue;
		strbuf_addf(sb, " %s=\"", a->name);
		tables_add_escaped(sb, value);
		strbuf_addc(sb, '"');
	}
}

static int write_element(struct bundle *b, const struct instance *i,
	const struct element *e, struct error *err);

/* A child's row is a record of its own as far as it is written. */
static int
write_children(struct bundle *b, const struct instance *i,
	const struct element *e, struct error *err)
{
	int rc = 0;

	for (size_t k = 0; rc == 0 && k < i->nchildren; k++) {
		const struct given *g = i->children[k];
		struct instance child = { .sheet = g->sheet,
			.row = g->row,
			.village = "",
			.code = "" };

		if (g->element != e)
			continue;
		merge(b, &child, g);
		rc = write_element(b, &child, e, err);
		free(child.said);
	}
	return rc;
}

static int
write_text(struct bundle *b, const struct instance *i, const struct element *e,
	struct error *err)
{
	struct strbuf sb = { 0 };
	int rc = 0;

	for (size_t k = 0; k < i->n && sb.len == 0; k++) {
		const struct said *s = &i->said[k];

		if (s->fact->element != e || s->dropped)
			continue;
		strbuf_addf(&sb, "<%s>", e->name);
		tables_add_escaped(&sb, s->value);
		strbuf_addf(&sb, "</%s>\n", e->name);
		rc = write_line(b, &sb, s->sheet, s->row, err);
	}
	strbuf_clear(&sb);
	return rc;
}

static int
write_element(struct bundle *b, const struct instance *i,
	const struct element *e, struct error *err)
{
	struct strbuf sb = { 0 };
	bool is_leaf = e->nchildren == 0;
	int rc;

	strbuf_addf(&sb, "<%s", e->name);
	add_attributes(&sb, b, i, e);
	strbuf_adds(&sb, is_leaf ? "/>\n" : ">\n");
	rc = write_line(b, &sb, i->sheet, i->row, err);
	for (size_t k = 0; rc == 0 && k < e->nchildren; k++) {
		const struct element *c = e->children[k];

		if (c->is_text)
			rc = write_text(b, i, c, err);
		else if (c->own_row)
			rc = write_children(b, i, c, err);
		else if (says(i, c))
			rc = write_element(b, i, c, err);
	}
	strbuf_reset(&sb);
	strbuf_addf(&sb, "</%s>\n", e->name);
	if (rc == 0 && !is_leaf)
		rc = write_line(b, &sb, 0, 0, err);
	strbuf_clear(&sb);
	return rc;
}

static const struct attribute *
village_attribute(const struct element *record)
{
	return model_attribute(record, "village");
}

/* By the column that names it; where there is none, by the sheet, the file and
 * the titles, as far as these do not name different ones. */
static void
find_village(struct bundle *b, struct instance *i)
{
	const struct sheet *s = b->t->sheets[i->sheet];
	const char *where[3] = { s->name, b->t->files[s->file].folded,
		s->titles != NULL ? s->titles : "" };

	if (*i->village != '\0') {
		i->code = tables_village(b->t, i->village);
		return;
	}
	for (int k = 0; k < 3; k++) {
		const char *code = tables_village_within(b->t, where[k]);

		if (*code != '\0' && *i->code != '\0' &&
			strcmp(code, i->code) != 0) {
			i->code = "";
			return;
		}
		if (*code != '\0')
			i->code = code;
	}
}

static int
write_instance(struct bundle *b, struct instance *i, struct error *err)
{
	const struct attribute *a = village_attribute(b->record);
	const struct fact *f = a != NULL
		? layout_find(b->t->layout, b->record, "village")
		: NULL;
	const struct said *code = f != NULL ? find_said(i, f) : NULL;

	if (a != NULL && (code == NULL || code->dropped))
		find_village(b, i);
	if (a != NULL && a->required && *i->code == '\0' &&
		(code == NULL || code->dropped)) {
		b->document->rejected++;
		refuse_row(b, i->sheet, i->row,
			*i->village != '\0' ? "村名不在村表中或有重名，无法换成"
					      "区划代码；请一并提供村表"
					      "（村名称、12位代码）"
					    : "没有写明所在村，整条未导入",
			*i->village != '\0'
				? "no village, or several, of this name; give "
				  "a "
				  "table of villages with their codes as well"
				: "it does not say in which village");
		return 0;
	}
	return write_element(b, i, b->record, err);
}

static void
clear_bundle(struct bundle *b)
{
	for (size_t k = 0; k < b->ninstances; k++) {
		free(b->instances[k].said);
		free(b->instances[k].children);
	}
	b->ninstances = b->n = 0;
	free(b->key);
	b->key = NULL;
	arena_free(b->arena);
	b->arena = arena_new();
}

static int
flush_bundle(struct bundle *b, struct error *err)
{
	int rc = 0;

	if (b->n == 0)
		return 0;
	make_own(b);
	if (b->ninstances == 0 && strcmp(b->record->name, "household") == 0) {
		make_derived(b);
	} else {
		for (size_t k = 0; k < b->n; k++) {
			const struct given *g = &b->given[k];

			if (g->derived && b->ninstances == 1)
				merge(b, &b->instances[0], g);
		}
	}
	for (size_t k = 0; k < b->n; k++) {
		if (b->given[k].element != b->record)
			give_child(b, &b->given[k]);
	}
	for (size_t k = 0; rc == 0 && k < b->ninstances; k++)
		rc = write_instance(b, &b->instances[k], err);
	clear_bundle(b);
	return rc;
}

static void
add_given(struct bundle *b, struct stmt *st)
{
	struct given *g;

	if (b->n == b->cap) {
		b->cap = b->cap > 0 ? b->cap * 2 : 64;
		b->given = xreallocarray(b->given, b->cap, sizeof *b->given);
	}
	g = &b->given[b->n++];
	*g = (struct given){
		.element = layout_row(b->t->layout, (size_t)stmt_int(st, 2)),
		.derived = stmt_int(st, 3) != 0,
		.sheet = (size_t)stmt_int(st, 4),
		.row = (long)stmt_int(st, 5),
		.owner = arena_strdup(b->arena, stmt_text(st, 6)),
		.village = arena_strdup(b->arena, stmt_text(st, 7)),
		.facts = arena_strdup(b->arena, stmt_text(st, 8)),
	};
	g->file = b->t->sheets[g->sheet]->file;
}

static int
write_records(struct bundle *b, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, b->t->db,
		    "SELECT record, key, element, derived, sheet, line, owner,"
		    " village, facts, file FROM piece WHERE kind = ?"
		    " ORDER BY record, key, id",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, b->document->kind->name);
	while ((rc = stmt_step(st, err)) == 1) {
		const struct element *record = layout_row(
			b->t->layout, (size_t)stmt_int(st, 0));
		const char *key = stmt_text(st, 1);

		if (!tables_made_of(b->document, (size_t)stmt_int(st, 9)))
			continue;
		if (b->n > 0 &&
			(record != b->record || *key == '\0' ||
				strcmp(key, b->key) != 0) &&
			flush_bundle(b, err) != 0) {
			rc = -1;
			break;
		}
		if (b->n == 0) {
			b->record = record;
			free(b->key);
			b->key = xstrdup(key);
		}
		add_given(b, st);
	}
	if (rc == 0)
		rc = flush_bundle(b, err);
	stmt_free(st);
	return rc;
}

int
tables_write_document(
	struct tables *t, struct table_document *d, FILE *f, struct error *err)
{
	struct bundle b = {
		.t = t, .document = d, .f = f, .arena = arena_new()
	};
	struct strbuf sb = { 0 };
	int rc = tables_write_root(t, d, &sb, err);

	/* the declaration and the root's tag are two lines */
	if (rc == 0)
		rc = write_line(&b, &sb, 0, 0, err);
	b.line++;
	if (rc == 0)
		rc = write_records(&b, err);
	strbuf_reset(&sb);
	strbuf_addf(&sb, "</%s>\n", d->kind->root->name);
	if (rc == 0)
		rc = write_line(&b, &sb, 0, 0, err);
	strbuf_clear(&sb);
	clear_bundle(&b);
	arena_free(b.arena);
	free(b.given);
	free(b.instances);
	return rc;
}
