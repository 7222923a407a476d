/*
 * Tables and rows as a folder that psql loads.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "records/transfer.h"

struct transfer_folder {
	char *dir, *tmp, *path;
	char *made; /* of the folder, what was not there */
	FILE *f;    /* the rows of one table */
	size_t rows;
	struct strbuf written; /* their files, a line each */
	struct strbuf script;
};

static int
folder_sql(void *arg, const char *sql, struct error *err)
{
	struct transfer_folder *o = arg;

	(void)err;
	strbuf_adds(&o->script, sql);
	return 0;
}

static int
folder_error(const struct transfer_folder *o, struct error *err)
{
	return err_set(err, ERR_SYSTEM, "TRANSFER-2", "%s: cannot be written",
		o->path);
}

static int
folder_begin(
	void *arg, const char *table, const char *target, struct error *err)
{
	struct transfer_folder *o = arg;

	free(o->path);
	free(o->tmp);
	o->tmp = NULL;
	o->path = xasprintf("%s/%s.copy", o->dir, table);
	if (file_begin(o->path, &o->tmp, err) != 0)
		return -1;
	o->f = fopen(o->tmp, "w");
	o->rows = 0;
	strbuf_addf(&o->script, "\\copy %s FROM '%s.copy'\n", target, table);
	return o->f != NULL ? 0 : folder_error(o, err);
}

static int
folder_row(void *arg, const char *line, size_t n, struct error *err)
{
	struct transfer_folder *o = arg;

	o->rows++;
	return fwrite(line, 1, n, o->f) == n ? 0 : folder_error(o, err);
}

/* Whoever loads a file that was cut off on its way must not get a street in
 * which little is wrong. */
static int
folder_end(void *arg, const char *table, struct error *err)
{
	struct transfer_folder *o = arg;
	int failed = file_close(o->f, o->path, 0, err);

	strbuf_addf(&o->script,
		"DO $$BEGIN IF (SELECT COUNT(*) FROM \"%s\") <> %zu THEN"
		" RAISE '%s is not whole'; END IF; END$$;\n",
		table, o->rows, table);

	o->f = NULL;
	if (failed)
		return -1;
	failed = file_commit(o->tmp, o->path, err);
	if (!failed)
		strbuf_addf(&o->written, "%s\n", o->path);
	free(o->tmp);
	o->tmp = NULL;
	return failed;
}

int
transfer_folder_open(struct transfer_folder **out, const char *dir,
	struct transfer_sink *sink, struct error *err)
{
	struct transfer_folder *o;
	char *script, *made;

	*out = NULL;
	if (file_make_new_dir(dir, &made, err) != 0) {
		free(made);
		return -1;
	}
	o = xcalloc(1, sizeof *o);
	o->dir = xstrdup(dir);
	o->made = made;
	/* with it a folder can be loaded: it goes before a table does */
	script = xasprintf("%s/load.sql", dir);
	unlink(script);
	free(script);
	strbuf_adds(&o->script,
		"-- psql -v ON_ERROR_STOP=1 -d DATABASE -f load.sql, from this"
		" folder\n\\set ON_ERROR_STOP on\n");
	*sink = (struct transfer_sink){ folder_sql, folder_begin, folder_row,
		folder_end, o };
	*out = o;
	return 0;
}

/* Nothing of a folder that is not whole stays. */
static void
undo_folder(struct transfer_folder *o)
{
	char *rest = o->written.data, *path;

	while (rest != NULL && (path = strsep(&rest, "\n")) != NULL)
		unlink(path);
	file_unmake_dir(o->dir, o->made);
}

int
transfer_folder_close(struct transfer_folder *o, bool keep, struct error *err)
{
	char *path;
	int rc = 0;

	if (o == NULL)
		return 0;
	if (o->f != NULL)
		fclose(o->f);
	file_abort(o->tmp);
	path = xasprintf("%s/load.sql", o->dir);
	if (keep)
		rc = file_write(path, o->script.data, o->script.len, err);
	if (!keep || rc != 0)
		undo_folder(o);
	free(path);
	strbuf_clear(&o->script);
	strbuf_clear(&o->written);
	free(o->made);
	free(o->dir);
	free(o->tmp);
	free(o->path);
	free(o);
	return rc;
}
