/*
 * One attempt to get a package across, and what the answers mean. When to try
 * again, and what is remembered, is for submit.c.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "lib/digest.h"
#include "lib/http.h"
#include "send/attempt.h"
#include "send/outbox.h"
#include "send/receipt.h"

enum { REASON_LIMIT = 300 };

static void
set_reason(struct attempt *c, char *reason)
{
	free(c->reason);
	c->reason = reason;
}

static void
blot_out(char *s, size_t n)
{
	memset(s, '*', n);
}

/* A server may send back what it was sent: our secrets are not shown, nor is
 * what follows the names of the ways to send them. */
static void
hide_secrets(char *text, const struct http_auth *auth)
{
	static const char *const schemes[] = { "basic ", "bearer " };
	const char *const secrets[] = { auth->password, auth->bearer };
	char *at;

	for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
		if (secrets[i] == NULL || secrets[i][0] == '\0')
			continue;
		while ((at = strstr(text, secrets[i])) != NULL &&
			strspn(at, "*") < strlen(secrets[i]))
			blot_out(at, strlen(secrets[i]));
	}
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		at = text;
		while ((at = strcasestr(at, schemes[i])) != NULL) {
			at += strlen(schemes[i]);
			blot_out(at, strcspn(at, " "));
		}
	}
}

/* What the server says in plain text, or NULL. */
static char *
explain(const struct attempt *c, const struct http_answer *answer)
{
	const struct http_auth *auth = c->auth;
	struct receipt receipt = { 0 };
	struct error ignored = { 0 };
	char *text = NULL;

	if (answer->body.len == 0)
		return NULL;
	if (receipt_read(&receipt, answer->body.data, answer->body.len, c->row,
		    &ignored) == 0)
		text = xstrdup(receipt.reason);
	else if (answer->type != NULL &&
		strncmp(answer->type, "text/plain", 10) == 0)
		text = text_line(
			answer->body.data, answer->body.len, REASON_LIMIT);
	receipt_clear(&receipt);
	if (text != NULL && auth != NULL)
		hide_secrets(text, auth);
	return text;
}

static bool
is_temporary(long status)
{
	switch (status) {
	case 408: /* request timeout */
	case 423: /* locked */
	case 425: /* too early */
	case 429: /* too many requests */
		return true;
	case 501: /* a method that the server does not have */
	case 505: /* version not supported */
		return false;
	default:
		return status >= 500;
	}
}

/* What an answer that is no success means. */
static enum delivery
judge(struct attempt *c, const struct http_answer *answer)
{
	char *said = explain(c, answer);
	enum delivery outcome = REFUSED;

	if (answer->status >= 300 && answer->status < 400) {
		set_reason(c,
			xasprintf(_("HTTP %ld: the server points to "
				    "another address (%s); redirects "
				    "are not followed"),
				answer->status,
				answer->redirect != NULL ? answer->redirect
							 : "?"));
	} else {
		set_reason(c,
			xasprintf(said != NULL ? "HTTP %ld: %s" : "HTTP %ld",
				answer->status, said));
		c->retry_after = answer->retry_after;
		if (is_temporary(answer->status))
			outcome = FAILED;
	}
	free(said);
	return outcome;
}

/* One request. DELIVERED here means only that there is an answer. */
static enum delivery
request(struct attempt *c, struct http_request *req, struct http_answer *answer,
	struct error *err)
{
	struct error why = { 0 };

	req->ca = c->ca;
	req->auth = c->auth;
	req->timeout = c->timeout;
	if (http_send(req, answer, &why) == 0)
		return DELIVERED;
	if (why.kind != ERR_UNREACHED) {
		*err = why;
		return BROKEN;
	}
	set_reason(c, xstrdup(why.msg));
	return answer->distrusted ? HALTED : FAILED;
}

static bool
is_success(const struct http_answer *answer)
{
	return answer->status >= 200 && answer->status < 300;
}

/* A success counts only with a receipt that fits: anything else may be a
 * gateway's page or a server that did not store it. */
static enum delivery
take_receipt(struct attempt *c, const struct http_answer *answer)
{
	struct receipt receipt = { 0 };
	struct error why = { 0 };
	enum delivery outcome = FAILED;

	if (receipt_read(&receipt, answer->body.data, answer->body.len, c->row,
		    &why) != 0) {
		set_reason(
			c, xasprintf("HTTP %ld: %s", answer->status, why.msg));
	} else if (!receipt.accepted) {
		set_reason(c,
			xasprintf(_("receipt %s: %s"), receipt.number,
				receipt.reason != NULL
					? receipt.reason
					: _("refused without a reason")));
		outcome = REFUSED;
	} else {
		c->receipt = xstrdup(receipt.number);
		c->document = xstrndup(answer->body.data, answer->body.len);
		outcome = DELIVERED;
	}
	receipt_clear(&receipt);
	return outcome;
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
	enum delivery outcome = request(c, &req, &answer, err);

	if (outcome == DELIVERED)
		outcome = is_success(&answer) ? take_receipt(c, &answer)
					      : judge(c, &answer);
	http_answer_clear(&answer);
	free(key);
	free(name);
	return outcome;
}

static char *
url_in(const struct outbox_row *row, const char *suffix)
{
	size_t n = strlen(row->destination);
	const char *slash = "/";

	if (n > 0 && row->destination[n - 1] == '/')
		slash = "";
	return xasprintf(
		"%s%s%s%s", row->destination, slash, row->name, suffix);
}

static enum delivery
stored(struct attempt *c)
{
	c->receipt = xasprintf(_("stored as %s"), c->row->name);
	return DELIVERED;
}

enum presence { ABSENT, SAME, OTHER };

/* Is what is there the package? As long as it is, a server may hide it from
 * reading: then its length has to do. */
static enum delivery
compare(struct attempt *c, const char *url, enum presence *there,
	struct error *err)
{
	struct http_request req = { .method = "GET",
		.url = url,
		.hash = digest_new(),
		.hash_limit = c->row->bytes };
	struct http_answer answer = { 0 };
	char have[DIGEST_HEX];
	enum delivery outcome = request(c, &req, &answer, err);

	digest_hex(req.hash, have);
	if (outcome == DELIVERED && answer.status == 200)
		*there = strcmp(have, c->row->sha256) == 0 ? SAME : OTHER;
	else if (outcome == DELIVERED)
		*there = SAME;
	http_answer_clear(&answer);
	return outcome;
}

/* Is the package there already, whole? DELIVERED means: *there tells. */
static enum delivery
look(struct attempt *c, const char *url, enum presence *there,
	struct error *err)
{
	struct http_request req = { .method = "HEAD", .url = url };
	struct http_answer answer = { 0 };
	enum delivery outcome = request(c, &req, &answer, err);

	*there = ABSENT;
	if (outcome == DELIVERED && answer.status == 200 &&
		answer.length == (int64_t)c->row->bytes)
		outcome = compare(c, url, there, err);
	else if (outcome == DELIVERED && answer.status == 200)
		*there = OTHER;
	http_answer_clear(&answer);
	return outcome;
}

/* The part file is of no more use; that it stays does no harm. */
static void
discard(struct attempt *c, const char *url)
{
	struct http_request req = { .method = "DELETE", .url = url };
	struct http_answer answer = { 0 };
	struct error ignored = { 0 };
	char *reason = c->reason;

	c->reason = NULL;
	request(c, &req, &answer, &ignored);
	http_answer_clear(&answer);
	set_reason(c, reason);
}

/* The server would not move: it is there from an attempt whose answer never
 * came, or another file is. */
static enum delivery
resolve(struct attempt *c, const char *part, const char *final, long status,
	struct error *err)
{
	enum presence there;
	enum delivery outcome = look(c, final, &there, err);

	if (outcome != DELIVERED)
		return outcome;
	if (there == ABSENT) {
		set_reason(c, xasprintf("MOVE: HTTP %ld", status));
		return FAILED;
	}
	discard(c, part);
	if (there == SAME)
		return stored(c);
	set_reason(c,
		xasprintf(_("another file called %s is there already"),
			c->row->name));
	return REFUSED;
}

static enum delivery
move(struct attempt *c, const char *part, const char *final, struct error *err)
{
	char *destination = xasprintf("Destination: %s", final);
	const char *headers[] = { destination, "Overwrite: F", NULL };
	struct http_request req = {
		.method = "MOVE",
		.url = part,
		.headers = headers,
	};
	struct http_answer answer = { 0 };
	enum delivery outcome = request(c, &req, &answer, err);

	if (outcome == DELIVERED && is_success(&answer))
		outcome = stored(c);
	else if (outcome == DELIVERED &&
		(answer.status == 412 || answer.status == 404))
		outcome = resolve(c, part, final, answer.status, err);
	else if (outcome == DELIVERED)
		outcome = judge(c, &answer);
	http_answer_clear(&answer);
	free(destination);
	return outcome;
}

static enum delivery
upload(struct attempt *c, const char *part, const char *final,
	struct error *err)
{
	struct http_request req = {
		.method = "PUT", .url = part, .body = c->body
	};
	struct http_answer answer = { 0 };
	enum delivery outcome = request(c, &req, &answer, err);

	if (outcome == DELIVERED && is_success(&answer))
		outcome = move(c, part, final, err);
	else if (outcome == DELIVERED)
		outcome = judge(c, &answer);
	http_answer_clear(&answer);
	return outcome;
}

/* Upload under another name, then rename without overwriting: whoever looks
 * into the folder sees whole packages only, each once. An attempt before may
 * have got that far without our knowing. */
static enum delivery
put(struct attempt *c, struct error *err)
{
	char *final = url_in(c->row, ""), *part = url_in(c->row, ".part");
	enum presence there = ABSENT;
	enum delivery outcome = DELIVERED;

	if (c->again)
		outcome = look(c, final, &there, err);
	if (outcome == DELIVERED && there == SAME)
		outcome = stored(c);
	else if (outcome == DELIVERED)
		outcome = upload(c, part, final, err);
	free(final);
	free(part);
	return outcome;
}

enum delivery
attempt_send(struct attempt *c, struct error *err)
{
	return strcmp(c->row->method, "put") == 0 ? put(c, err) : post(c, err);
}

void
attempt_clear(struct attempt *c)
{
	free(c->reason);
	free(c->receipt);
	free(c->document);
	c->reason = c->receipt = c->document = NULL;
	c->retry_after = 0;
}
