/*
 * Does a server ask for a certificate of the client? libcurl does not tell.
 */
#include "config.h"
#include <openssl/ssl.h>
#include "lib/tls.h"

static int
place(void)
{
	static int at = -1;

	if (at < 0)
		at = SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, NULL);
	return at;
}

static int
note(SSL *ssl, X509 **certificate, EVP_PKEY **key)
{
	bool *asked = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), place());

	(void)certificate;
	(void)key;
	if (asked != NULL)
		*asked = true;
	return 0;
}

void
tls_watch(void *context, bool *asked)
{
	SSL_CTX_set_ex_data(context, place(), asked);
	SSL_CTX_set_client_cert_cb(context, note);
}
