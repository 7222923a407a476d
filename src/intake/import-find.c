/*
 * Which files are meant: those that are named, and what is below directories.
 */
#include "config.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "intake/import-find.h"
#include "intake/import.h"
#include "lib/grid.h"
#include "lib/office.h"

#define A_START 100 /* files that LibreOffice gets at a time */

struct inputs {
	struct import_file *items;
	size_t n;
};

static void
add_input(struct inputs *in, const char *path, const char *name, uint64_t size,
	bool is_named)
{
	in->items = xreallocarray(in->items, in->n + 1, sizeof *in->items);
	in->items[in->n++] = (struct import_file){ .path = xstrdup(path),
		.name = text_decode(name),
		.size = size,
		.is_named = is_named };
}

static void
free_file(struct import_file *f)
{
	free(f->path);
	free(f->name);
	free(f->readable);
	file_remove_dir(f->office_dir);
	free(f->office_dir);
}

void
import_free(struct import_file *files, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free_file(&files[i]);
	free(files);
}

/* What in a directory is meant to be read; ~$ are the locks of open files. */
static bool
is_wanted(const char *name)
{
	static const char *const ends[] = { ".xml", ".xlsx", ".xlsm", ".xls",
		".xlsb", ".et", ".ods", ".csv", ".tsv", ".txt", ".htm", ".html",
		".mht", ".mhtml", NULL };
	size_t n = strlen(name);

	if (name[0] == '.' || strncmp(name, "~$", 2) == 0)
		return false;
	for (size_t i = 0; ends[i] != NULL; i++) {
		size_t m = strlen(ends[i]);

		if (n > m && strcasecmp(name + n - m, ends[i]) == 0)
			return true;
	}
	return false;
}

/* Links are not followed. */
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
		} else if (S_ISREG(st.st_mode) && is_wanted(e->d_name)) {
			add_input(in, path, name, (uint64_t)st.st_size, false);
		}
		free(path);
		free(name);
	}
	closedir(d);
	return rc;
}

/* XML before tables, which may name villages that it knows. */
static int
by_name(const void *a, const void *b)
{
	const struct import_file *x = a, *y = b;

	if (x->is_table != y->is_table)
		return x->is_table ? 1 : -1;
	return strcmp(x->name, y->name);
}

static int
tell_apart(struct inputs *in, struct error *err)
{
	for (size_t i = 0; i < in->n; i++) {
		enum grid_kind kind;
		const char *what;

		if (grid_kind(&kind, &what, in->items[i].path, err) != 0)
			return -1;
		in->items[i].is_table = kind != GRID_XML;
		in->items[i].is_foreign = kind == GRID_FOREIGN;
		in->items[i].is_office = kind == GRID_OFFICE;
	}
	qsort(in->items, in->n, sizeof *in->items, by_name);
	return 0;
}

/* Some that LibreOffice has to make readable, at one start. What it cannot is
 * tried again by who reads it, who tells why. */
static int
make_readable(struct import_file **files, size_t n, struct error *err)
{
	struct office_book *books = xcalloc(n + 1, sizeof *books);
	int rc;

	for (size_t i = 0; i < n; i++)
		books[i].path = files[i]->path;
	rc = office_convert_all(&files[0]->office_dir, books, n, err);
	for (size_t i = 0; i < n; i++)
		files[i]->readable = books[i].xlsx;
	free(books);
	return rc;
}

static int
make_all_readable(struct inputs *in, struct error *err)
{
	struct import_file *some[A_START];
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < in->n; i++) {
		if (in->items[i].is_office)
			some[n++] = &in->items[i];
		if (n == A_START || (n > 0 && i + 1 == in->n)) {
			rc = make_readable(some, n, err);
			n = 0;
		}
	}
	return rc;
}

int
import_find(struct import_file **files, size_t *n, char **paths, int npaths,
	struct error *err)
{
	struct inputs in = { 0 };
	uint64_t before = 0;
	int rc = 0;

	for (int i = 0; rc == 0 && i < npaths; i++) {
		const char *slash = strrchr(paths[i], '/');
		struct stat st;

		if (stat(paths[i], &st) != 0)
			rc = err_set(err, ERR_INPUT, "IMPORT-3",
				"%s: no such file", paths[i]);
		else if (!S_ISDIR(st.st_mode))
			add_input(&in, paths[i],
				slash != NULL ? slash + 1 : paths[i],
				(uint64_t)st.st_size, true);
		else
			rc = walk(&in, paths[i], "", err);
	}
	if (rc == 0 && in.n == 0)
		rc = err_set(err, ERR_INPUT, "IMPORT-4",
			"no XML file and no table to import");
	if (rc == 0)
		rc = tell_apart(&in, err);
	for (size_t i = 0; i < in.n; i++) {
		in.items[i].before = before;
		before += in.items[i].size;
		for (size_t k = 0; rc == 0 && k < i; k++) {
			if (strcmp(in.items[i].name, in.items[k].name) == 0)
				rc = err_set(err, ERR_USAGE, "IMPORT-5",
					"%s and %s would both be known as %s; "
					"give the directory above them",
					in.items[k].path, in.items[i].path,
					in.items[i].name);
		}
	}
	if (rc == 0)
		rc = make_all_readable(&in, err);
	*files = in.items;
	*n = in.n;
	return rc;
}

/* Does it lie beside a result.xml? */
static bool
has_result(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *result = xasprintf("%.*sresult.xml",
		slash != NULL ? (int)(slash + 1 - path) : 0, path);
	bool has = access(result, F_OK) == 0;

	free(result);
	return has;
}

void
import_drop_reports(
	struct import_file *files, size_t *n, const struct import_opts *opts)
{
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++) {
		struct import_file *f = &files[i];
		const char *slash = strrchr(f->path, '/');
		const char *name = slash != NULL ? slash + 1 : f->path;
		char *text;

		if (!f->is_named && opts->is_report != NULL &&
			opts->is_report(name) && has_result(f->path)) {
			text = xasprintf(
				_("%s: a report of hecha's own"), f->name);
		} else if (!f->is_named && f->is_table &&
			opts->is_list != NULL &&
			opts->is_list(
				f->readable != NULL ? f->readable : f->path)) {
			text = xasprintf(_("%s: a list of problems; import it "
					   "by its name to take what was "
					   "decided"),
				f->name);
		} else {
			files[kept++] = *f;
			continue;
		}
		if (opts->passed != NULL)
			opts->passed(opts->arg, f->name, text);
		free(text);
		/* in what lies there others are still read */
		if (f->office_dir != NULL && i + 1 < *n &&
			files[i + 1].office_dir == NULL) {
			files[i + 1].office_dir = f->office_dir;
			f->office_dir = NULL;
		}
		free_file(f);
	}
	*n = kept;
}

#define MAX_TOLD 20

struct others {
	const struct import_opts *opts;
	size_t n;
};

static void
tell_other(struct others *o, const char *name)
{
	char *text;

	if (o->n++ >= MAX_TOLD)
		return;
	text = xasprintf(_("%s: files of this ending are not read"), name);
	o->opts->passed(o->opts->arg, name, text);
	free(text);
}

/* What cannot be opened here import_find has told. */
static void
walk_others(struct others *o, const char *dir, const char *below)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL) {
		char *path, *name;
		struct stat st;

		if (e->d_name[0] == '.' || strncmp(e->d_name, "~$", 2) == 0)
			continue;
		path = xasprintf("%s/%s", dir, e->d_name);
		name = xasprintf("%s%s", below, e->d_name);
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
			char *deeper = xasprintf("%s/", name);

			walk_others(o, path, deeper);
			free(deeper);
		} else if (!is_wanted(e->d_name) && !has_result(path)) {
			tell_other(o, name);
		}
		free(path);
		free(name);
	}
	if (d != NULL)
		closedir(d);
}

void
import_tell_others(char **paths, int npaths, const struct import_opts *opts)
{
	struct others o = { .opts = opts };
	struct stat st;

	for (int i = 0; opts->passed != NULL && i < npaths; i++) {
		if (stat(paths[i], &st) == 0 && S_ISDIR(st.st_mode))
			walk_others(&o, paths[i], "");
	}
	if (o.n > MAX_TOLD) {
		char *text = xasprintf(_("further files of such endings: %zu"),
			o.n - MAX_TOLD);

		opts->passed(opts->arg, "", text);
		free(text);
	}
}
