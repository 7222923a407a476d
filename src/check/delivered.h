#ifndef DELIVERED_H
#define DELIVERED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"

struct db;
struct digest;
struct rules;

/*
 * What documents did not deliver, and which rules need it. A fact that is not
 * there is never a pass: a rule that reads a column which no record has cannot
 * be made; where only some documents lack it, what the rule finds in these is
 * no finding, and its answer names the fact.
 *
 * A rule reads what its SQL names, columns of views by what the views read; one
 * that reads steps reads the class, from which they were worked out.
 * Columns that it only shows (rule: shows) do not count, and a rule that leaves
 * out by itself what was not delivered (rule: partial) is made in any case.
 * Whether it is about anybody cannot be told where that depends on what nobody
 * delivered.
 */
struct delivered;

/* Which facts are missing, and for each rule which of them it needs. *out is
 * NULL where everything was delivered; so may d be in all that follow. */
int delivered_begin(struct delivered **out, struct db *db,
	const struct rules *rules, struct error *err);
void delivered_end(struct delivered *d);

/* The facts that rule i needs and that are missing somewhere: words as
 * reason_add reads them, borrowed; NULL: none. */
const char *delivered_reason(const struct delivered *d, size_t i);
/* Can the rule not be made at all? */
bool delivered_blocks(const struct delivered *d, size_t i);
/* The facts that nobody delivered and on which it depends whether rule i is
 * about anybody; NULL: it can be told. */
const char *delivered_subjects(const struct delivered *d, size_t i);
/* Did this document not deliver what the rule needs? */
bool delivered_lacks(const struct delivered *d, size_t i, int64_t document);
/* Settings on which the answers of a run depend: what is missing, and whether
 * everywhere. In which documents, their villages are looked at anew. */
void delivered_add(const struct delivered *d, struct digest *digest);

#endif
