/*
 * The records of a document that is made of tables, as XML, a line each, and
 * as what a parser would tell of it, so that nobody has to parse it again.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/chunk.h"
#include "intake/tables-record.h"
#include "lib/digest.h"
#include "schema/facets.h"

#define CHUNK_SIZE (256u << 10)
#define RECORD_LIMIT (16u << 20)

/* While records are written. */
struct table_writer {
	struct bundle b;
	struct tables *t;
	struct table_document *document;
	struct digest *digest; /* NULL: at the end */
	char sha256[DIGEST_HEX];
	uint64_t written;
	struct strbuf header;		     /* without records */
	size_t root_tag, nroot_tag, end_tag; /* of the header */
	long line;			     /* that was written last */
	/* by the fact's number: what the record says that is being written */
	struct said **slots;
	size_t nelements;
	/* by the element's number: in which of the records something was said
	 * of it; the number of the first fact of its attributes, counted from
	 * 1 */
	unsigned *spoken, record;
	size_t *bases;
	struct chunk chunk; /* its data stands in out */
	struct strbuf out;
	size_t records_cap, told_cap, nvalues, values_cap;
	struct line_place *places; /* of the chunk */
	size_t nplaces, places_cap;
};

/* What needs a reference in an attribute. */
static const char *
reference_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\t':
		return "&#9;";
	case '\n':
		return "&#10;";
	default:
		return NULL;
	}
}

/* How many bytes at s need none. */
static size_t
plain_bytes(const char *s, size_t n)
{
	static const bool others[256] = { ['&'] = true,
		['<'] = true,
		['>'] = true,
		['"'] = true,
		['\t'] = true,
		['\n'] = true };
	size_t i = 0;

	while (i < n && !others[(unsigned char)s[i]])
		i++;
	return i;
}

/* Answers whether it needed none. */
static bool
add_escaped(struct strbuf *sb, const char *s, size_t n)
{
	size_t plain = plain_bytes(s, n);
	bool is_plain = plain == n;

	strbuf_add(sb, s, plain);
	while (plain < n) {
		strbuf_adds(sb, reference_of(s[plain]));
		s += plain + 1;
		n -= plain + 1;
		plain = plain_bytes(s, n);
		strbuf_add(sb, s, plain);
	}
	return is_plain;
}

void
tables_add_escaped(struct strbuf *sb, const char *s)
{
	add_escaped(sb, s, strlen(s));
}

/* A line was written; row: of the sheet it comes from, 0: none. */
static void
end_line(struct table_writer *w, size_t sheet, long row)
{
	w->line++;
	if (row == 0)
		return;
	if (w->nplaces == w->places_cap) {
		w->places_cap = w->places_cap > 0 ? w->places_cap * 2 : 256;
		w->places = xreallocarray(
			w->places, w->places_cap, sizeof *w->places);
	}
	w->places[w->nplaces++] = (struct line_place){ w->line, row, sheet };
}

/* What is told next. */
static struct told_element *
add_told(struct table_writer *w, const struct element *e)
{
	struct chunk *c = &w->chunk;

	if (c->ntold == w->told_cap) {
		w->told_cap = w->told_cap > 0 ? w->told_cap * 2 : 1024;
		c->told = xreallocarray(c->told, w->told_cap, sizeof *c->told);
	}
	c->told[c->ntold] = (struct told_element){ .element = e,
		.line = w->line + 1,
		.first = w->nvalues,
		.is_plain = true };
	return &c->told[c->ntold++];
}

static void
add_value(struct table_writer *w, const struct attribute *a, const char *s,
	size_t n, bool holds)
{
	struct chunk *c = &w->chunk;

	if (w->nvalues == w->values_cap) {
		w->values_cap = w->values_cap > 0 ? w->values_cap * 2 : 8192;
		c->values = xreallocarray(
			c->values, w->values_cap, sizeof *c->values);
	}
	c->values[w->nvalues++] = (struct told_value){ a, s, (uint32_t)n,
		holds };
}

/* The number of the fact of an element's first attribute; those of the others
 * follow. */
static size_t
base_of(struct table_writer *w, const struct element *e)
{
	size_t *base = &w->bases[e->number];

	if (*base == 0)
		*base = layout_find(w->t->layout, e, e->attributes[0].name)
				->number +
			1;
	return *base - 1;
}

static void
add_attributes(struct table_writer *w, const struct instance *i,
	struct told_element *told)
{
	const struct element *e = told->element;
	size_t base = e->nattributes > 0 ? base_of(w, e) : 0;
	const struct attribute *village = e == w->b.record && *i->code != '\0'
		? model_attribute(e, "village")
		: NULL;

	for (size_t k = 0; k < e->nattributes; k++) {
		const struct attribute *a = &e->attributes[k];
		const struct begun *begun = &w->t->begun[base + k];
		const struct said *s = w->slots[base + k];
		const char *value = s != NULL ? s->value : NULL;
		size_t n = s != NULL ? s->n : 0;

		if (a == village) {
			value = i->code;
			n = strlen(value);
		}
		if (value == NULL)
			continue;
		strbuf_add(&w->out, begun->text, begun->n);
		if (!add_escaped(&w->out, value, n))
			told->is_plain = false;
		strbuf_addc(&w->out, '"');
		/* what a cell says was asked when it was read */
		add_value(w, a, value, n,
			a != village && a->facets != NULL && a->facets->known);
		told->n++;
	}
}

static void write_element(struct table_writer *w, const struct instance *i,
	const struct element *e, unsigned record);

/* What the record says stands in the slots while it is written. */
static unsigned
fill_slots(struct table_writer *w, const struct instance *i)
{
	w->record++;
	for (size_t k = 0; k < i->n; k++) {
		const struct fact *f = i->said[k].fact;
		const struct element *x = f->element;

		if (i->said[k].dropped)
			continue;
		w->slots[f->number] = &i->said[k];
		for (; x != f->row && w->spoken[x->number] != w->record;
			x = x->parent)
			w->spoken[x->number] = w->record;
	}
	return w->record;
}

static void
clear_slots(struct table_writer *w, const struct instance *i)
{
	for (size_t k = 0; k < i->n; k++)
		w->slots[i->said[k].fact->number] = NULL;
}

/* A child's row is a record of its own as far as it is written. */
static void
write_children(struct table_writer *w, const struct instance *i,
	const struct element *e)
{
	for (size_t k = 0; k < i->nchildren; k++) {
		const struct given *g = i->children[k];
		const struct instance child = { .said = g->said,
			.n = g->n,
			.sheet = g->sheet,
			.row = g->row,
			.village = "",
			.code = "" };

		if (g->element != e)
			continue;
		write_element(w, &child, e, fill_slots(w, &child));
		clear_slots(w, &child);
	}
}

static void
write_text(struct table_writer *w, const struct instance *i,
	const struct element *e)
{
	for (size_t k = 0; k < i->n; k++) {
		const struct said *s = &i->said[k];

		if (s->fact->element != e || s->dropped)
			continue;
		add_told(w, e)->n = 1;
		add_value(w, NULL, s->value, s->n, false);
		strbuf_addf(&w->out, "<%s>", e->name);
		add_escaped(&w->out, s->value, s->n);
		strbuf_addf(&w->out, "</%s>\n", e->name);
		end_line(w, s->sheet, s->row);
		return;
	}
}

/* record: what fill_slots said of the instance. */
static void
write_element(struct table_writer *w, const struct instance *i,
	const struct element *e, unsigned record)
{
	bool is_leaf = e->nchildren == 0;

	strbuf_addc(&w->out, '<');
	strbuf_adds(&w->out, e->name);
	add_attributes(w, i, add_told(w, e));
	strbuf_adds(&w->out, is_leaf ? "/>\n" : ">\n");
	end_line(w, i->sheet, i->row);
	for (size_t k = 0; k < e->nchildren; k++) {
		const struct element *c = e->children[k];

		if (c->own_row)
			write_children(w, i, c);
		else if (w->spoken[c->number] != record)
			continue;
		else if (c->is_text)
			write_text(w, i, c);
		else
			write_element(w, i, c, record);
	}
	if (!is_leaf) {
		strbuf_add(&w->out, "</", 2);
		strbuf_adds(&w->out, e->name);
		strbuf_add(&w->out, ">\n", 2);
	}
	add_told(w, NULL);
	if (!is_leaf)
		end_line(w, 0, 0);
}

static int
write_record(struct table_writer *w, struct instance *i, struct error *err)
{
	struct chunk *c = &w->chunk;
	size_t begin = w->out.len;

	if (!bundle_takes(&w->b, i))
		return 0;
	if (c->nrecords == w->records_cap) {
		w->records_cap = w->records_cap > 0 ? w->records_cap * 2 : 256;
		c->records = xreallocarray(
			c->records, w->records_cap, sizeof *c->records);
	}
	c->records[c->nrecords++] = (struct place){ w->line + 1, begin };
	write_element(w, i, w->b.record, fill_slots(w, i));
	clear_slots(w, i);
	return w->out.len - begin <= RECORD_LIMIT
		? 0
		: err_set(err, ERR_INPUT, "TABLES-5", "%s: %s",
			  w->document->name,
			  _("a record of more than 16 MiB is refused"));
}

/* Whoever asks for places asks for those of chunks that he has. */
static void
keep_places(struct table_writer *w)
{
	struct table_document *d = w->document;

	pthread_mutex_lock(&w->t->lock);
	if (d->nplaces + w->nplaces > d->places_cap) {
		d->places_cap = (d->nplaces + w->nplaces) * 2;
		d->places = xreallocarray(
			d->places, d->places_cap, sizeof *d->places);
	}
	if (w->nplaces > 0)
		memcpy(d->places + d->nplaces, w->places,
			w->nplaces * sizeof *w->places);
	d->nplaces += w->nplaces;
	pthread_mutex_unlock(&w->t->lock);
	w->nplaces = 0;
}

/* A chunk that is empty so far. */
static void
begin_chunk(struct table_writer *w)
{
	chunk_clear(&w->chunk);
	strbuf_reset(&w->out);
	w->records_cap = w->told_cap = w->nvalues = w->values_cap = 0;
	w->chunk = (struct chunk){ .root_tag = w->nroot_tag,
		.line = w->line + 1,
		.arena = arena_new() };
	w->b.texts = w->chunk.arena;
	strbuf_add(&w->out, w->header.data + w->root_tag, w->nroot_tag);
}

static void
hand_out(struct table_writer *w, struct chunk *out)
{
	struct chunk *c = &w->chunk;

	digest_add(
		w->digest, w->out.data + c->root_tag, w->out.len - c->root_tag);
	w->written += w->out.len - c->root_tag;
	c->end_tag = w->out.len;
	strbuf_adds(&w->out, w->header.data + w->end_tag);
	c->n = w->out.len;
	c->data = strbuf_steal(&w->out);
	keep_places(w);
	*out = *c;
	*c = (struct chunk){ 0 };
}

static int
source_next(void *arg, struct chunk *out, struct error *err)
{
	struct table_writer *w = arg;
	int rc = 1;

	*out = (struct chunk){ 0 };
	if (w->digest == NULL)
		return 0;
	begin_chunk(w);
	while (rc == 1 && w->out.len < CHUNK_SIZE) {
		rc = bundle_next(&w->b, err);
		for (size_t k = 0; rc == 1 && k < w->b.ninstances; k++) {
			if (write_record(w, &w->b.instances[k], err) != 0)
				rc = -1;
		}
	}
	if (rc < 0)
		return -1;
	if (w->chunk.nrecords > 0) {
		hand_out(w, out);
		return 1;
	}
	digest_add(w->digest, w->header.data + w->end_tag,
		w->header.len - w->end_tag);
	digest_hex(w->digest, w->sha256);
	w->digest = NULL;
	return 0;
}

static const char *
source_header(const void *arg, size_t *n)
{
	const struct table_writer *w = arg;

	*n = w->header.len;
	return w->header.data;
}

static uint64_t
source_read(const void *arg)
{
	const struct table_writer *w = arg;

	return w->written;
}

static const char *
source_sha256(const void *arg)
{
	const struct table_writer *w = arg;

	return w->sha256;
}

static void
source_close(void *arg)
{
	struct table_writer *w = arg;

	chunk_clear(&w->chunk);
	bundle_close(&w->b);
	digest_free(w->digest);
	strbuf_clear(&w->header);
	strbuf_clear(&w->out);
	free(w->slots);
	free(w->spoken);
	free(w->bases);
	free(w->places);
	free(w);
}

static void
name_facts(struct tables *t)
{
	const struct layout *l = t->layout;

	if (t->begun != NULL)
		return;
	t->begun = xcalloc(layout_facts(l) + 1, sizeof *t->begun);
	for (size_t i = 0; i < layout_facts(l); i++) {
		const struct attribute *a = layout_fact(l, i)->attribute;

		t->begun[i].text = a != NULL ? xasprintf(" %s=\"", a->name)
					     : xstrdup("");
		t->begun[i].n = strlen(t->begun[i].text);
	}
}

/* Numbers of elements, as far as tables speak of them. */
static size_t
count_elements(const struct layout *l)
{
	size_t n = 0;

	for (size_t i = 0; i < layout_facts(l); i++) {
		const struct element *e = layout_fact(l, i)->element;

		for (; e != NULL; e = e->parent)
			n = e->number >= n ? e->number + 1 : n;
	}
	return n;
}

void
tables_source(struct source *out, struct tables *t, struct table_document *d)
{
	struct table_writer *w = xcalloc(1, sizeof *w);
	size_t nelements = count_elements(t->layout);
	size_t n = strlen(d->root);

	*out = (struct source){ source_header, source_next, source_read,
		source_sha256, source_close, w };
	w->t = t;
	w->document = d;
	bundle_open(&w->b, t, d);
	w->digest = digest_new();
	w->slots = xcalloc(layout_facts(t->layout) + 1, sizeof *w->slots);
	w->spoken = xcalloc(nelements + 1, sizeof *w->spoken);
	w->bases = xcalloc(nelements + 1, sizeof *w->bases);
	name_facts(t);
	/* the declaration and the root's tag are two lines */
	w->line = 2;
	w->root_tag = strcspn(d->root, "\n") + 1;
	w->nroot_tag = n - 1 - w->root_tag;
	w->end_tag = n;
	strbuf_addf(&w->header, "%s</%s>\n", d->root, d->kind->root->name);
	digest_add(w->digest, w->header.data, n);
}

int
tables_write_document(
	struct tables *t, struct table_document *d, FILE *f, struct error *err)
{
	struct source source;
	struct chunk c;
	bool ok = fputs(d->root, f) >= 0;
	int rc;

	tables_source(&source, t, d);
	while ((rc = source.next(source.arg, &c, err)) == 1) {
		ok = ok &&
			fwrite(c.data + c.root_tag, 1, c.end_tag - c.root_tag,
				f) == c.end_tag - c.root_tag;
		chunk_clear(&c);
	}
	source.close(source.arg);
	ok = ok && fprintf(f, "</%s>\n", d->kind->root->name) > 0;
	if (rc == 0 && !ok)
		rc = err_set(err, ERR_SYSTEM, "TABLES-2",
			"a converted document could not be written");
	return rc;
}

void
tables_take_back(struct tables *t, struct table_document *d,
	const struct tables_left *left)
{
	tables_cut_refusals(t, left->refusals, left->refused);
	d->nplaces = 0;
	d->rejected = 0;
}

int
tables_try(struct tables *t, struct table_document *d, char sha256[DIGEST_HEX],
	struct tables_left *left, struct error *err)
{
	struct source source;
	struct chunk c;
	int rc;

	*left = (struct tables_left){ t->nrefusals, t->refused };
	tables_source(&source, t, d);
	while ((rc = source.next(source.arg, &c, err)) == 1)
		chunk_clear(&c);
	if (rc == 0)
		memcpy(sha256, source.sha256(source.arg), DIGEST_HEX);
	source.close(source.arg);
	return rc;
}
