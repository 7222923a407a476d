/*
 * hecha keygen --name OFFICE -o DIR | --tokens FILE
 *
 * A key to sign packages with, a request for an authority to certify it, and a
 * certificate signed by itself for those who know its hash. Or a key for
 * tokens, which a county hands out to its streets.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "lib/cms.h"
#include "lib/keypair.h"
#include "send/tokens.h"

enum { DAYS = 1096, MOST_DAYS = 3660 };

static const struct opt opts[] = {
	{ "name", 0, TEXT(key.name), .arg = N_("OFFICE"),
		.help = N_("the office that signs") },
	{ "output", 'o', TEXT(output), .arg = N_("DIR"),
		.help = N_("the folder for key.pem, request.csr and "
			   "certificate.pem") },
	{ "division", 0, TEXT(division), .arg = N_("CODE"),
		.help = N_("the division code that the office signs for: "
			   "packages of others are then not believed") },
	{ "algorithm", 0, TEXT(key.algorithm), .arg = "ec|rsa",
		.help = N_("ec (P-256, default) or rsa (3072 bits)") },
	{ "days", 0, NUMBER(key.days), .arg = N_("N"),
		.help = N_("how long the certificate holds (default: 1096)") },
	PASSPHRASE_OPTION,
	{ "tokens", 0, TEXT(key.tokens), .arg = N_("FILE"),
		.help = N_("make a key for tokens instead, which all streets "
			   "of a county get") },
	{ 0 },
};

static int
check_usage(const struct options *o, int argc, struct error *err)
{
	const struct key_given *given = &o->key;

	if (given->name == NULL || *given->name == '\0' || o->output == NULL ||
		argc > 0)
		return err_set(err, ERR_USAGE, "CMD-KEYGEN-1",
			"usage: keygen --name OFFICE -o DIR");
	if (strlen(given->name) > 64)
		return err_set(err, ERR_USAGE, "CMD-KEYGEN-2",
			"--name: a certificate holds 64 bytes of it at most");
	if (o->division != NULL &&
		(strlen(o->division) < 2 || strlen(o->division) > 12 ||
			o->division[strspn(o->division, "0123456789")] != '\0'))
		return err_set(err, ERR_USAGE, "CMD-KEYGEN-3",
			"--division wants a division code of 2 to 12 digits");
	if (given->days < 0 || given->days > MOST_DAYS)
		return err_set(err, ERR_USAGE, "CMD-KEYGEN-4",
			"--days wants a number from 1 to %d", MOST_DAYS);
	return 0;
}

static int
make_tokens_key(const struct options *o, struct error *err)
{
	char name[TOKEN];

	if (tokens_key_make(o->key.tokens, name, err) != 0)
		return -1;
	if (!o->quiet)
		text_print_safe(stdout,
			_("made: %s, the key %.8s…; hand it to the streets, "
			  "and "
			  "to nobody else"),
			o->key.tokens, name);
	return 0;
}

/* Key, request and certificate go together: where one could not be written
 * there is none, so that the same command can make them. */
static int
make_pair(char **line, const char *folder, const struct keypair_order *order,
	struct error *err)
{
	struct file_dir dir;
	char *certificate;
	int rc = -1;

	if (keypair_is_free(folder, err) != 0 ||
		file_begin_dir(&dir, folder, err) != 0)
		return -1;
	certificate = xasprintf("%s/certificate.pem", dir.tmp);
	if (keypair_make(dir.tmp, order, err) == 0 &&
		cms_describe(line, certificate, err) == 0)
		rc = file_commit_dir(&dir, err);
	file_end_dir(&dir, rc == 0);
	free(certificate);
	return rc;
}

static int
run_keygen(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const struct options *o = &ctx->options;
	struct keypair_order order = { .name = o->key.name,
		.division = o->division,
		.algorithm = o->key.algorithm != NULL ? o->key.algorithm : "ec",
		.days = o->key.days > 0 ? (long)o->key.days : DAYS };
	char *passphrase = NULL, *line = NULL;
	int rc;

	(void)argv;
	if (o->key.tokens != NULL && o->key.name == NULL && argc == 0)
		return make_tokens_key(o, err);
	if (check_usage(o, argc, err) != 0 ||
		cms_passphrase(&passphrase, o->seal.passphrase, true, err) != 0)
		return -1;
	order.passphrase = passphrase;
	rc = make_pair(&line, o->output, &order, err);
	if (rc == 0 && !o->quiet) {
		text_print_safe(stdout,
			_("made in %s: key.pem (keep it and its passphrase), "
			  "request.csr (for an authority), certificate.pem:\n"),
			o->output);
		fputs(line, stdout);
	}
	explicit_bzero(passphrase, strlen(passphrase));
	free(passphrase);
	free(line);
	return rc;
}

const struct cmd cmd_keygen = {
	.name = "keygen",
	.args = N_("--name OFFICE -o DIR | --tokens FILE"),
	.summary = N_("make a key to sign packages with"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_keygen,
};
