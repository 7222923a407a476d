#ifndef DIFF_JUDGE_H
#define DIFF_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include "value.h"

struct _xmlSchema;
struct arena;

/*
 * Two verdicts on the same bytes: that of libxml2, asked plainly, and that of
 * the program, asked through what its import is made of.
 */
struct bytes {
	const char *data;
	size_t n;
};

/* Every schema, as it is and as libxml2 has read it. */
struct library {
	struct schema *schemas[32];
	struct _xmlSchema *xsds[32];
	size_t n;
	struct codebook *book;
};

struct fault {
	int code; /* libxml2's */
	long line;
	const char *element, *attribute; /* local names; attribute or NULL */
	long record;			 /* which one it lies in, -1: none */
};

struct record {
	const char *name, *id; /* id: what the program calls it, or NULL */
	bool known;	       /* the root may have a child of this name */
	long begin, tag, end;  /* lines: of its '<', of the end of its tag,
				* of the last tag in it */
	struct fault *faults;  /* validated alone, and in the whole */
	size_t nfaults, nalone;
	bool bad_code; /* a code that codes.xml does not have */
};

struct reference {
	bool well_formed, has_doctype, valid;
	bool undecoded;	      /* well-formed, and bytes behind that it left */
	bool has_text;	      /* between the records */
	const char *encoding; /* as declared or found, or NULL */
	const char *root;     /* its local name */
	struct fault *faults; /* of the whole document */
	size_t nfaults, cap;
	struct record *records;
	size_t nrecords;
	const struct schema *schema; /* that it was judged by */
};

/* Before the program's own set-up. Exits where a schema cannot be read. */
void library_read(struct library *lib, const char *dir);
void library_clear(struct library *lib);
/* The number of this schema, or -1. */
long library_find(const struct library *lib, const char *name);

/* By the schema which, or where it is one of records by that of the root's
 * name. encoding: NULL, or what to believe instead of the declaration. All of
 * it in the arena. */
void reference_read(struct reference *ref, struct arena *a,
	const struct library *lib, long which, struct bytes bytes,
	const char *encoding);

/* One fault as import tells it. */
struct told {
	long line;
	const char *record, *code, *text;
};

struct verdict {
	bool refused; /* the whole document */
	const char *message;
	struct fault *head; /* of the root; of all where no records are */
	size_t nhead;
	size_t records, rejected;
	struct told *told;
	size_t ntold;
	long *accepted; /* lines of the records that went in */
	size_t naccepted;
};

struct subject;

struct subject *subject_new(const struct library *lib);
void subject_free(struct subject *s);
void subject_read(struct subject *s, struct verdict *v, struct arena *a,
	const struct schema *schema, struct bytes bytes);
/* The same by the whole import into a database in memory, or the loading of a
 * plan and its like: refused, records, rejected and told. False where it knew
 * these very bytes. */
bool subject_import(struct subject *s, struct verdict *v, struct arena *a,
	const struct schema *schema, struct bytes bytes);
/* The sentences that may stand for a fault in English: one for each element
 * of its name that the record may hold. At most max; how many. */
size_t subject_sentences(const struct subject *s, struct arena *a,
	const struct reference *ref, const struct fault *fault,
	const char **out, size_t max);

#endif
