#ifndef WORDING_H
#define WORDING_H

#include <stdbool.h>
#include "base/lang.h"

struct codes;

/* How findings are put into words. */
struct finding_words {
	const struct codes *codes;
	enum lang lang;
	bool masked;
};

struct finding_evidence {
	const char *name, *label;
	const char *value; /* as shown: formatted, masked */
};

#define FINDING_MAX_EVIDENCE 32

#endif
