/*
 * Without libFuzzer: what it once began with or found is read again, each file
 * of the folders that are given. HECHA_FUZZ is the folder's name, as make fuzz
 * has it, but for "corpus".
 */
#include "config.h"
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static size_t
play(const char *dir)
{
	const char *kind = strrchr(dir, '/') + 1;
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t played = 0;

	if (strcmp(kind, "corpus") == 0)
		unsetenv("HECHA_FUZZ");
	else
		setenv("HECHA_FUZZ", kind, 1);
	while (d != NULL && (e = readdir(d)) != NULL) {
		char *path = xasprintf("%s/%s", dir, e->d_name), *data;
		struct error err;
		size_t n;

		if (e->d_name[0] != '.' &&
			file_read(path, (size_t)1 << 24, &data, &n, &err) ==
				0) {
			printf("%s\n", path);
			fflush(stdout);
			LLVMFuzzerTestOneInput((const uint8_t *)data, n);
			free(data);
			played++;
		}
		free(path);
	}
	if (d != NULL)
		closedir(d);
	return played;
}

int
main(int argc, char **argv)
{
	int rc = argc > 1 ? 0 : 1;

	for (int i = 1; i < argc; i++)
		rc |= play(argv[i]) == 0;
	return rc;
}
