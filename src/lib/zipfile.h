#ifndef ZIPFILE_H
#define ZIPFILE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

/* Called with the bytes of each entry in turn; n = 0 ends it. -1 stops. */
typedef int zipfile_take(void *ctx, const char *name, const void *bytes,
	size_t n, struct error *err);

/* Read every entry of the file at path, at most limit bytes together and
 * ZIPFILE_ENTRIES of them, whatever its headers claim: ERR_SEAL beyond, and
 * for what is no sound zip file. */
enum { ZIPFILE_ENTRIES = 10000 };
int zipfile_read(const char *path, size_t limit, zipfile_take *take, void *ctx,
	struct error *err);

/*
 * A zip file of others' making whose entries are wanted by their names, such
 * as a workbook. Opened: ERR_INPUT where it is no sound zip file or has more
 * than ZIPFILE_ENTRIES.
 */
struct zipfile;

int zipfile_open(struct zipfile **out, const char *path, struct error *err);
void zipfile_close(struct zipfile *z); /* NULL is fine */
bool zipfile_has(const struct zipfile *z, const char *name);
/* Is its content unreadable without a password? */
bool zipfile_is_locked(const struct zipfile *z, const char *name);
/* The bytes of one entry, in pieces; n = 0 ends it. What blows up when it is
 * unpacked (more than a hundredfold, or over 1 GiB) is ERR_INPUT; -1 of take
 * stops. */
int zipfile_stream(struct zipfile *z, const char *name, zipfile_take *take,
	void *ctx, struct error *err);

#endif
