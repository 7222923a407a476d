/*
 * The settings of sending. No secret is taken from the command line, where
 * every user of the machine could read it.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/secret.h"
#include "base/text.h"
#include "send/settings.h"

enum { CONFIG_LIMIT = 65536, CREDENTIALS_LIMIT = 8192 };
enum { RETRIES = 4, MOST_RETRIES = 20 };
enum { KEEP_DAYS = 90 };
enum { TIMEOUT = 30, LONGEST_TIMEOUT = 3600 };

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
load_credentials(struct settings *u, const char *path, struct error *err)
{
	char buf[CREDENTIALS_LIMIT];
	int rc = secret_read(path, buf, sizeof buf, err);

	if (rc == 0)
		rc = parse_credentials(&u->auth, buf, path, err);
	explicit_bzero(buf, sizeof buf);
	u->has_auth = rc == 0;
	return rc;
}

static int
environment_credentials(struct settings *u, struct error *err)
{
	static const char name[] = "HECHA_CREDENTIALS";
	const char *value = getenv(name);
	char *copy;
	int rc;

	if (value == NULL || *value == '\0')
		return 0;
	copy = xstrdup(value);
	rc = parse_credentials(&u->auth, copy, name, err);
	explicit_bzero(copy, strlen(copy));
	free(copy);
	u->has_auth = rc == 0;
	return rc;
}

/* A path in the settings file, seen from that file's folder. */
static char *
beside(const char *config, const char *path)
{
	const char *slash = strrchr(config, '/');

	if (path[0] == '/' || slash == NULL)
		return xstrdup(path);
	return xasprintf("%.*s/%s", (int)(slash - config), config, path);
}

static int
parse_number(const char *s, int64_t *n)
{
	size_t digits = strspn(s, "0123456789");

	if (digits == 0 || digits > 6 || s[digits] != '\0')
		return -1;
	*n = strtol(s, NULL, 10);
	return 0;
}

struct config_file {
	const char *path;
	char *to, *method, *ca, *credentials;
	int64_t retries, timeout, keep_days;
};

static int
set_value(struct config_file *s, const char *key, const char *value)
{
	char **text = NULL;
	bool is_path = false;

	if (strcmp(key, "retries") == 0)
		return parse_number(value, &s->retries);
	if (strcmp(key, "timeout") == 0)
		return parse_number(value, &s->timeout);
	if (strcmp(key, "keep-days") == 0)
		return parse_number(value, &s->keep_days);
	if (strcmp(key, "to") == 0)
		text = &s->to;
	else if (strcmp(key, "method") == 0)
		text = &s->method;
	else if (strcmp(key, "ca") == 0)
		text = &s->ca;
	else if (strcmp(key, "credentials") == 0)
		text = &s->credentials;
	if (text == NULL || *value == '\0')
		return -1;
	is_path = text == &s->ca || text == &s->credentials;
	free(*text);
	*text = is_path ? beside(s->path, value) : xstrdup(value);
	return 0;
}

/* Blanks at both ends cut off, in place. */
static char *
trim(char *s)
{
	size_t n;

	s += strspn(s, " \t\r");
	n = strlen(s);
	while (n > 0 && strchr(" \t\r", s[n - 1]) != NULL)
		s[--n] = '\0';
	return s;
}

static int
load_settings(struct config_file *s, struct error *err)
{
	char *data, *line, *next, *eq;
	int number = 0, rc = 0;
	size_t n;

	if (file_read(s->path, CONFIG_LIMIT, &data, &n, err) != 0) {
		err->kind = ERR_USAGE;
		return -1;
	}
	for (line = data; rc == 0 && line != NULL; line = next) {
		number++;
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		line = trim(line);
		if (*line == '\0' || *line == '#')
			continue;
		eq = strchr(line, '=');
		if (eq != NULL)
			*eq = '\0';
		/* The line itself is not repeated: a password may have been
		 * put here by mistake. */
		if (eq == NULL || set_value(s, trim(line), trim(eq + 1)) != 0)
			rc = err_set(err, ERR_USAGE, "SETTINGS-6",
				"%s:%d: not a setting (key = value)", s->path,
				number);
	}
	free(data);
	return rc;
}

static int
check(const struct settings *u, struct error *err)
{
	if (strcmp(u->method, "post") != 0 && strcmp(u->method, "put") != 0)
		return err_set(err, ERR_USAGE, "SETTINGS-7",
			"the method must be post or put");
	if (u->retries < 0 || u->retries > MOST_RETRIES)
		return err_set(err, ERR_USAGE, "SETTINGS-8",
			"retries must be between 0 and %d", MOST_RETRIES);
	if (u->timeout < 1 || u->timeout > LONGEST_TIMEOUT)
		return err_set(err, ERR_USAGE, "SETTINGS-9",
			"the timeout must be between 1 and %d seconds",
			LONGEST_TIMEOUT);
	if (u->to == NULL)
		return 0;
	return http_check_url(u->to, strcmp(u->method, "post") == 0, err);
}

static char *
first(const char *option, const char *setting, const char *none)
{
	return xstrdup(option != NULL	  ? option
			: setting != NULL ? setting
					  : none);
}

static int64_t
first_number(int64_t option, int64_t setting, int64_t none)
{
	return option >= 0 ? option : setting >= 0 ? setting : none;
}

int
settings_settle(
	struct settings *u, const struct settings_given *o, struct error *err)
{
	struct config_file s = {
		.path = o->config, .retries = -1, .timeout = -1, .keep_days = -1
	};
	const char *credentials;
	int rc = -1;

	if (o->config != NULL && load_settings(&s, err) != 0)
		goto out;
	u->to = first(o->to, s.to, NULL);
	u->method = first(o->method, s.method, "post");
	u->ca = first(o->ca, s.ca, NULL);
	u->retries = first_number(o->retries, s.retries, RETRIES);
	u->timeout = first_number(o->timeout, s.timeout, TIMEOUT);
	u->keep_days = first_number(o->keep_days, s.keep_days, KEEP_DAYS);
	if (check(u, err) != 0)
		goto out;
	credentials = o->credentials != NULL ? o->credentials : s.credentials;
	rc = credentials != NULL ? load_credentials(u, credentials, err)
				 : environment_credentials(u, err);
out:
	free(s.to);
	free(s.method);
	free(s.ca);
	free(s.credentials);
	return rc;
}

int
settings_credentials(
	struct http_auth *auth, const char *path, struct error *err)
{
	struct settings u = { 0 };
	int rc = path != NULL ? load_credentials(&u, path, err)
			      : environment_credentials(&u, err);

	*auth = u.auth;
	return rc;
}

void
settings_clear(struct settings *u)
{
	free(u->to);
	free(u->method);
	free(u->ca);
	http_auth_clear(&u->auth);
	*u = (struct settings){ 0 };
}
