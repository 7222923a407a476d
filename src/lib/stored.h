#ifndef STORED_H
#define STORED_H

#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"

/*
 * Zip files of one shape only (APPNOTE.TXT 6.3.3): entries stored one after
 * the other, each header made from name, length and CRC-32 alone, a central
 * directory that says the same again, nothing before, between or behind. The
 * same entries give the same bytes on every machine; and what is read must be,
 * to the byte, what would have been written, so that a second directory, a
 * prefix, a comment, a link, a lie about a size or another way of packing
 * cannot be there.
 */

/* One entry: the bytes of a file, or those in memory where path is NULL. */
struct stored_entry {
	const char *name; /* UTF-8, "/" between folders */
	const char *path;
	const void *data;
	size_t size; /* of data */
};

enum { STORED_ENTRIES = 10000 };

/* Write the entries, in this order, to a new file at path, for its owner only.
 * ERR_USAGE where they are too many or, with 4 GiB, too much; ERR_SYSTEM where
 * a file is there already, changes meanwhile, or cannot be read or written. */
int stored_write(const char *path, const struct stored_entry *entries, size_t n,
	struct error *err);

/* Called before each entry's first byte with its length, and then with its
 * bytes; n = 0 ends it. -1 with err stops. */
struct stored_taker {
	int (*begin)(
		void *ctx, const char *name, uint64_t size, struct error *err);
	int (*bytes)(void *ctx, const void *bytes, size_t n, struct error *err);
	void *ctx;
};

/* Read it all. What is not of this shape is ERR_SEAL, at the first byte that
 * differs; a file that cannot be opened is ERR_INPUT. */
int stored_read(
	const char *path, const struct stored_taker *take, struct error *err);

#endif
