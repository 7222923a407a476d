#ifndef DELIVERY_H
#define DELIVERY_H

#include <stdbool.h>
#include <stdint.h>

struct http_body;
struct outbox_row;
struct settings;

/* What an attempt to get a package across is about, and what came of it. */
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

#endif
