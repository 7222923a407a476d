#ifndef COLLECTED_H
#define COLLECTED_H

#include "base/errors.h"

/*
 * What the level above passes on in a package of its own: collected.xml
 * (schemas/collected.xsd), each street with the package that holds. Sums and
 * verdict follow from it alone, so that anybody can make them again.
 */

/* What such a document says; texts are the caller's. */
struct collected_facts {
	char *division, *year, *name;
	char *text; /* the element of the manifest's facts, in whole lines */
};

/* ERR_INPUT where it is not valid. */
int collected_read(
	struct collected_facts *f, const char *path, struct error *err);
void collected_clear(struct collected_facts *f);

#endif
