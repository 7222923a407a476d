#ifndef MEM_H
#define MEM_H

#include <stddef.h>

/* Allocation that never returns NULL: out of memory ends the program with
 * status 4 (with glibc that of the libraries too). Nothing is half done by it:
 * what is written goes beside its place first, what is stored is a transaction.
 * Free what they return with free(). */
void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
void *xreallocarray(void *p, size_t n, size_t size);
char *xstrdup(const char *s); /* NULL gives NULL */
char *xstrndup(const char *s, size_t n);
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The same end for another reason, which is said as "hecha: …". */
void mem_end(const char *sentence) __attribute__((noreturn));

/* What is said then, in the user's language; without it, in English. */
void mem_say(const char *sentence);
/* What is done then, once. */
void mem_at_end(void (*work)(void));

#endif
