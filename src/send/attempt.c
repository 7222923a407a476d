/*
 * One attempt to get a package across: which way it goes. When to try again,
 * and what is remembered, is for sender.c.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "send/outbox.h"
#include "send/settings.h"
#include "send/attempt.h"
#include "send/way.h"

static const struct way *const ways[] = { &way_post, &way_put, &way_sftp,
	&way_s3, &way_folder };

static const struct way *
way_of(const struct attempt *c)
{
	const struct way *found = &way_post;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		if (strcmp(ways[i]->method, c->row->method) == 0)
			found = ways[i];
	}
	return found;
}

enum delivery
attempt_send(struct attempt *c, struct error *err)
{
	return way_of(c)->send(c, err);
}

enum delivery
attempt_ask(struct attempt *c, struct error *err)
{
	enum receipt_kind kind = c->settings->receipt;

	if (kind == RECEIPT_POLL ||
		(kind != RECEIPT_FILE && c->row->poll != NULL))
		return way_ask_at(c, err);
	return way_of(c)->ask(c, err);
}

enum delivery
attempt_try(struct attempt *c, struct error *err)
{
	return way_of(c)->try(c, err);
}

void
attempt_clear(struct attempt *c)
{
	free(c->reason);
	free(c->receipt);
	free(c->document);
	free(c->poll);
	c->reason = c->receipt = c->document = c->poll = NULL;
	c->retry_after = 0;
	c->is_lost = false;
}
