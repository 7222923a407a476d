/*
 * Views that are a table less some rows, and queries that call something of
 * their own so: these read what the view does not.
 */
#include "config.h"
#include <stdlib.h>
#include "check/rule.h"
#include "../suite.h"

static const struct {
	const char *sql;
	bool defines;
} rows[] = {
	{ "SELECT m.id FROM active_member m", false },
	{ "SELECT 1 FROM household, valid_household AS v", false },
	{ "SELECT 1 FROM a JOIN active_member ON 1", false },
	{ "SELECT 'active_member AS (' FROM a", false },
	{ "WITH 'active_member' AS (SELECT 1) SELECT 2", true },
	{ "SELECT 1 AS [a\"]; WITH active_member AS (SELECT 1) SELECT [b\"]",
		true },
	{ "WITH active_member AS (SELECT phone FROM member) SELECT 1", true },
	{ "WITH a AS (SELECT 1), Valid_Household (id) AS (SELECT 2) SELECT 3",
		true },
	{ "WITH document AS MATERIALIZED (SELECT 1) SELECT 2", true },
	{ "WITH document AS NOT MATERIALIZED (SELECT 1) SELECT 2", true },
	{ "WITH \"active_member\" AS (SELECT 1) SELECT 2", true },
	{ "WITH [active_member] AS (SELECT 1) SELECT 2", true },
	{ "WITH `active_member`(a) AS (SELECT 1) SELECT 2", true },
	{ "SELECT v.\"valid_household\" FROM [valid_household] AS v", false },
	{ "WITH active_members AS (SELECT 1) SELECT 2", false },
};

START_TEST(test_defines)
{
	ck_assert_msg(rule_defines_view(rows[_i].sql) == rows[_i].defines, "%s",
		rows[_i].sql);
}
END_TEST

START_TEST(test_narrowed)
{
	ck_assert_str_eq(rule_narrowed("active_member")->table, "member");
	ck_assert_str_eq(rule_narrowed("active_member")->by, "state");
	ck_assert_str_eq(rule_narrowed("valid_household")->by, "valid");
	ck_assert_ptr_null(rule_narrowed("member"));
	ck_assert_ptr_null(rule_narrowed(NULL));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("rule-columns");

	suite_add_each(t, test_defines, rows);
	tcase_add_test(t, test_narrowed);
	return suite_run(t, "rule-columns");
}
