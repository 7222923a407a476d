#ifndef SENDER_H
#define SENDER_H

#include <stdint.h>
#include "base/errors.h"

struct db;
struct outbox_row;
struct settings;

/* How to send what waits in the outbox. A package that goes by a profile goes
 * by its settings, whatever else is said. */
struct sender_settings {
	const struct settings *settings; /* to NULL: everything that waits */
	/* Told of every package when its attempts are over; may be NULL. */
	void (*tell)(void *ctx, const struct outbox_row *row);
	void *ctx;
};

/* Send all that waits or was interrupted, oldest first, and ask for the
 * receipts that are still to come. The caller holds outbox_lock. 0: everything
 * was delivered; -1: ERR_REFUSED where a server refused one, else
 * ERR_UNREACHED where one still waits; ERR_USAGE where credentials would go to
 * more than one server. */
int sender_send(struct db *db, const struct sender_settings *settings,
	struct error *err);
/* Would a package go? Nothing is written. *seen is what was seen, the
 * caller's; ERR_REFUSED or ERR_UNREACHED where it would not. */
int sender_try(const struct settings *settings, char **seen, struct error *err);

/* Milliseconds to wait before the next attempt (attempt counts from 1): twice
 * as long each time, up to a minute, and up to half of it more depending on
 * the package, so that many senders do not come back at the same moment. */
int64_t sender_backoff(const char *package, int64_t attempt);

#endif
