/*
 * XML read in a stream.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "lib/xml-reader.h"

/* Where it stands in what is passed over. */
enum where {
	OUTSIDE,
	OPENING, /* in what may be the tag that begins such an element */
	IN_TAG,
	INSIDE
};

struct xml_reader {
	xmlTextReaderPtr r;
	int fd;
	char *open, *close; /* "<home" and "</home>"; NULL: all is read */
	enum where where;
	size_t matched; /* bytes of either */
	char quote, last;
	size_t at, end; /* of bytes, what is still to be given */
	char bytes[8192];
};

/* Not in the tag's name. */
static bool
ends_name(char c)
{
	return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' ||
		c == '\r';
}

/* One byte in the tag that begins what is passed over. */
static void
pass_tag(struct xml_reader *r, char c)
{
	if (r->quote != '\0')
		r->quote = c == r->quote ? '\0' : r->quote;
	else if (c == '"' || c == '\'')
		r->quote = c;
	else if (c == '>')
		r->where = r->last == '/' ? OUTSIDE : INSIDE;
	r->matched = 0;
	r->last = c;
}

static void
pass_inside(struct xml_reader *r, char c)
{
	r->matched = c == r->close[r->matched] ? r->matched + 1 : c == '<';
	if (r->close[r->matched] == '\0') {
		r->where = OUTSIDE;
		r->matched = 0;
	}
}

/* One byte, which may turn out to be of no such element: then what was held
 * back goes to out first. How many do. */
static size_t
pass_outside(struct xml_reader *r, char c, char *out)
{
	size_t n = r->matched;

	if (r->where == OPENING && r->open[n] == c) {
		r->matched++;
		return 0;
	}
	if (r->where == OPENING && r->open[n] == '\0' && ends_name(c)) {
		r->where = IN_TAG;
		pass_tag(r, c);
		return 0;
	}
	memcpy(out, r->open, n);
	r->matched = c == '<';
	r->where = c == '<' ? OPENING : OUTSIDE;
	if (c != '<')
		out[n++] = c;
	return n;
}

/* In place: out holds room for what was held back before text. The lines stay
 * as many as they are. */
static size_t
pass_over(struct xml_reader *r, char *out, const char *text, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		char c = text[i];

		if (r->where == OUTSIDE && c != '<') {
			out[kept++] = c;
		} else if (r->where == OUTSIDE || r->where == OPENING) {
			kept += pass_outside(r, c, out + kept);
		} else {
			if (c == '\n')
				out[kept++] = c;
			if (r->where == IN_TAG)
				pass_tag(r, c);
			else
				pass_inside(r, c);
		}
	}
	return kept;
}

/* The parser asks for as little as four bytes. */
static int
read_bytes(void *arg, char *out, int wanted)
{
	struct xml_reader *r = arg;
	size_t ahead = r->open != NULL ? strlen(r->open) : 0, n;

	while (r->at == r->end) {
		ssize_t got = read(
			r->fd, r->bytes + ahead, sizeof r->bytes - ahead);

		if (got <= 0)
			return (int)got;
		r->at = 0;
		r->end = ahead == 0
			? (size_t)got
			: pass_over(r, r->bytes, r->bytes + ahead, (size_t)got);
	}
	n = r->end - r->at < (size_t)wanted ? r->end - r->at : (size_t)wanted;
	memcpy(out, r->bytes + r->at, n);
	r->at += n;
	return (int)n;
}

static void
hear_nothing(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

static int
open_reader(struct xml_reader **out, const char *path, const char *name,
	struct error *err)
{
	int fd = file_open(path);

	*out = NULL;
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	*out = xcalloc(1, sizeof **out);
	(*out)->fd = fd;
	(*out)->open = name != NULL ? xasprintf("<%s", name) : NULL;
	(*out)->close = name != NULL ? xasprintf("</%s>", name) : NULL;
	(*out)->r = xmlReaderForIO(read_bytes, NULL, *out, path, "UTF-8",
		XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT |
			XML_PARSE_NOBLANKS);
	if ((*out)->r != NULL) {
		xmlTextReaderSetStructuredErrorHandler(
			(*out)->r, hear_nothing, NULL);
		return 0;
	}
	xml_reader_close(*out);
	*out = NULL;
	return err_set(
		err, ERR_SYSTEM, "XML-READER-1", "%s: out of memory", path);
}

int
xml_reader_open(struct xml_reader **out, const char *path, struct error *err)
{
	return open_reader(out, path, NULL, err);
}

int
xml_reader_open_without(struct xml_reader **out, const char *path,
	const char *name, struct error *err)
{
	return open_reader(out, path, name, err);
}

void
xml_reader_close(struct xml_reader *r)
{
	if (r == NULL)
		return;
	xmlFreeTextReader(r->r);
	close(r->fd);
	free(r->open);
	free(r->close);
	free(r);
}

int
xml_reader_read(struct xml_reader *r)
{
	return xmlTextReaderRead(r->r);
}

int
xml_reader_skip(struct xml_reader *r)
{
	return xmlTextReaderNext(r->r);
}

bool
xml_reader_at_element(const struct xml_reader *r)
{
	return xmlTextReaderNodeType(r->r) == XML_READER_TYPE_ELEMENT;
}

bool
xml_reader_at_doctype(const struct xml_reader *r)
{
	return xmlTextReaderNodeType(r->r) == XML_READER_TYPE_DOCUMENT_TYPE;
}

int
xml_reader_depth(const struct xml_reader *r)
{
	return xmlTextReaderDepth(r->r);
}

long
xml_reader_line(const struct xml_reader *r)
{
	return xmlTextReaderGetParserLineNumber(r->r);
}

struct _xmlNode *
xml_reader_node(const struct xml_reader *r)
{
	return xmlTextReaderCurrentNode(r->r);
}

struct _xmlNode *
xml_reader_tree(struct xml_reader *r)
{
	return xmlTextReaderExpand(r->r);
}
