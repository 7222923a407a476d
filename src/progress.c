/*
 * One line on a terminal that says how far a long job is.
 */
#include "config.h"
#include <stdio.h>
#include <time.h>
#include <unistd.h>
#include "progress.h"

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
progress_begin(struct progress *p, bool quiet)
{
	*p = (struct progress){ .on = !quiet && isatty(STDERR_FILENO) != 0,
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
	fprintf(stderr, "\r%s %3.0f %%, %.0f s\033[K", what,
		100.0 * (double)done / (double)total,
		took * (double)(total - done) / (double)done);
}

void
progress_end(struct progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->shown = false;
}
