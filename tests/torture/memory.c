/*
 * Preloaded: the n-th allocation fails (FAIL_AT), whoever asks for it, and with
 * FAIL_ON all that follow. At the end the file FAIL_COUNT learns how many there
 * were. (each.c forks in place of beginning anew.)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_long calls;
static long at;
static int goes_on;
static pid_t self;
static _Thread_local int inside;
static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);

__attribute__((constructor)) static void
begin(void)
{
	const char *s = getenv("FAIL_AT");

	at = s != NULL ? atol(s) : 0;
	goes_on = getenv("FAIL_ON") != NULL;
	self = getpid();
	calls = 0;
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("FAIL_COUNT");
	FILE *f;
	long n = calls;

	inside = 1;
	f = path != NULL && getpid() == self ? fopen(path, "w") : NULL;
	if (f == NULL)
		return;
	fprintf(f, "%ld\n", n);
	fclose(f);
}

static int
fails(void)
{
	long n;

	if (inside)
		return 0;
	n = ++calls;
	if (n != at && !(goes_on && at > 0 && n > at))
		return 0;
	errno = ENOMEM;
	return 1;
}

#define REAL(name)                                                             \
	do {                                                                   \
		if (real_##name == NULL)                                       \
			real_##name = dlsym(RTLD_NEXT, "__libc_" #name);       \
	} while (0)

void *
__libc_malloc(size_t size)
{
	REAL(malloc);
	return fails() ? NULL : real_malloc(size);
}

void *
__libc_calloc(size_t n, size_t size)
{
	REAL(calloc);
	return fails() ? NULL : real_calloc(n, size);
}

void *
__libc_realloc(void *p, size_t size)
{
	REAL(realloc);
	return size > 0 && fails() ? NULL : real_realloc(p, size);
}
