/*
 * The plan in the database: its bytes, and the tables that rules read.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "lib/xml.h"
#include "plan/calendar.h"
#include "plan/plan.h"
#include "schema/value.h"

/* One value of a row; NULL, or NO_DAY of a date, is stored as NULL. */
struct cell {
	const char *column;
	const char *text;
	const long *number, *date;
};
#define TEXT(column, value)                                                    \
	{                                                                      \
		column, value, NULL, NULL                                      \
	}
#define NUMBER(column, value)                                                  \
	{                                                                      \
		column, NULL, value, NULL                                      \
	}
#define DATE(column, value)                                                    \
	{                                                                      \
		column, NULL, NULL, value                                      \
	}

static void
bind_cell(struct stmt *st, int i, const struct cell *cell)
{
	char iso[11];

	if (cell->text != NULL)
		stmt_bind_text(st, i, cell->text);
	else if (cell->number != NULL)
		stmt_bind_int(st, i, *cell->number);
	else if (cell->date != NULL && *cell->date != NO_DAY)
		stmt_bind_text(st, i, day_format(*cell->date, iso));
	else
		stmt_bind_null(st, i);
}

static int
insert(struct db *db, const char *table, const struct cell *cells, size_t n,
	struct error *err)
{
	struct strbuf sql = { 0 };
	struct stmt *st;
	int rc;

	strbuf_addf(&sql, "INSERT INTO %s(", table);
	for (size_t i = 0; i < n; i++)
		strbuf_addf(&sql, "%s%s", i > 0 ? ", " : "", cells[i].column);
	strbuf_adds(&sql, ") VALUES(?");
	for (size_t i = 1; i < n; i++)
		strbuf_adds(&sql, ", ?");
	strbuf_adds(&sql, ")");
	rc = db_prepare(&st, db, sql.data, err);
	strbuf_clear(&sql);
	if (rc != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		bind_cell(st, (int)i + 1, &cells[i]);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

#define INSERT(table, ...)                                                     \
	insert(db, table, (const struct cell[]){ __VA_ARGS__ },                \
		sizeof((const struct cell[]){ __VA_ARGS__ }) /                 \
			sizeof(struct cell),                                   \
		err)

static int
store_head(const struct plan *p, struct db *db, struct error *err)
{
	long year = p->year;
	struct stmt *st;
	int rc;

	if (INSERT("plan", TEXT("id", p->id), TEXT("version", p->version),
		    NUMBER("year", &year), DATE("reference", &p->reference),
		    DATE("issued", &p->issued),
		    DATE("period_began", &p->period_began),
		    DATE("period_ended", &p->period_ended),
		    TEXT("days", p->counting.working ? "working" : "natural"),
		    TEXT("first_day",
			    p->counting.first_counts ? "counted"
						     : "excluded")) != 0)
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

/* How far the working days are known that steps are counted in; NULL: they
 * are. */
const char *
plan_calendar_state(const struct plan *p)
{
	if (plan_year_without_holidays(p) != 0)
		return "none";
	return calendar_is_provisional(p->calendar) ? "provisional" : NULL;
}

static int
store_steps(const struct plan_procedure *procedure, const struct plan *p,
	struct db *db, struct error *err)
{
	for (size_t i = 0; i < procedure->n; i++) {
		const struct plan_step *s = &procedure->steps[i];
		const struct plan_deadline *d = s->deadline;
		struct plan_counting own = plan_counting_of(s, &p->counting);
		long seq = (long)i + 1, round = s->round,
		     required = s->required;

		if (INSERT("plan_step", TEXT("procedure", procedure->id),
			    TEXT("step", s->id), NUMBER("seq", &seq),
			    TEXT("kind", s->kind),
			    NUMBER("round", round > 0 ? &round : NULL),
			    NUMBER("days", s->days > 0 ? &s->days : NULL),
			    TEXT("counting",
				    s->days > 0 ? plan_counting_name(&own)
						: NULL),
			    TEXT("calendar",
				    s->days > 0 && own.working
					    ? plan_calendar_state(p)
					    : NULL),
			    TEXT("deadline", d != NULL ? d->id : NULL),
			    TEXT("check_id", d != NULL ? d->check : NULL),
			    DATE("due", d != NULL ? &d->due : NULL),
			    TEXT("clause", s->clause),
			    NUMBER("required", &required),
			    TEXT("title_zh", s->title[LANG_ZH]),
			    TEXT("title_en", s->title[LANG_EN])) != 0)
			return -1;
	}
	return 0;
}

/* Days of the plan's year and of those beside it, each with its number among
 * all days and among those worked: how many lie between two is a difference. */
static int
store_days(const struct plan *p, struct db *db, struct error *err)
{
	long first = day_make(p->year - 1, 1, 1), working = 0;
	struct stmt *st;
	char iso[11];
	int rc = db_prepare(
		&st, db, "INSERT INTO plan_day VALUES(?,?,?,?)", err);

	for (long day = first; rc == 0 && day <= day_make(p->year + 1, 12, 31);
		day++) {
		bool works = calendar_is_working(p->calendar, day);

		working += works;
		stmt_bind_text(st, 1, day_format(day, iso));
		stmt_bind_int(st, 2, day - first + 1);
		stmt_bind_int(st, 3, working);
		stmt_bind_int(st, 4, works);
		rc = stmt_run(st, err);
	}
	stmt_free(st);
	return rc;
}

static int
store_lists(const struct plan *p, struct db *db, struct error *err)
{
	for (size_t i = 0; i < p->ncodes; i++) {
		const struct plan_code *c = &p->codes[i];

		if (INSERT("plan_code", TEXT("list", c->list),
			    TEXT("code", c->code),
			    TEXT("label_zh", c->label[LANG_ZH]),
			    TEXT("label_en", c->label[LANG_EN])) != 0)
			return -1;
	}
	for (size_t i = 0; i < p->nclauses; i++) {
		const struct plan_clause *c = &p->clauses[i];
		long seq = (long)i + 1;

		if (INSERT("plan_clause", TEXT("clause", c->id),
			    NUMBER("seq", &seq), TEXT("heading", c->heading),
			    TEXT("text_zh", c->text[LANG_ZH]),
			    TEXT("text_en", c->text[LANG_EN])) != 0)
			return -1;
	}
	for (size_t i = 0; i < p->nclasses; i++) {
		const struct plan_class *c = &p->classes[i];

		if (INSERT("plan_class", TEXT("class", c->id),
			    TEXT("procedure",
				    c->procedure != NULL ? c->procedure->id
							 : NULL),
			    TEXT("form", c->form),
			    TEXT("title_zh", c->title[LANG_ZH]),
			    TEXT("title_en", c->title[LANG_EN])) != 0)
			return -1;
	}
	for (size_t i = 0; i < p->ndeadlines; i++) {
		const struct plan_deadline *d = &p->deadlines[i];

		if (INSERT("plan_deadline", TEXT("deadline", d->id),
			    TEXT("check_id", d->check), DATE("due", &d->due),
			    TEXT("clause", d->clause),
			    TEXT("title_zh", d->title[LANG_ZH]),
			    TEXT("title_en", d->title[LANG_EN])) != 0)
			return -1;
	}
	for (size_t i = 0; i < p->nparameters; i++) {
		const struct plan_parameter *q = &p->parameters[i];

		if (INSERT("plan_parameter", TEXT("name", q->name),
			    NUMBER("value", &q->value),
			    NUMBER("whole", &q->whole),
			    TEXT("unit", q->unit)) != 0)
			return -1;
	}
	for (size_t i = 0; i < p->nprocedures; i++) {
		if (store_steps(&p->procedures[i], p, db, err) != 0)
			return -1;
	}
	return 0;
}

static int
store_paper(struct db *db, struct arena *a, const struct _xmlNode *node,
	struct error *err)
{
	long is_signed = value_is_yes(xml_attr(a, node, "signed"));

	return INSERT("plan_paper", TEXT("class", xml_attr(a, node, "class")),
		TEXT("kind", xml_attr(a, node, "kind")),
		TEXT("clause", xml_attr(a, node, "clause")),
		NUMBER("signed", &is_signed));
}

/* A list of words as lists of codes are stored: one blank before and after
 * each. */
static const char *
padded(struct arena *a, const struct _xmlNode *node, const char *name)
{
	const char *words = xml_attr(a, node, name);
	struct strbuf sb = { 0 };
	const char *kept;

	if (words == NULL)
		return NULL;
	strbuf_addf(&sb, " %s ", words);
	kept = arena_strdup(a, sb.data);
	strbuf_clear(&sb);
	return kept;
}

static int
store_subject(struct db *db, struct arena *a, const struct _xmlNode *node,
	long seq, struct error *err)
{
	return INSERT("plan_subject", TEXT("id", xml_attr(a, node, "id")),
		NUMBER("seq", &seq), TEXT("class", xml_attr(a, node, "class")),
		TEXT("clause", xml_attr(a, node, "clause")),
		TEXT("groups", padded(a, node, "groups")),
		TEXT("steps", padded(a, node, "steps")),
		TEXT("title_zh", xml_child_text(a, node, "title", "zh")),
		TEXT("title_en", xml_child_text(a, node, "title", "en")));
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
		rc = INSERT("plan_department",
			TEXT("code", xml_attr(a, c, "code")),
			TEXT("title_zh", xml_child_text(a, c, "title", "zh")),
			TEXT("title_en", xml_child_text(a, c, "title", "en")));
	c = rc == 0 ? xml_first(xml_root(doc), "paper") : NULL;
	for (; rc == 0 && c != NULL; c = xml_next(c, "paper"))
		rc = store_paper(db, a, c, err);
	c = rc == 0 ? xml_first(xml_root(doc), "subject") : NULL;
	for (long seq = 1; rc == 0 && c != NULL;
		c = xml_next(c, "subject"), seq++)
		rc = store_subject(db, a, c, seq, err);
	xml_free(doc);
	arena_free(a);
	return rc;
}

int
plan_store(const struct plan *p, struct db *db, struct error *err)
{
	if (db_exec(db,
		    "DELETE FROM plan; DELETE FROM hc_plan;"
		    "DELETE FROM plan_code; DELETE FROM plan_clause; DELETE "
		    "FROM plan_step;"
		    "DELETE FROM plan_class; DELETE FROM plan_deadline;"
		    "DELETE FROM plan_department; DELETE FROM plan_paper;"
		    "DELETE FROM plan_subject; DELETE FROM plan_day;"
		    "DELETE FROM plan_parameter",
		    err) != 0)
		return -1;
	if (store_head(p, db, err) != 0 || store_lists(p, db, err) != 0 ||
		store_days(p, db, err) != 0)
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
