/*
 * Where the program's own files are.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/home.h"
#include "base/mem.h"

/* The folder that the program stands in; NULL: nobody knows. */
static char *
own_folder(void)
{
	char *path = realpath("/proc/self/exe", NULL);
	char *slash = path != NULL ? strrchr(path, '/') : NULL;

	if (slash != NULL)
		*slash = '\0';
	return path;
}

static char *
real_path(const char *path)
{
	char *real = realpath(path, NULL);

	return real != NULL ? real : xstrdup(path);
}

/* FOLDER/PLACE, if what makes it the right one is there. */
static char *
beside(const char *folder, const char *place, const char *proof)
{
	char *dir = xasprintf("%s/%s", folder, place);
	char *file = xasprintf("%s/%s", dir, proof);
	char *found = access(file, R_OK) == 0 ? real_path(dir) : NULL;

	free(file);
	free(dir);
	return found;
}

/* Of the places beside the program, the first that has the proof. The build
 * folder is known by its config.h; the source tree is it, or above it. */
static char *
first_beside(const char *installed, const char *const *built, const char *proof)
{
	char *folder = own_folder(), *config = NULL, *found = NULL;

	if (folder == NULL)
		return NULL;
	config = xasprintf("%s/../config.h", folder);
	if (access(config, R_OK) != 0)
		found = beside(folder, installed, proof);
	for (size_t i = 0;
		found == NULL && access(config, R_OK) == 0 && built[i] != NULL;
		i++)
		found = beside(folder, built[i], proof);
	free(config);
	free(folder);
	return found;
}

static char *
find(const char *variable, char *found, const char *compiled)
{
	const char *named = getenv(variable);

	if (named == NULL || *named == '\0')
		return found != NULL ? found : real_path(compiled);
	free(found);
	return real_path(named);
}

char *
home_data(void)
{
	static const char *const built[] = { "..", "../..", "../../..", NULL };

	return find("HECHA_DATADIR",
		first_beside("../share/hecha", built, "schemas/common.xsd"),
		HECHA_DATADIR);
}

char *
home_locale(void)
{
	static const char *const built[] = { "../locale", NULL };

	return find("HECHA_LOCALEDIR",
		first_beside(
			"../share/locale", built, "zh_CN/LC_MESSAGES/hecha.mo"),
		HECHA_LOCALEDIR);
}

char *
home_settings(void)
{
	const char *named = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (named != NULL && *named == '/')
		return xasprintf("%s/hecha", named);
	return home != NULL && *home == '/'
		? xasprintf("%s/.config/hecha", home)
		: NULL;
}
