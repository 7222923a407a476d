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

/* An amount is bound as a number, a share's whole too; the rest as text. */
static void
set_value(struct bound *out, const struct rule_parameter *p, const char *after)
{
	long n, whole;
	bool is_number = plan_amount_parse(&n, &whole, p->value, p->unit) == 0;

	*out = (struct bound){ .is_int = is_number };
	if (is_number && strcmp(after, "_said") == 0) {
		out->is_int = false;
		out->text = xasprintf("%s%s", p->value,
			strchr(p->value, '/') != NULL ? "" : "%");
	} else if (is_number && strcmp(after, "_whole") == 0) {
		out->text = xasprintf("%ld", whole);
	} else if (is_number) {
		out->text = xasprintf(
			"%ld", strcmp(p->unit, "yuan") == 0 ? n * 100 : n);
	} else if (*after == '\0') {
		out->text = xstrdup(p->value);
	}
}

void
bind_value(struct bound *out, const struct rule *rule, const char *name)
{
	*out = (struct bound){ 0 };
	for (size_t i = 0; i < rule->nparameters; i++) {
		const struct rule_parameter *p = &rule->parameters[i];

		if (is_of_parameter(p, name)) {
			free(out->text);
			set_value(out, p, name + strlen(p->name));
		}
	}
}

void
bind_values(struct stmt *st, const struct rule *rule)
{
	for (int i = 1; i <= stmt_params(st); i++) {
		struct bound v;

		bind_value(&v, rule, stmt_param_name(st, i) + 1);
		if (v.is_int)
			stmt_bind_int(st, i, strtoll(v.text, NULL, 10));
		else
			stmt_bind_text(st, i, v.text);
		free(v.text);
	}
}
