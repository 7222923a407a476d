/*
 * Whole files: found, read, and written all or nothing.
 */
#include "config.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/home.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/scratch.h"
#include "base/strbuf.h"

char *
file_data_path(const char *name)
{
	/* The XML library compares with names that have no ".." in them. */
	char *dir = home_data();
	char *path = xasprintf("%s/%s", dir, name);

	free(dir);
	return path;
}

static int
system_error(struct error *err, const char *path)
{
	return err_set(
		err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path, err_reason(errno));
}

int
file_open(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	int flags = fd >= 0 ? fcntl(fd, F_GETFL) : -1;

	if (flags >= 0)
		fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
	return fd;
}

int
file_read(const char *path, size_t limit, char **data, size_t *n,
	struct error *err)
{
	size_t len = 0, cap = 65536;
	ssize_t got = 1;
	char *buf;
	int fd;

	fd = file_open(path);
	if (fd < 0)
		return err_set(err, ERR_INPUT, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	buf = xmalloc(cap);
	while (got > 0 && len <= limit) {
		if (cap - len < 2)
			buf = xreallocarray(buf, cap *= 2, 1);
		got = read(fd, buf + len, cap - len - 1);
		if (got > 0)
			len += (size_t)got;
	}
	close(fd);
	if (got < 0 || len > limit) {
		free(buf);
		if (got < 0)
			return system_error(err, path);
		return err_set(err, ERR_INPUT, "FILE-1",
			"%s: larger than %zu bytes", path, limit);
	}
	buf[len] = '\0';
	*data = buf;
	*n = len;
	return 0;
}

static char *
parent_dir(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return xstrdup(".");
	return slash == path ? xstrdup("/")
			     : xstrndup(path, (size_t)(slash - path));
}

char *
file_place(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *parent = parent_dir(path);
	char *real = slash != NULL ? realpath(parent, NULL) : NULL;
	char *place = real == NULL
		? xstrdup(path)
		: xasprintf("%s%s", real[1] == '\0' ? "" : real, slash);

	free(real);
	free(parent);
	return place;
}

static int
sync_path(const char *path, int flags, struct error *err)
{
	int fd = open(path, flags | O_CLOEXEC), rc = 0;

	if (fd < 0 || fsync(fd) != 0)
		rc = system_error(err, path);
	if (fd >= 0)
		close(fd);
	return rc;
}

static void
not_replaced(const char *path, struct error *err)
{
	err_set(err, ERR_USAGE, "FILE-4",
		"%s: this is no ordinary file and is not replaced", path);
}

/* What a new file takes the place of: nothing, a file, or the file that a link
 * leads to. Devices, pipes and folders are not replaced. The caller's. */
static char *
target_of(const char *path, struct error *err)
{
	struct stat st;
	char *target;

	if (strcmp(path, "-") == 0) {
		err_set(err, ERR_USAGE, "FILE-5",
			"this is not written to standard output; for a file of "
			"that name say ./-");
		return NULL;
	}
	if (lstat(path, &st) != 0)
		return xstrdup(path);
	target = S_ISLNK(st.st_mode) ? realpath(path, NULL) : xstrdup(path);
	if (target != NULL && stat(target, &st) == 0 && S_ISREG(st.st_mode))
		return target;
	free(target);
	not_replaced(path, err);
	return NULL;
}

int
file_begin(const char *path, char **tmp, struct error *err)
{
	char *target = target_of(path, err), *dir;

	*tmp = NULL;
	if (target == NULL)
		return -1;
	dir = parent_dir(target);
	free(target);
	scratch_sweep(dir);
	*tmp = xasprintf("%s/.hecha-XXXXXX", dir);
	free(dir);
	if (!scratch_make(*tmp, false)) {
		free(*tmp);
		*tmp = NULL;
		return system_error(err, path);
	}
	return 0;
}

int
file_commit(const char *tmp, const char *path, struct error *err)
{
	char *target = target_of(path, err), *dir = NULL;
	int rc = -1;

	if (target == NULL || sync_path(tmp, O_RDONLY, err) != 0)
		goto out;
	if (rename(tmp, target) != 0) {
		system_error(err, path);
		goto out;
	}
	dir = parent_dir(target);
	rc = sync_path(dir, O_RDONLY | O_DIRECTORY, err);
out:
	if (rc != 0)
		unlink(tmp);
	scratch_forget(tmp);
	free(dir);
	free(target);
	return rc;
}

/* A name that others may take meanwhile is taken by a link, which never
 * replaces anything; not every file system has them. */
static int
take_name(const char *tmp, const char *path, struct error *err)
{
	if (link(tmp, path) == 0) {
		unlink(tmp);
		return 0;
	}
	if ((errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS) &&
		access(path, F_OK) != 0 && rename(tmp, path) == 0)
		return 0;
	return system_error(err, path);
}

int
file_commit_new(const char *tmp, const char *path, struct error *err)
{
	char *dir = parent_dir(path);
	int rc = sync_path(tmp, O_RDONLY, err);

	if (rc == 0)
		rc = take_name(tmp, path, err);
	if (rc == 0)
		rc = sync_path(dir, O_RDONLY | O_DIRECTORY, err);
	else
		unlink(tmp);
	scratch_forget(tmp);
	free(dir);
	return rc;
}

void
file_abort(const char *tmp)
{
	if (tmp == NULL)
		return;
	unlink(tmp);
	scratch_forget(tmp);
}

typedef int take_place(const char *tmp, const char *path, struct error *err);

static int
write_all(const char *path, const void *data, size_t n, take_place *commit,
	struct error *err)
{
	const char *p = data;
	char *tmp = NULL;
	int fd = -1, rc = -1;

	if (file_begin(path, &tmp, err) != 0)
		return -1;
	fd = open(tmp, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0) {
		system_error(err, tmp);
		goto out;
	}
	while (n > 0) {
		ssize_t put = write(fd, p, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0) {
			system_error(err, path);
			goto out;
		}
		p += put;
		n -= (size_t)put;
	}
	rc = commit(tmp, path, err);
out:
	if (fd >= 0)
		close(fd);
	if (rc != 0)
		file_abort(tmp);
	free(tmp);
	return rc;
}

int
file_write(const char *path, const void *data, size_t n, struct error *err)
{
	return write_all(path, data, n, file_commit, err);
}

int
file_write_new(const char *path, const void *data, size_t n, struct error *err)
{
	if (access(path, F_OK) == 0)
		return err_set(err, ERR_USAGE, "SYSTEM-1", "%s: %s", path,
			err_reason(EEXIST));
	return write_all(path, data, n, file_commit_new, err);
}

int
file_close(FILE *f, const char *path, int rc, struct error *err)
{
	bool failed;

	if (f == NULL)
		return rc;
	failed = ferror(f) != 0;
	if (fclose(f) == 0) {
		if (!failed)
			return rc;
		errno = EIO; /* of that moment none is kept */
	}
	return rc == 0 ? system_error(err, path) : rc;
}

int
file_print(const char *path, struct error *err)
{
	char buf[65536];
	FILE *in = fopen(path, "re");
	size_t n;
	int rc;

	if (in == NULL)
		return system_error(err, path);
	while ((n = fread(buf, 1, sizeof buf, in)) > 0)
		fwrite(buf, 1, n, stdout);
	rc = file_close(in, path, 0, err);
	if (fflush(stdout) != 0 || ferror(stdout))
		rc = err_set(err, ERR_SYSTEM, "MAIN-4",
			"cannot write to standard output");
	return rc;
}

/* A folder that was made is only there for good when the one above it says so.
 */
static int
make_one(const char *path, char **made, struct error *err)
{
	char *above;
	int rc;

	if (mkdir(path, 0700) != 0)
		return errno == EEXIST ? 0 : system_error(err, path);
	if (*made == NULL)
		*made = xstrdup(path);
	above = parent_dir(path);
	rc = access(above, R_OK) == 0
		? sync_path(above, O_RDONLY | O_DIRECTORY, err)
		: 0;
	free(above);
	return rc;
}

int
file_make_new_dir(const char *path, char **made, struct error *err)
{
	char *p = xstrdup(path);
	struct stat st;
	int rc = 0;

	*made = NULL;
	for (char *s = p + 1; rc == 0; s++) {
		char c = *s;

		if (c != '/' && c != '\0')
			continue;
		*s = '\0';
		if (make_one(p, made, err) != 0)
			rc = -1;
		else if (stat(p, &st) != 0 || !S_ISDIR(st.st_mode))
			rc = err_set(err, ERR_USAGE, "FILE-3",
				"%s is a file; wanted is a folder", p);
		*s = c;
		if (c == '\0')
			break;
	}
	free(p);
	return rc;
}

int
file_make_dir(const char *path, struct error *err)
{
	char *made;
	int rc = file_make_new_dir(path, &made, err);

	free(made);
	return rc;
}

void
file_unmake_dir(const char *path, const char *made)
{
	size_t least = made != NULL ? strlen(made) : SIZE_MAX;
	char *p = xstrdup(path), *slash = p;

	while (slash != NULL && strlen(p) >= least &&
		(rmdir(p) == 0 || errno == ENOENT)) {
		slash = strrchr(p, '/');
		if (slash != NULL)
			*slash = '\0';
	}
	free(p);
}

char *
file_work_dir(const char *beside, struct error *err)
{
	const char *slash = strrchr(beside, '/');
	char *dir, *parent;
	struct stat st;

	if (stat(beside, &st) == 0 && !S_ISREG(st.st_mode) &&
		!S_ISDIR(st.st_mode)) {
		not_replaced(beside, err);
		return NULL;
	}
	dir = xasprintf("%.*s.hecha-XXXXXX",
		slash != NULL ? (int)(slash + 1 - beside) : 0, beside);
	parent = parent_dir(dir);
	scratch_sweep(parent);
	if (!scratch_make(dir, true)) {
		err_set(err, ERR_SYSTEM, "FILE-2",
			"%s: no directory can be made here (%s)", parent,
			err_reason(errno));
		free(dir);
		dir = NULL;
	}
	free(parent);
	return dir;
}

void
file_remove_dir(const char *path)
{
	if (path == NULL)
		return;
	scratch_remove(path);
	scratch_forget(path);
}

int
file_begin_dir(struct file_dir *d, const char *path, struct error *err)
{
	size_t n = strlen(path);
	char *inside;

	while (n > 1 && path[n - 1] == '/')
		n--;
	*d = (struct file_dir){ .path = xstrndup(path, n) };
	if (file_make_new_dir(d->path, &d->made, err) == 0) {
		/* beside one that was there nothing may be ours to make */
		inside = xasprintf("%s/", d->path);
		d->tmp = file_work_dir(d->made != NULL ? d->path : inside, err);
		free(inside);
	}
	if (d->tmp != NULL)
		return 0;
	file_end_dir(d, false);
	return -1;
}

static int
move_entry(
	const char *from, const char *to, const char *name, struct error *err)
{
	char *old = xasprintf("%s/%s", from, name);
	char *new = xasprintf("%s/%s", to, name);
	int rc = take_name(old, new, err);

	free(old);
	free(new);
	return rc;
}

/* The folder that was there stays, because somebody may stand in it; what is in
 * the other is moved into it, entry by entry. An error takes all of them back;
 * a kill in the midst does not. */
static int
move_entries(const char *from, const char *to, struct error *err)
{
	struct error ignored = { 0 };
	struct strbuf moved = { 0 };
	DIR *d = opendir(from);
	struct dirent *e;
	int rc = d != NULL ? 0 : system_error(err, from);

	while (rc == 0 && (e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		rc = move_entry(from, to, e->d_name, err);
		if (rc == 0)
			strbuf_add(&moved, e->d_name, strlen(e->d_name) + 1);
	}
	if (rc == 0)
		rc = sync_path(to, O_RDONLY | O_DIRECTORY, err);
	for (size_t i = 0; rc != 0 && i < moved.len;
		i += strlen(moved.data + i) + 1)
		move_entry(to, from, moved.data + i, &ignored);
	strbuf_clear(&moved);
	if (d != NULL)
		closedir(d);
	return rc;
}

int
file_commit_dir(struct file_dir *d, struct error *err)
{
	char *above = parent_dir(d->path);
	int rc = 0;

	if (d->made == NULL)
		rc = move_entries(d->tmp, d->path, err);
	else if (rename(d->tmp, d->path) != 0)
		rc = system_error(err, d->path);
	else if (access(above, R_OK) == 0)
		rc = sync_path(above, O_RDONLY | O_DIRECTORY, err);
	free(above);
	return rc;
}

void
file_end_dir(struct file_dir *d, bool is_there)
{
	file_remove_dir(d->tmp);
	if (!is_there)
		file_unmake_dir(d->path, d->made);
	free(d->tmp);
	free(d->made);
	free(d->path);
}

bool
file_dir_is_empty(const char *path)
{
	DIR *d;
	struct dirent *e;
	bool is;

	scratch_sweep(
		path); /* what a kill left there is nothing of anybody's */
	d = opendir(path);
	is = d != NULL;

	while (is && (e = readdir(d)) != NULL)
		is = strcmp(e->d_name, ".") == 0 ||
			strcmp(e->d_name, "..") == 0;
	if (d != NULL)
		closedir(d);
	return is;
}
