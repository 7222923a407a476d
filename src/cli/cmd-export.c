/*
 * hecha export KIND…
 *
 * What the database holds as ledgers, to correct and to import again; or all of
 * it as a schema of PostgreSQL.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/ledgers.h"
#include "cli/tables-out.h"
#include "lib/db.h"
#include "schema/codes.h"
#include "schema/model.h"

static const struct opt opts[] = {
	{ "output", 'o', TEXT(output), .arg = N_("FILE"),
		.help = N_("the workbook to write (default: export.xlsx); of "
			   "postgresql the folder (default: postgresql)") },
	{ "format", 'f', TEXT(format), .arg = "xlsx|postgresql",
		.help = N_("ledgers (default), or all that was imported as "
			   "tables for a PostgreSQL database") },
	{ "to", 0, TEXT(upstream.to), .arg = N_("URL"),
		.help = N_("as tables straight into this database, "
			   "postgresql://USER@HOST:PORT/DATABASE; a schema "
			   "that hecha made before is replaced") },
	{ "schema", 0, TEXT(schema), .arg = N_("NAME"),
		.help = N_("the schema for these tables, one a street "
			   "(default: hecha)") },
	{ "credentials", 0, TEXT(upstream.credentials), .arg = N_("FILE"),
		.help = N_("one line user:password, readable by you only; or "
			   "in the environment as HECHA_CREDENTIALS") },
	{ "document", 0, TEXT(document), .arg = N_("NAME"),
		.help = N_("only what the document of this name brought") },
	{ "source", 0, TEXT(source), .arg = "current|previous|collected",
		.help = N_("which register (default: current)") },
	{ 0 },
};

/* Of the documents of a kind that are meant: how many there are, how many of
 * their records were rejected, and (of one) which source it says. */
struct meant {
	int64_t documents, rejected;
	char *source;
};

static int
look_up(struct meant *m, const struct ctx *ctx, const char *kind,
	struct error *err)
{
	const char *document = ctx->options.document;
	const char *source = ctx->options.source;
	struct stmt *st;
	int rc;

	if (db_prepare(&st, ctx->db,
		    "SELECT COUNT(*), SUM(rejected), MAX(source)"
		    " FROM hc_document WHERE kind = ?1"
		    " AND name = COALESCE(?2, name)"
		    " AND (?3 IS NULL OR source IS NULL OR source = ?3)",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, kind);
	stmt_bind_static(st, 2, document);
	stmt_bind_static(
		st, 3, source != NULL || document != NULL ? source : "current");
	rc = stmt_step(st, err);
	if (rc == 1) {
		m->documents += stmt_int(st, 0);
		m->rejected += stmt_int(st, 1);
		if (m->source == NULL)
			m->source = xstrdup(stmt_text(st, 2));
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

static void
tell_sheet(void *arg, const char *sheet, long rows)
{
	const struct ctx *ctx = arg;

	if (!ctx->options.quiet && rows > 0)
		text_print_safe(stdout, _("%s: rows %ld\n"), sheet, rows);
}

static int
check_source(const struct job *job, struct error *err)
{
	const struct code_list *list = codes_list(
		job->codes, "register-source");
	const char *source = job->options->source;

	if (source == NULL || (list != NULL && codes_has(list, source)))
		return 0;
	return err_set(err, ERR_USAGE, "CMD-EXPORT-1",
		"--source wants current, previous or collected");
}

static int
find_documents(struct meant *m, struct ctx *ctx, const struct ledger_opts *o,
	struct error *err)
{
	for (size_t i = 0; i < o->nkinds; i++) {
		if (look_up(m, ctx, o->kinds[i]->name, err) != 0)
			return -1;
	}
	return m->documents > 0 ? 0
				: err_set(err, ERR_USAGE, "CMD-EXPORT-2",
					  "no such document has been imported");
}

static void
tell_next(const struct ctx *ctx, const char *path)
{
	char *command = xasprintf("import %s", path);

	cmd_tell_next(ctx, command);
	free(command);
}

static int
run_ledgers(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const char *path = ctx->options.output != NULL ? ctx->options.output
						       : "export.xlsx";
	struct job job = { .options = &ctx->options };
	struct meant meant = { 0 };
	const struct kind **kinds = NULL;
	struct ledger_opts o = { .lang = ctx->lang,
		.db = ctx->db,
		.document = ctx->options.document,
		.tell = tell_sheet,
		.arg = ctx };
	int rc = -1;

	if (argc == 0)
		return err_set(
			err, ERR_USAGE, "CMD-EXPORT-3", "usage: export KIND…");
	if (job_open(&job, ctx->db, err) != 0 || check_source(&job, err) != 0)
		goto out;
	kinds = ledgers_kinds(&job, argv, argc, &o.nkinds, err);
	if (kinds == NULL)
		goto out;
	o.kinds = kinds;
	o.codes = job.codes;
	if (find_documents(&meant, ctx, &o, err) != 0)
		goto out;
	o.source = meant.source;
	rc = ledger_write(path, &o, err);
	if (rc == 0 && !ctx->options.quiet)
		text_print_safe(stdout, _("written: %s\n"), path);
	if (rc == 0)
		tell_next(ctx, path);
	if (rc == 0 && meant.rejected > 0)
		fprintf(stderr,
			_("hecha: rejected records are not in it: %lld; hecha "
			  "findings --rejected lists them\n"),
			(long long)meant.rejected);
out:
	free(meant.source);
	free(kinds);
	job_clear(&job);
	return rc;
}

static int
run_export(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const struct options *o = &ctx->options;
	bool to_tables = o->upstream.to != NULL ||
		(o->format != NULL && strcmp(o->format, "postgresql") == 0);

	if (o->format != NULL && !to_tables && strcmp(o->format, "xlsx") != 0)
		return err_set(err, ERR_USAGE, "CMD-EXPORT-4",
			"--format wants xlsx or postgresql");
	if (!to_tables &&
		(o->schema != NULL || o->upstream.credentials != NULL))
		return err_set(err, ERR_USAGE, "CMD-EXPORT-5",
			"--schema and --credentials are for PostgreSQL");
	if (!to_tables)
		return run_ledgers(ctx, argc, argv, err);
	if (argc > 0 || o->document != NULL || o->source != NULL)
		return err_set(err, ERR_USAGE, "CMD-EXPORT-6",
			"all goes to PostgreSQL: name no kind, document or "
			"source");
	return tables_export(ctx, err);
}

const struct cmd cmd_export = {
	.name = "export",
	.args = N_("[KIND…]"),
	.summary = N_("write what was imported as ledgers (.xlsx), or as "
		      "tables for PostgreSQL"),
	.access = CMD_READ,
	.opts = opts,
	.run = run_export,
};
