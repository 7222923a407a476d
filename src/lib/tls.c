/*
 * Does a server ask for a certificate of the client, and does it take the one
 * it gets? libcurl does not tell.
 */
#include "config.h"
#include <openssl/ssl.h>
#include "base/intl.h"
#include "lib/tls.h"

static int
place(void)
{
	static int at = -1;

	if (at < 0)
		at = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
	return at;
}

static struct tls_seen *
seen_by(const SSL *ssl)
{
	return SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), place());
}

/* Asked only where there is no certificate. */
static int
note(SSL *ssl, X509 **certificate, EVP_PKEY **key)
{
	struct tls_seen *seen = seen_by(ssl);

	(void)certificate;
	(void)key;
	if (seen != NULL)
		seen->asked = true;
	return 0;
}

static void
hear(const SSL *ssl, int where, int what)
{
	struct tls_seen *seen = seen_by(ssl);

	if (seen != NULL && where == SSL_CB_READ_ALERT && what >> 8 == 2)
		seen->alert = what & 255;
}

void
tls_watch(void *context, struct tls_seen *seen)
{
	SSL_CTX_set_ex_data(context, place(), seen);
	SSL_CTX_set_client_cert_cb(context, note);
	SSL_CTX_set_info_callback(context, hear);
}

const char *
tls_refusal(const struct tls_seen *seen)
{
	switch (seen->alert) {
	case SSL_AD_UNKNOWN_CA:
		return _("its authority is not known there");
	case SSL_AD_CERTIFICATE_EXPIRED:
		return _("it is not valid on this day");
	case SSL_AD_CERTIFICATE_REVOKED:
		return _("it is revoked");
	case SSL_AD_BAD_CERTIFICATE:
	case SSL_AD_UNSUPPORTED_CERTIFICATE:
	case SSL_AD_CERTIFICATE_UNKNOWN:
	case SSL_AD_ACCESS_DENIED:
		return _("it does not pass there");
	default:
		return NULL;
	}
}
