/*
 * A finding once more, on invented records.
 *
 * Which records give it is found by trying: first the fewest that have to do
 * with it, then more. Then whatever can go without the finding going goes.
 */
#include "config.h"
#include <ctype.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/database.h"
#include "check/finding.h"
#include "check/invent.h"
#include "check/pack.h"
#include "check/reach.h"
#include "check/reproduce.h"
#include "check/run-options.h"
#include "check/run.h"
#include "intake/import.h"
#include "lib/db.h"
#include "lib/xml-writer.h"
#include "lib/xml.h"
#include "plan/plan.h"
#include "schema/codes.h"
#include "schema/model.h"

/* Trials at each depth, where one check is made and where all are; and records
 * of a street that are still tried together: of more the whole would not fit
 * into memory, nor be read by anybody. */
enum { TRIALS = 300, WHOLE_TRIALS = 60, ALL_LIMIT = 100000 };

/* How deep the depths of documents go, and what comes behind. */
enum { FACTS = 4 };

/* How the finding that is looked for looks. */
struct target {
	char *check, *severity, *status, *village, *household, *member, *event;
	char *message, *told; /* told: all that may name somebody's record */
	char *only[1];
	bool whole;
};

struct trying {
	const struct reproduce_opts *o;
	struct target target;
	struct invent *invent;
	struct reach_documents read;
	char *message[2]; /* of the last trial that gave it */
	size_t trials;
	/* The database of trials, as long as the same documents are tried: its
	 * large schema is not read anew each time. */
	struct db *db;
	bool held[REACH_DOCUMENTS];
};

static void
clear_target(struct target *t)
{
	free(t->check);
	free(t->severity);
	free(t->status);
	free(t->village);
	free(t->household);
	free(t->member);
	free(t->event);
	free(t->message);
	free(t->told);
}

/* the finding */

static void
take_target(struct target *t, const struct finding *f)
{
	struct strbuf told = { 0 };

	t->check = xstrdup(f->check);
	t->severity = xstrdup(f->severity);
	t->status = xstrdup(f->status);
	t->village = xstrdup(f->village);
	t->household = xstrdup(f->household);
	t->member = xstrdup(f->member);
	t->event = xstrdup(f->event);
	t->message = xstrdup(f->message);
	strbuf_addf(&told, "%s\n%s\n%s\n%s\n%.2000s", f->household, f->member,
		f->event, f->message, f->concerns);
	for (size_t i = 0; i < f->nevidence; i++)
		strbuf_addf(&told, "\n%s", f->evidence[i].value);
	t->told = strbuf_steal(&told);
	t->only[0] = t->check;
}

static int
find_target(struct target *t, const struct reproduce_opts *o, struct error *err)
{
	const struct finding_words words = { o->codes, LANG_ZH, false };
	struct finding_filter filter = { .id = o->finding };
	struct finding_walk *walk;
	struct finding f;
	size_t n = 0;
	int rc;

	if (strlen(o->finding) < 4)
		return err_set(err, ERR_USAGE, "REPRODUCE-1", "no finding '%s'",
			o->finding);
	if (finding_walk(&walk, o->db, &words, &filter, err) != 0)
		return -1;
	while ((rc = finding_next(walk, &f, err)) == 1) {
		if (n++ == 0)
			take_target(t, &f);
	}
	finding_walk_free(walk);
	if (rc == 0 && n == 0)
		rc = err_set(err, ERR_USAGE, "REPRODUCE-1", "no finding '%s'",
			o->finding);
	if (rc == 0 && n > 1)
		rc = err_set(err, ERR_USAGE, "REPRODUCE-2",
			"several findings begin with '%s'", o->finding);
	for (size_t i = 0; rc == 0 && i < o->rules->n; i++) {
		if (strcmp(o->rules->items[i].id, t->check) == 0)
			t->whole = o->rules->items[i].reads_findings;
	}
	return rc;
}

/* inventing */

/* A value that was changed is of the kind of the field that it names. */
static const struct attribute *
field_named(const struct trying *t, const xmlNode *node)
{
	const struct kind *r = model_kind(t->o->model, "register");
	xmlChar *field = xmlGetNoNsProp(node, (const xmlChar *)"field");
	const struct element *home = r != NULL
		? model_child(r->root, "household")
		: NULL;
	const struct element *member = home != NULL
		? model_child(home, "member")
		: NULL;
	const struct attribute *a = NULL;

	if (field != NULL && home != NULL)
		a = model_attribute(home, (const char *)field);
	for (size_t i = 0; a == NULL && field != NULL && home != NULL &&
		i < home->nchildren;
		i++) {
		if (!home->children[i]->is_text)
			a = model_attribute(
				home->children[i], (const char *)field);
	}
	if (a == NULL && field != NULL && member != NULL)
		a = model_attribute(member, (const char *)field);
	xmlFree(field);
	return a;
}

static void
invent_attribute(struct trying *t, xmlNode *node, const struct attribute *a)
{
	const struct attribute *as = a;
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)a->name);

	if (value == NULL)
		return;
	if (strcmp(a->name, "old") == 0 || strcmp(a->name, "new") == 0)
		as = field_named(t, node) != NULL ? field_named(t, node) : a;
	if (strcmp(a->name, "field") != 0)
		xmlSetProp(node, (const xmlChar *)a->name,
			(const xmlChar *)invent_value(t->invent, as->store,
				as->type, (const char *)value));
	xmlFree(value);
}

static void
invent_element(struct trying *t, xmlNode *node, const struct element *e)
{
	for (size_t i = 0; i < e->nattributes; i++)
		invent_attribute(t, node, &e->attributes[i]);
	for (xmlNode *c = xml_first(node, NULL); c != NULL;
		c = xml_next(c, NULL)) {
		const struct element *child = model_child(e, xml_name(c));
		xmlChar *text;

		if (child == NULL)
			continue;
		if (!child->is_text) {
			invent_element(t, c, child);
			continue;
		}
		text = xmlNodeGetContent(c);
		xmlNodeSetContent(c, NULL);
		xmlNodeAddContent(c,
			(const xmlChar *)invent_value(t->invent, STORE_FREE,
				NULL, (const char *)text));
		xmlFree(text);
	}
}

/* What belongs to nobody: the plan's own codes. */
static int
keep_public(struct trying *t, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, t->o->db,
		    "SELECT code FROM plan_department UNION SELECT id FROM"
		    " plan_situation UNION SELECT id FROM hc_check"
		    " UNION SELECT field_zh FROM field",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		if (!stmt_is_null(st, 0))
			invent_keep(t->invent, stmt_text(st, 0));
	}
	stmt_free(st);
	return rc;
}

static int
invent_records(
	struct trying *t, const struct invent_opts *how, struct error *err)
{
	invent_free(t->invent);
	t->invent = invent_new(how);
	if (keep_public(t, err) != 0)
		return -1;
	for (size_t i = 0; i < t->read.n; i++) {
		xmlNode *root = xml_root(t->read.docs[i]);

		invent_element(
			t, root, model_kind(t->o->model, xml_name(root))->root);
	}
	return 0;
}

/* trying; a node whose _private is set is left out */

static void
write_node(struct xml_writer *w, const xmlNode *node)
{
	xml_writer_open(w, xml_name(node));
	if (node->parent->type == XML_DOCUMENT_NODE)
		xml_writer_attribute(w, "xmlns", XML_NS);
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
		xmlChar *value;

		if (a->_private != NULL)
			continue;
		value = xmlNodeListGetString(node->doc, a->children, 1);

		xml_writer_attribute(w, (const char *)a->name,
			value != NULL ? (const char *)value : "");
		xmlFree(value);
	}
	for (const xmlNode *c = node->children; c != NULL; c = c->next) {
		if (c->type == XML_TEXT_NODE)
			xml_writer_text(w, (const char *)c->content);
		else if (c->type == XML_ELEMENT_NODE && c->_private == NULL)
			write_node(w, c);
	}
	xml_writer_close(w);
}

/* Each document that is not left out: paths of the files, n of them. */
static int
write_documents(const struct trying *t, const char *dir, char **paths,
	size_t *n, struct error *err)
{
	*n = 0;
	for (size_t i = 0; i < t->read.n; i++) {
		const xmlNode *root = xml_root(t->read.docs[i]);
		struct xml_writer *w;

		if (root->_private != NULL)
			continue;
		paths[*n] = xasprintf("%s/%s", dir, t->read.names[i]);
		if (xml_writer_begin(&w, paths[(*n)++], err) != 0)
			return -1;
		write_node(w, root);
		if (xml_writer_end(w, err) != 0)
			return -1;
	}
	return 0;
}

/* Numbers are another thing every time; the words are what is compared. */
static char *
skeleton(const char *message)
{
	struct strbuf sb = { 0 };

	for (const char *p = message; *p != '\0'; p++) {
		bool more = isdigit((unsigned char)*p) != 0;

		if (!more || sb.len == 0 || sb.data[sb.len - 1] != '#')
			strbuf_addc(&sb, more ? '#' : *p);
	}
	return strbuf_steal(&sb);
}

static bool
says_same(struct trying *t, const char *message, bool texts)
{
	char *expected = invent_sentence(t->invent, t->target.message, texts);
	char *a = skeleton(expected), *b = skeleton(message);
	bool is = strcmp(a, b) == 0;

	free(a);
	free(b);
	free(expected);
	return is;
}

static bool
is_same(struct trying *t, const struct finding *f)
{
	return strcmp(f->severity, t->target.severity) == 0 &&
		(*f->household != '\0') == (*t->target.household != '\0') &&
		(*f->member != '\0') == (*t->target.member != '\0') &&
		(*f->event != '\0') == (*t->target.event != '\0') &&
		(says_same(t, f->message, true) ||
			says_same(t, f->message, false));
}

/* The finding, or one that is the same; 0: there is none. */
static int
look_for(struct trying *t, struct db *db, enum lang lang, int64_t *seq,
	struct error *err)
{
	const struct finding_words words = { t->o->codes, lang, false };
	struct finding_filter filter = { .check = t->target.check };
	struct finding_walk *walk;
	struct finding f;
	bool found = false;
	int rc;

	if (finding_walk(&walk, db, &words, &filter, err) != 0)
		return -1;
	while (!found && (rc = finding_next(walk, &f, err)) == 1) {
		found = *seq != 0 ? f.seq == *seq : is_same(t, &f);
		if (found) {
			*seq = f.seq;
			free(t->message[lang]);
			t->message[lang] = xstrdup(f.message);
		}
	}
	finding_walk_free(walk);
	return found ? 1 : rc;
}

static int
look(struct trying *t, struct db *db, struct error *err)
{
	int64_t seq = 0;
	int rc = look_for(t, db, LANG_ZH, &seq, err);

	return rc == 1 ? look_for(t, db, LANG_EN, &seq, err) : rc;
}

static int
check_documents(struct trying *t, char **paths, size_t n, struct error *err)
{
	const struct import_opts in = { .model = t->o->model,
		.codes = t->o->codes,
		.reference = t->o->plan->reference,
		.year = t->o->plan->year,
		.jobs = 1,
		.lang = LANG_ZH };
	const struct run_options run = { .model = t->o->model,
		.plan = t->o->plan,
		.rules = t->o->rules,
		.as_of = t->o->as_of,
		.only = (const char *const *)t->target.only,
		.nonly = t->target.whole ? 0 : 1,
		.reason = "reproduce",
		.seconds = 60,
		.jobs = 1,
		.full = true };
	struct error ignored = { 0 };
	struct import_stats stats = { 0 };
	struct run_summary summary;

	if (import_paths(t->db, paths, (int)n, &in, &stats, err) != 0)
		return -1;
	/* a record that is no longer valid is no trial */
	if (stats.rejected > 0)
		return 0;
	/* what the run before has left beside the records; there may be none */
	db_exec(t->db, "DETACH made", &ignored);
	return run_checks(t->db, &run, &summary, err) == 0 ? look(t, t->db, err)
							   : -1;
}

static int
make_database(struct trying *t, struct error *err)
{
	char *file = xasprintf("%s/try.db", t->o->work);
	int rc;

	db_close(t->db);
	t->db = NULL;
	remove(file);
	rc = db_open(&t->db, file, DB_DRAFT, err);
	free(file);
	if (rc != 0 || db_begin(t->db, err) != 0)
		return -1;
	if (database_make(t->db, t->o->model, t->o->codes, t->o->plan, err) ==
		0)
		return db_commit(t->db, err);
	db_rollback(t->db);
	return -1;
}

/* One that has no document which is not tried now. */
static int
ready_database(struct trying *t, struct error *err)
{
	bool same = t->db != NULL;

	for (size_t i = 0; i < t->read.n; i++) {
		bool tried = xml_root(t->read.docs[i])->_private == NULL;

		same &= tried || !t->held[i];
		t->held[i] = tried;
	}
	return same ? 0 : make_database(t, err);
}

/* 1: the finding is there; 0: it is not. */
static int
try(struct trying *t, struct error *err)
{
	char **paths = xcalloc(t->read.n + 1, sizeof *paths);
	size_t n = 0;
	int rc;

	t->trials++;
	rc = write_documents(t, t->o->work, paths, &n, err);
	if (rc == 0 && n > 0)
		rc = ready_database(t, err);
	if (rc == 0 && n > 0)
		rc = check_documents(t, paths, n, err);
	for (size_t i = 0; i < n; i++) {
		remove(paths[i]);
		free(paths[i]);
	}
	free(paths);
	return rc;
}

/* fewer */

struct nodes {
	xmlNode **items;
	size_t n;
};

static void
add_node(struct nodes *list, xmlNode *node)
{
	if (list->n % 64 == 0)
		list->items = xreallocarray(
			list->items, list->n + 64, sizeof(xmlNode *));
	list->items[list->n++] = node;
}

/* Nodes of a depth: 0 documents, 1 records, 2 what stands in them. */
static void
gather(struct nodes *list, xmlNode *node, int depth)
{
	if (node->_private != NULL)
		return;
	if (depth == 0) {
		add_node(list, node);
		return;
	}
	for (xmlNode *c = xml_first(node, NULL); c != NULL;
		c = xml_next(c, NULL))
		gather(list, c, depth - 1);
}

/* Every fact of the records that are left; an attribute begins as a node does.
 */
static void
gather_facts(struct nodes *list, xmlNode *node)
{
	if (node->_private != NULL)
		return;
	for (xmlAttr *a = node->properties; a != NULL; a = a->next) {
		if (node->parent->type != XML_DOCUMENT_NODE)
			add_node(list, (xmlNode *)a);
	}
	for (xmlNode *c = xml_first(node, NULL); c != NULL;
		c = xml_next(c, NULL))
		gather_facts(list, c);
}

static void
mark(struct nodes *list, size_t from, size_t n, void *with)
{
	for (size_t i = from; i < from + n; i++)
		list->items[i]->_private = with;
}

/* Leave out as many as can go, in ever smaller groups. */
static int
leave_out(struct trying *t, struct nodes *list, struct error *err)
{
	size_t limit = t->trials + (t->target.whole ? WHOLE_TRIALS : TRIALS);

	for (size_t size = list->n; size > 0; size /= 2) {
		size_t kept = 0;

		for (size_t at = 0; at < list->n && t->trials < limit;) {
			size_t n = size < list->n - at ? size : list->n - at;
			int rc;

			mark(list, at, n, list);
			rc = try(t, err);
			if (rc < 0)
				return -1;
			if (rc == 0)
				mark(list, at, n, NULL);
			for (size_t i = at; i < at + n; i++) {
				if (rc == 0)
					list->items[kept++] = list->items[i];
			}
			at += n;
		}
		if (t->trials >= limit)
			break;
		list->n = kept;
	}
	return 0;
}

/* Documents, records, what stands in them; last the facts that it does not
 * hang on, since the fewer there are the less they can tell of anybody. */
static int
reduce(struct trying *t, struct error *err)
{
	for (int depth = 0; depth <= FACTS; depth++) {
		struct nodes list = { 0 };
		int rc;

		for (size_t i = 0; i < t->read.n; i++) {
			xmlNode *root = xml_root(t->read.docs[i]);

			if (depth == FACTS)
				gather_facts(&list, root);
			else
				gather(&list, root, depth);
		}
		rc = leave_out(t, &list, err);
		free(list.items);
		if (rc != 0)
			return -1;
	}
	return 0;
}

/* all together */

static size_t
count_records(const struct trying *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->read.n; i++) {
		struct nodes list = { 0 };

		gather(&list, xml_root(t->read.docs[i]), 1);
		n += list.n;
		free(list.items);
	}
	return n;
}

/* From the records that are most likely and are changed most to those that are
 * less so: 1 where the finding came up. */
static int
search(struct trying *t, struct reproduced *out, struct error *err)
{
	static const struct {
		long shift;
		bool keeps_words;
	} ways[] = { { -9, false }, { 5, true }, { 0, true } };
	const struct reach_about about = { .db = t->o->db,
		.model = t->o->model,
		.village = t->target.village,
		.told = t->target.told };
	unsigned char provinces[100];
	int64_t records = 0;

	codes_provinces(t->o->codes, provinces);
	if (db_get_int(t->o->db, "SELECT SUM(records) FROM hc_document",
		    &records, err) != 0)
		return -1;
	for (enum reach reach = 0; reach < REACHES; reach++) {
		if (reach == REACH_ALL && records > ALL_LIMIT)
			break;
		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
			const struct invent_opts how = { provinces,
				ways[i].shift, ways[i].keeps_words };
			int rc;

			if (reach_records(&t->read, &about, reach, err) != 0 ||
				invent_records(t, &how, err) != 0)
				return -1;
			rc = try(t, err);
			if (rc == 0)
				continue;
			out->shift = how.shift;
			out->keeps_words = how.keeps_words;
			return rc;
		}
	}
	return 0;
}

static int
hand_over(struct trying *t, struct reproduced *out, struct error *err)
{
	char **paths = xcalloc(t->read.n + 1, sizeof *paths);
	int rc = file_make_dir(t->o->dir, err);

	if (rc == 0)
		rc = write_documents(t, t->o->dir, paths, &out->nfiles, err);
	out->files = paths;
	out->records = count_records(t);
	out->check = xstrdup(t->target.check);
	for (int i = 0; i < 2; i++)
		out->message[i] = xstrdup(t->message[i]);
	out->whole = t->target.whole;
	return rc;
}

int
reproduce(struct reproduced *out, const struct reproduce_opts *opts,
	struct error *err)
{
	struct trying t = { .o = opts };
	int rc = find_target(&t.target, opts, err);

	if (rc == 0)
		rc = search(&t, out, err);
	if (rc == 1)
		rc = reduce(&t, err) == 0 ? 1 : -1;
	/* what the message says is of the records that are left */
	if (rc == 1)
		rc = try(&t, err);
	if (rc == 1)
		rc = hand_over(&t, out, err) == 0 ? 0 : -1;
	else if (rc == 0)
		rc = 1;
	db_close(t.db);
	reach_clear(&t.read);
	invent_free(t.invent);
	free(t.message[0]);
	free(t.message[1]);
	clear_target(&t.target);
	return rc;
}

void
reproduced_clear(struct reproduced *r)
{
	for (size_t i = 0; i < r->nfiles; i++)
		free(r->files[i]);
	free(r->files);
	free(r->check);
	free(r->message[0]);
	free(r->message[1]);
	*r = (struct reproduced){ 0 };
}
