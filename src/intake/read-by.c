/*
 * The hash of all that says how documents are read: see read-by.h.
 */
#include "config.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/version.h"
#include "intake/read-by.h"

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n > m && strcmp(s + n - m, end) == 0;
}

static int
says_how(const struct dirent *e)
{
	return e->d_name[0] != '.' &&
		(ends_with(e->d_name, ".xsd") || ends_with(e->d_name, ".xml"));
}

/* Their names and what they hold, in the order of the names. */
static int
add_files(struct digest *d, const char *folder, struct error *err)
{
	char *dir = file_data_path(folder), sha256[DIGEST_HEX];
	struct dirent **names = NULL;
	int n = scandir(dir, &names, says_how, alphasort), rc = 0;

	/* who needs a folder that is not there says so */
	if (n < 0 && errno != ENOENT)
		rc = err_set(err, ERR_SYSTEM, "READ-BY-1",
			"%s: cannot read this directory", dir);
	for (int i = 0; i < n; i++) {
		char *path = xasprintf("%s/%s", dir, names[i]->d_name);

		if (rc == 0)
			rc = digest_sha256_file(path, sha256, err);
		if (rc == 0) {
			digest_add(d, names[i]->d_name,
				strlen(names[i]->d_name) + 1);
			digest_add(d, sha256, sizeof sha256);
		}
		free(path);
		free(names[i]);
	}
	free(names);
	free(dir);
	return rc;
}

int
read_by(char sha256[DIGEST_HEX], struct error *err)
{
	struct digest *d = digest_new();

	digest_add(d, VERSION_NAME, sizeof VERSION_NAME);
	if (add_files(d, "schemas", err) != 0 ||
		add_files(d, "layouts", err) != 0) {
		digest_free(d);
		return -1;
	}
	digest_hex(d, sha256);
	return 0;
}
