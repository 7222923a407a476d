#ifndef DIFF_WRITE_H
#define DIFF_WRITE_H

#include "tree.h"

/* The document's bytes: some way of writing the tree; unless plainly in some
 * encoding, with anything around it, and now and then damaged. */
void document_write(struct maker *m, const struct node *root, bool plainly,
	struct strbuf *out);
/* The documents at the edges, all of them registers; false behind the last. */
bool extreme_write(int which, struct strbuf *out);

#endif
