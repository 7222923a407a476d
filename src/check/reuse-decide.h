#ifndef REUSE_DECIDE_H
#define REUSE_DECIDE_H

#include <stdbool.h>
#include "check/outcome.h"

/*
 * Over which records a rule must be made again: the decision, apart from where
 * what it rests on is read (reuse.h).
 */
struct reuse_facts {
	bool known;    /* the last run made the rule, under these settings */
	bool answered; /* and it passed, failed or waits */
	bool applied_to_none;
	bool undecided;	      /* it could not decide something */
	bool answers_changed; /* of other rules, which it reads */
	bool other_day;	      /* as of another day than the last run */
	bool reads_day;	      /* itself, or steps */
	bool divisible;	      /* it can be made for some villages alone */
	bool reads_documents, documents_changed;
	bool changed;	    /* something that it reads */
	bool everywhere;    /* and not in some villages alone */
	bool few;	    /* few enough villages have changed */
	bool of_no_village; /* it has findings of none */
	bool has_readings;  /* which are counted over all villages */
};

/* *why is a phrase for the trace. */
enum made reuse_decide(const struct reuse_facts *f, const char **why);

#endif
