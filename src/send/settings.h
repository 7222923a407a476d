#ifndef SETTINGS_H
#define SETTINGS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"
#include "lib/http.h"

/*
 * Where to send and how: from options, a settings file and, for credentials
 * only, the environment (HECHA_CREDENTIALS); in this order of precedence.
 *
 * A settings file has lines "key = value" with the keys to, method, ca,
 * credentials, retries, timeout and keep-days; "#" begins a comment. Paths in
 * it are meant from its folder on. Credentials are a file of one line, readable
 * by its owner only: "user:password", or "Bearer " and a token.
 */
struct settings {
	char *to;     /* NULL: not said */
	char *method; /* "post" or "put" */
	char *ca;     /* NULL: the system's authorities */
	int64_t retries;
	int64_t timeout;
	int64_t keep_days; /* how long what was sent is kept */
	struct http_auth auth;
	bool has_auth;
};

struct settings_given {
	const char *config; /* any may be NULL */
	const char *to;
	const char *method;
	const char *ca;
	const char *credentials;
	int64_t retries; /* -1: not said */
	int64_t timeout;
	int64_t keep_days;
};

/* ERR_USAGE for whatever is wrong with them. */
int settings_settle(
	struct settings *u, const struct settings_given *o, struct error *err);
/* Credentials alone, from such a file or (path NULL) from the environment;
 * *auth stays as it is where nobody says them. */
int settings_credentials(
	struct http_auth *auth, const char *path, struct error *err);
void settings_clear(struct settings *u); /* wipes the secrets */

#endif
