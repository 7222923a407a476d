#ifndef ATTEMPT_H
#define ATTEMPT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"

struct http_body;
struct outbox_row;
struct settings;

/*
 * One attempt to get a package across, in the way that its row names: POST to a
 * server that answers with a receipt; or into a folder by WebDAV, SFTP, S3 or
 * of this machine, under its own name only once it is whole, and over no other
 * file.
 */
enum delivery {
	DELIVERED,
	PENDING, /* it lies upstream; its receipt is still to come */
	REFUSED, /* it will not be taken: a person must look */
	FAILED,	 /* try again */
	HALTED,	 /* try again, but not now: nothing can come of it */
	BROKEN,	 /* our own fault: err is set */
};

struct attempt {
	const struct outbox_row *row;
	const struct http_body *body;
	const struct settings *settings;
	bool again; /* an attempt before may have arrived */

	/* What came of it. */
	char *reason;	     /* where it is not DELIVERED */
	char *receipt;	     /* of DELIVERED */
	char *document;	     /* the receipt as it came, or NULL */
	char *poll;	     /* of PENDING: the address to ask at, or NULL */
	int64_t retry_after; /* seconds; 0: not asked for */
	bool is_lost; /* FAILED while asking: upstream does not have it */
};

enum delivery attempt_send(struct attempt *c, struct error *err);
/* Ask for the receipt of what lies upstream. */
enum delivery attempt_ask(struct attempt *c, struct error *err);
/* Would it go? Nothing is written; DELIVERED means that the way is open, and
 * the reason is what was seen. The row needs method and destination alone. */
enum delivery attempt_try(struct attempt *c, struct error *err);
void attempt_clear(struct attempt *c); /* what came of it */

#endif
