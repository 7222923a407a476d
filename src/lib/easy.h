#ifndef EASY_H
#define EASY_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"
#include "lib/http-body.h"
#include "lib/peer.h"

/*
 * What http.c and sftp.c share of libcurl; nobody else includes this.
 */

/* A wrong option would weaken the connection silently: none may fail. */
void easy_must(CURLcode rc);
/* A handle of its own, without a signal, netrc, agent or proxy of the
 * environment; NULL sets err. */
CURL *easy_new(struct error *err);
/* Time and pace, for so many bytes to be sent. */
void easy_limit(CURL *h, const struct peer *peer, uint64_t size);
/* Does this libcurl have the protocol? */
bool easy_speaks(const char *protocol);

/* A body on its way out, from a place on. */
struct easy_source {
	const struct http_body *body;
	uint64_t at; /* next byte */
	struct error *err;
	bool failed; /* err is set by the body */
};

void easy_send(CURL *h, struct easy_source *source);

#endif
