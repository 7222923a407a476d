/*
 * The records of a document from its pieces: see tables-record.h.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/intl.h"
#include "base/mem.h"
#include "intake/pieces.h"
#include "intake/tables-record.h"

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
refuse_said(struct bundle *b, const struct said *s, enum cell_why why)
{
	struct refusal r = { .sheet = s->sheet,
		.row = s->row,
		.column = s->column,
		.title = xstrdup(s->fact->attribute != NULL
				? s->fact->attribute->label[0]
				: s->fact->element->label[0]),
		.key = *b->key != '\0' ? xstrdup(b->key) : NULL,
		.why = why,
		.fact = s->fact };

	tables_refuse(b->t, &r);
}

/* By what its household was found says nothing of it besides. */
static bool
only_names_head(const struct said *s)
{
	return s->fact->attribute != NULL &&
		strncmp(s->fact->attribute->name, "responsible", 11) != 0;
}

/* The facts of a row. */
static void
read_facts(struct bundle *b, struct given *g, const struct facts *facts)
{
	bool joins = b->t->sheets[g->sheet]->joins_by_head;
	bool unit_below = b->t->sheets[g->sheet]->unit_below;
	char *at = arena_alloc(b->texts, facts->size + 1);

	if (facts->size > 0)
		memcpy(at, facts->data, facts->size);
	g->said = arena_alloc(b->arena, (facts->n + 1) * sizeof *g->said);
	for (size_t i = 0; i < facts->n; i++) {
		struct said *s = &g->said[g->n++];
		struct fact_head head;

		memcpy(&head, at, sizeof head);
		*s = (struct said){ .sheet = g->sheet,
			.row = g->row,
			.fact = layout_fact(b->t->layout, head.fact),
			.column = head.column,
			.value = at + sizeof head,
			.n = head.n };
		at += sizeof head + head.n + 1;
		if (joins && only_names_head(s)) {
			g->n--;
		} else if (unit_below && s->fact->attribute != NULL &&
			s->fact->attribute->store == STORE_MONEY) {
			refuse_said(b, s, WHY_UNIT);
			g->n--;
		}
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
add_said(struct bundle *b, struct instance *i, const struct said *s)
{
	struct said *more;

	if (i->n >= i->cap) {
		more = arena_alloc(b->arena, (i->n * 2 + 8) * sizeof *more);
		if (i->n > 0)
			memcpy(more, i->said, i->n * sizeof *more);
		i->said = more;
		i->cap = i->n * 2 + 8;
	}
	i->said[i->n++] = *s;
}

/* What a row says of the record; where it says otherwise than another row, the
 * fact is left out and both are told. Rows of one sheet say the same facts in
 * the same order. */
static void
merge(struct bundle *b, struct instance *i, const struct given *g)
{
	size_t k = 0;

	if (i->n == 0) {
		/* the row's own, until there are more */
		i->said = g->said;
		i->n = i->cap = k = g->n;
	}
	for (; k < g->n; k++) {
		const struct said *s = &g->said[k];
		struct said *there = k < i->n && i->said[k].fact == s->fact
			? &i->said[k]
			: find_said(i, s->fact);

		if (there == NULL) {
			add_said(b, i, s);
			continue;
		}
		if (strcmp(there->value, s->value) == 0)
			continue;
		if (!there->dropped)
			refuse_said(b, there, WHY_DIFFERS);
		there->dropped = true;
		refuse_said(b, s, WHY_DIFFERS);
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
	if (is_around && tables_names_other(b->t, s->sections, found))
		return "";
	return is_around ? found : "";
}

static const char *
around(struct bundle *b, size_t sheet)
{
	if (b->around == NULL || b->around_sheet != sheet) {
		b->around = village_around(b, sheet);
		b->around_sheet = sheet;
	}
	return b->around;
}

/* The village of a row or a record, by its code, its name or what is around;
 * "" where nothing says it. */
static const char *
village_of(struct bundle *b, const struct said *said, size_t n,
	const char *name, size_t sheet)
{
	const char *code;

	for (size_t k = 0; k < n; k++) {
		if (said[k].fact->attribute != NULL && !said[k].dropped &&
			said[k].fact->row == b->record &&
			strcmp(said[k].fact->attribute->name, "village") == 0)
			return said[k].value;
	}
	if (*name == '\0')
		return around(b, sheet);
	code = tables_village(b->t, name);
	return *code != '\0' ? code : name;
}

/* Are they of different villages, which count their households each from 1? */
static bool
are_apart(struct bundle *b, const struct instance *i, const struct given *g)
{
	const char *x, *y;

	if (i->sheet == g->sheet && strcmp(i->village, g->village) == 0)
		return false;
	x = village_of(b, i->said, i->n, i->village, i->sheet);
	y = village_of(b, g->said, g->n, g->village, g->sheet);
	return *x != '\0' && *y != '\0' && strcmp(x, y) != 0;
}

/* Is there one row of the sheet that is that record itself? */
static bool
has_one_own(struct bundle *b, size_t sheet, const struct instance *i)
{
	size_t n = 0;

	for (size_t k = 0; k < b->n && n < 2; k++)
		n += b->given[k].element == b->record && !b->given[k].derived &&
			b->given[k].sheet == sheet &&
			!are_apart(b, i, &b->given[k]);
	return n == 1;
}

/* The record that the row can be of; NULL: none. *several: more than one. */
static struct instance *
find_instance(struct bundle *b, const struct given *g, bool *several)
{
	struct instance *found = NULL;

	*several = false;
	for (size_t k = 0; k < b->ninstances; k++) {
		if (are_apart(b, &b->instances[k], g))
			continue;
		*several = *several || found != NULL;
		found = &b->instances[k];
	}
	return found;
}

/* A household's row in a second table. */
static void
merge_own(struct bundle *b, const struct given *g)
{
	bool several;
	struct instance *i = find_instance(b, g, &several);

	if (i == NULL)
		merge(b, add_instance(b, g), g);
	else if (!several && has_one_own(b, g->sheet, i))
		merge(b, i, g);
	else
		refuse_row(b, g->sheet, g->row,
			"户编号在表中不止一处，无法确定属于哪一户",
			"the id stands more than once; whose row this "
			"is cannot be told");
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
		if (!joins || (size_t)first == g->sheet)
			merge(b, add_instance(b, g), g);
		else
			merge_own(b, g);
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
		i->is_derived = true;
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

/* The one record that the row's facts fit; NULL: none, or several. */
static struct instance *
find_fitting(struct bundle *b, const struct given *g)
{
	struct instance *found = NULL;

	for (size_t k = 0; g != NULL && k < b->ninstances; k++) {
		if (fits(&b->instances[k], g) == 0)
			continue;
		if (found != NULL)
			return NULL;
		found = &b->instances[k];
	}
	return found;
}

static struct instance *
choose(struct bundle *b, const struct given *child)
{
	const struct given *g = beside(b, child);
	struct instance *found;
	bool several;

	if (*child->owner != '\0') {
		for (size_t k = 0; k < b->ninstances; k++) {
			struct instance *i = &b->instances[k];

			if (i->file == child->file &&
				strcmp(i->owner, child->owner) == 0)
				return i;
		}
		return NULL;
	}
	found = find_instance(b, g != NULL ? g : child, &several);
	return found == NULL || !several ? found : find_fitting(b, g);
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

static const struct attribute *
village_attribute(const struct element *record)
{
	return model_attribute(record, "village");
}

/* By the column that names it; where there is none, by what is around. */
static void
find_village(struct bundle *b, struct instance *i)
{
	i->code = *i->village != '\0' ? tables_village(b->t, i->village)
				      : around(b, i->sheet);
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

/* Nobody knows in which village it is. */
static void
refuse_place(struct bundle *b, const struct instance *i)
{
	const char *zh = "没有写明所在村，整条未导入";
	const char *en = "it does not say in which village";

	if (strchr(i->village, '\n') != NULL) {
		zh = "两列写的不是同一个村，整条未导入";
		en = "two columns name different villages; the record was left "
		     "out";
	} else if (*i->village != '\0') {
		zh = "村名不在村表中或有重名，无法换成区划代码；"
		     "请一并提供村表（村名称、12位代码）";
		en = "no village, or several, of this name; give a table of "
		     "villages with their codes as well";
	}
	refuse_row(b, i->sheet, i->row, zh, en);
}

/* The columns that only the members' table has were not read for this one. */
static void
tell_lacks(struct bundle *b, const struct instance *i)
{
	const struct layout *l = b->t->layout;

	for (size_t k = 0; k < layout_facts(l); k++) {
		const struct fact *f = layout_fact(l, k);
		struct refusal r = { .sheet = i->sheet,
			.row = i->row,
			.column = -1,
			.key = xstrdup(b->key),
			.fact = f,
			.text = { "只在成员表中有此列，而没有可以确定属于该户的"
				  "成员行，未取得",
				"only the members' table has this column, and "
				"no row of it is surely of this household; not "
				"read" } };

		if (f->row != b->record || !b->document->delivered[k] ||
			b->own[k] || f->attribute == NULL) {
			free(r.key);
			continue;
		}
		r.title = xstrdup(f->attribute->label[0]);
		tables_refuse(b->t, &r);
	}
}

bool
bundle_takes(struct bundle *b, struct instance *i)
{
	const struct attribute *a = village_attribute(b->record);
	const struct fact *f = a != NULL
		? layout_find(b->t->layout, b->record, "village")
		: NULL;
	const struct said *code = f != NULL ? find_said(i, f) : NULL;

	if (a != NULL && (code == NULL || code->dropped))
		find_village(b, i);
	else if (a != NULL && contradicts(b, i, code->value))
		return false;
	if (a != NULL && a->required && *i->code == '\0' &&
		(code == NULL || code->dropped)) {
		b->document->rejected++;
		refuse_place(b, i);
		return false;
	}
	if (b->own != NULL && !i->is_derived)
		tell_lacks(b, i);
	return true;
}

static void
clear_bundle(struct bundle *b)
{
	for (size_t k = 0; k < b->ninstances; k++) {
		free(b->instances[k].children);
	}
	b->ninstances = b->n = 0;
	if (++b->bundles % 64 == 0) {
		arena_free(b->arena);
		b->arena = arena_new();
	}
}

/* What rows of members say of their households, each of the one that it fits.
 * What the first says is no reason against the next: all are held against what
 * the households' own rows say. */
static void
merge_derived(struct bundle *b)
{
	struct instance **of = arena_alloc(
		b->arena, (b->n + 1) * sizeof(struct instance *));

	for (size_t k = 0; k < b->n; k++) {
		const struct given *g = &b->given[k];
		bool several;

		of[k] = g->derived ? find_instance(b, g, &several) : NULL;
		if (of[k] != NULL && several)
			of[k] = find_fitting(b, g);
	}
	for (size_t k = 0; k < b->n; k++) {
		if (of[k] == NULL)
			continue;
		merge(b, of[k], &b->given[k]);
		of[k]->is_derived = true;
	}
}

/* The records of the pieces that were gathered. */
static void
make_instances(struct bundle *b)
{
	make_own(b);
	if (b->ninstances == 0 && strcmp(b->record->name, "household") == 0) {
		make_derived(b);
	} else {
		merge_derived(b);
	}
	for (size_t k = 0; k < b->n; k++) {
		if (b->given[k].element != b->record)
			give_child(b, &b->given[k]);
	}
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
	read_facts(b, g, &p.facts);
	return 0;
}

/* Which facts stand in tables whose rows are the records themselves. */
static void
find_own(struct bundle *b)
{
	for (size_t i = 0; i < b->t->nsheets; i++) {
		const struct sheet *s = b->t->sheets[i];

		if (s->document != (long)b->document->number ||
			s->row == NULL || s->row != s->record || s->rows == 0)
			continue;
		if (b->own == NULL)
			b->own = xcalloc(
				layout_facts(b->t->layout) + 1, sizeof *b->own);
		for (size_t k = 0; k < s->ncolumns; k++) {
			const struct fact *f = s->columns[k].meaning.fact;

			if (f != NULL)
				b->own[f->number] = true;
		}
	}
}

void
bundle_open(struct bundle *b, struct tables *t, struct table_document *document)
{
	*b = (struct bundle){
		.t = t, .document = document, .arena = arena_new(), .key = ""
	};
	find_own(b);
}

int
bundle_next(struct bundle *b, struct error *err)
{
	const struct layout *l = b->t->layout;
	const struct table_document *d = b->document;

	clear_bundle(b);
	while (b->next < d->npieces) {
		size_t i = d->pieces[b->next];
		const struct piece_mark *m = pieces_mark(b->t->pieces, i);
		const struct element *record = layout_row(l, m->record);

		if (b->n > 0 &&
			(record != b->record || *m->key == '\0' ||
				strcmp(m->key, b->key) != 0))
			break;
		b->record = record;
		b->key = m->key;
		if (add_given(b, i, err) != 0)
			return -1;
		b->next++;
	}
	if (b->n == 0)
		return 0;
	make_instances(b);
	return 1;
}

void
bundle_close(struct bundle *b)
{
	clear_bundle(b);
	arena_free(b->arena);
	free(b->given);
	free(b->instances);
	free(b->own);
}
