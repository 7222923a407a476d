/*
 * From a chunk of a document to rows, as it passes by: a record that is surely
 * valid needs no tree; any other is taken back and goes the careful way.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/context.h"
#include "intake/mapping.h"
#include "intake/stream.h"
#include "intake/tree.h"
#include "lib/digest.h"
#include "lib/xml.h"
#include "schema/facets.h"

#define MAX_DEPTH 16
#define MAX_ELEMENTS 100000 /* of a record */

/* An element that is open. */
struct level {
	const struct element *element;
	long row;	/* that its facts go into */
	unsigned state; /* of its content's automaton */
};

struct flow {
	struct mapper map;
	struct _xmlSchemaValidCtxt *validator;
	const struct chunk *chunk;
	struct level levels[MAX_DEPTH]; /* [0] is the root */
	size_t depth;
	size_t record; /* its number in the chunk */
	size_t first_row;
	size_t elements;
	bool is_sure; /* the record, so far */
	struct strbuf text;
	struct digest *digest;
	int rc;
	struct error *err;
};

static void
not_sure(struct flow *f)
{
	f->is_sure = false;
}

static void
on_fault(void *arg, const char *code, const char *reason,
	const struct spot *spot, const char *attribute)
{
	(void)code;
	(void)reason;
	(void)spot;
	(void)attribute;
	not_sure(arg);
}

static long
place_line(const struct flow *f)
{
	return f->chunk->records[f->record].line;
}

/* The line on which the record's own tag ends is its first as well. */
static long
file_line(const struct flow *f, const struct xml_tag *tag, bool is_record)
{
	return is_record ? place_line(f) : f->chunk->line + tag->line - 1;
}

/* What is told of an element in place of a tag. */
static void
take_told(struct flow *f, const struct told_element *t, long row)
{
	const struct spot spot = { t->line, t->element->name };
	const struct told_value *values = f->chunk->values + t->first;
	size_t required = 0;

	map_blanks(&f->map, t->element, &f->map.batch->rows[row]);
	for (size_t i = 0; i < t->n && f->is_sure; i++) {
		const struct told_value *v = &values[i];
		const struct attribute *a = v->attribute;

		if (!v->holds &&
			(a->facets == NULL ||
				!facets_hold(a->facets, v->text, v->n)))
			not_sure(f);
		else
			map_value(&f->map, &f->map.batch->rows[row], a, v->text,
				&spot);
		required += a->required;
	}
	if (required != t->element->nrequired)
		not_sure(f);
}

static void
take_facts(struct flow *f, const struct element *e, long row,
	const struct xml_tag *tag)
{
	const struct spot spot = { tag->line, tag->name };
	struct arena *arena = f->map.batch->arena;
	size_t required = 0;

	map_blanks(&f->map, e, &f->map.batch->rows[row]);
	for (size_t i = 0; i < tag->n && f->is_sure; i++) {
		const struct xml_given *g = &tag->given[i];
		const char *s = (const char *)g->value;
		size_t n = (size_t)(g->end - g->value);
		const struct attribute *a = g->prefix == NULL
			? model_attribute(e, (const char *)g->name)
			: NULL;

		if (a == NULL || a->facets == NULL ||
			memchr(s, '&', n) != NULL ||
			!facets_hold(a->facets, s, n)) {
			not_sure(f);
			return;
		}
		required += a->required;
		map_value(&f->map, &f->map.batch->rows[row], a,
			arena_strndup(arena, s, n), &spot);
	}
	if (required != e->nrequired)
		not_sure(f);
}

/* Child i of the open element begins: its declaration where it may stand here.
 */
static const struct element *
step_to(struct flow *f, size_t i)
{
	struct level *l = &f->levels[f->depth - 1];
	const struct element *p = l->element;

	if (f->depth > 1 && p->content == NULL)
		return NULL;
	if (f->depth > 1)
		l->state = automaton_step(
			p->content, l->state, (unsigned char)(i + 1));
	return p->children[i]->is_understood ? p->children[i] : NULL;
}

static const struct element *
next_child(struct flow *f, const struct xml_tag *tag)
{
	const struct element *p = f->levels[f->depth - 1].element;

	if (!tag->is_ours || f->depth == MAX_DEPTH)
		return NULL;
	for (size_t i = 0; i < p->nchildren; i++) {
		if (strcmp(p->children[i]->name, tag->name) == 0)
			return step_to(f, i);
	}
	return NULL;
}

/* The element is the open one. */
static struct level *
open_level(struct flow *f, const struct element *e)
{
	struct level *l = &f->levels[f->depth];

	*l = (struct level){ e, f->depth == 1 ? -1 : l[-1].row,
		AUTOMATON_START };
	strbuf_reset(&f->text);
	return l;
}

static void
begin_element(struct flow *f, const struct xml_tag *tag)
{
	const struct element *e = next_child(f, tag);
	bool is_record = f->depth == 1;
	struct level *l;

	if (e == NULL) {
		not_sure(f);
		return;
	}
	l = open_level(f, e);
	if (e->is_text) {
		if (tag->n > 0)
			not_sure(f);
		return;
	}
	if (e->own_row)
		l->row = map_row(
			&f->map, e, file_line(f, tag, is_record), l->row);
	take_facts(f, e, l->row, tag);
}

static void
begin_record(struct flow *f)
{
	f->is_sure = true;
	f->first_row = f->map.batch->nrows;
	f->elements = 0;
	f->map.batch->records++;
}

static void
count_element(struct flow *f)
{
	if (++f->elements > MAX_ELEMENTS)
		not_sure(f);
}

static void
on_begin(void *arg, const struct xml_tag *tag)
{
	struct flow *f = arg;

	if (f->depth == 1)
		begin_record(f);
	count_element(f);
	if (f->depth == 0)
		f->levels[0] =
			(struct level){ .element = f->map.in->kind->root };
	else if (f->is_sure)
		begin_element(f, tag);
	f->depth++;
}

/* Text of the record's row: blanks at both ends do not count. */
static void
take_text(struct flow *f, const struct level *l)
{
	const struct element *e = l->element;
	const char *s = f->text.data != NULL ? f->text.data : "";
	size_t n = f->text.len;

	if (!facets_hold(e->content_facets, s, n)) {
		not_sure(f);
		return;
	}
	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
		n--;
	while (n > 0 && strchr(" \t\r\n", *s) != NULL) {
		s++;
		n--;
	}
	map_free_text(&f->map, &f->map.batch->rows[l->row], e,
		arena_strndup(f->map.batch->arena, s, n));
}

static void
end_element(struct flow *f)
{
	const struct level *l = &f->levels[f->depth];

	if (l->element->is_text)
		take_text(f, l);
	else if (l->element->content != NULL &&
		!automaton_accepts(l->element->content, l->state))
		not_sure(f);
	strbuf_reset(&f->text);
}

/* The record's bytes in the chunk, and what stands up to the next. */
static const char *
record_bytes(const struct flow *f, size_t *n)
{
	const struct chunk *c = f->chunk;
	size_t from = c->records[f->record].offset;

	*n = (f->record + 1 < c->nrecords ? c->records[f->record + 1].offset
					  : c->end_tag) -
		from;
	return c->data + from;
}

/* The bytes of the record's start tag but for its end. */
static size_t
start_tag(const char *s, size_t n)
{
	size_t i = 0;

	for (char quote = 0; i < n && (quote != 0 || s[i] != '>'); i++) {
		if (quote == 0 && (s[i] == '"' || s[i] == '\''))
			quote = s[i];
		else if (s[i] == quote)
			quote = 0;
	}
	return i;
}

/* Take the record back and do it by its tree; one of too many elements is not
 * made into one, but refused. */
static void
go_carefully(struct flow *f)
{
	const struct chunk *c = f->chunk;
	struct strbuf doc = { 0 };
	size_t n;
	const char *bytes = record_bytes(f, &n);
	bool is_huge = f->elements > MAX_ELEMENTS;

	f->map.batch->nrows = f->first_row;
	strbuf_add(&doc, c->data, c->root_tag);
	strbuf_add(&doc, bytes, is_huge ? start_tag(bytes, n) : n);
	strbuf_adds(&doc, is_huge ? "/>" : "");
	strbuf_add(&doc, c->data + c->end_tag, c->n - c->end_tag);
	f->rc = tree_record(f->map.batch, f->map.in,
		is_huge ? NULL : f->validator,
		&(struct xml_text){
			doc.data, doc.len, f->map.in->name, place_line(f) },
		f->err);
	strbuf_clear(&doc);
}

/* The blanks behind a record hang on where its chunk ends. */
static void
note_taken(struct flow *f)
{
	struct batch *b = f->map.batch;
	long line = place_line(f);
	struct taken *t;
	size_t n;
	const char *bytes = record_bytes(f, &n);

	if (b->nrows == f->first_row)
		return;
	while (n > 0 && bytes[n - 1] != '>')
		n--;
	if (b->ntaken == b->taken_cap) {
		b->taken_cap = b->taken_cap * 2 + 64;
		b->taken = xreallocarray(
			b->taken, b->taken_cap, sizeof *b->taken);
	}
	t = &b->taken[b->ntaken++];
	t->row = f->first_row;
	digest_add(f->digest, &line, sizeof line);
	digest_add(f->digest, bytes, n);
	digest_bytes(f->digest, t->sha256);
}

static void
on_end(void *arg)
{
	struct flow *f = arg;

	f->depth--;
	if (f->depth == 0)
		return;
	if (f->is_sure)
		end_element(f);
	if (f->depth > 1)
		return;
	if (!f->is_sure && f->rc == 0)
		go_carefully(f);
	note_taken(f);
	f->record++;
}

static bool
is_blank(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strchr(" \t\r\n", s[i]) == NULL)
			return false;
	}
	return true;
}

static void
text_between(struct flow *f, long line)
{
	if (f->rc == 0)
		f->rc = err_set(f->err, ERR_INPUT, "STREAM-1", "%s:%ld: %s",
			f->map.in->name, f->chunk->line + line - 1,
			_("text between the records"));
}

static void
on_text(void *arg, const char *s, size_t n, long line)
{
	struct flow *f = arg;
	const struct element *e;

	if (f->depth == 1) {
		if (!is_blank(s, n))
			text_between(f, line);
		return;
	}
	if (!f->is_sure)
		return;
	e = f->levels[f->depth - 1].element;
	if (e->is_text)
		strbuf_add(&f->text, s, n);
	else if (e->content == NULL || !is_blank(s, n))
		not_sure(f);
}

static void
on_cdata(void *arg, long line)
{
	struct flow *f = arg;

	if (f->depth == 1)
		text_between(f, line);
	not_sure(f);
}

static void
on_other(void *arg)
{
	not_sure(arg);
}

static void
begin_told(struct flow *f, const struct told_element *t)
{
	const struct element *e = t->element;
	const struct element *p = f->levels[f->depth - 1].element;
	struct level *l;
	size_t i = 0;

	while (p->children[i] != e)
		i++;
	if (!t->is_plain || f->depth == MAX_DEPTH || step_to(f, i) == NULL) {
		not_sure(f);
		return;
	}
	l = open_level(f, e);
	if (e->is_text) {
		strbuf_add(&f->text, f->chunk->values[t->first].text,
			f->chunk->values[t->first].n);
		return;
	}
	if (e->own_row)
		l->row = map_row(&f->map, e, t->line, l->row);
	take_told(f, t, l->row);
}

/* A chunk that needs no parser. */
static void
stream_told(struct flow *f)
{
	f->levels[0] = (struct level){ .element = f->map.in->kind->root };
	f->depth = 1;
	for (size_t i = 0; i < f->chunk->ntold && f->rc == 0; i++) {
		const struct told_element *t = &f->chunk->told[i];

		if (t->element == NULL) {
			on_end(f);
			continue;
		}
		if (f->depth == 1)
			begin_record(f);
		count_element(f);
		if (f->is_sure)
			begin_told(f, t);
		f->depth++;
		if (t->element->is_text)
			on_end(f);
	}
}

int
stream_chunk(struct batch *out, const struct intake_context *in,
	struct _xmlSchemaValidCtxt *validator, struct chunk *chunk,
	struct error *err)
{
	static const struct xml_events events = { on_begin, on_end, on_text,
		on_cdata, on_other };
	struct flow f = { .map = { out, in, on_fault, &f },
		.validator = validator,
		.chunk = chunk,
		.digest = digest_new(),
		.err = err };
	struct error fault = { 0 };

	*out = (struct batch){ .arena = chunk->arena };
	chunk->arena = NULL;
	if (out->arena != NULL) {
		stream_told(&f);
	} else {
		int rc;

		out->arena = arena_new();
		rc = xml_stream(&events, &f,
			&(struct xml_text){
				chunk->data, chunk->n, in->name, chunk->line },
			&fault);
		if (f.rc == 0 && rc != 0) {
			f.rc = rc;
			*err = fault;
		}
	}
	strbuf_clear(&f.text);
	digest_free(f.digest);
	return f.rc;
}
