#ifndef CASES_H
#define CASES_H

#include <stdbool.h>
#include "base/errors.h"

struct cases_stage;
struct codes;
struct db;
struct finding_words;
struct found;
struct model;
struct pg;
struct plan;
struct rule;

/* A case of a rule that did not come out as it should. */
typedef void cases_fn(void *arg, const struct rule *rule, const char *title,
	const char *what);

/* What a finding of a case says. */
struct case_said {
	const char *title; /* of the case */
	const struct finding_words *words;
	const char *blank; /* as if this column of it were blank; NULL: as is */
	const char *message, *found, *expected, *remedy;
};

typedef void cases_say_fn(
	void *arg, const struct rule *rule, const struct case_said *said);

struct cases_opts {
	const struct model *model;
	struct codes *codes; /* a plan of ours adds its own to them */
	const struct plan *plan;
	struct db *db;		   /* of cases_open; a case leaves it empty */
	struct found *found;	   /* of cases_open, in it */
	struct cases_stage *stage; /* of cases_open, too */
	struct pg *server;	   /* whose SQL reads the cases; NULL: ours */
	cases_fn *report;	   /* called for each case that fails */
	/* Told of each finding of each case of a rule that has a message, in
	 * each of the words; NULL: nobody is.
	 */
	cases_say_fn *say;
	const struct finding_words *words;
	size_t nwords;
	bool blanks; /* and once more for each column of its evidence */
	void *arg;
};

/* Run a rule's own cases, each as if in a database of its own: *passed and
 * *failed are counted up. A case that could not be run has failed. They play
 * under the plan, but for the parts of one of ours that the rule says they need
 * (cases-take), and with the rule's own values of its parameters. */
void cases_run(const struct cases_opts *opts, const struct rule *rule,
	long *passed, long *failed);

/* Does the rule find something in the first case in which it has to? Else it
 * is broken: ERR_INPUT, and the case. */
int cases_find(const struct cases_opts *opts, const struct rule *rule,
	struct error *err);

/* An empty database as cases and lint use it, into db; and what cases need
 * besides. */
int cases_open(struct cases_opts *opts, struct error *err);
void cases_close(struct cases_opts *opts);

/* Has the rule a case in which it finds something? One without proves nothing.
 */
int cases_prove(const struct rule *rule, struct error *err);

#endif
