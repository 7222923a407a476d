/*
 * Zip files of one shape: written, and read only where they are of it.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/stored.h"

enum {
	LOCAL = 30,
	CENTRAL = 46,
	END = 22,
	NAME_LIMIT = 1000,
	BLOCK = 65536,
	SLICES = 8
};
/* Version 2.0, names in UTF-8, 1 January 1980, a plain file of Unix for its
 * owner only. */
enum { FORMAT = 20, UNIX = 3 << 8, UTF8 = 1 << 11, DATE = 1 << 5 | 1 };
#define PLAIN_FILE (0100600u << 16)

/* What a header is made from. */
struct entry {
	char *name;
	uint32_t size, crc, at;
};

struct zip {
	const char *path;
	int fd;
	uint64_t at; /* bytes written or read so far */
	struct entry *entries;
	size_t n;
	uint32_t table[SLICES][256];
};

/* The CRC-32 of ISO 3309, as PNG (annex D) spells it out; table n is that of a
 * byte with n zeros behind it, so that several bytes can be added at once. */
static void
make_table(uint32_t table[SLICES][256])
{
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t c = i;

		for (int k = 0; k < 8; k++)
			c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
		table[0][i] = c;
	}
	for (int n = 1; n < SLICES; n++) {
		for (int i = 0; i < 256; i++)
			table[n][i] = table[0][table[n - 1][i] & 255] ^
				table[n - 1][i] >> 8;
	}
}

static uint32_t
get_32(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
		(uint32_t)p[3] << 24;
}

/* Begin with 0. */
static uint32_t
add_crc(const struct zip *z, uint32_t crc, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	crc = ~crc;
	for (; n >= SLICES; n -= SLICES, p += SLICES) {
		uint32_t x = crc ^ get_32(p), y = get_32(p + 4);

		crc = 0;
		for (int i = 0; i < 4; i++) {
			crc ^= z->table[7 - i][x >> 8 * i & 255];
			crc ^= z->table[3 - i][y >> 8 * i & 255];
		}
	}
	for (; n > 0; n--, p++)
		crc = z->table[0][(crc ^ *p) & 255] ^ crc >> 8;
	return ~crc;
}

static void
add_16(struct strbuf *sb, uint32_t v)
{
	strbuf_addc(sb, (char)(v & 255));
	strbuf_addc(sb, (char)(v >> 8 & 255));
}

static void
add_32(struct strbuf *sb, uint32_t v)
{
	add_16(sb, v & 65535);
	add_16(sb, v >> 16);
}

/* What both headers of an entry have in common. */
static void
add_common(struct strbuf *sb, const struct entry *e)
{
	add_16(sb, FORMAT);
	add_16(sb, UTF8);
	add_16(sb, 0); /* stored */
	add_16(sb, 0); /* midnight */
	add_16(sb, DATE);
	add_32(sb, e->crc);
	add_32(sb, e->size);
	add_32(sb, e->size);
	add_16(sb, (uint32_t)strlen(e->name));
	add_16(sb, 0); /* nothing extra */
}

static void
add_local(struct strbuf *sb, const struct entry *e)
{
	add_32(sb, 0x04034b50);
	add_common(sb, e);
	strbuf_adds(sb, e->name);
}

/* The directory and its end. */
static void
add_directory(struct strbuf *sb, const struct zip *z)
{
	size_t size;

	for (size_t i = 0; i < z->n; i++) {
		const struct entry *e = &z->entries[i];

		add_32(sb, 0x02014b50);
		add_16(sb, UNIX | FORMAT);
		add_common(sb, e);
		add_16(sb, 0); /* no comment */
		add_16(sb, 0); /* disk */
		add_16(sb, 0);
		add_32(sb, PLAIN_FILE);
		add_32(sb, e->at);
		strbuf_adds(sb, e->name);
	}
	size = sb->len;
	add_32(sb, 0x06054b50);
	add_32(sb, 0); /* disks */
	add_16(sb, (uint32_t)z->n);
	add_16(sb, (uint32_t)z->n);
	add_32(sb, (uint32_t)size);
	add_32(sb, (uint32_t)z->at);
	add_16(sb, 0); /* no comment */
}

/* The directory alone is smaller than this, whatever the names. */
#define SPACE                                                                  \
	(UINT32_MAX - (uint64_t)STORED_ENTRIES * (CENTRAL + NAME_LIMIT) - END)

static struct entry *
add_entry(struct zip *z, const char *name)
{
	z->entries = xreallocarray(z->entries, z->n + 1, sizeof *z->entries);
	z->entries[z->n] = (struct entry){ .name = xstrdup(name),
		.at = (uint32_t)z->at };
	return &z->entries[z->n++];
}

static void
zip_clear(struct zip *z)
{
	for (size_t i = 0; i < z->n; i++)
		free(z->entries[i].name);
	free(z->entries);
	if (z->fd >= 0)
		close(z->fd);
}

static int
put(struct zip *z, const void *bytes, size_t n, struct error *err)
{
	const char *p = bytes;

	while (n > 0) {
		ssize_t done = write(z->fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s",
				z->path, err_reason(errno));
		p += done;
		n -= (size_t)done;
		z->at += (uint64_t)done;
	}
	return 0;
}

static int
put_strbuf(struct zip *z, struct strbuf *sb, struct error *err)
{
	int rc = put(z, sb->data, sb->len, err);

	strbuf_clear(sb);
	return rc;
}

/* A file's bytes pass once to be counted, and once to be written. */
static int
pass_file(struct zip *z, FILE *f, struct entry *e, bool write_it,
	struct error *err)
{
	char *buf = xmalloc(BLOCK);
	uint64_t size = 0;
	size_t n;
	int rc = 0;

	rewind(f);
	e->crc = 0;
	while (rc == 0 && (n = fread(buf, 1, BLOCK, f)) > 0) {
		e->crc = add_crc(z, e->crc, buf, n);
		size += n;
		if (size > SPACE)
			rc = err_set(err, ERR_USAGE, "STORED-1",
				"%s: more than fits into a package", e->name);
		else if (write_it)
			rc = put(z, buf, n, err);
	}
	if (rc == 0 && ferror(f))
		rc = err_set(err, ERR_SYSTEM, "STORED-2", "%s: cannot be read",
			e->name);
	e->size = (uint32_t)size;
	free(buf);
	return rc;
}

static int
put_file(struct zip *z, const char *path, struct entry *e, struct error *err)
{
	struct strbuf head = { 0 };
	FILE *f = fopen(path, "rbe");
	struct entry before;
	int rc = -1;

	if (f == NULL)
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	if (pass_file(z, f, e, false, err) == 0) {
		before = *e;
		add_local(&head, e);
		rc = put_strbuf(z, &head, err);
		if (rc == 0)
			rc = pass_file(z, f, e, true, err);
		if (rc == 0 && (before.crc != e->crc || before.size != e->size))
			rc = err_set(err, ERR_SEAL, "STORED-7",
				"%s: changed while the package was made",
				e->name);
	}
	fclose(f);
	return rc;
}

static int
put_entry(struct zip *z, const struct stored_entry *entry, struct error *err)
{
	struct strbuf head = { 0 };
	struct entry *e = add_entry(z, entry->name);

	if (entry->path != NULL)
		return put_file(z, entry->path, e, err);
	e->size = (uint32_t)entry->size;
	e->crc = add_crc(z, 0, entry->data, entry->size);
	add_local(&head, e);
	if (put_strbuf(z, &head, err) != 0)
		return -1;
	return put(z, entry->data, entry->size, err);
}

int
stored_write(const char *path, const struct stored_entry *entries, size_t n,
	struct error *err)
{
	struct zip z = { .path = path };
	struct strbuf end = { 0 };
	int rc = 0;

	if (n > STORED_ENTRIES)
		return err_set(err, ERR_USAGE, "STORED-3",
			"%s: too many files in it", path);
	make_table(z.table);
	z.fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (z.fd < 0)
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	for (size_t i = 0; rc == 0 && i < n; i++) {
		rc = put_entry(&z, &entries[i], err);
		if (rc == 0 && z.at > SPACE)
			rc = err_set(err, ERR_USAGE, "STORED-1",
				"%s: more than fits into a package",
				entries[i].name);
	}
	if (rc == 0) {
		add_directory(&end, &z);
		rc = put_strbuf(&z, &end, err);
	}
	if (rc == 0 && fsync(z.fd) != 0)
		rc = err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	zip_clear(&z);
	if (rc != 0)
		unlink(path);
	return rc;
}

static int
broken(const struct zip *z, struct error *err)
{
	return err_set(err, ERR_SEAL, "STORED-4",
		"%s: not a sound package: byte %llu is not as it was written",
		z->path, (unsigned long long)z->at);
}

/* 1 all of it, 0 there is less, -1. */
static int
get(struct zip *z, void *buf, size_t n, struct error *err)
{
	size_t have = 0;

	while (have < n) {
		ssize_t got = read(z->fd, (char *)buf + have, n - have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s",
				z->path, err_reason(errno));
		if (got == 0)
			return 0;
		have += (size_t)got;
	}
	return 1;
}

/* The next bytes of the file must be these, but for skip that were read. */
static int
expect(struct zip *z, const struct strbuf *sb, size_t skip, struct error *err)
{
	char *have = xmalloc(sb->len - skip + 1);
	size_t same = 0;
	int rc = get(z, have, sb->len - skip, err);

	while (rc == 1 && same < sb->len - skip &&
		have[same] == sb->data[skip + same])
		same++;
	if (rc == 0 || (rc == 1 && same < sb->len - skip)) {
		z->at += same;
		rc = broken(z, err);
	}
	free(have);
	if (rc != 1)
		return -1;
	z->at += sb->len - skip;
	return 0;
}

static int
take_bytes(struct zip *z, const struct entry *e,
	const struct stored_taker *take, struct error *err)
{
	char *buf = xmalloc(BLOCK);
	uint32_t left = e->size, crc = 0;
	int rc = take->begin(take->ctx, e->name, e->size, err);

	while (rc == 0 && left > 0) {
		size_t n = left < BLOCK ? left : BLOCK;

		rc = get(z, buf, n, err) == 1 ? 0 : -1;
		if (rc != 0) {
			if (err->kind == ERR_NONE)
				broken(z, err);
			break;
		}
		crc = add_crc(z, crc, buf, n);
		z->at += n;
		left -= (uint32_t)n;
		rc = take->bytes(take->ctx, buf, n, err);
	}
	free(buf);
	if (rc == 0 && crc != e->crc)
		rc = err_set(err, ERR_SEAL, "STORED-5",
			"%s: %s: not as it was packed", z->path, e->name);
	return rc == 0 ? take->bytes(take->ctx, NULL, 0, err) : -1;
}

/* head: the 30 bytes that were read already. */
static int
take_entry(struct zip *z, const unsigned char *head, uint64_t size,
	const struct stored_taker *take, struct error *err)
{
	size_t n = (size_t)(head[26] | head[27] << 8);
	char name[NAME_LIMIT + 1];
	struct strbuf want = { 0 };
	struct entry *e;
	int rc = -1;

	if (n == 0 || n > NAME_LIMIT || z->n == STORED_ENTRIES)
		return broken(z, err);
	if (get(z, name, n, err) != 1)
		return err->kind != ERR_NONE ? -1 : broken(z, err);
	name[n] = '\0';
	e = add_entry(z, name);
	e->crc = get_32(head + 14);
	e->size = get_32(head + 18);
	add_local(&want, e);
	if (strlen(name) != n || want.len != LOCAL + n ||
		memcmp(want.data, head, LOCAL) != 0 ||
		z->at + want.len + e->size > size) {
		broken(z, err);
	} else {
		z->at += want.len;
		rc = take_bytes(z, e, take, err);
	}
	strbuf_clear(&want);
	return rc;
}

static int
read_all(struct zip *z, uint64_t size, const struct stored_taker *take,
	struct error *err)
{
	struct strbuf want = { 0 };
	unsigned char head[LOCAL];
	int rc = 0;

	while (rc == 0) {
		if (get(z, head, 4, err) != 1)
			return err->kind != ERR_NONE ? -1 : broken(z, err);
		if (get_32(head) != 0x04034b50)
			break;
		if (get(z, head + 4, LOCAL - 4, err) != 1)
			return err->kind != ERR_NONE ? -1 : broken(z, err);
		rc = take_entry(z, head, size, take, err);
	}
	if (rc != 0)
		return -1;
	if (z->n == 0)
		return broken(z, err);
	add_directory(&want, z);
	if (get_32(head) != get_32((unsigned char *)want.data) ||
		z->at + want.len != size)
		rc = broken(z, err);
	else
		rc = expect(z, &want, 4, err);
	strbuf_clear(&want);
	return rc;
}

int
stored_read(
	const char *path, const struct stored_taker *take, struct error *err)
{
	struct zip z = { .path = path };
	struct stat st;
	int rc;

	err->kind = ERR_NONE;
	make_table(z.table);
	z.fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (z.fd < 0 || fstat(z.fd, &st) != 0)
		rc = err_set(err, ERR_INPUT, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	else if (!S_ISREG(st.st_mode) || st.st_size > UINT32_MAX)
		rc = err_set(err, ERR_SEAL, "STORED-6",
			"%s: not a sound package", path);
	else
		rc = read_all(&z, (uint64_t)st.st_size, take, err);
	zip_clear(&z);
	return rc;
}
