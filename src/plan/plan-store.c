/*
 * The plan in the database: its bytes, and the tables that rules read.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "lib/db.h"
#include "lib/xml.h"
#include "plan/plan.h"

/* Insert one row; a spec letter a value: t text, i number, d date. */
static int
insert(struct db *db, const char *sql, const char *spec, struct error *err,
	const void *const *values)
{
	struct stmt *st;
	char iso[11];
	int rc;

	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	for (int i = 0; spec[i] != '\0'; i++) {
		const long *number = values[i];

		if (values[i] == NULL || (spec[i] == 'd' && *number == NO_DAY))
			stmt_bind_null(st, i + 1);
		else if (spec[i] == 't')
			stmt_bind_text(st, i + 1, values[i]);
		else if (spec[i] == 'd')
			stmt_bind_text(st, i + 1, day_format(*number, iso));
		else
			stmt_bind_int(st, i + 1, *number);
	}
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

#define INSERT(sql, spec, ...)                                                 \
	insert(db, "INSERT INTO " sql, spec, err,                              \
		(const void *const[]){ __VA_ARGS__ })

static int
store_head(const struct plan *p, struct db *db, struct error *err)
{
	long year = p->year;
	struct stmt *st;
	int rc;

	if (INSERT("plan VALUES(?,?,?,?,?,NULL,?,?,?,?)", "ttiddddtt", p->id,
		    p->version, &year, &p->reference, &p->issued,
		    &p->period_began, &p->period_ended,
		    p->counting.working ? "working" : "natural",
		    p->counting.first_counts ? "counted" : "excluded") != 0)
		return -1;
	if (db_prepare(&st, db, "INSERT INTO hc_plan VALUES(?,?,?,?)", err) !=
		0)
		return -1;
	stmt_bind_static(st, 1, p->id);
	stmt_bind_static(st, 2, p->sha256);
	stmt_bind_blob(st, 3, p->xml, p->xml_len);
	if (p->calendar != NULL)
		stmt_bind_blob(st, 4, p->calendar_xml, p->calendar_len);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

static int
store_steps(const struct plan_procedure *procedure, struct db *db,
	struct error *err)
{
	for (size_t i = 0; i < procedure->n; i++) {
		const struct plan_step *s = &procedure->steps[i];
		const struct plan_deadline *d = s->deadline;
		long seq = (long)i + 1, round = s->round,
		     required = s->required;

		if (INSERT("plan_step VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
			    "ttitiittdtitt", procedure->id, s->id, &seq,
			    s->kind, round > 0 ? &round : NULL,
			    s->days > 0 ? &s->days : NULL,
			    d != NULL ? d->id : NULL,
			    d != NULL ? d->check : NULL,
			    d != NULL ? &d->due : NULL, s->clause, &required,
			    s->title[0], s->title[1]) != 0)
			return -1;
	}
	return 0;
}

static int
store_lists(const struct plan *p, struct db *db, struct error *err)
{
	for (size_t i = 0; i < p->nclauses; i++) {
		const struct plan_clause *c = &p->clauses[i];
		long seq = (long)i + 1;

		if (INSERT("plan_clause VALUES(?,?,?,?,?)", "tittt", c->id,
			    &seq, c->heading, c->text[0], c->text[1]) != 0)
			return -1;
	}
	for (size_t i = 0; i < p->nclasses; i++) {
		const struct plan_class *c = &p->classes[i];

		if (INSERT("plan_class VALUES(?,?,?,?,?)", "ttttt", c->id,
			    c->procedure != NULL ? c->procedure->id : NULL,
			    c->form, c->title[0], c->title[1]) != 0)
			return -1;
	}
	for (size_t i = 0; i < p->ndeadlines; i++) {
		const struct plan_deadline *d = &p->deadlines[i];

		if (INSERT("plan_deadline VALUES(?,?,?,?,?,?)", "ttdttt", d->id,
			    d->check, &d->due, d->clause, d->title[0],
			    d->title[1]) != 0)
			return -1;
	}
	for (size_t i = 0; i < p->nparameters; i++) {
		const struct plan_parameter *q = &p->parameters[i];

		if (INSERT("plan_parameter VALUES(?,?,?,NULL)", "tit", q->name,
			    &q->value, q->unit) != 0)
			return -1;
	}
	for (size_t i = 0; i < p->nprocedures; i++) {
		if (store_steps(&p->procedures[i], db, err) != 0)
			return -1;
	}
	return 0;
}

/* Lists that only rules read go straight from the file's tree. */
static int
store_rest(const struct plan *p, struct db *db, struct error *err)
{
	struct arena *a = arena_new();
	struct _xmlDoc *doc = NULL;
	struct _xmlNode *c;
	int rc = xml_parse(&doc, p->xml, p->xml_len, "plan", 1, err);

	c = rc == 0 ? xml_first(xml_root(doc), "department") : NULL;
	for (; rc == 0 && c != NULL; c = xml_next(c, "department"))
		rc = INSERT("plan_department VALUES(?,?,?)", "ttt",
			xml_attr(a, c, "code"),
			xml_child_text(a, c, "title", "zh"),
			xml_child_text(a, c, "title", "en"));
	c = rc == 0 ? xml_first(xml_root(doc), "paper") : NULL;
	for (; rc == 0 && c != NULL; c = xml_next(c, "paper"))
		rc = INSERT("plan_paper VALUES(?,?,?,? IN ('true', '1',"
			    " '是'))",
			"tttt", xml_attr(a, c, "class"), xml_attr(a, c, "kind"),
			xml_attr(a, c, "clause"), xml_attr(a, c, "signed"));
	c = rc == 0 ? xml_first(xml_root(doc), "subject") : NULL;
	for (long seq = 1; rc == 0 && c != NULL;
		c = xml_next(c, "subject"), seq++)
		rc = INSERT("plan_subject VALUES(?,?,?,?,' ' || ? || ' ',"
			    "' ' || ? || ' ',?,?)",
			"titttttt", xml_attr(a, c, "id"), &seq,
			xml_attr(a, c, "class"), xml_attr(a, c, "clause"),
			xml_attr(a, c, "groups"), xml_attr(a, c, "steps"),
			xml_child_text(a, c, "title", "zh"),
			xml_child_text(a, c, "title", "en"));
	xml_free(doc);
	arena_free(a);
	return rc;
}

int
plan_store(const struct plan *p, struct db *db, struct error *err)
{
	if (db_exec(db,
		    "DELETE FROM plan; DELETE FROM hc_plan;"
		    "DELETE FROM plan_clause; DELETE FROM plan_step;"
		    "DELETE FROM plan_class; DELETE FROM plan_deadline;"
		    "DELETE FROM plan_department; DELETE FROM plan_paper;"
		    "DELETE FROM plan_subject;"
		    "DELETE FROM plan_parameter",
		    err) != 0)
		return -1;
	if (store_head(p, db, err) != 0 || store_lists(p, db, err) != 0)
		return -1;
	return store_rest(p, db, err);
}

int
plan_set_as_of(struct db *db, long as_of, struct error *err)
{
	struct stmt *st;
	char iso[11];
	int rc;

	if (db_prepare(&st, db, "UPDATE plan SET as_of = ?", err) != 0)
		return -1;
	stmt_bind_text(st, 1, day_format(as_of, iso));
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}
