#ifndef XLSX_BOOK_H
#define XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"
#include "base/strbuf.h"
#include "lib/xml.h"

struct arena;
struct xlsx_plain;
struct zipfile;

/*
 * What the sheets of an .xlsx have in common: which there are, how numbers are
 * shown, the texts that cells share. For grid-xlsx.c.
 */
struct xlsx_shown {
	unsigned shows; /* cell_shows */
	/* see struct cell */
	int digits, decimals, unshown, shift;
	bool is_percent, is_odd;
	const char *words;
};

struct xlsx_style {
	bool is_date;
	bool is_struck;	  /* the cell as a whole is struck out */
	bool is_text_odd; /* it shows another text than the cell's, or none */
	/* A number above nought, below it, nought; a date as the first. */
	struct xlsx_shown shown[3];
};

struct xlsx_part {
	char *name;   /* of a sheet */
	char *target; /* the entry in the zip file */
	bool is_hidden;
};

struct xlsx_book {
	struct zipfile *zip;
	const char *name; /* of the file, for messages */
	bool is_1904;
	struct xlsx_part *sheets;
	size_t nsheets;
	char *styles_part, *strings_part;
	struct xlsx_style *styles;
	size_t nstyles;
	struct strbuf texts; /* each with its NUL */
	size_t *offsets;     /* of shared text i; offsets[ntexts] is the end */
	size_t ntexts, cap;
	/* Is some of text i struck out, or raised behind a digit? */
	bool *struck;
	bool is_loaded;
	struct arena *arena; /* of the styles' words */
};

/* Which sheets there are. */
int xlsx_book_open(struct xlsx_book **out, const char *path, const char *name,
	struct error *err);
/* The rest, where a sheet is to be read. */
int xlsx_book_load(struct xlsx_book *book, struct error *err);
void xlsx_book_close(struct xlsx_book *b); /* NULL is fine */

/* Read one part; arg begins with a struct xlsx_fault, by which its events end
 * the reading. plain: what can be read without the parser, or NULL. */
struct xlsx_fault {
	int rc; /* not 0: stop */
	struct error *err;
};
/* Where its bytes come from, and who sees them besides. */
struct xlsx_source {
	const char *part;
	const struct strbuf *bytes; /* all of them, or NULL: unpack the part */
	void (*watch)(void *watcher, const void *bytes, size_t n); /* or NULL */
	void *watcher;
};
int xlsx_source_read(struct xlsx_book *b, const struct xlsx_source *source,
	const struct xml_events *events, const struct xlsx_plain *plain,
	void *arg, struct error *err);
int xlsx_part_read(struct xlsx_book *b, const char *part,
	const struct xml_events *events, const struct xlsx_plain *plain,
	void *arg, struct error *err);

/* Does the tag say that a run of text is struck out? */
struct xml_tag;
bool xlsx_is_struck(const struct xml_tag *tag);
/* That it stands above or below the line? */
bool xlsx_is_raised(const struct xml_tag *tag);
/* Would a raised text, behind what there is from there on, make other digits of
 * its last ones? */
bool xlsx_adds_digits(const struct strbuf *sb, size_t from, const char *text);

/* What a number format shows; its words are in the arena. */
struct xlsx_style xlsx_format(const char *code, struct arena *arena);
struct xlsx_style xlsx_builtin_format(long id, struct arena *arena);
/* _x000D_ and the like become their characters, in place. */
void xlsx_unescape(struct strbuf *sb, size_t from);

#endif
