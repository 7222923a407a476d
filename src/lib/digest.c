/*
 * SHA-256: the only user of OpenSSL's EVP interface.
 */
#include "config.h"
#include <errno.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/digest.h"

struct digest {
	EVP_MD_CTX *md;
};

/* SHA-256 is built into every OpenSSL: without it, or without memory, no
 * identity can be trusted, and the program ends as it does in mem.c. */
static void
must(int ok)
{
	if (ok == 1)
		return;
	fputs(_("hecha: SHA-256 does not work on this machine\n"), stderr);
	_Exit(4);
}

void
digest_base64(const char hex[DIGEST_HEX], char out[DIGEST_BASE64])
{
	unsigned char sum[DIGEST_HEX / 2];
	unsigned int byte;

	for (size_t i = 0; i < sizeof sum; i++) {
		must(sscanf(hex + 2 * i, "%2x", &byte) == 1);
		sum[i] = (unsigned char)byte;
	}
	must(EVP_EncodeBlock((unsigned char *)out, sum, sizeof sum) ==
		DIGEST_BASE64 - 1);
}

struct digest *
digest_new(void)
{
	struct digest *d = xmalloc(sizeof *d);

	d->md = EVP_MD_CTX_new();
	must(d->md != NULL);
	must(EVP_DigestInit_ex(d->md, EVP_sha256(), NULL));
	return d;
}

void
digest_add(struct digest *d, const void *p, size_t n)
{
	must(EVP_DigestUpdate(d->md, p, n));
}

void
digest_write_hex(const unsigned char sum[DIGEST_BYTES], char out[DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (unsigned int i = 0; i < DIGEST_BYTES; i++) {
		out[2 * i] = digits[sum[i] >> 4];
		out[2 * i + 1] = digits[sum[i] & 15];
	}
	out[DIGEST_HEX - 1] = '\0';
}

void
digest_hmac_hex(const unsigned char *key, size_t n, const char *text,
	char out[DIGEST_HEX])
{
	unsigned char sum[EVP_MAX_MD_SIZE];
	unsigned int length = 0;

	must(HMAC(EVP_sha256(), key, (int)n, (const unsigned char *)text,
		     strlen(text), sum, &length) != NULL);
	must(length == DIGEST_BYTES);
	digest_write_hex(sum, out);
}

void
digest_hex(struct digest *d, char out[DIGEST_HEX])
{
	unsigned char sum[EVP_MAX_MD_SIZE];
	unsigned int n = 0;

	must(EVP_DigestFinal_ex(d->md, sum, &n));
	must(n == DIGEST_BYTES);
	digest_write_hex(sum, out);
	digest_free(d);
}

void
digest_bytes(struct digest *d, unsigned char out[DIGEST_BYTES])
{
	must(EVP_DigestFinal_ex(d->md, out, NULL));
	must(EVP_DigestInit_ex(d->md, NULL, NULL));
}

void
digest_free(struct digest *d)
{
	if (d == NULL)
		return;
	EVP_MD_CTX_free(d->md);
	free(d);
}

void
digest_sha256_hex(const void *p, size_t n, char out[DIGEST_HEX])
{
	struct digest *d = digest_new();

	digest_add(d, p, n);
	digest_hex(d, out);
}

int
digest_sha256_file(const char *path, char out[DIGEST_HEX], struct error *err)
{
	char buf[65536];
	FILE *f = fopen(path, "rbe");
	struct digest *d;
	bool is_bad;
	size_t n;

	if (f == NULL)
		return err_set(err, ERR_INPUT, "DIGEST-1", "%s: %s", path,
			err_reason(errno));
	d = digest_new();
	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		digest_add(d, buf, n);
	digest_hex(d, out);
	is_bad = ferror(f) != 0;
	fclose(f);
	return is_bad ? err_set(err, ERR_INPUT, "DIGEST-2",
				"%s: cannot be read", path)
		      : 0;
}
