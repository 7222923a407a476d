/*
 * The names of checks in a plan, held against the packs. A deadline that names
 * no check would be watched by none.
 */
#include "config.h"
#include <string.h>
#include "base/arena.h"
#include "base/list.h"
#include "check/pack.h"
#include "check/plan-checks.h"
#include "lib/xml.h"
#include "plan/plan.h"

struct names {
	struct arena *arena;
	const char *path;
	const struct rules *rules;
	struct error *err;
};

static const struct rule *
find_check(const struct names *n, const char *id)
{
	for (size_t i = 0; i < n->rules->n; i++) {
		if (strcmp(n->rules->items[i].id, id) == 0)
			return &n->rules->items[i];
	}
	return NULL;
}

static bool
is_group(const struct names *n, const char *id)
{
	for (size_t i = 0; i < n->rules->n; i++) {
		if (strcmp(n->rules->items[i].group, id) == 0)
			return true;
	}
	return false;
}

/* Every name of an attribute, blanks between, is a check's or a group's. */
static int
check_names(const struct names *n, const struct _xmlNode *node,
	const char *attribute, bool groups)
{
	const char *list = xml_attr(n->arena, node, attribute);
	size_t len;

	for (const char *s; (s = list_next(&list, &len)) != NULL;) {
		const char *name = arena_strndup(n->arena, s, len);

		if (!(groups ? is_group(n, name) : find_check(n, name) != NULL))
			return err_set(n->err, ERR_INPUT, "PLAN-CHECKS-1",
				"%s:%ld: <%s>: %s is '%s', which is in no pack",
				n->path, xml_line(node), xml_name(node),
				attribute, name);
	}
	return 0;
}

static int
check_parameter(const struct names *n, const struct _xmlNode *node)
{
	const char *check = xml_attr(n->arena, node, "check");
	const char *name = xml_attr(n->arena, node, "parameter");
	const struct rule *rule = find_check(n, check);

	if (name == NULL || rule == NULL)
		return 0;
	for (size_t i = 0; i < rule->nparameters; i++) {
		if (strcmp(rule->parameters[i].name, name) == 0)
			return 0;
	}
	return err_set(n->err, ERR_INPUT, "PLAN-CHECKS-2",
		"%s:%ld: <override>: %s has no parameter '%s'", n->path,
		xml_line(node), check, name);
}

int
plan_checks_known(const struct plan *plan, const char *path,
	const struct rules *rules, struct error *err)
{
	static const struct {
		const char *element, *attribute;
		bool groups;
	} named[] = { { "deadline", "check", false },
		{ "override", "check", false },
		{ "situation", "reported-by", false },
		{ "subject", "groups", true } };
	struct names n = { arena_new(), path, rules, err };
	struct _xmlDoc *doc;
	int rc = xml_parse(&doc, plan->xml, plan->xml_len, path, 1, err);

	for (size_t i = 0; rc == 0 && i < sizeof named / sizeof *named; i++) {
		const char *element = named[i].element;

		for (struct _xmlNode *c = xml_first(xml_root(doc), element);
			rc == 0 && c != NULL; c = xml_next(c, element)) {
			rc = check_names(
				&n, c, named[i].attribute, named[i].groups);
			if (rc == 0 && strcmp(element, "override") == 0)
				rc = check_parameter(&n, c);
		}
	}
	xml_free(doc);
	arena_free(n.arena);
	return rc;
}
