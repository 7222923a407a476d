/*
 * The parameters of a rule in its SQL.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "check/bind.h"
#include "check/pack.h"
#include "lib/db.h"
#include "plan/plan.h"

/* Is it the parameter's name; or of a share, with _whole or _said after it? */
static bool
is_of_parameter(const struct rule_parameter *p, const char *name)
{
	size_t n = strlen(p->name);

	if (strncmp(p->name, name, n) != 0)
		return false;
	return name[n] == '\0' ||
		(strcmp(p->unit, "percent") == 0 &&
			(strcmp(name + n, "_whole") == 0 ||
				strcmp(name + n, "_said") == 0));
}

int
bind_lint(struct stmt *st, const struct rule *rule, struct error *err)
{
	for (int i = 1; i <= stmt_params(st); i++) {
		const char *name = stmt_param_name(st, i);
		bool known = false;

		for (size_t k = 0; name != NULL && k < rule->nparameters; k++)
			known |= is_of_parameter(
				&rule->parameters[k], name + 1);
		if (!known)
			return err_set(err, ERR_INPUT, "BIND-1",
				"%s is no parameter that is declared",
				name != NULL ? name : "?");
	}
	return 0;
}

/* Where the query names the parameter, with this after it; 0: nowhere. */
static int
find_parameter(
	struct stmt *st, const struct rule_parameter *p, const char *after)
{
	char *name = xasprintf(":%s%s", p->name, after);
	int at = stmt_param(st, name);

	free(name);
	return at;
}

/* A share is bound as so many of a whole, and as it is said: 2, 3, "2/3". */
static void
bind_share(struct stmt *st, const struct rule_parameter *p, long whole)
{
	int at = find_parameter(st, p, "_whole");
	int said = find_parameter(st, p, "_said");
	char *text = xasprintf(
		"%s%s", p->value, strchr(p->value, '/') != NULL ? "" : "%");

	if (at != 0)
		stmt_bind_int(st, at, whole);
	if (said != 0)
		stmt_bind_text(st, said, text);
	free(text);
}

void
bind_values(struct stmt *st, const struct rule *rule)
{
	for (size_t i = 0; i < rule->nparameters; i++) {
		const struct rule_parameter *p = &rule->parameters[i];
		int at = find_parameter(st, p, "");
		long n, whole;
		bool is_number = plan_amount_parse(
					 &n, &whole, p->value, p->unit) == 0;

		if (at != 0 && is_number)
			stmt_bind_int(st, at,
				strcmp(p->unit, "yuan") == 0 ? n * 100 : n);
		else if (at != 0)
			stmt_bind_text(st, at, p->value);
		if (is_number && strcmp(p->unit, "percent") == 0)
			bind_share(st, p, whole);
	}
}
