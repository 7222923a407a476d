/*
 * Why a check could not be made, in words.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/reason.h"
#include "schema/codes.h"

/* What a check lacks: an amount of the plan, another check, a document. The
 * words for what kind of thing it is, and *name for which. */
static const char *
missing_words(const char **name, const struct codes *codes, int lang)
{
	const struct code_list *amounts = codes_list(codes, "plan-amount");
	const struct code_list *kinds = codes_list(codes, "document-kind");

	if (codes_find(amounts, *name) != NULL) {
		*name = codes_label(codes, "plan-amount", *name, lang);
		return _("not set in the plan: ");
	}
	if (strcmp(*name, "not-in-previous") == 0) {
		*name = _("household or member");
		return _("not in last year's register: ");
	}
	if (strcmp(*name, "previous") == 0)
		*name = _("last year's register");
	else if (strcmp(*name, "collected") == 0)
		*name = _("the collected register");
	else if (codes_find(kinds, *name) != NULL)
		*name = codes_label(codes, "document-kind", *name, lang);
	else
		return _("checks not made: ");
	return _("no document: ");
}

void
reason_add(struct strbuf *sb, const struct codes *codes, const char *answer,
	const char *reason, int lang)
{
	const char *last = "";

	if (strcmp(answer, "not-checkable") != 0 &&
		strcmp(answer, "fail") != 0) {
		strbuf_adds(sb, reason);
		return;
	}
	for (const char *s = reason; *s != '\0';) {
		size_t n = strcspn(s, " ");
		char *word = xstrndup(s, n);
		const char *name = word;
		const char *what = missing_words(&name, codes, lang);
		bool same = strcmp(what, last) == 0;

		strbuf_adds(sb, s == reason ? "" : same ? _(", ") : _("; "));
		strbuf_addf(sb, "%s%s", same ? "" : what, name);
		last = what;
		free(word);
		s += n + strspn(s + n, " ");
	}
}
