#ifndef IMPORT_FILE_H
#define IMPORT_FILE_H

#include "lib/digest.h"
#include <stdint.h>
#include "base/errors.h"
#include "intake/import-find.h"
#include "intake/import.h"

struct _xmlSchema;
struct stmt;
struct table_origin;
struct writer;

/* What goes into one transaction. */
struct importing {
	struct stmt *find, *insert; /* of documents; import_end frees them */
	long number; /* of the last new one; 0: to be looked for */
	struct db *db;
	const struct import_opts *opts;
	struct import_stats *stats;
	uint64_t total; /* bytes of all files */
	size_t nfiles;
	struct writer *store;
	struct _xmlSchema **schemas; /* of the model's kinds, NULL: not yet */
	char read_by[DIGEST_HEX];    /* see read-by.h */
};

/* One document; of tables, origin says where its lines come from. One that is
 * refused is taken back; those before it stay. */
int import_document(struct importing *in, const struct import_file *input,
	struct table_origin *origin, struct error *err);
/* After the last. */
void import_end(struct importing *in);
/* All that is known of a document. */
int import_forget(struct importing *in, long document, struct error *err);

#endif
