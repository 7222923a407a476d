/*
 * One record, by its tree: what is wrong with it, in plain sentences, or its
 * rows. The schema's validator is the judge.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/context.h"
#include "intake/mapping.h"
#include "intake/tree.h"
#include "lib/xml.h"
#include "schema/codes.h"

#define MAX_FAULTS 50

/* The record being worked on. */
struct record_work {
	struct mapper map;
	long base; /* line of the file that line 1 of the tree stands for */
	const char *record;
	const struct element *element; /* its declaration */
	size_t first_reject;
	long tag_line, record_line; /* where the record's tag ends and begins */
};

/* Replace {element} and {attribute} in the sentence of the code list. */
static const char *
fault_text(struct record_work *w, const char *reason, const char *element,
	const char *attribute, enum lang lang)
{
	const char *s = codes_label(
		w->map.in->codes, "schema-fault", reason, lang);
	struct strbuf sb = { 0 };
	const char *text;

	while (*s != '\0') {
		if (strncmp(s, "{element}", 9) == 0) {
			strbuf_adds(&sb, element);
			s += 9;
		} else if (strncmp(s, "{attribute}", 11) == 0) {
			strbuf_adds(&sb, attribute);
			s += 11;
		} else {
			strbuf_addc(&sb, *s++);
		}
	}
	text = arena_strndup(w->map.batch->arena, sb.data, sb.len);
	strbuf_clear(&sb);
	return text;
}

/* The tree knows the line on which a tag ends; the guard knows on which the
 * record's own began. */
static long
file_line(const struct record_work *w, long line)
{
	return line == w->tag_line ? w->record_line : w->base + line - 1;
}

static const struct element *
find_element(const struct element *e, const char *name)
{
	const struct element *found = NULL;

	if (strcmp(e->name, name) == 0)
		return e;
	for (size_t i = 0; found == NULL && i < e->nchildren; i++)
		found = find_element(e->children[i], name);
	return found;
}

static bool
is_known_fault(const struct record_work *w, const struct reject *r)
{
	const struct batch *b = w->map.batch;

	for (size_t i = w->first_reject; i < b->nrejects; i++) {
		if (b->rejects[i].line == r->line &&
			strcmp(b->rejects[i].code, r->code) == 0 &&
			strcmp(b->rejects[i].text[1], r->text[1]) == 0)
			return true;
	}
	return b->nrejects - w->first_reject >= MAX_FAULTS;
}

static void
add_fault(struct record_work *w, const char *code, const char *reason,
	long line, const char *element, const char *attribute)
{
	struct batch *b = w->map.batch;
	const struct element *e = find_element(w->element, element);
	const struct attribute *a = e != NULL && attribute != NULL
		? model_attribute(e, attribute)
		: NULL;
	struct reject r = { .line = file_line(w, line), .record = w->record };

	snprintf(r.code, sizeof r.code, "%s", code);
	for (enum lang lang = 0; lang < LANGS; lang++)
		r.text[lang] = fault_text(w, reason,
			e != NULL ? e->label[lang] : element,
			a != NULL		    ? a->label[lang]
				: attribute != NULL ? attribute
						    : "",
			lang);
	if (is_known_fault(w, &r))
		return;
	if (b->nrejects == b->reject_cap) {
		b->reject_cap = b->reject_cap > 0 ? b->reject_cap * 2 : 64;
		b->rejects = xreallocarray(
			b->rejects, b->reject_cap, sizeof *b->rejects);
	}
	b->rejects[b->nrejects++] = r;
}

static void
on_code_fault(void *arg, const char *code, const char *reason,
	const struct spot *spot, const char *attribute)
{
	add_fault(arg, code, reason, spot->line, spot->element, attribute);
}

/* Which sentence of the code list; what is said of a value is said of an
 * attribute, or of an element's text. */
static const char *
reason_of(const struct xml_fault *f)
{
	static const char *const names[] = { "value", "missing-attribute",
		"unknown-attribute", "element", "content", "empty", "text",
		"length", "range", "value" };
	static const char *const of_text[] = { "other", NULL, NULL, NULL, NULL,
		NULL, NULL, "text-length", "text-range", "text-value" };

	if (f->attribute == NULL && of_text[f->kind] != NULL)
		return of_text[f->kind];
	return names[f->kind];
}

static void
on_schema_fault(void *arg, const struct xml_fault *f)
{
	struct record_work *w = arg;
	const char *reason = reason_of(f);
	char code[16];

	snprintf(code, sizeof code, "XSD-%d", f->code);
	add_fault(w, code, reason, f->line,
		f->element != NULL ? f->element : w->element->name,
		f->attribute);
}

static xmlNode *
find_misplaced(xmlNode *node, const struct element *e)
{
	xmlNode *found = NULL;

	for (xmlNode *c = xml_first(node, NULL); c != NULL && found == NULL;
		c = xml_next(c, NULL)) {
		const struct element *child = model_child(e, xml_name(c));

		found = child == NULL ? c : find_misplaced(c, child);
	}
	return found;
}

/* libxml2 says nothing more of an element's content behind a child that may
 * not stand there: take such children out and look again. What it neither
 * accepts nor gives a reason for is no valid record either. */
static void
validate(struct record_work *w, struct _xmlSchemaValidCtxt *validator,
	xmlNode *node)
{
	for (int i = 0; i < MAX_FAULTS; i++) {
		xmlNode *misplaced;

		if (xml_validate_element(validator, node, on_schema_fault, w) ==
			0)
			return;
		if (w->map.batch->nrejects == w->first_reject)
			add_fault(w, "XSD-0", "other", xml_line(node),
				xml_name(node), NULL);
		misplaced = find_misplaced(node, w->element);
		if (misplaced == NULL)
			return;
		xmlUnlinkNode(misplaced);
		xmlFreeNode(misplaced);
	}
}

static const char *
attribute_value(struct record_work *w, const xmlAttr *attr)
{
	xmlChar *s = xmlNodeListGetString(attr->doc, attr->children, 1);
	const char *copy = arena_strdup(
		w->map.batch->arena, s != NULL ? (char *)s : "");

	xmlFree(s);
	return copy;
}

static void
unknown_fact(struct record_work *w, const xmlNode *node, const char *attribute)
{
	add_fault(w, "MODEL",
		attribute != NULL ? "unknown-attribute" : "element",
		xml_line(node), xml_name(node), attribute);
}

static void
map_facts(struct record_work *w, const struct element *e, const xmlNode *node,
	struct row *row, bool strict)
{
	const struct spot spot = { xml_line(node), e->name };

	map_blanks(&w->map, e, row);
	for (const xmlAttr *attr = node->properties; attr != NULL;
		attr = attr->next) {
		const struct attribute *a;

		if (attr->ns != NULL)
			continue;
		a = model_attribute(e, (const char *)attr->name);
		if (a != NULL)
			map_value(&w->map, row, a, attribute_value(w, attr),
				&spot);
		else if (strict)
			unknown_fact(w, node, (const char *)attr->name);
	}
}

/* An element's facts go into its own row or into that of its parent; the
 * children's after them, since these may take facts over. */
static void
map_element(struct record_work *w, const struct element *e, const xmlNode *node,
	long row, bool strict)
{
	struct batch *b = w->map.batch;

	if (e->own_row)
		row = map_row(&w->map, e,
			row < 0 ? w->record_line : w->base + xml_line(node) - 1,
			row);
	if (e->is_text) {
		map_free_text(
			&w->map, &b->rows[row], e, xml_text(b->arena, node));
		return;
	}
	map_facts(w, e, node, &b->rows[row], strict);
	for (const xmlNode *c = xml_first(node, NULL); c != NULL;
		c = xml_next(c, NULL)) {
		const struct element *child = model_child(e, xml_name(c));

		if (child != NULL)
			map_element(w, child, c, row, strict);
		else if (strict)
			unknown_fact(w, c, NULL);
	}
}

static const char *
record_id(struct record_work *w, const xmlNode *node)
{
	static const char *const names[] = { "id", "code", "finding",
		"household" };
	const char *id = NULL;

	for (size_t i = 0; id == NULL && i < sizeof names / sizeof *names; i++)
		id = xml_attr(w->map.batch->arena, node, names[i]);
	if (id != NULL && strlen(id) > 64)
		id = arena_strndup(w->map.batch->arena, id, 64);
	return id;
}

static void
take_record(struct record_work *w, struct _xmlSchemaValidCtxt *validator,
	xmlNode *node)
{
	struct batch *b = w->map.batch;
	const struct element *e = model_child(
		w->map.in->kind->root, xml_name(node));
	size_t first_row = b->nrows;

	w->first_reject = b->nrejects;
	w->record = record_id(w, node);
	w->tag_line = xml_line(node);
	w->element = e != NULL ? e : w->map.in->kind->root;
	if (e == NULL) {
		add_fault(w, "XSD-1845", "record", xml_line(node),
			xml_name(node), NULL);
	} else if (validator == NULL) {
		add_fault(w, "ROWS", "rows", xml_line(node), xml_name(node),
			NULL);
	} else {
		validate(w, validator, node);
		map_element(w, e, node, -1, false);
	}
	if (b->nrejects > w->first_reject) {
		b->nrows = first_row;
		b->rejected++;
	}
}

int
tree_record(struct batch *batch, const struct intake_context *in,
	struct _xmlSchemaValidCtxt *validator, const struct xml_text *text,
	struct error *err)
{
	struct record_work w = { .map = { batch, in, on_code_fault, &w },
		.base = text->line,
		.record_line = text->line };
	struct _xmlDoc *doc;
	xmlNode *node;

	if (xml_parse(&doc, text->data, text->n, text->name, text->line, err) !=
		0)
		return -1;
	node = xml_first(xml_root(doc), NULL);
	if (node != NULL)
		take_record(&w, validator, node);
	xml_free(doc);
	return 0;
}

int
tree_case(struct batch *out, const struct intake_context *in,
	struct _xmlNode *record, struct error *err)
{
	struct record_work w = { .map = { out, in, on_code_fault, &w },
		.base = 1,
		.record_line = xml_line(record) };
	const struct element *e = model_child(in->kind->root, xml_name(record));

	if (out->arena == NULL)
		out->arena = arena_new();
	if (e == NULL)
		return err_set(err, ERR_INPUT, "TREE-1",
			"line %ld: <%s> is no record "
			"of %s",
			xml_line(record), xml_name(record), in->kind->name);
	w.element = e;
	w.first_reject = out->nrejects;
	map_element(&w, e, record, -1, true);
	if (out->nrejects > w.first_reject)
		return err_set(err, ERR_INPUT, "TREE-2", "line %ld: %s",
			out->rejects[w.first_reject].line,
			out->rejects[w.first_reject].text[1]);
	return 0;
}
