#ifndef SHEET_H
#define SHEET_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"
#include "intake/cell.h"
#include "intake/layout.h"

/*
 * One file with tables, sheet by sheet: where the header is, what its columns
 * are, and its rows as pieces of records. Every cell is accounted for.
 */

/* Why cells were not read. */
enum ignored {
	IGNORED_TITLE,	 /* above the header */
	IGNORED_HEADER,	 /* the header, also repeated */
	IGNORED_COLUMN,	 /* of a column that is no fact (序号, 县) */
	IGNORED_UNKNOWN, /* of a column whose title nobody knows */
	IGNORED_NOTHING, /* words for nothing: - / None */
	IGNORED_TOTAL,	 /* rows of sums */
	IGNORED_NOTE,	 /* signatures and notes below the table */
	IGNORED_EXAMPLE,
	IGNORED_HIDDEN, /* hidden sheets */
	IGNORED_SHEET,	/* sheets that are no table of ours */
	IGNORED_LAST
};
/* In words, zh or en. */
const char *ignored_name(enum ignored why, enum lang lang);

struct tally {
	uint64_t read, used, refused, ignored[IGNORED_LAST];
};

/* A fact in a piece: this, the value, a NUL. */
struct fact_head {
	uint32_t fact, column, n; /* numbers; the value's length */
};

/* A column of a sheet, for --explain. */
struct memo;

struct sheet_column {
	long column;
	char *title, *folded;
	char *over; /* headings above it, a line each */
	struct column_meaning meaning;
	bool clashes;	  /* another column is the same fact */
	bool other_unit;  /* it is told in another unit */
	bool is_anothers; /* perhaps not of the household: see joins_by_head */
	bool is_beside;	  /* of another table, beside this one */
	uint64_t cells, refused;
	char *samples[3]; /* masked */
	/* while it is read */
	long own_row;	       /* the last on which it has a cell of its own */
	struct fact_head head; /* of its facts in a piece */
	bool is_village;       /* its code */
	bool is_name;	       /* of a person */
	const struct attribute *header; /* of the document, where it is that */
	struct memo *memo, *titles;
};

struct sheet {
	size_t file; /* as the caller numbers files */
	char *name;
	bool is_1904, is_hidden, is_text;
	const struct element *row;    /* what its rows are; NULL: no table */
	const struct element *record; /* in which they stand */
	const struct kind *kind;
	long header; /* the row, 0: none */
	long width;  /* columns of the header, of a text with separators */
	struct sheet_column *columns;
	size_t ncolumns;
	char *titles;	/* what stands above the header, a line each */
	char *sections; /* rows with nothing but a word or two, a line each */
	/* the village that its rows name, the same in all that name one */
	char *village;
	bool villages_differ;
	/* a list of responsible persons that names households by their heads */
	bool joins_by_head;
	bool unit_below; /* a note says that amounts are in a larger unit */
	bool has_ids;
	bool ids_are_long; /* the first of its rows has such a one */
	long document;	   /* that its rows went into, -1: none */
	uint64_t rows;
	struct tally tally;
};

/* A cell, or a row (column -1), that was not taken; a fact for which there is
 * no cell (column -1, with its title). */
struct refusal {
	size_t sheet; /* as the caller numbers sheets */
	long row, column;
	char *title; /* of the column, NULL: the whole row */
	char *key;   /* of the record, or NULL */
	enum cell_why why;
	const struct fact *fact;
	char *value;	     /* of a code, else NULL */
	const char *text[2]; /* instead of why, static; or NULL */
};

/* Facts, one after another: see struct fact_head. */
struct facts {
	const char *data;
	size_t size, n; /* bytes, facts */
};

/* What a row says of one record. */
struct piece {
	size_t sheet;
	long row;
	const struct element *element; /* the record's, or what repeats in it */
	bool derived;	 /* the record's facts on a row of something else */
	const char *key; /* of the record, "" where it has none */
	const char *owner; /* 序号 of a record's row, 所属序号 of a child's */
	const char *village; /* its name as it is written, "" */
	struct facts facts;
};

/* What the reader hands on; -1 with err ends it. header: a fact of the
 * document, such as year, of this kind (NULL: of whatever the sheet holds). */
struct sheet_sink {
	int (*begin)(void *arg, struct sheet *sheet, struct error *err);
	int (*piece)(void *arg, const struct piece *piece, struct error *err);
	int (*header)(void *arg, size_t sheet, const struct kind *kind,
		const char *name, const char *value, struct error *err);
	void (*refused)(void *arg, struct refusal *refusal); /* takes it */
};

/* What headers were found to be, for the next files. */
struct header_memo;
struct header_memo *header_memo_new(void);
void header_memo_free(struct header_memo *memo); /* NULL is fine */

/* The file, and the numbers of it and of its first sheet. */
struct sheet_source {
	const char *path, *name;
	size_t file, sheet;
	bool alone; /* no second thread */
	/* See struct grid_events; NULL: merged cells are looked for first. */
	bool *merged_later;
	struct header_memo *headers;
};

/* Sheets are the sink's from begin on. */
int sheet_read(const struct sheet_source *source, const struct layout *layout,
	const struct sheet_sink *sink, void *arg, struct error *err);
void sheet_free(struct sheet *sheet);

/* "BC" for 54. */
void sheet_add_letters(struct strbuf *sb, long column);

#endif
