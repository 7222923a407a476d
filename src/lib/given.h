#ifndef GIVEN_H
#define GIVEN_H

struct stmt;

/* As stmt_text, of what is there in every database that the program made: where
 * it is not, the program ends, with status 4 and what was begun undone. */
const char *stmt_given(struct stmt *st, int i);

#endif
