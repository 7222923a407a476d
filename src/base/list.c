/*
 * Lists of words with white space between them.
 */
#include "config.h"
#include <string.h>
#include "base/list.h"

static const char blanks[] = " \t\r\n";

const char *
list_next(const char **list, size_t *n)
{
	const char *word = *list;

	if (word == NULL)
		return NULL;
	word += strspn(word, blanks);
	*n = strcspn(word, blanks);
	*list = word + *n;
	return *n > 0 ? word : NULL;
}

bool
list_has(const char *list, const char *word)
{
	size_t length = strlen(word), n;

	for (const char *s; (s = list_next(&list, &n)) != NULL;) {
		if (n == length && memcmp(s, word, n) == 0)
			return true;
	}
	return false;
}
