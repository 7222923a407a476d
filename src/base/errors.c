/*
 * One error per failed call: a kind and a message.
 */
#include "config.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "base/errors.h"
#include "base/intl.h"

/* What can come of files, folders, helpers and connections. */
static const struct {
	int number;
	const char *text;
} reasons[] = {
	{ E2BIG, N_("Argument list too long") },
	{ EACCES, N_("Permission denied") },
	{ EAGAIN, N_("Resource temporarily unavailable") },
	{ EBADF, N_("Bad file descriptor") },
	{ EBUSY, N_("Device or resource busy") },
	{ ECONNREFUSED, N_("Connection refused") },
	{ ECONNRESET, N_("Connection reset by peer") },
	{ EDQUOT, N_("Disk quota exceeded") },
	{ EEXIST, N_("File exists") },
	{ EFBIG, N_("File too large") },
	{ EHOSTUNREACH, N_("No route to host") },
	{ EINTR, N_("Interrupted system call") },
	{ EINVAL, N_("Invalid argument") },
	{ EIO, N_("Input/output error") },
	{ EISDIR, N_("Is a directory") },
	{ ELOOP, N_("Too many levels of symbolic links") },
	{ EMFILE, N_("Too many open files") },
	{ ENAMETOOLONG, N_("File name too long") },
	{ ENETUNREACH, N_("Network is unreachable") },
	{ ENFILE, N_("Too many open files in system") },
	{ ENODEV, N_("No such device") },
	{ ENOENT, N_("No such file or directory") },
	{ ENOEXEC, N_("Exec format error") },
	{ ENOMEM, N_("Cannot allocate memory") },
	{ ENOSPC, N_("No space left on device") },
	{ ENOSYS, N_("Function not implemented") },
	{ ENOTDIR, N_("Not a directory") },
	{ ENOTEMPTY, N_("Directory not empty") },
	{ ENXIO, N_("No such device or address") },
	{ EOPNOTSUPP, N_("Operation not supported") },
	{ EPERM, N_("Operation not permitted") },
	{ EPIPE, N_("Broken pipe") },
	{ EROFS, N_("Read-only file system") },
	{ ESTALE, N_("Stale file handle") },
	{ ETIMEDOUT, N_("Connection timed out") },
	{ ETXTBSY, N_("Text file busy") },
	{ EXDEV, N_("Invalid cross-device link") },
};

/* strerror is Chinese only where the system has its own catalogue of it. */
const char *
err_reason(int number)
{
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
		if (reasons[i].number == number)
			return _(reasons[i].text);
	}
	return strerror(number);
}

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
	n = vsnprintf(err->msg, sizeof err->msg, _(fmt), ap);
	va_end(ap);
	if (n >= 0 && (size_t)n + 3 < sizeof err->msg)
		snprintf(err->msg + n, sizeof err->msg - (size_t)n, ": %.*s",
			(int)(sizeof old - (size_t)n - 3), old);
	return -1;
}
