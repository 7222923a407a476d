/*
 * The register's fields as rows.
 */
#include "config.h"
#include <stdint.h>
#include <string.h>
#include "base/strbuf.h"
#include "lib/db.h"
#include "records/field-views.h"
#include "schema/model.h"

/* Ids tie the records together and are no facts of their own. */
static const char *const ids[] = { "id", "head_id" };
/* Who is compared at all has settled these. */
static const char *const settled[] = { "valid", "state" };

static bool
is_among(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(names[i], name) == 0)
			return true;
	}
	return false;
}
#define IS_AMONG(names, name)                                                  \
	is_among(names, sizeof names / sizeof *names, name)

/* How a value is shown: an evidence type of rules.xsd. */
static const char *
shown_as(const struct attribute *a)
{
	if (a->codes != NULL)
		return a->codes;
	switch (a->store) {
	case STORE_BOOL:
		return "yes-no";
	case STORE_DATE:
		return "date";
	case STORE_MONEY:
		return "yuan";
	case STORE_QUANTITY:
		return "quantity";
	case STORE_NUMBER:
	case STORE_PHONE:
	case STORE_ACCOUNT:
		return "number";
	case STORE_NAME:
		return "name";
	case STORE_BIRTH:
		return "birth";
	default:
		return "";
	}
}

static void
add_text(struct strbuf *sql, const char *s)
{
	strbuf_addc(sql, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			strbuf_addc(sql, '\'');
		strbuf_addc(sql, *s);
	}
	strbuf_addc(sql, '\'');
}

typedef void each_fn(struct strbuf *sql, const struct attribute *a,
	const char *column, void *arg);

/* Every fact in the row of an element, those of its single children too. */
static void
each_field(struct strbuf *sql, const struct element *e, each_fn *f, void *arg)
{
	const struct column *columns = e->table->columns;

	for (size_t i = 0; i < e->nattributes; i++) {
		const struct attribute *a = &e->attributes[i];

		if (!IS_AMONG(ids, columns[a->column].name))
			f(sql, a, columns[a->column].name, arg);
	}
	for (size_t i = 0; i < e->nchildren; i++) {
		const struct element *child = e->children[i];

		if (child->own_row)
			continue;
		if (child->is_text) {
			const struct attribute a = { .name = child->name,
				.label = { child->label[0], child->label[1] } };

			f(sql, &a, columns[child->text_column].name, arg);
		} else {
			each_field(sql, child, f, arg);
		}
	}
}

/* Whether a field differs. Blanks in a name are no difference, nor the way in
 * which a phone or an account is written. */
static void
add_condition(struct strbuf *sql, const struct attribute *a, const char *column)
{
	bool folds = a->store == STORE_NAME || a->store == STORE_PHONE ||
		a->store == STORE_ACCOUNT;
	const char *key = folds ? "_key" : "";

	strbuf_addf(sql, " s.\"%s%s\" IS DISTINCT FROM c.\"%s%s\"", column, key,
		column, key);
}

static void
add_differs(struct strbuf *sql, const struct attribute *a, const char *column,
	void *arg)
{
	bool *first = arg;

	if (IS_AMONG(settled, column))
		return;
	if (!*first)
		strbuf_adds(sql, " OR");
	add_condition(sql, a, column);
	*first = false;
}

struct list {
	const char *part;
	bool first;
};

/* A field as a row: its name, its column, its titles, how it is shown. */
static void
add_compared(struct strbuf *sql, const struct attribute *a, const char *column,
	void *arg)
{
	struct list *list = arg;

	if (IS_AMONG(settled, column))
		return;
	strbuf_addf(sql, "%s('%s', '%s', ", list->first ? "" : ", ", a->name,
		column);
	add_text(sql, a->label[0]);
	strbuf_adds(sql, ", ");
	add_text(sql, a->label[1]);
	strbuf_addf(sql, ", '%s')", shown_as(a));
	list->first = false;
}

static void
add_whether(struct strbuf *sql, const struct attribute *a, const char *column,
	void *arg)
{
	(void)arg;
	if (IS_AMONG(settled, column))
		return;
	strbuf_addf(sql, " WHEN '%s' THEN", a->name);
	add_condition(sql, a, column);
}

static void
add_case(struct strbuf *sql, const struct attribute *a, const char *column,
	void *arg)
{
	strbuf_addf(sql, " WHEN '%s' THEN CAST(%s.\"%s\" AS TEXT)", a->name,
		(const char *)arg, column);
}

static void
add_side(struct strbuf *sql, const struct element *e, const char *side)
{
	strbuf_adds(sql, ", CASE f.field");
	each_field(sql, e, add_case, (void *)(uintptr_t)side);
	strbuf_adds(sql, " END");
}

/* The pairs of one kind of record that differ in anything: each is looked at
 * once. Without MATERIALIZED a planner may first give every pair all fields. */
static void
add_differing(struct strbuf *sql, const struct element *e, const char *part)
{
	bool first = true;

	strbuf_addf(sql,
		", differing_%s(system, collected) AS MATERIALIZED (SELECT"
		" p.system, p.collected FROM %s_pair p JOIN %s s ON s.row ="
		" p.system JOIN collected_%s c ON c.row = p.collected WHERE",
		part, part, part, part);
	each_field(sql, e, add_differs, &first);
	strbuf_addc(sql, ')');
}

/* Only those are taken apart, field by field, where both sides deliver the
 * field. */
static void
add_pairs(struct strbuf *sql, const struct element *e, const char *part)
{
	bool is_member = strcmp(part, "member") == 0;

	strbuf_addf(sql,
		" SELECT '%s' AS part, s.village, %s AS household, %s AS"
		" member, s.document, s.line, f.field, f.field_zh, f.field_en,"
		" f.kind",
		part, is_member ? "s.household" : "s.id",
		is_member ? "s.id" : "NULL");
	add_side(sql, e, "s");
	strbuf_adds(sql, " AS system");
	add_side(sql, e, "c");
	strbuf_addf(sql,
		" AS collected FROM differing_%s p JOIN %s s ON s.row ="
		" p.system JOIN collected_%s c ON c.row = p.collected"
		" CROSS JOIN %s_field f WHERE CASE f.field",
		part, part, part, part);
	each_field(sql, e, add_whether, NULL);
	strbuf_addf(sql,
		" END AND NOT EXISTS (SELECT 1 FROM hc_undelivered u WHERE"
		" u.col = f.col AND ((u.document = s.document AND u.tbl = '%s')"
		" OR (u.document = c.document AND u.tbl = 'collected_%s')))"
		" AND NOT EXISTS (SELECT 1 FROM hc_usual u WHERE"
		" u.col = f.col AND ((u.document = s.document AND u.tbl = '%s')"
		" OR (u.document = c.document AND u.tbl = 'collected_%s')))",
		part, part, part, part);
}

static int
create_difference(struct db *db, const struct element *household,
	const struct element *member, struct error *err)
{
	struct strbuf sql = { 0 };
	struct list list = { .first = true };
	int rc;

	strbuf_adds(&sql,
		"CREATE VIEW difference AS WITH household_field(field, col,"
		" field_zh, field_en, kind) AS (VALUES ");
	each_field(&sql, household, add_compared, &list);
	strbuf_adds(&sql,
		"), member_field(field, col, field_zh, field_en, kind) AS"
		" (VALUES ");
	list.first = true;
	each_field(&sql, member, add_compared, &list);
	strbuf_addc(&sql, ')');
	add_differing(&sql, household, "household");
	add_differing(&sql, member, "member");
	add_pairs(&sql, household, "household");
	strbuf_adds(&sql, " UNION ALL");
	add_pairs(&sql, member, "member");
	rc = db_exec(db, sql.data, err);
	strbuf_clear(&sql);
	return rc;
}

static void
add_kind(struct strbuf *sql, const struct attribute *a, const char *column,
	void *arg)
{
	(void)column;
	(void)arg;
	strbuf_addf(sql, " WHEN '%s' THEN '%s'", a->name, shown_as(a));
}

/* A problem may name a member beside a field of his household: only a field
 * that members have is his. Where they have none of the name, comparing two
 * values that nobody has would always find them alike.
 */
#define IS_MEMBERS                                                             \
	"b.member IS NOT NULL AND EXISTS (SELECT 1 FROM field f"               \
	" WHERE f.part = 'member' AND f.field = b.field)"

static void
add_value(struct strbuf *sql, const struct element *household,
	const struct element *member, const char *h, const char *m)
{
	strbuf_adds(sql, ", CASE WHEN " IS_MEMBERS " THEN CASE b.field");
	each_field(sql, member, add_case, (void *)(uintptr_t)m);
	strbuf_adds(sql, " END ELSE CASE b.field");
	each_field(sql, household, add_case, (void *)(uintptr_t)h);
	strbuf_adds(sql, " END END");
}

static int
create_problem_value(struct db *db, const struct element *household,
	const struct element *member, struct error *err)
{
	struct strbuf sql = { 0 };
	int rc;

	strbuf_adds(&sql,
		"CREATE VIEW problem_value AS SELECT b.row AS row,"
		" CASE WHEN " IS_MEMBERS " THEN CASE b.field");
	each_field(&sql, member, add_kind, NULL);
	strbuf_adds(&sql, " END ELSE CASE b.field");
	each_field(&sql, household, add_kind, NULL);
	strbuf_adds(&sql, " END END AS kind");
	add_value(&sql, household, member, "h", "m");
	strbuf_adds(&sql, " AS value");
	add_value(&sql, household, member, "ph", "pm");
	strbuf_adds(&sql,
		" AS before FROM problem b JOIN household h"
		" ON h.id = b.household JOIN previous_household ph"
		" ON ph.id = b.household LEFT JOIN member m ON m.parent = h.row"
		" AND m.id = b.member LEFT JOIN previous_member pm"
		" ON pm.parent = ph.row AND pm.id = b.member"
		" WHERE b.field IS NOT NULL AND (NOT (" IS_MEMBERS ")"
		" OR (m.row IS NOT NULL AND pm.row IS NOT NULL))");
	rc = db_exec(db, sql.data, err);
	strbuf_clear(&sql);
	return rc;
}

static void
add_field(struct strbuf *sql, const struct attribute *a, const char *column,
	void *arg)
{
	struct list *list = arg;

	(void)column;
	strbuf_addf(sql, "%s('%s', '%s', ", list->first ? "" : ", ", list->part,
		a->name);
	add_text(sql, a->label[0]);
	strbuf_adds(sql, ", ");
	add_text(sql, a->label[1]);
	strbuf_addc(sql, ')');
	list->first = false;
}

static int
create_field(struct db *db, const struct element *household,
	const struct element *member, struct error *err)
{
	struct list list = { .part = "household", .first = true };
	struct strbuf sql = { 0 };
	int rc;

	strbuf_adds(&sql,
		"CREATE VIEW field AS WITH f(part, field, field_zh, field_en)"
		" AS (VALUES ");
	each_field(&sql, household, add_field, &list);
	list.part = "member";
	each_field(&sql, member, add_field, &list);
	strbuf_adds(&sql, ") SELECT part, field, field_zh, field_en FROM f");
	rc = db_exec(db, sql.data, err);
	strbuf_clear(&sql);
	return rc;
}

int
field_views_create(struct db *db, const struct model *model, struct error *err)
{
	const struct kind *kind = model_kind(model, "register");
	const struct element *household = kind != NULL
		? model_child(kind->root, "household")
		: NULL;
	const struct element *member = household != NULL
		? model_child(household, "member")
		: NULL;

	if (member == NULL)
		return err_set(err, ERR_SYSTEM, "FIELD-VIEWS-1",
			"the schema of the register has no members");
	if (create_field(db, household, member, err) != 0 ||
		create_difference(db, household, member, err) != 0)
		return -1;
	return create_problem_value(db, household, member, err);
}
