/*
 * Whom this user trusts to sign packages.
 */
#include "config.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/home.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/cms.h"
#include "send/trust.h"

#define FILE_LIMIT ((size_t)1 << 20)

/* NULL with err where there is no home. */
static char *
trust_folder(struct error *err)
{
	char *home = home_settings(), *folder;

	if (home == NULL) {
		err_set(err, ERR_USAGE, "TRUST-1",
			"no folder for settings: HOME is not set");
		return NULL;
	}
	folder = xasprintf("%s/trust", home);
	free(home);
	return folder;
}

int
trust_add(const char *path, char **line, struct error *err)
{
	char hash[DIGEST_HEX], *folder = trust_folder(err), *to, *data;
	int rc = -1;
	size_t n;

	*line = NULL;
	if (folder == NULL)
		return -1;
	if (cms_fingerprint(path, hash, err) == 0 &&
		cms_describe(line, path, err) == 0 &&
		file_read(path, FILE_LIMIT, &data, &n, err) == 0) {
		to = xasprintf("%s/%s.pem", folder, hash);
		rc = file_make_dir(folder, err);
		if (rc == 0)
			rc = file_write(to, data, n, err);
		free(data);
		free(to);
	}
	free(folder);
	return rc;
}

static int
is_certificate(const struct dirent *e)
{
	size_t n = strlen(e->d_name);

	return n > 4 && strcmp(e->d_name + n - 4, ".pem") == 0;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

int
trust_list(char ***paths, size_t *n, struct error *err)
{
	char *folder = trust_folder(err);
	struct dirent **names = NULL;
	int found;

	*paths = NULL;
	*n = 0;
	if (folder == NULL)
		return -1;
	found = scandir(folder, &names, is_certificate, by_name);
	if (found < 0 && errno != ENOENT) {
		err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", folder,
			err_reason(errno));
		free(folder);
		return -1;
	}
	*paths = xcalloc((size_t)(found > 0 ? found : 0) + 1, sizeof **paths);
	for (int i = 0; i < found; i++) {
		(*paths)[(*n)++] = xasprintf("%s/%s", folder, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	free(folder);
	return 0;
}

/* The one file whose name begins so; *hits says how many there are. */
static char *
find(char **paths, size_t n, const char *which, int *hits)
{
	char *found = NULL;

	*hits = 0;
	for (size_t i = 0; i < n; i++) {
		const char *name = strrchr(paths[i], '/') + 1;

		if (strlen(which) < 4 ||
			strncmp(name, which, strlen(which)) != 0)
			continue;
		++*hits;
		found = paths[i];
	}
	return *hits == 1 ? found : NULL;
}

int
trust_remove(const char *which, char **line, struct error *err)
{
	char **paths, *path;
	int hits, rc = -1;
	size_t n;

	*line = NULL;
	if (trust_list(&paths, &n, err) != 0)
		return -1;
	path = find(paths, n, which, &hits);
	if (path == NULL && hits == 0)
		err_set(err, ERR_USAGE, "TRUST-2",
			"%s: no such certificate is trusted", which);
	else if (path == NULL)
		err_set(err, ERR_USAGE, "TRUST-3",
			"%s: several certificates begin so; give more of it",
			which);
	else if (cms_describe(line, path, err) == 0)
		rc = unlink(path) == 0
			? 0
			: err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
				  err_reason(errno));
	for (size_t i = 0; i < n; i++)
		free(paths[i]);
	free(paths);
	return rc;
}
