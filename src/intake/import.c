/*
 * Files into the database, each as a whole or not at all.
 */
#include "config.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/intl.h"
#include "base/mem.h"
#include "intake/import.h"
#include "intake/pipeline.h"
#include "lib/db.h"
#include "lib/digest.h"
#include "lib/xml.h"
#include "records/store.h"
#include "records/ties.h"
#include "schema/codes.h"

struct input {
	char *path;	       /* as it is opened */
	char *name;	       /* as it is known */
	uint64_t size, before; /* bytes of it, and of those before it */
};

struct inputs {
	struct input *items;
	size_t n;
	uint64_t size;
};

static void
add_input(struct inputs *in, const char *path, const char *name, uint64_t size)
{
	in->items = xreallocarray(in->items, in->n + 1, sizeof *in->items);
	in->items[in->n++] = (struct input){
		.path = xstrdup(path), .name = xstrdup(name), .size = size
	};
}

static void
free_inputs(struct inputs *in)
{
	for (size_t i = 0; i < in->n; i++) {
		free(in->items[i].path);
		free(in->items[i].name);
	}
	free(in->items);
}

static bool
is_xml_name(const char *name)
{
	size_t n = strlen(name);

	return name[0] != '.' && n > 4 && strcmp(name + n - 4, ".xml") == 0;
}

/* Every *.xml below a directory; links are not followed. */
static int
walk(struct inputs *in, const char *dir, const char *below, struct error *err)
{
	DIR *d = opendir(dir);
	struct dirent *e;
	int rc = 0;

	if (d == NULL)
		return err_set(err, ERR_INPUT, "IMPORT-1",
			"%s: cannot read this directory", dir);
	while (rc == 0 && (e = readdir(d)) != NULL) {
		char *path, *name;
		struct stat st;

		if (e->d_name[0] == '.')
			continue;
		path = xasprintf("%s/%s", dir, e->d_name);
		name = xasprintf("%s%s", below, e->d_name);
		if (lstat(path, &st) != 0) {
			rc = err_set(err, ERR_INPUT, "IMPORT-2",
				"%s: cannot read", path);
		} else if (S_ISDIR(st.st_mode)) {
			char *deeper = xasprintf("%s/", name);

			rc = walk(in, path, deeper, err);
			free(deeper);
		} else if (S_ISREG(st.st_mode) && is_xml_name(e->d_name)) {
			add_input(in, path, name, (uint64_t)st.st_size);
		}
		free(path);
		free(name);
	}
	closedir(d);
	return rc;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct input *)a)->name,
		((const struct input *)b)->name);
}

static int
find_inputs(struct inputs *in, char **paths, int n, struct error *err)
{
	for (int i = 0; i < n; i++) {
		const char *slash = strrchr(paths[i], '/');
		struct stat st;

		if (stat(paths[i], &st) != 0)
			return err_set(err, ERR_INPUT, "IMPORT-3",
				"%s: no such file", paths[i]);
		if (!S_ISDIR(st.st_mode))
			add_input(in, paths[i],
				slash != NULL ? slash + 1 : paths[i],
				(uint64_t)st.st_size);
		else if (walk(in, paths[i], "", err) != 0)
			return -1;
	}
	if (in->n == 0)
		return err_set(
			err, ERR_INPUT, "IMPORT-4", "no XML file to import");
	qsort(in->items, in->n, sizeof *in->items, by_name);
	for (size_t i = 0; i < in->n; i++) {
		in->items[i].before = in->size;
		in->size += in->items[i].size;
	}
	for (size_t i = 1; i < in->n; i++) {
		if (strcmp(in->items[i].name, in->items[i - 1].name) == 0)
			return err_set(err, ERR_USAGE, "IMPORT-5",
				"%s and %s would both be known as %s; give "
				"the directory above them",
				in->items[i - 1].path, in->items[i].path,
				in->items[i].name);
	}
	return 0;
}

/* One file on its way in. */
struct job {
	struct db *db;
	const struct import_opts *opts;
	const struct input *input;
	uint64_t total; /* bytes of all files */
	struct arena *arena;
	struct intake_context intake;
	const char *header[7]; /* in the order of header_names */
	const char *prefix;
	long document;
	uint64_t records, rejected;
	long nrejects;
	struct error err; /* of the header's first fault */
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

/* The root and its facts: which kind of document is it, and is it valid. */
static int
check_header(struct job *job, struct guard *guard, struct _xmlSchema **schema,
	struct error *err)
{
	struct _xmlSchemaValidCtxt *validator = NULL;
	struct _xmlDoc *doc = NULL;
	char *path = NULL;
	const char *data;
	size_t n;
	int rc = -1;

	data = guard_header(guard, &n);
	if (xml_parse(&doc, data, n, job->input->name, 1, err) != 0)
		return -1;
	job->intake.kind = model_kind(
		job->opts->model, xml_name(xml_root(doc)));
	if (job->intake.kind == NULL) {
		err_set(err, ERR_INPUT, "IMPORT-7",
			"%s:%ld: <%s> is no kind of document "
			"that hecha knows",
			job->input->name, xml_line(xml_root(doc)),
			xml_name(xml_root(doc)));
		goto out;
	}
	path = xasprintf("schemas/%s.xsd", job->intake.kind->name);
	if (xml_schema_load(schema, path, err) != 0)
		goto out;
	validator = xml_validator_new(*schema);
	if (xml_validate_doc(validator, doc, on_header_fault, job) != 0) {
		*err = job->err;
		goto out;
	}
	take_header(job, xml_root(doc));
	job->intake.year = job->header[1] != NULL ? atol(job->header[1]) : 0;
	rc = check_year(job, err);
out:
	xml_validator_free(validator);
	xml_free(doc);
	free(path);
	return rc;
}

static int
store_rejects(struct job *job, const struct batch *b, struct error *err)
{
	const struct import_opts *o = job->opts;
	struct stmt *st;
	int rc = 0;

	if (b->nrejects == 0)
		return 0;
	if (db_prepare(&st, job->db,
		    "INSERT INTO hc_reject VALUES(?,?,?,?,?,?,?)", err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < b->nrejects; i++) {
		const struct reject *r = &b->rejects[i];

		if (o->reject != NULL)
			o->reject(o->arg, job->input->name, r->line, r->record,
				r->code, r->text[o->lang]);
		stmt_bind_int(st, 1, job->document);
		stmt_bind_int(st, 2, ++job->nrejects);
		stmt_bind_int(st, 3, r->line);
		stmt_bind_static(st, 4, r->record);
		stmt_bind_static(st, 5, r->code);
		stmt_bind_static(st, 6, r->text[0]);
		stmt_bind_static(st, 7, r->text[1]);
		rc = stmt_run(st, err);
	}
	stmt_free(st);
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
		batch_clear(&batch);
		if (rc != 0)
			return -1;
		if (job->opts->progress != NULL)
			job->opts->progress(job->opts->arg, job->input->name,
				job->input->before + read, job->total);
	}
	return rc;
}

static int
store_document(struct job *job, const char *sha256, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, job->db,
		    "INSERT INTO hc_document(id, kind, name, sha256, records,"
		    " stored, rejected, source, year, division, exported,"
		    " issued, period_began, period_ended)"
		    " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, job->document);
	stmt_bind_static(st, 2, job->intake.kind->name);
	stmt_bind_static(st, 3, job->input->name);
	stmt_bind_static(st, 4, sha256);
	stmt_bind_int(st, 5, (int64_t)job->records);
	stmt_bind_int(st, 6, (int64_t)(job->records - job->rejected));
	stmt_bind_int(st, 7, (int64_t)job->rejected);
	for (int i = 0; i < 7; i++)
		stmt_bind_static(st, 8 + i, job->header[i]);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

static int
file_sha256(const char *path, char out[DIGEST_HEX], struct error *err)
{
	struct digest *d = digest_new();
	char buf[65536];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL) {
		digest_free(d);
		return err_set(
			err, ERR_INPUT, "IMPORT-3", "%s: no such file", path);
	}
	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		digest_add(d, buf, n);
	digest_hex(d, out);
	fclose(f);
	return 0;
}

/* A document of this name: *id, or 0; *same where its bytes are these. */
static int
find_document(struct job *job, long *id, bool *same, struct error *err)
{
	char sha256[DIGEST_HEX];
	struct stmt *st;
	int rc;

	*id = 0;
	*same = false;
	if (db_prepare(&st, job->db,
		    "SELECT id, sha256 FROM hc_document WHERE name = ?",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, job->input->name);
	rc = stmt_step(st, err);
	if (rc == 1) {
		*id = (long)stmt_int(st, 0);
		rc = file_sha256(job->input->path, sha256, err);
		*same = rc == 0 && strcmp(stmt_text(st, 1), sha256) == 0;
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

static int
forget_document(
	struct job *job, struct writer *store, long id, struct error *err)
{
	char *sql = xasprintf("DELETE FROM hc_reject WHERE document = %ld;"
			      "DELETE FROM hc_undelivered WHERE document = %ld;"
			      "DELETE FROM hc_document WHERE id = %ld",
		id, id, id);
	int rc = ties_forget(job->db, id, err);

	if (rc == 0)
		rc = db_exec(job->db, sql, err);
	free(sql);
	return rc == 0 ? store_delete(store, id, err) : -1;
}

static int
next_document(struct job *job, struct error *err)
{
	int64_t id = 0;

	if (db_get_int(job->db, "SELECT MAX(id) FROM hc_document", &id, err) !=
		0)
		return -1;
	job->document = (long)id + 1;
	return 0;
}

/* Everything of one file, inside what the caller can take back. */
static int
import_inside(
	struct job *job, struct writer *store, long old, struct error *err)
{
	struct guard *guard = NULL;
	struct pipeline *pipeline = NULL;
	struct _xmlSchema *schema = NULL;
	int jobs = job->opts->jobs, rc = -1;

	if (jobs <= 0)
		jobs = (int)sysconf(_SC_NPROCESSORS_ONLN);
	if (next_document(job, err) != 0 ||
		(old != 0 && forget_document(job, store, old, err) != 0))
		return -1;
	if (guard_open(&guard, job->input->path, err) != 0)
		return -1;
	if (check_header(job, guard, &schema, err) != 0)
		goto out;
	pipeline = pipeline_new(guard, &job->intake, schema, jobs);
	if (store_records(job, pipeline, store, err) != 0)
		goto out;
	if (job->opts->strict && job->rejected > 0) {
		err_set(err, ERR_INPUT, "IMPORT-8",
			"%s: %llu of %llu records rejected", job->input->name,
			(unsigned long long)job->rejected,
			(unsigned long long)job->records);
		goto out;
	}
	rc = store_document(job, guard_sha256(guard), err);
	if (rc == 0)
		rc = store_end(store, job->intake.kind->root, has_fact, job,
			job->document, err);
out:
	pipeline_free(pipeline);
	guard_close(guard);
	xml_schema_free(schema);
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
import_file(struct db *db, const struct input *input, uint64_t total,
	const struct import_opts *opts, struct import_stats *stats,
	struct error *err)
{
	struct job job = {
		.db = db, .opts = opts, .input = input, .total = total
	};
	unsigned char provinces[100];
	struct writer *store = NULL;
	bool same = false;
	long old;
	int rc = -1;

	codes_provinces(opts->codes, provinces);
	job.intake = (struct intake_context){ .codes = opts->codes,
		.name = input->name,
		.facts = { .reference = opts->reference,
			.provinces = provinces } };
	if (db_exec(db, "SAVEPOINT file", err) != 0)
		return -1;
	job.arena = arena_new();
	if (find_document(&job, &old, &same, err) != 0)
		goto out;
	if (same) {
		stats->unchanged++;
		rc = 0;
		goto out;
	}
	if (store_open(&store, db, opts->model, err) != 0 ||
		import_inside(&job, store, old, err) != 0)
		goto out;
	add_stats(stats, &job, old != 0);
	rc = 0;
out:
	store_close(store);
	arena_free(job.arena);
	return rc;
}

/* A file that is refused is taken back; those before it stay. */
static int
import_files(struct db *db, const struct inputs *in,
	const struct import_opts *opts, struct import_stats *stats,
	struct error *err)
{
	struct error unused;

	for (size_t i = 0; i < in->n; i++) {
		if (import_file(db, &in->items[i], in->size, opts, stats,
			    err) != 0) {
			db_exec(db, "ROLLBACK TO file; RELEASE file", &unused);
			return -1;
		}
		if (db_exec(db, "RELEASE file", err) != 0)
			return -1;
	}
	return 0;
}

static int
is_empty(struct db *db, bool *empty, struct error *err)
{
	int64_t documents = 0;
	int rc = db_get_int(
		db, "SELECT COUNT(*) FROM hc_document", &documents, err);

	*empty = documents == 0;
	return rc;
}

int
import_paths(struct db *db, char **paths, int n, const struct import_opts *opts,
	struct import_stats *stats, struct error *err)
{
	struct inputs in = { 0 };
	struct error unused;
	bool empty;
	int rc = find_inputs(&in, paths, n, err);

	if (rc == 0)
		rc = is_empty(db, &empty, err);
	if (rc == 0 && empty)
		db_fill(db, true);
	if (rc == 0)
		rc = db_begin(db, err);
	if (rc == 0) {
		rc = import_files(db, &in, opts, stats, err);
		if (db_commit(db, rc == 0 ? err : &unused) != 0)
			rc = -1;
		db_fill(db, false);
	}
	free_inputs(&in);
	return rc;
}
