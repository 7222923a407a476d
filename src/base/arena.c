/*
 * Memory that is freed all at once.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"

#define BLOCK (256 * 1024)

struct block {
	struct block *next;
	max_align_t data[];
};

struct arena {
	struct block *blocks;
	char *free;
	size_t left;
};

struct arena *
arena_new(void)
{
	return xcalloc(1, sizeof(struct arena));
}

void
arena_free(struct arena *a)
{
	struct block *b, *next;

	if (a == NULL)
		return;
	for (b = a->blocks; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	free(a);
}

void *
arena_alloc(struct arena *a, size_t size)
{
	size_t need = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) *
		sizeof(max_align_t);
	void *p;

	if (need > a->left) {
		size_t room = need > BLOCK ? need : BLOCK;
		struct block *b = xmalloc(sizeof *b + room);

		b->next = a->blocks;
		a->blocks = b;
		a->free = (char *)b->data;
		a->left = room;
	}
	p = a->free;
	a->free += need;
	a->left -= need;
	return p;
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}
