#ifndef GRID_AHEAD_H
#define GRID_AHEAD_H

#include "lib/grid.h"

/*
 * Rows read by a thread of its own, some thousand ahead of who takes them: what
 * a cell means takes as long as finding it.
 */
typedef int grid_reader(const char *path, const char *name,
	const struct grid_events *events, void *arg, struct error *err);

/* As the reader itself; the events are told in the caller's thread. Where no
 * thread can be started, all is done in that. */
int grid_ahead(grid_reader *reader, const char *path, const char *name,
	const struct grid_events *events, void *arg, struct error *err);

#endif
