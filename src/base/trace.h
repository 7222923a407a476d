#ifndef TRACE_H
#define TRACE_H

#include <stdbool.h>

/*
 * What the program does, for whoever works on it: HECHA_TRACE names kinds,
 * commas between, and lines go to standard error. sql: each statement with its
 * time; run: which worker took what; reuse: why each check is made again.
 */
bool trace_wants(const char *kind);
void trace_line(const char *kind, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
