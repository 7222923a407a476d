#ifndef MEM_H
#define MEM_H

#include <stddef.h>

/* Allocation that never returns NULL: out of memory ends the program with
 * status 4. Free what they return with free(). */
void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
void *xreallocarray(void *p, size_t n, size_t size);
char *xstrdup(const char *s); /* NULL gives NULL */
char *xstrndup(const char *s, size_t n);
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
