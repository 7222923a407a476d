/*
 * What the faults share: the lines of .planted.tsv, and ways to find the
 * member to change.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "faults-help.h"

static void
set_row(struct row *row, const char *check, const char *member,
	const char *step, const char *event)
{
	strcpy(row->check, check);
	row->step = step != NULL ? step : "";
	if (member != NULL)
		strcpy(row->member, member);
	if (event != NULL)
		strcpy(row->event, event);
}

static bool
is_one_member(const struct row *a, const struct row *b)
{
	return a->member[0] == '\0' || b->member[0] == '\0' ||
		strcmp(a->member, b->member) == 0;
}

/* The lines of one fault, from first on, are hidden by another, whose own
 * line is at by. */
static void
hide_rows(struct household *h, int first, int n, const struct fault *f, int by)
{
	for (int i = first; i < first + n; i++) {
		if (fault_lists(f->hides, h->rows[i].check) &&
			is_one_member(&h->rows[i], &h->rows[by]))
			h->rows[i].hidden_by = f->check;
	}
}

/* What the fault breaks besides, which is told through it alone. */
static void
add_shadows(struct household *h, const struct fault *f, int first)
{
	for (const char *s = f->shadows; s != NULL; s = strchr(s, ' ')) {
		struct row row = h->rows[first];

		s += *s == ' ';
		snprintf(row.check, sizeof row.check, "%.*s",
			(int)strcspn(s, " "), s);
		row.hidden_by = f->check;
		assert(h->n_rows < MAX_ROWS);
		h->rows[h->n_rows++] = row;
	}
}

/* Where there are several, each is planted as if alone; then the lines of
 * those that another one hides are marked. */
void
faults_plant(struct household *h)
{
	int first[MAX_MIX], n[MAX_MIX];

	for (int i = 0; i < h->n_faults; i++) {
		first[i] = h->n_rows;
		h->faults[i]->plant(h);
		n[i] = h->n_rows - first[i];
	}
	for (int i = 0; i < h->n_faults && h->is_mixed; i++) {
		for (int j = i + 1; j < h->n_faults; j++) {
			if (n[j] > 0 && fault_hides(h->faults[j], h->faults[i]))
				hide_rows(h, first[i], n[i], h->faults[j],
					first[j]);
		}
		if (n[i] > 0)
			add_shadows(h, h->faults[i], first[i]);
	}
}

void
row_add(struct household *h, const char *check, const char *member,
	const char *step, const char *event)
{
	struct row *row = &h->rows[h->n_rows++];

	assert(h->n_rows <= MAX_ROWS);
	set_row(row, check, member, step, event);
	strcpy(row->village, h->village_code);
	strcpy(row->household, h->id);
}

void
row_add_village(struct village *v, const char *check, const char *step,
	const char *event)
{
	struct row *row = &v->rows[v->n_rows++];

	assert((size_t)v->n_rows <= sizeof v->rows / sizeof v->rows[0]);
	set_row(row, check, NULL, step, event);
	strcpy(row->village, v->code);
}

struct person *
person_at(struct household *h, enum slot slot)
{
	for (int i = 0; i < h->n_people; i++) {
		if (h->people[i].slot == (int)slot)
			return &h->people[i];
	}
	assert(!"the household lacks whom the fault needs");
	return NULL;
}

void
visit_id(char out[ID_TEXT], const struct household *h)
{
	snprintf(out, ID_TEXT, "V%03d%05d", h->village->number + 1,
		h->local + 1);
}

void
application_id(char out[ID_TEXT], const struct household *h)
{
	snprintf(out, ID_TEXT, "A%03d%05d", h->village->number + 1,
		h->local + 1);
}

void
natural_id(char out[ID_TEXT], const struct household *h)
{
	snprintf(out, ID_TEXT, "N%03d%05d", h->village->number + 1,
		h->local + 1);
}

void
missed_id(char out[ID_TEXT], const struct household *h)
{
	snprintf(out, ID_TEXT, "R%03d%05d", h->village->number + 1,
		h->local + 1);
}

void
problem_id(char out[ID_TEXT], const struct household *h)
{
	snprintf(out, ID_TEXT, "Q%03d%05d", h->village->number + 1,
		h->local + 1);
}

void
record_id(char out[ID_TEXT], int village, int local, const char *what, int n)
{
	snprintf(out, ID_TEXT, "E%03d%05d-%s%s", village + 1, local + 1, what,
		n > 0 ? "-2" : "");
}

void
training_id(char out[ID_TEXT], const struct village *v)
{
	snprintf(out, ID_TEXT, "T%03d", v->number + 1);
}

void
inspection_id(char out[ID_TEXT], const struct village *v, const char *kind)
{
	snprintf(out, ID_TEXT, "I%03d-%s", v->number + 1, kind);
}

void
nobody_id(char out[ID_TEXT], const struct household *h)
{
	snprintf(out, ID_TEXT, "H%03d8%04d", h->village->number + 1,
		h->local + 1);
}

void
former_id(char out[ID_TEXT], const struct household *h)
{
	snprintf(out, ID_TEXT, "H%03d7%04d", h->village->number + 1,
		h->local + 1);
}

void
stranger_id(char out[ID_TEXT], const struct village *v)
{
	snprintf(out, ID_TEXT, "H%03d99999", v->number + 1);
}

void
write_spoilt(struct doc *d, const struct household *h, enum record_kind kind)
{
	if ((h->spoilt & 1u << kind) != 0)
		doc_attr(d, "remark", "待补");
}
