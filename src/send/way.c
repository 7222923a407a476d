/*
 * What the ways of sending share: what an answer means, and receipts.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "lib/digest.h"
#include "send/outbox.h"
#include "send/receipt.h"
#include "send/settings.h"
#include "send/way.h"

enum { REASON_LIMIT = 300 };

enum delivery
way_says(struct attempt *c, enum delivery outcome, char *reason)
{
	free(c->reason);
	c->reason = reason;
	return outcome;
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

/* The code of S3's answers, which are XML; NULL where there is none. */
static char *
code_of(const struct http_answer *answer)
{
	static const char begins[] = "<Code>", ends[] = "</Code>";
	const char *at, *to;

	at = memmem(
		answer->body.data, answer->body.len, begins, strlen(begins));
	if (at == NULL)
		return NULL;
	at += strlen(begins);
	to = memmem(at, answer->body.len - (size_t)(at - answer->body.data),
		ends, strlen(ends));
	return to != NULL ? text_line(at, (size_t)(to - at), REASON_LIMIT)
			  : NULL;
}

/* What the server says in plain text, or NULL. */
static char *
explain(const struct attempt *c, const struct http_answer *answer)
{
	struct receipt receipt = { 0 };
	struct error ignored = { 0 };
	char *text = NULL;

	if (answer->body.len == 0)
		return NULL;
	if (c->row->package != NULL &&
		receipt_read(&receipt, answer->body.data, answer->body.len,
			c->row, &ignored) == 0)
		text = xstrdup(receipt.reason);
	else if (answer->type != NULL &&
		strncmp(answer->type, "text/plain", 10) == 0)
		text = text_line(
			answer->body.data, answer->body.len, REASON_LIMIT);
	else if (c->settings->peer.region != NULL)
		text = code_of(answer);
	receipt_clear(&receipt);
	if (text != NULL)
		hide_secrets(text, &c->settings->peer.auth);
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

static char *
redirect_reason(const struct http_answer *answer)
{
	char *to = answer->location != NULL ? http_origin(answer->location)
					    : NULL;
	char *reason = xasprintf(_("HTTP %ld: the server points to another "
				   "address (%s); redirects are not followed"),
		answer->status, to != NULL ? to : "?");

	free(to);
	return reason;
}

enum delivery
way_judge(struct attempt *c, const struct http_answer *answer)
{
	enum delivery outcome = REFUSED;
	char *said;

	if (answer->status >= 300 && answer->status < 400)
		return way_says(c, REFUSED, redirect_reason(answer));
	if (answer->tls.asked && answer->status < 500)
		return way_says(c, REFUSED,
			xasprintf(_("HTTP %ld: the server asks for a client "
				    "certificate; see cert and key in the "
				    "settings"),
				answer->status));
	said = explain(c, answer);
	way_says(c, outcome,
		xasprintf(said != NULL ? "HTTP %ld: %s" : "HTTP %ld",
			answer->status, said));
	c->retry_after = answer->retry_after;
	if (is_temporary(answer->status))
		outcome = FAILED;
	free(said);
	return outcome;
}

enum delivery
way_request(struct attempt *c, struct http_request *req,
	struct http_answer *answer, struct error *err)
{
	struct error why = { 0 };

	if (req->peer == NULL)
		req->peer = &c->settings->peer;
	if (http_send(req, answer, &why) == 0)
		return DELIVERED;
	if (why.kind != ERR_UNREACHED) {
		*err = why;
		return BROKEN;
	}
	return way_says(
		c, answer->distrusted ? HALTED : FAILED, xstrdup(why.msg));
}

bool
way_is_success(const struct http_answer *answer)
{
	return answer->status >= 200 && answer->status < 300;
}

enum delivery
way_receipt(struct attempt *c, const char *data, size_t n, const char *from)
{
	struct receipt receipt = { 0 };
	struct error why = { 0 };
	enum delivery outcome;

	if (receipt_read(&receipt, data, n, c->row, &why) != 0) {
		outcome = way_says(
			c, FAILED, xasprintf("%s: %s", from, why.msg));
	} else if (!receipt.accepted) {
		outcome = way_says(c, REFUSED,
			xasprintf(_("receipt %s: %s"), receipt.number,
				receipt.reason != NULL
					? receipt.reason
					: _("refused without a reason")));
	} else {
		c->receipt = xstrdup(receipt.number);
		c->document = xstrndup(data, n);
		outcome = DELIVERED;
	}
	receipt_clear(&receipt);
	return outcome;
}

/* Where the settings say that the receipt will be; the caller's. */
static char *
receipt_url(const struct attempt *c)
{
	const char *at = c->settings->receipt_at;
	size_t n = strlen(at);

	return xasprintf("%s%s%s", at, n > 0 && at[n - 1] == '/' ? "" : "/",
		c->row->package);
}

enum delivery
way_stored(struct attempt *c)
{
	if (c->settings->receipt == RECEIPT_POLL)
		c->poll = receipt_url(c);
	if (c->settings->receipt == RECEIPT_FILE || c->poll != NULL)
		return way_says(c, PENDING,
			xasprintf(_("it lies there as %s; the receipt is "
				    "still to come"),
				c->row->name));
	c->receipt = xasprintf(_("stored as %s"), c->row->name);
	return DELIVERED;
}

enum delivery
way_occupied(struct attempt *c)
{
	return way_says(c, REFUSED,
		xasprintf(_("another file called %s is there already"),
			c->row->name));
}

char *
way_below(const struct outbox_row *row, const char *suffix)
{
	size_t n = strlen(row->destination);
	const char *slash = "/";

	if (n > 0 && row->destination[n - 1] == '/')
		slash = "";
	return xasprintf(
		"%s%s%s%s", row->destination, slash, row->name, suffix);
}

/* An answer in place of a receipt. */
static enum delivery
still_to_come(struct attempt *c, const struct http_answer *answer, bool gone)
{
	c->retry_after = answer->retry_after;
	if (answer->status != 404 && answer->status != 410 &&
		answer->status != 202 && answer->status != 204) {
		way_judge(c, answer);
		return PENDING;
	}
	c->is_lost = gone && answer->status >= 400;
	return way_says(c, c->is_lost ? FAILED : PENDING,
		xasprintf("HTTP %ld: %s", answer->status,
			c->is_lost ? _("the server does not know the package "
				       "any more")
				   : _("the receipt is still to come")));
}

/* Asking for a receipt at an address: what is not there may still come, unless
 * gone says that upstream has forgotten the package. */
static enum delivery
fetch(struct attempt *c, const char *url, const struct peer *peer, bool gone,
	struct error *err)
{
	static const char *const headers[] = { "Accept: application/xml",
		NULL };
	struct http_request req = {
		.method = "GET", .url = url, .headers = headers, .peer = peer
	};
	struct http_answer answer = { 0 };
	enum delivery outcome = way_request(c, &req, &answer, err);
	char from[32];

	if (outcome == DELIVERED && answer.status == 200) {
		snprintf(from, sizeof from, "HTTP %ld", answer.status);
		outcome = way_receipt(
			c, answer.body.data, answer.body.len, from);
	} else if (outcome == DELIVERED) {
		outcome = still_to_come(c, &answer, gone);
	}
	http_answer_clear(&answer);
	if (outcome == FAILED && !c->is_lost)
		outcome = PENDING;
	return outcome;
}

enum delivery
way_seen(struct attempt *c, const struct http_answer *answer)
{
	switch (answer->status) {
	case 404:
	case 405:
	case 412:
	case 501:
		return way_says(
			c, DELIVERED, xasprintf("HTTP %ld", answer->status));
	default:
		if (!way_is_success(answer))
			return way_judge(c, answer);
		return way_says(
			c, DELIVERED, xasprintf("HTTP %ld", answer->status));
	}
}

/* By its hash. */
static enum delivery
compare_hash(struct attempt *c, const char *url, enum presence *there,
	struct error *err)
{
	struct http_request req = { .method = "GET",
		.url = url,
		.hash = digest_new(),
		.hash_limit = c->row->bytes };
	struct http_answer answer = { 0 };
	char have[DIGEST_HEX];
	enum delivery outcome = way_request(c, &req, &answer, err);

	digest_hex(req.hash, have);
	if (outcome == DELIVERED && answer.status == 200)
		*there = strcmp(have, c->row->sha256) == 0 ? SAME : OTHER;
	else if (outcome == DELIVERED)
		*there = SAME;
	http_answer_clear(&answer);
	return outcome;
}

/* S3 keeps the hash, and gives it where it is asked for. */
static bool
has_checksum(const struct http_answer *answer)
{
	return answer->checksum != NULL &&
		strlen(answer->checksum) == DIGEST_BASE64 - 1;
}

enum delivery
way_compare(struct attempt *c, const char *url, enum presence *there,
	struct error *err)
{
	static const char *const headers[] = { "x-amz-checksum-mode: ENABLED",
		NULL };
	struct http_request req = { .method = "HEAD",
		.url = url,
		.headers = c->settings->peer.region != NULL ? headers : NULL };
	struct http_answer answer = { 0 };
	enum delivery outcome = way_request(c, &req, &answer, err);
	char ours[DIGEST_BASE64];

	*there = ABSENT;
	digest_base64(c->row->sha256, ours);
	if (outcome != DELIVERED || answer.status != 200)
		;
	else if (answer.length != (int64_t)c->row->bytes)
		*there = OTHER;
	else if (has_checksum(&answer))
		*there = strcmp(answer.checksum, ours) == 0 ? SAME : OTHER;
	else
		outcome = compare_hash(c, url, there, err);
	http_answer_clear(&answer);
	return outcome;
}

enum delivery
way_ask_beside(struct attempt *c, struct error *err)
{
	char *url = way_below(c->row, RECEIPT_BESIDE);
	enum delivery outcome = fetch(c, url, &c->settings->peer, false, err);

	free(url);
	return outcome;
}

static bool
is_same_server(const char *a, const char *b)
{
	char *here = http_origin(a), *there = http_origin(b);
	bool same = here != NULL && there != NULL && strcmp(here, there) == 0;

	free(here);
	free(there);
	return same;
}

enum delivery
way_ask_at(struct attempt *c, struct error *err)
{
	const struct settings *settings = c->settings;
	const struct peer *peer = &settings->peer;
	/* Credentials, certificate and key are for where packages go. */
	const struct peer stranger = {
		.ca = peer->ca,
		.proxy = peer->proxy,
		.proxy_auth = peer->proxy_auth,
		.timeout = peer->timeout,
	};

	c->poll = settings->receipt == RECEIPT_POLL ? receipt_url(c)
						    : xstrdup(c->row->poll);
	if (!is_same_server(c->row->destination, c->poll))
		peer = &stranger;
	return fetch(
		c, c->poll, peer, settings->receipt == RECEIPT_ANSWER, err);
}
