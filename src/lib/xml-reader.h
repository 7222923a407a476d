#ifndef XML_READER_H
#define XML_READER_H

#include <stdbool.h>
#include "base/errors.h"

struct _xmlNode;

/*
 * A file read node by node, forward only: no network, no DOCTYPE's entities,
 * nothing said of faults but that reading failed.
 */
struct xml_reader;

/* ERR_SYSTEM where the file cannot be opened. */
int xml_reader_open(
	struct xml_reader **out, const char *path, struct error *err);
/* The same, of a file that this program wrote itself: the elements of a name
 * are passed over before they are parsed. None stands in another of its name,
 * and neither comments nor CDATA look like one. */
int xml_reader_open_without(struct xml_reader **out, const char *path,
	const char *name, struct error *err);
void xml_reader_close(struct xml_reader *r); /* NULL is fine */

/* Go to the next node, or to the next that is not below this one: 1 there is
 * one, 0 the end, -1 the file is not sound. */
int xml_reader_read(struct xml_reader *r);
int xml_reader_skip(struct xml_reader *r);

/* Of the node that it stands on. */
bool xml_reader_at_element(const struct xml_reader *r);
bool xml_reader_at_doctype(const struct xml_reader *r);
int xml_reader_depth(const struct xml_reader *r); /* the root's is 0 */
long xml_reader_line(const struct xml_reader *r);
/* Borrowed until the next node is read. NULL: out of memory. */
struct _xmlNode *xml_reader_node(const struct xml_reader *r);
/* The same, with all below it. */
struct _xmlNode *xml_reader_tree(struct xml_reader *r);

#endif
