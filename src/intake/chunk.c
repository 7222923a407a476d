/*
 * Whole records of a document: see chunk.h.
 */
#include "config.h"
#include <stdlib.h>
#include "base/arena.h"
#include "intake/chunk.h"

void
chunk_clear(struct chunk *chunk)
{
	free(chunk->data);
	free(chunk->records);
	free(chunk->told);
	free(chunk->values);
	arena_free(chunk->arena);
	*chunk = (struct chunk){ 0 };
}
