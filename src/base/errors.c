/*
 * One error per failed call: a kind and a message.
 */
#include "config.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "base/errors.h"
#include "base/intl.h"

int
err_set(struct error *err, enum err_kind kind, const char *code,
	const char *fmt, ...)
{
	va_list ap;

	err->kind = kind;
	snprintf(err->code, sizeof err->code, "%s", code);
	va_start(ap, fmt);
	vsnprintf(err->msg, sizeof err->msg, _(fmt), ap);
	va_end(ap);
	return -1;
}

int
err_wrap(struct error *err, const char *fmt, ...)
{
	char old[sizeof err->msg];
	va_list ap;
	int n;

	memcpy(old, err->msg, sizeof old);
	va_start(ap, fmt);
	n = vsnprintf(err->msg, sizeof err->msg, fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n + 3 < sizeof err->msg)
		snprintf(err->msg + n, sizeof err->msg - (size_t)n, ": %.*s",
			(int)(sizeof old - (size_t)n - 3), old);
	return -1;
}
