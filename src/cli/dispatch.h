#ifndef DISPATCH_H
#define DISPATCH_H

#include "base/errors.h"
#include "cli/cmd.h"
#include "send/settings.h"

struct db;

/* Send what waits for the address of the settings (NULL: for any), holding the
 * lock that outbox_lock gave. */
int dispatch_send(struct ctx *ctx, struct db *db, const struct settings *u,
	struct error *err);

#endif
