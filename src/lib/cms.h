#ifndef CMS_H
#define CMS_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"
#include "lib/digest.h"

/*
 * Signatures and envelopes (CMS, RFC 5652): what "openssl cms" makes and reads.
 */

/* Who signs. The passphrase stands in the first line of a file that nobody else
 * can read; NULL: it is asked for at the terminal where the key wants one. */
struct cms_signer {
	const char *key, *certificate; /* PEM; the certificate's chain may
					* stand behind it */
	const char *passphrase;
};

/* The passphrase, the caller's, who wipes and frees it: of the file or, where
 * path is NULL, asked for at the terminal, twice where it is a new one.
 * ERR_USAGE where there is none. */
int cms_passphrase(
	char **out, const char *path, bool is_new, struct error *err);

/* A detached signature over the bytes, in DER, the caller's. ERR_USAGE where
 * key or certificate cannot be used, or do not belong together. */
int cms_sign(char **der, size_t *n, const void *data, size_t len,
	const struct cms_signer *signer, struct error *err);
/* The SHA-256 of a certificate file's first certificate. */
int cms_fingerprint(const char *path, char out[DIGEST_HEX], struct error *err);

/* Whom to trust: certificates (PEM), of authorities or of signers themselves.
 */
struct cms_trust {
	const char *const *files;
	size_t n;
	const char *crl; /* a revocation list in PEM, or NULL */
	long at;	 /* the day on which it must be valid; NO_DAY: now */
};

/* What is held against a signature, each by itself. */
enum cms_point {
	CMS_SIGNATURE, /* it is one signer's, over these bytes */
	CMS_CHAIN,     /* somebody who is trusted vouches for the signer */
	CMS_USAGE,     /* the certificate is for signing */
	CMS_VALIDITY,  /* and was valid on that day */
	CMS_REVOCATION,
};
#define NCMS_POINTS 5

struct cms_verdict {
	/* NULL where it holds; else why not, in the library's English words. */
	char *faults[NCMS_POINTS];
	char *signer;		 /* the common name, or NULL */
	char *unit;		 /* the organisational unit, or NULL */
	char *from, *until;	 /* of the certificate, "2026-11-05" */
	char sha256[DIGEST_HEX]; /* of the certificate; "" */
};

struct cms_bytes {
	const void *data;
	size_t n;
};

/* Only a file of certificates that cannot be read is an error (ERR_USAGE);
 * whatever is wrong with the signature stands in the verdict. */
int cms_verify(struct cms_verdict *out, const struct cms_bytes *der,
	const struct cms_bytes *content, const struct cms_trust *trust,
	struct error *err);
void cms_verdict_clear(struct cms_verdict *v);

/* Write what is in a file to another, for the holder of this certificate's key
 * alone (AES-256-GCM). */
int cms_envelope(const char *from, const char *to, const char *certificate,
	struct error *err);

/* A line about each certificate of a file, the caller's: name, days, hash. */
int cms_describe(char **out, const char *path, struct error *err);

#endif
