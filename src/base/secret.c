/*
 * Files that hold a secret: credentials, passphrases.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/secret.h"

static int
read_private(
	int fd, const char *path, char *buf, size_t size, struct error *err)
{
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st) != 0)
		return err_set(err, ERR_USAGE, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	if (!S_ISREG(st.st_mode) || (st.st_mode & 077) != 0 ||
		(st.st_uid != geteuid() && st.st_uid != 0))
		return err_set(err, ERR_USAGE, "SECRET-1",
			"%s: a secret must be in a file of yours that nobody "
			"else can read (chmod 600 it)",
			path);
	n = read(fd, buf, size - 1);
	if (n < 0)
		return err_set(err, ERR_USAGE, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	if ((size_t)n == size - 1)
		return err_set(
			err, ERR_USAGE, "SECRET-2", "%s: too large", path);
	buf[n] = '\0';
	return 0;
}

int
secret_read(const char *path, char *buf, size_t size, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	int rc;

	if (fd < 0)
		return err_set(err, ERR_USAGE, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	rc = read_private(fd, path, buf, size, err);
	close(fd);
	return rc;
}
