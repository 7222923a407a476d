/*
 * hecha convert FILE|DIR… -o DIR
 *
 * Tables as documents, with an account of every cell; or, with --explain, only
 * what each column would be.
 */
#include "config.h"
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/account.h"
#include "cli/cmd.h"
#include "cli/job.h"
#include "intake/import-find.h"
#include "intake/import.h"
#include "intake/tables.h"
#include "lib/digest.h"

static const struct opt opts[] = {
	{ "output", 'o', TEXT(output), .arg = N_("DIR"),
		.help = N_("where the documents go, and the account") },
	{ "explain", 0, FLAG(explain),
		.help = N_("tell what each column would be, and write "
			   "nothing") },
	{ "save-layout", 0, TEXT(save_layout), .arg = N_("FILE"),
		.help = N_("write the titles of the columns as a layout") },
	PLAN_CODES_OPTION,
	IMPORT_OPTIONS,
	{ 0 },
};

/* refused: files that are, beside which others are read. */
static int
read_files(struct tables *t, const struct import_file *files, size_t n,
	size_t *refused, struct error *err)
{
	size_t read = 0;

	for (size_t i = 0; i < n; i++) {
		int rc;

		if (!files[i].is_table) {
			text_print_safe(stderr,
				_("Not converted, XML already: %s\n"),
				files[i].name);
			continue;
		}
		rc = tables_read(t, files[i].path, files[i].readable,
			files[i].name, err);
		if (rc != 0 && (rc < 0 || files[i].is_named) &&
			(files[i].is_named || !files[i].is_foreign)) {
			if (n == 1 || err->kind != ERR_INPUT)
				return -1;
			text_print_safe(
				stderr, "hecha: %s [%s]", err->msg, err->code);
			*err = (struct error){ 0 };
			++*refused;
		} else if (rc != 0) {
			text_print_safe(stderr, _("Not read: %s\n"), err->msg);
			*err = (struct error){ 0 };
		}
		read += rc == 0;
	}
	return read > 0 ? 0
			: err_set(err, ERR_INPUT, "CMD-CONVERT-1",
				  "no table to convert");
}

/* The document's name without what no file may be called. */
static char *
file_name(const char *dir, const struct table_document *d)
{
	char *path = xasprintf("%s/%s.xml", dir, d->name);

	for (char *s = path + strlen(dir) + 1; *s != '\0'; s++) {
		if (*s == '/')
			*s = '-';
	}
	return path;
}

/* The last line of a document says what all before it hashes to, so that one
 * sees whether somebody has changed it since. */
#define SEAL_BEGIN "<!-- sha256 of the lines above: "
#define SEAL_END " -->\n"
enum { SEAL = sizeof SEAL_BEGIN - 1 + DIGEST_HEX - 1 + sizeof SEAL_END - 1 };
#define DOCUMENT_LIMIT ((size_t)1 << 31)

static int
add_seal(const char *path, struct error *err)
{
	char sum[DIGEST_HEX];
	FILE *f;

	if (digest_sha256_file(path, sum, err) != 0)
		return -1;
	f = fopen(path, "abe");
	if (f == NULL)
		return err_set(err, ERR_SYSTEM, "CMD-CONVERT-4", "%s: %s", path,
			err_reason(errno));
	fprintf(f, SEAL_BEGIN "%s" SEAL_END, sum);
	return file_close(f, path, 0, err);
}

/* Of a file that is there already: is it as it was written? */
static int
is_as_written(bool *is, const char *path, struct error *err)
{
	char sum[DIGEST_HEX], *bytes;
	size_t n;

	if (file_read(path, DOCUMENT_LIMIT, &bytes, &n, err) != 0)
		return -1;
	*is = n > SEAL;
	if (*is) {
		digest_sha256_hex(bytes, n - SEAL, sum);
		*is = memcmp(bytes + n - SEAL + sizeof SEAL_BEGIN - 1, sum,
			      DIGEST_HEX - 1) == 0;
	}
	free(bytes);
	return 0;
}

/* What a person has changed is not written over. */
static int
spare(const char *path, struct error *err)
{
	bool is = true;

	if (access(path, F_OK) == 0 && is_as_written(&is, path, err) != 0)
		return -1;
	return is ? 0
		  : err_set(err, ERR_USAGE, "CMD-CONVERT-5",
			    "%s is not as it was converted: move it away, or "
			    "choose another folder with -o",
			    path);
}

/* All or none of them. */
static int
put_documents(
	const struct tables *t, const char *dir, bool quiet, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < tables_documents(t); i++) {
		const struct table_document *d = tables_document(t, i);
		char *path = file_name(dir, d);

		rc = spare(path, err);
		if (rc == 0)
			rc = add_seal(d->path, err);
		free(path);
	}
	for (size_t i = 0; rc == 0 && i < tables_documents(t); i++) {
		const struct table_document *d = tables_document(t, i);
		char *path = file_name(dir, d);

		rc = file_commit(d->path, path, err);
		if (rc == 0 && !quiet)
			text_print_safe(stdout, _("written: %s\n"), path);
		free(path);
	}
	return rc;
}

static int
write_account(const struct tables *t, const char *dir, const struct ctx *ctx,
	struct error *err)
{
	const char *given = ctx->options.account;
	char *path = given != NULL ? xstrdup(given)
				   : xasprintf("%s/convert.log", dir);
	int rc = account_write(t, path, ctx->lang, err);

	free(path);
	return rc;
}

static int
convert(struct tables *t, const struct ctx *ctx, struct error *err)
{
	const char *out = ctx->options.output;
	struct strbuf sb = { 0 };
	char *base, *dir, *made;
	int rc = file_make_new_dir(out, &made, err);

	if (rc != 0) {
		file_unmake_dir(out, made);
		free(made);
		return -1;
	}
	base = xasprintf("%s/", out);
	dir = file_work_dir(base, err);
	free(base);
	rc = dir != NULL ? tables_write(t, dir, err) : -1;
	if (rc == 0 && ctx->options.strict && tables_refusals(t) > 0)
		rc = err_set(err, ERR_INPUT, "CMD-CONVERT-3",
			"cells or rows refused: %llu; nothing was written",
			(unsigned long long)tables_refusals(t));
	if (rc == 0)
		rc = put_documents(t, out, ctx->options.quiet, err);
	file_remove_dir(dir);
	free(dir);
	if (rc != 0)
		file_unmake_dir(out, made);
	free(made);
	if (rc == 0)
		rc = write_account(t, out, ctx, err);
	if (rc == 0 && !ctx->options.quiet) {
		account_add_cells(&sb, t, ctx->lang);
		fputs(sb.data != NULL ? sb.data : "", stdout);
		strbuf_reset(&sb);
		account_add_refusals(&sb, t, ctx->lang);
		fputs(sb.data != NULL ? sb.data : "", stderr);
	}
	strbuf_clear(&sb);
	return rc != 0 ? -1 : tables_refusals(t) > 0;
}

static int
save_layout(const struct tables *t, const char *path, struct error *err)
{
	struct strbuf sb = { 0 };
	int rc;

	if (path == NULL)
		return 0;
	account_add_layout(&sb, t);
	rc = file_write(path, sb.data, sb.len, err);
	strbuf_clear(&sb);
	return rc;
}

static int
explain(const struct tables *t, const struct ctx *ctx, struct error *err)
{
	struct strbuf sb = { 0 };

	account_add_columns(&sb, t, ctx->lang);
	account_add_cells(&sb, t, ctx->lang);
	fputs(sb.data != NULL ? sb.data : "", stdout);
	strbuf_clear(&sb);
	return ctx->options.account != NULL
		? account_write(t, ctx->options.account, ctx->lang, err)
		: 0;
}

static int
run_convert(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const struct options *o = &ctx->options;
	const struct table_settings settings = { .division = o->division,
		.source = o->source,
		.exported = o->exported,
		.issued = o->issued,
		.layouts = o->layouts.items,
		.nlayouts = o->layouts.n,
		.year = (long)o->year };
	struct job job = { .options = o };
	struct import_file *files = NULL;
	struct tables *t = NULL;
	size_t n = 0, refused = 0;
	int rc = -1;

	if (argc == 0 || (o->output == NULL && !o->explain))
		return err_set(err, ERR_USAGE, "CMD-CONVERT-2",
			"usage: convert FILE|DIR… -o DIR");
	if (job_load_for_plan(&job, err) != 0 ||
		import_find(&files, &n, argv, argc, err) != 0 ||
		tables_new(&t, job.model, job.codes, &settings, err) != 0 ||
		read_files(t, files, n, &refused, err) != 0 ||
		save_layout(t, o->save_layout, err) != 0)
		goto out;
	rc = o->explain ? explain(t, ctx, err) : convert(t, ctx, err);
	if (rc >= 0 && refused > 0)
		rc = JOB_REFUSED;
out:
	tables_free(t);
	import_free(files, n);
	job_clear(&job);
	return rc;
}

const struct cmd cmd_convert = {
	.name = "convert",
	.args = N_("FILE|DIR… -o DIR"),
	.summary = N_("make documents of tables, with an account of each cell"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_convert,
};
