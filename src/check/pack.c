/*
 * Rule packs, loaded and put in order.
 */
#include "config.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/case-documents.h"
#include "check/evidence.h"
#include "check/pack.h"
#include "lib/digest.h"
#include "lib/xml.h"
#include "plan/plan-words.h"
#include "plan/plan.h"
#include "schema/coded.h"
#include "schema/codes.h"
#include "schema/value.h"

#define PACK_LIMIT (4u << 20)

#define EACH(c, parent, name)                                                  \
	for (struct _xmlNode *c = xml_first(parent, name); c != NULL;          \
		c = xml_next(c, name))

struct pack_files {
	const char *const *paths;
	size_t n;
};

/* What loading several packs has in common. */
struct load {
	struct digest *digest;
	size_t nours; /* so many of the files are the program's own */
	struct coded *coded;
	const struct model *model;
	struct xml_form form;
};

static const char *const severity_names[] = {
	[SEVERITY_NOTICE] = "notice",
	[SEVERITY_SUSPECT] = "suspect",
	[SEVERITY_ERROR] = "error",
};

const char *
severity_name(enum severity severity)
{
	return severity_names[severity];
}

bool
pack_names(const struct rule *rule, const char *name)
{
	return strcasecmp(name, rule->id) == 0 ||
		strcasecmp(name, rule->group) == 0;
}

int
severity_parse(const char *name, enum severity *out)
{
	for (int i = SEVERITY_NOTICE; i <= SEVERITY_ERROR; i++) {
		if (strcmp(severity_names[i], name) == 0) {
			*out = (enum severity)i;
			return 0;
		}
	}
	return -1;
}

static void
load_texts(struct rules *r, const struct _xmlNode *node, const char *name,
	const char *out[2])
{
	out[0] = xml_child_text(r->arena, node, name, "zh");
	out[1] = xml_child_text(r->arena, node, name, "en");
}

static void
load_dated(
	struct rules *r, struct rule_parameter *p, const struct _xmlNode *node)
{
	p->ndated = 0;
	p->dated = arena_alloc(
		r->arena, xml_count(node, "dated") * sizeof *p->dated);
	EACH(c, node, "dated")
	{
		p->dated[p->ndated++] = (struct rule_dated){
			.from = xml_attr(r->arena, c, "from"),
			.to = xml_attr(r->arena, c, "to"),
			.value = xml_attr(r->arena, c, "value"),
		};
	}
}

/* A rule's own, else its pack's. */
static const char *
in_force(struct rules *r, const struct _xmlNode *pack,
	const struct _xmlNode *node, const char *name)
{
	const char *own = xml_attr(r->arena, node, name);

	return own != NULL ? own : xml_attr(r->arena, pack, name);
}

/* Where the node has the attribute. */
static void
set_attr(const char **out, struct arena *a, const struct _xmlNode *node,
	const char *name)
{
	const char *value = xml_attr(a, node, name);

	if (value != NULL)
		*out = value;
}

/* "@kind": shown as the column kind says. */
static const char *
type_from(struct arena *a, const char *column)
{
	char *type = xasprintf("@%s", column);
	const char *kept = arena_strdup(a, type);

	free(type);
	return kept;
}

static void
load_parameters(struct rules *r, struct rule *rule, const struct _xmlNode *node)
{
	struct arena *a = r->arena;

	rule->parameters = arena_alloc(
		a, xml_count(node, "parameter") * sizeof *rule->parameters);
	EACH(c, node, "parameter")
	{
		struct rule_parameter *p =
			&rule->parameters[rule->nparameters++];

		p->name = xml_attr(a, c, "name");
		p->unit = xml_attr(a, c, "unit");
		p->value = xml_attr(a, c, "value");
		p->plan = xml_attr(a, c, "plan");
		p->from = "pack";
		load_texts(r, c, "title", p->title);
		p->required = value_is_yes(xml_attr(a, c, "required"));
		load_dated(r, p, c);
	}
}

static const struct _xmlNode *
find_evidence(struct arena *a, const struct _xmlNode *in, const char *name)
{
	EACH(c, in, "evidence")
	{
		if (strcmp(xml_attr(a, c, "name"), name) == 0)
			return c;
	}
	return NULL;
}

/* Where it stands what a column without a label is: with the same column in
 * Chinese (fault_zh for fault_en), else in the pack, which says it once for all
 * its rules. NULL: nowhere. */
static const struct _xmlNode *
find_shared(struct arena *a, const struct _xmlNode *pack,
	const struct _xmlNode *rule, const struct _xmlNode *evidence)
{
	char *name = arena_strdup(a, xml_attr(a, evidence, "name"));
	size_t n = strlen(name);
	const struct _xmlNode *zh;

	if (xml_first(evidence, "label") != NULL)
		return NULL;
	if (n > 3 && strcmp(name + n - 3, "_en") == 0)
		memcpy(name + n - 2, "zh", 2);
	zh = find_evidence(a, rule, name);
	if (zh != NULL && xml_first(zh, "label") != NULL)
		return zh;
	return find_evidence(a, pack, name);
}

static int
load_column(struct rules *r, struct rule_evidence *e,
	const struct _xmlNode *own, const struct _xmlNode *shared,
	const struct model *model, struct error *err)
{
	const struct _xmlNode *from[] = { shared, own };
	struct arena *a = r->arena;
	const char *fact = NULL, *column = NULL;

	*e = (struct rule_evidence){ .name = xml_attr(a, own, "name") };
	for (int i = 0; i < 2; i++) {
		if (from[i] == NULL)
			continue;
		set_attr(&e->type, a, from[i], "type");
		set_attr(&column, a, from[i], "type-from");
		set_attr(&e->against, a, from[i], "against");
		set_attr(&fact, a, from[i], "fact");
		if (xml_first(from[i], "label") != NULL)
			load_texts(r, from[i], "label", e->label);
	}
	if (column != NULL)
		e->type = type_from(a, column);
	if (evidence_complete(e, fact, model, a, err) != 0)
		return err_wrap(err, "line %ld", xml_line(own));
	return 0;
}

static int
load_evidence(struct rules *r, struct rule *rule, const struct _xmlNode *pack,
	const struct model *model, struct error *err)
{
	struct arena *a = r->arena;
	const struct _xmlNode *node = rule->node;

	rule->evidence = arena_alloc(
		a, xml_count(node, "evidence") * sizeof *rule->evidence);
	EACH(c, node, "evidence")
	{
		if (load_column(r, &rule->evidence[rule->nevidence++], c,
			    find_shared(a, pack, node, c), model, err) != 0)
			return -1;
	}
	return 0;
}

static void
load_indexes(struct rules *r, struct rule *rule, const struct _xmlNode *node)
{
	struct arena *a = r->arena;

	rule->indexes = arena_alloc(
		a, xml_count(node, "index") * sizeof *rule->indexes);
	EACH(c, node, "index")
	{
		struct rule_index *x = &rule->indexes[rule->nindexes++];

		x->table = xml_attr(a, c, "table");
		x->columns = xml_attr(a, c, "columns");
	}
}

static const char *
text_of(struct rules *r, const struct _xmlNode *node, const char *name)
{
	const struct _xmlNode *c = xml_first(node, name);

	return c != NULL ? xml_text(r->arena, c) : NULL;
}

static int
load_rule(struct rules *r, const struct _xmlNode *pack,
	const struct _xmlNode *node, const struct model *model,
	const char *path, struct error *err)
{
	struct rule *rule;
	char *group;

	r->items = xreallocarray(r->items, r->n + 1, sizeof *r->items);
	rule = &r->items[r->n++];
	*rule = (struct rule){ .node = node, .path = path };
	rule->id = xml_attr(r->arena, node, "id");
	group = arena_strndup(r->arena, rule->id, strcspn(rule->id, "-"));
	for (char *p = group; *p != '\0'; p++)
		*p = (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p);
	rule->group = group;
	severity_parse(xml_attr(r->arena, node, "severity"), &rule->severity);
	rule->scope = xml_attr(r->arena, node, "scope");
	rule->clause = xml_attr(r->arena, node, "clause");
	rule->needs = xml_attr(r->arena, node, "needs");
	rule->shows = xml_attr(r->arena, node, "shows");
	rule->partial = value_is_yes(xml_attr(r->arena, node, "partial"));
	rule->disputable = value_is_yes(xml_attr(r->arena, node, "disputable"));
	rule->between_streets = value_is_yes(
		xml_attr(r->arena, node, "between-streets"));
	rule->reads_findings = value_is_yes(
		xml_attr(r->arena, node, "reads-findings"));
	rule->from = in_force(r, pack, node, "from");
	rule->to = in_force(r, pack, node, "to");
	rule->cases_plan = in_force(r, pack, node, "cases-plan");
	rule->cases_take = in_force(r, pack, node, "cases-take");
	load_texts(r, pack, "title", rule->pack);
	load_texts(r, node, "title", rule->title);
	load_texts(r, node, "message", rule->message);
	load_texts(r, node, "remedy", rule->remedy);
	load_texts(r, node, "expected", rule->expected);
	rule->applies = text_of(r, node, "applies");
	rule->sql = text_of(r, node, "sql");
	rule->readings = text_of(r, node, "readings");
	rule->concerns = text_of(r, node, "concerns");
	load_parameters(r, rule, node);
	load_indexes(r, rule, node);
	if (rule->disputable && rule->severity != SEVERITY_ERROR)
		return err_set(err, ERR_INPUT, "PACK-8",
			"%s: %s: disputable is for errors; what is no error "
			"anybody may settle",
			path, rule->id);
	return load_evidence(r, rule, pack, model, err);
}

static bool
is_among(const char *const *names, const char *name)
{
	for (size_t i = 0; names[i] != NULL; i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}

static int
not_among(const struct _xmlNode *node, const char *what, const char *value,
	const char *choices, struct error *err)
{
	return err_set(err, ERR_INPUT, "PACK-5",
		"line %ld: <%s>: %s is '%s' and must be one of: %s",
		xml_line(node), xml_name(node), what, value, choices);
}

static int
check_needs(struct rules *r, const struct _xmlNode *node, struct error *err)
{
	static const char *const kinds[] = { "plan", "register", "current",
		"previous", "collected", "collection", "procedure", "problems",
		"staff", "rolls", "archive", "inspection", "verdicts", NULL };
	const char *needs = xml_attr(r->arena, node, "needs");
	size_t n;

	for (const char *s; (s = list_next(&needs, &n)) != NULL;) {
		const char *need = arena_strndup(r->arena, s, n);

		if (!is_among(kinds, need))
			return not_among(node, "needs", need,
				"plan, register, current, previous, collected, "
				"collection, procedure, problems, staff, "
				"rolls, archive, inspection, verdicts",
				err);
	}
	return 0;
}

/* No two parameters, or columns of evidence, of one name. */
static int
check_names(struct rules *r, const struct _xmlNode *node, const char *what,
	struct error *err)
{
	EACH(x, node, what)
	{
		for (struct _xmlNode *y = xml_first(node, what); y != x;
			y = xml_next(y, what)) {
			const char *name = xml_attr(r->arena, x, "name");

			if (strcmp(name, xml_attr(r->arena, y, "name")) == 0)
				return err_set(err, ERR_INPUT, "PACK-6",
					"line %ld: two <%s> are called '%s'",
					xml_line(x), what, name);
		}
	}
	return 0;
}

/* Of a rule or a pack: no two columns of one name; and a type that is none
 * would show a birth date as it is. */
static int
check_evidence(struct rules *r, const struct coded *coded,
	const struct _xmlNode *node, struct error *err)
{
	static const char *const ways[] = { "number", "birth", "age", "name",
		"date", "yuan", "quantity", NULL };

	EACH(c, node, "evidence")
	{
		const char *type = xml_attr(r->arena, c, "type");

		if (type != NULL && !is_among(ways, type) &&
			codes_list(coded_codes(coded), type) == NULL)
			return not_among(c, "type", type,
				_("number, birth, age, name, date, yuan, "
				  "quantity, or a list of schemas/codes.xml"),
				err);
	}
	return check_names(r, node, "evidence", err);
}

/* What the schema cannot say of a rule. */
static int
check_rule(struct rules *r, const struct coded *coded,
	const struct _xmlNode *pack, const struct _xmlNode *node,
	struct error *err)
{
	const char *group = xml_attr(r->arena, pack, "id");
	const char *id = xml_attr(r->arena, node, "id");
	size_t n = strlen(group);

	if (strncmp(id, group, n) != 0 || id[n] != '-' || id[n + 1] == '\0')
		return err_set(err, ERR_INPUT, "PACK-7",
			"line %ld: rule %s: its id must begin with the pack's, "
			"%s-",
			xml_line(node), id, group);
	if (check_needs(r, node, err) != 0 ||
		check_names(r, node, "parameter", err) != 0)
		return -1;
	return check_evidence(r, coded, node, err);
}

/* Note the pack of the document that was read last. */
static void
add_pack(struct rules *r, const struct load *how, const char *path,
	const char *hex)
{
	const struct _xmlNode *root = xml_root(r->docs[r->ndocs - 1]);
	struct rule_pack *pack;

	r->packs = xreallocarray(r->packs, r->ndocs, sizeof *r->packs);
	pack = &r->packs[r->ndocs - 1];
	*pack = (struct rule_pack){ .id = xml_attr(r->arena, root, "id"),
		.version = xml_attr(r->arena, root, "version"),
		.path = path,
		.is_own = r->ndocs > how->nours };
	memcpy(pack->sha256, hex, sizeof pack->sha256);
}

static int
load_pack(
	struct rules *r, const char *path, struct load *how, struct error *err)
{
	struct _xmlDoc *doc;
	char *bytes, hex[DIGEST_HEX];
	size_t n;
	int rc;

	if (file_read(path, PACK_LIMIT, &bytes, &n, err) != 0)
		return -1;
	digest_sha256_hex(bytes, n, hex);
	digest_add(how->digest, hex, strlen(hex));
	digest_add(how->digest, "\n", 1);
	rc = xml_parse_form(
		&doc, &(struct xml_text){ bytes, n, path, 1 }, &how->form, err);
	free(bytes);
	if (rc != 0)
		return -1;
	r->docs = xreallocarray(r->docs, r->ndocs + 1, sizeof *r->docs);
	r->docs[r->ndocs++] = doc;
	path = arena_strdup(r->arena, path);
	add_pack(r, how, path, hex);
	if (coded_check(how->coded, doc, path, err) != 0)
		return -1;
	if (check_evidence(r, how->coded, xml_root(doc), err) != 0)
		return err_wrap(err, "%s", path);
	case_documents(xml_root(doc), how->model);
	EACH(c, xml_root(doc), "rule")
	{
		if (check_rule(r, how->coded, xml_root(doc), c, err) != 0 ||
			load_rule(r, xml_root(doc), c, how->model, path, err) !=
				0)
			return err_wrap(err, "%s", path);
	}
	return 0;
}

/* The catalogue's order: that of a household's way through the year. */
static int
group_rank(const char *group)
{
	static const char *const order[] = { "id", "dup", "hh", "cau", "edu",
		"lab", "ins", "inc", "std", "frm", "prc", "dln", "nat", "rcn",
		"fix", "arc", "trn", "acc" };
	int i;

	for (i = 0; i < (int)(sizeof order / sizeof *order); i++) {
		if (strcmp(order[i], group) == 0)
			break;
	}
	return i;
}

static int
by_id(const void *a, const void *b)
{
	const struct rule *x = a, *y = b;
	int order = group_rank(x->group) - group_rank(y->group);

	return order != 0 ? order : strcmp(x->id, y->id);
}

static int
finish(struct rules *r, struct digest *digest, struct error *err)
{
	digest_hex(digest, r->sha256);
	qsort(r->items, r->n, sizeof *r->items, by_id);
	for (size_t i = 1; i < r->n; i++) {
		if (strcmp(r->items[i].id, r->items[i - 1].id) == 0)
			return err_set(err, ERR_USAGE, "PACK-1",
				"%s: check %s stands in %s as well",
				r->items[i].path, r->items[i].id,
				r->items[i - 1].path);
	}
	return 0;
}

/* hollow: elements whose content is not read, or NULL. */
static int
load_files(struct rules **out, const struct pack_files *files, size_t nours,
	const struct model *model, const char *hollow, struct error *err)
{
	struct rules *r = xcalloc(1, sizeof *r);
	struct load how = { .digest = digest_new(),
		.nours = nours,
		.model = model,
		.form = { .schema = "schemas/rules.xsd", .hollow = hollow } };
	int rc = coded_open(&how.coded, how.form.schema, err);

	*out = NULL;
	r->arena = arena_new();
	for (size_t i = 0; rc == 0 && i < files->n; i++)
		rc = load_pack(r, files->paths[i], &how, err);
	coded_free(how.coded);
	xml_form_clear(&how.form);
	if (rc == 0)
		rc = finish(r, how.digest, err);
	else
		digest_free(how.digest);
	if (rc != 0) {
		pack_free(r);
		return -1;
	}
	*out = r;
	return 0;
}

static int
is_pack(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return e->d_name[0] != '.' && n > 4 &&
		strcmp(e->d_name + n - 4, ".xml") == 0;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* The packs of a folder, and these. */
static int
load_all(struct rules **out, const char *dir, const struct pack_files *own,
	const struct model *model, const char *hollow, struct error *err)
{
	struct dirent **names = NULL;
	int n = scandir(dir, &names, is_pack, by_name), rc = -1;
	size_t all = 0;
	char **files = xcalloc((size_t)(n > 0 ? n : 0) + own->n, sizeof *files);

	for (int i = 0; i < n; i++) {
		files[all++] = xasprintf("%s/%s", dir, names[i]->d_name);
		free(names[i]);
	}
	for (size_t i = 0; i < own->n; i++)
		files[all++] = xstrdup(own->paths[i]);
	if (n < 0)
		err_set(err, ERR_SYSTEM, "PACK-2", "%s: no rule packs", dir);
	else
		rc = load_files(out,
			&(struct pack_files){ (const char *const *)files, all },
			all - own->n, model, hollow, err);
	if (rc == 0)
		(*out)->whole = true;
	for (size_t i = 0; i < all; i++)
		free(files[i]);
	free(files);
	free(names);
	return rc;
}

/* The program's own packs, and these. */
static int
load_ours(struct rules **out, const struct pack_files *own,
	const struct model *model, const char *hollow, struct error *err)
{
	char *dir = file_data_path("rules");
	int rc = load_all(out, dir, own, model, hollow, err);

	free(dir);
	return rc;
}

int
pack_load(struct rules **out, const char *const *paths, size_t npaths,
	const struct model *model, struct error *err)
{
	return load_ours(
		out, &(struct pack_files){ paths, npaths }, model, "case", err);
}

int
pack_load_from(struct rules **out, const char *dir, const char *const *paths,
	size_t npaths, const struct model *model, struct error *err)
{
	return load_all(out, dir, &(struct pack_files){ paths, npaths }, model,
		"case", err);
}

int
pack_load_tried(
	struct rules **out, const struct model *model, struct error *err)
{
	return load_ours(
		out, &(struct pack_files){ NULL, 0 }, model, NULL, err);
}

int
pack_load_files(struct rules **out, const char *const *paths, size_t npaths,
	const struct model *model, struct error *err)
{
	return load_files(out, &(struct pack_files){ paths, npaths }, 0, model,
		NULL, err);
}

void
pack_free(struct rules *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->ndocs; i++)
		xml_free(r->docs[i]);
	free(r->docs);
	free(r->packs);
	free(r->items);
	free(r->changes);
	arena_free(r->arena);
	free(r);
}

static void
set_from_plan(struct rules *r, struct rule_parameter *parameter,
	const struct plan *plan)
{
	const struct plan_parameter *p = parameter->plan != NULL
		? plan_find_parameter(plan, parameter->plan)
		: NULL;

	if (p == NULL)
		return;
	parameter->value = arena_strdup(r->arena, p->written);
	parameter->from = "plan";
}

static struct rule_parameter *
find_parameter(struct rule *rule, const char *name)
{
	for (size_t i = 0; i < rule->nparameters; i++) {
		if (strcmp(rule->parameters[i].name, name) == 0)
			return &rule->parameters[i];
	}
	return NULL;
}

static int
apply_override(struct rules *r, struct rule *rule,
	const struct plan_override *o, struct error *err)
{
	struct rule_parameter *p = NULL;
	struct rule_change *change;

	if (o->parameter != NULL) {
		p = find_parameter(rule, o->parameter);
		if (p == NULL)
			return err_set(err, ERR_INPUT, "PACK-3",
				"the plan overrides %s of %s, which has no "
				"such parameter",
				o->parameter, o->check);
	}
	r->changes = xreallocarray(
		r->changes, r->nchanges + 1, sizeof *r->changes);
	change = &r->changes[r->nchanges++];
	*change = (struct rule_change){ .check = rule->id,
		.reason = { o->reason[0], o->reason[1] } };
	if (p != NULL) {
		change->what = p->name;
		change->before = p->value;
		change->after = o->value;
		p->value = arena_strdup(r->arena, o->value);
		p->from = "override";
		p->ndated = 0;
		return 0;
	}
	change->what = "severity";
	change->before = severity_name(rule->severity);
	change->after = o->severity;
	severity_parse(o->severity, &rule->severity);
	return 0;
}

/* The plan's own words in what the rule says. The Chinese that its SQL says are
 * words, too; codes are none of them. */
static void
reword(struct rules *r, struct rule *rule, const struct plan *plan)
{
	if (plan->nwords == 0)
		return;
	for (enum lang i = 0; i < LANGS; i++) {
		const char **texts[] = { &rule->title[i], &rule->message[i],
			&rule->remedy[i], &rule->expected[i] };

		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
			*texts[k] = plan_reword(plan, i, *texts[k], r->arena);
		for (size_t k = 0; k < rule->nevidence; k++)
			rule->evidence[k].label[i] = plan_reword(
				plan, i, rule->evidence[k].label[i], r->arena);
		for (size_t k = 0; k < rule->nparameters; k++)
			rule->parameters[k].title[i] = plan_reword(plan, i,
				rule->parameters[k].title[i], r->arena);
	}
	rule->sql = plan_reword(plan, LANG_ZH, rule->sql, r->arena);
}

int
pack_apply_plan(struct rules *r, const struct plan *plan, struct error *err)
{
	for (size_t i = 0; i < r->n; i++) {
		struct rule *rule = &r->items[i];

		for (size_t k = 0; k < rule->nparameters; k++)
			set_from_plan(r, &rule->parameters[k], plan);
		reword(r, rule, plan);
	}
	for (size_t j = 0; j < plan->noverrides; j++) {
		const struct plan_override *o = &plan->overrides[j];
		struct rule *rule = NULL;

		for (size_t i = 0; i < r->n; i++) {
			if (strcmp(o->check, r->items[i].id) == 0)
				rule = &r->items[i];
		}
		if (rule == NULL && !r->whole)
			continue;
		if (rule == NULL)
			return err_set(err, ERR_INPUT, "PACK-4",
				"the plan overrides %s, which is in no pack",
				o->check);
		if (apply_override(r, rule, o, err) != 0)
			return -1;
	}
	return 0;
}

char *
pack_unset(const struct rule *rule)
{
	struct strbuf sb = { 0 };

	for (size_t i = 0; i < rule->nparameters; i++) {
		const struct rule_parameter *p = &rule->parameters[i];

		if (p->required && strcmp(p->value, "0") == 0)
			strbuf_addf(&sb, "%s%s", sb.len > 0 ? " " : "",
				p->plan != NULL ? p->plan : p->name);
	}
	return sb.len > 0 ? strbuf_steal(&sb) : NULL;
}
