#ifndef SETTINGS_H
#define SETTINGS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"
#include "lib/peer.h"

/*
 * Where to send and how: from options, a settings file and, for credentials
 * only, the environment (HECHA_CREDENTIALS); in this order of precedence.
 *
 * A settings file has lines "key = value" with the keys of settings-file.c; "#"
 * begins a comment. Paths in it are meant from its folder on. One that lies as
 * NAME.conf in upstream.d of the user's settings, else of the machine's
 * (/etc/hecha), is the profile NAME.
 *
 * Credentials are a file of one line, readable by its owner only:
 * "user:password", or "Bearer " and a token.
 */
enum receipt_kind {
	RECEIPT_ANSWER, /* in the answer, or where a 202 points to */
	RECEIPT_POLL,	/* at an address of its own, under the package's id */
	RECEIPT_FILE,	/* in a file beside the package, NAME.receipt.xml */
	RECEIPT_NONE,	/* that it was taken is enough */
};

struct settings {
	char *profile; /* NULL: none */
	char *to;      /* NULL: not said */
	char *method;  /* one of settings_methods */
	enum receipt_kind receipt;
	char *receipt_at;  /* of RECEIPT_POLL */
	bool makes_folder; /* that is not there */
	int64_t retries;
	int64_t keep_days; /* how long what was sent is kept */
	struct peer peer;
};

struct settings_given {
	const char *config; /* any may be NULL */
	const char *to;	    /* an address, or a profile's name */
	const char *method;
	const char *ca;
	const char *credentials;
	bool makes_folder;
	bool environment; /* may it be asked? settings_settle's to say */
	int64_t retries;  /* -1: not said */
	int64_t timeout;
	int64_t keep_days;
};

/* "post", "put", "sftp", "s3", "folder", NULL. */
extern const char *const settings_methods[];

/* ERR_USAGE for whatever is wrong with them. */
int settings_settle(
	struct settings *u, const struct settings_given *o, struct error *err);
/* A profile alone, without options and environment. */
int settings_profile(struct settings *u, const char *name, struct error *err);
/* Can it be a profile's name: no address, no path? */
bool settings_is_name(const char *s);
/* Credentials alone, from such a file or (path NULL) from the environment;
 * *auth stays as it is where nobody says them. */
int settings_credentials(
	struct http_auth *auth, const char *path, struct error *err);
/* Which server, or which folder, an address is of; the caller's. */
char *settings_origin(const char *to);
void settings_clear(struct settings *u); /* wipes the secrets */

#endif
