/*
 * Signatures and envelopes: the only user of OpenSSL's CMS, X.509 and PEM but
 * for keypair.c, which makes keys.
 */
#include "config.h"
#include <errno.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/day.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "lib/cms.h"

enum {
	PASSPHRASE_LIMIT = 1024,
	SHORTEST_PASSPHRASE = 8,
	SECONDS_A_DAY = 86400
};

/* The library's last word on what went wrong; its queue is empty then. */
static const char *
last_fault(void)
{
	unsigned long last = ERR_peek_last_error();
	const char *why;

	if (ERR_SYSTEM_ERROR(last))
		why = err_reason(ERR_GET_REASON(last));
	else if (ERR_GET_LIB(last) == ERR_LIB_PEM &&
		ERR_GET_REASON(last) == PEM_R_NO_START_LINE)
		why = _("it holds nothing of this kind in PEM");
	else
		why = ERR_reason_error_string(last);
	ERR_clear_error();
	return why != NULL ? why : "?";
}

static int
ask_passphrase(char *buf, size_t size, bool is_new, struct error *err)
{
	if (EVP_read_pw_string_min(buf, is_new ? SHORTEST_PASSPHRASE : 0,
		    (int)size, _("Passphrase of the key: "), is_new) == 0)
		return 0;
	ERR_clear_error();
	return err_set(err, ERR_USAGE, "CMS-1",
		"no passphrase: there is no terminal to ask for it, or the two "
		"were not alike; see --passphrase");
}

int
cms_passphrase(char **out, const char *path, bool is_new, struct error *err)
{
	char buf[PASSPHRASE_LIMIT];
	int rc = path != NULL ? secret_read(path, buf, sizeof buf, err)
			      : ask_passphrase(buf, sizeof buf, is_new, err);

	*out = NULL;
	if (rc == 0) {
		buf[strcspn(buf, "\r\n")] = '\0';
		if (is_new && strlen(buf) < SHORTEST_PASSPHRASE)
			rc = err_set(err, ERR_USAGE, "CMS-2",
				"a passphrase has %d characters at least",
				SHORTEST_PASSPHRASE);
		else
			*out = xstrdup(buf);
	}
	explicit_bzero(buf, sizeof buf);
	return rc;
}

/* What OpenSSL asks when a key turns out to be encrypted. */
struct asking {
	const char *path;
	struct error *err;
	bool failed;
};

static int
give_passphrase(char *buf, int size, int writing, void *arg)
{
	struct asking *a = arg;
	char *passphrase;
	int n = -1;

	(void)writing;
	a->failed = cms_passphrase(&passphrase, a->path, false, a->err) != 0;
	if (a->failed)
		return -1;
	if ((int)strlen(passphrase) <= size) {
		n = (int)strlen(passphrase);
		memcpy(buf, passphrase, (size_t)n);
	}
	explicit_bzero(passphrase, strlen(passphrase));
	free(passphrase);
	return n;
}

static int
unusable(const char *path, struct error *err)
{
	return err_set(err, ERR_USAGE, "CMS-3", "%s: cannot be used: %s", path,
		last_fault());
}

/* NULL: it cannot be read, as unusable tells. */
static BIO *
open_bio(const char *path)
{
	int fd = file_open(path);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "rb");

	if (f == NULL) {
		ERR_raise_data(ERR_LIB_SYS, errno, "%s", path);
		return NULL;
	}
	return BIO_new_fp(f, BIO_CLOSE);
}

static int
load_key(EVP_PKEY **out, const struct cms_signer *signer, struct error *err)
{
	BIO *bio = open_bio(signer->key);
	struct asking asking = { signer->passphrase, err, false };

	*out = NULL;
	if (bio != NULL)
		*out = PEM_read_bio_PrivateKey(
			bio, NULL, give_passphrase, &asking);
	BIO_free(bio);
	if (*out != NULL)
		return 0;
	if (asking.failed) {
		ERR_clear_error();
		return -1;
	}
	return unusable(signer->key, err);
}

/* All certificates of a file, in their order; there is one at least. */
static int
load_certificates(STACK_OF(X509) * *out, const char *path, struct error *err)
{
	BIO *bio = open_bio(path);
	X509 *x;

	*out = sk_X509_new_null();
	while (bio != NULL &&
		(x = PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL)
		sk_X509_push(*out, x);
	BIO_free(bio);
	if (sk_X509_num(*out) > 0) {
		ERR_clear_error(); /* the end of the file */
		return 0;
	}
	sk_X509_pop_free(*out, X509_free);
	*out = NULL;
	return unusable(path, err);
}

static void
hex_of(const unsigned char *sum, unsigned int n, char out[DIGEST_HEX])
{
	out[0] = '\0';
	for (unsigned int i = 0; i < n && i * 2 + 2 < DIGEST_HEX; i++)
		snprintf(out + 2 * i, 3, "%02x", sum[i]);
}

static void
fingerprint(const X509 *x, char out[DIGEST_HEX])
{
	unsigned char sum[EVP_MAX_MD_SIZE];
	unsigned int n = 0;

	X509_digest(x, EVP_sha256(), sum, &n);
	hex_of(sum, n, out);
}

int
cms_fingerprint(const char *path, char out[DIGEST_HEX], struct error *err)
{
	STACK_OF(X509) * certs;

	if (load_certificates(&certs, path, err) != 0)
		return -1;
	fingerprint(sk_X509_value(certs, 0), out);
	sk_X509_pop_free(certs, X509_free);
	return 0;
}

static int
write_der(CMS_ContentInfo *cms, char **der, size_t *n)
{
	unsigned char *bytes = NULL;
	int len = i2d_CMS_ContentInfo(cms, &bytes);

	if (len <= 0)
		return -1;
	*der = xmalloc((size_t)len);
	memcpy(*der, bytes, (size_t)len);
	*n = (size_t)len;
	OPENSSL_free(bytes);
	return 0;
}

int
cms_sign(char **der, size_t *n, const void *data, size_t len,
	const struct cms_signer *signer, struct error *err)
{
	STACK_OF(X509) *certs = NULL;
	CMS_ContentInfo *cms = NULL;
	EVP_PKEY *key = NULL;
	X509 *own = NULL;
	BIO *in = BIO_new_mem_buf(data, (int)len);
	int rc = -1;

	if (load_certificates(&certs, signer->certificate, err) != 0 ||
		load_key(&key, signer, err) != 0)
		goto out;
	own = sk_X509_shift(certs);
	if (X509_check_private_key(own, key) != 1) {
		ERR_clear_error();
		err_set(err, ERR_USAGE, "CMS-4",
			"%s is not the certificate of the key %s",
			signer->certificate, signer->key);
		goto out;
	}
	cms = CMS_sign(own, key, certs, in, CMS_DETACHED | CMS_BINARY);
	if (cms == NULL || write_der(cms, der, n) != 0)
		err_set(err, ERR_USAGE, "CMS-5",
			"%s: this library cannot sign with such a key: %s",
			signer->key, last_fault());
	else
		rc = 0;
out:
	CMS_ContentInfo_free(cms);
	EVP_PKEY_free(key);
	X509_free(own);
	sk_X509_pop_free(certs, X509_free);
	BIO_free(in);
	return rc;
}

static void
set_fault(struct cms_verdict *v, enum cms_point point, const char *why)
{
	if (v->faults[point] == NULL)
		v->faults[point] = xstrdup(why);
}

static enum cms_point
point_of(int code)
{
	switch (code) {
	case X509_V_ERR_CERT_NOT_YET_VALID:
	case X509_V_ERR_CERT_HAS_EXPIRED:
	case X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD:
	case X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD:
		return CMS_VALIDITY;
	case X509_V_ERR_INVALID_PURPOSE:
	case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
	case X509_V_ERR_KEYUSAGE_NO_CRL_SIGN:
	case X509_V_ERR_KEYUSAGE_NO_DIGITAL_SIGNATURE:
		return CMS_USAGE;
	case X509_V_ERR_CERT_REVOKED:
	case X509_V_ERR_UNABLE_TO_GET_CRL:
	case X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE:
	case X509_V_ERR_CRL_SIGNATURE_FAILURE:
	case X509_V_ERR_CRL_NOT_YET_VALID:
	case X509_V_ERR_CRL_HAS_EXPIRED:
	case X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD:
	case X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD:
	case X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER:
	case X509_V_ERR_DIFFERENT_CRL_SCOPE:
	case X509_V_ERR_CRL_PATH_VALIDATION_ERROR:
		return CMS_REVOCATION;
	default:
		return CMS_CHAIN;
	}
}

/* Those that an office meets are told in words of ours, the others in the
 * library's. */
static const char *
chain_words(int code)
{
	switch (code) {
	case X509_V_ERR_CERT_NOT_YET_VALID:
		return _("the certificate is not yet valid");
	case X509_V_ERR_CERT_HAS_EXPIRED:
		return _("the certificate has expired");
	case X509_V_ERR_CERT_REVOKED:
		return _("the certificate was revoked");
	case X509_V_ERR_UNABLE_TO_GET_CRL:
		return _("no revocation list of its issuer");
	case X509_V_ERR_CRL_NOT_YET_VALID:
		return _("the revocation list is not yet valid");
	case X509_V_ERR_CRL_HAS_EXPIRED:
		return _("the revocation list has expired");
	case X509_V_ERR_INVALID_PURPOSE:
		return _("the certificate is not made for signing");
	case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
	case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
		return _("self-signed, and not among those who are trusted");
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
	case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
		return _("its issuer is not among those who are trusted");
	case X509_V_ERR_CERT_SIGNATURE_FAILURE:
		return _("its issuer did not sign it");
	case X509_V_ERR_EE_KEY_TOO_SMALL:
	case X509_V_ERR_CA_KEY_TOO_SMALL:
		return _("its key is too short");
	case X509_V_ERR_CA_MD_TOO_WEAK:
		return _("signed with a weak hash");
	default:
		return X509_verify_cert_error_string(code);
	}
}

/* Every fault of the chain is noted, at its point, and the look goes on. */
static int
note_fault(int ok, X509_STORE_CTX *ctx)
{
	struct cms_verdict *v = X509_STORE_CTX_get_app_data(ctx);
	int code = X509_STORE_CTX_get_error(ctx);

	if (!ok)
		set_fault(v, point_of(code), chain_words(code));
	return 1;
}

static int
add_crl(X509_STORE *store, const char *path, struct error *err)
{
	BIO *bio = open_bio(path);
	X509_CRL *crl = NULL;
	int n = 0;

	while (bio != NULL &&
		(crl = PEM_read_bio_X509_CRL(bio, NULL, NULL, NULL)) != NULL) {
		X509_STORE_add_crl(store, crl);
		X509_CRL_free(crl);
		n++;
	}
	BIO_free(bio);
	if (n == 0)
		return unusable(path, err);
	ERR_clear_error();
	X509_STORE_set_flags(store, X509_V_FLAG_CRL_CHECK);
	return 0;
}

/* Those who are trusted are so by themselves, whoever issued them. */
static int
make_store(X509_STORE **out, const struct cms_trust *trust, struct error *err)
{
	X509_STORE *store = X509_STORE_new();
	X509_VERIFY_PARAM *param = X509_STORE_get0_param(store);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < trust->n; i++) {
		STACK_OF(X509) * certs;

		rc = load_certificates(&certs, trust->files[i], err);
		for (int k = 0; rc == 0 && k < sk_X509_num(certs); k++)
			X509_STORE_add_cert(store, sk_X509_value(certs, k));
		if (rc == 0)
			sk_X509_pop_free(certs, X509_free);
	}
	X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
	X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_SMIME_SIGN);
	X509_VERIFY_PARAM_set_auth_level(param, 1);
	if (trust->at != NO_DAY)
		X509_VERIFY_PARAM_set_time(param, /* the end of that day */
			((time_t)trust->at + 1) * SECONDS_A_DAY - 1);
	if (rc == 0 && trust->crl != NULL)
		rc = add_crl(store, trust->crl, err);
	if (rc == 0)
		*out = store;
	else
		X509_STORE_free(store);
	return rc;
}

static int
check_chain(struct cms_verdict *v, X509 *own, STACK_OF(X509) * others,
	const struct cms_trust *trust, struct error *err)
{
	X509_STORE_CTX *ctx;
	X509_STORE *store;

	if (make_store(&store, trust, err) != 0)
		return -1;
	ctx = X509_STORE_CTX_new();
	if (X509_STORE_CTX_init(ctx, store, own, others) == 1) {
		X509_STORE_CTX_set_app_data(ctx, v);
		X509_STORE_CTX_set_verify_cb(ctx, note_fault);
		if (X509_verify_cert(ctx) != 1)
			set_fault(v, CMS_CHAIN, last_fault());
	} else {
		set_fault(v, CMS_CHAIN, last_fault());
	}
	X509_STORE_CTX_free(ctx);
	X509_STORE_free(store);
	return 0;
}

static char *
name_part(const X509 *x, int nid)
{
	const X509_NAME *name = X509_get_subject_name(x);
	int i = X509_NAME_get_index_by_NID(name, nid, -1);
	unsigned char *text = NULL;
	char *copy = NULL;

	if (i >= 0 &&
		ASN1_STRING_to_UTF8(&text,
			X509_NAME_ENTRY_get_data(
				X509_NAME_get_entry(name, i))) >= 0)
		copy = xstrdup((char *)text);
	OPENSSL_free(text);
	return copy;
}

static char *
day_of(const ASN1_TIME *when)
{
	struct tm tm = { 0 };
	char iso[40];

	if (ASN1_TIME_to_tm(when, &tm) != 1)
		return xstrdup("?");
	strftime(iso, sizeof iso, "%Y-%m-%d", &tm);
	return xstrdup(iso);
}

static void
describe(struct cms_verdict *v, const X509 *x)
{
	v->signer = name_part(x, NID_commonName);
	v->unit = name_part(x, NID_organizationalUnitName);
	v->from = day_of(X509_get0_notBefore(x));
	v->until = day_of(X509_get0_notAfter(x));
	fingerprint(x, v->sha256);
}

/* Hashes that nobody can find a twin for. */
static bool
is_strong(CMS_SignerInfo *info)
{
	X509_ALGOR *digest = NULL;

	CMS_SignerInfo_get0_algs(info, NULL, NULL, &digest, NULL);
	switch (OBJ_obj2nid(digest->algorithm)) {
	case NID_sha256:
	case NID_sha384:
	case NID_sha512:
	case NID_sm3:
		return true;
	default:
		return false;
	}
}

/* The one signature in DER, with nothing behind it; NULL: there is none. */
static CMS_ContentInfo *
parse(const void *der, size_t n, CMS_SignerInfo **info)
{
	const unsigned char *p = der;
	CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &p, (long)n);

	if (cms != NULL && p == (const unsigned char *)der + n &&
		OBJ_obj2nid(CMS_get0_type(cms)) == NID_pkcs7_signed &&
		CMS_is_detached(cms) == 1 &&
		sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(cms)) == 1) {
		*info = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms), 0);
		return cms;
	}
	CMS_ContentInfo_free(cms);
	return NULL;
}

int
cms_verify(struct cms_verdict *v, const struct cms_bytes *der,
	const struct cms_bytes *content, const struct cms_trust *trust,
	struct error *err)
{
	CMS_SignerInfo *info = NULL;
	CMS_ContentInfo *cms = parse(der->data, der->n, &info);
	BIO *in = BIO_new_mem_buf(content->data, (int)content->n);
	STACK_OF(X509) *certs = cms != NULL ? CMS_get1_certs(cms) : NULL;
	X509 *own = NULL;
	int rc = 0;

	*v = (struct cms_verdict){ 0 };
	if (cms == NULL || CMS_set1_signers_certs(cms, certs, 0) != 1)
		set_fault(
			v, CMS_SIGNATURE, _("not one detached CMS signature"));
	else
		CMS_SignerInfo_get0_algs(info, NULL, &own, NULL, NULL);
	if (own != NULL && !is_strong(info))
		set_fault(v, CMS_SIGNATURE, _("weak hash"));
	if (own != NULL &&
		CMS_verify(cms, NULL, NULL, in, NULL,
			CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) != 1)
		set_fault(v, CMS_SIGNATURE, last_fault());
	if (own != NULL) {
		describe(v, own);
		rc = check_chain(v, own, certs, trust, err);
	} else {
		set_fault(v, CMS_CHAIN, _("no signer"));
	}
	ERR_clear_error();
	sk_X509_pop_free(certs, X509_free);
	CMS_ContentInfo_free(cms);
	BIO_free(in);
	return rc;
}

void
cms_verdict_clear(struct cms_verdict *v)
{
	for (int i = 0; i < NCMS_POINTS; i++)
		free(v->faults[i]);
	free(v->signer);
	free(v->unit);
	free(v->from);
	free(v->until);
	*v = (struct cms_verdict){ 0 };
}

int
cms_envelope(const char *from, const char *to, const char *certificate,
	struct error *err)
{
	const unsigned int how = CMS_BINARY | CMS_STREAM;
	STACK_OF(X509) *certs = NULL;
	CMS_ContentInfo *cms = NULL;
	BIO *in = NULL, *out = NULL;
	int rc = -1;

	if (load_certificates(&certs, certificate, err) != 0)
		return -1;
	while (sk_X509_num(certs) > 1) /* only the first is the receiver */
		X509_free(sk_X509_pop(certs));
	in = open_bio(from);
	out = BIO_new_file(to, "w");
	if (in != NULL && out != NULL)
		cms = CMS_encrypt(certs, in, EVP_aes_256_gcm(), how);
	if (cms != NULL && i2d_CMS_bio_stream(out, cms, in, (int)how) == 1 &&
		BIO_flush(out) == 1)
		rc = 0;
	else
		err_set(err, ERR_SYSTEM, "CMS-6", "%s: cannot be sealed: %s",
			from, last_fault());
	CMS_ContentInfo_free(cms);
	BIO_free(in);
	BIO_free(out);
	sk_X509_pop_free(certs, X509_free);
	return rc;
}

int
cms_describe(char **out, const char *path, struct error *err)
{
	struct strbuf sb = { 0 };
	STACK_OF(X509) * certs;

	if (load_certificates(&certs, path, err) != 0)
		return -1;
	for (int i = 0; i < sk_X509_num(certs); i++) {
		struct cms_verdict v = { 0 };

		describe(&v, sk_X509_value(certs, i));
		strbuf_addf(&sb, "%s  %s – %s  ", v.sha256, v.from, v.until);
		text_add_safe(&sb, v.signer != NULL ? v.signer : "?");
		strbuf_addc(&sb, '\n');
		cms_verdict_clear(&v);
	}
	sk_X509_pop_free(certs, X509_free);
	*out = strbuf_steal(&sb);
	return 0;
}
