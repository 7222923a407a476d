/*
 * POST to a server that answers with a receipt, at once or, after 202 Accepted,
 * where it says.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "send/outbox.h"
#include "send/settings.h"
#include "send/way.h"

/* Our credentials are for one server: it may not send us to another. */
static enum delivery
take_place(struct attempt *c, const struct http_answer *answer)
{
	char *here = http_origin(c->row->destination);
	char *there = answer->location != NULL ? http_origin(answer->location)
					       : NULL;
	enum delivery outcome;

	if (there == NULL || here == NULL || strcmp(here, there) != 0) {
		outcome = way_says(c, FAILED,
			xasprintf(_("HTTP 202: accepted, but it is not said "
				    "where on this server the receipt will "
				    "be")));
	} else {
		c->poll = xstrdup(answer->location);
		c->retry_after = answer->retry_after;
		outcome = way_says(c, PENDING,
			xstrdup(_("HTTP 202: the receipt is still to come")));
	}
	free(here);
	free(there);
	return outcome;
}

/* A success counts only with a receipt that fits: anything else may be a
 * gateway's page or a server that did not store it. */
static enum delivery
take_answer(struct attempt *c, const struct http_answer *answer)
{
	char from[32];

	if (!way_is_success(answer))
		return way_judge(c, answer);
	snprintf(from, sizeof from, "HTTP %ld", answer->status);
	if (c->settings->receipt == RECEIPT_NONE) {
		c->receipt = xstrdup(from);
		return DELIVERED;
	}
	if (c->settings->receipt == RECEIPT_POLL)
		return way_stored(c);
	if (answer->status == 202)
		return take_place(c, answer);
	return way_receipt(c, answer->body.data, answer->body.len, from);
}

static enum delivery
post(struct attempt *c, struct error *err)
{
	char *key = xasprintf("Idempotency-Key: %s", c->row->package);
	char *name = xasprintf("Content-Disposition: attachment; "
			       "filename=\"%s\"",
		c->row->name);
	const char *headers[] = { key, name, "Accept: application/xml", NULL };
	struct http_request req = {
		.method = "POST",
		.url = c->row->destination,
		.headers = headers,
		.body = c->body,
	};
	struct http_answer answer = { 0 };
	enum delivery outcome = way_request(c, &req, &answer, err);

	if (outcome == DELIVERED)
		outcome = take_answer(c, &answer);
	http_answer_clear(&answer);
	free(key);
	free(name);
	return outcome;
}

static enum delivery
ask(struct attempt *c, struct error *err)
{
	(void)err;
	c->is_lost = true;
	return way_says(c, FAILED,
		xstrdup(_("it is not known where the receipt will be")));
}

/* What takes packages need not answer to anything else, but answers. */
static enum delivery
try_post(struct attempt *c, struct error *err)
{
	struct http_request req = { .method = "OPTIONS",
		.url = c->row->destination };
	struct http_answer answer = { 0 };
	enum delivery outcome = way_request(c, &req, &answer, err);

	if (outcome == DELIVERED)
		outcome = answer.status == 404 ? way_judge(c, &answer)
					       : way_seen(c, &answer);
	http_answer_clear(&answer);
	return outcome;
}

const struct way way_post = {
	.method = "post",
	.send = post,
	.ask = ask,
	.try = try_post,
};
