/*
 * Values of a row.
 */
#include "config.h"
#include <string.h>
#include "schema/value.h"

void
value_set_text(struct value *v, const char *s)
{
	*v = (struct value){
		.type = VALUE_TEXT, .n = (unsigned)strlen(s), .s = s
	};
}

bool
value_is_yes(const char *s)
{
	return s != NULL &&
		(strcmp(s, "true") == 0 || strcmp(s, "1") == 0 ||
			strcmp(s, "是") == 0);
}
