#ifndef XML_WRITER_H
#define XML_WRITER_H

#include "base/errors.h"

/*
 * An XML document written as it goes, UTF-8, indented. What is written in
 * between fails silently; xml_writer_end tells.
 */
struct xml_writer;

int xml_writer_begin(
	struct xml_writer **out, const char *path, struct error *err);
void xml_writer_open(struct xml_writer *w, const char *element);
void xml_writer_close(struct xml_writer *w);
void xml_writer_attribute(
	struct xml_writer *w, const char *name, const char *value);
void xml_writer_text(struct xml_writer *w, const char *text);
/* An element with nothing but text; NULL is none. */
void xml_writer_element(
	struct xml_writer *w, const char *name, const char *text);
/* Finish the file and free the writer, also where something failed before:
 * ERR_SYSTEM where not everything was written. NULL is fine. */
int xml_writer_end(struct xml_writer *w, struct error *err);

#endif
