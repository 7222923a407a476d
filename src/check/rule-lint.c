/*
 * Whether a rule holds to what rules must be.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "check/cases.h"
#include "check/concerns.h"
#include "check/rule-lint.h"
#include "check/rule.h"
#include "lib/db.h"

static bool
is_declared(const struct rule *rule, const char *evidence)
{
	for (size_t i = 0; i < rule->nevidence; i++) {
		if (strcmp(rule->evidence[i].name, evidence) == 0)
			return true;
	}
	return false;
}

static bool
has_column(struct stmt *st, const char *name)
{
	for (int i = 0; i < stmt_columns(st); i++) {
		if (strcmp(stmt_name(st, i), name) == 0)
			return true;
	}
	return false;
}

/* May a sentence name this? The subject, the evidence that a finding is given,
 * and the parameters. */
static bool
is_told(struct stmt *st, const struct rule *rule, const char *name)
{
	static const char *const subject[] = { "village", "village_name",
		"household", "head", "member", "name", "step" };

	for (size_t i = 0; i < sizeof subject / sizeof *subject; i++) {
		if (strcmp(subject[i], name) == 0)
			return true;
	}
	if (strcmp(name, "happened") == 0 || strcmp(name, "due") == 0)
		return has_column(st, name);
	if (strcmp(name, "days") == 0 && has_column(st, "due") &&
		has_column(st, "happened"))
		return true;
	if (rule_is_evidence(name) && has_column(st, name))
		return true;
	for (size_t i = 0; i < rule->nparameters; i++) {
		if (strcmp(rule->parameters[i].name, name) == 0)
			return true;
	}
	return false;
}

/* Each {column}, {column|type} and {column?one:many} of a sentence has its
 * column, and what a number asks for has both words. */
static int
lint_sentence(const char *s, struct stmt *st, const struct rule *rule,
	struct error *err)
{
	int rc = 0;

	while (rc == 0 && s != NULL && (s = strchr(s, '{')) != NULL) {
		size_t n = strcspn(++s, "|?}");
		char *name = xstrndup(s, n);

		if (!is_told(st, rule, name))
			rc = err_set(err, ERR_INPUT, "RULE-1",
				"a sentence names {%s}, which is no evidence "
				"and no parameter",
				name);
		free(name);
	}
	return rc;
}

/* What stands for the check as a whole has no finding to speak of. */
static int
lint_standing(const char *const texts[2], struct error *err)
{
	for (int i = 0; i < 2; i++) {
		if (texts[i] != NULL && strchr(texts[i], '{') != NULL)
			return err_set(err, ERR_INPUT, "RULE-STANDING-1",
				"title, expected and remedy stand for the "
				"check and name no column: '%s'",
				texts[i]);
	}
	return 0;
}

static int
lint_sentences(struct stmt *st, const struct rule *rule, struct error *err)
{
	int rc = lint_standing(rule->title, err);

	if (rc == 0)
		rc = lint_standing(rule->expected, err);
	if (rc == 0)
		rc = lint_standing(rule->remedy, err);
	for (int i = 0; rc == 0 && i < 2; i++)
		rc = lint_sentence(rule->message[i], st, rule, err);
	return rc;
}

static int
lint_concerns(struct db *db, const struct rule *rule, struct error *err)
{
	struct stmt *st;
	int rc;

	if (rule->concerns == NULL)
		return 0;
	rc = rule_prepare(&st, db, rule->concerns, rule, 10, err);
	if (rc == 0) {
		rc = concerns_lint(st, err);
		stmt_free(st);
	}
	return rc == 0 ? 0 : err_wrap(err, "concerns");
}

int
rule_lint(struct db *db, const struct rule *rule, struct error *err)
{
	struct stmt *st;
	int rc = 0;

	if (rule->applies != NULL) {
		if (rule_prepare(&st, db, rule->applies, rule, 10, err) != 0)
			return err_wrap(err, "applies");
		stmt_free(st);
	}
	if (rule_prepare(&st, db, rule->sql, rule, 10, err) != 0)
		return err_wrap(err, "sql");
	for (int i = 0; rc == 0 && i < stmt_columns(st); i++) {
		const char *name = stmt_name(st, i);

		if (rule_is_evidence(name) && !is_declared(rule, name))
			rc = err_set(err, ERR_INPUT, "RULE-2",
				"column %s is no evidence that is declared",
				name);
	}
	if (rc == 0)
		rc = lint_sentences(st, rule, err);
	stmt_free(st);
	if (rc == 0 && rule->readings != NULL) {
		rc = rule_prepare(&st, db, rule->readings, rule, 10, err);
		if (rc == 0) {
			rc = readings_lint(st, err);
			stmt_free(st);
		}
		if (rc != 0)
			err_wrap(err, "readings");
	}
	if (rc == 0)
		rc = lint_concerns(db, rule, err);
	db_guard_end(db);
	return rc == 0 ? cases_prove(rule, err) : -1;
}
