/*
 * Verifying packages: what manifest and result say that the result was made by.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xml-reader.h"
#include "lib/xml.h"
#include "report/result-head.h"
#include "send/basis.h"
#include "send/manifest.h"
#include "send/package.h"
#include "send/verify-basis.h"

enum { ATTRIBUTES = 6 };

/* An element of the manifest's facts, that of the result which says the same,
 * and the attributes of both, in the same order. */
static const struct pair {
	const char *fact, *element;
	const char *told[ATTRIBUTES], *made[ATTRIBUTES];
} pairs[] = {
	{ "plan", "basis", { "sha256" }, { "plan" } },
	{ "pack", "pack", { "id", "version", "name", "sha256" },
		{ "id", "version", "name", "sha256" } },
	{ "parameter", "parameter",
		{ "check", "name", "value", "unit", "origin" },
		{ "check", "name", "value", "unit", "origin" } },
	{ "change", "change", { "check", "what", "before", "after" },
		{ "check", "what", "before", "after" } },
	{ "skipped", "check", { "check" }, { "id" } },
	{ "input", "document",
		{ "kind", "source", "name", "sha256", "records" },
		{ "kind", "source", "name", "sha256", "records" } },
};
enum { PAIRS = sizeof pairs / sizeof *pairs };

/* What one side says of each pair, an element a line. */
struct side {
	struct arena *arena;
	struct lines {
		char **v;
		size_t n;
	} lines[PAIRS];
};

static void
add_line(struct side *s, size_t pair, const struct _xmlNode *node,
	const char *const names[ATTRIBUTES])
{
	struct lines *l = &s->lines[pair];
	struct strbuf sb = { 0 };

	for (int i = 0; i < ATTRIBUTES && names[i] != NULL; i++) {
		const char *value = xml_attr(s->arena, node, names[i]);

		strbuf_adds(&sb, value != NULL ? value : "");
		strbuf_addc(&sb, '\n');
	}
	l->v = xreallocarray(l->v, l->n + 1, sizeof *l->v);
	l->v[l->n++] = strbuf_steal(&sb);
}

static bool
has(struct side *s, const struct _xmlNode *node, const char *name,
	const char *value)
{
	const char *have = xml_attr(s->arena, node, name);

	return have != NULL && (value == NULL || strcmp(have, value) == 0);
}

/* Parameters as their pack has them are in the pack; those that no check has
 * are in the plan. */
static void
take_made(void *arg, const struct _xmlNode *node)
{
	struct side *s = arg;

	for (size_t i = 0; i < PAIRS; i++) {
		if (!xml_is(node, pairs[i].element))
			continue;
		if (xml_is(node, "parameter") &&
			(!has(s, node, "check", NULL) ||
				has(s, node, "origin", "pack")))
			continue;
		if (xml_is(node, "check") && !has(s, node, "answer", "skipped"))
			continue;
		add_line(s, i, node, pairs[i].made);
	}
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
is_same(struct lines *a, struct lines *b)
{
	if (a->n != b->n)
		return false;
	if (a->n > 0) {
		qsort(a->v, a->n, sizeof *a->v, by_text);
		qsort(b->v, b->n, sizeof *b->v, by_text);
	}
	for (size_t i = 0; i < a->n; i++) {
		if (strcmp(a->v[i], b->v[i]) != 0)
			return false;
	}
	return true;
}

static void
side_clear(struct side *s)
{
	for (size_t i = 0; i < PAIRS; i++) {
		for (size_t n = 0; n < s->lines[i].n; n++)
			free(s->lines[i].v[n]);
		free(s->lines[i].v);
	}
	arena_free(s->arena);
}

/* As many decisions stand in the history as the manifest says. */
static int
count_verdicts(bool *is_same_count, const struct manifest *m,
	const char *folder, struct error *err)
{
	const char *told = manifest_get(
		m, manifest_first(m, "verdicts"), "count");
	char *path = xasprintf("%s/" BASIS_HISTORY, folder);
	struct xml_reader *r = NULL;
	unsigned long long n = 0;
	int rc = xml_reader_open(&r, path, err), got = 0;

	while (rc == 0 && (got = xml_reader_read(r)) == 1) {
		if (xml_reader_at_element(r) && xml_reader_depth(r) == 1 &&
			xml_is(xml_reader_node(r), "decision"))
			n++;
	}
	xml_reader_close(r);
	free(path);
	*is_same_count = got == 0 && strtoull(told, NULL, 10) == n;
	return rc;
}

int
verify_basis(const char **what, const struct manifest *m, const char *folder,
	struct error *err)
{
	struct side told = { .arena = arena_new() };
	struct side made = { .arena = arena_new() };
	char *result = xasprintf("%s/" PACKAGE_RESULT, folder);
	bool is_same_count = false;
	int rc = result_walk_basis(result, take_made, &made, err);

	*what = NULL;
	for (size_t i = 0; rc == 0 && i < PAIRS; i++) {
		for (struct _xmlNode *c = manifest_first(m, pairs[i].fact);
			c != NULL; c = xml_next(c, pairs[i].fact))
			add_line(&told, i, c, pairs[i].told);
		if (*what == NULL && !is_same(&told.lines[i], &made.lines[i]))
			*what = pairs[i].fact;
	}
	if (rc == 0 && manifest_first(m, "verdicts") != NULL) {
		rc = count_verdicts(&is_same_count, m, folder, err);
		if (*what == NULL && !is_same_count)
			*what = "verdicts";
	}
	side_clear(&told);
	side_clear(&made);
	free(result);
	return rc;
}
