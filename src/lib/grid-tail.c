/*
 * Merged cells, which stand behind the rows that they change: see grid-tail.h.
 */
#include "config.h"
#include <string.h>
#include "lib/grid-tail.h"

void
grid_parse_ref(const char *s, long *column, long *row)
{
	long c = 0, n = 0;

	for (; ((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z') && c < 100000; s++)
		c = c * 26 + ((*s | 0x20) - 'a' + 1);
	for (; *s >= '0' && *s <= '9' && n <= GRID_ROWS; s++)
		n = n * 10 + (*s - '0');
	*column = c - 1;
	*row = n;
}

static void
take_tag(struct grid_tail *t)
{
	const char *name = memchr(t->tag, ':', strcspn(t->tag, " \t\r\n/>"));
	struct grid_merge m = { 0 };
	const char *ref, *colon;

	name = name != NULL ? name + 1 : t->tag;
	if (strncmp(name, "sheetData", 9) == 0)
		grid_merges_clear(t->merges);
	if (strncmp(name, "mergeCell", 9) != 0 ||
		strchr(" \t\r\n", name[9]) == NULL)
		return;
	ref = strstr(name, "ref=");
	colon = ref != NULL ? strchr(ref, ':') : NULL;
	if (colon == NULL)
		return;
	grid_parse_ref(ref + 5, &m.column, &m.row);
	grid_parse_ref(colon + 1, &m.last_column, &m.last_row);
	if (m.row >= 1 && m.column >= 0 && m.last_row >= m.row &&
		m.last_row <= GRID_ROWS && m.last_column >= m.column &&
		m.last_column < GRID_COLUMNS)
		grid_merges_add(t->merges, &m);
}

static void
take_tags(struct grid_tail *t, const char *s, const char *end)
{
	while (s < end) {
		if (!t->in_tag) {
			s = memchr(s, '<', (size_t)(end - s));
			if (s == NULL)
				return;
			t->in_tag = true;
			t->n = 0;
			s++;
			continue;
		}
		if (*s == '>' || t->n + 1 == sizeof t->tag) {
			t->tag[t->n] = '\0';
			take_tag(t);
			t->in_tag = false;
		} else {
			t->tag[t->n++] = *s;
		}
		s++;
	}
}

/* Tags are looked at from the first that may tell of one; it is "mergeCells",
 * or the first itself. */
void
grid_tail_take(struct grid_tail *t, const void *bytes, size_t n)
{
	static const char name[] = "mergeCell";
	enum { LENGTH = sizeof name - 1 };
	const char *s = bytes, *end = s + n, *found = NULL;
	char joint[2 * sizeof t->last];
	size_t more = n < sizeof t->last ? n : sizeof t->last;

	if (n == 0)
		return;
	if (t->has_any) {
		take_tags(t, s, end);
		return;
	}
	/* one that the pieces part, or one within this piece */
	memcpy(joint, t->last, t->nlast);
	memcpy(joint + t->nlast, s, more);
	found = memmem(joint, t->nlast + more, name, LENGTH);
	if (found != NULL && (size_t)(found - joint) < t->nlast)
		s += (size_t)(found - joint) + LENGTH - t->nlast;
	else if ((found = memmem(s, n, name, LENGTH)) != NULL)
		s = found + LENGTH;
	if (found != NULL) {
		t->has_any = t->in_tag = true;
		memcpy(t->tag, name, LENGTH);
		t->n = LENGTH;
		take_tags(t, s, end);
		return;
	}
	/* the last bytes, which a short piece does not push out */
	if (n >= LENGTH - 1) {
		t->nlast = LENGTH - 1;
		memcpy(t->last, end - t->nlast, t->nlast);
	} else {
		size_t kept = t->nlast + n > LENGTH - 1 ? LENGTH - 1 - n
							: t->nlast;

		memmove(t->last, t->last + t->nlast - kept, kept);
		memcpy(t->last + kept, s, n);
		t->nlast = kept + n;
	}
}
