#ifndef PACKAGE_H
#define PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "lib/digest.h"

/*
 * What is submitted: result.xml, the reports made from it, and a manifest,
 * in one zip file. The same parts give the same package, byte for byte.
 */
struct package_part {
	char *name; /* in the package, "/" between folders */
	char *path; /* where it lies */
	uint64_t size;
	char sha256[DIGEST_HEX];
};

struct package {
	struct package_part *parts; /* in byte order of the names */
	size_t n;
	uint64_t size;	     /* of all parts */
	char id[DIGEST_HEX]; /* SHA-256 over the lines "hash  name\n" */
	char *name;	     /* PKG-<division>-<year>-<first 8 of id>.zip */
	char *manifest;	     /* manifest.xml, not counted among the parts */
	uint64_t zip_size;   /* of the zip file, once it is written */
	char zip_sha256[DIGEST_HEX];
};

/* A name that a receiver could not store is ERR_USAGE. A folder's files come
 * with their names from it on. */
int package_add_file(struct package *p, const char *path, struct error *err);
int package_add_folder(struct package *p, const char *path, struct error *err);

/* Hash the parts, read what result.xml says of itself, and make id, name and
 * manifest. run may be NULL. Two parts of one name are ERR_USAGE, and so is a
 * result that is not masked unless unmasked allows it. */
int package_seal(
	struct package *p, const char *run, bool unmasked, struct error *err);

/* Write it to a new file, and read it back: a part that changed meanwhile is
 * ERR_SEAL. */
int package_write(struct package *p, const char *path, struct error *err);

void package_clear(struct package *p);

#endif
