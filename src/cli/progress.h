#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * One line on a terminal that says how far a long job is. Nothing where
 * standard error is no terminal, in the first half second, or when quiet.
 */
struct progress {
	bool on;
	bool shown;
	bool in_bytes; /* else in pieces */
	double began;
	double last;
};

void progress_begin(struct progress *p, bool quiet, bool in_bytes);
/* What is being done, how much of all of it is done, how fast that goes and how
 * long it will still take; total 0: only what. */
void progress_show(
	struct progress *p, const char *what, uint64_t done, uint64_t total);
/* Wipe the line. */
void progress_end(struct progress *p);

#endif
