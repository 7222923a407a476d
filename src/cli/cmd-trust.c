/*
 * hecha trust [add FILE… | list | remove HASH…]
 *
 * Whose packages are believed: their certificates, or those of the authorities
 * that vouch for them.
 */
#include "config.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "cli/cmd.h"
#include "lib/cms.h"
#include "send/trust.h"

static int
change(bool is_added, char **operands, int n, bool quiet, struct error *err)
{
	int rc = 0;

	for (int i = 0; rc == 0 && i < n; i++) {
		char *line;

		rc = is_added ? trust_add(operands[i], &line, err)
			      : trust_remove(operands[i], &line, err);
		if (rc == 0 && !quiet) {
			fputs(is_added ? _("trusted from now on: ")
				       : _("not trusted any more: "),
				stdout);
			fputs(line, stdout);
		}
		free(line);
	}
	return rc;
}

static int
list(struct error *err)
{
	char **paths, *lines;
	size_t n;
	int rc = trust_list(&paths, &n, err);

	if (rc != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (rc == 0)
			rc = cms_describe(&lines, paths[i], err);
		if (rc == 0) {
			fputs(lines, stdout);
			free(lines);
		}
		free(paths[i]);
	}
	free(paths);
	if (rc == 0 && n == 0)
		puts(_("Nobody is trusted yet."));
	return rc;
}

static int
run_trust(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const char *what = argc > 0 ? argv[0] : "list";

	if (strcmp(what, "list") == 0 && argc <= 1)
		return list(err);
	if (argc > 1 && strcmp(what, "add") == 0)
		return change(
			true, argv + 1, argc - 1, ctx->options.quiet, err);
	if (argc > 1 && strcmp(what, "remove") == 0)
		return change(
			false, argv + 1, argc - 1, ctx->options.quiet, err);
	return err_set(err, ERR_USAGE, "CMD-TRUST-1",
		"usage: trust [add FILE… | list | remove HASH…]");
}

const struct cmd cmd_trust = {
	.name = "trust",
	.args = N_("[add FILE… | list | remove HASH…]"),
	.summary = N_("whose packages are believed"),
	.access = CMD_NONE,
	.run = run_trust,
};
