#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

/* Memory that is freed all at once: what one chunk of input needs. */
struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a);		 /* NULL is fine */
void *arena_alloc(struct arena *a, size_t size); /* aligned, not cleared */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_strdup(struct arena *a, const char *s);

#endif
