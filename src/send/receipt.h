#ifndef RECEIPT_H
#define RECEIPT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

struct outbox_row;

/* What a package's name becomes where its receipt lies beside it. */
#define RECEIPT_BESIDE ".receipt.xml"

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

/* One to be given for the package at a path, which is as it came. */
struct receipt_given {
	const char *package, *number, *received;
	const char *receiver; /* or NULL */
	const char *reason;   /* of a refusal; NULL: it is accepted */
};

/* Lay it beside the package: PATH.receipt.xml. */
int receipt_write(
	const char *path, const struct receipt_given *given, struct error *err);

#endif
