#ifndef MIME_H
#define MIME_H

#include <stddef.h>
#include "base/errors.h"

/*
 * Web archives (.mht): the web pages in a message of several parts. Pictures,
 * styles and what else there is are passed over.
 */

/* One page, decoded, in its own encoding; charset: what its part says of that,
 * or NULL. Not 0 ends it, and is answered. */
typedef int mime_page(void *arg, const char *bytes, size_t n,
	const char *charset, struct error *err);

/* All pages of the message in their order. ERR_INPUT where a part is coded in a
 * way that is not known, or there is no page. name: of the file, for errors. */
int mime_pages(const char *message, size_t n, const char *name, mime_page *page,
	void *arg, struct error *err);

#endif
