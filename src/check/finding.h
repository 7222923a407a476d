#ifndef FINDING_H
#define FINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "base/lang.h"
#include "check/wording.h"

struct db;
struct found;
struct stmt;
struct strbuf;

/*
 * Findings as people read them. The database keeps facts; sentences are made
 * here, in the language asked for, masked unless asked otherwise.
 *
 * A finding's identity is the first 16 hexadecimal digits of the SHA-256 of
 * check, household, member, step and key (what tells equal faults of one
 * subject apart), of village and event where it names no household, and of its
 * number among findings in which all of these are equal, by their evidence. It
 * does not depend on order, line or run. Its facts are as many digits of the
 * SHA-256 of what was found, as it is stored; that a step is overdue by one day
 * more than yesterday is no other fact.
 */
#define FINDING_ID 17

/* What a finding is about, any of it NULL. */
struct finding_subject {
	const char *check, *village, *household, *member, *step, *event, *key;
};

void finding_make_id(
	char out[FINDING_ID], const struct finding_subject *s, long number);
/* The identity as versions counted it whose databases were of version 4. */
void finding_make_old_id(
	char out[FINDING_ID], const struct finding_subject *s, long number);
/* as_of: the day of the check; circle: a hash of all whom the same fault ties
 * together, NULL where it ties nobody. */
void finding_make_facts(char out[FINDING_ID], const char *found,
	const char *expected, const char *evidence, const char *circle,
	const char *as_of);

/* Which run findings are of, and what it looked at: the first run that looked
 * at the same, and the day. */
struct finding_run {
	int64_t id, series;
	long as_of;
};

/* Take what the rules of a run have found into hc_finding: ordered by
 * whom the findings are about, each with its identity, with the names of head
 * and member beside it, and with what hc_life knows of it; which learns what is
 * new, back or gone. Its decisions are not looked at (settle.h). */
int finding_order(const struct found *found, const struct finding_run *run,
	struct error *err);

/* One finding; every string lives until the next finding_next. Blank ones are
 * "" and never NULL. */
struct finding {
	int64_t seq; /* its place in hc_finding */
	const char *id, *check, *group, *severity, *status;
	const char *village, *village_name, *household, *head, *member, *name;
	const char *step, *event, *clause;
	const char *facts; /* a hash of what was found */
	const char *state; /* of its life (life.h) */
	const char *since; /* the day from which it has been found */
	long times;	   /* how often it came */
	bool settled;	   /* it stands in the way of nothing */
	/* The newest decision on this fault, if there is one: it says something
	 * of what is found now only where status is not "open". */
	const char *decision, *decided_on, *until, *decided_by, *reviewer,
		*reason, *proof;
	const char *concerns; /* households, blanks between; of a finding that
			       * names none */
	/* Of the document: its kind, and its name as it is shown; the line.
	 * Where it was made of tables: file and sheet, the row, and the
	 * column's letters where what was found stands in one. */
	const char *kind, *document;
	long line;
	const char *file, *sheet, *column;
	const char *title, *message, *found, *expected, *remedy;
	struct finding_evidence evidence[FINDING_MAX_EVIDENCE];
	size_t nevidence;
};

struct finding_filter {
	const char *id;	       /* or its beginning, at least 4 characters */
	const char *check;     /* an id, or a group: "ID-03", "id" */
	const char *village;   /* code */
	const char *household; /* about it, or concerning it (hc_concerns) */
	const char *severity;
	const char *state;
	const char *among; /* a query of ours for their places (seq) */
	int64_t run; /* 0: the latest; an earlier one has no places any more */
};

/* Walk the findings of one run in their order. filter may be NULL. */
struct finding_walk;
int finding_walk(struct finding_walk **out, struct db *db,
	const struct finding_words *words, const struct finding_filter *filter,
	struct error *err);
int finding_next(struct finding_walk *walk, struct finding *out,
	struct error *err); /* 1, 0 at the end, -1 */
void finding_walk_free(struct finding_walk *walk);
/* Which record stands where the finding says: in a register a person or a
 * household, elsewhere an event where there is one. */
const char *finding_record(const struct finding *f);

#endif
