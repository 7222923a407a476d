/*
 * Which SQL can read some tables, by its letters.
 */
#include "config.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "check/mentions.h"
#include "lib/db.h"

struct mentions {
	char **names;
	size_t n;
};

static void
add(struct mentions *m, const char *name, size_t n)
{
	m->names = xreallocarray(m->names, m->n + 1, sizeof *m->names);
	m->names[m->n++] = xstrndup(name, n);
}

static bool
has(const struct mentions *m, const char *name)
{
	for (size_t i = 0; i < m->n; i++) {
		if (strcmp(m->names[i], name) == 0)
			return true;
	}
	return false;
}

static bool
goes_on(char c)
{
	return c == '_' || (unsigned char)c >= 0x80 ||
		isalnum((unsigned char)c);
}

/* As a word by itself? */
static bool
mentions(const char *sql, const char *name)
{
	size_t n = strlen(name);
	const char *at = sql;

	while ((at = strcasestr(at, name)) != NULL) {
		if ((at == sql || !goes_on(at[-1])) && !goes_on(at[n]))
			return true;
		at++;
	}
	return false;
}

bool
mentions_any(const struct mentions *m, const char *sql)
{
	for (size_t i = 0; sql != NULL && i < m->n; i++) {
		if (mentions(sql, m->names[i]))
			return true;
	}
	return false;
}

/* Views of views come round after round, until there is none more. */
static int
add_views(struct mentions *m, struct db *db, struct error *err)
{
	struct stmt *st;
	size_t before;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT name, sql FROM main.sqlite_schema"
		    " WHERE type = 'view'",
		    err) != 0)
		return -1;
	do {
		before = m->n;
		while ((rc = stmt_step(st, err)) == 1) {
			const char *name = stmt_text(st, 0);

			if (!has(m, name) && mentions_any(m, stmt_text(st, 1)))
				add(m, name, strlen(name));
		}
		stmt_reset(st);
	} while (rc == 0 && m->n > before);
	stmt_free(st);
	return rc;
}

int
mentions_begin(struct mentions **out, struct db *db, const char *names,
	struct error *err)
{
	struct mentions *m = xcalloc(1, sizeof *m);

	*out = m;
	for (const char *s = names + strspn(names, "\n"); *s != '\0';) {
		size_t n = strcspn(s, "\n");

		add(m, s, n);
		s += n + strspn(s + n, "\n");
	}
	return add_views(m, db, err);
}

void
mentions_end(struct mentions *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->n; i++)
		free(m->names[i]);
	free(m->names);
	free(m);
}
