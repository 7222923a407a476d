/*
 * Whom verify and collect believe.
 */
#include "config.h"
#include <stdlib.h>
#include "base/day.h"
#include "base/file.h"
#include "base/home.h"
#include "base/intl.h"
#include "base/mem.h"
#include "cli/trusted.h"
#include "send/trust.h"

int
trusted_choose(struct trusted *trusted, struct verify_how *how,
	const struct ctx *ctx, struct error *err)
{
	const struct trust_given *given = &ctx->options.trust;
	char *home;
	int rc = 0;

	how->unsigned_will_do = given->unsigned_will_do;
	how->trust = (struct cms_trust){ .files = given->files.items,
		.n = given->files.n,
		.crl = given->crl,
		.at = NO_DAY };
	if (given->at != NULL) {
		how->trust.at = day_parse(given->at);
		if (how->trust.at == NO_DAY)
			return err_set(err, ERR_USAGE, "TRUSTED-1",
				"--at: no date: '%s'", given->at);
	}
	if (given->files.n > 0)
		return 0;
	/* A service has no home, and then nobody was added. */
	home = home_settings();
	if (home != NULL && trust_list(&trusted->paths, &trusted->n, err) != 0)
		rc = -1;
	free(home);
	if (rc != 0)
		return rc;
	how->trust.files = (const char *const *)trusted->paths;
	how->trust.n = trusted->n;
	return 0;
}

void
trusted_clear(struct trusted *trusted)
{
	for (size_t i = 0; i < trusted->n; i++)
		free(trusted->paths[i]);
	free(trusted->paths);
	*trusted = (struct trusted){ 0 };
}

char *
trusted_folder(struct error *err)
{
	const char *tmp = getenv("TMPDIR");
	char *base = xasprintf(
		"%s/", tmp != NULL && *tmp == '/' ? tmp : "/tmp");
	char *folder = file_work_dir(base, err);

	free(base);
	return folder;
}
