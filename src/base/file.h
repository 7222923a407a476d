#ifndef FILE_H
#define FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "base/errors.h"

/* The data the program came with: "schemas/register.xsd" gives its path under
 * $HECHA_DATADIR or, without it, where it was installed. The caller's. */
char *file_data_path(const char *name);

/* The path with no link among its folders; of the last name nothing is asked.
 * The caller's. */
char *file_place(const char *path);

/* Open it to read: -1 with errno. A pipe that nobody writes into is one without
 * anything in it, and is not waited for. */
int file_open(const char *path);

/* A whole file in memory, NUL-terminated (not counted in *n); over limit bytes
 * is an error. The caller's. */
int file_read(const char *path, size_t limit, char **data, size_t *n,
	struct error *err);

/* Write all of it or nothing: a 0600 temporary in the same directory, synced,
 * renamed over path, directory synced. Where path is a link, over the file that
 * it leads to; ERR_USAGE where something else than a file is there, and
 * for "-". */
int file_write(const char *path, const void *data, size_t n, struct error *err);
/* The same where nothing may be replaced: ERR_USAGE where something is. */
int file_write_new(
	const char *path, const void *data, size_t n, struct error *err);

/* The same for writers that want a name: file_begin gives the temporary's path
 * (the caller's), file_commit renames it, file_abort removes it. */
int file_begin(const char *path, char **tmp, struct error *err);
int file_commit(const char *tmp, const char *path, struct error *err);
void file_abort(const char *tmp);
/* The same as file_commit where nothing may be replaced: ERR_SYSTEM where
 * something has that name by now. */
int file_commit_new(const char *tmp, const char *path, struct error *err);

/* Close what was read or written. rc is what it came to: returned, or where
 * that is 0 and any read or write has failed, whether it was told then or not,
 * -1 with ERR_SYSTEM. f NULL: nothing was opened. */
int file_close(FILE *f, const char *path, int rc, struct error *err);

/* All bytes of a file to standard output. */
int file_print(const char *path, struct error *err);

/* The directory and its parents, 0700, synced; existing ones are fine. */
int file_make_dir(const char *path, struct error *err);
/* The same, and which of them was made first: *made, the caller's, is NULL
 * where all were there. */
int file_make_new_dir(const char *path, char **made, struct error *err);
/* Undo that: the directory and its parents up to made, as long as they are
 * empty. made NULL: nothing was made. */
void file_unmake_dir(const char *path, const char *made);
/* Is there nothing in the directory? One that cannot be read is not empty. */
bool file_dir_is_empty(const char *path);
/* A new private directory beside a path, or below one that ends with "/", for
 * what nobody else may see before it is whole. The caller's; NULL sets err. */
char *file_work_dir(const char *beside, struct error *err);
/* It and all below it, as far as they can be removed; follows no link; NULL is
 * fine. */
void file_remove_dir(const char *path);

/* Several files that are there together or not at all: they are written into
 * tmp (by file_write), and the folder of that name is then the whole of them.
 * In one that was there they come to stand beside what it has, and take no
 * other's name; there a kill can leave some of them. */
struct file_dir {
	char *tmp, *path, *made;
};
/* The folder is made, and tmp; -1: nothing is there that was not. */
int file_begin_dir(struct file_dir *d, const char *path, struct error *err);
int file_commit_dir(struct file_dir *d, struct error *err);
/* In the end in any case. is_there: it was committed. */
void file_end_dir(struct file_dir *d, bool is_there);

#endif
