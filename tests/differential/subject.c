/*
 * The program's verdict, by the functions that its import is made of.
 */
#include "config.h"
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/context.h"
#include "intake/guard.h"
#include "intake/import.h"
#include "intake/stream.h"
#include "judge.h"
#include "lib/db.h"
#include "lib/xml.h"
#include "records/store.h"
#include "schema/codes.h"
#include "schema/model.h"

struct subject {
	struct model *model;
	struct codes *codes;
	unsigned char provinces[100];
	const struct library *lib;
	struct _xmlSchema *xsds[32]; /* as in the library */
	struct _xmlSchemaValidCtxt *validators[32];
	struct db *db;
	int file; /* in memory, that the bytes are read from */
	char path[32];
	int imports;
};

static void
need(int rc, const struct error *err)
{
	if (rc == 0)
		return;
	fprintf(stderr, "%s\n", err->msg);
	exit(2);
}

struct subject *
subject_new(const struct library *lib)
{
	struct subject *s = xcalloc(1, sizeof *s);
	struct error err = { 0 };

	s->lib = lib;
	need(model_load(&s->model, &err), &err);
	need(codes_load(&s->codes, &err), &err);
	need(codes_bind(s->codes, s->model, &err), &err);
	codes_provinces(s->codes, s->provinces);
	for (size_t i = 0; i < lib->n; i++) {
		char *path = xasprintf("schemas/%s.xsd", lib->schemas[i]->name);

		need(xml_schema_load(&s->xsds[i], path, &err), &err);
		s->validators[i] = xml_validator_new(s->xsds[i]);
		free(path);
	}
	need(db_open(&s->db, ":memory:", DB_MEMORY, &err), &err);
	need(store_create(s->db, s->model, &err), &err);
	s->file = memfd_create("document", MFD_CLOEXEC);
	if (s->file < 0) {
		perror("memfd_create");
		exit(2);
	}
	snprintf(s->path, sizeof s->path, "/proc/self/fd/%d", s->file);
	return s;
}

void
subject_free(struct subject *s)
{
	for (size_t i = 0; i < s->lib->n; i++) {
		xml_validator_free(s->validators[i]);
		xml_schema_free(s->xsds[i]);
	}
	db_close(s->db);
	codes_free(s->codes);
	model_free(s->model);
	close(s->file);
	free(s);
}

static void
put_file(struct subject *s, struct bytes bytes)
{
	if (ftruncate(s->file, 0) != 0 ||
		pwrite(s->file, bytes.data, bytes.n, 0) != (ssize_t)bytes.n) {
		perror("memory file");
		exit(2);
	}
}

static void
refuse(struct verdict *v, struct arena *a, const struct error *err)
{
	v->refused = true;
	v->message = arena_strdup(a, err->msg);
}

/* Arrays of a verdict grow in the arena: they are short. */
static void *
grown(struct arena *a, const void *array, size_t n, size_t size)
{
	char *copy;

	if ((n & (n - 1)) != 0)
		return (void *)array;
	copy = arena_alloc(a, (n == 0 ? 1 : 2 * n) * size);
	if (n > 0)
		memcpy(copy, array, n * size);
	return copy;
}

struct head {
	struct verdict *verdict;
	struct arena *arena;
};

static void
on_head_fault(void *arg, const struct xml_fault *f)
{
	struct head *h = arg;
	struct verdict *v = h->verdict;

	v->head = grown(h->arena, v->head, v->nhead, sizeof *v->head);
	v->head[v->nhead++] = (struct fault){ .code = f->code,
		.line = f->line,
		.element = f->element != NULL
			? arena_strdup(h->arena, f->element)
			: NULL,
		.attribute = f->attribute != NULL
			? arena_strdup(h->arena, f->attribute)
			: NULL,
		.record = -1 };
}

static void
add_told(struct verdict *v, struct arena *a, struct told t)
{
	t.record = t.record != NULL ? arena_strdup(a, t.record) : NULL;
	t.code = arena_strdup(a, t.code);
	t.text = arena_strdup(a, t.text);
	v->told = grown(a, v->told, v->ntold, sizeof *v->told);
	v->told[v->ntold++] = t;
}

static void
take_batch(struct verdict *v, struct arena *a, const struct batch *b)
{
	v->records += b->records;
	v->rejected += b->rejected;
	for (size_t i = 0; i < b->nrejects; i++) {
		const struct reject *r = &b->rejects[i];

		add_told(v, a,
			(struct told){
				r->line, r->record, r->code, r->text[1] });
	}
	for (size_t i = 0; i < b->nrows; i++) {
		if (b->rows[i].parent >= 0)
			continue;
		v->accepted = grown(
			a, v->accepted, v->naccepted, sizeof *v->accepted);
		v->accepted[v->naccepted++] = b->rows[i].line;
	}
}

/* What import does with the head of a file; the number of its schema. */
static long
read_head(struct subject *s, struct verdict *v, struct arena *a,
	struct guard *guard, struct intake_context *in)
{
	struct head head = { v, a };
	struct error err = { 0 };
	struct _xmlDoc *doc = NULL;
	const char *data, *year;
	size_t n;
	long which = -1;

	data = guard_header(guard, &n);
	if (xml_parse(&doc, data, n, in->name, 1, &err) != 0)
		goto out;
	in->kind = model_kind(s->model, xml_name(xml_root(doc)));
	if (in->kind == NULL) {
		err_set(&err, ERR_INPUT, "TEST-1", "is no kind of document");
		goto out;
	}
	which = library_find(s->lib, in->kind->name);
	if (xml_validate_doc(s->validators[which], doc, on_head_fault, &head) !=
		0) {
		err_set(&err, ERR_INPUT, "TEST-2", "fault in the head");
		goto out;
	}
	year = xml_attr(a, xml_root(doc), "year");
	in->year = year != NULL ? atol(year) : 0;
out:
	if (err.kind != ERR_NONE)
		refuse(v, a, &err);
	xml_free(doc);
	return which;
}

static void
read_records(struct subject *s, struct verdict *v, struct arena *a)
{
	struct intake_context in = { .codes = s->codes,
		.name = "document",
		.facts = { .reference = day_make(2026, 12, 31),
			.provinces = s->provinces } };
	struct error err = { 0 };
	struct guard *guard;
	struct chunk chunk;
	long which;
	int rc;

	if (guard_open(&guard, s->path, &err) != 0) {
		refuse(v, a, &err);
		return;
	}
	which = read_head(s, v, a, guard, &in);
	while (!v->refused && (rc = guard_next(guard, &chunk, &err)) != 0) {
		struct batch batch;

		if (rc > 0) {
			rc = stream_chunk(&batch, &in, s->validators[which],
				&chunk, &err);
			if (rc == 0)
				take_batch(v, a, &batch);
			batch_clear(&batch);
			chunk_clear(&chunk);
		}
		if (rc < 0)
			refuse(v, a, &err);
	}
	guard_close(guard);
}

/* What is read whole: a plan, rules, a receipt and their like. */
static void
read_whole(struct subject *s, struct verdict *v, struct arena *a,
	const struct schema *schema, struct bytes bytes)
{
	struct head head = { v, a };
	struct _xmlDoc *doc = NULL;
	struct error err = { 0 };

	if (memmem(bytes.data, bytes.n, "<!DOCTYPE", 9) != NULL)
		err_set(&err, ERR_INPUT, "TEST-3", "a DOCTYPE is refused");
	else
		xml_parse(&doc, bytes.data, bytes.n, "document", 1, &err);
	if (err.kind != ERR_NONE)
		refuse(v, a, &err);
	else
		xml_validate_doc(
			s->validators[library_find(s->lib, schema->name)], doc,
			on_head_fault, &head);
	xml_free(doc);
}

void
subject_read(struct subject *s, struct verdict *v, struct arena *a,
	const struct schema *schema, struct bytes bytes)
{
	*v = (struct verdict){ 0 };
	if (!schema->of_records) {
		read_whole(s, v, a, schema, bytes);
		return;
	}
	put_file(s, bytes);
	read_records(s, v, a);
}

static void
on_reject(void *arg, const char *name, long line, const char *record,
	const char *code, const char *text)
{
	struct head *h = arg;

	(void)name;
	add_told(h->verdict, h->arena,
		(struct told){ line, record, code, text });
}

bool
subject_import(struct subject *s, struct verdict *v, struct arena *a,
	const struct schema *schema, struct bytes bytes)
{
	struct head head = { v, a };
	struct import_opts opts = { .model = s->model,
		.codes = s->codes,
		.reference = day_make(2026, 12, 31),
		.jobs = 1 + s->imports++ % 2,
		.lang = 1,
		.reject = on_reject,
		.arg = &head };
	struct import_stats stats = { 0 };
	struct error err = { 0 };
	struct _xmlDoc *doc = NULL;
	char *path = s->path, *xsd;
	int rc;

	*v = (struct verdict){ 0 };
	if (schema->of_records) {
		put_file(s, bytes);
		rc = import_paths(s->db, &path, 1, &opts, &stats, &err);
	} else {
		xsd = xasprintf("schemas/%s.xsd", schema->name);
		rc = xml_parse_valid(
			&doc, bytes.data, bytes.n, "document", xsd, &err);
		xml_free(doc);
		free(xsd);
	}
	v->records = stats.records;
	v->rejected = stats.rejected;
	if (rc != 0)
		refuse(v, a, &err);
	return stats.unchanged == 0;
}

/* What import calls a fault, by libxml2's number for it. */
static const char *
reason_of(const struct fault *f)
{
	static const struct {
		int code;
		const char *of_attribute, *of_element;
	} reasons[] = { { XML_SCHEMAV_CVC_COMPLEX_TYPE_4, "missing-attribute",
				NULL },
		{ XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, "unknown-attribute",
			NULL },
		{ XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2, "unknown-attribute",
			NULL },
		{ XML_SCHEMAV_CVC_TYPE_3_1_1, "unknown-attribute", NULL },
		{ XML_SCHEMAV_ELEMENT_CONTENT, NULL, "element" },
		{ XML_SCHEMAV_CVC_ELT_1, NULL, "element" },
		{ XML_SCHEMAV_CVC_TYPE_3_1_2, NULL, "content" },
		{ XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2, NULL, "content" },
		{ XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, NULL, "empty" },
		{ XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, NULL, "text" },
		{ XML_SCHEMAV_CVC_MINLENGTH_VALID, "length", "text-length" },
		{ XML_SCHEMAV_CVC_MAXLENGTH_VALID, "length", "text-length" },
		{ XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, "value", "text-value" },
		{ XML_SCHEMAV_CVC_PATTERN_VALID, "value", "text-value" },
		{ XML_SCHEMAV_CVC_ENUMERATION_VALID, "value", "text-value" } };

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		if (reasons[i].code == f->code)
			return f->attribute != NULL ? reasons[i].of_attribute
						    : reasons[i].of_element;
	}
	return f->attribute != NULL ? "value" : "other";
}

static const char *
sentence(const struct subject *s, struct arena *a, const char *reason,
	const char *element, const char *attribute)
{
	const char *from = codes_label(s->codes, "schema-fault", reason, 1);
	struct strbuf sb = { 0 };
	const char *text, *mark;

	while ((mark = strchr(from, '{')) != NULL) {
		strbuf_add(&sb, from, (size_t)(mark - from));
		if (strncmp(mark, "{element}", 9) == 0)
			strbuf_adds(&sb, element);
		else if (attribute != NULL)
			strbuf_adds(&sb, attribute);
		from = strchr(mark, '}') + 1;
	}
	strbuf_adds(&sb, from);
	text = arena_strdup(a, sb.data);
	strbuf_clear(&sb);
	return text;
}

/* What sentences are made for. */
struct wanted {
	const struct subject *subject;
	struct arena *arena;
	const struct fault *fault;
	const char *reason;
	const char **out;
	size_t n, max;
};

static void
each_label(struct wanted *w, const struct element *e)
{
	const struct fault *f = w->fault;
	const struct attribute *a = NULL;

	if (strcmp(e->name, f->element) == 0 && w->n < w->max) {
		if (f->attribute != NULL)
			a = model_attribute(e, f->attribute);
		w->out[w->n++] = sentence(w->subject, w->arena, w->reason,
			e->label[1], a != NULL ? a->label[1] : f->attribute);
	}
	for (size_t i = 0; i < e->nchildren; i++)
		each_label(w, e->children[i]);
}

size_t
subject_sentences(const struct subject *s, struct arena *a,
	const struct reference *ref, const struct fault *fault,
	const char **out, size_t max)
{
	const struct kind *kind = model_kind(s->model, ref->root);
	const struct record *rec = &ref->records[fault->record];
	const struct element *e = model_child(kind->root, rec->name);
	struct wanted w = { s, a, fault, reason_of(fault), out, 0, max };

	if (!rec->known)
		w.reason = "record";
	each_label(&w, e != NULL ? e : kind->root);
	if (w.n == 0)
		out[w.n++] = sentence(
			s, a, w.reason, fault->element, fault->attribute);
	return w.n;
}
