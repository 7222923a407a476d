/*
 * Why a check could not be made, in words.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/reason.h"
#include "lib/db.h"
#include "schema/codes.h"

/* Of a fact, household@phone: the label that the schema gives it, as the
 * document that lacks it had it, or the register; the caller's. */
static char *
fact_label(struct db *db, const char *fact, enum lang lang)
{
	struct error unused = { 0 };
	struct stmt *st;
	char *words = NULL;

	if (db_prepare_in(&st, db, lang,
		    "SELECT label FROM (SELECT label_LL AS label, fact"
		    " FROM hc_undelivered UNION ALL"
		    " SELECT field_LL, part || '@' || field FROM field)"
		    " WHERE fact = ?1 LIMIT 1",
		    &unused) == 0) {
		stmt_bind_static(st, 1, fact);
		if (stmt_step(st, &unused) == 1 && !stmt_is_null(st, 0))
			words = xstrdup(stmt_text(st, 0));
		stmt_free(st);
	}
	return words != NULL ? words : xstrdup(fact);
}

/* What stands behind the word's beginning; NULL where it begins otherwise. */
static const char *
behind(const char *word, const char *begin)
{
	size_t n = strlen(begin);

	return strncmp(word, begin, n) == 0 ? word + n : NULL;
}

static const char *
source_words(const char *word)
{
	if (strcmp(word, "previous") == 0)
		return _("last year's register");
	if (strcmp(word, "collected") == 0)
		return _("the collected register");
	if (strcmp(word, "register-after-entry") == 0)
		return _("the system's register, exported after data entry");
	if (strcmp(word, "name-list") == 0)
		return _("the dated name list of a village");
	return NULL;
}

enum reason_kind
reason_word(char **name, struct db *db, const struct codes *codes,
	const char *word, enum lang lang)
{
	const struct code_list *amounts = codes_list(codes, "plan-amount");
	const struct code_list *kinds = codes_list(codes, "document-kind");
	const char *source = source_words(word), *fact;

	fact = behind(word, "fact:");
	if (fact != NULL) {
		*name = fact_label(db, fact, lang);
		return REASON_FACT;
	}
	fact = behind(word, "not-in-previous:");
	if (fact != NULL) {
		*name = fact_label(db, fact, lang);
		return REASON_PREVIOUS;
	}
	if (codes_find(amounts, word) != NULL) {
		*name = xstrdup(codes_label(codes, "plan-amount", word, lang));
		return REASON_AMOUNT;
	}
	if (strcmp(word, "not-in-previous") == 0) {
		*name = xstrdup(_("household or member"));
		return REASON_PREVIOUS;
	}
	if (strcmp(word, "household-of-problem") == 0) {
		*name = xstrdup(_("household of the problem"));
		return REASON_FACT;
	}
	if (strcmp(word, "no-entry-answer") == 0) {
		*name = xstrdup(_("the answer to a no-entry situation"));
		return REASON_FACT;
	}
	if (strcmp(word, "member-of-fact") == 0) {
		*name = xstrdup(_("member whose fact it is"));
		return REASON_FACT;
	}
	if (strcmp(word, "named-fact") == 0) {
		*name = xstrdup(_("fact of the name that is written"));
		return REASON_REGISTER;
	}
	if (strcmp(word, "household-or-member") == 0) {
		*name = xstrdup(_("household or member"));
		return REASON_REGISTER;
	}
	if (strcmp(word, "village-list") == 0) {
		*name = xstrdup(_("the list of villages"));
		return REASON_REGISTER;
	}
	if (source != NULL || codes_find(kinds, word) != NULL) {
		*name = xstrdup(source != NULL
				? source
				: codes_label(
					  codes, "document-kind", word, lang));
		return REASON_DOCUMENT;
	}
	*name = xstrdup(word);
	return REASON_CHECK;
}

/* Before the first name of a kind. */
static const char *
kind_words(enum reason_kind kind)
{
	switch (kind) {
	case REASON_DOCUMENT:
		return _("no document: ");
	case REASON_FACT:
		return _("not delivered: ");
	case REASON_AMOUNT:
		return _("not set in the plan: ");
	case REASON_PREVIOUS:
		return _("not in last year's register: ");
	case REASON_REGISTER:
		return _("not in the register: ");
	case REASON_CHECK:
		break;
	}
	return _("checks not made: ");
}

void
reason_add(struct strbuf *sb, struct db *db, const struct codes *codes,
	const char *answer, const char *reason, enum lang lang)
{
	const char *rest = reason;
	int last = -1;
	size_t n;

	if (strcmp(answer, "not-checkable") != 0 &&
		strcmp(answer, "fail") != 0) {
		strbuf_adds(sb, reason);
		return;
	}
	for (const char *s; (s = list_next(&rest, &n)) != NULL;) {
		char *word = xstrndup(s, n), *name;
		int kind = (int)reason_word(&name, db, codes, word, lang);

		strbuf_adds(sb,
			last < 0	       ? ""
				: kind == last ? _(", ")
					       : _("; "));
		strbuf_addf(sb, "%s%s",
			kind == last ? "" : kind_words((enum reason_kind)kind),
			name);
		last = kind;
		free(name);
		free(word);
	}
}
