/*
 * One line on a terminal that says how far a long job is.
 */
#include "config.h"
#include <stdio.h>
#include <time.h>
#include <unistd.h>
#include "base/intl.h"
#include "cli/progress.h"

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
progress_begin(struct progress *p, bool quiet, bool in_bytes)
{
	*p = (struct progress){ .in_bytes = in_bytes,
		.on = !quiet && isatty(STDERR_FILENO) != 0,
		.began = seconds() };
}

void
progress_show(
	struct progress *p, const char *what, uint64_t done, uint64_t total)
{
	double now, took;

	if (!p->on)
		return;
	now = seconds();
	took = now - p->began;
	if (took < 0.5 || (p->shown && now - p->last < 0.1))
		return;
	p->shown = true;
	p->last = now;
	if (total == 0 || done == 0) {
		fprintf(stderr, "\r%s\033[K", what);
		return;
	}
	fputc('\r', stderr);
	fprintf(stderr,
		p->in_bytes ? _("%s: %.0f %%, %.1f MB/s, %.0f s left")
			    : _("%s: %.0f %%, %.1f a second, %.0f s left"),
		what, 100.0 * (double)done / (double)total,
		(double)done / took / (p->in_bytes ? 1e6 : 1),
		took * (double)(total - done) / (double)done);
	fputs("\033[K", stderr);
}

void
progress_end(struct progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->shown = false;
}
