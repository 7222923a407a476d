/*
 * hecha submit [PROFILE] [FILE…]
 *
 * Seal the latest check's result and its reports, or the files given instead of
 * those, into one package, queue it in the outbox, and send what waits for that
 * address.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/dispatch.h"
#include "cli/job.h"
#include "cli/sealing.h"
#include "send/outbox.h"
#include "send/package.h"
#include "send/sender.h"
#include "send/settings.h"

static const struct opt opts[] = {
	UPSTREAM_OPTIONS,
	SEAL_OPTIONS,
	UNMASKED_OPTION(N_("send identity numbers and birth dates in full")),
	LETTER_OPTIONS,
	{ "keep", 0, FLAG(keeps_older),
		.help = N_("what waits of this street and year is sent before "
			   "instead of giving way") },
	{ "check", 0, FLAG(try_only),
		.help = N_(
			"try the way upstream, and write nothing anywhere") },
	{ "dry-run", 'n', FLAG(dry_run),
		.help = N_("show what would be sent and where to, and do "
			   "nothing") },
	{ 0 },
};

/* Seal and queue, or only show; no file of ours is left when it answers. */
static int
seal(struct ctx *ctx, const struct settings *u, char **files, int n,
	struct error *err)
{
	bool is_real = !ctx->options.dry_run;
	struct sealing how = { .files = files, .n = n, .is_kept = is_real };
	char *work = file_work_dir(ctx->options.db, err), *zip;
	struct outbox_target to = { .destination = u->to,
		.method = u->method,
		.profile = u->profile,
		.keeps_older = ctx->options.keeps_older };
	struct outbox_row row = { 0 };
	struct package p = { 0 };
	int rc = -1;

	if (work == NULL)
		return -1;
	how.work = work;
	zip = xasprintf("%s/package.zip", work);
	if (sealing_signer(ctx, to.signer, err) == 0)
		rc = sealing_make(ctx, &how, zip, &p, err);
	if (rc == 0 && is_real)
		rc = outbox_add(ctx->db, &p, zip, &to, &row, err);
	if (rc == 0 && is_real && strcmp(row.state, "sent") == 0 &&
		!ctx->options.quiet)
		text_print_safe(stdout, _("sent before: %s, receipt: %s\n"),
			row.name, row.receipt);
	if (rc == 0 && !is_real) {
		text_print_safe(stdout, _("would be sent by %s to %s\n"),
			u->method, u->to);
		sealing_print(&p);
	}
	outbox_row_clear(&row);
	package_clear(&p);
	free(zip);
	file_remove_dir(work);
	free(work);
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
		rc = dispatch_send(ctx, ctx->db, u, err);
	close(lock);
	return rc;
}

/* A first operand that can be a profile's name, and is no file, is one. */
static bool
names_profile(const struct settings_given *given, const char *operand)
{
	return given->to == NULL && given->config == NULL &&
		settings_is_name(operand) && access(operand, F_OK) != 0;
}

static int
try_way(const struct settings *u, struct error *err)
{
	char *seen;
	int rc = sender_try(u, &seen, err);

	if (rc == 0)
		text_print_safe(stdout, _("the way to %s by %s is open: %s"),
			u->to, u->method, seen);
	free(seen);
	return rc;
}

static int
run_submit(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct settings_given given = ctx->options.upstream;
	struct settings u = { 0 };
	bool is_county;
	int rc = job_check_letter(&ctx->options.letter, err);

	if (argc > 0 && names_profile(&given, argv[0])) {
		given.to = *argv++;
		argc--;
	}
	if (rc == 0)
		rc = settings_settle(&u, &given, err);
	if (rc == 0 && u.to == NULL)
		rc = err_set(err, ERR_USAGE, "CMD-SUBMIT-2",
			"no address to submit to; see --to and --config");
	if (rc == 0 && ctx->options.try_only)
		rc = try_way(&u, err);
	else if (rc == 0)
		rc = cmd_open_any(ctx, DB_WRITE, &is_county, err);
	if (rc == 0 && !ctx->options.try_only)
		rc = submit(ctx, &u, argv, argc, err);
	settings_clear(&u);
	return rc;
}

const struct cmd cmd_submit = {
	.name = "submit",
	.args = N_("[PROFILE] [FILE…]"),
	.summary = N_("seal result and reports, queue and send them upstream"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_submit,
};
