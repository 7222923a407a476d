/*
 * For tests, to be loaded before the program: another program that changes the
 * database as soon as it is let in, which is between the indexes of a check and
 * its run; or, with BETWEEN=n, the end of the program at its nth commit.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef int exec_fn(sqlite3 *db, const char *sql,
	int (*row)(void *, int, char **, char **), void *arg, char **err);

int
sqlite3_exec(sqlite3 *db, const char *sql,
	int (*row)(void *, int, char **, char **), void *arg, char **err)
{
	static exec_fn *real;
	static bool changed;
	static int commits;
	const char *end = getenv("BETWEEN");
	sqlite3 *other;
	int rc;

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "sqlite3_exec");
	rc = real(db, sql, row, arg, err);
	if (strcmp(sql, "COMMIT") != 0 || changed)
		return rc;
	if (end != NULL && ++commits == atoi(end))
		raise(SIGKILL);
	if (end != NULL)
		return rc;
	sqlite3_open(sqlite3_db_filename(db, "main"), &other);
	changed = real(other, "DELETE FROM household", NULL, NULL, NULL) ==
		SQLITE_OK;
	sqlite3_close(other);
	return rc;
}
