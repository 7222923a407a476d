/*
 * Memory that runs out ends the program, whoever asked for it.
 */
#include "config.h"
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/mem.h"

static char last_words[256] = "hecha: out of memory\n";
static void (*last_work)(void);
static void *reserve; /* for it, which opens folders */

void
mem_at_end(void (*work)(void))
{
	last_work = work;
	if (reserve == NULL)
		reserve = malloc((size_t)256 << 10);
}

void
mem_say(const char *sentence)
{
	snprintf(last_words, sizeof last_words, "hecha: %s\n", sentence);
}

static void __attribute__((noreturn)) end(void)
{
	static atomic_flag ending = ATOMIC_FLAG_INIT;
	const char *s = last_words;
	size_t left = strlen(s);
	ssize_t n;

	/* Where the reserve is not enough either, the work is left to the next
	 * run. */
	if (last_work != NULL && !atomic_flag_test_and_set(&ending)) {
		free(reserve);
		last_work();
	}
	while (left > 0 && (n = write(STDERR_FILENO, s, left)) > 0) {
		s += n;
		left -= (size_t)n;
	}
	_Exit(4);
}

static void *
must(void *p)
{
	if (p == NULL)
		end();
	return p;
}

void
mem_end(const char *sentence)
{
	mem_say(sentence);
	end();
}

/* The libraries ask here as well. Of their own failures some are a crash, some
 * a shorter report that looks whole (libxlsxwriter leaves out a cell, libxslt
 * gives an empty page): neither must be. */
#if defined HAVE___LIBC_MALLOC && !defined __SANITIZE_ADDRESS__
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);

void *
malloc(size_t size)
{
	return must(__libc_malloc(size));
}

void *
calloc(size_t n, size_t size)
{
	return must(__libc_calloc(n, size));
}

void *
realloc(void *p, size_t size)
{
	void *new = __libc_realloc(p, size);

	return size > 0 ? must(new) : new;
}
#endif

void *
xmalloc(size_t size)
{
	return must(malloc(size > 0 ? size : 1));
}

void *
xcalloc(size_t n, size_t size)
{
	return must(calloc(n > 0 ? n : 1, size > 0 ? size : 1));
}

void *
xreallocarray(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		must(NULL);
	return must(realloc(p, n * size > 0 ? n * size : 1));
}

char *
xstrdup(const char *s)
{
	return s == NULL ? NULL : must(strdup(s));
}

char *
xstrndup(const char *s, size_t n)
{
	return must(strndup(s, n));
}

char *
xasprintf(const char *fmt, ...)
{
	va_list ap;
	char *s;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&s, fmt, ap);
	va_end(ap);
	if (n < 0)
		must(NULL);
	return s;
}
