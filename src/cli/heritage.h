#ifndef HERITAGE_H
#define HERITAGE_H

#include <stdbool.h>
#include "base/errors.h"
#include "base/lang.h"

struct db;

/*
 * What an audit finds in its directory and lets live on: earlier runs, what
 * people decided, the outbox, and reports that somebody has written into.
 */
struct heritage;

/* Keep other audits out of the directory, and writers off the database there,
 * if there is one. */
int heritage_begin(struct heritage **out, const char *dir, const char *path,
	struct error *err);
/* Into the new database, whose tables are there and empty. A database that
 * cannot be read, or is of another version, is left out: see heritage_replace;
 * one of another year is ERR_USAGE. */
int heritage_take(struct heritage *h, struct db *db, struct error *err);
/* When the records are there: where none is of a street that the old database
 * had, what was decided there must not settle anything here. ERR_USAGE. */
int heritage_check_street(struct heritage *h, struct db *db, struct error *err);
/* Before the reports are written: each that is not as it was written from here
 * gets another name, which is told unless the one in its place comes to be the
 * same. And after: remember how they are. */
int heritage_spare(
	struct heritage *h, struct db *db, enum lang lang, struct error *err);
int heritage_note(struct heritage *h, struct db *db, struct error *err);
/* The same of one file that a command is to write: unless it is, to the byte,
 * what was written from this database, it gets another name, which is told. And
 * after: remember how it is. Where that cannot be, the next time keeps it. The
 * database is read: it is closed meanwhile, so that the one that writes leaves
 * no log beside it, and opened again. */
int heritage_spare_file(
	struct db *db, const char *path, char **kept, struct error *err);
/* Whether the file was made then: the other one is told (kept, NULL: none;
 * freed here), or goes back to its place. */
void heritage_spared(const char *path, char *kept, bool is_made);
int heritage_note_file(struct db **db, const char *path, struct error *err);
/* fresh takes the place of the old database; one that was left out is kept
 * under another name, which is told. */
int heritage_replace(struct heritage *h, const char *fresh, struct error *err);
void heritage_end(struct heritage *h); /* NULL is fine */

#endif
