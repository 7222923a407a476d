#ifndef RESULT_HEAD_H
#define RESULT_HEAD_H

#include "base/errors.h"

/* What a result.xml says of itself before its findings begin: the attributes
 * of result, street, plan, totals and answers. */
struct _xmlNode;
struct result_head;

/* NULL with err set (ERR_INPUT) where the file is no such result. */
struct result_head *result_head_read(const char *path, struct error *err);
/* Borrowed; NULL where it is not there. xml:lang is "lang" of "result". */
const char *result_head_get(const struct result_head *head, const char *element,
	const char *attribute);
/* Each element of the result that says by what it was made: document, check,
 * change, basis, pack and parameter. ERR_INPUT where it is no such result. */
int result_walk_basis(const char *path,
	void (*take)(void *arg, const struct _xmlNode *node), void *arg,
	struct error *err);
void result_head_free(struct result_head *head); /* NULL is fine */

#endif
