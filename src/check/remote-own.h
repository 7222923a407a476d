#ifndef REMOTE_OWN_H
#define REMOTE_OWN_H

#include <stdbool.h>
#include <stddef.h>
#include "base/strbuf.h"
#include "records/transfer.h"

struct db;
struct pg;
struct remote_source;

/* What remote and remote-rows know of a server's records, and nobody else. */
struct remote {
	struct pg *pg;
	char *schema, *name;
	struct transfer_sink sink;
	struct db *db; /* while something is made there: which has the tables */
	struct strbuf sql;
	size_t indexes, asked;
	bool is_saved; /* a query that fails takes nothing along */
	const struct remote_source *source;
	const char *order; /* of the tables' columns, while they are made */
	bool tries;	   /* cases: what fails is undone with its case */
};

#endif
