/*
 * Rows on their way into the database.
 */
#include "config.h"
#include <stdlib.h>
#include "base/arena.h"
#include "records/batch.h"

void
batch_clear(struct batch *batch)
{
	arena_free(batch->arena);
	free(batch->rows);
	free(batch->taken);
	free(batch->rejects);
	*batch = (struct batch){ 0 };
}
