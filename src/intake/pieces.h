#ifndef PIECES_H
#define PIECES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "intake/sheet.h"

/*
 * What the rows of all tables say, kept in a file that nobody else sees until
 * the last of them was read; in memory stands only which record each is of.
 */
struct pieces;

/* Of which record a piece is. */
struct piece_mark {
	const char *key;
	uint64_t offset;
	uint32_t record, file; /* numbers of the caller's */
	bool derived;
};

/* The rest of it. */
struct kept_piece {
	uint32_t element, sheet;
	int64_t row;
	const char *owner, *village;
	struct facts facts;
};

int pieces_new(struct pieces **out, struct error *err);
void pieces_free(struct pieces *pieces); /* NULL is fine */

/* The mark's offset need not be set; all texts are copied. */
int pieces_add(struct pieces *pieces, const struct piece_mark *mark,
	const struct kept_piece *piece, struct error *err);
/* What was added can be read now. */
int pieces_flush(struct pieces *pieces, struct error *err);
/* Piece i speaks of the record of this key, which is another piece's; NULL: it
 * is dropped when they are sorted. */
void pieces_give_key(struct pieces *pieces, size_t i, const char *key);
/* After the last: by record, key, and as they came. */
int pieces_sort(struct pieces *pieces, struct error *err);
/* Forget those that came after the first n; before they are sorted. */
void pieces_cut(struct pieces *pieces, size_t n);
size_t pieces_count(const struct pieces *pieces);
const struct piece_mark *pieces_mark(const struct pieces *pieces, size_t i);
/* Its texts are borrowed until the next call. */
int pieces_read(struct pieces *pieces, size_t i, struct kept_piece *out,
	struct error *err);

#endif
