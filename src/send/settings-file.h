#ifndef SETTINGS_FILE_H
#define SETTINGS_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"

/* What a settings file says; NULL or -1: nothing. */
struct settings_file {
	char *to, *method, *ca, *cert, *key, *passphrase, *credentials;
	char *proxy, *proxy_credentials, *user, *host_key, *region, *receipt;
	char *receipt_at, *make_folder;
	int64_t rate, retries, timeout, keep_days;
};

/* ERR_USAGE with file and line for what is no setting. */
int settings_file_load(
	struct settings_file *s, const char *path, struct error *err);
void settings_file_init(struct settings_file *s);
void settings_file_clear(struct settings_file *s);

#endif
