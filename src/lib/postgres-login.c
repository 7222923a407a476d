/*
 * How a connection to PostgreSQL comes about.
 *
 * libpq gives no code for a connection that failed, only words, in the language
 * of whoever said them. So the server is asked to say its SQLSTATE alone, and
 * what the system said is known again by the system's own words for it.
 */
#include "config.h"
#ifdef HAVE_LIBPQ
#include <ctype.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "lib/postgres-login.h"

enum { STATE = 5, DEFAULT_SECONDS = 10 };

int
pg_login_check(const char *url, char **name, bool *is_near, struct error *err)
{
	PQconninfoOption *o = PQconninfoParse(url, NULL);
	const char *host = "", *port = "", *database = "";
	bool has_password = false;

	if (o == NULL)
		return err_set(err, ERR_USAGE, "POSTGRES-3",
			"no address of a database: wanted is "
			"postgresql://USER@HOST:PORT/DATABASE");
	for (PQconninfoOption *p = o; p->keyword != NULL; p++) {
		if (p->val == NULL)
			continue;
		if (strcmp(p->keyword, "host") == 0)
			host = p->val;
		else if (strcmp(p->keyword, "port") == 0)
			port = p->val;
		else if (strcmp(p->keyword, "dbname") == 0)
			database = p->val;
		has_password |= strstr(p->keyword, "password") != NULL;
	}
	*is_near = *host == '\0' || *host == '/' ||
		strcmp(host, "localhost") == 0 ||
		strncmp(host, "127.", 4) == 0 || strcmp(host, "::1") == 0;
	*name = xasprintf(
		"%s%s%s/%s", host, *port != '\0' ? ":" : "", port, database);
	PQconninfoFree(o);
	return has_password
		? err_set(err, ERR_USAGE, "POSTGRES-4",
			  "a password does not belong into an address, where "
			  "others can see it: write it into a file "
			  "(--credentials)")
		: 0;
}

/* What counts for the connection, from whichever source; "" where nothing is
 * said. The caller's. */
static char *
setting(PGconn *conn, const char *keyword)
{
	PQconninfoOption *o = PQconninfo(conn);
	char *value = NULL;

	for (PQconninfoOption *p = o; p != NULL && p->keyword != NULL; p++) {
		if (strcmp(p->keyword, keyword) == 0 && p->val != NULL)
			value = xstrdup(p->val);
	}
	PQconninfoFree(o);
	return value != NULL ? value : xstrdup("");
}

static int
seconds_of(PGconn *conn)
{
	char *value = setting(conn, "connect_timeout");
	int n = *value != '\0' ? atoi(value) : DEFAULT_SECONDS;

	free(value);
	return n > 0 ? n : 3600;
}

static long long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* Until it is there, has failed, or its time is over. */
static void
watch(PGconn *conn, bool *is_late)
{
	long long deadline = now_ms() + seconds_of(conn) * 1000LL;
	PostgresPollingStatusType step = PGRES_POLLING_WRITING;

	while (step != PGRES_POLLING_OK && step != PGRES_POLLING_FAILED) {
		struct pollfd fd = { .fd = PQsocket(conn),
			.events = step == PGRES_POLLING_READING ? POLLIN
								: POLLOUT };
		long long left = deadline - now_ms();
		int n = left > 0 ? poll(&fd, 1, (int)left) : 0;

		*is_late = n == 0;
		if (n == 0 || (n < 0 && errno != EINTR))
			return;
		if (n > 0)
			step = PQconnectPoll(conn);
	}
}

static void
be_quiet(void *arg, const char *message)
{
	(void)arg;
	(void)message;
}

static PGconn *
try(const struct pg_login *login, bool *is_late)
{
	/* what the URL says comes later, and counts */
	const char *const keys[] = { "user", "password", "sslmode",
		"connect_timeout", "keepalives_idle", "keepalives_interval",
		"keepalives_count", "tcp_user_timeout", "application_name",
		"client_encoding", "dbname", NULL };
	const char *const values[] = { login->user, login->password,
		login->is_near ? "prefer" : "verify-full", "10", "20", "10",
		"3", "60000", "hecha", "UTF8", login->url, NULL };
	PGconn *conn = PQconnectStartParams(keys, values, 1);
	char *host;

	if (PQstatus(conn) == CONNECTION_BAD)
		return conn;
	PQsetNoticeProcessor(conn, be_quiet, NULL);
	PQsetErrorVerbosity(conn, PQERRORS_SQLSTATE);
	watch(conn, is_late);
	host = setting(conn, "host");
	if (*is_late && strchr(host, ',') != NULL) {
		/* the library alone goes on to the next host */
		PQfinish(conn);
		conn = PQconnectdbParams(keys, values, 1);
		*is_late = false;
	}
	free(host);
	PQsetErrorVerbosity(conn, PQERRORS_DEFAULT);
	return conn;
}

/* The last "FATAL:  28P01", whatever FATAL is called there; "" for none. */
static void
find_state(const char *message, char state[STATE + 1])
{
	state[0] = '\0';
	for (const char *s = message, *end; *s != '\0'; s = end) {
		size_t n = strcspn(s, "\n"), i = 0;

		end = s[n] != '\0' ? s + n + 1 : s + n;
		if (n < STATE + 2 || strncmp(s + n - STATE - 2, "  ", 2) != 0)
			continue;
		while (i < STATE &&
			(isdigit((unsigned char)s[n - STATE + i]) ||
				isupper((unsigned char)s[n - STATE + i])))
			i++;
		if (i == STATE) {
			memcpy(state, s + n - STATE, STATE);
			state[STATE] = '\0';
		}
	}
}

/* What a server says by its SQLSTATE. */
static const struct {
	const char *state, *code, *words;
} reasons[] = {
	{ "28P01", "POSTGRES-9",
		N_("not let in: the password is wrong, or there is no such "
		   "role, which a server does not tell apart "
		   "(--credentials)") },
	{ "28000", "POSTGRES-11",
		N_("not let in: there is no such role, it has no LOGIN, or "
		   "pg_hba.conf does not let it in from here") },
	{ "3D000", "POSTGRES-12",
		N_("the server has no database of this name; createdb makes "
		   "it") },
	{ "42501", "POSTGRES-13",
		N_("the role may not connect to this database (GRANT "
		   "CONNECT)") },
	{ "53300", "POSTGRES-14",
		N_("the server takes no more connections: fewer at a time with "
		   "-j, or more by its max_connections") },
	{ "57P03", "POSTGRES-15",
		N_("the server starts or stops just now; try again in a "
		   "while") },
};

static int
told_by_server(const struct pg_login *login, const char *user,
	const char *state, struct error *err)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		if (strcmp(reasons[i].state, state) == 0)
			return err_set(err, ERR_SYSTEM, reasons[i].code,
				"%s, as %s: %s", login->name, user,
				_(reasons[i].words));
	}
	return err_set(err, ERR_SYSTEM, "POSTGRES-5",
		"%s, as %s: not let in: SQLSTATE %s; the server's log says why",
		login->name, user, state);
}

/* The library says it in the same words, which it has from there, too. */
static bool
says(const char *message, const int *codes, size_t n,
	const char *(*words)(int code))
{
	for (size_t i = 0; i < n; i++) {
		if (strstr(message, words(codes[i])) != NULL)
			return true;
	}
	return false;
}

static const char *
system_words(int code)
{
	return strerror(code);
}

static const char *
resolver_words(int code)
{
	return gai_strerror(code);
}

#define SAYS(message, codes, words)                                            \
	says(message, codes, sizeof(codes) / sizeof *(codes), words)

static int
told_by_system(PGconn *conn, const struct pg_login *login, struct error *err)
{
	static const int nobody[] = { ECONNREFUSED, ENOENT };
	static const int no_way[] = { ENETUNREACH, EHOSTUNREACH, ETIMEDOUT,
		ENETDOWN, EADDRNOTAVAIL, EAFNOSUPPORT };
	static const int no_name[] = { EAI_NONAME, EAI_AGAIN, EAI_FAIL };
	const char *message = PQerrorMessage(conn);
	char *tls;
	bool wants_tls;

	if (SAYS(message, nobody, system_words))
		return err_set(err, ERR_SYSTEM, "POSTGRES-17",
			"%s: nobody listens there: is the port right, does "
			"the server run, and for this address "
			"(listen_addresses)?",
			login->name);
	if (SAYS(message, no_way, system_words))
		return err_set(err, ERR_SYSTEM, "POSTGRES-18",
			"%s: the server cannot be reached: no way leads "
			"there; is the address right, and the network up?",
			login->name);
	if (SAYS(message, no_name, resolver_words))
		return err_set(err, ERR_SYSTEM, "POSTGRES-19",
			"%s: nobody knows a host of this name", login->name);
	tls = setting(conn, "sslmode");
	wants_tls = strcmp(tls, "require") == 0 ||
		strncmp(tls, "verify-", 7) == 0;
	free(tls);
	if (wants_tls)
		return err_set(err, ERR_SYSTEM, "POSTGRES-20",
			"%s: no TLS in which the server proves who it is: its "
			"authority's certificate belongs into "
			"~/.postgresql/root.crt; or the address says another "
			"sslmode",
			login->name);
	return err_set(err, ERR_SYSTEM, "POSTGRES-21",
		"%s: who answers there is no PostgreSQL server, or broke off",
		login->name);
}

static int
failed(PGconn *conn, const struct pg_login *login, bool is_late,
	struct error *err)
{
	struct strbuf user = { 0 };
	char state[STATE + 1];
	int rc;

	find_state(PQerrorMessage(conn), state);
	if (is_late)
		return err_set(err, ERR_SYSTEM, "POSTGRES-16",
			"%s: no answer within %d seconds: is the address "
			"right, does a firewall stand between? "
			"(connect_timeout)",
			login->name, seconds_of(conn));
	if (state[0] == '\0' && PQconnectionNeedsPassword(conn))
		return err_set(err, ERR_SYSTEM, "POSTGRES-10",
			"%s: a password is wanted (--credentials)",
			login->name);
	if (state[0] == '\0')
		return told_by_system(conn, login, err);
	text_add_safe(&user, PQuser(conn) != NULL ? PQuser(conn) : "");
	rc = told_by_server(login, user.data, state, err);
	strbuf_clear(&user);
	return rc;
}

int
pg_login_connect(PGconn **conn, const struct pg_login *login, struct error *err)
{
	const char *encoding;
	bool is_late = false;

	*conn = try(login, &is_late);
	if (PQstatus(*conn) != CONNECTION_OK)
		return failed(*conn, login, is_late, err);
	encoding = PQparameterStatus(*conn, "server_encoding");
	if (encoding == NULL || strcmp(encoding, "UTF8") != 0)
		return err_set(err, ERR_SYSTEM, "POSTGRES-6",
			"%s: the database is not in UTF-8", login->name);
	return 0;
}

#else
typedef int postgres_login_is_empty;
#endif
