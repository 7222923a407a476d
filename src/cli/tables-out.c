/*
 * All that was imported as a schema of PostgreSQL.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/foreign.h"
#include "check/pack.h"
#include "cli/cmd.h"
#include "cli/job.h"
#include "cli/progress.h"
#include "cli/tables-out.h"
#include "lib/postgres.h"
#include "records/transfer.h"
#include "send/settings.h"

static void
show_table(void *arg, const char *table)
{
	progress_show(arg, table, 0, 0);
}

static int
write_folder(struct ctx *ctx, struct foreign_export *how, struct error *err)
{
	const char *dir = ctx->options.output != NULL ? ctx->options.output
						      : "postgresql";
	struct error ignored = { 0 };
	struct transfer_folder *folder;
	struct transfer_sink sink;
	int rc = transfer_folder_open(&folder, dir, &sink, err);

	if (rc != 0)
		return -1;
	how->sink = &sink;
	rc = sink.sql(sink.arg, "BEGIN READ WRITE;\n", err);
	if (rc == 0)
		rc = foreign_export(ctx->db, how, err);
	if (transfer_folder_close(folder, rc == 0, rc == 0 ? err : &ignored) !=
		0)
		rc = -1;
	if (rc == 0 && !ctx->options.quiet)
		text_print_safe(stdout,
			_("written: %s/load.sql; load it from there with psql "
			  "-d "
			  "DATABASE -f load.sql\n"),
			dir);
	return rc;
}

/* A schema of that name that is not ours is nobody's to drop. */
static int
make_room(struct pg *pg, const char *schema, struct error *err)
{
	char *there, *sql;
	int rc = pg_get(pg,
		"SELECT COALESCE(obj_description(oid), '') FROM"
		" pg_namespace WHERE nspname = $1",
		schema, &there, err);

	if (rc == 0 && there != NULL && strncmp(there, "hecha ", 6) != 0)
		rc = err_set(err, ERR_USAGE, "TABLES-OUT-1",
			"%s: the schema %s is there and is none of hecha's",
			pg_name(pg), schema);
	if (rc == 0 && there != NULL) {
		sql = xasprintf("DROP SCHEMA \"%s\" CASCADE", schema);
		rc = pg_exec(pg, sql, err);
		free(sql);
	}
	free(there);
	return rc;
}

static int
write_server(struct ctx *ctx, struct foreign_export *how, struct error *err)
{
	struct http_auth auth = { 0 };
	struct transfer_sink sink;
	struct pg *pg = NULL;
	int rc = -1;

	if (settings_credentials(
		    &auth, ctx->options.upstream.credentials, err) != 0 ||
		pg_open(&pg, ctx->options.upstream.to, auth.user, auth.password,
			err) != 0)
		goto out;
	transfer_server(pg, &sink);
	how->sink = &sink;
	/* what was there goes in the same transaction, or stays */
	if (pg_exec(pg, "BEGIN READ WRITE", err) == 0 &&
		make_room(pg, how->schema, err) == 0)
		rc = foreign_export(ctx->db, how, err);
	if (rc == 0 && !ctx->options.quiet)
		text_print_safe(stdout, _("written: schema %s of %s\n"),
			how->schema, pg_name(pg));
out:
	pg_close(pg);
	http_auth_clear(&auth);
	return rc;
}

int
tables_export(struct ctx *ctx, struct error *err)
{
	const struct options *o = &ctx->options;
	struct job job = { .options = o };
	struct progress progress;
	struct foreign_export how = {
		.schema = o->schema != NULL ? o->schema : "hecha",
		.progress = show_table,
		.arg = &progress,
	};
	int rc = -1;

	if (!transfer_is_name(how.schema))
		return err_set(err, ERR_USAGE, "TABLES-OUT-2",
			"--schema wants small letters, digits and _");
	if (o->upstream.to != NULL && !pg_is_url(o->upstream.to))
		return err_set(err, ERR_USAGE, "TABLES-OUT-3",
			"--to wants postgresql://USER@HOST:PORT/DATABASE");
	if (job_open(&job, ctx->db, err) == 0 &&
		pack_load(&job.rules, NULL, 0, job.model, err) == 0) {
		how.rules = job.rules;
		progress_begin(&progress, o->quiet, true);
		rc = o->upstream.to != NULL ? write_server(ctx, &how, err)
					    : write_folder(ctx, &how, err);
		progress_end(&progress);
	}
	job_clear(&job);
	return rc;
}
