/*
 * What a file is, by its content, and the reader for it.
 */
#include "config.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/decode.h"
#include "lib/grid-ahead.h"
#include "lib/grid.h"
#include "lib/office.h"
#include "lib/zipfile.h"

#define HEAD ((size_t)64 << 10)

/* Whom the rows are told. */
struct reading {
	const char *name;
	const struct grid_events *events;
	void *arg;
	bool ahead;
};

struct head {
	char bytes[HEAD + 1];
	size_t n;
};

static bool
begins(const struct head *h, const void *bytes, size_t n)
{
	return h->n >= n && memcmp(h->bytes, bytes, n) == 0;
}

static bool
holds(const struct head *h, const char *s)
{
	return memmem(h->bytes, h->n, s, strlen(s)) != NULL;
}

/* The same in UTF-16, as old Office files name their parts. */
static bool
holds_wide(const struct head *h, const char *s)
{
	char wide[64] = { 0 };
	size_t n = strlen(s);

	for (size_t i = 0; i < n && 2 * i < sizeof wide; i++)
		wide[2 * i] = s[i];
	return memmem(h->bytes, h->n, wide, 2 * n) != NULL;
}

static int
read_head(struct head *h, const char *path, struct error *err)
{
	int fd = file_open(path);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "rb");
	struct stat st;

	if (f == NULL)
		return err_set(err, ERR_INPUT, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	h->n = 0;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		h->n = fread(h->bytes, 1, HEAD, f);
	h->bytes[h->n] = '\0';
	if (file_close(f, path, 0, err) != 0)
		return -1;
	/* What is looked at here is read again from its beginning. */
	return S_ISREG(st.st_mode)
		? 0
		: err_set(err, ERR_INPUT, "GRID-5",
			  "%s: this is no ordinary file; save what it gives as "
			  "one",
			  path);
}

/* The directory of an old Office file can stand anywhere in it. */
static bool
names_part(const char *path, const char *part)
{
	struct head *h = xmalloc(sizeof *h);
	FILE *f = fopen(path, "rbe");
	bool found = false;

	while (f != NULL && !found) {
		h->n = fread(h->bytes, 1, HEAD, f);
		if (h->n == 0)
			break;
		found = holds_wide(h, part);
	}
	if (f != NULL)
		fclose(f);
	free(h);
	return found;
}

bool
grid_may_name(const char *path, const char *sheet)
{
	struct head *h = xmalloc(sizeof *h);
	FILE *f = fopen(path, "rbe");
	size_t kept = 0;
	bool may = f == NULL;

	/* pieces overlap by more than the name can take */
	while (!may && (h->n = fread(h->bytes + kept, 1, HEAD - kept, f)) > 0) {
		h->n += kept;
		h->bytes[h->n] = '\0';
		may = begins(h, "PK", 2) || holds(h, sheet) ||
			holds_wide(h, sheet);
		kept = h->n < 128 ? h->n : 128;
		memmove(h->bytes, h->bytes + h->n - kept, kept);
	}
	if (f != NULL) {
		may = may || ferror(f) != 0; /* who reads it on is told */
		fclose(f);
	}
	free(h);
	return may;
}

static enum grid_kind
old_office(const char *path, const char **what)
{
	if (names_part(path, "EncryptedPackage"))
		return GRID_LOCKED;
	if (names_part(path, "WordDocument")) {
		*what = _("a Word document");
		return GRID_FOREIGN;
	}
	if (names_part(path, "PowerPoint Document")) {
		*what = _("a presentation");
		return GRID_FOREIGN;
	}
	return GRID_OFFICE;
}

static enum grid_kind
zipped(const char *path, const struct head *h, const char **what)
{
	struct zipfile *z;
	struct error unsound;
	enum grid_kind kind = GRID_FOREIGN;

	if (zipfile_open(&z, path, &unsound) != 0)
		return GRID_XLSX; /* whose reader tells what is wrong */
	*what = _("a zip file");
	if (zipfile_has(z, "xl/workbook.xml"))
		kind = zipfile_is_locked(z, "xl/workbook.xml") ? GRID_LOCKED
							       : GRID_XLSX;
	else if (zipfile_has(z, "xl/workbook.bin"))
		kind = GRID_OFFICE;
	else if (holds(h,
			 "mimetypeapplication/vnd.oasis.opendocument."
			 "spreadsheet"))
		kind = GRID_OFFICE;
	else if (zipfile_has(z, "word/document.xml"))
		*what = _("a Word document");
	else if (zipfile_has(z, "ppt/presentation.xml"))
		*what = _("a presentation");
	zipfile_close(z);
	return kind;
}

static bool
has_tag(const char *s, const char *tag)
{
	size_t n = strlen(tag);

	while ((s = strchr(s, '<')) != NULL) {
		s++;
		if (strncasecmp(s, tag, n) == 0 &&
			strchr(" \t\r\n>/", s[n]) != NULL)
			return true;
	}
	return false;
}

/* Lines of a head, of which one says that there are pages in it. */
static bool
is_message(const char *s)
{
	while (*s != '\0' && *s != '\n' && *s != '\r') {
		if (strncasecmp(s, "mime-version:", 13) == 0)
			return true;
		if (*s != ' ' && *s != '\t' && s[strcspn(s, ":\n ,;")] != ':')
			return false;
		s += strcspn(s, "\n");
		s += *s == '\n';
	}
	return false;
}

/* A text: XML, a web page, or with separators. */
static enum grid_kind
text_kind(const char *s)
{
	s += strspn(s, " \t\r\n");
	if (is_message(s))
		return GRID_ARCHIVE;
	if (*s != '<')
		return GRID_TEXT;
	if (strstr(s, "urn:schemas-microsoft-com:office:spreadsheet") != NULL &&
		!has_tag(s, "html"))
		return GRID_OFFICE;
	if (strncasecmp(s, "<!doctype html", 14) == 0 || has_tag(s, "html") ||
		has_tag(s, "table"))
		return GRID_HTML;
	return GRID_XML;
}

static int
as_text(enum grid_kind *kind, const char **what, const char *path,
	const struct head *h, struct error *err)
{
	struct strbuf sb = { 0 };
	struct decoder *d;
	struct error none = { 0 };
	int rc;

	/* What is XML in another encoding, or spoilt, its own reader tells. */
	if (h->bytes[strspn(h->bytes, " \t\r\n")] == '<') {
		*kind = text_kind(h->bytes);
		return 0;
	}
	if (decode_open(&d, path, path, NULL, HEAD, err) != 0)
		return -1;
	*kind = GRID_FOREIGN;
	*what = _("no text and no workbook");
	if (d == NULL)
		return 0;
	rc = decode_next(d, &sb, &none);
	decode_close(d);
	if (rc == 0)
		*what = _("an empty file");
	else if (rc < 0)
		*kind = GRID_TEXT; /* whose reader tells what is wrong */
	else
		*kind = text_kind(sb.data);
	strbuf_clear(&sb);
	return 0;
}

static int
kind_of(enum grid_kind *kind, const char **what, const char *path,
	const struct head *h, struct error *err)
{
	static const char wide_le[] = { '<', 0, '?', 0 };
	static const char wide_be[] = { 0, '<', 0, '?' };

	*what = "";
	if (begins(h, "PK\3\4", 4) || begins(h, "PK\5\6", 4)) {
		*kind = zipped(path, h, what);
	} else if (begins(h, "\xd0\xcf\x11\xe0", 4)) {
		*kind = old_office(path, what);
	} else if (begins(h, "\x09\x08", 2) || begins(h, "\x09\x04", 2) ||
		begins(h, "\x09\x02", 2)) {
		*kind = GRID_OFFICE; /* Excel 5 and before */
	} else if (begins(h, "%PDF", 4)) {
		*kind = GRID_FOREIGN;
		*what = _("a PDF");
	} else if (begins(h, "\xff\xd8\xff", 3) || begins(h, "\x89PNG", 4) ||
		begins(h, "GIF8", 4) || begins(h, "BM", 2)) {
		*kind = GRID_FOREIGN;
		*what = _("a picture");
	} else if (begins(h, "{\\rtf", 5)) {
		*kind = GRID_FOREIGN;
		*what = _("a Word document");
	} else if (begins(h, "Rar!", 4) || begins(h, "7z\xbc\xaf", 4) ||
		begins(h, "\x1f\x8b", 2)) {
		*kind = GRID_FOREIGN;
		*what = _("a compressed archive");
	} else if (begins(h, wide_le, 4) || begins(h, wide_be, 4) ||
		begins(h, "\xff\xfe<", 3) || begins(h, "\xfe\xff\0<", 4)) {
		*kind = GRID_XML;
	} else {
		return as_text(kind, what, path, h, err);
	}
	return 0;
}

int
grid_kind(enum grid_kind *kind, const char **what, const char *path,
	struct error *err)
{
	struct head *h = xmalloc(sizeof *h);
	int rc = read_head(h, path, err);

	if (rc == 0)
		rc = kind_of(kind, what, path, h, err);
	free(h);
	return rc;
}

/* Smaller ones are read before a thread has begun. */
#define LARGE ((off_t)256 << 10)

static int
by_reader(grid_reader *reader, const char *path, const struct reading *r,
	struct error *err)
{
	struct stat st;

	if (r->ahead && stat(path, &st) == 0 && st.st_size >= LARGE)
		return grid_ahead(
			reader, path, r->name, r->events, r->arg, err);
	return reader(path, r->name, r->events, r->arg, err);
}

/* By LibreOffice into .xlsx, and then as any other. */
static int
by_office(const char *path, const struct reading *r, struct error *err)
{
	char *dir = NULL, *xlsx = NULL;
	int rc = office_convert(&dir, &xlsx, path, r->name, err);

	if (rc == 0)
		rc = by_reader(grid_xlsx, xlsx, r, err);
	file_remove_dir(dir);
	free(dir);
	free(xlsx);
	return rc;
}

static int
read_kind(const char *path, const struct reading *r, struct error *err)
{
	enum grid_kind kind;
	const char *what;

	if (grid_kind(&kind, &what, path, err) != 0)
		return -1;
	switch (kind) {
	case GRID_XLSX:
		return by_reader(grid_xlsx, path, r, err);
	case GRID_OFFICE:
		return by_office(path, r, err);
	case GRID_HTML:
		return by_reader(grid_html, path, r, err);
	case GRID_ARCHIVE:
		return by_reader(grid_archive, path, r, err);
	case GRID_TEXT:
		return by_reader(grid_text, path, r, err);
	case GRID_LOCKED:
		return err_set(err, ERR_INPUT, "GRID-1",
			"%s: a workbook with a password; take the password off "
			"and save it again",
			r->name);
	case GRID_FOREIGN:
		return err_set(err, ERR_INPUT, "GRID-2",
			"%s: this is %s, and no table; save the table as .xlsx "
			"and give that",
			r->name, what);
	default:
		return err_set(err, ERR_INPUT, "GRID-3",
			"%s: XML, and no table", r->name);
	}
}

int
grid_read(const char *path, const char *name, const struct grid_events *events,
	void *arg, struct error *err)
{
	const struct reading r = { name, events, arg, false };

	return read_kind(path, &r, err);
}

int
grid_read_ahead(const char *path, const char *name,
	const struct grid_events *events, void *arg, struct error *err)
{
	const struct reading r = { name, events, arg, true };

	return read_kind(path, &r, err);
}
