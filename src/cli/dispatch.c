/*
 * A round of sending from the outbox, as submit and outbox send make it.
 */
#include "config.h"
#include <stdio.h>
#include <string.h>
#include "cli/dispatch.h"
#include "send/outbox.h"
#include "send/sender.h"

/* What did not arrive is main's to tell, with the exit status. */
static void
tell_row(void *arg, const struct outbox_row *row)
{
	const struct ctx *ctx = arg;

	if (ctx->options.quiet || strcmp(row->state, "sent") != 0)
		return;
	printf(_("sent: %s, receipt: %s\n"), row->name, row->receipt);
	fflush(stdout);
}

int
dispatch_send(struct ctx *ctx, struct db *db, const struct settings *u,
	const char *destination, struct error *err)
{
	const struct sender_settings settings = {
		.destination = destination,
		.ca = u->ca,
		.auth = u->has_auth ? &u->auth : NULL,
		.retries = u->retries,
		.timeout = u->timeout,
		.tell = tell_row,
		.ctx = ctx,
	};

	int64_t n;

	if (sender_send(db, &settings, err) != 0)
		return -1;
	return outbox_prune(db, u->keep_days, &n, err);
}
