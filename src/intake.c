/*
 * From a chunk of a document to rows.
 */
#include "config.h"
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "arena.h"
#include "codes.h"
#include "intake.h"
#include "intl.h"
#include "mem.h"
#include "strbuf.h"
#include "xml.h"

#define MAX_FAULTS 50

/* The record being worked on. */
struct work {
	struct batch *batch;
	const struct intake *in;
	long base; /* line of the file that line 1 of the tree stands for */
	const char *record;
	const struct element *element; /* its declaration */
	size_t first_reject;
	long tag_line, record_line; /* where the record's tag ends and begins */
};

static void *
grow(void *array, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return array;
	*cap = *cap > 0 ? *cap * 2 : 64;
	return xreallocarray(array, *cap, size);
}

/* Replace {element} and {attribute} in the sentence of the code list. */
static const char *
fault_text(struct work *w, const char *reason, const char *element,
	const char *attribute, int lang)
{
	const char *s = codes_label(w->in->codes, "schema-fault", reason, lang);
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
	text = arena_strndup(w->batch->arena, sb.data, sb.len);
	strbuf_clear(&sb);
	return text;
}

/* The tree knows the line on which a tag ends; the guard knows on which the
 * record's own began. */
static long
file_line(const struct work *w, long line)
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
is_known_fault(const struct work *w, const struct reject *r)
{
	const struct batch *b = w->batch;

	for (size_t i = w->first_reject; i < b->nrejects; i++) {
		if (b->rejects[i].line == r->line &&
			strcmp(b->rejects[i].code, r->code) == 0 &&
			strcmp(b->rejects[i].text[1], r->text[1]) == 0)
			return true;
	}
	return b->nrejects - w->first_reject >= MAX_FAULTS;
}

static void
add_fault(struct work *w, const char *code, const char *reason, long line,
	const char *element, const char *attribute)
{
	struct batch *b = w->batch;
	const struct element *e = find_element(w->element, element);
	const struct attribute *a =
		e != NULL && attribute != NULL ? model_attribute(e, attribute)
					       : NULL;
	struct reject r = { .line = file_line(w, line), .record = w->record };

	snprintf(r.code, sizeof r.code, "%s", code);
	for (int lang = 0; lang < 2; lang++)
		r.text[lang] = fault_text(w, reason,
			e != NULL ? e->label[lang] : element,
			a != NULL		  ? a->label[lang]
				: attribute != NULL ? attribute
						  : "",
			lang);
	if (is_known_fault(w, &r))
		return;
	b->rejects = grow(
		b->rejects, b->nrejects, &b->reject_cap, sizeof *b->rejects);
	b->rejects[b->nrejects++] = r;
}

/* Which sentence of the code list; what is said of a value is said of an
 * attribute, or of an element's text. */
static const char *
reason_of(const struct xml_fault *f)
{
	bool is_text = f->attribute == NULL;

	switch (f->code) {
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
		return "missing-attribute";
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
	case XML_SCHEMAV_CVC_TYPE_3_1_1:
		return "unknown-attribute";
	case XML_SCHEMAV_ELEMENT_CONTENT:
	case XML_SCHEMAV_CVC_ELT_1:
		return "element";
	case XML_SCHEMAV_CVC_TYPE_3_1_2:
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
		return "content";
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
		return "empty";
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
		return "text";
	case XML_SCHEMAV_CVC_LENGTH_VALID:
	case XML_SCHEMAV_CVC_MINLENGTH_VALID:
	case XML_SCHEMAV_CVC_MAXLENGTH_VALID:
		return is_text ? "text-length" : "length";
	case XML_SCHEMAV_CVC_MININCLUSIVE_VALID:
	case XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID:
	case XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID:
	case XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID:
		return is_text ? "text-range" : "range";
	case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1:
	case XML_SCHEMAV_CVC_PATTERN_VALID:
	case XML_SCHEMAV_CVC_ENUMERATION_VALID:
		return is_text ? "text-value" : "value";
	default:
		return is_text ? "other" : "value";
	}
}

static void
on_schema_fault(void *arg, const struct xml_fault *f)
{
	struct work *w = arg;
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
validate(struct work *w, struct _xmlSchemaValidCtxt *validator, xmlNode *node)
{
	for (int i = 0; i < MAX_FAULTS; i++) {
		xmlNode *misplaced;

		if (xml_validate_element(
			    validator, node, on_schema_fault, w) == 0)
			return;
		if (w->batch->nrejects == w->first_reject)
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
trim(struct work *w, const char *s)
{
	size_t n;

	s += strspn(s, " \t\r\n");
	n = strlen(s);
	if (n == 0 || strchr(" \t\r\n", s[n - 1]) == NULL)
		return s;
	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
		n--;
	return arena_strndup(w->batch->arena, s, n);
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
is_yes(const char *s)
{
	return strcmp(s, "true") == 0 || strcmp(s, "1") == 0 ||
		strcmp(s, "是") == 0;
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
look_up(struct work *w, const struct attribute *a, const char *s,
	const xmlNode *node)
{
	const struct code *code = codes_find(a->list, s);

	if (code != NULL && is_in_use(code, w->in->year))
		return code->code;
	add_fault(w, "CODE", code != NULL ? "code-year" : "code", xml_line(node), xml_name(node), a->name);
	return s;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A list is a set, so its codes go into one order. */
static const char *
map_list(struct work *w, const struct attribute *a, const char *s,
	const xmlNode *node)
{
	struct strbuf sb = { 0 };
	const char **codes = xcalloc(strlen(s) / 2 + 1, sizeof *codes);
	const char *text;
	size_t n = 0;

	for (s += strspn(s, " \t\r\n"); *s != '\0';) {
		size_t len = strcspn(s, " \t\r\n");
		const char *code = arena_strndup(w->batch->arena, s, len);

		if (a->list != NULL)
			code = look_up(w, a, code, node);
		codes[n++] = code;
		s += len;
		s += strspn(s, " \t\r\n");
	}
	qsort(codes, n, sizeof *codes, by_text);
	for (size_t i = 0; i < n; i++)
		strbuf_addf(&sb, "%s%s ", i == 0 ? " " : "", codes[i]);
	text = n == 0 ? NULL : arena_strndup(w->batch->arena, sb.data, sb.len);
	strbuf_clear(&sb);
	free(codes);
	return text;
}

static void
set_text(struct value *v, const char *s)
{
	*v = (struct value){ .type = VALUE_TEXT, .s = s };
	if (s == NULL || *s == '\0')
		v->type = VALUE_NULL;
}

static void
map_value(struct work *w, struct row *row, const struct attribute *a,
	const char *s, const xmlNode *node)
{
	struct value *v = &row->values[a->column];
	bool is_text = a->store == STORE_TEXT && a->list == NULL;

	if (!is_text && a->store < STORE_NUMBER)
		s = trim(w, s);
	if (*s == '\0' && a->store < STORE_NUMBER)
		return;
	switch (a->store) {
	case STORE_INT:
		*v = (struct value){ .type = VALUE_INT,
			.i = strtoll(s, NULL, 10) };
		return;
	case STORE_BOOL:
		*v = (struct value){ .type = VALUE_INT, .i = is_yes(s) };
		return;
	case STORE_MONEY:
	case STORE_QUANTITY:
		*v = (struct value){ .type = VALUE_INT, .i = hundredths(s) };
		return;
	case STORE_LIST:
		set_text(v, map_list(w, a, s, node));
		return;
	case STORE_TEXT:
		if (a->list != NULL)
			s = look_up(w, a, s, node);
		set_text(v, s);
		return;
	case STORE_DATE:
	case STORE_TIME:
		set_text(v, s);
		return;
	default:
		derive(v, a->store, s, &w->in->facts, w->batch->arena);
	}
}

/* An attribute's value: borrowed from the tree where it is one text. */
static const char *
attribute_value(struct work *w, const xmlAttr *attr)
{
	xmlChar *s;
	const char *copy;

	if (attr->children == NULL)
		return "";
	if (attr->children->next == NULL &&
		attr->children->type == XML_TEXT_NODE)
		return (const char *)attr->children->content;
	s = xmlNodeListGetString(attr->doc, attr->children, 1);
	copy = arena_strdup(w->batch->arena, s != NULL ? (char *)s : "");
	xmlFree(s);
	return copy;
}

static void
unknown_fact(struct work *w, const xmlNode *node, const char *attribute)
{
	add_fault(w, "MODEL",
		attribute != NULL ? "unknown-attribute" : "element",
		xml_line(node), xml_name(node), attribute);
}

static void
map_facts(struct work *w, const struct element *e, const xmlNode *node,
	struct row *row, bool strict)
{
	for (const struct attribute *a = e->attributes;
		a < e->attributes + e->nattributes; a++) {
		/* Blank facts have derived columns too: form "none". */
		if (a->store == STORE_NUMBER || a->store == STORE_PHONE)
			derive(&row->values[a->column], a->store, NULL,
				&w->in->facts, w->batch->arena);
	}
	for (const xmlAttr *attr = node->properties; attr != NULL;
		attr = attr->next) {
		const struct attribute *a;

		if (attr->ns != NULL)
			continue;
		a = model_attribute(e, (const char *)attr->name);
		if (a != NULL)
			map_value(w, row, a, attribute_value(w, attr), node);
		else if (strict)
			unknown_fact(w, node, (const char *)attr->name);
	}
}

static long
new_row(struct work *w, const struct element *e, const xmlNode *node,
	long parent)
{
	struct batch *b = w->batch;
	struct row *row;
	size_t size = e->table->n * sizeof *row->values;

	b->rows = grow(b->rows, b->nrows, &b->cap, sizeof *b->rows);
	row = &b->rows[b->nrows];
	*row = (struct row){ .table = e->table, .parent = parent,
		.line = file_line(w, xml_line(node)),
		.values = arena_alloc(b->arena, size) };
	memset(row->values, 0, size);
	if (e->kind_column >= 0)
		set_text(&row->values[e->kind_column], e->kind);
	for (size_t i = 0; i < e->ncarries; i++)
		row->values[e->carries[i].to] =
			b->rows[parent].values[e->carries[i].from];
	return (long)b->nrows++;
}

/* An element's facts go into its own row or into that of its parent; the
 * children's after them, since these may take facts over. */
static void
map_element(struct work *w, const struct element *e, const xmlNode *node,
	long row, bool strict)
{
	if (e->own_row)
		row = new_row(w, e, node, row);
	if (e->is_text) {
		set_text(&w->batch->rows[row].values[e->text_column],
			xml_text(w->batch->arena, node));
		return;
	}
	map_facts(w, e, node, &w->batch->rows[row], strict);
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
record_id(struct work *w, const xmlNode *node)
{
	static const char *const names[] = { "id", "code", "finding",
		"household" };
	const char *id = NULL;

	for (size_t i = 0; id == NULL && i < sizeof names / sizeof *names; i++)
		id = xml_attr(w->batch->arena, node, names[i]);
	if (id != NULL && strlen(id) > 64)
		id = arena_strndup(w->batch->arena, id, 64);
	return id;
}

static void
take_record(struct work *w, struct _xmlSchemaValidCtxt *validator,
	xmlNode *node, long line)
{
	struct batch *b = w->batch;
	const struct element *e = model_child(w->in->kind->root,
		xml_name(node));
	size_t first_row = b->nrows;

	w->first_reject = b->nrejects;
	w->record = record_id(w, node);
	w->tag_line = xml_line(node);
	w->record_line = line;
	w->element = e != NULL ? e : w->in->kind->root;
	b->records++;
	if (e == NULL) {
		add_fault(w, "XSD-1845", "record", xml_line(node),
			xml_name(node), NULL);
	} else {
		validate(w, validator, node);
		map_element(w, e, node, -1, false);
	}
	if (b->nrejects > w->first_reject) {
		b->nrows = first_row;
		b->rejected++;
	}
}

static bool
is_blank_text(const xmlNode *node)
{
	return node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE ||
		(node->type == XML_TEXT_NODE &&
			strspn((const char *)node->content, " \t\r\n") ==
				strlen((const char *)node->content));
}

int
intake_chunk(struct batch *out, const struct intake *in,
	struct _xmlSchemaValidCtxt *validator, const struct chunk *chunk,
	struct error *err)
{
	struct work w = { .batch = out, .in = in, .base = chunk->line };
	size_t i = 0;

	*out = (struct batch){ .arena = arena_new() };
	if (xml_parse(&out->doc, chunk->data, chunk->n, in->name, chunk->line,
		    err) != 0)
		return -1;
	for (xmlNode *n = xml_root(out->doc)->children, *next; n != NULL;
		n = next) {
		next = n->next;
		if (n->type == XML_ELEMENT_NODE) {
			take_record(&w, validator, n,
				i < chunk->nrecords ? chunk->record_lines[i]
						    : chunk->line);
			i++;
		} else if (!is_blank_text(n)) {
			return err_set(err, ERR_INPUT, "%s:%ld: %s", in->name,
				chunk->line + xml_line(n) - 1,
				_("text between the records"));
		}
	}
	return 0;
}

int
intake_case(struct batch *out, const struct intake *in,
	struct _xmlNode *record, struct error *err)
{
	struct work w = { .batch = out, .in = in, .base = 1 };
	const struct element *e = model_child(in->kind->root,
		xml_name(record));

	if (out->arena == NULL)
		out->arena = arena_new();
	if (e == NULL)
		return err_set(err, ERR_INPUT, "line %ld: <%s> is no record "
			"of %s", xml_line(record), xml_name(record),
			in->kind->name);
	w.element = e;
	w.first_reject = out->nrejects;
	map_element(&w, e, record, -1, true);
	if (out->nrejects > w.first_reject)
		return err_set(err, ERR_INPUT, "line %ld: %s",
			out->rejects[w.first_reject].line,
			out->rejects[w.first_reject].text[1]);
	return 0;
}

void
batch_clear(struct batch *batch)
{
	arena_free(batch->arena);
	xml_free(batch->doc);
	free(batch->rows);
	free(batch->rejects);
	*batch = (struct batch){ 0 };
}
