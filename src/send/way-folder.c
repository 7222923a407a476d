/*
 * Into a folder of this machine: a share, or a stick that is carried there.
 * Written under another name, synced, renamed over nothing, and read back from
 * the medium.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/digest.h"
#include "send/outbox.h"
#include "send/receipt.h"
#include "send/settings.h"
#include "send/way.h"

enum { BLOCK = 65536, RECEIPT_LIMIT = 65536 };

static enum delivery
failed(struct attempt *c, const char *what)
{
	const char *why = err_reason(errno);

	if (errno == ENOSPC || errno == EDQUOT)
		why = _("no room is left there");
	else if (errno == EROFS)
		why = _("it is write-protected");
	return way_says(c, FAILED, xasprintf("%s: %s", what, why));
}

/* -1: it is not there, and *outcome says so. */
static int
open_folder(struct attempt *c, enum delivery *outcome)
{
	int fd = open(c->row->destination, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		return fd;
	*outcome = errno == ENOENT
		? way_says(c, FAILED,
			  xasprintf(_("%s: this folder is not there (is the "
				      "stick in?)"),
				  c->row->destination))
		: failed(c, c->row->destination);
	return -1;
}

static int
hash_file(int fd, uint64_t *size, char hex[DIGEST_HEX])
{
	struct digest *d = digest_new();
	char *buf = xmalloc(BLOCK);
	ssize_t n;

	*size = 0;
	/* From the medium, not from memory. */
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	while ((n = read(fd, buf, BLOCK)) > 0) {
		*size += (uint64_t)n;
		digest_add(d, buf, (size_t)n);
	}
	digest_hex(d, hex);
	free(buf);
	return n < 0 ? -1 : 0;
}

/* Is the package there, under its own name or the other? */
static enum delivery
look_at(struct attempt *c, int folder, const char *name, enum presence *there)
{
	char have[DIGEST_HEX];
	uint64_t size;
	int fd = openat(
		folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	enum delivery outcome = DELIVERED;

	*there = ABSENT;
	if (fd < 0 && errno == ENOENT)
		return DELIVERED;
	*there = OTHER;
	if (fd < 0)
		return errno == ELOOP ? DELIVERED : failed(c, name);
	if (hash_file(fd, &size, have) != 0)
		outcome = failed(c, name);
	else if (size == c->row->bytes && strcmp(have, c->row->sha256) == 0)
		*there = SAME;
	close(fd);
	return outcome;
}

static int
write_whole(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno != EINTR)
			return -1;
		p += done > 0 ? done : 0;
		n -= done > 0 ? (size_t)done : 0;
	}
	return 0;
}

static enum delivery
copy(struct attempt *c, int fd, const char *name, struct error *err)
{
	const struct http_body *body = c->body;
	char *buf = xmalloc(BLOCK);
	enum delivery outcome = DELIVERED;
	uint64_t at = 0;
	size_t got;

	while (outcome == DELIVERED && at < body->size) {
		if (body->read(body->ctx, at, buf, BLOCK, &got, err) != 0)
			outcome = BROKEN;
		else if (write_whole(fd, buf, got) != 0)
			outcome = failed(c, name);
		at += got;
	}
	free(buf);
	if (outcome == DELIVERED && fsync(fd) != 0)
		outcome = failed(c, name);
	return outcome;
}

static enum delivery
write_part(struct attempt *c, int folder, const char *part, struct error *err)
{
	enum delivery outcome;
	int fd;

	unlinkat(folder, part, 0);
	fd = openat(folder, part,
		O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (fd < 0)
		return failed(c, c->row->destination);
	outcome = copy(c, fd, part, err);
	if (close(fd) != 0 && outcome == DELIVERED)
		outcome = failed(c, part);
	if (outcome != DELIVERED)
		unlinkat(folder, part, 0);
	return outcome;
}

/* Over no other file; file systems that cannot say so (FAT by way of some
 * drivers) are looked at just before. */
static int
rename_new(int folder, const char *from, const char *to)
{
	if (renameat2(folder, from, folder, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (faccessat(folder, to, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return -1;
	}
	return renameat(folder, from, folder, to);
}

static enum delivery
rename_part(struct attempt *c, int folder, const char *part)
{
	enum delivery outcome;

	if (rename_new(folder, part, c->row->name) == 0)
		return DELIVERED;
	outcome = errno == EEXIST ? way_occupied(c) : failed(c, c->row->name);
	unlinkat(folder, part, 0);
	return outcome;
}

/* On the medium, and as it was sent. */
static enum delivery
settle(struct attempt *c, int folder)
{
	enum presence there;
	enum delivery outcome;

	if ((fsync(folder) != 0 && errno != EINVAL) || syncfs(folder) != 0)
		return failed(c, c->row->destination);
	outcome = look_at(c, folder, c->row->name, &there);
	if (outcome != DELIVERED || there == SAME)
		return outcome;
	unlinkat(folder, c->row->name, 0);
	return way_says(c, FAILED,
		xstrdup(_("read back, it is not what was written: the medium "
			  "is not sound")));
}

static enum delivery
store(struct attempt *c, int folder, struct error *err)
{
	char *part = xasprintf(".%s" WAY_PART, c->row->name);
	enum presence there;
	enum delivery outcome = look_at(c, folder, c->row->name, &there);

	if (outcome == DELIVERED && there == OTHER) {
		outcome = way_occupied(c);
	} else if (outcome == DELIVERED && there == ABSENT) {
		outcome = write_part(c, folder, part, err);
		if (outcome == DELIVERED)
			outcome = rename_part(c, folder, part);
	}
	free(part);
	if (outcome == DELIVERED)
		outcome = settle(c, folder);
	return outcome == DELIVERED ? way_stored(c) : outcome;
}

static enum delivery
send(struct attempt *c, struct error *err)
{
	enum delivery outcome = FAILED;
	int folder = open_folder(c, &outcome);

	if (folder >= 0) {
		outcome = store(c, folder, err);
		close(folder);
	}
	return outcome;
}

static enum delivery
ask(struct attempt *c, struct error *err)
{
	char *path = way_below(c->row, RECEIPT_BESIDE), *data = NULL;
	struct error why = { 0 };
	enum delivery outcome;
	size_t n = 0;

	(void)err;
	if (access(path, F_OK) != 0)
		outcome = way_stored(c);
	else if (file_read(path, RECEIPT_LIMIT, &data, &n, &why) != 0)
		outcome = way_says(c, PENDING, xstrdup(why.msg));
	else
		outcome = way_receipt(c, data, n, path);
	free(data);
	free(path);
	return outcome == FAILED ? PENDING : outcome;
}

static enum delivery
try_folder(struct attempt *c, struct error *err)
{
	enum delivery outcome = FAILED;
	int folder = open_folder(c, &outcome);
	struct statvfs room;

	(void)err;
	if (folder < 0)
		return outcome;
	if (faccessat(folder, ".", W_OK, AT_EACCESS) != 0 ||
		fstatvfs(folder, &room) != 0)
		outcome = failed(c, c->row->destination);
	else
		outcome = way_says(c, DELIVERED,
			xasprintf(_("the folder is there, with room for %llu "
				    "megabytes"),
				(unsigned long long)room.f_bavail *
					room.f_frsize / 1000000));
	close(folder);
	return outcome;
}

const struct way way_folder = {
	.method = "folder",
	.send = send,
	.ask = ask,
	.try = try_folder,
};
