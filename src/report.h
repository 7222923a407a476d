#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include "errors.h"

struct db;

/*
 * Reports, all made by stylesheets from one result document, which is read in
 * a stream: never more than its head and 1000 findings are in memory.
 */

/* The problem list as a workbook (.xlsx). */
int report_problems(const char *result, const char *path, struct error *err);

/* result.xml and every report into a directory, under their names in the
 * language ("zh" or "en"). */
int report_all(struct db *db, const char *dir, const char *lang, bool masked,
	struct error *err);

#endif
