#ifndef SFTP_H
#define SFTP_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"
#include "base/strbuf.h"
#include "lib/digest.h"
#include "lib/http.h"
#include "lib/peer.h"

/*
 * A folder on a server, by SFTP over one connection. The server is known by its
 * key alone, which peer->host_key pins; we come with peer->key or, where there
 * is none, with the password of peer->auth, as peer->auth.user. Neither the
 * user's agent nor known_hosts is asked.
 */
struct sftp;

/* Is it an address that can be sent to: "sftp://host/folder/", from the root,
 * or "/~/folder/" from the user's home? ERR_USAGE also where this libcurl has
 * no SFTP. */
int sftp_check_url(const char *url, struct error *err);

/* Connects with the first call. url and peer stay the caller's and live as
 * long. NULL sets err. */
struct sftp *sftp_open(
	const char *url, const struct peer *peer, struct error *err);
void sftp_close(struct sftp *s); /* NULL is fine */

/* What follows answers -1 with ERR_UNREACHED where it did not work, or with the
 * body's own error; why it did not tells this. */
enum sftp_why {
	SFTP_BROKEN,	 /* not reached, broken off, or refused in passing */
	SFTP_DISTRUSTED, /* the server has another key, nothing was said */
	SFTP_DENIED,	 /* it does not let us in, or not do this */
	SFTP_ABSENT,	 /* no such file or folder */
};
enum sftp_why sftp_why(const struct sftp *s);

/* Can the folder be listed? */
int sftp_look(struct sftp *s, struct error *err);
/* Make the folder; those above it are there. */
int sftp_make_folder(struct sftp *s, struct error *err);

/* How long a file of the folder is and what its hash is; of one that is longer
 * than limit is_longer and no more. */
struct sftp_file {
	bool is_there, is_longer;
	uint64_t size;
	char sha256[DIGEST_HEX];
};
int sftp_hash(struct sftp *s, const char *name, uint64_t limit,
	struct sftp_file *file, struct error *err);
/* A small file's bytes; SFTP_ABSENT where there is none. */
int sftp_read(struct sftp *s, const char *name, struct strbuf *bytes,
	struct error *err);

/* Write the body from a place on: 0 makes the file anew, anything else goes on
 * at the end of what is there. */
int sftp_write(struct sftp *s, const char *name, const struct http_body *body,
	uint64_t from, struct error *err);
/* Version 3 of the protocol, the only one that is spoken, does not rename over
 * a file that is there. */
int sftp_rename(
	struct sftp *s, const char *from, const char *to, struct error *err);
int sftp_remove(struct sftp *s, const char *name, struct error *err);

#endif
