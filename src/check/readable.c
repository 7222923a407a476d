/*
 * Which tables and views the SQL of rules may read.
 */
#include "config.h"
#include "check/readable.h"
#include "lib/db.h"

/* Every table and view but the program's own; of these only the documents,
 * through their view. A line each, since SQLite may not be asked while it
 * asks whether a table may be read. */
static const char names_sql[] =
	"SELECT char(10) || group_concat(name, char(10)) || char(10)"
	" FROM sqlite_schema WHERE type IN ('table', 'view')"
	" AND (name IN ('hc_document', 'hc_undelivered', 'hc_usual') OR (name "
	"NOT LIKE "
	"'hc~_%' ESCAPE '~'"
	" AND name NOT LIKE 'sqlite~_%' ESCAPE '~'))";

int
readable_list(char **names, struct db *db, struct error *err)
{
	return db_get_text(db, names_sql, names, err);
}
