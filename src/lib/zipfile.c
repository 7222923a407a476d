/*
 * The only user of libzip: files of others' making are read without believing
 * their headers.
 */
#include "config.h"
#include <stdint.h>
#include <stdlib.h>
#include <zip.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/zipfile.h"

struct reading {
	const char *path;
	size_t left; /* bytes that may still come */
	zipfile_take *take;
	void *ctx;
};

static int
read_entry(struct reading *r, zip_t *z, zip_uint64_t i, struct error *err)
{
	const char *name = zip_get_name(z, i, ZIP_FL_ENC_GUESS);
	zip_file_t *f = zip_fopen_index(z, i, 0);
	char *buf = xmalloc(65536);
	zip_int64_t n = 1;
	int rc = 0;

	if (name == NULL || f == NULL)
		rc = err_set(err, ERR_SEAL, "SYSTEM-1", "%s: %s", r->path,
			zip_strerror(z));
	while (rc == 0 && n > 0) {
		n = zip_fread(f, buf, 65536);
		if (n < 0)
			rc = err_set(err, ERR_SEAL, "ZIPFILE-1", "%s: %s: %s",
				r->path, name, zip_file_strerror(f));
		else if ((size_t)n > r->left)
			rc = err_set(err, ERR_SEAL, "ZIPFILE-2",
				"%s: too large", r->path);
		else
			rc = r->take(r->ctx, name, buf, (size_t)n, err);
		r->left -= n > 0 && rc == 0 ? (size_t)n : 0;
	}
	if (f != NULL)
		zip_fclose(f);
	free(buf);
	return rc;
}

int
zipfile_read(const char *path, size_t limit, zipfile_take *take, void *ctx,
	struct error *err)
{
	struct reading r = { path, limit, take, ctx };
	int code = 0, rc = 0;
	zip_t *z = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
	zip_int64_t n;

	if (z == NULL)
		return err_set(err, ERR_SEAL, "ZIPFILE-3",
			"%s: not a sound zip file", path);
	n = zip_get_num_entries(z, 0);
	if (n > ZIPFILE_ENTRIES)
		rc = err_set(err, ERR_SEAL, "ZIPFILE-4",
			"%s: too many files in it", path);
	for (zip_int64_t i = 0; i < n && rc == 0; i++)
		rc = read_entry(&r, z, (zip_uint64_t)i, err);
	zip_discard(z);
	return rc;
}

/* Sheets of numbers shrink to a twentieth; what shrinks to less than a
 * hundredth is there to fill a disk. */
#define STREAM_RATIO 100
#define STREAM_SMALL ((uint64_t)16 << 20) /* at any ratio */
#define STREAM_LIMIT ((uint64_t)1 << 30)

struct zipfile {
	zip_t *z;
	char *path;
};

int
zipfile_open(struct zipfile **out, const char *path, struct error *err)
{
	int code = 0;
	zip_t *z = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);

	*out = NULL;
	if (z == NULL)
		return err_set(err, ERR_INPUT, "ZIPFILE-3",
			"%s: not a sound zip file", path);
	if (zip_get_num_entries(z, 0) > ZIPFILE_ENTRIES) {
		zip_discard(z);
		return err_set(err, ERR_INPUT, "ZIPFILE-4",
			"%s: too many files in it", path);
	}
	*out = xcalloc(1, sizeof **out);
	(*out)->z = z;
	(*out)->path = xstrdup(path);
	return 0;
}

void
zipfile_close(struct zipfile *z)
{
	if (z == NULL)
		return;
	zip_discard(z->z);
	free(z->path);
	free(z);
}

bool
zipfile_has(const struct zipfile *z, const char *name)
{
	return zip_name_locate(z->z, name, ZIP_FL_NOCASE) >= 0;
}

bool
zipfile_is_locked(const struct zipfile *z, const char *name)
{
	zip_stat_t st;

	return zip_stat(z->z, name, ZIP_FL_NOCASE, &st) == 0 &&
		(st.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
		st.encryption_method != ZIP_EM_NONE;
}

static int
take_stream(zip_file_t *f, uint64_t packed, struct zipfile *z, const char *name,
	const struct reading *r, struct error *err)
{
	char *buf = xmalloc(65536);
	uint64_t sum = 0;
	zip_int64_t n = 1;
	int rc = 0;

	while (rc == 0 && n > 0) {
		n = zip_fread(f, buf, 65536);
		sum += n > 0 ? (uint64_t)n : 0;
		if (n < 0)
			rc = err_set(err, ERR_INPUT, "ZIPFILE-1", "%s: %s: %s",
				z->path, name, zip_file_strerror(f));
		else if (sum > STREAM_LIMIT ||
			(sum > STREAM_SMALL && sum / STREAM_RATIO > packed))
			rc = err_set(err, ERR_INPUT, "ZIPFILE-5",
				"%s: %s: unpacked, it is too large", z->path,
				name);
		else
			rc = r->take(r->ctx, name, buf, (size_t)n, err);
	}
	free(buf);
	return rc;
}

int
zipfile_stream(struct zipfile *z, const char *name, zipfile_take *take,
	void *ctx, struct error *err)
{
	struct reading r = { .take = take, .ctx = ctx };
	zip_file_t *f = zip_fopen(z->z, name, ZIP_FL_NOCASE);
	zip_stat_t st;
	int rc;

	if (f == NULL || zip_stat(z->z, name, ZIP_FL_NOCASE, &st) != 0) {
		if (f != NULL)
			zip_fclose(f);
		return err_set(err, ERR_INPUT, "ZIPFILE-1", "%s: %s: %s",
			z->path, name, zip_strerror(z->z));
	}
	rc = take_stream(f, st.comp_size, z, name, &r, err);
	zip_fclose(f);
	return rc;
}
