#ifndef TLS_H
#define TLS_H

#include <stdbool.h>

/* What a server says of a certificate of the client. */
struct tls_seen {
	bool asked; /* it asked for one, and there was none to show */
	int alert;  /* with which of TLS it broke off; 0: none */
};

/* What is seen while this context (OpenSSL's SSL_CTX) is used. */
void tls_watch(void *context, struct tls_seen *seen);
/* Why it did not take the one that it got; NULL: it did, for all that is known.
 */
const char *tls_refusal(const struct tls_seen *seen);

#endif
