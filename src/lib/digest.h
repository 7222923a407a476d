#ifndef DIGEST_H
#define DIGEST_H

#include <stddef.h>
#include "base/errors.h"

/* SHA-256 as 64 small hexadecimal digits and a NUL: the identity of files,
 * packages and findings. A machine that cannot do it ends the program. */
enum { DIGEST_HEX = 65 };

void digest_sha256_hex(const void *p, size_t n, char out[DIGEST_HEX]);

/* HMAC-SHA256 of a text under a key. */
void digest_hmac_hex(const unsigned char *key, size_t n, const char *text,
	char out[DIGEST_HEX]);

/* Those digits as base64, which is how some protocols want it. */
enum { DIGEST_BASE64 = 45 };
void digest_base64(const char hex[DIGEST_HEX], char out[DIGEST_BASE64]);

/* The same over what comes in pieces. */
struct digest;
struct digest *digest_new(void);
void digest_add(struct digest *d, const void *p, size_t n);
void digest_hex(struct digest *d, char out[DIGEST_HEX]); /* frees d */
/* As bytes; d is as new again. */
enum { DIGEST_BYTES = 32 };
void digest_bytes(struct digest *d, unsigned char out[DIGEST_BYTES]);
void digest_write_hex(
	const unsigned char sum[DIGEST_BYTES], char out[DIGEST_HEX]);
void digest_free(struct digest *d); /* unfinished; NULL is fine */

/* Of a file, whatever its size; one that cannot be opened is ERR_INPUT. */
int digest_sha256_file(
	const char *path, char out[DIGEST_HEX], struct error *err);

#endif
