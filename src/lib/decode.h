#ifndef DECODE_H
#define DECODE_H

#include <stddef.h>
#include "base/errors.h"
#include "base/strbuf.h"

/*
 * Bytes of a text whose encoding nobody declares: a mark at its beginning,
 * strict UTF-8, UTF-16 by its noughts, or GB18030.
 */
struct decoder;

/* Looks at the whole file, or at so many bytes of it (0: all). ERR_INPUT where
 * it is none of these; *out is NULL where it is no text at all (control
 * characters) and 0 is answered. label: what the text itself says (of a web
 * page), or NULL. */
int decode_open(struct decoder **out, const char *path, const char *name,
	const char *label, size_t most, struct error *err);
void decode_close(struct decoder *d); /* NULL is fine */
/* Add some more of it, as UTF-8 and whole characters: 1, 0 at the end, -1. */
int decode_next(struct decoder *d, struct strbuf *sb, struct error *err);

/* A whole document of XML as file_read gives it, in UTF-8 where its mark or its
 * declaration says UTF-16 or GB18030 (GBK, GB2312); then the declaration names
 * no encoding any more. */
int decode_xml(const char *path, size_t limit, char **data, size_t *n,
	struct error *err);

#endif
