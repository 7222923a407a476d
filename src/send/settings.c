/*
 * The settings of sending: what options, file, profile and environment say
 * together. No secret is taken from the command line, where every user of the
 * machine could read it.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/home.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/text.h"
#include "lib/http.h"
#include "lib/sftp.h"
#include "send/settings-file.h"
#include "send/settings.h"

enum { CREDENTIALS_LIMIT = 8192, KEY_LIMIT = 32768 };
enum { RETRIES = 4, MOST_RETRIES = 20 };
enum { KEEP_DAYS = 90 };
enum { TIMEOUT = 30, LONGEST_TIMEOUT = 3600 };
enum { KILOBYTE = 1024 };

const char *const settings_methods[] = { "post", "put", "sftp", "s3", "folder",
	NULL };

/* The secrets of a text; it is changed on the way. */
static int
parse_credentials(
	struct http_auth *auth, char *text, const char *from, struct error *err)
{
	static const char bearer[] = "Bearer ";
	size_t n = strcspn(text, "\r\n");
	char *colon;

	if (text[n + strspn(text + n, "\r\n")] != '\0')
		return err_set(err, ERR_USAGE, "SETTINGS-1",
			"%s: more than one line", from);
	text[n] = '\0';
	if (!text_is_plain(text) || n == 0)
		return err_set(err, ERR_USAGE, "SETTINGS-2",
			"%s: empty, or with characters that cannot be in "
			"credentials",
			from);
	if (strncmp(text, bearer, strlen(bearer)) == 0 && n > strlen(bearer)) {
		auth->bearer = xstrdup(text + strlen(bearer));
		return 0;
	}
	colon = strchr(text, ':');
	if (colon == NULL || colon == text)
		return err_set(err, ERR_USAGE, "SETTINGS-3",
			"%s: neither user:password nor Bearer TOKEN", from);
	auth->user = xstrndup(text, (size_t)(colon - text));
	auth->password = xstrdup(colon + 1);
	return 0;
}

static int
load_credentials(struct http_auth *auth, const char *path, struct error *err)
{
	char buf[CREDENTIALS_LIMIT];
	int rc = secret_read(path, buf, sizeof buf, err);

	if (rc == 0)
		rc = parse_credentials(auth, buf, path, err);
	explicit_bzero(buf, sizeof buf);
	return rc;
}

static int
environment_credentials(struct http_auth *auth, struct error *err)
{
	static const char name[] = "HECHA_CREDENTIALS";
	const char *value = getenv(name);
	char *copy;
	int rc;

	if (value == NULL || *value == '\0')
		return 0;
	copy = xstrdup(value);
	rc = parse_credentials(auth, copy, name, err);
	explicit_bzero(copy, strlen(copy));
	free(copy);
	return rc;
}

/* The key's passphrase; and is the key one that nobody else can read? */
static int
load_key(struct peer *peer, const struct settings_file *s, struct error *err)
{
	char buf[KEY_LIMIT];
	int rc = secret_read(s->key, buf, sizeof buf, err);

	if (rc == 0 && s->passphrase != NULL)
		rc = secret_read(s->passphrase, buf, sizeof buf, err);
	if (rc == 0) {
		peer->key = xstrdup(s->key);
		buf[strcspn(buf, "\r\n")] = '\0';
		if (s->passphrase != NULL)
			peer->passphrase = xstrdup(buf);
	}
	explicit_bzero(buf, sizeof buf);
	return rc;
}

static bool
is(const struct settings *u, const char *method)
{
	return strcmp(u->method, method) == 0;
}

static bool
is_folder(const char *to)
{
	return to[0] == '/';
}

/* How an address looks says how to send there; https may be two more. */
static const char *
usual_method(const char *to)
{
	if (to != NULL && is_folder(to))
		return "folder";
	return to != NULL && strncmp(to, "sftp:", 5) == 0 ? "sftp" : "post";
}

static int
check_method(const struct settings *u, struct error *err)
{
	for (size_t i = 0; settings_methods[i] != NULL; i++) {
		if (is(u, settings_methods[i]))
			return 0;
	}
	return err_set(err, ERR_USAGE, "SETTINGS-7",
		"the method must be post, put, sftp, s3 or folder");
}

static int
check_numbers(const struct settings *u, struct error *err)
{
	if (u->retries < 0 || u->retries > MOST_RETRIES)
		return err_set(err, ERR_USAGE, "SETTINGS-8",
			"retries must be between 0 and %d", MOST_RETRIES);
	if (u->peer.timeout < 1 || u->peer.timeout > LONGEST_TIMEOUT)
		return err_set(err, ERR_USAGE, "SETTINGS-9",
			"the timeout must be between 1 and %d seconds",
			LONGEST_TIMEOUT);
	return 0;
}

static int
check_address(const struct settings *u, struct error *err)
{
	if (u->to == NULL)
		return 0;
	if (is(u, "sftp"))
		return sftp_check_url(u->to, err);
	if (!is(u, "folder"))
		return http_check_url(u->to, is(u, "post"), err);
	return is_folder(u->to)
		? 0
		: err_set(err, ERR_USAGE, "SETTINGS-10",
			  "the upstream folder must begin with /");
}

/* What a method cannot do without, where it is known where to send. */
static int
check_needs(const struct settings *u, struct error *err)
{
	const struct peer *p = &u->peer;

	if (p->cert != NULL && p->key == NULL)
		return err_set(err, ERR_USAGE, "SETTINGS-11",
			"a client certificate wants its key");
	if (u->to == NULL)
		return 0;
	if (is(u, "sftp") && p->host_key == NULL)
		return err_set(err, ERR_USAGE, "SETTINGS-12",
			"sftp wants the server's key pinned: host-key = "
			"SHA256:…, as the server's owner tells it");
	if (is(u, "sftp") && p->auth.user == NULL)
		return err_set(err, ERR_USAGE, "SETTINGS-13",
			"sftp wants user and key, or credentials "
			"user:password");
	if (is(u, "s3") && (p->region == NULL || p->auth.user == NULL))
		return err_set(err, ERR_USAGE, "SETTINGS-14",
			"s3 wants region, and credentials KEY-ID:SECRET");
	return 0;
}

/* How the receipt comes; by itself with post, elsewhere there is none. */
static int
take_receipt(
	struct settings *u, const struct settings_file *s, struct error *err)
{
	bool answers = is(u, "post");
	const char *said = s->receipt;

	u->receipt = answers ? RECEIPT_ANSWER : RECEIPT_NONE;
	if (said == NULL || strcmp(said, answers ? "answer" : "none") == 0)
		;
	else if (strcmp(said, "none") == 0)
		u->receipt = RECEIPT_NONE;
	else if (strcmp(said, "poll") == 0)
		u->receipt = RECEIPT_POLL;
	else if (!answers && strcmp(said, "file") == 0)
		u->receipt = RECEIPT_FILE;
	else
		return err_set(err, ERR_USAGE, "SETTINGS-15",
			"the receipt must be %s",
			answers ? "answer|poll|none" : "poll|file|none");
	if ((u->receipt == RECEIPT_POLL) != (s->receipt_at != NULL))
		return err_set(err, ERR_USAGE, "SETTINGS-22",
			"receipt = poll and receipt-at = https://… go "
			"together");
	u->receipt_at = xstrdup(s->receipt_at);
	return u->receipt_at != NULL ? http_check_url(u->receipt_at, false, err)
				     : 0;
}

/* As "ssh-keygen -l" shows it. */
static int
take_host_key(struct peer *peer, const char *said, struct error *err)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789+/";
	static const char prefix[] = "SHA256:";
	enum { BASE64 = 43 };
	size_t n;

	if (said == NULL)
		return 0;
	if (strncmp(said, prefix, strlen(prefix)) == 0)
		said += strlen(prefix);
	n = strspn(said, letters);
	if (n != BASE64 || said[n + strspn(said + n, "=")] != '\0')
		return err_set(err, ERR_USAGE, "SETTINGS-16",
			"host-key must be SHA256: and 43 characters, as "
			"ssh-keygen -l shows it");
	peer->host_key = xstrndup(said, n);
	return 0;
}

static int
take_yes(bool *yes, const char *said, struct error *err)
{
	if (said == NULL)
		return 0;
	*yes = *yes || strcmp(said, "yes") == 0;
	if (strcmp(said, "yes") != 0 && strcmp(said, "no") != 0)
		return err_set(err, ERR_USAGE, "SETTINGS-17",
			"make-folder must be yes or no");
	return 0;
}

static int
take_proxy(struct peer *peer, const struct settings_file *s, struct error *err)
{
	static const char *const schemes[] = { "http://", "https://",
		"socks5h://", NULL };
	bool good = s->proxy == NULL;

	for (size_t i = 0; !good && schemes[i] != NULL; i++)
		good = strncmp(s->proxy, schemes[i], strlen(schemes[i])) == 0;
	if (!good || (s->proxy != NULL && strchr(s->proxy, '@') != NULL))
		return err_set(err, ERR_USAGE, "SETTINGS-18",
			"the proxy must be http://, https:// or socks5h:// "
			"with host and port; see proxy-credentials");
	peer->proxy = xstrdup(s->proxy);
	return s->proxy_credentials == NULL
		? 0
		: load_credentials(
			  &peer->proxy_auth, s->proxy_credentials, err);
}

static const char *
first(const char *option, const char *setting, const char *none)
{
	return option != NULL ? option : setting != NULL ? setting : none;
}

static int64_t
first_number(int64_t option, int64_t setting, int64_t none)
{
	return option >= 0 ? option : setting >= 0 ? setting : none;
}

/* All but credentials and keys. */
static int
combine(struct settings *u, const struct settings_given *o,
	const struct settings_file *s, struct error *err)
{
	struct peer *peer = &u->peer;

	u->to = xstrdup(first(u->profile == NULL ? o->to : NULL, s->to, NULL));
	u->method = xstrdup(first(o->method, s->method, usual_method(u->to)));
	u->retries = first_number(o->retries, s->retries, RETRIES);
	u->keep_days = first_number(o->keep_days, s->keep_days, KEEP_DAYS);
	u->makes_folder = o->makes_folder;
	peer->ca = xstrdup(first(o->ca, s->ca, NULL));
	peer->cert = xstrdup(s->cert);
	peer->region = xstrdup(is(u, "s3") ? s->region : NULL);
	peer->timeout = first_number(o->timeout, s->timeout, TIMEOUT);
	peer->rate = KILOBYTE * first_number(-1, s->rate, 0);
	if (u->profile != NULL && u->to == NULL)
		return err_set(err, ERR_USAGE, "SETTINGS-19",
			"the profile does not say where to (to = …)");
	if (check_method(u, err) != 0 || check_numbers(u, err) != 0 ||
		check_address(u, err) != 0 || take_receipt(u, s, err) != 0 ||
		take_host_key(peer, s->host_key, err) != 0 ||
		take_yes(&u->makes_folder, s->make_folder, err) != 0)
		return -1;
	return take_proxy(peer, s, err);
}

/* As whom to come: credentials, a user with his key, a certificate. */
static int
identify(struct settings *u, const struct settings_given *o,
	const struct settings_file *s, struct error *err)
{
	const char *path = first(o->credentials, s->credentials, NULL);
	struct peer *peer = &u->peer;
	int rc = 0;

	if (path != NULL)
		rc = load_credentials(&peer->auth, path, err);
	else if (s->user != NULL)
		peer->auth.user = xstrdup(s->user);
	else if (o->environment)
		rc = environment_credentials(&peer->auth, err);
	if (rc == 0 && s->key != NULL)
		rc = load_key(peer, s, err);
	if (rc == 0 && s->user != NULL && peer->auth.password == NULL &&
		peer->key == NULL)
		rc = err_set(err, ERR_USAGE, "SETTINGS-13",
			"sftp wants user and key, or credentials "
			"user:password");
	return rc == 0 ? check_needs(u, err) : -1;
}

static int
settle(struct settings *u, const struct settings_given *o, const char *path,
	struct error *err)
{
	struct settings_file s;
	int rc = -1;

	settings_file_init(&s);
	if (path != NULL && settings_file_load(&s, path, err) != 0)
		goto out;
	rc = combine(u, o, &s, err);
	if (rc == 0)
		rc = identify(u, o, &s, err);
	if (rc != 0 && path != NULL && u->profile != NULL)
		err_wrap(err, "%s", path);
out:
	settings_file_clear(&s);
	return rc;
}

bool
settings_is_name(const char *s)
{
	return s[0] != '\0' && s[0] != '.' && strpbrk(s, "/:") == NULL;
}

/* The profile's file: the user's, else the machine's; NULL sets err. */
static char *
profile_path(const char *name, struct error *err)
{
	char *home = home_settings();
	char *own = home != NULL
		? xasprintf("%s/upstream.d/%s.conf", home, name)
		: NULL;
	char *path = xasprintf("/etc/hecha/upstream.d/%s.conf", name);

	free(home);
	if (own != NULL && access(own, F_OK) == 0) {
		free(path);
		return own;
	}
	if (access(path, F_OK) != 0) {
		err_set(err, ERR_USAGE, "SETTINGS-20",
			"%s: no such profile; neither %s nor %s is there", name,
			own != NULL ? own : "~/.config/hecha", path);
		free(path);
		path = NULL;
	}
	free(own);
	return path;
}

static int
settle_profile(struct settings *u, const char *name,
	const struct settings_given *o, struct error *err)
{
	char *path = profile_path(name, err);
	int rc;

	if (path == NULL)
		return -1;
	u->profile = xstrdup(name);
	rc = settle(u, o, path, err);
	free(path);
	return rc;
}

int
settings_profile(struct settings *u, const char *name, struct error *err)
{
	const struct settings_given nothing = {
		.retries = -1, .timeout = -1, .keep_days = -1
	};

	return settle_profile(u, name, &nothing, err);
}

int
settings_settle(
	struct settings *u, const struct settings_given *o, struct error *err)
{
	struct settings_given given = *o;

	given.environment = true;
	if (o->to == NULL || !settings_is_name(o->to))
		return settle(u, &given, o->config, err);
	if (o->config != NULL)
		return err_set(err, ERR_USAGE, "SETTINGS-21",
			"a profile is settings; --config goes with an address");
	return settle_profile(u, o->to, &given, err);
}

int
settings_credentials(
	struct http_auth *auth, const char *path, struct error *err)
{
	return path != NULL ? load_credentials(auth, path, err)
			    : environment_credentials(auth, err);
}

char *
settings_origin(const char *to)
{
	char *origin = is_folder(to) ? NULL : http_origin(to);

	return origin != NULL ? origin : xstrdup(to);
}

void
settings_clear(struct settings *u)
{
	free(u->profile);
	free(u->to);
	free(u->method);
	free(u->receipt_at);
	peer_clear(&u->peer);
	*u = (struct settings){ 0 };
}
