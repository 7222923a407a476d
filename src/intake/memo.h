#ifndef MEMO_H
#define MEMO_H

#include "base/strbuf.h"
#include "intake/cell.h"

/*
 * What texts of a column were read as: most columns hold few different ones,
 * and reading one is dear. It forgets; it never answers for another text.
 */
struct memo;

struct memo *memo_new(void);
void memo_free(struct memo *memo); /* NULL is fine */

/* Is it known what this cell says? Its value is added to out. */
bool memo_recall(struct memo *memo, const struct cell *cell, struct strbuf *out,
	enum cell_answer *answer);
/* value: NULL where it says nothing. */
void memo_keep(
	struct memo *memo, const struct cell *cell, const struct strbuf *value);

#endif
