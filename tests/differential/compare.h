#ifndef DIFF_COMPARE_H
#define DIFF_COMPARE_H

#include "judge.h"

/*
 * Where the program is stricter than libxml2, or more lenient, on purpose.
 * Each is accepted only with the evidence that it is this and nothing else.
 */
enum apart {
	APART_NONE,
	APART_DOCTYPE,	   /* refused: it has one */
	APART_ENCODING,	   /* refused: off the list */
	APART_MISLABELLED, /* refused: called GBK, and is UTF-8 */
	APART_BYTES,	   /* refused: no characters of the encoding */
	APART_LIMIT,	   /* refused: a tag over 64 KiB */
	APART_KIND,	   /* refused: its root is no document of the program */
	APART_CODE,	   /* records rejected: a code that no list has */
	APART_GB,	   /* read: called GBK or GB2312, and is GB18030 */
	APART_UTF8, /* read: what is read whole is UTF-8, whatever it says */
	APART_COUNT
};

extern const char *const sandbox_names[APART_COUNT];

struct counts {
	unsigned long documents, malformed, invalid, valid;
	unsigned long records, rejected, faults, capped, imports;
	unsigned long apart[APART_COUNT];
	unsigned long differences;
};

struct comparing {
	struct counts *counts;
	struct subject *subject;
	const struct library *lib;
	bool through_import; /* also ask the import itself */
};

/* Compare all there is to compare about these bytes; NULL or what differs (in
 * the arena). */
const char *compare(const struct comparing *how, long which, struct bytes bytes,
	struct arena *a);

#endif
