#ifndef LATE_H
#define LATE_H

#include <stdatomic.h>

/*
 * A library that few commands need, loaded with the first call of it.
 *
 * libcurl and libpq bring thirty others: half of the time in which the program
 * starts. Their calls stay what they are: late-curl.c and late-pq.c define the
 * functions that we use, under their own names, and pass each on.
 */

/* The function of this name in the library of this file. at is where it is kept
 * between calls; NULL before the first. A library that cannot be loaded, or
 * lacks the function, ends the program with a sentence and status 4: it is
 * not installed as the program was built. */
void *late_find(_Atomic(void *) *at, const char *file, const char *name);

/* A function of LATE_FILE, passed on: parameters and arguments in brackets. Its
 * name is given to the linker alone, since a const comes and goes between the
 * library's versions. */
#define LATE(type, name, parameters, arguments)                                \
	type late_##name parameters __asm__(#name);                            \
	type late_##name parameters                                            \
	{                                                                      \
		static _Atomic(void *) at;                                     \
		__typeof__(&name) call;                                        \
                                                                               \
		*(void **)&call = late_find(&at, LATE_FILE, #name);            \
		return call arguments;                                         \
	}

#endif
