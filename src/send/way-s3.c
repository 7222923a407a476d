/*
 * PUT into a bucket, or a folder of one, of a store that speaks S3. The store
 * takes an object whole or not at all, holds it to its hash, and leaves alone
 * what is there already.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/digest.h"
#include "send/outbox.h"
#include "send/receipt.h"
#include "send/settings.h"
#include "send/way.h"

/* It is there already, or somebody is storing it just now. */
static enum delivery
resolve(struct attempt *c, const char *url, long status, struct error *err)
{
	enum presence there;
	enum delivery outcome = way_compare(c, url, &there, err);

	if (outcome != DELIVERED)
		return outcome;
	if (there == ABSENT)
		return way_says(c, FAILED, xasprintf("HTTP %ld", status));
	return there == SAME ? way_stored(c) : way_occupied(c);
}

static enum delivery
put(struct attempt *c, const char *url, struct error *err)
{
	char sum[DIGEST_BASE64];
	char *whole = xasprintf("x-amz-content-sha256: %s", c->row->sha256);
	char *checksum;
	const char *headers[] = { whole, NULL, "If-None-Match: *", NULL };
	struct http_request req = {
		.method = "PUT", .url = url, .headers = headers, .body = c->body
	};
	struct http_answer answer = { 0 };
	enum delivery outcome;

	digest_base64(c->row->sha256, sum);
	headers[1] = checksum = xasprintf("x-amz-checksum-sha256: %s", sum);
	outcome = way_request(c, &req, &answer, err);
	if (outcome == DELIVERED && way_is_success(&answer))
		outcome = answer.checksum == NULL ||
				strcmp(answer.checksum, sum) == 0
			? way_stored(c)
			: way_says(c, FAILED,
				  xstrdup(_("the store has other contents than "
					    "were sent")));
	else if (outcome == DELIVERED &&
		(answer.status == 412 || answer.status == 409))
		outcome = resolve(c, url, answer.status, err);
	else if (outcome == DELIVERED)
		outcome = way_judge(c, &answer);
	http_answer_clear(&answer);
	free(whole);
	free(checksum);
	return outcome;
}

/* Not every store minds If-None-Match: it is looked for first. */
static enum delivery
send(struct attempt *c, struct error *err)
{
	char *url = way_below(c->row, "");
	enum presence there;
	enum delivery outcome = way_compare(c, url, &there, err);

	if (outcome == DELIVERED && there == ABSENT)
		outcome = put(c, url, err);
	else if (outcome == DELIVERED)
		outcome = there == SAME ? way_stored(c) : way_occupied(c);
	free(url);
	return outcome;
}

/* What is asked for is not there, which is as good an answer. */
static enum delivery
try_s3(struct attempt *c, struct error *err)
{
	const struct outbox_row nothing = { .destination = c->row->destination,
		.name = (char *)"try" };
	char *url = way_below(&nothing, RECEIPT_BESIDE);
	struct http_request req = { .method = "GET", .url = url };
	struct http_answer answer = { 0 };
	enum delivery outcome = way_request(c, &req, &answer, err);

	if (outcome == DELIVERED)
		outcome = way_seen(c, &answer);
	http_answer_clear(&answer);
	free(url);
	return outcome;
}

const struct way way_s3 = {
	.method = "s3",
	.send = send,
	.ask = way_ask_beside,
	.try = try_s3,
};
