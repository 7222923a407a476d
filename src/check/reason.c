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
#include "lib/db.h"
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
	if (strcmp(*name, "village-list") == 0) {
		*name = _("the list of villages");
		return _("not in the register: ");
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

/* "fact:household@phone": the label that the schema gives it, as the document
 * that lacks it had it; NULL: no fact. */
static char *
fact_words(struct db *db, const char *word, int lang)
{
	static const char mark[] = "fact:";
	struct error unused = { 0 };
	struct stmt *st;
	char *words = NULL;

	if (strncmp(word, mark, sizeof mark - 1) != 0)
		return NULL;
	if (db_prepare(&st, db,
		    "SELECT CASE ?2 WHEN 1 THEN label_en ELSE label_zh END"
		    " FROM hc_undelivered WHERE fact = ?1 LIMIT 1",
		    &unused) == 0) {
		stmt_bind_static(st, 1, word + sizeof mark - 1);
		stmt_bind_int(st, 2, lang);
		if (stmt_step(st, &unused) == 1 && !stmt_is_null(st, 0))
			words = xstrdup(stmt_text(st, 0));
		stmt_free(st);
	}
	return words != NULL ? words : xstrdup(word + sizeof mark - 1);
}

void
reason_add(struct strbuf *sb, struct db *db, const struct codes *codes,
	const char *answer, const char *reason, int lang)
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
		char *fact = fact_words(db, word, lang);
		const char *name = fact != NULL ? fact : word;
		const char *what = fact != NULL
			? _("not delivered: ")
			: missing_words(&name, codes, lang);
		bool same = strcmp(what, last) == 0;

		strbuf_adds(sb, s == reason ? "" : same ? _(", ") : _("; "));
		strbuf_addf(sb, "%s%s", same ? "" : what, name);
		last = what;
		free(fact);
		free(word);
		s += n + strspn(s + n, " ");
	}
}
