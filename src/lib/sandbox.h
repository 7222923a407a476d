#ifndef SANDBOX_H
#define SANDBOX_H

#include "base/errors.h"
#include "base/strbuf.h"

/*
 * Work that is not trusted to end, or to be modest: done in a process of its
 * own whose memory, time and files are limited. The caller has one thread.
 */
typedef int sandbox_work(void *arg, struct strbuf *out, struct error *err);

/* What work puts into out is handed back, and so is its error. A process that
 * dies instead is ERR_INPUT with this name: it asked for too much. memory is
 * in bytes and counts what the caller has already. */
int sandbox_run(sandbox_work *work, void *arg, const char *name, size_t memory,
	struct strbuf *out, struct error *err);

#endif
