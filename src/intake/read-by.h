#ifndef READ_BY_H
#define READ_BY_H

#include "base/errors.h"
#include "lib/digest.h"

/*
 * By what documents are read: the program's version, the schemas, the code
 * lists and the layouts. The same bytes say something else where these change,
 * so that a document that another one read is read anew.
 */
int read_by(char sha256[DIGEST_HEX], struct error *err);

#endif
