/*
 * Making a package of the latest run, as seal and submit do.
 */
#include "config.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/sealing.h"
#include "cli/version.h"
#include "lib/cms.h"
#include "report/report.h"
#include "report/result.h"
#include "send/basis.h"
#include "send/collected-write.h"
#include "send/county.h"
#include "send/outbox.h"
#include "send/package.h"
#include "send/tokens.h"

static int
add_file(struct package *p, const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');

	return package_add(p, slash != NULL ? slash + 1 : path, path, err);
}

/* The result, and what people read. */
static int
add_reports(struct ctx *ctx, const struct sealing *how, struct package *p,
	struct error *err)
{
	bool masked = !ctx->options.unmasked;
	char *folder = xasprintf("%s/parts", how->work);
	char *result = xasprintf("%s/" PACKAGE_RESULT, folder);
	int rc = -1;

	if (how->n == 0)
		rc = report_all(ctx->db, folder, ctx->lang, masked,
			&ctx->options.letter, err);
	else if (file_make_dir(folder, err) == 0)
		rc = result_write(ctx->db, result, ctx->lang, masked, err);
	if (rc == 0)
		rc = package_add_folder(p, "", folder, err);
	for (int i = 0; rc == 0 && i < how->n; i++)
		rc = add_file(p, how->files[i], err);
	free(result);
	free(folder);
	return rc;
}

/* What the level above passes on: what it has collected, and the overview of
 * it as a page and as a workbook. */
static int
add_collected(struct ctx *ctx, const struct sealing *how, struct package *p,
	struct error *err)
{
	static const char *const formats[] = { "html", "xlsx" };
	char *folder = xasprintf("%s/parts", how->work);
	char *path = xasprintf("%s/" PACKAGE_COLLECTED, folder);
	int rc = file_make_dir(folder, err);

	p->lang = ctx->lang;
	if (rc == 0)
		rc = collected_write(ctx->db, path, NULL, err);
	for (size_t i = 0; rc == 0 && how->n == 0 && i < 2; i++) {
		free(path);
		path = xasprintf("%s/%s", folder,
			i == 0 ? _("overview.html") : _("overview.xlsx"));
		rc = county_report(ctx->db, formats[i], path, ctx->lang, err);
	}
	if (rc == 0)
		rc = package_add_folder(p, "", folder, err);
	for (int i = 0; rc == 0 && i < how->n; i++)
		rc = add_file(p, how->files[i], err);
	free(path);
	free(folder);
	return rc;
}

/* Records travel sealed to their receiver, or in the open where it was said. */
static int
add_records(
	struct ctx *ctx, const char *work, struct package *p, struct error *err)
{
	const struct seal_given *given = &ctx->options.seal;
	size_t before = p->n;

	if (given->records == NULL && given->receiver == NULL)
		return 0;
	if (given->records == NULL)
		return err_set(err, ERR_USAGE, "SEALING-1",
			"--to-cert seals records; say with --with-records "
			"where they are");
	if (given->receiver == NULL && !ctx->options.unmasked)
		return err_set(err, ERR_USAGE, "SEALING-2",
			"records hold people's data in full: --to-cert seals "
			"them to their receiver, --unmasked sends them open");
	if (basis_add_records(p, ctx->db, given->records, given->receiver, work,
		    err) != 0)
		return -1;
	fprintf(stderr,
		given->receiver != NULL
			? _("the records go along, for the receiver alone: %zu "
			    "files\n")
			: _("the records go along, readable by everybody who "
			    "has the package: %zu files\n"),
		p->n - before);
	return 0;
}

static int
add_tokens(
	struct ctx *ctx, const char *work, struct package *p, struct error *err)
{
	char *path = xasprintf("%s/" TOKENS_PART, work);
	int rc = tokens_write(ctx->db, ctx->options.seal.tokens, path, err);

	if (rc == 0)
		rc = package_add(p, TOKENS_PART, path, err);
	free(path);
	return rc;
}

static int
add_parts(struct ctx *ctx, const struct sealing *how, struct package *p,
	struct error *err)
{
	const struct seal_given *given = &ctx->options.seal;
	bool is_county;
	char *basis;
	int rc = county_is(&is_county, ctx->db, err);

	if (rc != 0)
		return -1;
	if (is_county &&
		(given->records != NULL || given->receiver != NULL ||
			given->tokens != NULL))
		return err_set(err, ERR_USAGE, "SEALING-4",
			"%s: a database of collected packages has no records",
			ctx->options.db);
	if (is_county)
		return add_collected(ctx, how, p, err);
	basis = xasprintf("%s/basis", how->work);
	rc = basis_add(p, ctx->db, basis, !ctx->options.unmasked, err);
	if (rc == 0)
		rc = add_reports(ctx, how, p, err);
	if (rc == 0)
		rc = add_records(ctx, how->work, p, err);
	if (rc == 0 && given->tokens != NULL)
		rc = add_tokens(ctx, how->work, p, err);
	free(basis);
	return rc;
}

static char *
versions(void)
{
	size_t n = 0;
	char *text = NULL, *copy;
	FILE *f = open_memstream(&text, &n);

	version_print(f, false);
	fclose(f);
	copy = xstrdup(text);
	free(text);
	return copy;
}

/* NULL where nobody signs. */
static int
choose_signer(const struct ctx *ctx, struct cms_signer *signer, bool *is_signed,
	struct error *err)
{
	const struct seal_given *given = &ctx->options.seal;

	*signer = (struct cms_signer){ given->key, given->certificate,
		given->passphrase };
	*is_signed = given->key != NULL;
	if ((given->key == NULL) != (given->certificate == NULL))
		return err_set(err, ERR_USAGE, "SEALING-3",
			"--key and --cert go together");
	return 0;
}

int
sealing_signer(const struct ctx *ctx, char out[DIGEST_HEX], struct error *err)
{
	out[0] = '\0';
	return ctx->options.seal.certificate == NULL
		? 0
		: cms_fingerprint(ctx->options.seal.certificate, out, err);
}

int
sealing_make(struct ctx *ctx, const struct sealing *how, const char *zip,
	struct package *p, struct error *err)
{
	const struct outbox_number number = { ctx->options.seal.sequence,
		how->is_kept };
	struct cms_signer signer;
	bool is_signed;
	int rc = -1;

	p->program = versions();
	if (choose_signer(ctx, &signer, &is_signed, err) == 0 &&
		add_parts(ctx, how, p, err) == 0 &&
		package_seal(p, ctx->options.unmasked, err) == 0 &&
		outbox_number(ctx->db, p, &number, err) == 0 &&
		package_close(p, is_signed ? &signer : NULL, err) == 0)
		rc = package_write(p, zip, err);
	return rc;
}

static void
print_part(uint64_t size, const char *sha256, const char *name)
{
	text_print_safe(stdout, "  %s %10" PRIu64 "  %s\n", sha256, size, name);
}

void
sealing_print(const struct package *p)
{
	char hash[DIGEST_HEX];

	digest_sha256_hex(p->manifest, strlen(p->manifest), hash);
	text_print_safe(stdout, _("package %s\n"), p->id);
	print_part(p->zip_size, p->zip_sha256, p->name);
	printf(_("files in it: %zu\n"),
		p->n + 1 + (size_t)(p->signature != NULL));
	print_part(strlen(p->manifest), hash, PACKAGE_MANIFEST);
	if (p->signature != NULL) {
		digest_sha256_hex(p->signature, p->signature_n, hash);
		print_part(p->signature_n, hash, PACKAGE_SIGNATURE);
	}
	for (size_t i = 0; i < p->n; i++)
		print_part(
			p->parts[i].size, p->parts[i].sha256, p->parts[i].name);
}
