/*
 * What SQL mentions: never less than it can read.
 */
#include "config.h"
#include <check.h>
#include <stdlib.h>
#include "check/mentions.h"
#include "lib/db.h"
#include "../suite.h"

static const char schema[] =
	"CREATE TABLE household(id); CREATE TABLE visit(id);"
	"CREATE TABLE visitor(id);"
	"CREATE VIEW seen AS SELECT id FROM first_seen;"
	"CREATE VIEW first_seen AS SELECT id FROM \"visit\";"
	"CREATE VIEW other AS SELECT id FROM visitor";

/* Where visit has changed. */
static const struct {
	const char *sql;
	bool mentions;
} cases[] = {
	{ NULL, false },
	{ "", false },
	{ "SELECT id FROM visit", true },
	{ "SELECT id FROM VISIT", true },
	{ "visit", true },
	{ "SELECT id FROM \"visit\"", true },
	{ "SELECT id FROM[visit]", true },
	{ "SELECT id FROM household,visit", true },
	{ "SELECT 1 FROM household WHERE id IN(visit)", true },
	{ "SELECT id FROM visitor", false },
	{ "SELECT id FROM visit_2", false },
	{ "SELECT id FROM \xe5\x85\xa5visit", false },
	{ "SELECT id FROM visits JOIN visit", true },
	{ "SELECT id FROM first_seen", true },
	{ "SELECT id FROM seen", true },
	{ "SELECT id FROM other", false },
	{ "SELECT id FROM household", false },
	/* more than it reads is no harm */
	{ "SELECT 'visit' FROM household", true },
};

START_TEST(test_what_is_mentioned)
{
	struct error err = { 0 };
	struct mentions *m;
	struct db *db;

	ck_assert_int_eq(db_open(&db, NULL, DB_MEMORY, &err), 0);
	ck_assert_int_eq(db_exec(db, schema, &err), 0);
	ck_assert_int_eq(mentions_begin(&m, db, "\nvisit\n", &err), 0);
	ck_assert(mentions_any(m, cases[_i].sql) == cases[_i].mentions);
	mentions_end(m);
	db_close(db);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("mentions");

	suite_add_each(t, test_what_is_mentioned, cases);
	return suite_run(t, "mentions");
}
