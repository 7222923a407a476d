#ifndef LIST_H
#define LIST_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Lists of words with white space between them, as schemas, plans, packs and
 * records have them: codes, clauses, kinds of documents. NULL is an empty list.
 */

/* The next word, which has *n bytes, or NULL where there is none; *list is put
 * behind it:
 *	for (const char *s; (s = list_next(&list, &n)) != NULL;) */
const char *list_next(const char **list, size_t *n);
bool list_has(const char *list, const char *word);

#endif
