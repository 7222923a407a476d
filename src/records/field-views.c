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

/* Every attribute in the row of an element, those of its single children too,
 * and texts. */
static void
each_attribute(
	struct strbuf *sql, const struct element *e, each_fn *f, void *arg)
{
	const struct column *columns = e->table->columns;

	for (size_t i = 0; i < e->nattributes; i++) {
		const struct attribute *a = &e->attributes[i];

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
			each_attribute(sql, child, f, arg);
		}
	}
}

struct facts {
	each_fn *f;
	void *arg;
};

static void
add_unless_id(struct strbuf *sql, const struct attribute *a, const char *column,
	void *arg)
{
	const struct facts *facts = arg;

	if (!IS_AMONG(ids, column))
		facts->f(sql, a, column, facts->arg);
}

/* Of those, the facts. */
static void
each_field(struct strbuf *sql, const struct element *e, each_fn *f, void *arg)
{
	struct facts facts = { f, arg };

	each_attribute(sql, e, add_unless_id, &facts);
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

/* Phones and accounts as they are compared. */
static void
add_key(struct strbuf *sql, const struct attribute *a, const char *column,
	void *arg)
{
	const char *row = arg;

	if (a->store != STORE_PHONE && a->store != STORE_ACCOUNT) {
		add_case(sql, a, column, arg);
		return;
	}
	strbuf_addf(sql, " WHEN '%s' THEN COALESCE(%s.\"%s_key\", %s.\"%s\")",
		a->name, row, column, row, column);
}

struct both {
	const struct element *household, *member;
};

/* What the field n is of a household and a member, whichever has it. */
static void
add_either(struct strbuf *sql, const struct both *both, each_fn *f,
	const char *h, const char *m)
{
	strbuf_adds(sql, " CASE n.part WHEN 'member' THEN CASE n.field");
	each_attribute(sql, both->member, f, (void *)(uintptr_t)m);
	strbuf_adds(sql, " END WHEN 'household' THEN CASE n.field");
	each_attribute(sql, both->household, f, (void *)(uintptr_t)h);
	strbuf_adds(sql, " END END");
}

static int
create_problem_value(struct db *db, const struct both *both, struct error *err)
{
	struct strbuf sql = { 0 };
	int rc;

	strbuf_adds(&sql, "CREATE VIEW problem_value AS SELECT b.row AS row,");
	add_either(&sql, both, add_kind, NULL, NULL);
	strbuf_adds(&sql, " AS kind,");
	add_either(&sql, both, add_case, "h", "m");
	strbuf_adds(&sql, " AS value,");
	add_either(&sql, both, add_case, "ph", "pm");
	strbuf_adds(&sql,
		" AS before FROM problem b JOIN problem_field n ON n.row ="
		" b.row JOIN household h"
		" ON h.id = b.household JOIN previous_household ph"
		" ON ph.id = b.household LEFT JOIN member m ON m.parent = h.row"
		" AND m.id = b.member LEFT JOIN previous_member pm"
		" ON pm.parent = ph.row AND pm.id = b.member"
		" WHERE n.part = 'household'"
		" OR (n.part = 'member' AND m.row IS NOT NULL AND pm.row IS NOT"
		" NULL)");
	rc = db_exec(db, sql.data, err);
	strbuf_clear(&sql);
	return rc;
}

static int
create_change_value(struct db *db, const struct both *both, struct error *err)
{
	struct strbuf sql = { 0 };
	int rc;

	strbuf_adds(&sql, "CREATE VIEW change_value AS SELECT c.row AS row,");
	add_either(&sql, both, add_kind, NULL, NULL);
	strbuf_adds(&sql, " AS kind,");
	add_either(&sql, both, add_key, "h", "m");
	strbuf_adds(&sql,
		" AS value FROM change c JOIN change_field n ON n.row = c.row"
		" JOIN household h ON h.id = c.household LEFT JOIN member m"
		" ON m.parent = h.row AND m.id = c.member"
		" WHERE n.part = 'household' OR (n.part = 'member' AND m.row IS"
		" NOT NULL)");
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

static void
add_written(struct strbuf *sql, struct list *list, const struct attribute *a,
	const char *written, size_t n)
{
	struct strbuf upper = { 0 };

	for (size_t i = 0; i < n; i++)
		strbuf_addc(&upper,
			written[i] >= 'a' && written[i] <= 'z'
				? (char)(written[i] - 'a' + 'A')
				: written[i]);
	strbuf_addf(sql, "%s('%s', ", list->first ? "" : ", ", list->part);
	add_text(sql, upper.data);
	strbuf_addf(sql, ", '%s')", a->name);
	strbuf_clear(&upper);
	list->first = false;
}

/* The length of an id of the national system (AAR012) at s, or 0. */
static size_t
national_id(const char *s)
{
	enum { LETTERS = 3, DIGITS = 3 };
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (n != LETTERS || strspn(s + n, "0123456789") != DIGITS)
		return 0;
	return LETTERS + DIGITS;
}

struct names {
	struct list list;
	const struct element *home; /* of a member: his household's */
};

/* By its title, the national system's ids in its annotation. */
static void
add_titles(struct strbuf *sql, struct list *list, const struct attribute *a)
{
	const char *note = a->hint.note[0];
	size_t n;

	add_written(sql, list, a, a->label[0], strlen(a->label[0]));
	for (; note != NULL && *note != '\0'; note += n > 0 ? n : 1) {
		n = national_id(note);
		if (n > 0)
			add_written(sql, list, a, note, n);
	}
}

/* By its name and its titles. Where a member and his household have a field of
 * one name, those of the household's will do beside a member. */
static void
add_names(struct strbuf *sql, const struct attribute *a, const char *column,
	void *arg)
{
	struct names *names = arg;
	const struct attribute *other = names->home != NULL
		? model_attribute(names->home, a->name)
		: NULL;

	(void)column;
	add_written(sql, &names->list, a, a->name, strlen(a->name));
	add_titles(sql, &names->list, a);
	if (other != NULL)
		add_titles(sql, &names->list, other);
}

/* What could be two fields is none. */
static int
create_field_name(struct db *db, const struct both *both, struct error *err)
{
	struct names names = { .list = { .part = "household", .first = true } };
	struct strbuf sql = { 0 };
	int rc;

	strbuf_adds(&sql,
		"CREATE VIEW field_name AS WITH w(part, written, field) AS"
		" (VALUES ");
	each_attribute(&sql, both->household, add_names, &names);
	names.list.part = "member";
	names.home = both->household;
	each_attribute(&sql, both->member, add_names, &names);
	strbuf_adds(&sql,
		") SELECT part, written, MIN(field) AS field FROM w"
		" GROUP BY part, written HAVING COUNT(DISTINCT field) = 1");
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
	struct both both;

	if (member == NULL)
		return err_set(err, ERR_SYSTEM, "FIELD-VIEWS-1",
			"the schema of the register has no members");
	both = (struct both){ household, member };
	if (create_field(db, household, member, err) != 0 ||
		create_field_name(db, &both, err) != 0 ||
		create_difference(db, household, member, err) != 0 ||
		create_problem_value(db, &both, err) != 0)
		return -1;
	return create_change_value(db, &both, err);
}
