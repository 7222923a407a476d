/*
 * Lines about what the program does.
 */
#include "config.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/trace.h"

bool
trace_wants(const char *kind)
{
	const char *list = getenv("HECHA_TRACE");
	size_t n = strlen(kind);

	while (list != NULL && *list != '\0') {
		size_t len = strcspn(list, ",");

		if (len == n && strncmp(list, kind, n) == 0)
			return true;
		list += len + strspn(list + len, ",");
	}
	return false;
}

void
trace_line(const char *kind, const char *fmt, ...)
{
	char line[4096];
	va_list ap;

	if (!trace_wants(kind))
		return;
	va_start(ap, fmt);
	vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	fprintf(stderr, "%s: %s\n", kind, line);
}
