#ifndef PEER_H
#define PEER_H

#include <stdint.h>

/* Who somebody says to be. */
struct http_auth {
	char *user; /* with password: Basic */
	char *password;
	char *bearer; /* or this one alone */
};

void http_auth_clear(struct http_auth *auth); /* wipes the secrets */

/*
 * A server, and how it is reached: whom to trust, as whom to come, and at what
 * pace. Any text may be NULL. What is not the protocol's is passed over.
 */
struct peer {
	struct http_auth auth;
	char *ca;	  /* the only CAs trusted; NULL: the system's */
	char *cert, *key; /* of the client: PEM; of SSH: the key alone */
	char *passphrase; /* of the key */
	char *proxy;	  /* "http://host:port"; NULL: none, whatever the
			   * environment says */
	struct http_auth proxy_auth;
	char *region;	 /* requests are signed as S3 wants it (version 4), with
			  * auth's user and password as the keys */
	char *host_key;	 /* SSH: base64 of the SHA-256 of the server's key */
	int64_t timeout; /* seconds to connect in, and in which 100 bytes a
			  * second must move */
	int64_t rate;	 /* most bytes sent in a second; 0: no matter */
};

void peer_clear(struct peer *peer);

#endif
