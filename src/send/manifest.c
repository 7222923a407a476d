/*
 * Reading manifests.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/arena.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/digest.h"
#include "lib/xml.h"
#include "schema/value.h"
#include "send/basis.h"
#include "send/manifest.h"
#include "send/package.h"

static struct _xmlNode *
facts_of(const struct manifest *m)
{
	return xml_first(xml_root(m->doc), "facts");
}

struct _xmlNode *
manifest_first(const struct manifest *m, const char *name)
{
	return xml_first(facts_of(m), name);
}

const char *
manifest_get(const struct manifest *m, const struct _xmlNode *node,
	const char *attribute)
{
	const char *value = node != NULL ? xml_attr(m->arena, node, attribute)
					 : NULL;

	return value != NULL ? value : "";
}

static void
take_parts(struct manifest *m, const struct _xmlNode *parts)
{
	m->parts = xcalloc(xml_count(parts, "part"), sizeof *m->parts);
	for (struct _xmlNode *c = xml_first(parts, "part"); c != NULL;
		c = xml_next(c, "part"))
		m->parts[m->n++] = (struct manifest_part){
			.name = manifest_get(m, c, "name"),
			.sha256 = manifest_get(m, c, "sha256"),
			.size = strtoull(manifest_get(m, c, "size"), NULL, 10),
		};
}

static void
take(struct manifest *m)
{
	const struct _xmlNode *root = xml_root(m->doc), *facts = facts_of(m);
	const struct _xmlNode *made = xml_first(root, "made");

	m->id = manifest_get(m, root, "package");
	m->facts = manifest_get(m, root, "facts-sha256");
	m->name = manifest_get(m, root, "name");
	m->sequence = strtoll(manifest_get(m, root, "sequence"), NULL, 10);
	m->supersedes = xml_attr(m->arena, root, "supersedes");
	m->division = manifest_get(m, facts, "division");
	m->year = manifest_get(m, facts, "year");
	m->as_of = manifest_get(m, facts, "as-of");
	m->verdict = manifest_get(m, facts, "verdict");
	m->language = manifest_get(m, made, "language");
	m->program = manifest_get(m, made, "program");
	m->street = xml_attr(m->arena, made, "street");
	m->is_collected = xml_first(facts, "sums") != NULL;
	m->masked = value_is_yes(manifest_get(m, made, "masked"));
	take_parts(m, xml_first(root, "parts"));
}

static int
by_case(const void *a, const void *b)
{
	return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

/* In byte order, each once, whatever the case, and storable. */
static bool
has_good_names(const struct manifest *m)
{
	const char **names = xcalloc(m->n, sizeof *names);
	bool is_good = true;

	for (size_t i = 0; i < m->n; i++) {
		names[i] = m->parts[i].name;
		is_good = is_good && package_name_is_good(names[i]) &&
			(i == 0 || strcmp(names[i - 1], names[i]) < 0);
	}
	qsort(names, m->n, sizeof *names, by_case);
	for (size_t i = 1; i < m->n; i++)
		is_good = is_good && strcasecmp(names[i - 1], names[i]) != 0;
	free(names);
	return is_good;
}

static bool
has_its_sums(const struct manifest *m)
{
	const struct _xmlNode *parts = xml_first(xml_root(m->doc), "parts");
	uint64_t size = 0;
	char *name = xasprintf(
		"PKG-%s-%s-%.8s.zip", m->division, m->year, m->id);
	bool is_same = strcmp(name, m->name) == 0;

	free(name);
	for (size_t i = 0; i < m->n; i++) {
		if (m->parts[i].size > UINT32_MAX)
			return false;
		size += m->parts[i].size;
	}
	return is_same &&
		strtoull(manifest_get(m, parts, "count"), NULL, 10) == m->n &&
		strtoull(manifest_get(m, parts, "bytes"), NULL, 10) == size;
}

static bool
has_its_id(const struct manifest *m)
{
	struct digest *d = digest_new();
	char id[DIGEST_HEX];

	for (size_t i = 0; i < m->n; i++) {
		digest_add(d, m->parts[i].sha256, strlen(m->parts[i].sha256));
		digest_add(d, "  ", 2);
		digest_add(d, m->parts[i].name, strlen(m->parts[i].name));
		digest_add(d, "\n", 1);
	}
	digest_hex(d, id);
	return strcmp(id, m->id) == 0;
}

/* The lines from the one to the other, both included. */
static bool
has_its_facts(const struct manifest *m, const char *data)
{
	static const char end[] = "\n  </facts>\n";
	const char *from = strstr(data, "\n  <facts ");
	const char *to = from != NULL ? strstr(from, end) : NULL;
	char hash[DIGEST_HEX];

	if (to == NULL || strstr(to + 1, "<facts") != NULL)
		return false;
	digest_sha256_hex(
		from + 1, (size_t)(to + strlen(end) - (from + 1)), hash);
	return strcmp(hash, m->facts) == 0;
}

static const struct manifest_part *
find_part(const struct manifest *m, const char *name)
{
	for (size_t i = 0; i < m->n; i++) {
		if (strcmp(m->parts[i].name, name) == 0)
			return &m->parts[i];
	}
	return NULL;
}

static bool
is_part(const struct manifest *m, const char *name, const char *sha256)
{
	const struct manifest_part *part = find_part(m, name);

	return part != NULL && strcmp(part->sha256, sha256) == 0;
}

/* A street has a result with answers; who collects has neither. */
static bool
has_its_document(const struct manifest *m)
{
	bool has_result = find_part(m, PACKAGE_RESULT) != NULL;
	bool has_answers = manifest_first(m, "answers") != NULL;

	if (!m->is_collected)
		return has_result && has_answers &&
			manifest_first(m, "below") == NULL;
	return !has_result && !has_answers &&
		find_part(m, PACKAGE_COLLECTED) != NULL &&
		manifest_first(m, "plan") == NULL &&
		manifest_first(m, "rules") == NULL;
}

/* Plan and packs are the very parts that are named. */
static bool
has_its_basis(const struct manifest *m)
{
	const struct _xmlNode *plan = manifest_first(m, "plan");
	bool is_whole = has_its_document(m) &&
		(manifest_first(m, "rules") == NULL ||
			find_part(m, BASIS_HISTORY) != NULL) &&
		(plan == NULL ||
			is_part(m, BASIS_PLAN,
				manifest_get(m, plan, "sha256")));
	size_t packs = 0, own = 0, below = 0;

	for (struct _xmlNode *c = manifest_first(m, "pack"); c != NULL;
		c = xml_next(c, "pack"), packs++) {
		bool is_own = value_is_yes(manifest_get(m, c, "own"));
		char *name = is_own ? xasprintf("%s/%03zu/%s", BASIS_OWN, ++own,
					      manifest_get(m, c, "name"))
				    : xasprintf("%s/%s", BASIS_RULES,
					      manifest_get(m, c, "name"));

		is_whole = is_whole &&
			is_part(m, name, manifest_get(m, c, "sha256"));
		free(name);
	}
	for (size_t i = 0; i < m->n; i++)
		below += strncmp(m->parts[i].name, BASIS_RULES "/",
				 strlen(BASIS_RULES) + 1) == 0 ||
			strncmp(m->parts[i].name, BASIS_OWN "/",
				strlen(BASIS_OWN) + 1) == 0;
	return is_whole && packs == below;
}

/* All packs together are the packs that are named. */
static bool
has_its_rules(const struct manifest *m)
{
	const struct _xmlNode *rules = manifest_first(m, "rules");
	struct digest *d = digest_new();
	char hash[DIGEST_HEX];

	for (struct _xmlNode *c = manifest_first(m, "pack"); c != NULL;
		c = xml_next(c, "pack")) {
		const char *sum = manifest_get(m, c, "sha256");

		digest_add(d, sum, strlen(sum));
		digest_add(d, "\n", 1);
	}
	digest_hex(d, hash);
	return rules == NULL ||
		strcmp(hash, manifest_get(m, rules, "sha256")) == 0;
}

const struct xml_form manifest_form = { .schema = "schemas/manifest.xsd" };

int
manifest_parse(struct manifest **out, const char *data, size_t n,
	struct xml_form *form, struct error *err)
{
	struct manifest *m = xcalloc(1, sizeof *m);
	const char *fault = NULL;

	*out = NULL;
	m->arena = arena_new();
	if (xml_parse_form(&m->doc,
		    &(struct xml_text){ data, n, PACKAGE_MANIFEST, 1 }, form,
		    err) != 0) {
		manifest_free(m);
		err->kind = ERR_SEAL;
		return -1;
	}
	take(m);
	if (!has_good_names(m))
		fault = "part";
	else if (!has_its_sums(m))
		fault = "parts";
	else if (!has_its_id(m))
		fault = "package";
	else if (!has_its_facts(m, data))
		fault = "facts-sha256";
	else if (!has_its_basis(m))
		fault = "basis";
	else if (!has_its_rules(m))
		fault = "rules";
	if (fault != NULL) {
		manifest_free(m);
		return err_set(err, ERR_SEAL, "MANIFEST-1",
			"the manifest contradicts itself: %s", fault);
	}
	*out = m;
	return 0;
}

void
manifest_free(struct manifest *m)
{
	if (m == NULL)
		return;
	xml_free(m->doc);
	free(m->parts);
	arena_free(m->arena);
	free(m);
}
