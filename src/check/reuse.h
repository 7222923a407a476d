#ifndef REUSE_H
#define REUSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "check/outcome.h"

struct db;
struct delivered;
struct found;
struct rule_reading;
struct run_options;
struct strbuf;
struct ties;

/*
 * What of the last run still holds, so that a check after a small import makes
 * again only what can have changed, with the same answers.
 *
 * Where anything but the documents and the day differs from the last run, or
 * the day hides records, all is made. Else a check keeps its answer that reads
 * no table of a document that came or went, and no column in which one that
 * came again holds something else. One of scope member, household or village is
 * made again for the dirty villages (ties.h) only, and what was found in the
 * others is taken over, where it reads no changed table that cannot be divided
 * among the villages; its scope promises that villages without ties can be
 * looked at one by one, and records of no village beside each. What is found of
 * no village belies that, then the check is made in full; so are the checks of
 * a user's own packs, whose promise nobody has proved.
 */
struct reuse;

/* Inside the run's transaction. Decides about all checks but those that read
 * findings. */
int reuse_begin(struct reuse **out, struct db *db,
	const struct run_options *opts, const struct delivered *delivered,
	struct error *err);
/* Of equal settings come equal answers over equal documents; to be kept with
 * the run, as is until when it hides records (NULL: it hides none). */
const char *reuse_settings(const struct reuse *a);
const char *reuse_hidden_until(const struct reuse *a);

/* Which villages have changed; borrowed. */
const struct ties *reuse_ties(const struct reuse *a);
/* Can the records be divided into dirty villages and others? */
bool reuse_divides(const struct reuse *a);
/* Of the others, do the last run's steps still hold? */
bool reuse_keeps_steps(const struct reuse *a);
/* The dirty villages as SQL literals with commas between. */
void reuse_add_dirty(const struct reuse *a, struct strbuf *sql);
bool reuse_is_dirty(const void *again, const char *village);

/* Does a table of counts (hc_kept) hold what it held after the last run? */
int reuse_keeps_count(
	struct reuse *a, const char *table, bool *keeps, struct error *err);

/* How the check (its place among the rules) is to be made, or was. */
enum made reuse_made(const struct reuse *a, size_t rule);
/* What the check was seen to read, so that the next run need not ask. */
int reuse_note_reading(struct reuse *a, size_t rule,
	struct rule_reading *reading, struct error *err);
void reuse_set_made(struct reuse *a, size_t rule, enum made made);
/* Does a check that is made in full read this view, of those of which that is
 * known? */
bool reuse_reads(const struct reuse *a, const char *view);
/* Of MADE_NONE the whole earlier outcome; of MADE_SOME what the villages that
 * are not dirty add. */
void reuse_earlier(const struct reuse *a, size_t rule, struct outcome *out);

/* Put the findings that are taken over beside what was found, of the checks
 * that read findings or of the others. */
int reuse_take_over(
	struct reuse *a, struct found *found, bool readers, struct error *err);
/* Decide about the checks that read findings, the others being made. */
int reuse_decide_readers(struct reuse *a, const struct found *found,
	int64_t run, struct error *err);
/* Leave to the next run what it needs. */
int reuse_end(struct reuse *a, const struct found *found, struct error *err);
void reuse_free(struct reuse *a); /* NULL is fine */

#endif
