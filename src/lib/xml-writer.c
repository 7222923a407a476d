/*
 * XML written in a stream.
 */
#include "config.h"
#include <libxml/xmlwriter.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/mem.h"
#include "lib/xml-writer.h"

struct xml_writer {
	xmlTextWriterPtr w;
	FILE *f;
	char *path;
	bool failed;
};

static void
note(struct xml_writer *w, int rc)
{
	if (rc < 0)
		w->failed = true;
}

/* The library's own file tells nobody that its last bytes found no room. */
static int
put(void *arg, const char *bytes, int n)
{
	struct xml_writer *w = arg;

	if (fwrite(bytes, 1, (size_t)n, w->f) == (size_t)n)
		return n;
	w->failed = true;
	return -1;
}

static int
end(void *arg)
{
	struct xml_writer *w = arg;

	if (ferror(w->f) != 0)
		w->failed = true;
	note(w, fclose(w->f));
	return 0;
}

int
xml_writer_begin(struct xml_writer **out, const char *path, struct error *err)
{
	FILE *f = fopen(path, "we");
	struct xml_writer *w;

	*out = NULL;
	if (f == NULL)
		return err_set(err, ERR_SYSTEM, "XML-WRITER-1",
			"%s: cannot write", path);
	*out = w = xcalloc(1, sizeof *w);
	w->f = f;
	w->path = xstrdup(path);
	w->w = xmlNewTextWriter(xmlOutputBufferCreateIO(put, end, w, NULL));
	note(w, xmlTextWriterSetIndent(w->w, 1));
	note(w, xmlTextWriterStartDocument(w->w, NULL, "UTF-8", NULL));
	return 0;
}

void
xml_writer_open(struct xml_writer *w, const char *element)
{
	note(w, xmlTextWriterStartElement(w->w, BAD_CAST element));
}

void
xml_writer_close(struct xml_writer *w)
{
	note(w, xmlTextWriterEndElement(w->w));
}

void
xml_writer_attribute(struct xml_writer *w, const char *name, const char *value)
{
	note(w,
		xmlTextWriterWriteAttribute(
			w->w, BAD_CAST name, BAD_CAST value));
}

void
xml_writer_text(struct xml_writer *w, const char *text)
{
	note(w, xmlTextWriterWriteString(w->w, BAD_CAST text));
}

void
xml_writer_element(struct xml_writer *w, const char *name, const char *text)
{
	note(w,
		xmlTextWriterWriteElement(w->w, BAD_CAST name,
			BAD_CAST(text != NULL ? text : "")));
}

int
xml_writer_end(struct xml_writer *w, struct error *err)
{
	int rc = 0;

	if (w == NULL)
		return 0;
	note(w, xmlTextWriterEndDocument(w->w));
	xmlFreeTextWriter(w->w);
	if (w->failed)
		rc = err_set(err, ERR_SYSTEM, "XML-WRITER-1",
			"%s: cannot write", w->path);
	free(w->path);
	free(w);
	return rc;
}
