#ifndef HTTP_BODY_H
#define HTTP_BODY_H

#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"

/* Where a request's body comes from; read may be asked for any place again.
 * It gives at least one byte before the end, or -1 with err set. */
struct http_body {
	uint64_t size;
	const char *type; /* Content-Type */
	void *ctx;
	int (*read)(void *ctx, uint64_t at, void *buf, size_t n, size_t *got,
		struct error *err);
};

#endif
