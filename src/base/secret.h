#ifndef SECRET_H
#define SECRET_H

#include <stddef.h>
#include "base/errors.h"

/* A small file with a secret into buf, NUL-terminated; the caller wipes it.
 * ERR_USAGE where it cannot be read, where others can read it, or where it does
 * not fit. */
int secret_read(const char *path, char *buf, size_t size, struct error *err);

#endif
