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

/* Make key.pem (PKCS #8, AES-256), request.csr (PKCS #10, for an authority to
 * sign) and certificate.pem (signed by itself) in a folder that has none of
 * them; for their owner only. ERR_USAGE where one is there, or where the
 * algorithm is none of them. */
int keypair_make(const char *folder, const struct keypair_order *order,
	struct error *err);

#endif
