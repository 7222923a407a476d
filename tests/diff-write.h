#ifndef DIFF_WRITE_H
#define DIFF_WRITE_H

#include "diff-tree.h"

/* The document's bytes: some way of writing the tree, in some encoding, and
 * now and then damaged. Added to out. */
void document_write(
	struct maker *m, const struct node *root, struct strbuf *out);

#endif
