#ifndef CONCERNS_H
#define CONCERNS_H

#include <stdint.h>
#include "base/errors.h"
#include "check/pack.h"

struct db;
struct rule_at;
struct run_options;
struct stmt;
struct strbuf;

/*
 * Whom a finding concerns that names no household: those on the list of its
 * event, or in the sample of its inspection; or whom the rule says (its SELECT
 * concerns). They go into hc_concerns, beside the finding's place in
 * hc_finding, which must be there; those of earlier runs are dropped.
 */
int concerns_store(struct db *db, int64_t run, const struct run_options *o,
	struct error *err);
/* Are these the columns of such a SELECT? ERR_INPUT says what is wrong. */
int concerns_lint(struct stmt *st, struct error *err);
/* As the cases of a rule name them, a line for each row of its SELECT:
 * "EVENT concerns HOUSEHOLD", then "[concerns ROWS]". Nothing for a rule
 * without one. */
int concerns_show(struct strbuf *sb, const struct rule_at *at,
	const struct rule *rule, int seconds, struct error *err);

#endif
