/*
 * One document into the database, as a whole or not at all: see import-file.h.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/crew.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/context.h"
#include "intake/guard.h"
#include "intake/import-file.h"
#include "intake/import-find.h"
#include "intake/import-tables.h"
#include "intake/pipeline.h"
#include "lib/db.h"
#include "lib/given.h"
#include "lib/digest.h"
#include "lib/xml.h"
#include "records/content.h"
#include "records/imprint.h"
#include "records/store.h"
#include "records/ties.h"
#include "schema/codes.h"

#define SMALL (256 << 10) /* bytes of a file */
#define SMALL_PIECES 512  /* rows of tables */

/* One file on its way in. */
struct job {
	struct db *db;
	const struct import_opts *opts;
	const struct import_file *input;
	uint64_t total; /* bytes of all files */
	struct _xmlSchema **schemas;
	struct arena *arena;
	struct intake_context intake;
	const char *header[7]; /* in the order of header_names */
	const char *prefix;
	long document;
	uint64_t records, rejected;
	long nrejects;
	uint64_t refused;	     /* cells of tables */
	struct table_origin *origin; /* of tables, or NULL */
	struct content *content;
	struct error err; /* of the header's first fault */
	const char *read_by;
};

static const char *const header_names[] = { "source", "year", "division",
	"exported", "issued", "period-began", "period-ended" };

static void
on_header_fault(void *arg, const struct xml_fault *f)
{
	struct job *job = arg;

	if (job->err.kind != ERR_NONE)
		return;
	err_set(&job->err, ERR_INPUT, "IMPORT-6", "%s:%ld: %s <%s> %s (XSD-%d)",
		job->input->name, f->line, _("fault in the head of the file:"),
		f->element, f->attribute != NULL ? f->attribute : "", f->code);
}

static void
take_header(struct job *job, const struct _xmlNode *root)
{
	const struct kind *kind = job->intake.kind;
	const char *value;

	for (size_t i = 0; i < 7; i++)
		job->header[i] = xml_attr(job->arena, root, header_names[i]);
	value = kind->prefix_attribute != NULL
		? xml_attr(job->arena, root, kind->prefix_attribute)
		: NULL;
	job->prefix = model_prefix(kind, value);
}

/* Does the header have it? */
static bool
has_fact(const void *arg, const char *fact)
{
	const struct job *job = arg;

	for (size_t i = 0; i < 7; i++) {
		if (strcmp(header_names[i], fact) == 0)
			return job->header[i] != NULL &&
				*job->header[i] != '\0';
	}
	return true;
}

/* A document of another year would be found wrong record by record. The former
 * register is the year before's. */
static int
check_year(const struct job *job, struct error *err)
{
	bool is_former = job->header[0] != NULL &&
		strcmp(job->header[0], "previous") == 0;
	long want = job->opts->year - (is_former ? 1 : 0);

	if (job->opts->year == 0 || job->intake.year == 0 ||
		job->intake.year == want)
		return 0;
	return err_set(err, ERR_INPUT, "IMPORT-9",
		is_former ? N_("%s: the former register is of %ld, and the "
			       "plan wants that of %ld")
			  : N_("%s: the document is of %ld, and the plan of "
			       "%ld"),
		job->input->name, job->intake.year, want);
}

/* What is no record has its own place on the command line. */
static int
check_root(
	const struct job *job, const struct _xmlNode *root, struct error *err)
{
	const char *file = job->input->name, *name = xml_name(root);
	long line = xml_line(root);

	if (job->intake.kind == NULL && strcmp(name, "plan") == 0)
		return err_set(err, ERR_INPUT, "IMPORT-31",
			"%s:%ld: this is a plan, and no record: give it to "
			"init with --plan, or to audit before the records",
			file, line);
	if (job->intake.kind == NULL && strcmp(name, "rules") == 0)
		return err_set(err, ERR_INPUT, "IMPORT-32",
			"%s:%ld: this is a rule pack, and no record: give it "
			"with --rules",
			file, line);
	if (job->intake.kind == NULL && strcmp(name, "result") == 0)
		return err_set(err, ERR_INPUT, "IMPORT-33",
			"%s:%ld: this is a result of hecha's own, and no "
			"record",
			file, line);
	if (job->intake.kind == NULL)
		return err_set(err, ERR_INPUT, "IMPORT-7",
			"%s:%ld: <%s> is no kind of document that hecha knows",
			file, line, name);
	if (!xml_is_ours(root))
		return err_set(err, ERR_INPUT, "IMPORT-30",
			"%s:%ld: <%s> is in no namespace of hecha's; write "
			"xmlns=\"%s\"",
			file, line, name, XML_NS);
	return 0;
}

/* Each schema is loaded once, however many files it is for. */
static int
find_schema(struct job *job, struct _xmlSchema **out, struct error *err)
{
	const struct kind *kind = job->intake.kind;
	struct _xmlSchema **known =
		&job->schemas[kind - job->opts->model->kinds];
	int rc = 0;

	if (*known == NULL) {
		char *path = xasprintf("schemas/%s.xsd", kind->name);

		rc = xml_schema_load(known, path, err);
		free(path);
	}
	*out = *known;
	return rc;
}

/* The root and its facts: which kind of document is it, and is it valid. */
static int
check_header(struct job *job, const struct source *source,
	struct _xmlSchema **schema, struct error *err)
{
	struct _xmlSchemaValidCtxt *validator = NULL;
	struct _xmlDoc *doc = NULL;
	const char *data;
	size_t n;
	int rc = -1;

	data = source->header(source->arg, &n);
	if (xml_parse(&doc, data, n, job->input->name, 1, err) != 0)
		return -1;
	job->intake.kind = model_kind(
		job->opts->model, xml_name(xml_root(doc)));
	if (check_root(job, xml_root(doc), err) != 0)
		goto out;
	if (find_schema(job, schema, err) != 0)
		goto out;
	validator = xml_validator_new(*schema);
	if (xml_validate_doc(validator, doc, on_header_fault, job) != 0) {
		*err = job->err;
		goto out;
	}
	take_header(job, xml_root(doc));
	job->content = content_new(data, n);
	job->intake.year = job->header[1] != NULL ? atol(job->header[1]) : 0;
	rc = check_year(job, err);
out:
	xml_validator_free(validator);
	xml_free(doc);
	return rc;
}

/* One fault: told, and kept. place: NULL, the document's own line. */
static int
store_reject(struct job *job, struct stmt *st, const struct reject *r,
	const char *place, bool is_told, struct error *err)
{
	const struct import_opts *o = job->opts;
	struct strbuf sheet = { 0 };
	long line = r->line;
	int rc;

	if (place == NULL && job->origin != NULL) {
		long row = table_origin_place(job->origin, line, &sheet);

		line = row > 0 ? row : line;
		place = row > 0 ? sheet.data : NULL;
	}
	if (o->reject != NULL && is_told)
		o->reject(o->arg, place != NULL ? place : job->input->name,
			line, r->record, r->code, r->text[o->lang]);
	stmt_bind_int(st, 1, job->document);
	stmt_bind_int(st, 2, ++job->nrejects);
	stmt_bind_int(st, 3, line);
	stmt_bind_static(st, 4, r->record);
	stmt_bind_static(st, 5, r->code);
	stmt_bind_static(st, 6, r->text[0]);
	stmt_bind_static(st, 7, r->text[1]);
	stmt_bind_static(st, 8, place);
	rc = stmt_run(st, err);
	strbuf_clear(&sheet);
	return rc;
}

static int
prepare_rejects(struct stmt **st, struct job *job, struct error *err)
{
	return db_prepare(st, job->db,
		"INSERT INTO hc_reject VALUES(?,?,?,?,?,?,?,?)", err);
}

static int
store_rejects(struct job *job, const struct batch *b, struct error *err)
{
	struct stmt *st;
	int rc = 0;

	if (b->nrejects == 0)
		return 0;
	if (prepare_rejects(&st, job, err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < b->nrejects; i++)
		rc = store_reject(job, st, &b->rejects[i], NULL, true, err);
	stmt_free(st);
	return rc;
}

/* A cell or a row of a table that was refused before there was a document. */
struct table_faults {
	struct job *job;
	struct stmt *st;
};

static int
on_table_fault(void *arg, const struct table_fault *fault, struct error *err)
{
	struct table_faults *f = arg;

	return store_reject(f->job, f->st, &fault->reject, fault->place,
		fault->count > 0, err);
}

static int
store_table_faults(struct job *job, struct error *err)
{
	struct table_faults f = { .job = job };
	uint64_t rows;
	int rc;

	if (job->origin == NULL)
		return 0;
	if (prepare_rejects(&f.st, job, err) != 0)
		return -1;
	rc = table_origin_faults(
		job->origin, on_table_fault, &f, &job->refused, &rows, err);
	stmt_free(f.st);
	job->records += rows;
	job->rejected += rows;
	return rc;
}

static int
store_records(struct job *job, struct pipeline *pipeline, struct writer *store,
	struct error *err)
{
	struct batch batch;
	uint64_t read;
	int rc;

	while ((rc = pipeline_next(pipeline, &batch, &read, err)) == 1) {
		job->records += batch.records;
		job->rejected += batch.rejected;
		rc = store_rejects(job, &batch, err);
		if (rc == 0)
			rc = store_batch(
				store, &batch, job->prefix, job->document, err);
		content_add(job->content, &batch);
		batch_clear(&batch);
		if (rc != 0)
			return -1;
		if (job->opts->progress != NULL)
			job->opts->progress(job->opts->arg, job->input->name,
				job->input->before + read, job->total);
	}
	return rc;
}

/* Ready once more; prepared for the first. */
static int
ready(struct stmt **st, struct db *db, const char *sql, struct error *err)
{
	if (*st == NULL)
		return db_prepare(st, db, sql, err);
	stmt_reset(*st);
	return 0;
}

void
import_end(struct importing *in)
{
	stmt_free(in->find);
	stmt_free(in->insert);
	in->find = in->insert = NULL;
}

static int
store_document(struct importing *in, const struct job *job, const char *sha256,
	struct error *err)
{
	struct stmt *st;

	if (ready(&in->insert, in->db,
		    "INSERT INTO hc_document(id, kind, name, sha256, records,"
		    " stored, rejected, source, year, division, exported,"
		    " issued, period_began, period_ended, refused, read_by)"
		    " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		    err) != 0)
		return -1;
	st = in->insert;
	stmt_bind_int(st, 1, job->document);
	stmt_bind_static(st, 2, job->intake.kind->name);
	stmt_bind_static(st, 3, job->input->name);
	stmt_bind_static(st, 4, sha256);
	stmt_bind_int(st, 5, (int64_t)job->records);
	stmt_bind_int(st, 6, (int64_t)(job->records - job->rejected));
	stmt_bind_int(st, 7, (int64_t)job->rejected);
	for (int i = 0; i < 7; i++)
		stmt_bind_static(st, 8 + i, job->header[i]);
	stmt_bind_int(st, 15, (int64_t)job->refused);
	stmt_bind_static(st, 16, job->read_by);
	return stmt_run(st, err);
}

static int
is_same(struct job *job, const char *known, bool *same, struct error *err)
{
	char sha256[DIGEST_HEX];

	if (job->origin != NULL)
		return table_origin_is_same(job->origin, known, same, err);
	if (digest_sha256_file(job->input->path, sha256, err) != 0)
		return -1;
	*same = strcmp(known, sha256) == 0;
	return 0;
}

/* A document of this name: *id, or 0; *same where it would be the same again,
 * and then with as many faults. What another version has read, or other
 * schemas, is another. */
static int
find_document(struct importing *in, struct job *job, long *id, bool *same,
	struct error *err)
{
	struct stmt *st;
	int rc;

	*id = 0;
	*same = false;
	if (ready(&in->find, in->db,
		    "SELECT id, sha256, records, rejected, refused,"
		    " read_by = ?2 FROM hc_document WHERE name = ?1",
		    err) != 0)
		return -1;
	st = in->find;
	stmt_bind_static(st, 1, job->input->name);
	stmt_bind_static(st, 2, job->read_by);
	rc = stmt_step(st, err);
	if (rc == 1) {
		*id = (long)stmt_int(st, 0);
		if (stmt_int(st, 5) != 0)
			rc = is_same(job, stmt_given(st, 1), same, err);
	}
	if (*same) {
		job->records = (uint64_t)stmt_int(st, 2);
		job->rejected = (uint64_t)stmt_int(st, 3);
		job->refused = (uint64_t)stmt_int(st, 4);
	}
	stmt_reset(st);
	return rc < 0 ? -1 : 0;
}

/* After store_find. */
static int
forget_rows(struct importing *in, long id, struct error *err)
{
	char *sql = xasprintf("DELETE FROM hc_reject WHERE document = %ld;"
			      "DELETE FROM hc_part WHERE document = %ld;"
			      "DELETE FROM hc_place WHERE document = %ld;"
			      "DELETE FROM hc_sheet WHERE document = %ld;"
			      "DELETE FROM hc_column WHERE document = %ld;"
			      "DELETE FROM hc_document WHERE id = %ld",
		id, id, id, id, id, id);
	int rc = ties_forget(in->db, id, err);

	if (rc == 0)
		rc = db_exec(in->db, sql, err);
	free(sql);
	return rc == 0 ? store_delete(in->store, err) : -1;
}

/* What another is compared by. */
static int
forget_content(struct importing *in, long id, struct error *err)
{
	char *sql = xasprintf("DELETE FROM hc_undelivered WHERE document = %ld;"
			      "DELETE FROM hc_usual WHERE document = %ld;"
			      "DELETE FROM hc_content WHERE document = %ld;"
			      "DELETE FROM hc_touched WHERE document = %ld;"
			      "DELETE FROM hc_changed WHERE document = %ld",
		id, id, id, id, id);
	int rc = db_exec(in->db, sql, err);

	free(sql);
	return rc;
}

int
import_forget(struct importing *in, long id, struct error *err)
{
	return store_find(in->store, id, err) == 0 &&
			forget_rows(in, id, err) == 0
		? forget_content(in, id, err)
		: -1;
}

/* One that comes again keeps its number, so that it stays where it was among
 * the others; a number that the last run saw goes to no other. */
static int
choose_number(struct importing *in, long old, long *number, struct error *err)
{
	int64_t last = in->number;

	if (old == 0 && last == 0 &&
		db_get_int(in->db,
			"SELECT MAX(COALESCE((SELECT MAX(id) FROM hc_document),"
			" 0), COALESCE((SELECT MAX(document) FROM hc_seen),"
			" 0))",
			&last, err) != 0)
		return -1;
	if (old == 0)
		in->number = (long)last + 1;
	*number = old == 0 ? in->number : old;
	return 0;
}

static int
was_seen(struct importing *in, long id, bool *seen, struct error *err)
{
	char *sql = xasprintf("SELECT EXISTS (SELECT 1 FROM hc_seen"
			      " WHERE document = %ld)",
		id);
	int64_t n = 0;
	int rc = db_get_int(in->db, sql, &n, err);

	*seen = n != 0;
	free(sql);
	return rc;
}

/* What the one that comes again was goes before it comes: how it was is
 * remembered where the next check can make use of it. */
static int
make_room(struct importing *in, long old, struct imprint **before,
	struct error *err)
{
	bool seen;

	if (store_find(in->store, old, err) != 0 ||
		was_seen(in, old, &seen, err) != 0 ||
		(seen && imprint_take(before, in->store, in->db, err) != 0) ||
		forget_rows(in, old, err) != 0)
		return -1;
	return content_set_aside(in->db, old, err);
}

/* Hold it against the one that was set aside. */
static int
compare_with_old(struct importing *in, struct job *job,
	const struct imprint *before, struct error *err)
{
	long id = job->document;
	bool like;
	int rc = content_compare(in->db, id, -id,
		before != NULL && store_is_in_order(in->store), &like, err);

	if (rc == 0 && like)
		rc = imprint_compare(before, in->store, job->db, id, -id, err);
	return rc == 0 ? forget_content(in, -id, err) : -1;
}

/* A small document is done before another thread has begun. */
static bool
is_small(const struct job *job)
{
	const struct table_origin *o = job->origin;
	struct stat st;

	if (o != NULL)
		return tables_document(o->tables, o->document)->npieces <
			SMALL_PIECES;
	return stat(job->input->path, &st) == 0 && st.st_size < SMALL;
}

/* The file, or what tables say. */
static int
open_source(struct source *source, struct job *job, struct error *err)
{
	const struct table_origin *o = job->origin;

	if (o == NULL)
		return guard_source(source, job->input->path, err);
	tables_source(
		source, o->tables, tables_document(o->tables, o->document));
	return 0;
}

static int
check_strict(const struct job *job, struct error *err)
{
	if (!job->opts->strict || job->rejected + job->refused == 0)
		return 0;
	return err_set(err, ERR_INPUT, "IMPORT-8",
		"%s: %llu of %llu records rejected", job->input->name,
		(unsigned long long)job->rejected,
		(unsigned long long)job->records);
}

/* What it is known by; read: the hash of the bytes that were read. */
static int
identify(const struct job *job, const char *read, char sha256[DIGEST_HEX],
	struct error *err)
{
	if (job->origin != NULL)
		return table_origin_hash(job->origin, read, sha256, err);
	memcpy(sha256, read, DIGEST_HEX);
	return 0;
}

/* It comes again and is the same. */
static int
keep(struct importing *in, const struct job *job, long id, struct error *err)
{
	if (check_strict(job, err) != 0)
		return -1;
	in->stats->unchanged++;
	return job->origin != NULL
		? table_origin_renew(job->origin, in->db, id, err)
		: 0;
}

/* Everything of one file, inside what the caller can take back. */
static int
import_inside(
	struct importing *in, struct job *job, long old, struct error *err)
{
	struct writer *store = in->store;
	struct imprint *before = NULL;
	struct source source = { 0 };
	struct pipeline *pipeline = NULL;
	struct _xmlSchema *schema = NULL;
	char sha256[DIGEST_HEX];
	int rc = -1;

	store_begin(store);
	if (choose_number(in, old, &job->document, err) != 0 ||
		(old != 0 && make_room(in, old, &before, err) != 0) ||
		open_source(&source, job, err) != 0) {
		imprint_free(before);
		return -1;
	}
	if (check_header(job, &source, &schema, err) != 0)
		goto out;
	pipeline = pipeline_new(&source, &job->intake, schema,
		is_small(job) ? 0 : (int)crew_size(job->opts->jobs));
	if (store_records(job, pipeline, store, err) != 0 ||
		store_table_faults(job, err) != 0)
		goto out;
	if (check_strict(job, err) != 0 ||
		identify(job, source.sha256(source.arg), sha256, err) != 0)
		goto out;
	rc = store_document(in, job, sha256, err);
	if (rc == 0)
		rc = store_end(store, job->intake.kind->root, has_fact, job,
			job->document, err);
	if (rc == 0 && job->origin != NULL)
		rc = table_origin_store(
			job->origin, job->db, job->prefix, job->document, err);
	if (rc == 0 && job->origin != NULL)
		rc = table_origin_lacks(
			job->origin, store, job->prefix, job->document, err);
	if (rc == 0)
		rc = content_store(job->content, job->db, job->document, err);
	if (rc == 0 && old != 0)
		rc = compare_with_old(in, job, before, err);
out:
	store_watch(store, NULL, NULL);
	imprint_free(before);
	content_free(job->content);
	pipeline_free(pipeline);
	source.close(source.arg);
	return rc;
}

static void
add_stats(struct import_stats *stats, const struct job *job, bool replaced)
{
	stats->files++;
	stats->replaced += replaced;
	stats->records += job->records;
	stats->rejected += job->rejected;
	stats->stored += job->records - job->rejected;
}

static int
import_file(struct importing *in, const struct import_file *input,
	struct table_origin *origin, struct error *err)
{
	struct job job = { .db = in->db,
		.opts = in->opts,
		.input = input,
		.total = in->total,
		.schemas = in->schemas,
		.read_by = in->read_by,
		.origin = origin };
	unsigned char provinces[100];
	bool same = false;
	long old;
	int rc = -1;

	codes_provinces(in->opts->codes, provinces);
	job.intake = (struct intake_context){ .codes = in->opts->codes,
		.name = input->name,
		.facts = { .reference = in->opts->reference,
			.provinces = provinces } };
	if (db_exec(in->db, "SAVEPOINT file", err) != 0)
		return -1;
	job.arena = arena_new();
	if (find_document(in, &job, &old, &same, err) != 0)
		goto out;
	rc = same ? keep(in, &job, old, err)
		  : import_inside(in, &job, old, err);
	if (rc == 0 && !same)
		add_stats(in->stats, &job, old != 0);
out:
	arena_free(job.arena);
	return rc;
}

int
import_document(struct importing *in, const struct import_file *input,
	struct table_origin *origin, struct error *err)
{
	struct error unused;

	if (import_file(in, input, origin, err) != 0) {
		db_exec(in->db, "ROLLBACK TO file; RELEASE file", &unused);
		in->number = 0;
		return -1;
	}
	return db_exec(in->db, "RELEASE file", err);
}
