/*
 * PUT and MOVE into a WebDAV folder: uploaded under another name, then renamed
 * without overwriting. Whoever looks into the folder sees whole packages only,
 * each once.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "send/outbox.h"
#include "send/receipt.h"
#include "send/settings.h"
#include "send/way.h"

enum { MOST_ABOVE = 16 };

/* The part file is of no more use; that it stays does no harm. */
static void
discard(struct attempt *c, const char *url)
{
	struct http_request req = { .method = "DELETE", .url = url };
	struct http_answer answer = { 0 };
	struct error ignored = { 0 };
	char *reason = c->reason;

	c->reason = NULL;
	way_request(c, &req, &answer, &ignored);
	http_answer_clear(&answer);
	way_says(c, FAILED, reason);
}

/* The server would not move: it is there from an attempt whose answer never
 * came, or another file is. */
static enum delivery
resolve(struct attempt *c, const char *part, const char *final, long status,
	struct error *err)
{
	enum presence there;
	enum delivery outcome = way_compare(c, final, &there, err);

	if (outcome != DELIVERED)
		return outcome;
	if (there == ABSENT)
		return way_says(c, FAILED, xasprintf("MOVE: HTTP %ld", status));
	discard(c, part);
	return there == SAME ? way_stored(c) : way_occupied(c);
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
	enum delivery outcome = way_request(c, &req, &answer, err);

	if (outcome == DELIVERED && way_is_success(&answer))
		outcome = way_stored(c);
	else if (outcome == DELIVERED &&
		(answer.status == 412 || answer.status == 404))
		outcome = resolve(c, part, final, answer.status, err);
	else if (outcome == DELIVERED)
		outcome = way_judge(c, &answer);
	http_answer_clear(&answer);
	free(destination);
	return outcome;
}

/* A request without a body to a folder; 0 where there is no answer. */
static long
ask_folder(struct attempt *c, const char *method, const char *url)
{
	static const char *const headers[] = { "Depth: 0", NULL };
	struct http_request req = { .method = method,
		.url = url,
		.headers = strcmp(method, "PROPFIND") == 0 ? headers : NULL };
	struct http_answer answer = { 0 };
	struct error ignored = { 0 };
	char *reason = c->reason;
	long status = 0;

	c->reason = NULL;
	if (way_request(c, &req, &answer, &ignored) == DELIVERED)
		status = answer.status;
	http_answer_clear(&answer);
	way_says(c, FAILED, reason);
	return status;
}

static char *
folder_url(const char *destination)
{
	size_t n = strlen(destination);

	return xasprintf("%s%s", destination,
		n > 0 && destination[n - 1] == '/' ? "" : "/");
}

/* The folder that a folder is in; NULL at the server's root. The caller's. */
static char *
folder_above(const char *url)
{
	const char *host = strstr(url, "://");
	const char *root = host != NULL ? strchr(host + 3, '/') : NULL;
	const char *at = url + strlen(url) - 1;

	while (root != NULL && at > root && *--at != '/')
		;
	return root != NULL && at > root ? xstrndup(url, (size_t)(at - url) + 1)
					 : NULL;
}

/* Make the folder and, where they are missing, so many above it. */
static bool
make_folder(struct attempt *c, const char *url, int above)
{
	long status = ask_folder(c, "MKCOL", url);
	bool made = status == 201 || status == 405;
	char *parent;

	if (made || above == 0 || (status != 409 && status != 404))
		return made;
	parent = folder_above(url);
	if (parent != NULL && make_folder(c, parent, above - 1))
		made = ask_folder(c, "MKCOL", url) == 201;
	free(parent);
	return made;
}

static enum delivery
missing(struct attempt *c)
{
	return way_says(c, FAILED,
		xstrdup(_("the folder is not there upstream; --make-folder "
			  "makes it")));
}

/* What the server says of a folder: by WebDAV where it can, since many show no
 * folder to who just looks. 0 where there is no answer. */
static long
folder_status(struct attempt *c, const char *url)
{
	long status = ask_folder(c, "PROPFIND", url);

	return status == 405 || status == 501 ? ask_folder(c, "HEAD", url)
					      : status;
}

/* The server would not store it. A folder that is missing is told in many
 * ways; it is made where that was asked for. */
static enum delivery
look_for_folder(struct attempt *c, enum delivery outcome, bool *made)
{
	char *url = folder_url(c->row->destination);

	*made = false;
	if (folder_status(c, url) == 404) {
		if (c->settings->makes_folder)
			*made = make_folder(c, url, MOST_ABOVE);
		if (!*made)
			outcome = missing(c);
	}
	free(url);
	return outcome;
}

static enum delivery
upload(struct attempt *c, const char *part, long *status, struct error *err)
{
	struct http_request req = {
		.method = "PUT", .url = part, .body = c->body
	};
	struct http_answer answer = { 0 };
	enum delivery outcome = way_request(c, &req, &answer, err);

	*status = answer.status;
	if (outcome == DELIVERED && !way_is_success(&answer))
		outcome = way_judge(c, &answer);
	http_answer_clear(&answer);
	return outcome;
}

static enum delivery
put_anew(struct attempt *c, const char *final, struct error *err)
{
	char *part = way_below(c->row, WAY_PART);
	bool made = false;
	long status;
	enum delivery outcome = upload(c, part, &status, err);

	if (outcome != DELIVERED && outcome != BROKEN &&
		(status == 404 || status == 409 || status == 500))
		outcome = look_for_folder(c, outcome, &made);
	if (made)
		outcome = upload(c, part, &status, err);
	if (outcome == DELIVERED)
		outcome = move(c, part, final, err);
	free(part);
	return outcome;
}

/* An attempt before may have got that far without our knowing. */
static enum delivery
put(struct attempt *c, struct error *err)
{
	char *final = way_below(c->row, "");
	enum presence there = ABSENT;
	enum delivery outcome = DELIVERED;

	if (c->again)
		outcome = way_compare(c, final, &there, err);
	if (outcome == DELIVERED && there == SAME)
		outcome = way_stored(c);
	else if (outcome == DELIVERED)
		outcome = put_anew(c, final, err);
	free(final);
	return outcome;
}

/* A folder may be closed to looking and yet take packages. */
static enum delivery
try_put(struct attempt *c, struct error *err)
{
	static const char *const headers[] = { "Depth: 0", NULL };
	char *url = folder_url(c->row->destination);
	struct http_request req = {
		.method = "PROPFIND", .url = url, .headers = headers
	};
	struct http_answer answer = { 0 };
	enum delivery outcome = way_request(c, &req, &answer, err);
	long status = answer.status;

	if (outcome == DELIVERED && (status == 405 || status == 501))
		status = ask_folder(c, "HEAD", url);
	if (outcome == DELIVERED && status == 404)
		outcome = c->settings->makes_folder
			? way_says(c, DELIVERED,
				  xstrdup(_("the folder will be made")))
			: missing(c);
	else if (outcome == DELIVERED && status == 403 && answer.status != 403)
		outcome = way_says(c, DELIVERED,
			xstrdup(_("HTTP 403: the folder may not be looked "
				  "into, which says nothing of sending")));
	else if (outcome == DELIVERED)
		outcome = way_seen(c, &answer);
	http_answer_clear(&answer);
	free(url);
	return outcome;
}

const struct way way_put = {
	.method = "put",
	.send = put,
	.ask = way_ask_beside,
	.try = try_put,
};
