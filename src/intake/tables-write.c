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
#include "intake/pieces.h"
#include "intake/tables.h"
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
	const char *owner, *village;
	struct said *said;
	size_t n;
	bool used;
};

/* One record on its way out. */
struct instance {
	struct said *said;
	size_t n, cap;
	size_t sheet, file;
	long row;
	const char *owner, *village; /* the name */
	const char *code;	     /* of the village, once it is known */
	const struct given **children;
	size_t nchildren;
};

/* The number of the first fact of an element; those of its attributes follow.
 */
struct base {
	const struct element *element;
	size_t number;
};

/* Pieces of one id, and the records made of them. */
struct bundle {
	struct tables *t;
	struct table_document *document;
	FILE *f;
	long line; /* that is written next */
	struct arena *arena;
	const struct element *record;
	const char *key;
	size_t bundles; /* that the arena holds */
	struct given *given;
	size_t n, cap;
	struct said **slots; /* of the record being written, by the fact */
	struct base bases[8];
	size_t nbases;
	struct strbuf out;  /* a line */
	const char *around; /* the village that is around the rows of a sheet */
	size_t around_sheet;
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

static size_t
read_digits(char **s)
{
	size_t n = 0;

	while (**s >= '0' && **s <= '9')
		n = n * 10 + (size_t)(*(*s)++ - '0');
	if (**s != '\0')
		(*s)++;
	return n;
}

/* By what its household was found says nothing of it besides. */
static bool
only_names_head(const struct bundle *b, const struct said *s)
{
	return b->t->sheets[s->sheet]->joins_by_head &&
		s->fact->attribute != NULL &&
		strncmp(s->fact->attribute->name, "responsible", 11) != 0;
}

/* The facts of a row, which are changed into texts of their own. */
static void
read_facts(struct bundle *b, struct given *g, char *facts)
{
	size_t cap = 0;

	for (const char *s = facts; *s != '\0'; s++)
		cap += *s == FACT_END;
	g->said = arena_alloc(b->arena, (cap + 1) * sizeof *g->said);
	while (*facts != '\0' && g->n < cap) {
		struct said *s = &g->said[g->n++];

		*s = (struct said){ .sheet = g->sheet, .row = g->row };
		s->fact = layout_fact(b->t->layout, read_digits(&facts));
		s->column = (long)read_digits(&facts);
		s->value = facts;
		facts = strchr(facts, FACT_END);
		*facts++ = '\0';
		if (only_names_head(b, s))
			g->n--;
	}
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

static void
add_said(struct instance *i, const struct said *s)
{
	if (i->n == i->cap) {
		i->cap = i->cap > 0 ? i->cap * 2 : 48;
		i->said = xreallocarray(i->said, i->cap, sizeof *i->said);
	}
	i->said[i->n++] = *s;
}

/* What a row says of the record; where it says otherwise than another row, the
 * fact is left out and both are told. Rows of one sheet say the same facts in
 * the same order. */
static void
merge(struct bundle *b, struct instance *i, const struct given *g)
{
	bool first = i->n == 0;

	for (size_t k = 0; k < g->n; k++) {
		const struct said *s = &g->said[k];
		struct said *there = NULL;

		if (!first)
			there = k < i->n && i->said[k].fact == s->fact
				? &i->said[k]
				: find_said(i, s->fact);
		if (there == NULL) {
			add_said(i, s);
			continue;
		}
		if (strcmp(there->value, s->value) == 0)
			continue;
		if (!there->dropped)
			refuse_said(b, there);
		there->dropped = true;
		refuse_said(b, s);
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

/* Is there one row of the sheet that is the record itself? */
static bool
has_one_own(const struct bundle *b, size_t sheet)
{
	size_t n = 0;

	for (size_t k = 0; k < b->n && n < 2; k++)
		n += b->given[k].element == b->record && !b->given[k].derived &&
			b->given[k].sheet == sheet;
	return n == 1;
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
		} else if (b->ninstances == 1 && has_one_own(b, g->sheet)) {
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
	/* which stands right before it, as the row was read */
	for (const struct given *g = child; g > b->given; g--) {
		if (g->sheet != child->sheet || g->row != child->row)
			return NULL;
		if (g->derived)
			return g;
	}
	return b->given->derived && b->given->sheet == child->sheet &&
			b->given->row == child->row
		? b->given
		: NULL;
}

/* Do the facts of this row fit the record? 0 no, else how many are the same. */
static size_t
fits(const struct instance *i, const struct given *g)
{
	size_t same = 0;

	if (*g->village != '\0' && *i->village != '\0' &&
		strcmp(g->village, i->village) != 0)
		return 0;
	for (size_t k = 0; k < g->n; k++) {
		const struct said *there = find_said(i, g->said[k].fact);

		if (there == NULL)
			continue;
		if (strcmp(there->value, g->said[k].value) != 0)
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
		if (fits(&b->instances[k], g) == 0)
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
	while (*s != '\0') {
		size_t n = strcspn(s, "&<>\"\t\n");

		strbuf_add(sb, s, n);
		s += n;
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
			return;
		}
		s++;
	}
}

/* The line that stands in b->out. */
static int
write_line(struct bundle *b, size_t sheet, long row, struct error *err)
{
	struct table_document *d = b->document;

	if (fwrite(b->out.data, 1, b->out.len, b->f) != b->out.len)
		return err_set(err, ERR_SYSTEM, "TABLES-2",
			"a converted document could not be written");
	strbuf_reset(&b->out);
	b->line++;
	if (row == 0)
		return 0;
	if (d->nplaces == d->places_cap) {
		d->places_cap = d->places_cap > 0 ? d->places_cap * 2 : 256;
		d->places = xreallocarray(
			d->places, d->places_cap, sizeof *d->places);
	}
	d->places[d->nplaces++] = (struct line_place){ b->line, row, sheet };
	return 0;
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

static size_t
base_of(struct bundle *b, const struct element *e)
{
	const struct fact *f;

	for (size_t k = 0; k < b->nbases; k++) {
		if (b->bases[k].element == e)
			return b->bases[k].number;
	}
	f = layout_find(b->t->layout, e, e->attributes[0].name);
	if (b->nbases == sizeof b->bases / sizeof *b->bases)
		b->nbases = 0;
	b->bases[b->nbases++] = (struct base){ e, f->number };
	return f->number;
}

static void
add_attributes(
	struct bundle *b, const struct instance *i, const struct element *e)
{
	size_t base = e->nattributes > 0 ? base_of(b, e) : 0;

	for (size_t k = 0; k < e->nattributes; k++) {
		const struct attribute *a = &e->attributes[k];
		const struct said *s = b->slots[base + k];
		const char *value = s != NULL ? s->value : NULL;

		if (e == b->record && *i->code != '\0' &&
			strcmp(a->name, "village") == 0)
			value = i->code;
		if (value == NULL)
			continue;
		strbuf_addc(&b->out, ' ');
		strbuf_adds(&b->out, a->name);
		strbuf_add(&b->out, "=\"", 2);
		tables_add_escaped(&b->out, value);
		strbuf_addc(&b->out, '"');
	}
}

static int write_element(struct bundle *b, const struct instance *i,
	const struct element *e, struct error *err);

/* What the record says stands in the slots while it is written. */
static void
fill_slots(struct bundle *b, const struct instance *i)
{
	for (size_t k = 0; k < i->n; k++) {
		if (!i->said[k].dropped)
			b->slots[i->said[k].fact->number] = &i->said[k];
	}
}

static void
clear_slots(struct bundle *b, const struct instance *i)
{
	for (size_t k = 0; k < i->n; k++)
		b->slots[i->said[k].fact->number] = NULL;
}

/* A child's row is a record of its own as far as it is written. */
static int
write_children(struct bundle *b, const struct instance *i,
	const struct element *e, struct error *err)
{
	int rc = 0;

	for (size_t k = 0; rc == 0 && k < i->nchildren; k++) {
		const struct given *g = i->children[k];
		const struct instance child = { .said = g->said,
			.n = g->n,
			.sheet = g->sheet,
			.row = g->row,
			.village = "",
			.code = "" };

		if (g->element != e)
			continue;
		fill_slots(b, &child);
		rc = write_element(b, &child, e, err);
		clear_slots(b, &child);
	}
	return rc;
}

static int
write_text(struct bundle *b, const struct instance *i, const struct element *e,
	struct error *err)
{
	for (size_t k = 0; k < i->n; k++) {
		const struct said *s = &i->said[k];

		if (s->fact->element != e || s->dropped)
			continue;
		strbuf_addf(&b->out, "<%s>", e->name);
		tables_add_escaped(&b->out, s->value);
		strbuf_addf(&b->out, "</%s>\n", e->name);
		return write_line(b, s->sheet, s->row, err);
	}
	return 0;
}

static int
write_element(struct bundle *b, const struct instance *i,
	const struct element *e, struct error *err)
{
	bool is_leaf = e->nchildren == 0;
	int rc;

	strbuf_addc(&b->out, '<');
	strbuf_adds(&b->out, e->name);
	add_attributes(b, i, e);
	strbuf_adds(&b->out, is_leaf ? "/>\n" : ">\n");
	rc = write_line(b, i->sheet, i->row, err);
	for (size_t k = 0; rc == 0 && k < e->nchildren; k++) {
		const struct element *c = e->children[k];

		if (c->is_text)
			rc = write_text(b, i, c, err);
		else if (c->own_row)
			rc = write_children(b, i, c, err);
		else if (says(i, c))
			rc = write_element(b, i, c, err);
	}
	if (rc == 0 && !is_leaf) {
		strbuf_addf(&b->out, "</%s>\n", e->name);
		rc = write_line(b, 0, 0, err);
	}
	return rc;
}

static const struct attribute *
village_attribute(const struct element *record)
{
	return model_attribute(record, "village");
}

/* By the sheet, the file and the titles, as far as these do not name different
 * villages. */
static const char *
village_around(struct bundle *b, size_t sheet)
{
	const struct sheet *s = b->t->sheets[sheet];
	const char *where[3] = { s->name, b->t->files[s->file].folded,
		s->titles != NULL ? s->titles : "" };
	const char *found = "";
	bool is_around = false;

	/* what its own rows name may not contradict it, either */
	if (s->villages_differ)
		return "";
	if (s->village != NULL) {
		found = tables_village(b->t, s->village);
		found = *found != '\0' ? found : s->village;
	}
	for (int k = 0; k < 3; k++) {
		const char *code = tables_village_within(b->t, where[k]);

		if (*code != '\0' && *found != '\0' && strcmp(code, found) != 0)
			return "";
		if (*code != '\0') {
			is_around = true;
			found = code;
		}
	}
	return is_around ? found : "";
}

/* By the column that names it; where there is none, by what is around. */
static void
find_village(struct bundle *b, struct instance *i)
{
	if (*i->village != '\0') {
		i->code = tables_village(b->t, i->village);
		return;
	}
	if (b->around == NULL || b->around_sheet != i->sheet) {
		b->around = village_around(b, i->sheet);
		b->around_sheet = i->sheet;
	}
	i->code = b->around;
}

/* The row's name of the village is that of another code than it says. */
static bool
contradicts(struct bundle *b, const struct instance *i, const char *code)
{
	const char *named = *i->village != '\0'
		? tables_village(b->t, i->village)
		: "";

	if (*named == '\0' || strcmp(named, code) == 0)
		return false;
	b->document->rejected++;
	refuse_row(b, i->sheet, i->row, "村名与村代码不是同一个村，整条未导入",
		"the village's name and its code are not of one village; "
		"the record was left out");
	return true;
}

static int
write_instance(struct bundle *b, struct instance *i, struct error *err)
{
	const struct attribute *a = village_attribute(b->record);
	const struct fact *f = a != NULL
		? layout_find(b->t->layout, b->record, "village")
		: NULL;
	const struct said *code = f != NULL ? find_said(i, f) : NULL;
	int rc;

	if (a != NULL && (code == NULL || code->dropped))
		find_village(b, i);
	else if (a != NULL && contradicts(b, i, code->value))
		return 0;
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
	fill_slots(b, i);
	rc = write_element(b, i, b->record, err);
	clear_slots(b, i);
	return rc;
}

static void
clear_bundle(struct bundle *b)
{
	for (size_t k = 0; k < b->ninstances; k++) {
		free(b->instances[k].said);
		free(b->instances[k].children);
	}
	b->ninstances = b->n = 0;
	if (++b->bundles % 64 == 0) {
		arena_free(b->arena);
		b->arena = arena_new();
	}
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

static int
add_given(struct bundle *b, size_t piece, struct error *err)
{
	const struct piece_mark *m = pieces_mark(b->t->pieces, piece);
	struct kept_piece p;
	struct given *g;

	if (pieces_read(b->t->pieces, piece, &p, err) != 0)
		return -1;
	if (b->n == b->cap) {
		b->cap = b->cap > 0 ? b->cap * 2 : 64;
		b->given = xreallocarray(b->given, b->cap, sizeof *b->given);
	}
	g = &b->given[b->n++];
	*g = (struct given){
		.element = layout_row(b->t->layout, p.element),
		.derived = m->derived,
		.sheet = p.sheet,
		.file = m->file,
		.row = (long)p.row,
		.owner = arena_strdup(b->arena, p.owner),
		.village = arena_strdup(b->arena, p.village),
	};
	read_facts(b, g, arena_strdup(b->arena, p.facts));
	return 0;
}

static int
write_records(struct bundle *b, struct error *err)
{
	const struct layout *l = b->t->layout;

	for (size_t k = 0; k < b->document->npieces; k++) {
		size_t i = b->document->pieces[k];
		const struct piece_mark *m = pieces_mark(b->t->pieces, i);
		const struct element *record = layout_row(l, m->record);

		if (b->n > 0 &&
			(record != b->record || *m->key == '\0' ||
				strcmp(m->key, b->key) != 0) &&
			flush_bundle(b, err) != 0)
			return -1;
		b->record = record;
		b->key = m->key;
		if (add_given(b, i, err) != 0)
			return -1;
	}
	return flush_bundle(b, err);
}

int
tables_write_document(
	struct tables *t, struct table_document *d, FILE *f, struct error *err)
{
	struct bundle b = { .t = t,
		.document = d,
		.f = f,
		.arena = arena_new(),
		.key = "",
		.slots = xcalloc(
			layout_facts(t->layout) + 1, sizeof(struct said *)) };
	int rc = tables_write_root(t, d, &b.out, err);

	/* the declaration and the root's tag are two lines */
	if (rc == 0)
		rc = write_line(&b, 0, 0, err);
	b.line++;
	if (rc == 0)
		rc = write_records(&b, err);
	strbuf_addf(&b.out, "</%s>\n", d->kind->root->name);
	if (rc == 0)
		rc = write_line(&b, 0, 0, err);
	clear_bundle(&b);
	strbuf_clear(&b.out);
	arena_free(b.arena);
	free(b.slots);
	free(b.given);
	free(b.instances);
	return rc;
}
