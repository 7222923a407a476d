/*
 * What texts of a column were read as: see memo.h.
 */
#include "config.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "intake/memo.h"

#define SLOTS 64
#define WAYS 4 /* of those that may hold a text */
#define LONGEST 46

struct slot {
	bool says;
	unsigned char ntext, nvalue; /* ntext 0: nothing is kept */
	char text[LONGEST], value[LONGEST];
};

/* A column in which no text comes again is not worth it. */
#define TRIES 512
#define WORTH (TRIES / 8)

struct memo {
	unsigned tries, hits;
	struct slot slots[SLOTS];
};

struct memo *
memo_new(void)
{
	return xcalloc(1, sizeof(struct memo));
}

void
memo_free(struct memo *memo)
{
	free(memo);
}

/* The first of the WAYS slots in which the text may stand. By its ends: ids
 * differ at theirs, words are short. */
static size_t
slots_of(const char *s, size_t n)
{
	uint64_t head = 0, tail = 0, h;
	uint32_t part[2];

	if (n >= 8) {
		memcpy(&head, s, 8);
		memcpy(&tail, s + n - 8, 8);
	} else if (n >= 4) {
		memcpy(&part[0], s, 4);
		memcpy(&part[1], s + n - 4, 4);
		head = (uint64_t)part[0] << 32 | part[1];
	} else {
		for (size_t i = 0; i < n; i++)
			head = head << 8 | (unsigned char)s[i];
	}
	h = (head ^ (tail * UINT64_C(0x9e3779b97f4a7c15)) ^ n) *
		UINT64_C(0xff51afd7ed558ccd);
	return (size_t)(h >> 58) % SLOTS / WAYS * WAYS;
}

static bool
can_be_kept(const struct memo *memo, const struct cell *cell)
{
	return cell->kind == CELL_TEXT && !cell->is_odd && cell->n > 0 &&
		cell->n <= LONGEST &&
		(memo->tries < TRIES || memo->hits >= WORTH);
}

static const struct slot *
find(const struct memo *memo, const struct cell *cell)
{
	const struct slot *slot = &memo->slots[slots_of(cell->text, cell->n)];

	for (int i = 0; i < WAYS; i++, slot++) {
		if (slot->ntext == cell->n &&
			memcmp(slot->text, cell->text, cell->n) == 0)
			return slot;
	}
	return NULL;
}

bool
memo_recall(struct memo *memo, const struct cell *cell, struct strbuf *out,
	enum cell_answer *answer)
{
	const struct slot *slot;

	if (!can_be_kept(memo, cell))
		return false;
	memo->tries += memo->tries < TRIES;
	slot = find(memo, cell);
	if (slot == NULL)
		return false;
	memo->hits += memo->hits < WORTH;
	if (slot->nvalue > 0)
		strbuf_add(out, slot->value, slot->nvalue);
	*answer = slot->says ? CELL_SAYS : CELL_SAYS_NOTHING;
	return true;
}

void
memo_keep(
	struct memo *memo, const struct cell *cell, const struct strbuf *value)
{
	struct slot *slot;

	if (!can_be_kept(memo, cell) || (value != NULL && value->len > LONGEST))
		return;
	/* the one that came last is the first to be looked at */
	slot = &memo->slots[slots_of(cell->text, cell->n)];
	memmove(slot + 1, slot, (WAYS - 1) * sizeof *slot);
	slot->says = value != NULL;
	slot->ntext = (unsigned char)cell->n;
	memcpy(slot->text, cell->text, cell->n);
	slot->nvalue = value != NULL ? (unsigned char)value->len : 0;
	if (slot->nvalue > 0)
		memcpy(slot->value, value->data, value->len);
}
