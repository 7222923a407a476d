#ifndef WAY_H
#define WAY_H

#include <stdbool.h>
#include <stddef.h>
#include "lib/http.h"
#include "send/delivery.h"

/*
 * The ways of attempt.c, and what they share. Each sets what came of an attempt
 * as delivery.h has it.
 */
struct way {
	const char *method;
	enum delivery (*send)(struct attempt *c, struct error *err);
	/* For the receipt; */
	enum delivery (*ask)(struct attempt *c, struct error *err);
	enum delivery (*try)(struct attempt *c, struct error *err);
};

extern const struct way way_post, way_put, way_sftp, way_s3, way_folder;

/* The reason of the outcome; takes it. */
enum delivery way_says(struct attempt *c, enum delivery outcome, char *reason);
/* The package lies there: done, unless a receipt is to come beside it. */
enum delivery way_stored(struct attempt *c);
/* Another file of that name is there. */
enum delivery way_occupied(struct attempt *c);
/* The receipt counts only where it fits; from is what stands before the reason
 * where it does not. */
enum delivery way_receipt(
	struct attempt *c, const char *data, size_t n, const char *from);
/* Below the destination: the package's name and a suffix; the caller's. */
char *way_below(const struct outbox_row *row, const char *suffix);

#define WAY_PART ".part"

/* One request. DELIVERED here means only that there is an answer. */
enum delivery way_request(struct attempt *c, struct http_request *req,
	struct http_answer *answer, struct error *err);
bool way_is_success(const struct http_answer *answer);
/* What an answer that is no success means. */
enum delivery way_judge(struct attempt *c, const struct http_answer *answer);
/* Asking where the settings say, or else where the server said. */
enum delivery way_ask_at(struct attempt *c, struct error *err);
/* Asking for the one that is laid beside the package. */
enum delivery way_ask_beside(struct attempt *c, struct error *err);
/* What an answer shows of a way that was tried by asking for something that
 * need not be there. */
enum delivery way_seen(struct attempt *c, const struct http_answer *answer);

enum presence { ABSENT, SAME, OTHER };

/* Is what is at the address the package? As long as it is, a server may hide it
 * from reading: then its length has to do. DELIVERED means: *there tells. */
enum delivery way_compare(struct attempt *c, const char *url,
	enum presence *there, struct error *err);

#endif
