#ifndef IMPORT_TABLES_H
#define IMPORT_TABLES_H

#include "base/strbuf.h"
#include "intake/tables.h"
#include "lib/digest.h"
#include "records/batch.h"

struct db;
struct writer;

/*
 * What the database keeps of a document that was made of tables: its files,
 * the place of each line, what no column delivered, what was refused.
 */
struct table_origin {
	struct tables *tables;
	size_t document; /* among those of tables */
};

/* 户信息.xlsx“柳泉村” and the row of a line of the document; 0: none. */
long table_origin_place(
	const struct table_origin *o, long line, struct strbuf *file);

/* Its files, sheets, columns and places. */
int table_origin_store(const struct table_origin *o, struct db *db,
	const char *prefix, long document, struct error *err);
/* Facts for which there was no column. */
int table_origin_lacks(const struct table_origin *o, struct writer *store,
	const char *prefix, long document, struct error *err);

/* A cell or a row that was refused, as a fault. place is the file's and the
 * sheet's; count: 0, it was told already that a cell with this value is none of
 * the choices; else in how many cells this fault stands. */
struct table_fault {
	struct reject reject;
	const char *place;
	uint64_t count;
};

/* All of them. *cells: how many cells; *rows: how many rows. */
typedef int table_fault_fn(
	void *arg, const struct table_fault *fault, struct error *err);
int table_origin_faults(const struct table_origin *o, table_fault_fn *f,
	void *arg, uint64_t *cells, uint64_t *rows, struct error *err);

/* What tells it from another: its bytes, whose hash is given, and all that is
 * kept of it besides, which its bytes do not say (a cell that is refused is
 * left out of them as a blank one is). Once its records were read. The files'
 * own hashes are not in it. */
int table_origin_hash(const struct table_origin *o, const char *document,
	char sha256[DIGEST_HEX], struct error *err);
/* Does it have this hash? Where it does not, nothing of it was read. */
int table_origin_is_same(const struct table_origin *o, const char *known,
	bool *same, struct error *err);
/* The files of one that is the same can have other bytes. */
int table_origin_renew(const struct table_origin *o, struct db *db,
	long document, struct error *err);

struct import_stats;

/* The cells of all sheets, added up. */
void tables_count_cells(const struct tables *t, struct import_stats *stats);

#endif
