/*
 * The door that every input byte passes: decoding, refusing, cutting.
 */
#include "config.h"
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/guard.h"
#include "lib/digest.h"
#include "lib/xml.h"

#define READ_SIZE (256u << 10)
#define HEAD_SIZE 1024
#define TAG_LIMIT (64u << 10)
#define CHUNK_LINES 60000
#define RECORD_LIMIT (16u << 20)
/* Larger is no faster, and the rows made of it take twenty times as much. */
#define CHUNK_SIZE (32u << 10)

struct guard {
	int fd;
	char *path;
	uint64_t read;
	struct digest *digest;
	char sha256[DIGEST_HEX];
	bool eof;

	/* decoding */
	iconv_t cd;
	bool transcode;	  /* else the bytes are taken as UTF-8 */
	bool gb;	  /* labelled GB…: is it UTF-8 after all? */
	const char *wide; /* UTF-16LE or UTF-16BE, where it is that */
	int utf8_left;	  /* continuation bytes still due; -1: not UTF-8 */
	bool non_ascii;
	char *raw;   /* READ_SIZE bytes, and room for the end of a character */
	size_t nraw; /* undecoded bytes kept from the last read */

	/* scanning */
	struct strbuf text; /* decoded and not yet handed out */
	size_t pos;	    /* scanned up to here */
	long line;	    /* of pos */
	int depth;
	bool closed; /* the root's end tag was seen */
	char *root;  /* its name */
	struct strbuf root_tag;
	struct strbuf header;

	/* the chunk being gathered: text[0..pos) */
	long chunk_line;
	struct place *records; /* offsets in text */
	size_t nrecords, cap;
};

static int
fault(struct guard *g, struct error *err, const char *what)
{
	return err_set(err, ERR_INPUT, "GUARD-1", "%s:%ld: %s", g->path,
		g->line, what);
}

/* Strict UTF-8, fed piece by piece. */
static void
watch_utf8(struct guard *g, const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n && g->utf8_left >= 0; i++) {
		unsigned char c = p[i];

		if (g->utf8_left > 0) {
			g->utf8_left = (c & 0xc0) == 0x80 ? g->utf8_left - 1
							  : -1;
			continue;
		}
		if (c < 0x80)
			continue;
		g->non_ascii = true;
		if (c >= 0xc2 && c < 0xe0)
			g->utf8_left = 1;
		else if (c >= 0xe0 && c < 0xf0)
			g->utf8_left = 2;
		else if (c >= 0xf0 && c < 0xf5)
			g->utf8_left = 3;
		else
			g->utf8_left = -1;
	}
}

/* Decode raw[0..nraw) into text; bytes of an unfinished character stay. */
static int
decode(struct guard *g, struct error *err)
{
	char *in = g->raw;
	size_t nin = g->nraw;
	char buf[8192];

	if (!g->transcode) {
		strbuf_add(&g->text, g->raw, g->nraw);
		g->nraw = 0;
		return 0;
	}
	while (nin > 0) {
		char *out = buf;
		size_t nout = sizeof buf;
		size_t rc = iconv(g->cd, &in, &nin, &out, &nout);

		strbuf_add(&g->text, buf, sizeof buf - nout);
		if (rc != (size_t)-1 || errno == E2BIG)
			continue;
		if (errno == EINVAL && !g->eof && nin < 16)
			break;
		return fault(g, err,
			_("bytes that are no characters of the "
			  "declared encoding"));
	}
	memmove(g->raw, in, nin);
	g->nraw = nin;
	return 0;
}

/* Read some more; g->eof says that there is no more. */
static int
fill(struct guard *g, struct error *err)
{
	ssize_t got;

	do {
		got = read(g->fd, g->raw + g->nraw, READ_SIZE - g->nraw);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", g->path,
			err_reason(errno));
	g->eof = got == 0;
	digest_add(g->digest, g->raw + g->nraw, (size_t)got);
	if (g->gb)
		watch_utf8(g, (unsigned char *)g->raw + g->nraw, (size_t)got);
	g->read += (uint64_t)got;
	g->nraw += (size_t)got;
	if (g->eof && g->nraw > 0 && g->transcode)
		return fault(g, err, _("the file ends within a character"));
	return decode(g, err);
}

/* The encoding that the XML declaration names, in capitals; "" for none, "?"
 * where the declaration is so long that it does not end here. */
static void
declared_encoding(const char *s, size_t n, char *name, size_t size)
{
	char head[HEAD_SIZE + 1] = { 0 };
	const char *p, *end;
	size_t i = 0;

	name[0] = '\0';
	if (n > 0)
		memcpy(head, s, n < HEAD_SIZE ? n : HEAD_SIZE);
	end = strstr(head, "?>");
	p = strstr(head, "encoding");
	if (strncmp(head, "<?xml", 5) != 0 || strcspn(head + 5, " \t\r\n") > 0)
		return;
	if (end == NULL && strlen(head) == HEAD_SIZE)
		snprintf(name, size, "?");
	if (end == NULL || p == NULL || p > end)
		return;
	p += strcspn(p, "\"'");
	if (*p != '\0')
		p++;
	for (; i + 1 < size && *p != '"' && *p != '\'' && *p != '\0'; p++)
		name[i++] = (char)toupper((unsigned char)*p);
	name[i] = '\0';
}

static int
open_converter(struct guard *g, const char *from, struct error *err)
{
	g->cd = iconv_open("UTF-8", from);
	if (g->cd == (iconv_t)-1)
		return err_set(
			err, ERR_SYSTEM, "GUARD-2", "iconv: no %s", from);
	g->transcode = true;
	return 0;
}

static void
drop_raw(struct guard *g, size_t n)
{
	memmove(g->raw, g->raw + n, g->nraw - n);
	g->nraw -= n;
}

static int
open_wide(struct guard *g, size_t mark, const char *from, struct error *err)
{
	drop_raw(g, mark);
	g->wide = from;
	return open_converter(g, from, err);
}

/* Decide from the first bytes; raw holds them. */
static int
choose_encoding(struct guard *g, struct error *err)
{
	static const char *const gb[] = { "GBK", "GB2312", "GB18030", "CP936" };
	const char *s = g->raw;
	char name[32];

	if (g->nraw >= 2 && memcmp(s, "\xff\xfe", 2) == 0)
		return open_wide(g, 2, "UTF-16LE", err);
	if (g->nraw >= 2 && memcmp(s, "\xfe\xff", 2) == 0)
		return open_wide(g, 2, "UTF-16BE", err);
	if (g->nraw >= 4 && memcmp(s, "<\0?\0", 4) == 0)
		return open_wide(g, 0, "UTF-16LE", err);
	if (g->nraw >= 4 && memcmp(s, "\0<\0?", 4) == 0)
		return open_wide(g, 0, "UTF-16BE", err);
	if (g->nraw >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0)
		drop_raw(g, 3);
	declared_encoding(g->raw, g->nraw, name, sizeof name);
	if (name[0] == '\0' || strcmp(name, "UTF-8") == 0)
		return 0;
	if (strcmp(name, "US-ASCII") == 0)
		return open_converter(g, name, err);
	for (size_t i = 0; i < sizeof gb / sizeof gb[0]; i++) {
		if (strcmp(name, gb[i]) == 0) {
			g->gb = true;
			watch_utf8(g, (unsigned char *)g->raw, g->nraw);
			return open_converter(g, "GB18030", err);
		}
	}
	g->line = 1;
	return fault(g, err,
		_("this encoding is not accepted; use UTF-8, "
		  "GB18030, GBK, GB2312 or UTF-16"));
}

/* UTF-16 is known by its bytes; the declaration must not say otherwise. */
static int
check_wide(struct guard *g, struct error *err)
{
	char name[32];

	if (g->wide == NULL)
		return 0;
	declared_encoding(g->text.data, g->text.len, name, sizeof name);
	if (name[0] == '\0' || strcmp(name, "UTF-8") == 0 ||
		strcmp(name, "UTF-16") == 0 || strcmp(name, g->wide) == 0)
		return 0;
	return fault(g, err,
		_("declared as another encoding, but its bytes "
		  "are UTF-16: correct the declaration"));
}

static long
count_lines(const char *s, const char *end)
{
	long n = 0;

	while ((s = memchr(s, '\n', (size_t)(end - s))) != NULL) {
		n++;
		s++;
	}
	return n;
}

/* One piece of markup or text at pos. */
enum piece { MORE, TEXT, START, EMPTY, END, OTHER };

static const char *
find_tag_end(const char *s, const char *end)
{
	while (s < end) {
		if (*s == '>')
			return s;
		if (*s == '"' || *s == '\'') {
			s = memchr(s + 1, *s, (size_t)(end - s - 1));
			if (s == NULL)
				return NULL;
		}
		s++;
	}
	return NULL;
}

static const char *
find_string(const char *s, const char *end, const char *what)
{
	const char *p = s < end
		? memmem(s, (size_t)(end - s), what, strlen(what))
		: NULL;

	return p != NULL ? p + strlen(what) : NULL;
}

static int
tag_piece(struct guard *g, const char *s, const char *end, const char **stop,
	enum piece *piece, struct error *err)
{
	const char *gt = find_tag_end(s + 1, end);

	if ((size_t)((gt != NULL ? gt : end) - s) > TAG_LIMIT)
		return fault(g, err, _("a tag of more than 64 KiB is refused"));
	*piece = MORE;
	if (gt == NULL)
		return 0;
	*stop = gt + 1;
	*piece = s[1] == '/' ? END : gt[-1] == '/' ? EMPTY : START;
	return 0;
}

/* What stands at pos, and where it ends; MORE where the text is too short to
 * tell. The whole piece is looked at again after reading more, which the
 * limits on tags and records keep cheap. */
static int
next_piece(struct guard *g, const char **stop, enum piece *piece,
	struct error *err)
{
	const char *s, *end;

	*piece = MORE;
	if (g->pos == g->text.len)
		return 0;
	s = g->text.data + g->pos;
	end = g->text.data + g->text.len;
	if (*s != '<') {
		const char *lt = memchr(s, '<', (size_t)(end - s));

		*stop = lt != NULL ? lt : end;
		*piece = TEXT;
		return 0;
	}
	if (end - s < 9 && !g->eof)
		return 0;
	*stop = NULL;
	if (s[1] != '!' && s[1] != '?')
		return tag_piece(g, s, end, stop, piece, err);
	if (s[1] == '?')
		*stop = find_string(s + 2, end, "?>");
	else if (strncmp(s, "<!--", 4) == 0)
		*stop = find_string(s + 4, end, "-->");
	else if (strncmp(s, "<![CDATA[", 9) == 0)
		*stop = find_string(s + 9, end, "]]>");
	else
		return fault(g, err,
			_("a document type declaration (DOCTYPE) "
			  "is refused"));
	if (*stop != NULL)
		*piece = OTHER;
	return 0;
}

static bool
is_space(const char *s, const char *end)
{
	while (s < end && memchr(" \t\r\n", *s, 4) != NULL)
		s++;
	return s == end;
}

static size_t
name_length(const char *s)
{
	return strcspn(s, " \t\r\n/>");
}

/* The root's start tag: its name, the tag on one line for the chunks, and the
 * document without records. */
static void
take_root(struct guard *g, const char *tag, const char *stop, bool empty)
{
	size_t tail = empty ? 2 : 1;

	g->root = xstrndup(tag + 1, name_length(tag + 1));
	strbuf_add(&g->root_tag, tag, (size_t)(stop - tag) - tail);
	for (size_t i = 0; i < g->root_tag.len; i++) {
		if (g->root_tag.data[i] == '\n')
			g->root_tag.data[i] = ' ';
	}
	strbuf_addc(&g->root_tag, '>');
	strbuf_add(
		&g->header, g->text.data, (size_t)(stop - g->text.data) - tail);
	strbuf_adds(&g->header, "/>");
}

static void
begin_record(struct guard *g)
{
	if (g->nrecords == g->cap) {
		g->cap = g->cap > 0 ? g->cap * 2 : 1024;
		g->records = xreallocarray(
			g->records, g->cap, sizeof *g->records);
	}
	g->records[g->nrecords++] = (struct place){ .line = g->line,
		.offset = g->pos };
}

static int
take_tag(struct guard *g, const char *s, const char *stop, enum piece piece,
	struct error *err)
{
	size_t n = g->root != NULL ? strlen(g->root) : 0;

	if (g->closed)
		return fault(g, err, _("more follows the end of the document"));
	if (piece == END) {
		if (g->depth == 0)
			return fault(g, err, _("an end tag without its start"));
		g->depth--;
		if (g->depth > 0)
			return 0;
		g->closed = true;
		if (name_length(s + 2) == n &&
			strncmp(s + 2, g->root, n) == 0 &&
			is_space(s + 2 + n, stop - 1))
			return 0;
		return fault(g, err, _("the end tag is not the root's"));
	}
	if (g->depth == 0)
		take_root(g, s, stop, piece == EMPTY);
	else if (g->depth == 1)
		begin_record(g);
	if (piece == START)
		g->depth++;
	else if (g->depth == 0)
		g->closed = true;
	return 0;
}

/* Scan one piece: 1 done, 0 nothing left, -1. */
static int
scan(struct guard *g, enum piece *piece, struct error *err)
{
	const char *s, *stop;

	for (;;) {
		if (next_piece(g, &stop, piece, err) != 0)
			return -1;
		if (*piece != MORE)
			break;
		if (g->eof)
			return g->pos == g->text.len
				? 0
				: fault(g, err, _("the file ends too early"));
		if (g->text.len > RECORD_LIMIT)
			return fault(g, err,
				_("a record of more than 16 MiB "
				  "is refused"));
		if (fill(g, err) != 0)
			return -1;
	}
	s = g->text.data + g->pos;
	if ((g->depth == 0 || g->closed) && *piece == TEXT &&
		!is_space(s, stop))
		return fault(g, err, _("text outside the root element"));
	if ((*piece == START || *piece == EMPTY || *piece == END) &&
		take_tag(g, s, stop, *piece, err) != 0)
		return -1;
	g->line += count_lines(s, stop);
	g->pos = (size_t)(stop - g->text.data);
	return 1;
}

/* Forget what was handed out. */
static void
drop_scanned(struct guard *g)
{
	memmove(g->text.data, g->text.data + g->pos, g->text.len - g->pos);
	g->text.len -= g->pos;
	if (g->text.data != NULL)
		g->text.data[g->text.len] = '\0';
	g->pos = 0;
	g->chunk_line = g->line;
	g->nrecords = 0;
}

int
guard_open(struct guard **out, const char *path, struct error *err)
{
	struct guard *g = xcalloc(1, sizeof *g);
	enum piece piece = MORE;
	int rc;

	*out = g;
	g->path = xstrdup(path);
	g->raw = xmalloc(READ_SIZE + 16);
	g->line = 1;
	g->digest = digest_new();
	g->fd = file_open(path);
	if (g->fd < 0) {
		err_set(err, ERR_INPUT, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
		goto fail;
	}
	/* The first bytes are held back until the encoding is known. */
	while (g->nraw < 2 * HEAD_SIZE && !g->eof) {
		ssize_t got = read(g->fd, g->raw + g->nraw, 4096);

		if (got < 0) {
			err_set(err, ERR_INPUT, "SYSTEM-1", "%s: %s", path,
				err_reason(errno));
			goto fail;
		}
		g->eof = got == 0;
		digest_add(g->digest, g->raw + g->nraw, (size_t)got);
		g->nraw += (size_t)got;
		g->read += (uint64_t)got;
	}
	g->eof = false;
	if (choose_encoding(g, err) != 0 || decode(g, err) != 0 ||
		check_wide(g, err) != 0)
		goto fail;
	while (g->root == NULL) {
		rc = scan(g, &piece, err);
		if (rc < 0)
			goto fail;
		if (rc == 0) {
			fault(g, err, _("no XML document"));
			goto fail;
		}
	}
	drop_scanned(g);
	return 0;
fail:
	guard_close(g);
	*out = NULL;
	return -1;
}

void
guard_close(struct guard *g)
{
	if (g == NULL)
		return;
	digest_free(g->digest);
	if (g->fd >= 0)
		close(g->fd);
	if (g->transcode)
		iconv_close(g->cd);
	strbuf_clear(&g->text);
	strbuf_clear(&g->root_tag);
	strbuf_clear(&g->header);
	free(g->records);
	free(g->root);
	free(g->path);
	free(g->raw);
	free(g);
}

const char *
guard_header(const struct guard *g, size_t *n)
{
	*n = g->header.len;
	return g->header.data;
}

/* Everything scanned so far, without the root's end tag, as a document. */
static void
hand_out(struct guard *g, struct chunk *out, size_t end)
{
	struct strbuf sb = { 0 };

	strbuf_add(&sb, g->root_tag.data, g->root_tag.len);
	strbuf_add(&sb, g->text.data, end);
	out->root_tag = g->root_tag.len;
	out->end_tag = sb.len;
	strbuf_adds(&sb, "</");
	strbuf_adds(&sb, g->root);
	strbuf_addc(&sb, '>');
	out->n = sb.len;
	out->data = strbuf_steal(&sb);
	out->line = g->chunk_line;
	out->nrecords = g->nrecords;
	out->records = xreallocarray(NULL, g->nrecords, sizeof *out->records);
	for (size_t i = 0; i < g->nrecords; i++) {
		out->records[i] = g->records[i];
		out->records[i].offset += out->root_tag;
	}
	drop_scanned(g);
}

/* What was scanned behind the root, where there is more than blanks: is it
 * well-formed there? */
static int
check_tail(struct guard *g, struct error *err)
{
	struct strbuf sb = { 0 };
	struct _xmlDoc *doc = NULL;
	int rc = 0;

	if (!is_space(g->text.data, g->text.data + g->pos)) {
		strbuf_adds(&sb, "<x/>");
		strbuf_add(&sb, g->text.data, g->pos);
		rc = xml_parse(
			&doc, sb.data, sb.len, g->path, g->chunk_line, err);
	}
	xml_free(doc);
	strbuf_clear(&sb);
	drop_scanned(g);
	return rc;
}

/* Nothing but blanks, comments and instructions may follow the root. */
static int
finish(struct guard *g, struct error *err)
{
	enum piece piece;
	int rc;

	drop_scanned(g);
	while ((rc = scan(g, &piece, err)) == 1) {
		if (g->pos > RECORD_LIMIT / 2 && check_tail(g, err) != 0)
			return -1;
	}
	if (rc < 0 || check_tail(g, err) != 0)
		return -1;
	if (g->gb && g->non_ascii && g->utf8_left == 0)
		return fault(g, err,
			_("declared as GBK, but its bytes are "
			  "UTF-8: correct the declaration"));
	digest_hex(g->digest, g->sha256);
	g->digest = NULL;
	return 0;
}

int
guard_next(struct guard *g, struct chunk *out, struct error *err)
{
	enum piece piece = MORE;
	size_t before;
	int rc;

	*out = (struct chunk){ 0 };
	if (g->digest == NULL)
		return 0;
	while (!g->closed) {
		before = g->pos;
		rc = scan(g, &piece, err);
		if (rc < 0)
			return -1;
		if (rc == 0)
			return fault(g, err, _("the file ends too early"));
		if (g->closed && before > 0) {
			hand_out(g, out, before);
			return 1;
		}
		if (g->depth == 1 && piece != TEXT && piece != START &&
			(g->pos >= CHUNK_SIZE ||
				g->line - g->chunk_line >= CHUNK_LINES)) {
			hand_out(g, out, g->pos);
			return 1;
		}
	}
	return finish(g, err);
}

uint64_t
guard_read(const struct guard *g)
{
	return g->read;
}

const char *
guard_sha256(const struct guard *g)
{
	return g->sha256;
}

static const char *
source_header(const void *arg, size_t *n)
{
	return guard_header(arg, n);
}

static int
source_next(void *arg, struct chunk *out, struct error *err)
{
	return guard_next(arg, out, err);
}

static uint64_t
source_read(const void *arg)
{
	return guard_read(arg);
}

static const char *
source_sha256(const void *arg)
{
	return guard_sha256(arg);
}

static void
source_close(void *arg)
{
	guard_close(arg);
}

int
guard_source(struct source *out, const char *path, struct error *err)
{
	struct guard *g;

	*out = (struct source){ source_header, source_next, source_read,
		source_sha256, source_close, NULL };
	if (guard_open(&g, path, err) != 0)
		return -1;
	out->arg = g;
	return 0;
}
