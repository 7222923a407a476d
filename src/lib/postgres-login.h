#ifndef POSTGRES_LOGIN_H
#define POSTGRES_LOGIN_H

#include <stdbool.h>
#include "base/errors.h"

/*
 * How a connection to PostgreSQL comes about, and why one does not: each reason
 * has a code and a word of its own, whatever language server and library speak.
 * For postgres.c alone.
 */
struct pg_login {
	const char *url, *user, *password; /* as pg_open has them */
	const char *name;		   /* of the database, as it is shown */
	bool is_near;			   /* on this machine */
};

/* ERR_USAGE where the URL is none, or holds a password, which would stand in
 * the list of processes. name: the caller's. */
int pg_login_check(
	const char *url, char **name, bool *is_near, struct error *err);

#ifdef HAVE_LIBPQ
#include <libpq-fe.h>
/* conn is set in any case, and the caller's to finish; NULL is fine for
 * that. ERR_SYSTEM. */
int pg_login_connect(
	PGconn **conn, const struct pg_login *login, struct error *err);
#endif

#endif
