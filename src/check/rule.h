#ifndef RULE_H
#define RULE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"
#include "base/strbuf.h"
#include "check/outcome.h"
#include "check/pack.h"

struct db;
struct found;
struct remote;
struct stmt;
struct strbuf;

/*
 * One rule's SQL: what it reads, its subjects, what it finds.
 */
struct rule_run {
	struct found *found; /* NULL: findings are only counted */
	int seconds;	     /* time limit */
	/* Only some villages are looked at: what is found of any other, or of
	 * none, makes the run worthless (strayed). NULL: all are. */
	bool (*is_within)(const void *arg, const char *village);
	const void *arg;
	bool strayed;
	/* Did this document not deliver what the rule needs? Then what is found
	 * in it is no finding. NULL: all did. */
	bool (*lacks)(const void *arg, int64_t document);
	const void *lacks_arg;
};

/* Where a rule's queries run: over the records that db shows; or over those of
 * a server, and db has the same tables. */
struct rule_at {
	struct db *db;
	struct remote *remote; /* NULL: here */
	const char *readable;  /* as readable_list; NULL: looked up each time */
	struct rule_reading *reading; /* what they read is added; or NULL */
};

/* The names of all tables and views that queries read, and of their columns
 * ("household.phone"), on a line each with a line end before the first; and do
 * they read the day of the check? */
struct rule_reading {
	struct strbuf names;
	bool as_of;
};

/* The needed documents that are not there, with blanks between; NULL: none. */
int rule_missing(char **missing, struct db *db, const struct rule *rule,
	struct error *err);
/* The SQL that counts the rule's subjects, and what it counts. */
const char *rule_subjects(const struct rule *rule);
int rule_count(long *subjects, const struct rule_at *at,
	const struct rule *rule, int seconds, struct error *err);
/* Once for each period in which its values are the same; findings, pending and
 * due are added to *out. */
int rule_find(struct rule_run *how, const struct rule_at *at,
	const struct rule *rule, struct outcome *out, struct error *err);

/* What of the answer hangs on the plan's way of counting days; nothing for most
 * rules. */
int rule_readings(struct readings *readings, const struct rule_at *at,
	const struct rule *rule, int seconds, struct error *err);

/* The rule's SELECT of whom its findings concern, to be stepped through; then
 * db_guard_end. */
int rule_prepare_concerns(struct stmt **out, const struct rule_at *at,
	const struct rule *rule, int seconds, struct error *err);

/* Nothing so far; names are the caller's. */
void rule_reading_begin(struct rule_reading *reading);
/* What the SELECT reads is added to at->reading; it is not run. */
int rule_reads_query(
	const struct rule_at *at, const char *sql, struct error *err);
/* What the rule reads is added to at->reading, or what its count of subjects
 * reads; it is not run. */
int rule_reads(
	const struct rule_at *at, const struct rule *rule, struct error *err);
int rule_reads_subjects(
	const struct rule_at *at, const struct rule *rule, struct error *err);
/* Is the name on a line of such a list? */
bool rule_names(const char *list, const char *name);

/* ERR_INPUT: the SQL reads what SQLite does not tell of. */
int rule_hides_reading(const char *sql, struct error *err);

/* A view that is a table less some rows, by one of its columns: what else it
 * reads is not what a query asks for that asks the view. */
struct narrowed {
	const char *view, *table, *by;
};
/* NULL: there is none of that name (which can be NULL). */
const struct narrowed *rule_narrowed(const char *name);
/* Does the SQL call a common table expression of its own so? */
bool rule_defines_view(const char *sql);

/* The columns that a SELECT of a rule's reads, a list as rule_names reads it:
 * "household.phone". Of a view those that the view reads. */
int rule_columns(struct strbuf *columns, struct db *db, const char *sql,
	struct error *err);

/* One of the rule's queries over the records here, ready to be stepped through;
 * then db_guard_end. Does it compile under the guard, are its parameters
 * declared? */
int rule_prepare(struct stmt **out, struct db *db, const char *sql,
	const struct rule *rule, int seconds, struct error *err);
/* Is a column of a rule's SELECT evidence, and not one of those that say whom
 * and what a finding is about? */
bool rule_is_evidence(const char *column);

#endif
