/*
 * What must be there in a database, and is not where it was damaged.
 */
#include "config.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/db.h"
#include "lib/given.h"

const char *
stmt_given(struct stmt *st, int i)
{
	const char *text = stmt_text(st, i);

	if (text == NULL)
		mem_end(_("the database is damaged, or somebody has changed "
			  "it: something that must be there is not"));
	return text;
}
