#ifndef SUITE_H
#define SUITE_H

#include <check.h>
#include <stdlib.h>

/* A test for each row of a table, _i being the row's number. */
#define suite_add_each(tcase, test, table)                                     \
	tcase_add_loop_test(                                                   \
		tcase, test, 0, (int)(sizeof(table) / sizeof *(table)))

/* What main returns: the case run, its failures printed. */
static inline int
suite_run(TCase *tcase, const char *name)
{
	Suite *suite = suite_create(name);
	SRunner *runner;
	int failed;

	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
