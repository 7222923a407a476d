#ifndef XML_VALID_H
#define XML_VALID_H

#include "base/errors.h"

struct _xmlSchema;

/* Is a file of our own making well-formed and valid by the schema? It is read
 * in a stream, and no tree is made. 1 it is, 0 it is not valid; -1 and
 * ERR_SYSTEM where it cannot be read or is not well-formed. */
int xml_valid_file(
	const char *path, struct _xmlSchema *schema, struct error *err);

#endif
