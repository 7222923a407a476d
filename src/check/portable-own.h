#ifndef PORTABLE_OWN_H
#define PORTABLE_OWN_H

#include <stdbool.h>
#include <stddef.h>
#include "check/sql-words.h"

/* What portable and portable-texts know of a query, and nobody else. */

/* What the schemas say of the columns that bear a name. */
struct column_facts {
	bool is_known;	 /* some table has it, and the query names none so */
	bool is_text;	 /* of such a table it is none of numbers */
	bool is_certain; /* records must have it, of one kind at least */
	bool is_free;	 /* text of no form, of one kind at least */
};

struct column_facts portable_learn(const struct words *w, size_t i);
/* Is what begins there, up to the next comma or where its brackets end, a text
 * that is no column's? Such are compared and ordered by the database's own
 * collation; those of columns, and what is made of them, by their bytes. */
bool portable_is_own_text(const struct words *w, size_t i);
/* Are both sides of the sign that compares texts that are no column's? */
bool portable_compares_own(const struct words *w, size_t i);

#endif
