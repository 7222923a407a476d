#ifndef RECEIPT_H
#define RECEIPT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

struct outbox_row;

/* What the receiving side answered (schemas/receipt.xsd). */
struct receipt {
	bool accepted;
	char *number;
	char *reason; /* one plain line, or NULL */
};

/* 0 only for a whole, valid receipt of this very package: its id, and hash
 * and size of what was sent. Otherwise -1, and err (ERR_UNREACHED) says what
 * is wrong with it; nothing of its text. */
int receipt_read(struct receipt *receipt, const char *data, size_t n,
	const struct outbox_row *row, struct error *err);
void receipt_clear(struct receipt *receipt);

#endif
