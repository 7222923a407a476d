/*
 * A file of settings: lines "key = value". What they mean together is for
 * settings.c.
 */
#include "config.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "send/settings-file.h"

enum { CONFIG_LIMIT = 65536 };

#define AT(member) offsetof(struct settings_file, member)

enum kind { WORD, PATH, NUMBER };

static const struct key {
	const char *name;
	enum kind kind;
	size_t at;
} keys[] = {
	{ "to", WORD, AT(to) },
	{ "method", WORD, AT(method) },
	{ "ca", PATH, AT(ca) },
	{ "cert", PATH, AT(cert) },
	{ "key", PATH, AT(key) },
	{ "passphrase", PATH, AT(passphrase) },
	{ "credentials", PATH, AT(credentials) },
	{ "proxy", WORD, AT(proxy) },
	{ "proxy-credentials", PATH, AT(proxy_credentials) },
	{ "user", WORD, AT(user) },
	{ "host-key", WORD, AT(host_key) },
	{ "region", WORD, AT(region) },
	{ "receipt", WORD, AT(receipt) },
	{ "receipt-at", WORD, AT(receipt_at) },
	{ "make-folder", WORD, AT(make_folder) },
	{ "rate", NUMBER, AT(rate) },
	{ "retries", NUMBER, AT(retries) },
	{ "timeout", NUMBER, AT(timeout) },
	{ "keep-days", NUMBER, AT(keep_days) },
};
enum { KEYS = sizeof keys / sizeof *keys };

static char **
text_at(struct settings_file *s, const struct key *key)
{
	return (char **)(void *)((char *)s + key->at);
}

static int64_t *
number_at(struct settings_file *s, const struct key *key)
{
	return (int64_t *)(void *)((char *)s + key->at);
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

static int
set_value(struct settings_file *s, const char *path, const char *name,
	const char *value)
{
	const struct key *key = NULL;
	char **text;

	for (size_t i = 0; i < KEYS; i++) {
		if (strcmp(keys[i].name, name) == 0)
			key = &keys[i];
	}
	if (key == NULL || *value == '\0')
		return -1;
	if (key->kind == NUMBER)
		return parse_number(value, number_at(s, key));
	text = text_at(s, key);
	free(*text);
	*text = key->kind == PATH ? beside(path, value) : xstrdup(value);
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

int
settings_file_load(struct settings_file *s, const char *path, struct error *err)
{
	char *data, *line, *next, *eq;
	int number = 0, rc = 0;
	size_t n;

	if (file_read(path, CONFIG_LIMIT, &data, &n, err) != 0) {
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
		if (eq == NULL ||
			set_value(s, path, trim(line), trim(eq + 1)) != 0)
			rc = err_set(err, ERR_USAGE, "SETTINGS-6",
				"%s:%d: not a setting (key = value)", path,
				number);
	}
	free(data);
	return rc;
}

void
settings_file_init(struct settings_file *s)
{
	*s = (struct settings_file){
		.rate = -1, .retries = -1, .timeout = -1, .keep_days = -1
	};
}

void
settings_file_clear(struct settings_file *s)
{
	for (size_t i = 0; i < KEYS; i++) {
		if (keys[i].kind != NUMBER)
			free(*text_at(s, &keys[i]));
	}
	settings_file_init(s);
}
