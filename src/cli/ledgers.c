/*
 * The kinds of documents that template and export are asked for.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "cli/ledgers.h"
#include "schema/model.h"

static int
unknown(const struct model *model, const char *name, struct error *err)
{
	struct strbuf sb = { 0 };
	int rc;

	for (size_t i = 0; i < model->nkinds; i++)
		strbuf_addf(
			&sb, "%s%s", i > 0 ? ", " : "", model->kinds[i].name);
	rc = err_set(err, ERR_USAGE, "LEDGERS-1",
		"unknown kind of document '%s'; there are: %s", name, sb.data);
	strbuf_clear(&sb);
	return rc;
}

const struct kind **
ledgers_kinds(const struct job *job, char **names, int n, size_t *out,
	struct error *err)
{
	const struct model *m = job->model;
	const struct kind **kinds = xcalloc(m->nkinds + 1, sizeof *kinds);

	*out = 0;
	for (int i = 0; i < n; i++) {
		if (model_kind(m, names[i]) == NULL) {
			free(kinds);
			unknown(m, names[i], err);
			return NULL;
		}
	}
	/* In the model's order, each once. */
	for (size_t k = 0; k < m->nkinds; k++) {
		bool wanted = n == 0;

		for (int i = 0; !wanted && i < n; i++)
			wanted = strcmp(names[i], m->kinds[k].name) == 0;
		if (wanted)
			kinds[(*out)++] = &m->kinds[k];
	}
	return kinds;
}
