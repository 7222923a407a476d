#ifndef VERIFY_H
#define VERIFY_H

#include <stdbool.h>
#include "base/errors.h"
#include "lib/cms.h"

struct manifest;
struct xml_form;

/*
 * Is a package what its sender made, and whose is it?
 */
enum verify_point {
	VERIFY_WHOLE,  /* its shape, its manifest, each part's size and hash */
	VERIFY_RESULT, /* result.xml is the one that the manifest tells of */
	VERIFY_SIGNATURE,
	VERIFY_CHAIN,
	VERIFY_USAGE,
	VERIFY_VALIDITY,
	VERIFY_REVOCATION,
	VERIFY_OFFICE, /* the signer may sign for this division */
	VERIFY_AGAIN,  /* made again from the records, it is the same */
};

enum verify_answer { VERIFY_HOLDS, VERIFY_FAILS, VERIFY_UNASKED };

/* text: translated, one line. */
typedef void verify_tell(void *arg, enum verify_point point,
	enum verify_answer answer, const char *text);

struct verify_how {
	struct cms_trust trust;
	bool unsigned_will_do; /* a package that nobody signed holds, too */
	const char *folder;    /* where result.xml and what lies below basis/
				* go; an empty one */
	bool result_only;      /* but not what lies below basis/ */
	struct xml_form *form; /* see manifest.h; NULL: for this one alone */
	verify_tell *tell;     /* or NULL */
	void *arg;
};

const char *verify_point_name(enum verify_point point); /* "whole" … */
const char *verify_answer_name(enum verify_answer answer);

/* What held, and who signed it; NULL: nobody. */
struct verified {
	struct manifest *manifest;
	char *signer;	   /* his name */
	char *certificate; /* its SHA-256 */
	bool speaks;	   /* it names the division, or one above it */
	char *claimed;	   /* the id that it has by its manifest, which is there
			    * also where it does not hold; or NULL */
};

/* 0 where every point holds; else -1, ERR_SEAL where one does not. *v is the
 * caller's to clear in any case. */
int verify_package(struct verified *v, const char *path,
	const struct verify_how *how, struct error *err);
void verified_clear(struct verified *v);

#endif
