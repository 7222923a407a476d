/*
 * A round of sending from the outbox, as submit and outbox send make it.
 */
#include "config.h"
#include <stdio.h>
#include <string.h>
#include "base/text.h"
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
	text_print_safe(
		stdout, _("sent: %s, receipt: %s\n"), row->name, row->receipt);
	if (strcmp(row->method, "folder") == 0)
		text_print_safe(stdout,
			_("%s: written, read back, and all of it is on the "
			  "medium; a stick may be pulled out now"),
			row->destination);
	fflush(stdout);
}

int
dispatch_send(struct ctx *ctx, struct db *db, const struct settings *u,
	struct error *err)
{
	const struct sender_settings settings = {
		.settings = u,
		.tell = tell_row,
		.ctx = ctx,
	};

	int64_t n;

	if (sender_send(db, &settings, err) != 0)
		return -1;
	return outbox_prune(db, u->keep_days, &n, err);
}
