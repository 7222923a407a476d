#ifndef SCRATCH_H
#define SCRATCH_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * Temporary files and folders, which may hold people's data: known as long as
 * they are there, removed when a signal ends the program, and, where it had no
 * time to (a kill, a power cut), by the next that makes one beside them.
 *
 * Who makes one holds a lock on it. One that nobody holds is left over.
 */

/* Wait for SIGINT, SIGTERM and SIGHUP in a thread of its own; they then remove
 * what is known and end the program as ever; want of memory does so as well.
 * Before any other thread. */
void scratch_watch(void);
/* For a child before it becomes another program: signals as they were. */
void scratch_unwatch(void);

/* A process group that works in such a folder ends with us; 0: it has ended.
 * One a thread at once. */
void scratch_child(pid_t group);

/* Make a file or a folder; name ends with XXXXXX and becomes its name. False
 * with errno where it cannot be made. */
bool scratch_make(char *name, bool is_folder);
/* It was removed, or is another's now (renamed). */
void scratch_forget(const char *path);
/* Remove what is left over in a folder. */
void scratch_sweep(const char *dir);
/* It and all below it, as far as they can be removed; follows no link. */
void scratch_remove(const char *path);

#endif
