#ifndef CASE_DOCUMENTS_H
#define CASE_DOCUMENTS_H

struct model;
struct _xmlNode;

/*
 * The cases of a pack as if each record stood in its document: those that
 * stand in a case by themselves are put into one of their kind, as it is in the
 * pack's <cases>, where the first of them stands. What is neither a document
 * nor a record of one of these stays where it is.
 */
void case_documents(struct _xmlNode *pack, const struct model *model);

#endif
