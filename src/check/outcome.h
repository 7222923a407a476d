#ifndef OUTCOME_H
#define OUTCOME_H

#include <stdbool.h>
#include <stdint.h>
#include "check/pack.h"
#include "check/readings.h"
#include "check/verdict.h"

struct db;

/* Over which records a check was made: all, those of the villages that can have
 * changed, or none since nothing that it reads has. */
enum made { MADE_ALL, MADE_SOME, MADE_NONE };

/* How a check came out. */
struct outcome {
	enum answer answer;
	enum made made;
	long subjects, findings, pending;
	char due[11];	/* the earliest of what is pending */
	bool is_broken; /* an error of the machine's: disk, memory */
	char *reason;	/* beside failing: what could not be decided, and why */
	struct readings readings;
	long micros; /* of processor time that it took */
};

const char *made_name(enum made made); /* "all" … */
/* The answer of this name in hc_check. */
enum answer answer_parse(const char *name);

/* The check as it was made: wording, answer and counts (hc_check), and what of
 * it hangs on the counting of days. */
int outcome_store(struct db *db, int64_t run, const struct rule *rule,
	size_t seq, const struct outcome *out, struct error *err);
/* What the plan changed in the checks, for the reports to tell (hc_change). */
int outcome_store_changes(struct db *db, int64_t run, const struct rules *rules,
	struct error *err);
/* By which packs, and by which values of their parameters, the run is made
 * (hc_pack, hc_parameter). */
int outcome_store_basis(struct db *db, int64_t run, const struct rules *rules,
	struct error *err);

#endif
