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

struct xml_reader {
	xmlTextReaderPtr r;
	int fd;
};

static void
hear_nothing(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

int
xml_reader_open(struct xml_reader **out, const char *path, struct error *err)
{
	int fd = file_open(path);

	*out = NULL;
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	*out = xcalloc(1, sizeof **out);
	(*out)->fd = fd;
	(*out)->r = xmlReaderForFd(fd, path, "UTF-8",
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

void
xml_reader_close(struct xml_reader *r)
{
	if (r == NULL)
		return;
	xmlFreeTextReader(r->r);
	close(r->fd);
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
