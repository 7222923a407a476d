#ifndef TRUST_H
#define TRUST_H

#include <stddef.h>
#include "base/errors.h"

/*
 * Whom this user trusts to sign packages: certificates, a file each, in the
 * folder hecha/trust of his settings (base/home.h).
 */

/* Copy a file of certificates there; *line, the caller's, says what it is.
 * Again is fine. ERR_USAGE where it is none. */
int trust_add(const char *path, char **line, struct error *err);

/* The files, in byte order of their names; each and the array the caller's. */
int trust_list(char ***paths, size_t *n, struct error *err);

/* Remove the one whose first certificate's hash begins so (4 digits or more);
 * *line as above. ERR_USAGE where there is none or more than one. */
int trust_remove(const char *which, char **line, struct error *err);

#endif
