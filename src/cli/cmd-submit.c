/*
 * hecha submit [FILE…]
 *
 * Seal the latest check's result and reports, or the files given, into one
 * package, queue it in the outbox, and send what waits for that address.
 */
#include "config.h"
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "cli/cmd.h"
#include "cli/dispatch.h"
#include "cli/job.h"
#include "lib/db.h"
#include "lib/digest.h"
#include "report/report.h"
#include "send/outbox.h"
#include "send/package.h"
#include "send/settings.h"

static const struct opt opts[] = {
	UPSTREAM_OPTIONS,
	{ "method", 0, TEXT(upstream.method), .arg = "post|put",
		.help = N_("post (default) to a server that answers with a "
			   "receipt, or put into a WebDAV folder") },
	UNMASKED_OPTION(N_("send identity numbers and birth dates in full")),
	LETTER_OPTIONS,
	{ "dry-run", 'n', FLAG(dry_run),
		.help = N_("show what would be sent and where to, and do "
			   "nothing") },
	{ 0 },
};

static void
remove_work_dir(char *dir)
{
	if (dir != NULL)
		file_remove_dir(dir);
	free(dir);
}

/* A name for the latest run that the same inputs, rules, plan and day give
 * again, on any machine; the caller's. */
static int
identify_run(struct db *db, char **run, struct error *err)
{
	char hex[DIGEST_HEX], *facts;

	*run = NULL;
	if (db_get_text(db,
		    "SELECT inputs_sha256 || ' ' || rules_sha256 || ' ' ||"
		    " plan_id || ' ' || plan_version || ' ' || as_of"
		    " FROM hc_run ORDER BY id DESC LIMIT 1",
		    &facts, err) != 0)
		return -1;
	if (facts == NULL)
		return err_set(err, ERR_USAGE, "CMD-SUBMIT-1",
			"nothing was checked yet; run hecha check first");
	digest_sha256_hex(facts, strlen(facts), hex);
	*run = xstrndup(hex, 16);
	free(facts);
	return 0;
}

static int
collect_reports(struct ctx *ctx, const char *work, struct package *p,
	char **run, struct error *err)
{
	char *folder = xasprintf("%s/parts", work);
	int rc = -1;

	if (identify_run(ctx->db, run, err) == 0 &&
		report_all(ctx->db, folder, ctx->lang, !ctx->options.unmasked,
			&ctx->options.letter, err) == 0)
		rc = package_add_folder(p, folder, err);
	free(folder);
	return rc;
}

static int
make_package(struct ctx *ctx, const char *work, char **files, int n,
	struct package *p, struct error *err)
{
	char *run = NULL;
	int rc = 0;

	for (int i = 0; rc == 0 && i < n; i++)
		rc = package_add_file(p, files[i], err);
	if (n == 0)
		rc = collect_reports(ctx, work, p, &run, err);
	if (rc == 0)
		rc = package_seal(p, run, ctx->options.unmasked, err);
	free(run);
	return rc;
}

static void
print_part(uint64_t size, const char *sha256, const char *name)
{
	printf("  %s %10" PRIu64 "  %s\n", sha256, size, name);
}

static void
print_plan(const struct package *p, const struct settings *u)
{
	char hash[DIGEST_HEX];

	digest_sha256_hex(p->manifest, strlen(p->manifest), hash);
	printf(_("would be sent by %s to %s\n"),
		strcmp(u->method, "put") == 0 ? "PUT" : "POST", u->to);
	printf(_("package %s\n"), p->id);
	print_part(p->zip_size, p->zip_sha256, p->name);
	printf(_("files in it: %zu\n"), p->n + 1);
	print_part(strlen(p->manifest), hash, "manifest.xml");
	for (size_t i = 0; i < p->n; i++)
		print_part(
			p->parts[i].size, p->parts[i].sha256, p->parts[i].name);
}

/* Seal and queue, or only show; no file of ours is left when it answers. */
static int
seal(struct ctx *ctx, const struct settings *u, char **files, int n,
	struct error *err)
{
	char *work = file_work_dir(ctx->options.db, err), *zip = NULL;
	struct outbox_row row = { 0 };
	struct package p = { 0 };
	int rc = -1;

	if (work == NULL)
		return -1;
	zip = xasprintf("%s/package.zip", work);
	if (make_package(ctx, work, files, n, &p, err) != 0 ||
		package_write(&p, zip, err) != 0)
		goto out;
	rc = 0;
	if (ctx->options.dry_run)
		print_plan(&p, u);
	else
		rc = outbox_add(ctx->db, &p, zip,
			&(struct outbox_target){ u->to, u->method }, &row, err);
	if (rc == 0 && !ctx->options.dry_run &&
		strcmp(row.state, "sent") == 0 && !ctx->options.quiet)
		printf(_("sent before: %s, receipt: %s\n"), row.name,
			row.receipt);
out:
	outbox_row_clear(&row);
	package_clear(&p);
	free(zip);
	remove_work_dir(work);
	return rc;
}

/* What is sealed lies in the outbox before anything is sent. */
static int
submit(struct ctx *ctx, const struct settings *u, char **files, int n,
	struct error *err)
{
	int lock, rc;

	if (ctx->options.dry_run)
		return seal(ctx, u, files, n, err);
	if (outbox_lock(ctx->options.db, &lock, err) != 0)
		return -1;
	rc = seal(ctx, u, files, n, err);
	if (rc == 0)
		rc = dispatch_send(ctx, ctx->db, u, u->to, err);
	close(lock);
	return rc;
}

static int
run_submit(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct settings u = { 0 };
	int rc = job_check_letter(&ctx->options.letter, err);

	if (rc == 0)
		rc = settings_settle(&u, &ctx->options.upstream, err);
	if (rc == 0 && u.to == NULL)
		rc = err_set(err, ERR_USAGE, "CMD-SUBMIT-2",
			"no address to submit to; see --to and --config");
	if (rc == 0)
		rc = submit(ctx, &u, argv, argc, err);
	settings_clear(&u);
	return rc;
}

const struct cmd cmd_submit = {
	.name = "submit",
	.args = N_("[FILE…]"),
	.summary = N_("seal result and reports, queue and send them upstream"),
	.access = CMD_WRITE,
	.opts = opts,
	.run = run_submit,
};
