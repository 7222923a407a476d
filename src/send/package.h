#ifndef PACKAGE_H
#define PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "base/lang.h"
#include "lib/digest.h"

struct cms_signer;

#define PACKAGE_RESULT "result.xml"
#define PACKAGE_COLLECTED "collected.xml" /* in place of a result */
#define PACKAGE_MANIFEST "manifest.xml"
#define PACKAGE_SIGNATURE "manifest.sig"

/*
 * What is submitted, in one zip file (lib/stored.h): manifest.xml
 * (schemas/manifest.xsd), manifest.sig, a detached signature over it where
 * somebody signed, and the parts in byte order: result.xml, the reports made
 * from it, and below basis/ what it rests on. The same parts give the same
 * package, byte for byte, but for its number, the one that it supersedes, and
 * the signature. The level above has collected.xml (collected.h) in place of a
 * result, and nothing below basis/.
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
	uint64_t size;	/* of all parts */
	char *basis;	/* what the result rests on, as elements of the
			 * manifest's facts (basis.h); the package's */
	enum lang lang; /* of what was collected; else the result says it */
	char *program;	/* lines: the program's version and its libraries' */
	char id[DIGEST_HEX];	/* SHA-256 over the lines "hash  name\n" */
	char facts[DIGEST_HEX]; /* of what no language changes */
	char *division, *year;
	char *name;	    /* PKG-<division>-<year>-<first 8 of id>.zip */
	int64_t sequence;   /* in the street's year; set before closing */
	char *supersedes;   /* the id of the one before; or NULL */
	char *manifest;	    /* manifest.xml, not counted among the parts */
	char *signature;    /* or NULL */
	size_t signature_n; /* bytes */
	uint64_t zip_size;  /* of the zip file, once it is written */
	char zip_sha256[DIGEST_HEX];

	char *facts_text; /* the element that facts is the hash of */
	char *made_text;  /* and what stands beside it */
};

/* May a part be called so: can any system store and any terminal show it? */
bool package_name_is_good(const char *name);

/* A name that a receiver could not store is ERR_USAGE. */
int package_add(struct package *p, const char *name, const char *path,
	struct error *err);
/* A folder's files come with their names from it on, with prefix before. */
int package_add_folder(struct package *p, const char *prefix, const char *path,
	struct error *err);

/* Hash the parts, read what result.xml says of itself, and make id, facts and
 * name. Two parts of one name, whatever the case of its letters, are ERR_USAGE,
 * and so is a result that is not masked unless unmasked allows it. */
int package_seal(struct package *p, bool unmasked, struct error *err);
/* Make the manifest and, where signer is not NULL, sign it. */
int package_close(
	struct package *p, const struct cms_signer *signer, struct error *err);

/* Write it to a new file: a part that changed meanwhile is ERR_SEAL. */
int package_write(struct package *p, const char *path, struct error *err);

void package_clear(struct package *p);

#endif
