/*
 * Files into the database, all in one transaction: see import.h.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "intake/import-file.h"
#include "intake/import-find.h"
#include "intake/import-tables.h"
#include "intake/import-villages.h"
#include "intake/read-by.h"
#include "intake/unread.h"
#include "lib/db.h"
#include "lib/given.h"
#include "lib/xml.h"
#include "records/store.h"

/* Documents of before that hold one of these files: made of others as well,
 * which are not given, they would lose these. */
static int
check_parts(struct importing *in, const struct tables *t, struct error *err)
{
	struct stmt *st;
	int rc = 0;

	if (db_prepare(&st, in->db,
		    "SELECT o.name, d.name FROM hc_part p JOIN hc_part o ON"
		    " o.document = p.document JOIN hc_document d ON d.id ="
		    " p.document WHERE p.name = ?1",
		    err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < tables_files(t); i++) {
		stmt_bind_static(st, 1, tables_file_name(t, i));
		while (rc == 0 && (rc = stmt_step(st, err)) == 1) {
			bool given = false;

			for (size_t k = 0; k < tables_files(t); k++)
				given = given ||
					strcmp(tables_file_name(t, k),
						stmt_given(st, 0)) == 0;
			rc = given ? 0
				   : err_set(err, ERR_INPUT, "IMPORT-10",
					     "%s: it was imported together "
					     "with %s; give both again",
					     tables_file_name(t, i),
					     stmt_text(st, 0));
		}
		stmt_reset(st);
	}
	stmt_free(st);
	return rc;
}

/* Documents that were made of the same files before, and are not now. */
static int
forget_stale(struct importing *in, const struct tables *t, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, in->db,
		    "SELECT DISTINCT d.id, d.name FROM hc_part p JOIN"
		    " hc_document d ON d.id = p.document WHERE p.name = ?1",
		    err) != 0)
		return -1;
	rc = 0;
	for (size_t i = 0; rc == 0 && i < tables_files(t); i++) {
		stmt_bind_static(st, 1, tables_file_name(t, i));
		while (rc == 0 && (rc = stmt_step(st, err)) == 1) {
			bool stays = false;

			for (size_t k = 0; k < tables_documents(t); k++)
				stays = stays ||
					strcmp(tables_document(t, k)->name,
						stmt_text(st, 1)) == 0;
			rc = stays
				? 0
				: import_forget(in, (long)stmt_int(st, 0), err);
		}
		stmt_reset(st);
	}
	stmt_free(st);
	return rc;
}

/* A file that is refused is told, and the others are read all the same; where
 * it is the only one, what is wrong with it is the answer. */
static int
refuse(struct importing *in, struct error *err)
{
	if (err->kind != ERR_INPUT || in->nfiles == 1)
		return -1;
	if (in->opts->refused != NULL)
		in->opts->refused(in->opts->arg, err);
	in->stats->refused_files++;
	*err = (struct error){ 0 };
	return 0;
}

/* One that was refused before it was a document. */
static int
refuse_file(
	struct importing *in, const struct import_file *file, struct error *err)
{
	if (refuse(in, err) != 0)
		return -1;
	return unread_add(in->db, file->path, file->name, err);
}

/* A document that was made of tables. */
static int
refuse_document(struct importing *in, const struct tables *t,
	const struct table_document *d, struct error *err)
{
	int rc = refuse(in, err);

	for (size_t i = 0; rc == 0 && i < d->nfiles; i++)
		rc = unread_add(in->db, tables_file_path(t, d->files[i]),
			tables_file_name(t, d->files[i]), err);
	return rc;
}

static int
import_documents(struct importing *in, struct tables *t, struct error *err)
{
	int rc = check_parts(in, t, err);

	if (rc == 0)
		rc = tables_gather(t, err);
	if (rc == 0)
		rc = forget_stale(in, t, err);
	for (size_t i = 0; rc == 0 && i < tables_documents(t); i++) {
		const struct table_document *d = tables_document(t, i);
		struct import_file input = { .name = d->name,
			.is_table = true };
		struct table_origin origin = { t, i };

		if (d->fault != NULL)
			*err = *d->fault;
		rc = d->fault != NULL
			? -1
			: import_document(in, &input, &origin, err);
		if (rc != 0)
			rc = refuse_document(in, t, d, err);
	}
	if (rc == 0)
		tables_count_cells(t, in->stats);
	if (rc == 0 && in->opts->account != NULL)
		rc = in->opts->account(in->opts->arg, t, err);
	return rc;
}

/* A file without a table or record: one that was named is refused, one that was
 * only found is told. */
static int
pass_over(
	struct importing *in, const struct import_file *file, struct error *err)
{
	if (file->is_named)
		return refuse_file(in, file, err);
	if (in->opts->passed != NULL)
		in->opts->passed(in->opts->arg, file->name, err->msg);
	*err = (struct error){ 0 };
	return 0;
}

/* Records of a file that was one before, and is none now, are still there. */
static int
was_read(struct importing *in, const char *name, bool *was, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, in->db,
		    "SELECT 1 FROM hc_part WHERE name = ?1 UNION ALL"
		    " SELECT 1 FROM hc_document WHERE name = ?1",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, name);
	rc = stmt_step(st, err);
	*was = rc == 1;
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

/* One that is passed over; may_hold: records that nobody looked at. */
static int
leave_file(struct importing *in, const struct import_file *file, bool may_hold,
	struct error *err)
{
	bool was;

	if (pass_over(in, file, err) != 0 ||
		was_read(in, file->name, &was, err) != 0)
		return -1;
	return may_hold || was ? unread_add(in->db, file->path, file->name, err)
			       : 0;
}

/* A table that is not taken. found: the answer of tables_read. */
static int
leave_table(struct importing *in, const struct import_file *file, int found,
	struct error *err)
{
	if (found < 0 && (file->is_named || !file->is_foreign))
		return refuse_file(in, file, err);
	return leave_file(in, file, file->size > 0, err);
}

/* All tables together. */
static int
import_tables(struct importing *in, const struct import_file *files, size_t n,
	struct error *err)
{
	struct table_settings settings = in->opts->tables;
	struct tables *t = NULL;
	int rc;

	settings.plan_year = in->opts->year;
	settings.jobs = in->opts->jobs;
	rc = tables_new(&t, in->opts->model, in->opts->codes, &settings, err);
	if (rc == 0)
		rc = villages_know(t, in->db, err);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		if (in->opts->progress != NULL)
			in->opts->progress(in->opts->arg, files[i].name,
				files[i].before, in->total);
		rc = tables_read(t, files[i].path, files[i].readable,
			files[i].name, err);
		if (rc != 0)
			rc = leave_table(in, &files[i], rc, err);
	}
	if (rc == 0)
		rc = import_documents(in, t, err);
	tables_free(t);
	return rc;
}

/* A plan, a rule pack or a result of hecha's own lies among the records. */
static bool
is_no_record(const struct error *err)
{
	return strcmp(err->code, "IMPORT-31") == 0 ||
		strcmp(err->code, "IMPORT-32") == 0 ||
		strcmp(err->code, "IMPORT-33") == 0;
}

static int
import_each(struct importing *in, const struct import_file *files, size_t n,
	struct error *err)
{
	size_t i = 0;

	for (; i < n && !files[i].is_table; i++) {
		int rc = import_document(in, &files[i], NULL, err);

		if (rc != 0)
			rc = is_no_record(err)
				? leave_file(in, &files[i], false, err)
				: refuse_file(in, &files[i], err);
		if (rc != 0)
			return -1;
	}
	return i < n ? import_tables(in, files + i, n - i, err) : 0;
}

static int
import_files(struct importing *in, const struct import_file *files, size_t n,
	struct error *err)
{
	const struct model *model = in->opts->model;
	int rc = store_open(&in->store, in->db, model, err);

	in->schemas = xcalloc(model->nkinds, sizeof *in->schemas);
	if (rc == 0)
		rc = import_each(in, files, n, err);
	for (size_t i = 0; i < model->nkinds; i++)
		xml_schema_free(in->schemas[i]);
	free(in->schemas);
	import_end(in);
	store_close(in->store);
	return rc;
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
	struct importing in = { .db = db, .opts = opts, .stats = stats };
	struct import_file *files = NULL;
	struct error unused;
	size_t nfiles = 0;
	bool empty;
	int rc = import_find(&files, &nfiles, paths, n, err);

	if (rc == 0)
		import_drop_reports(files, &nfiles, opts);
	if (rc == 0)
		import_tell_others(paths, n, opts);
	in.nfiles = nfiles;
	for (size_t i = 0; i < nfiles; i++)
		in.total += files[i].size;
	if (rc == 0)
		rc = read_by(in.read_by, err);
	if (rc == 0)
		rc = is_empty(db, &empty, err);
	if (rc == 0 && empty)
		db_fill(db, true);
	if (rc == 0)
		rc = db_begin(db, err);
	if (rc == 0) {
		for (size_t i = 0; rc == 0 && i < nfiles; i++)
			rc = unread_forget(db, files[i].path, err);
		if (rc == 0)
			rc = unread_forget_gone(db, err);
		if (rc == 0)
			rc = villages_begin(db, files, nfiles, err);
		if (rc == 0)
			rc = import_files(&in, files, nfiles, err);
		if (rc == 0)
			rc = villages_end(db, opts, err);
		if (rc == 0 && stats->files + stats->unchanged == 0)
			rc = err_set(err, ERR_INPUT, "IMPORT-34",
				"nothing was imported: there is no record in "
				"it, only blank tables or what cannot be read");
		if (db_commit(db, rc == 0 ? err : &unused) != 0)
			rc = -1;
		db_fill(db, false);
	}
	import_free(files, nfiles);
	return rc;
}
