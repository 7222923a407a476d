#ifndef GUARD_H
#define GUARD_H

#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "intake/chunk.h"

/*
 * The door that every input byte passes before the XML parser sees it. It
 * decodes to UTF-8 (UTF-8, GB18030 and its subsets, UTF-16; nothing else),
 * refuses DOCTYPE, tags over 64 KiB, records over 16 MiB and mislabelled
 * encodings, and cuts the document between its records into chunks of about
 * 256 KB that can be parsed one by one, in parallel.
 *
 * Why before the parser: libxml2 allocates before its limits are asked, knows
 * no record, and parses a document in one thread.
 *
 * Sound by construction: each chunk is the root's start tag, whole records
 * and the root's end tag. Where all chunks are well-formed, so is the file;
 * what lies before and behind the root is checked here.
 */
struct guard;

/* Open a file and read up to the end of the root's start tag. ERR_INPUT tells
 * file and line. */
int guard_open(struct guard **out, const char *path, struct error *err);
void guard_close(struct guard *g); /* NULL is fine */

/* The document with its root but without its records; for header facts. */
const char *guard_header(const struct guard *g, size_t *n);

/* The next chunk: 1, 0 at the document's end, -1. The chunk is the caller's
 * (chunk_clear). A document without records has no chunk. */
int guard_next(struct guard *g, struct chunk *out, struct error *err);

/* Bytes read so far, for the progress display. */
uint64_t guard_read(const struct guard *g);
/* SHA-256 of the file's bytes in hex; after guard_next has answered 0. */
const char *guard_sha256(const struct guard *g);

/* All of it as a source, which closes the guard. */
int guard_source(struct source *out, const char *path, struct error *err);

#endif
