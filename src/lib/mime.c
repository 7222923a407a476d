/*
 * The pages of a web archive: see mime.h.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/mime.h"

#define MAX_DEPTH 8

struct archive {
	const char *name;
	mime_page *page;
	void *arg;
	size_t npages;
};

/* What the head of a part says; NULL: nothing. */
struct part {
	char *type, *coding;
	const char *body, *end;
};

static const char *
line_end(const char *s, const char *end)
{
	const char *nl = memchr(s, '\n', (size_t)(end - s));

	return nl != NULL ? nl : end;
}

static bool
is_blank_line(const char *s, const char *end)
{
	while (s < end && (*s == '\r' || *s == ' ' || *s == '\t'))
		s++;
	return s == end || *s == '\n';
}

/* A line of the head with those that go on with it, without breaks. */
static char *
unfolded(const char **at, const char *end)
{
	struct strbuf sb = { 0 };
	const char *s = *at;

	strbuf_adds(&sb, "");
	do {
		const char *nl = line_end(s, end);

		for (; s < nl; s++) {
			if (*s != '\r')
				strbuf_addc(&sb, *s == '\t' ? ' ' : *s);
		}
		s = nl < end ? nl + 1 : end;
	} while (
		s < end && (*s == ' ' || *s == '\t') && !is_blank_line(s, end));
	*at = s;
	return strbuf_steal(&sb);
}

/* The value of a line of this name; NULL: another. The caller's. */
static char *
field(const char *line, const char *name)
{
	size_t n = strlen(name);

	if (strncasecmp(line, name, n) != 0)
		return NULL;
	line += n;
	line += strspn(line, " ");
	return xstrdup(line);
}

/* The head up to the blank line, and where the body is. */
static struct part
read_head(const char *s, const char *end)
{
	struct part p = { 0 };

	while (s < end && !is_blank_line(s, end)) {
		char *line = unfolded(&s, end);

		if (p.type == NULL)
			p.type = field(line, "content-type:");
		if (p.coding == NULL)
			p.coding = field(line, "content-transfer-encoding:");
		free(line);
	}
	if (s < end) {
		s = line_end(s, end);
		s += s < end;
	}
	p.body = s;
	p.end = end;
	return p;
}

static void
clear_part(struct part *p)
{
	free(p->type);
	free(p->coding);
}

/* boundary="…" of a type; NULL: none. The caller's. */
static char *
parameter(const char *type, const char *name)
{
	size_t n = strlen(name);

	while (type != NULL && (type = strchr(type, ';')) != NULL) {
		const char *s;

		type += 1 + strspn(type + 1, " ");
		if (strncasecmp(type, name, n) != 0)
			continue;
		s = type + n + strspn(type + n, " ");
		if (*s != '=')
			continue;
		s += 1 + strspn(s + 1, " ");
		return *s == '"' ? xstrndup(s + 1, strcspn(s + 1, "\""))
				 : xstrndup(s, strcspn(s, " ;"));
	}
	return NULL;
}

static int
hex(char c)
{
	return c >= '0' && c <= '9'    ? c - '0'
		: c >= 'A' && c <= 'F' ? c - 'A' + 10
		: c >= 'a' && c <= 'f' ? c - 'a' + 10
				       : -1;
}

/* "=" and a line break join two lines; "=3D" is a byte. */
static void
from_quoted(struct strbuf *out, const char *s, const char *end)
{
	while (s < end) {
		const char *behind = s + 1;

		if (*s != '=') {
			strbuf_addc(out, *s++);
			continue;
		}
		while (behind < end && (*behind == ' ' || *behind == '\r'))
			behind++;
		if (behind == end || *behind == '\n') {
			s = behind < end ? behind + 1 : end;
		} else if (end - s > 2 && hex(s[1]) >= 0 && hex(s[2]) >= 0) {
			strbuf_addc(out, (char)(hex(s[1]) * 16 + hex(s[2])));
			s += 3;
		} else {
			strbuf_addc(out, *s++);
		}
	}
}

static int
sixth(char c)
{
	return c >= 'A' && c <= 'Z'    ? c - 'A'
		: c >= 'a' && c <= 'z' ? c - 'a' + 26
		: c >= '0' && c <= '9' ? c - '0' + 52
		: c == '+'	       ? 62
		: c == '/'	       ? 63
				       : -1;
}

static void
from_base64(struct strbuf *out, const char *s, const char *end)
{
	unsigned bits = 0;
	int n = 0;

	for (; s < end && *s != '='; s++) {
		int six = sixth(*s);

		if (six < 0)
			continue;
		bits = bits << 6 | (unsigned)six;
		n += 6;
		if (n >= 8) {
			n -= 8;
			strbuf_addc(out, (char)(bits >> n & 0xff));
		}
	}
}

static int
give_page(struct archive *a, const struct part *p, struct error *err)
{
	char *charset = parameter(p->type, "charset");
	const char *coding = p->coding != NULL ? p->coding : "8bit";
	struct strbuf page = { 0 };
	int rc = 0;

	if (strncasecmp(coding, "quoted-printable", 16) == 0)
		from_quoted(&page, p->body, p->end);
	else if (strncasecmp(coding, "base64", 6) == 0)
		from_base64(&page, p->body, p->end);
	else if (strncasecmp(coding, "7bit", 4) == 0 ||
		strncasecmp(coding, "8bit", 4) == 0 ||
		strncasecmp(coding, "binary", 6) == 0)
		strbuf_add(&page, p->body, (size_t)(p->end - p->body));
	else
		rc = err_set(err, ERR_INPUT, "MIME-1",
			"%s: a web archive with a page in a coding that is not "
			"known; open it and save it as .xlsx",
			a->name);
	a->npages++;
	if (rc == 0 && page.len > 0)
		rc = a->page(a->arg, page.data, page.len, charset, err);
	strbuf_clear(&page);
	free(charset);
	return rc;
}

/* Where the next line "--BOUNDARY" begins; end: there is none. */
static const char *
next_boundary(const char *s, const char *end, const char *boundary)
{
	size_t n = strlen(boundary);

	while (s < end) {
		if ((size_t)(end - s) >= n + 2 && s[0] == '-' && s[1] == '-' &&
			memcmp(s + 2, boundary, n) == 0)
			return s;
		s = line_end(s, end);
		s += s < end;
	}
	return end;
}

static int read_part(struct archive *a, const char *s, const char *end,
	int depth, struct error *err);

static int
read_parts(
	struct archive *a, const struct part *p, int depth, struct error *err)
{
	char *boundary = parameter(p->type, "boundary");
	const char *s = p->body;
	int rc = 0;

	if (boundary == NULL || *boundary == '\0' || depth == MAX_DEPTH) {
		free(boundary);
		return 0;
	}
	s = next_boundary(s, p->end, boundary);
	while (rc == 0 && s < p->end) {
		const char *from = line_end(s, p->end), *to;

		/* behind the last there is nothing */
		if ((size_t)(p->end - s) >= strlen(boundary) + 4 &&
			memcmp(s + 2 + strlen(boundary), "--", 2) == 0)
			break;
		from += from < p->end;
		to = next_boundary(from, p->end, boundary);
		rc = read_part(a, from, to, depth + 1, err);
		s = to;
	}
	free(boundary);
	return rc;
}

static int
read_part(struct archive *a, const char *s, const char *end, int depth,
	struct error *err)
{
	struct part p = read_head(s, end);
	int rc = 0;

	if (p.type != NULL && strncasecmp(p.type, "multipart/", 10) == 0)
		rc = read_parts(a, &p, depth, err);
	else if (p.type != NULL && strncasecmp(p.type, "text/html", 9) == 0)
		rc = give_page(a, &p, err);
	clear_part(&p);
	return rc;
}

int
mime_pages(const char *message, size_t n, const char *name, mime_page *page,
	void *arg, struct error *err)
{
	struct archive a = { .name = name, .page = page, .arg = arg };
	int rc = read_part(&a, message, message + n, 0, err);

	if (rc == 0 && a.npages == 0)
		rc = err_set(err, ERR_INPUT, "MIME-2",
			"%s: a web archive without a page", name);
	return rc;
}
