#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"
#include "schema/model.h"

/*
 * How columns of spreadsheets are called: by the titles of the schemas
 * themselves, and by layouts (layouts/ *.xml of the data directory).
 */
struct layout;
struct units;

/* A fact that a column can hold: an attribute, or the text of an element. */
struct fact {
	size_t number; /* among all */
	const struct kind *kind;
	const struct element *record;	   /* in which it stands */
	const struct element *row;	   /* record, or what repeats in it */
	const struct element *element;	   /* row, or what stands in it once */
	const struct attribute *attribute; /* NULL: the element's text */
};

/* What a column is. */
enum meaning {
	MEANS_NOTHING, /* no title that is known */
	MEANS_FACT,
	MEANS_VILLAGE, /* the name of a village */
	MEANS_HEADER,  /* a fact of the document: header says which */
	MEANS_ORDER,   /* the number of a record's row */
	MEANS_OWNER,   /* that of the record in which a row stands */
	MEANS_IGNORED,
	MEANS_GROUP, /* a heading over other columns */
};

struct column_meaning {
	enum meaning meaning;
	const struct fact *fact;
	const char *header;
	bool by_schema; /* by the schema's own title */
};

int layout_load(
	struct layout **out, const struct model *model, struct error *err);
/* One more, of the user's own. */
int layout_add(struct layout *layout, const char *path, struct error *err);
void layout_free(struct layout *layout); /* NULL is fine */

size_t layout_facts(const struct layout *layout);
const struct fact *layout_fact(const struct layout *layout, size_t number);
const struct fact *layout_find(const struct layout *layout,
	const struct element *element, const char *attribute);

/* A title as it is compared: width, blanks, brackets, units, 是否 make no
 * difference. The caller's. */
char *layout_fold(const struct layout *layout, const char *title);
/* Without brackets around it, folded; the caller's. */
char *layout_bare(const char *text);
/* Is it the title of anything at all? */
bool layout_knows(const struct layout *layout, const char *folded);
/* Words by which rows or names of a sort are known. */
enum layout_words {
	WORDS_TOTAL,	 /* rows of sums begin with them */
	WORDS_SUM,	 /* where a name is due, they say that it is a sum */
	WORDS_NOTE,	 /* notes and signatures begin with them */
	WORDS_VILLAGE,	 /* a village's name ends with them, or does without */
	WORDS_COMMUNITY, /* of these, those of what is no 村 */
	WORDS_ABOVE, /* the name of a place above a village ends with them */
	WORDS_COUNT, /* behind a number they say that it is a count */
	WORDS_YES,
	WORDS_NO,
	WORDS_HAVING,	/* yes, where a title asks for it with this word */
	WORDS_LACKING,	/* no, to such a title; elsewhere nothing */
	WORDS_MONEY,	/* before an amount they say that it is one */
	WORDS_NOTHING,	/* they say that a cell is blank */
	WORDS_NO_VALUE, /* errors, and words for what stands elsewhere */
	WORDS_NO_NAME,	/* no person is called so */
	WORDS_ASKING,	/* a title may begin with them, or do without */
	WORDS_YEAR,	/* behind a year above a table: it is of that year */
	WORDS_EXPORTED, /* before the day on which a table was exported */
	WORDS_UNIT,	/* a line above or below a table tells its unit */
	WORDS_DATE,    /* a number's format writes them beside parts of a day */
	WORDS_HELP,    /* sheets of a template that hold no records */
	WORDS_FACTS,   /* the sheet of what documents say of themselves */
	WORDS_EXAMPLE, /* rows that show how to fill one in begin with them */
	WORDS_LABEL,   /* stand between a code and its label */
	WORDS_LAST
};
/* Folded, up to NULL. */
const char *const *layout_words(
	const struct layout *layout, enum layout_words which);
/* Is it one of them? */
bool layout_is_word(const struct layout *layout, enum layout_words which,
	const char *folded);
const struct units *layout_units(const struct layout *layout);
/* Is it a mere heading over others? */
bool layout_is_group(const struct layout *layout, const char *folded);
/* What a column of this title is in a table whose rows are of this element. */
struct column_meaning layout_meaning(const struct layout *layout,
	const struct element *row, const char *folded);
/* Mark the elements, by number, of which the title can be a fact of their own.
 */
void layout_mark_rows(
	const struct layout *layout, const char *folded, bool *rows);
/* The same by the schema's own title, where there is one. */
struct column_meaning layout_schema_meaning(const struct layout *layout,
	const struct element *row, const char *folded);
/* Elements that rows can be of: records and what repeats in them. */
size_t layout_rows(const struct layout *layout);
const struct element *layout_row(const struct layout *layout, size_t i);
const struct kind *layout_kind(
	const struct layout *layout, const struct element *row);
/* The element of a sheet of this name (公示, 公示-公示的户); NULL: none. */
const struct element *layout_sheet(
	const struct layout *layout, const char *name);
/* The code that a layout gives for what is written (folded); NULL: none. */
const char *layout_value(const struct layout *layout, const struct fact *fact,
	const char *written);
/* Does it mean something usual where no column holds it? */
bool layout_is_rare(const struct layout *layout, const struct fact *fact);
/* Is a cell that is merged over several records' rows of all of them? */
bool layout_is_shared(const struct layout *layout, const struct fact *fact);
bool layout_has_values(const struct layout *layout, const struct fact *fact);
/* The fact by which its children name a record: id, or the first that must be
 * there. */
const struct fact *layout_key(
	const struct layout *layout, const struct element *record);

#endif
