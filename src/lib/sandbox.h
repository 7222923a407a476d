#ifndef SANDBOX_H
#define SANDBOX_H

#include "base/errors.h"
#include "base/strbuf.h"

/*
 * Work that is not trusted to end, or to be modest: done in a process of its
 * own whose memory, time and files are limited. The caller has one thread.
 */
typedef int sandbox_work(void *arg, struct strbuf *out, struct error *err);

struct sandbox_limits {
	size_t memory;	  /* in bytes, with what the caller has already */
	unsigned seconds; /* of the processor */
};

/* What work puts into out is handed back, and so is its error. A process that
 * dies instead is ERR_INPUT with this name: it asked for too much. */
int sandbox_run(sandbox_work *work, void *arg, const char *name,
	const struct sandbox_limits *most, struct strbuf *out,
	struct error *err);

#endif
