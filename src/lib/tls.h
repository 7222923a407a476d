#ifndef TLS_H
#define TLS_H

#include <stdbool.h>

/* *asked becomes true when the server of this context (OpenSSL's SSL_CTX) asks
 * for a certificate of the client and there is none to show. */
void tls_watch(void *context, bool *asked);

#endif
