#ifndef COMPARE_H
#define COMPARE_H

#include <stdint.h>
#include "base/errors.h"

struct db;
struct finding;
struct finding_words;

/*
 * Two runs held against each other: what came, what stayed, what went. The
 * states are those of life.h, as seen from the earlier run.
 */
struct compared_run {
	int64_t id, series;
	char as_of[11], verdict[16];
};
struct comparison {
	struct compared_run from, to;
	struct db *db; /* from compare_make to compare_end */
};

/* The runs that are meant: each by its number, or by its day, which is the last
 * one of that day. to NULL: the latest; from NULL: the last of the series
 * before. ERR_USAGE where there is no such run, or from is not the earlier. */
int compare_choose(struct comparison *out, struct db *db, const char *from,
	const char *to, struct error *err);
/* Make, in db, temp.compared(rank, state, run, seq, check_id, severity,
 * village): what either run knows of, rank being the order in which states are
 * told; run and seq are where it was found last. */
int compare_make(struct comparison *c, struct db *db, struct error *err);
void compare_end(struct comparison *c); /* not made is fine */
/* Each of them, the state being that of the comparison, in the order of states
 * and places. state NULL: all. */
typedef int compare_fn(void *arg, const struct finding *f, struct error *err);
int compare_walk(const struct comparison *c, const struct finding_words *words,
	const char *state, compare_fn *f, void *arg, struct error *err);

#endif
