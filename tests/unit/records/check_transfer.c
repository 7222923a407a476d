/*
 * What travels to a server, and what a schema there may be called.
 */
#include "config.h"
#include "records/transfer.h"
#include "../suite.h"

static const struct {
	const char *table;
	bool travels, plan;
} tables[] = {
	{ "household", true, false },
	{ "previous_member", true, false },
	{ "plan", true, true },
	{ "plan_step", true, true },
	{ "planned", true, false },
	{ "code", true, true },
	{ "hc_plan", true, true },
	{ "hc_unread", true, false },
	{ "hc_run", false, false },
	{ "hc_finding", false, false },
	{ "step", false, false },
	{ "finding", false, false },
	{ "answer", false, false },
	{ "steps", true, false },
};

START_TEST(test_table)
{
	ck_assert_int_eq(
		transfer_travels(tables[_i].table), tables[_i].travels);
	ck_assert_int_eq(transfer_is_plan(tables[_i].table), tables[_i].plan);
}
END_TEST

static const struct {
	const char *name;
	bool is_good;
} names[] = {
	{ "hecha", true },
	{ "street_379999001", true },
	{ "_", true },
	{ "", false },
	{ "1street", false },
	{ "Street", false },
	{ "street-1", false },
	{ "a\"b", false },
	{ "街道", false },
	{ "pg_temp", false },
	{ "pgtemp", true },
	{ "between", false },
	{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true },
	{ "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		false },
};

START_TEST(test_name)
{
	ck_assert_int_eq(transfer_is_name(names[_i].name), names[_i].is_good);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("transfer");

	suite_add_each(t, test_table, tables);
	suite_add_each(t, test_name, names);
	return suite_run(t, "transfer");
}
