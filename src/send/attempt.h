#ifndef ATTEMPT_H
#define ATTEMPT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"

struct http_auth;
struct http_body;
struct outbox_row;

/*
 * One attempt to get a package across: POST to a server that answers with a
 * receipt, or PUT and MOVE into a WebDAV folder.
 */
enum delivery {
	DELIVERED,
	REFUSED, /* it will not be taken: a person must look */
	FAILED,	 /* try again */
	HALTED,	 /* try again, but not now: nothing can come of it */
	BROKEN,	 /* our own fault: err is set */
};

struct attempt {
	const struct outbox_row *row;
	const struct http_body *body;
	const char *ca;		      /* or NULL */
	const struct http_auth *auth; /* or NULL */
	int64_t timeout;
	bool again; /* an attempt before may have arrived */

	/* What came of it. */
	char *reason;	     /* of REFUSED, FAILED and HALTED */
	char *receipt;	     /* of DELIVERED */
	char *document;	     /* the receipt as it came, or NULL */
	int64_t retry_after; /* seconds; 0: not asked for */
};

enum delivery attempt_send(struct attempt *c, struct error *err);
void attempt_clear(struct attempt *c); /* what came of it */

#endif
