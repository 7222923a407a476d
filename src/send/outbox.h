#ifndef OUTBOX_H
#define OUTBOX_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"
#include "lib/digest.h"

struct db;
struct package;

/* Give a package that was sealed its number and what it supersedes: those that
 * it was given before; the number of the last one where both have the same
 * facts, in whatever language; else the next. first: the least that is given
 * anew, for a database that has forgotten others; 0: no matter. Remembered
 * where is_kept. ERR_USAGE where a newer one was sealed since, whose place it
 * would take. */
struct outbox_number {
	int64_t first;
	bool is_kept;
};
int outbox_number(struct db *db, struct package *p,
	const struct outbox_number *how, struct error *err);

/*
 * The queue of packages in the database. A package's bytes are stored with
 * it, so that every attempt sends the same ones, and each change of state is
 * on the disk before the next thing happens:
 *
 *   waiting -> sending -> sent | refused | waiting | stored
 *   stored -> sent | refused, when the receipt comes, which is asked for; or
 *     waiting, where upstream does not know the package any more
 *   waiting, refused -> cancelled, by people
 *   waiting -> superseded, by a newer package of the same street and year for
 *     the same destination
 *
 * One that is found "sending" although nobody sends was interrupted; whether
 * it arrived is not known, so it is sent again under the same id.
 */
struct outbox_row {
	int64_t seq;
	char *package; /* its id */
	char *name;
	char *destination;
	char *method;	/* "post", "put", "sftp", "s3" or "folder" */
	char *profile;	/* the settings' name, or "" */
	char *poll;	/* of "stored": the address where the receipt will be;
			 * NULL: in a file beside the package */
	char *state;	/* "waiting", "sending", "stored", "sent", "refused",
			 * "superseded" or "cancelled" */
	int64_t parts;	/* without the manifest */
	uint64_t bytes; /* of the zip file */
	char *sha256;	/* of the zip file */
	int64_t attempts;
	char *queued; /* times: UTC, "2026-11-05T08:00:00Z"; or NULL */
	char *tried;
	char *next_attempt;
	char *finished;
	char *receipt; /* number, or where it was stored; or NULL */
	char *reason;  /* of a refusal, or why the last attempt failed */
	char *signer;  /* the SHA-256 of a certificate, or "" */
	int64_t sequence;
};

/* Make the tables where there are none. */
int outbox_prepare(struct db *db, struct error *err);

/* Queue a package that was written to path; one that is there already is
 * left as it is, except that a refused one waits again, and that one which
 * did not arrive yet goes to this destination from now on. *row is how it
 * stands now. Sent elsewhere already, or waiting with another signature:
 * ERR_USAGE. */
struct outbox_target {
	const char *destination, *method;
	char signer[DIGEST_HEX]; /* the SHA-256 of a certificate, or "" */
	bool keeps_older; /* those that wait go first instead of giving way */
	const char *profile; /* or NULL */
};
int outbox_add(struct db *db, const struct package *p, const char *path,
	const struct outbox_target *to, struct outbox_row *row,
	struct error *err);

/* Rows in the order they were queued; pending: only those that wait, or whose
 * receipt does. visit answers 0, or -1 to stop. No tables: no rows. */
typedef int outbox_visit(
	void *ctx, const struct outbox_row *row, struct error *err);
int outbox_walk(struct db *db, bool pending, outbox_visit *visit, void *ctx,
	struct error *err);
/* By name, or by the beginning (4 digits or more) of the package id: ERR_USAGE
 * where there is none or more than one. */
int outbox_find(struct db *db, const char *which, struct outbox_row *row,
	struct error *err);
void outbox_row_clear(struct outbox_row *row);

/* The parts of a package, the manifest included. */
typedef int outbox_visit_part(void *ctx, const char *name, uint64_t size,
	const char *sha256, struct error *err);
int outbox_walk_parts(struct db *db, int64_t seq, outbox_visit_part *visit,
	void *ctx, struct error *err);
/* The receipt's document, the caller's; NULL where there is none. */
int outbox_receipt(
	struct db *db, int64_t seq, char **document, struct error *err);

/* What an earlier process was sending when it ended waits again. Call it with
 * the lock held; makes the tables where there are none. */
int outbox_recover(struct db *db, const char *reason, struct error *err);

/* Changes of state, each in a transaction of its own. */
int outbox_begin(struct db *db, int64_t seq, struct error *err);
int outbox_sent(struct db *db, int64_t seq, const char *receipt,
	const char *document, struct error *err);
int outbox_refused(
	struct db *db, int64_t seq, const char *reason, struct error *err);
int outbox_failed(struct db *db, int64_t seq, const char *reason,
	int64_t wait_seconds, struct error *err);
/* It lies upstream, and the receipt is still to come. */
int outbox_stored(struct db *db, const struct outbox_row *row,
	const char *reason, int64_t wait_seconds, struct error *err);

/* A package that has not arrived goes there from now on, and waits unless it is
 * on its way. */
int outbox_aim(struct db *db, int64_t seq, const struct outbox_target *to,
	struct error *err);

/* What people may change of a package that has not arrived; each ERR_USAGE
 * where it has, or is on its way. Cancelled, it is not sent; at another
 * destination it waits again, unless a newer one of its street and year went
 * there. */
int outbox_cancel(
	struct db *db, const struct outbox_row *row, struct error *err);
int outbox_retarget(struct db *db, const struct outbox_row *row,
	const struct outbox_target *to, struct error *err);

/* Forget the bytes of what was sent, superseded or cancelled more than so many
 * days ago, of *n packages; what is known of them stays. */
int outbox_prune(struct db *db, int64_t days, int64_t *n, struct error *err);

/* Bytes of a package's zip file, for sending. */
struct outbox_body;
struct outbox_body *outbox_body_new(struct db *db, int64_t seq);
int outbox_body_read(void *body, uint64_t at, void *buf, size_t n, size_t *got,
	struct error *err);
void outbox_body_free(struct outbox_body *body); /* NULL is fine */

/* Only one process sends from a database at a time; the lock goes with the
 * process, however it ends. ERR_SYSTEM where another holds it. */
int outbox_lock(const char *db_path, int *fd, struct error *err);

#endif
