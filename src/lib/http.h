#ifndef HTTP_H
#define HTTP_H

#include <stdio.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "lib/http-body.h"
#include "base/strbuf.h"
#include "lib/peer.h"
#include "lib/tls.h"

/*
 * One HTTPS request at a time, over a connection of its own. TLS 1.2 or
 * better, certificate and name verified; no redirect is followed, and no
 * proxy, netrc or key log of the environment is used.
 */

struct digest;

struct http_request {
	const char *method; /* GET HEAD POST PUT MOVE DELETE … */
	const char *url;
	const char *const *headers; /* "Name: value", then NULL; or NULL */
	const struct peer *peer;
	const struct http_body *body; /* or NULL */
	/* Where the answer's body is only hashed, as long as it is no longer
	 * than that; or NULL. */
	struct digest *hash;
	uint64_t hash_limit;
};

struct http_answer {
	long status;	     /* 0: there was none */
	bool distrusted;     /* the certificate does not hold, nothing sent */
	int64_t retry_after; /* seconds the server asks for; 0: not said */
	int64_t length;	     /* Content-Length; -1: not said */
	char *type;	     /* Content-Type or NULL */
	char *location;	     /* where it points to, in full; or NULL */
	char *checksum;	     /* x-amz-checksum-sha256 or NULL */
	struct tls_seen tls; /* of a certificate of the client */
	struct strbuf body;  /* at most HTTP_ANSWER_LIMIT bytes */
};

enum { HTTP_ANSWER_LIMIT = 65536 };

/* 0 when the server answered, whatever its status; a 3xx or 4xx counts even
 * where the rest was cut off. -1 with ERR_UNREACHED when it did not, ERR_USAGE
 * when the CA file is no good, or the body's own error. Clear the answer in
 * any case; it may come in as { 0 } only. */
int http_send(const struct http_request *req, struct http_answer *answer,
	struct error *err);
void http_answer_clear(struct http_answer *answer);

/* ERR_USAGE unless it is https, with a host and without credentials or
 * fragment; query says whether "?…" may be there. */
int http_check_url(const char *url, bool query, struct error *err);
/* "https://host:port", the caller's; NULL if url is none. */
char *http_origin(const char *url);

/* Which version of the library: compiled with, and running. */
void http_print_version(FILE *f);

#endif
