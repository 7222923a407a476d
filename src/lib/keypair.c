/*
 * Keys to sign with: the only user of OpenSSL that makes any.
 */
#include "config.h"
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "lib/keypair.h"

enum { RSA_BITS = 3072, SERIAL_BITS = 127 };
#define SECONDS_A_DAY 86400L

static int
failed(struct error *err)
{
	const char *why = ERR_reason_error_string(ERR_peek_last_error());

	ERR_clear_error();
	return err_set(err, ERR_SYSTEM, "KEYPAIR-1",
		"the key cannot be made: %s", why != NULL ? why : "?");
}

static bool
set_subject(X509_NAME *subject, const struct keypair_order *order)
{
	return X509_NAME_add_entry_by_NID(subject, NID_commonName,
		       MBSTRING_UTF8, (const unsigned char *)order->name, -1,
		       -1, 0) == 1 &&
		(order->division == NULL ||
			X509_NAME_add_entry_by_NID(subject,
				NID_organizationalUnitName, MBSTRING_UTF8,
				(const unsigned char *)order->division, -1, -1,
				0) == 1);
}

/* What it may be used for: to sign, and to have records sealed to it. */
static STACK_OF(X509_EXTENSION) * extensions(const struct keypair_order *order)
{
	const char *const usage = strcmp(order->algorithm, "ec") == 0
		? "critical,digitalSignature,keyAgreement"
		: "critical,digitalSignature,keyEncipherment";
	STACK_OF(X509_EXTENSION) *all = sk_X509_EXTENSION_new_null();
	const struct {
		int nid;
		const char *value;
	} wanted[] = {
		{ NID_basic_constraints, "critical,CA:FALSE" },
		{ NID_key_usage, usage },
		{ NID_ext_key_usage, "emailProtection" },
	};

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		X509_EXTENSION *e = X509V3_EXT_conf_nid(
			NULL, NULL, wanted[i].nid, wanted[i].value);

		if (e != NULL)
			sk_X509_EXTENSION_push(all, e);
	}
	return all;
}

static bool
write_request(BIO *out, EVP_PKEY *key, const struct keypair_order *order)
{
	STACK_OF(X509_EXTENSION) *wanted = extensions(order);
	X509_REQ *req = X509_REQ_new();
	bool is_done = set_subject(X509_REQ_get_subject_name(req), order) &&
		X509_REQ_set_pubkey(req, key) == 1 &&
		X509_REQ_add_extensions(req, wanted) == 1 &&
		X509_REQ_sign(req, key, EVP_sha256()) > 0 &&
		PEM_write_bio_X509_REQ(out, req) == 1;

	X509_REQ_free(req);
	sk_X509_EXTENSION_pop_free(wanted, X509_EXTENSION_free);
	return is_done;
}

static bool
set_serial(X509 *x)
{
	BIGNUM *n = BN_new();
	bool is_done = BN_rand(n, SERIAL_BITS, BN_RAND_TOP_ONE,
			       BN_RAND_BOTTOM_ANY) == 1 &&
		BN_to_ASN1_INTEGER(n, X509_get_serialNumber(x)) != NULL;

	BN_free(n);
	return is_done;
}

static bool
write_certificate(BIO *out, EVP_PKEY *key, const struct keypair_order *order)
{
	STACK_OF(X509_EXTENSION) *wanted = extensions(order);
	X509 *x = X509_new();
	bool is_done = X509_set_version(x, X509_VERSION_3) == 1 &&
		set_serial(x) && set_subject(X509_get_subject_name(x), order) &&
		X509_set_issuer_name(x, X509_get_subject_name(x)) == 1 &&
		X509_gmtime_adj(X509_getm_notBefore(x), 0) != NULL &&
		X509_gmtime_adj(X509_getm_notAfter(x),
			order->days * SECONDS_A_DAY) != NULL &&
		X509_set_pubkey(x, key) == 1;

	for (int i = 0; is_done && i < sk_X509_EXTENSION_num(wanted); i++)
		is_done = X509_add_ext(x, sk_X509_EXTENSION_value(wanted, i),
				  -1) == 1;
	is_done = is_done && X509_sign(x, key, EVP_sha256()) > 0 &&
		PEM_write_bio_X509(out, x) == 1;
	X509_free(x);
	sk_X509_EXTENSION_pop_free(wanted, X509_EXTENSION_free);
	return is_done;
}

static bool
write_key(BIO *out, EVP_PKEY *key, const struct keypair_order *order)
{
	return PEM_write_bio_PKCS8PrivateKey(out, key, EVP_aes_256_cbc(),
		       order->passphrase, (int)strlen(order->passphrase), NULL,
		       NULL) == 1;
}

typedef bool write_part(
	BIO *out, EVP_PKEY *key, const struct keypair_order *order);

static const struct {
	const char *name;
	write_part *write;
} parts[] = {
	{ "request.csr", write_request },
	{ "certificate.pem", write_certificate },
	{ "key.pem", write_key },
};
#define NPARTS (sizeof parts / sizeof *parts)

static int
write_file(const char *path, write_part *write, EVP_PKEY *key,
	const struct keypair_order *order, struct error *err)
{
	BIO *out = BIO_new(BIO_s_mem());
	int rc = -1;

	if (write(out, key, order)) {
		char *bytes;
		long n = BIO_get_mem_data(out, &bytes);

		rc = file_write(path, bytes, (size_t)n, err);
	} else {
		failed(err);
	}
	BIO_free(out);
	return rc;
}

int
keypair_is_free(const char *folder, struct error *err)
{
	for (size_t i = 0; i < NPARTS; i++) {
		char *path = xasprintf("%s/%s", folder, parts[i].name);
		bool is_there = access(path, F_OK) == 0;

		if (is_there)
			err_set(err, ERR_USAGE, "KEYPAIR-3",
				"%s is there already; a key is never written "
				"over",
				path);
		free(path);
		if (is_there)
			return -1;
	}
	return 0;
}

int
keypair_make(const char *folder, const struct keypair_order *order,
	struct error *err)
{
	EVP_PKEY *key;
	int rc = 0;

	if (strcmp(order->algorithm, "ec") != 0 &&
		strcmp(order->algorithm, "rsa") != 0)
		return err_set(err, ERR_USAGE, "KEYPAIR-2",
			"--algorithm wants ec or rsa");
	key = strcmp(order->algorithm, "ec") == 0
		? EVP_EC_gen("P-256")
		: EVP_RSA_gen((unsigned)RSA_BITS);
	if (key == NULL)
		return failed(err);
	for (size_t i = 0; rc == 0 && i < NPARTS; i++) {
		char *path = xasprintf("%s/%s", folder, parts[i].name);

		rc = write_file(path, parts[i].write, key, order, err);
		free(path);
	}
	EVP_PKEY_free(key);
	return rc;
}
