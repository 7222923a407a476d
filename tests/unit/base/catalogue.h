#ifndef CATALOGUE_H
#define CATALOGUE_H

#include <stdlib.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"

/* The catalogue that the program has; the caller's. */
static inline char *
catalogue_read(size_t *n)
{
	char *path = xasprintf("%s/" INTL_CATALOGUE, getenv("HECHA_LOCALEDIR"));
	struct error err = { 0 };
	char *data;

	ck_assert_int_eq(file_read(path, 1 << 24, &data, n, &err), 0);
	free(path);
	return data;
}

#endif
