#ifndef REUSE_SETTINGS_H
#define REUSE_SETTINGS_H

#include "lib/digest.h"

struct delivered;
struct run_options;

/* Everything but the documents and the day; what these did not deliver is among
 * it. */
void reuse_hash_settings(char out[DIGEST_HEX], const struct run_options *opts,
	const struct delivered *delivered);

#endif
