#ifndef READINGS_H
#define READINGS_H

#include <stdint.h>
#include "base/errors.h"
#include "plan/steps.h"

struct db;
struct stmt;
struct strbuf;

/*
 * What a check passes by the plan's way of counting days alone: for each other
 * way (codes day-reading) how many of how many would be too short by it.
 */
struct reading {
	char code[24];
	long n, total;
};

struct readings {
	struct reading items[NREADINGS];
	size_t n;
};

/* The rows of a rule's readings: reading, n, total. Those by which none is too
 * short are passed over; more rows than there are ways is ERR_INPUT. */
int readings_take(struct readings *r, struct stmt *st, struct error *err);
/* Are these the columns that readings_take reads? ERR_INPUT says which not. */
int readings_lint(struct stmt *st, struct error *err);
/* Keep them with the run (hc_reading). */
int readings_store(struct db *db, int64_t run, const char *check,
	const struct readings *r, struct error *err);
/* As the cases of a rule name them: "[natural-excluded 1/2]". */
void readings_show(struct strbuf *sb, const struct readings *r);

#endif
