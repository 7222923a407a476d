/*
 * Texts of unknown encoding as UTF-8: see decode.h.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/decode.h"

struct decoder {
	int fd;
	const char *name;
	iconv_t cd;
	char raw[65536 + 16];
	size_t nraw;
	bool eof;
	bool may_mix; /* it is read as GB18030 */
};

/* What was seen of the whole file. */
struct look {
	unsigned char head[4];
	size_t nhead;
	bool utf8; /* it can be: little speaks against it */
	bool controls, non_ascii;
	/* Characters of UTF-8 of three bytes and more, as few texts in GB18030
	 * have them, and bytes that are none. */
	size_t good, bad;
	size_t noughts[2], n;	       /* at even and at odd places */
	bool is_long;		       /* three bytes or four */
	unsigned char left, low, high; /* of the UTF-8 character that is open */
};

/* In GB18030 every other character is wrong; in a spoilt text one or two. */
static void
note_bad(struct look *l)
{
	l->bad++;
	l->left = 0;
	l->utf8 = l->bad <= 3 + l->good / 8;
}

static void
look_utf8(struct look *l, unsigned char c)
{
	if (l->left > 0 && (c < l->low || c > l->high)) {
		note_bad(l);
	} else if (l->left > 0) {
		l->left--;
		l->low = 0x80;
		l->high = 0xbf;
		l->good += l->left == 0 && l->is_long;
		return;
	}
	l->is_long = c >= 0xe0;
	if (c < 0x80)
		return;
	l->non_ascii = true;
	l->low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
	l->high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
	if (c >= 0xc2 && c < 0xe0)
		l->left = 1;
	else if (c >= 0xe0 && c < 0xf0)
		l->left = 2;
	else if (c >= 0xf0 && c < 0xf5)
		l->left = 3;
	else
		note_bad(l);
}

/* Eight bytes of which nothing is to be said: no control character among
 * them, and of UTF-8 in doubt none beyond ASCII. */
static bool
are_ordinary(const struct look *l, const unsigned char *s)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t w;

	memcpy(&w, s, 8);
	if (((w - ones * 0x20) & ~w & ones * 0x80) != 0)
		return false;
	return !l->utf8 || (l->left == 0 && (w & ones * 0x80) == 0);
}

static int
look_at(int fd, const char *name, struct look *l, size_t most,
	struct error *err)
{
	unsigned char buf[65536];
	ssize_t got;

	*l = (struct look){ .utf8 = true };
	while ((most == 0 || l->n < most) &&
		(got = read(fd, buf, sizeof buf)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s",
				name, err_reason(errno));
		for (ssize_t i = 0; i < got; i++) {
			unsigned char c = buf[i];

			if (l->n >= 8 && i + 8 <= got &&
				are_ordinary(l, buf + i)) {
				i += 7;
				l->n += 8;
				continue;
			}
			if (l->nhead < sizeof l->head)
				l->head[l->nhead++] = c;
			if (l->utf8)
				look_utf8(l, c);
			l->noughts[l->n & 1] += c == 0;
			if (c < 0x20 && c != '\t' && c != '\r' && c != '\n' &&
				c != '\f' && c != 0)
				l->controls = true;
			l->n++;
		}
	}
	if (l->left > 0 && (most == 0 || l->n < most))
		note_bad(l);
	lseek(fd, 0, SEEK_SET);
	return 0;
}

/* NULL: no text. *mark: bytes of the mark. */
static const char *
encoding_of(const struct look *l, const char *label, size_t *mark)
{
	size_t noughts = l->noughts[0] + l->noughts[1];

	*mark = 0;
	if (l->nhead >= 2 && memcmp(l->head, "\xff\xfe", 2) == 0) {
		*mark = 2;
		return "UTF-16LE";
	}
	if (l->nhead >= 2 && memcmp(l->head, "\xfe\xff", 2) == 0) {
		*mark = 2;
		return "UTF-16BE";
	}
	if (l->nhead >= 3 && memcmp(l->head, "\xef\xbb\xbf", 3) == 0)
		*mark = 3;
	/* Separators and digits have a nought byte each, and on one side. */
	if (noughts > 0 && l->n % 2 == 0 && noughts * 10 > l->n &&
		(l->noughts[0] == 0 || l->noughts[1] == 0))
		return l->noughts[1] > 0 ? "UTF-16LE" : "UTF-16BE";
	if (noughts > 0 || l->controls)
		return NULL;
	/* UTF-8 that is spoilt is refused by who reads it: in GB18030 its names
	 * would be others */
	if (*mark == 3 || l->bad == 0 ||
		(l->utf8 && l->good >= 4 && l->good > 2 * l->bad))
		return "UTF-8";
	if (label != NULL && strcasecmp(label, "big5") == 0)
		return "BIG5";
	return "GB18030";
}

int
decode_open(struct decoder **out, const char *path, const char *name,
	const char *label, size_t most, struct error *err)
{
	struct decoder *d;
	struct look look;
	const char *from;
	size_t mark;
	int fd = file_open(path);

	*out = NULL;
	if (fd < 0)
		return err_set(err, ERR_INPUT, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	if (look_at(fd, name, &look, most, err) != 0) {
		close(fd);
		return -1;
	}
	from = encoding_of(&look, label, &mark);
	if (from == NULL) {
		close(fd);
		return 0;
	}
	d = xcalloc(1, sizeof *d);
	d->fd = fd;
	d->name = name;
	d->cd = iconv_open("UTF-8", from);
	d->may_mix = strcmp(from, "GB18030") == 0;
	lseek(fd, (off_t)mark, SEEK_SET);
	*out = d;
	if (d->cd != (iconv_t)-1)
		return 0;
	err_set(err, ERR_SYSTEM, "DECODE-1", "iconv: no %s", from);
	decode_close(d);
	*out = NULL;
	return -1;
}

void
decode_close(struct decoder *d)
{
	if (d == NULL)
		return;
	if (d->cd != (iconv_t)-1)
		iconv_close(d->cd);
	close(d->fd);
	free(d);
}

static int
no_text(const struct decoder *d, struct error *err)
{
	return err_set(err, ERR_INPUT, "DECODE-2",
		"%s: bytes that are no characters of UTF-8, GB18030 or UTF-16",
		d->name);
}

/* Is the line UTF-8, with four characters of three bytes at least? No line of
 * GB18030 is, as good as ever. */
static bool
is_utf8(const char *s, size_t n)
{
	struct look l = { .utf8 = true };

	for (size_t i = 0; i < n && l.bad == 0; i++)
		look_utf8(&l, (unsigned char)s[i]);
	return l.bad == 0 && l.left == 0 && l.good >= 4;
}

/* Lines of UTF-8 amid a text in GB18030: their names would be others. */
static bool
is_mixed(const char *s, size_t n)
{
	const char *end = s + n;

	while (s < end) {
		const char *stop = memchr(s, '\n', (size_t)(end - s));

		stop = stop != NULL ? stop : end;
		if (is_utf8(s, (size_t)(stop - s)))
			return true;
		s = stop + 1;
	}
	return false;
}

int
decode_next(struct decoder *d, struct strbuf *sb, struct error *err)
{
	char buf[65536], *in = d->raw;
	ssize_t got;

	if (d->eof)
		return 0;
	do {
		got = read(d->fd, d->raw + d->nraw, sizeof d->raw - d->nraw);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", d->name,
			err_reason(errno));
	if (d->may_mix && is_mixed(d->raw + d->nraw, (size_t)got))
		return err_set(err, ERR_INPUT, "DECODE-3",
			"%s: lines in UTF-8 among others in GB18030; save all "
			"of it in one encoding",
			d->name);
	d->nraw += (size_t)got;
	d->eof = got == 0;
	if (d->eof)
		return d->nraw > 0 ? no_text(d, err) : 0;
	while (d->nraw > 0) {
		char *out = buf;
		size_t nout = sizeof buf;
		size_t rc = iconv(d->cd, &in, &d->nraw, &out, &nout);

		strbuf_add(sb, buf, sizeof buf - nout);
		if (rc != (size_t)-1 || errno == E2BIG)
			continue;
		if (errno == EINVAL && d->nraw < 16)
			break;
		return no_text(d, err);
	}
	memmove(d->raw, in, d->nraw);
	return 1;
}

/* Where the declaration names an encoding, and how long that is; NULL: nowhere.
 */
static char *
declared(char *data, size_t n, size_t *len)
{
	char *end = memmem(data, n < 200 ? n : 200, "?>", 2), *at;

	if (end == NULL)
		return NULL;
	at = memmem(data, (size_t)(end - data), " encoding=", 10);
	*len = at != NULL ? 11 + strcspn(at + 11, "\"'?") + 1 : 0;
	return at != NULL && at + *len <= end ? at : NULL;
}

static bool
is_wide(const char *data, size_t n)
{
	return n >= 2 &&
		(memcmp(data, "\xff\xfe", 2) == 0 ||
			memcmp(data, "\xfe\xff", 2) == 0 ||
			memcmp(data, "<\0", 2) == 0 ||
			memcmp(data, "\0<", 2) == 0);
}

int
decode_xml(const char *path, size_t limit, char **data, size_t *n,
	struct error *err)
{
	struct strbuf text = { 0 };
	struct decoder *d;
	size_t len;
	char *at;
	int rc = 1;

	if (file_read(path, limit, data, n, err) != 0)
		return -1;
	at = declared(*data, *n, &len);
	if (!is_wide(*data, *n) &&
		(at == NULL || strncasecmp(at + 11, "gb", 2) != 0))
		return 0;
	if (decode_open(&d, path, path, NULL, 0, err) != 0)
		rc = -1;
	while (d != NULL && rc == 1)
		rc = text.len > limit
			? err_set(err, ERR_INPUT, "FILE-1",
				  "%s: larger than %zu bytes", path, limit)
			: decode_next(d, &text, err);
	decode_close(d);
	if (rc == 0) {
		free(*data);
		*n = text.len;
		*data = strbuf_steal(&text);
		at = declared(*data, *n, &len);
		if (at != NULL)
			memset(at, ' ', len);
	} else if (rc < 0) {
		free(*data);
		*data = NULL;
	}
	strbuf_clear(&text);
	return rc < 0 ? -1 : 0;
}
