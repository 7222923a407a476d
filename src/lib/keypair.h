#ifndef KEYPAIR_H
#define KEYPAIR_H

#include "base/errors.h"

/* A key to sign with, and its certificates. */
struct keypair_order {
	const char *name;	/* of the office */
	const char *division;	/* that it speaks for; or NULL */
	const char *algorithm;	/* "ec" (P-256) or "rsa" (3072 bits) */
	const char *passphrase; /* that the key is kept under */
	long days;		/* that its own certificate holds */
};

/* ERR_USAGE where a folder has one of the files of keypair_make. */
int keypair_is_free(const char *folder, struct error *err);
/* Make key.pem (PKCS #8, AES-256), request.csr (PKCS #10, for an authority to
 * sign) and certificate.pem (signed by itself) in a folder; for their owner
 * only. ERR_USAGE where the algorithm is none of them. */
int keypair_make(const char *folder, const struct keypair_order *order,
	struct error *err);

#endif
