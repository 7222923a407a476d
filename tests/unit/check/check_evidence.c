/*
 * What a pack leaves unsaid of its evidence, out of the schemas.
 */
#include "config.h"
#include <string.h>
#include "base/arena.h"
#include "base/lang.h"
#include "check/evidence.h"
#include "lib/xml.h"
#include "schema/model.h"
#include "../suite.h"

static const struct {
	struct rule_evidence said;
	const char *fact;
	const char *type, *zh, *en; /* what comes of it */
	const char *code;	    /* or why it does not */
} rows[] = {
	{ { .name = "due" }, "problem@due", "date", "整改时限",
		"to be closed by", NULL },
	/* of one's own nothing is taken from the schemas */
	{ { .name = "x", .label = { "甲", "a" } }, NULL, NULL, "甲", "a",
		NULL },
	/* part of it is one's own */
	{ { .name = "due", .type = "birth" }, "problem@due", "birth",
		"整改时限", "to be closed by", NULL },
	{ { .name = "due", .label = { "期限", NULL } }, "problem@due", "date",
		"期限", "to be closed by", NULL },
	/* a column is called like its attribute, or told by the fact */
	{ { .name = "work_place" }, NULL, "work-place", NULL, NULL, NULL },
	{ { .name = "number" }, "member@number", "number", NULL, NULL, NULL },
	{ { .name = "birth" }, "member@birth", "birth", NULL, NULL, NULL },
	{ { .name = "due" }, "problem@dew", NULL, NULL, NULL, "EVIDENCE-1" },
	{ { .name = "dew" }, NULL, NULL, NULL, NULL, "EVIDENCE-1" },
	/* facts of one name with different labels */
	{ { .name = "date" }, NULL, NULL, NULL, NULL, "EVIDENCE-2" },
};

START_TEST(test_complete)
{
	struct rule_evidence e = rows[_i].said;
	struct arena *arena = arena_new();
	struct error err = { 0 };
	struct model *model;
	int rc;

	xml_init();
	ck_assert_msg(model_load(&model, &err) == 0, "%s", err.msg);
	rc = evidence_complete(&e, rows[_i].fact, model, arena, &err);
	if (rows[_i].code != NULL) {
		ck_assert_int_eq(rc, -1);
		ck_assert_str_eq(err.code, rows[_i].code);
	} else {
		ck_assert_msg(rc == 0, "%s", err.msg);
		ck_assert_pstr_eq(e.type, rows[_i].type);
		ck_assert_ptr_nonnull(e.label[LANG_ZH]);
		ck_assert_ptr_nonnull(e.label[LANG_EN]);
		if (rows[_i].zh != NULL) {
			ck_assert_str_eq(e.label[LANG_ZH], rows[_i].zh);
			ck_assert_str_eq(e.label[LANG_EN], rows[_i].en);
		}
	}
	model_free(model);
	arena_free(arena);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("evidence");

	suite_add_each(t, test_complete, rows);
	return suite_run(t, "evidence");
}
