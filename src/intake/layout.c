/*
 * Titles of columns: see layout.h.
 */
#include "config.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "intake/layout.h"
#include "intake/units.h"
#include "lib/xml.h"
#include "schema/fold.h"

struct title {
	const char *folded;
	size_t next; /* with the same hash, and later; 0: none */
	enum meaning meaning;
	const struct fact *fact;
	const char *header;
	bool by_schema;
};

struct written_value {
	const struct fact *fact;
	const char *written, *code;
};

struct row_element {
	const struct element *element;
	const struct kind *kind;
	const char *sheet; /* its name */
};

#define BUCKETS 4096

struct words {
	const char **items; /* up to NULL */
	size_t n, longest;
	bool begin[256]; /* by their first byte */
};

struct layout {
	struct words words[WORDS_LAST];
	struct units *units;
	struct arena *arena;
	/* titles by the hash of their folded text, counted from 1, in the order
	 * in which they came: a later one can overrule */
	size_t first[BUCKETS], last[BUCKETS];
	struct fact **facts;
	size_t nfacts;
	struct row_element *rows;
	size_t nrows;
	struct title *titles;
	size_t ntitles, nindexed; /* those that are folded */
	struct written_value *values;
	size_t nvalues;
	bool *rare, *shared; /* by the fact's number */
};

/* What stands in brackets and says only in what it is counted; whether the fact
 * is, whoever takes the column asks. */
static bool
is_unit(const struct layout *l, const char *s, size_t n)
{
	char word[32];

	if (n >= sizeof word)
		return false;
	memcpy(word, s, n);
	word[n] = '\0';
	return units_find(l->units, word) != NULL;
}

char *
layout_fold(const struct layout *l, const char *title)
{
	const char *const *asking = layout_words(l, WORDS_ASKING);
	char *out = fold_dup(title), *p = out;
	const char *s = out; /* what is written never overtakes it */

	for (size_t i = 0; s == out && asking[i] != NULL; i++) {
		size_t n = strlen(asking[i]);

		if (strncmp(s, asking[i], n) == 0 && s[n] != '\0')
			s += n;
	}
	while (*s != '\0') {
		size_t n = *s == '(' ? strcspn(s + 1, ")") : 0;

		if (n > 0 && s[1 + n] == ')' && is_unit(l, s + 1, n)) {
			s += n + 2;
		} else if ((unsigned char)*s < 0x80 &&
			strchr("()*:[]\"'", *s) != NULL) {
			s++;
		} else if (strncmp(s, "【", 3) == 0 ||
			strncmp(s, "】", 3) == 0 || strncmp(s, "、", 3) == 0) {
			s += 3;
		} else {
			*p++ = *s++;
		}
	}
	*p = '\0';
	return out;
}

char *
layout_bare(const char *text)
{
	char *out = fold_dup(text);
	size_t n = strlen(out);

	if (n >= 2 && out[0] == '(' && out[n - 1] == ')') {
		memmove(out, out + 1, n - 2);
		out[n - 2] = '\0';
	}
	return out;
}

static size_t
bucket_of(const char *folded)
{
	unsigned h = 5381;

	while (*folded != '\0')
		h = h * 33 + (unsigned char)*folded++;
	return h % BUCKETS;
}

static const struct title *
next_title(const struct layout *l, size_t i, const char *folded)
{
	for (; i != 0; i = l->titles[i - 1].next) {
		if (strcmp(l->titles[i - 1].folded, folded) == 0)
			return &l->titles[i - 1];
	}
	return NULL;
}

/* The titles of this text, one after the other; NULL at the end. */
static const struct title *
first_of(const struct layout *l, const char *folded)
{
	return next_title(l, l->first[bucket_of(folded)], folded);
}

static const struct title *
next_of(const struct layout *l, const struct title *t)
{
	return next_title(l, t->next, t->folded);
}

static void
add_title(struct layout *l, const char *title, const struct title *what)
{
	l->titles = xreallocarray(l->titles, l->ntitles + 1, sizeof *l->titles);
	l->titles[l->ntitles] = *what;
	l->titles[l->ntitles++].folded = title;
}

/* Fold the titles that came; how, their layouts have said by then. */
static void
index_titles(struct layout *l)
{
	for (; l->nindexed < l->ntitles; l->nindexed++) {
		struct title *t = &l->titles[l->nindexed];
		char *folded = layout_fold(l, t->folded);
		size_t bucket = bucket_of(folded), number = l->nindexed + 1;

		t->folded = arena_strdup(l->arena, folded);
		if (l->first[bucket] == 0)
			l->first[bucket] = number;
		else
			l->titles[l->last[bucket] - 1].next = number;
		l->last[bucket] = number;
		free(folded);
	}
}

/* Several, "|" between. */
static void
add_titles(struct layout *l, const char *titles, const struct title *what)
{
	while (titles != NULL && *titles != '\0') {
		size_t n = strcspn(titles, "|");

		if (n > 0)
			add_title(l, arena_strndup(l->arena, titles, n), what);
		titles += n + (titles[n] != '\0');
	}
}

static void
add_fact(struct layout *l, const struct fact *f, const char *label)
{
	struct fact *fact = arena_alloc(l->arena, sizeof *fact);
	struct title what = { .meaning = MEANS_FACT, .by_schema = true };

	*fact = *f;
	fact->number = l->nfacts;
	l->facts = xreallocarray(l->facts, l->nfacts + 1, sizeof *l->facts);
	l->facts[l->nfacts++] = fact;
	what.fact = fact;
	add_title(l, label, &what);
}

/* The facts of an element and of what stands in it. */
static void
add_element(struct layout *l, const struct kind *kind,
	const struct element *record, const struct element *row,
	const struct element *e)
{
	struct fact f = { 0, kind, record, row, e, NULL };

	if (e == row) {
		struct row_element *r;

		l->rows = xreallocarray(l->rows, l->nrows + 1, sizeof *r);
		r = &l->rows[l->nrows++];
		r->element = e;
		r->kind = kind;
		r->sheet = e == record ? arena_strdup(l->arena, e->label[0])
				       : NULL;
		if (e != record) {
			char *name = xasprintf(
				"%s-%s", record->label[0], e->label[0]);

			r->sheet = arena_strdup(l->arena, name);
			free(name);
		}
	}
	for (size_t i = 0; i < e->nattributes; i++) {
		f.attribute = &e->attributes[i];
		add_fact(l, &f, f.attribute->label[0]);
	}
	for (size_t i = 0; i < e->nchildren; i++) {
		const struct element *c = e->children[i];

		f.element = c;
		f.attribute = NULL;
		if (c->is_text)
			add_fact(l, &f, c->label[0]);
		else
			add_element(l, kind, record, c->own_row ? c : row, c);
	}
}

/* register/household/member@name, or with /remark at its end for a text. */
static const struct fact *
find_path(const struct layout *l, const char *path)
{
	char *s = xstrdup(path), *at = strchr(s, '@'), *save = NULL, *word;
	const struct kind *kind = NULL;
	const struct element *e = NULL;
	const struct fact *found = NULL;

	if (at != NULL)
		*at++ = '\0';
	word = strtok_r(s, "/", &save);
	for (size_t i = 0; i < l->nrows && kind == NULL; i++) {
		if (strcmp(l->rows[i].kind->name, word) == 0)
			kind = l->rows[i].kind;
	}
	e = kind != NULL ? kind->root : NULL;
	while (e != NULL && (word = strtok_r(NULL, "/", &save)) != NULL)
		e = model_child(e, word);
	if (e != NULL)
		found = layout_find(l, e, at);
	free(s);
	return found;
}

/* Those of several files come one after another. */
static void
add_words(struct layout *l, const char *of, const char *words)
{
	static const char *const names[] = { [WORDS_TOTAL] = "total",
		[WORDS_SUM] = "sum",
		[WORDS_NOTE] = "note",
		[WORDS_VILLAGE] = "village",
		[WORDS_COMMUNITY] = "community",
		[WORDS_ABOVE] = "above",
		[WORDS_COUNT] = "count",
		[WORDS_YES] = "yes",
		[WORDS_NO] = "no",
		[WORDS_HAVING] = "having",
		[WORDS_LACKING] = "lacking",
		[WORDS_MONEY] = "money",
		[WORDS_NOTHING] = "nothing",
		[WORDS_NO_VALUE] = "no-value",
		[WORDS_NO_NAME] = "no-name",
		[WORDS_ASKING] = "asking",
		[WORDS_YEAR] = "year",
		[WORDS_EXPORTED] = "exported",
		[WORDS_UNIT] = "unit",
		[WORDS_DATE] = "date",
		[WORDS_HELP] = "help",
		[WORDS_FACTS] = "facts",
		[WORDS_EXAMPLE] = "example",
		[WORDS_LABEL] = "label" };

	for (int i = 0; i < WORDS_LAST; i++) {
		struct words *w = &l->words[i];
		const char *s = strcmp(names[i], of) == 0 ? words : "";

		while (*s != '\0') {
			size_t n = strcspn(s, "|");

			w->items = xreallocarray(
				w->items, w->n + 2, sizeof *w->items);
			const char *word;

			word = fold_text(
				arena_strndup(l->arena, s, n), false, l->arena);
			w->items[w->n++] = word;
			w->items[w->n] = NULL;
			w->begin[(unsigned char)*word] = true;
			if (strlen(word) > w->longest)
				w->longest = strlen(word);
			s += n + (s[n] != '\0');
		}
	}
}

const char *const *
layout_words(const struct layout *l, enum layout_words which)
{
	static const char *const none[] = { NULL };

	return l->words[which].n > 0 ? l->words[which].items : none;
}

bool
layout_is_word(
	const struct layout *l, enum layout_words which, const char *folded)
{
	const struct words *w = &l->words[which];

	if (!w->begin[(unsigned char)*folded] ||
		strnlen(folded, w->longest + 1) > w->longest)
		return false;
	for (size_t i = 0; i < w->n; i++) {
		if (strcmp(w->items[i], folded) == 0)
			return true;
	}
	return false;
}

const struct units *
layout_units(const struct layout *l)
{
	return l->units;
}

/* Units of one sort: those of which facts are told, or none. */
static void
add_units(struct layout *l, const struct _xmlNode *node)
{
	const char *words = xml_attr(l->arena, node, "words");
	const char *scale = xml_attr(l->arena, node, "scale");
	struct unit u = { .of = xml_attr(l->arena, node, "of"),
		.told = xml_attr(l->arena, node, "told"),
		.also = xml_attr(l->arena, node, "also"),
		.scale = scale != NULL ? atoi(scale) : 0 };

	u.is_factor = u.of == NULL && u.scale > 0;
	while (*words != '\0') {
		size_t n = strcspn(words, "|");

		u.word = fold_text(
			arena_strndup(l->arena, words, n), false, l->arena);
		if (*u.word != '\0')
			units_add(l->units, &u);
		words += n + (words[n] != '\0');
	}
}

/* Facts by the names of their attributes, "|" between. */
static void
share_facts(struct layout *l, const char *names)
{
	for (size_t i = 0; i < l->nfacts; i++) {
		const struct attribute *a = l->facts[i]->attribute;
		size_t m = a != NULL ? strlen(a->name) : 0, n;

		for (const char *s = names; m > 0 && *s != '\0';
			s += n + (s[n] == '|')) {
			n = strcspn(s, "|");
			if (n == m && strncmp(s, a->name, n) == 0)
				l->shared[i] = true;
		}
	}
}

static int
load_node(struct layout *l, const struct _xmlNode *node, const char *path,
	struct error *err)
{
	const char *titles = xml_attr(l->arena, node, "titles");
	const char *fact = xml_attr(l->arena, node, "path");
	struct title what = { 0 };

	if (fact != NULL) {
		what.fact = find_path(l, fact);
		if (what.fact == NULL)
			return err_set(err, ERR_SYSTEM, "LAYOUT-1",
				"%s:%ld: no such fact: %s", path,
				xml_line(node), fact);
	}
	if (xml_is(node, "fact")) {
		what.meaning = MEANS_FACT;
	} else if (xml_is(node, "place")) {
		what.meaning = MEANS_VILLAGE;
	} else if (xml_is(node, "header")) {
		what.meaning = MEANS_HEADER;
		what.header = xml_attr(l->arena, node, "name");
	} else if (xml_is(node, "order")) {
		what.meaning = xml_attr(l->arena, node, "of") != NULL
			? MEANS_OWNER
			: MEANS_ORDER;
	} else if (xml_is(node, "ignore")) {
		what.meaning = MEANS_IGNORED;
	} else if (xml_is(node, "group")) {
		what.meaning = MEANS_GROUP;
	} else if (xml_is(node, "default")) {
		l->rare[what.fact->number] = true;
	} else if (xml_is(node, "share")) {
		share_facts(l, xml_attr(l->arena, node, "attributes"));
	} else if (xml_is(node, "unit")) {
		add_units(l, node);
	} else if (xml_is(node, "words")) {
		add_words(l, xml_attr(l->arena, node, "of"),
			xml_attr(l->arena, node, "words"));
	} else if (xml_is(node, "value")) {
		struct written_value *v;
		const char *w = xml_attr(l->arena, node, "written");

		l->values = xreallocarray(l->values, l->nvalues + 1, sizeof *v);
		v = &l->values[l->nvalues++];
		v->fact = what.fact;
		v->written = fold_text(w, false, l->arena);
		v->code = xml_attr(l->arena, node, "code");
		return 0;
	}
	if (what.meaning != MEANS_NOTHING)
		add_titles(l, titles, &what);
	return 0;
}

static int
load_file(struct layout *l, const char *path, struct error *err)
{
	struct _xmlDoc *doc;
	int rc = xml_load_valid(&doc, path, "schemas/layout.xsd", err);

	if (rc != 0)
		return -1;
	for (struct _xmlNode *n = xml_first(xml_root(doc), NULL);
		rc == 0 && n != NULL; n = xml_next(n, NULL))
		rc = load_node(l, n, path, err);
	xml_free(doc);
	return rc;
}

static int
is_layout(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return e->d_name[0] != '.' && n > 4 &&
		strcmp(e->d_name + n - 4, ".xml") == 0;
}

/* All of the data directory, by their names. */
static int
load_files(struct layout *l, struct error *err)
{
	char *dir = file_data_path("layouts");
	struct dirent **names = NULL;
	int n = scandir(dir, &names, is_layout, alphasort), rc = 0;

	if (n < 0)
		rc = err_set(err, ERR_SYSTEM, "LAYOUT-2",
			"%s: cannot read this directory", dir);
	for (int i = 0; i < n; i++) {
		char *path = xasprintf("%s/%s", dir, names[i]->d_name);

		if (rc == 0)
			rc = load_file(l, path, err);
		free(path);
		free(names[i]);
	}
	free(names);
	free(dir);
	return rc;
}

int
layout_load(struct layout **out, const struct model *model, struct error *err)
{
	struct layout *l = xcalloc(1, sizeof *l);

	l->arena = arena_new();
	l->units = units_new();
	*out = l;
	for (size_t i = 0; i < model->nkinds; i++) {
		const struct element *root = model->kinds[i].root;

		for (size_t k = 0; k < root->nchildren; k++)
			add_element(l, &model->kinds[i], root->children[k],
				root->children[k], root->children[k]);
	}
	l->rare = xcalloc(l->nfacts + 1, sizeof *l->rare);
	l->shared = xcalloc(l->nfacts + 1, sizeof *l->shared);
	if (load_files(l, err) == 0) {
		index_titles(l);
		return 0;
	}
	layout_free(l);
	*out = NULL;
	return -1;
}

void
layout_free(struct layout *l)
{
	if (l == NULL)
		return;
	for (int i = 0; i < WORDS_LAST; i++)
		free(l->words[i].items);
	units_free(l->units);
	free(l->facts);
	free(l->rows);
	free(l->titles);
	free(l->values);
	free(l->rare);
	free(l->shared);
	arena_free(l->arena);
	free(l);
}

size_t
layout_facts(const struct layout *l)
{
	return l->nfacts;
}

const struct fact *
layout_fact(const struct layout *l, size_t number)
{
	return l->facts[number];
}

const struct fact *
layout_find(const struct layout *l, const struct element *element,
	const char *attribute)
{
	for (size_t i = 0; i < l->nfacts; i++) {
		const struct fact *f = l->facts[i];

		if (f->element != element)
			continue;
		if (attribute == NULL ? f->attribute == NULL
				      : f->attribute != NULL &&
					strcmp(f->attribute->name, attribute) ==
						0)
			return f;
	}
	return NULL;
}

bool
layout_knows(const struct layout *l, const char *folded)
{
	for (const struct title *t = first_of(l, folded); t != NULL;
		t = next_of(l, t)) {
		if (t->meaning != MEANS_GROUP)
			return true;
	}
	return false;
}

bool
layout_is_group(const struct layout *l, const char *folded)
{
	for (const struct title *t = first_of(l, folded); t != NULL;
		t = next_of(l, t)) {
		if (t->meaning == MEANS_GROUP)
			return true;
	}
	return false;
}

/* How near a title's meaning is to rows of this element: facts of the row
 * before those of the record in which it stands. */
static int
nearness(const struct title *t, const struct element *row)
{
	if (t->meaning == MEANS_GROUP)
		return 0;
	if (t->meaning != MEANS_FACT)
		return 1;
	if (t->fact->row == row)
		return 3;
	return t->fact->row == t->fact->record && row->parent != NULL &&
			t->fact->row == row->parent
		? 2
		: 0;
}

struct column_meaning
layout_meaning(
	const struct layout *l, const struct element *row, const char *folded)
{
	struct column_meaning m = { 0 };
	int best = 0;

	if (*folded == '\0')
		return m;
	for (const struct title *t = first_of(l, folded); t != NULL;
		t = next_of(l, t)) {
		int near = nearness(t, row);

		/* a layout of the user's own has the last word */
		if (near == 0 || near < best ||
			(near == best && t->fact != NULL && t->fact == m.fact))
			continue;
		best = near;
		m = (struct column_meaning){ t->meaning, t->fact, t->header,
			t->by_schema };
	}
	return m;
}

void
layout_mark_rows(const struct layout *l, const char *folded, bool *rows)
{
	if (*folded == '\0')
		return;
	for (const struct title *t = first_of(l, folded); t != NULL;
		t = next_of(l, t)) {
		for (size_t i = 0; t->fact != NULL && i < l->nrows; i++)
			rows[i] = rows[i] || t->fact->row == l->rows[i].element;
	}
}

struct column_meaning
layout_schema_meaning(
	const struct layout *l, const struct element *row, const char *folded)
{
	struct column_meaning m = { 0 };
	int best = 0;

	if (*folded == '\0')
		return m;
	for (const struct title *t = first_of(l, folded); t != NULL;
		t = next_of(l, t)) {
		int near = t->by_schema ? nearness(t, row) : 0;

		if (near <= best)
			continue;
		best = near;
		m = (struct column_meaning){ t->meaning, t->fact, t->header,
			true };
	}
	return m.fact != NULL ? m : layout_meaning(l, row, folded);
}

size_t
layout_rows(const struct layout *l)
{
	return l->nrows;
}

const struct element *
layout_row(const struct layout *l, size_t i)
{
	return l->rows[i].element;
}

const struct kind *
layout_kind(const struct layout *l, const struct element *row)
{
	for (size_t i = 0; i < l->nrows; i++) {
		if (l->rows[i].element == row)
			return l->rows[i].kind;
	}
	return NULL;
}

const struct element *
layout_sheet(const struct layout *l, const char *name)
{
	for (size_t i = 0; i < l->nrows; i++) {
		if (strcmp(l->rows[i].sheet, name) == 0)
			return l->rows[i].element;
	}
	return NULL;
}

const char *
layout_value(
	const struct layout *l, const struct fact *fact, const char *written)
{
	for (size_t i = 0; i < l->nvalues; i++) {
		if (l->values[i].fact == fact &&
			strcmp(l->values[i].written, written) == 0)
			return l->values[i].code;
	}
	return NULL;
}

const struct fact *
layout_key(const struct layout *l, const struct element *record)
{
	const struct fact *f = layout_find(l, record, "id");

	for (size_t i = 0; f == NULL && i < record->nattributes; i++) {
		if (record->attributes[i].required)
			f = layout_find(l, record, record->attributes[i].name);
	}
	return f;
}

bool
layout_is_rare(const struct layout *l, const struct fact *fact)
{
	return l->rare[fact->number];
}

bool
layout_is_shared(const struct layout *l, const struct fact *fact)
{
	return l->shared[fact->number];
}

int
layout_add(struct layout *l, const char *path, struct error *err)
{
	int rc = load_file(l, path, err);

	index_titles(l);
	return rc;
}

bool
layout_has_values(const struct layout *l, const struct fact *fact)
{
	for (size_t i = 0; i < l->nvalues; i++) {
		if (l->values[i].fact == fact)
			return true;
	}
	return false;
}
