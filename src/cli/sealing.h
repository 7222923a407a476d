#ifndef SEALING_H
#define SEALING_H

#include <stdbool.h>
#include "base/errors.h"
#include "cli/cmd.h"
#include "lib/digest.h"

struct package;

/*
 * What seal and submit share: the latest run's result, what it rests on, and
 * its reports or the files given, made into one package; or what was collected,
 * and its overview.
 */
struct sealing {
	char **files; /* to go along instead of the reports; n 0: those */
	int n;
	const char *work; /* a private folder for what is made on the way */
	bool is_kept;	  /* is the package's number remembered? */
};

/* Seal it into the file zip, which is not there yet. The package is the
 * caller's to clear, also after an error. */
int sealing_make(struct ctx *ctx, const struct sealing *how, const char *zip,
	struct package *p, struct error *err);
/* The SHA-256 of the certificate that it is signed with, "" for none. */
int sealing_signer(
	const struct ctx *ctx, char out[DIGEST_HEX], struct error *err);
/* Its files, a line each. */
void sealing_print(const struct package *p);

#endif
