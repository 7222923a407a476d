#ifndef RESULT_H
#define RESULT_H

#include <stdbool.h>
#include "base/errors.h"
#include "base/lang.h"

struct db;

/*
 * The latest run as one XML document (schemas/result.xsd), from which every
 * report is made. It is written in a stream, valid by its schema or not kept,
 * masked unless asked otherwise, in one language ("zh" or "en"). The same
 * run gives the same bytes. ERR_USAGE where there is no run yet.
 */
int result_write(struct db *db, const char *path, enum lang lang, bool masked,
	struct error *err);
/* The same with what the visits to a sample say (its <evaluation>). ERR_USAGE
 * where no sample was drawn. A package has the result without it, since it is
 * made again from the records alone. */
int result_write_evaluation(struct db *db, const char *path, enum lang lang,
	bool masked, struct error *err);

#endif
