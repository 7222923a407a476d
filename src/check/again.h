#ifndef AGAIN_H
#define AGAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "check/runner-store.h"

struct db;
struct runner_opts;
struct strbuf;

/*
 * What of the last run still holds, so that a check after a small import makes
 * again only what can have changed, with the same answers.
 *
 * Where anything but the documents and the day differs from the last run, all
 * is made. Else a check that reads no table of a document that came or went
 * keeps its answer. One of scope member, household or village is made again
 * for the dirty villages (ties.h) only, and what was found in the others is
 * taken over, where it reads no changed table that cannot be divided among the
 * villages; its scope promises that villages without ties can be looked at one
 * by one, and records of no village beside each. What is found of no village
 * belies that, then the check is made in full; so are the checks of a user's
 * own packs, whose promise nobody has proved.
 */
struct again;

/* Inside the run's transaction. Decides about all checks but those that read
 * findings. */
int again_begin(struct again **out, struct db *db,
	const struct runner_opts *opts, struct error *err);
/* Of equal settings come equal answers over equal documents; to be kept with
 * the run, as is until when it hides records (NULL: it hides none). */
const char *again_settings(const struct again *a);
const char *again_hidden_until(const struct again *a);

/* Can the records be divided into dirty villages and others? */
bool again_divides(const struct again *a);
/* Of the others, do the last run's steps still hold? */
bool again_keeps_steps(const struct again *a);
/* The dirty villages as SQL literals with commas between. */
void again_add_dirty(const struct again *a, struct strbuf *sql);
bool again_is_dirty(const void *again, const char *village);

/* How the check (its place among the rules) is to be made, or was. */
enum made again_made(const struct again *a, size_t rule);
void again_set_made(struct again *a, size_t rule, enum made made);
/* Does a check that is made in full read this view? */
bool again_reads(const struct again *a, const char *view);
/* Of MADE_NONE the whole earlier outcome; of MADE_SOME what the villages that
 * are not dirty add. */
void again_earlier(
	const struct again *a, size_t rule, struct outcome *out);

/* Put the findings that are taken over into temp.found, of the checks that
 * read findings or of the others. */
int again_take_over(struct again *a, bool readers, struct error *err);
/* Decide about the checks that read findings, the others being made. */
int again_decide_readers(
	struct again *a, int64_t run, struct error *err);
/* Leave to the next run what it needs. */
int again_end(struct again *a, struct error *err);
void again_free(struct again *a); /* NULL is fine */

#endif
