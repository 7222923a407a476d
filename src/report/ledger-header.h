#ifndef LEDGER_HEADER_H
#define LEDGER_HEADER_H

#include "report/ledger.h"

/*
 * The sheet 文件信息: what the headers of documents say, a row a kind. Its
 * columns are the header facts of all kinds, each title once.
 */
struct ledger_header {
	struct ledger_column *columns;
	size_t n;
	char **values; /* nkinds rows of n; NULL: blank */
	size_t nvalues;
};

int ledger_header_make(struct ledger_header *out, const struct ledger_opts *o,
	struct error *err);
void ledger_header_clear(struct ledger_header *h);

/* What the tables of a kind are prefixed with for the chosen source. */
const char *ledger_prefix(const struct ledger_opts *o, const struct kind *kind);

#endif
