/*
 * Writes the collection: visits, applications, natural changes of members.
 */
#include <stdio.h>

#include "faults-help.h"
#include "write.h"

static void
write_time(struct doc *d, const char *name, int minute)
{
	char text[8];

	snprintf(text, sizeof text, "%02d:%02d", minute / 60 % 24, minute % 60);
	doc_attr(d, name, text);
}

static void
write_investigators(struct doc *d, const struct household *h)
{
	const struct visit *visit = &h->visit;

	for (int i = 0; i < 2; i++) {
		int64_t staff = visit->investigators[i];
		struct village there;
		const struct village *v = h->village;
		char id[ID_TEXT], name[NAME_TEXT];

		if (staff < 0)
			continue;
		if (i == 1 && visit->staff_village >= 0) {
			village_make(&there, h->street, visit->staff_village);
			v = &there;
		}
		staff_id(id, v, staff);
		people_staff_name(name, h->street->seed, staff);
		doc_open(d, "investigator");
		doc_attr(d, "staff", id);
		doc_attr(d, "name", name);
		doc_close(d);
	}
}

static void
write_signature(
	struct doc *d, const char *role, const struct signature *s, int day)
{
	if (!s->on)
		return;
	doc_open(d, "signature");
	doc_attr(d, "role", role);
	doc_attr(d, "signer", s->signer);
	doc_attr(d, "name", s->name);
	doc_flag(d, "own-hand", s->own_hand);
	doc_attr(d, "proxy-name", s->proxy);
	doc_attr(d, "proxy-reason", s->reason);
	doc_day(d, "date", day);
	doc_close(d);
}

static void
write_visit(struct doc *d, const struct household *h)
{
	const struct visit *v = &h->visit;
	char id[ID_TEXT];

	visit_id(id, h);
	doc_open(d, "visit");
	doc_attr(d, "id", id);
	write_spoilt(d, h, RECORD_VISIT);
	doc_attr(d, "household", h->id);
	doc_attr(d, "village", h->village->code);
	doc_day(d, "date", v->day);
	write_time(d, "time", v->minute);
	write_time(d, "ended-time", v->minute + 30);
	doc_attr(d, "form", v->form);
	write_investigators(d, h);
	write_signature(d, "household", &v->household, v->day);
	write_signature(d, "responsible", &v->responsible, v->day);
	for (int i = 0; i < v->n_changes; i++) {
		doc_open(d, "change");
		doc_attr(d, "member", v->changes[i].member);
		doc_attr(d, "field", v->changes[i].field);
		doc_attr(d, "old", v->changes[i].old);
		doc_attr(d, "new", v->changes[i].new);
		doc_close(d);
	}
	doc_close(d);
}

static void
write_application(struct doc *d, const struct household *h)
{
	const struct application *a = &h->application;
	char id[ID_TEXT];

	application_id(id, h);
	doc_open(d, "application");
	doc_attr(d, "id", id);
	write_spoilt(d, h, RECORD_APPLICATION);
	doc_attr(d, "household", h->id);
	doc_attr(d, "village", h->village->code);
	doc_day(d, "date", a->day);
	doc_flag(d, "handwritten", a->handwritten);
	doc_attr(d, "writer", a->own ? "household" : "other");
	doc_flag(d, "signed", a->is_signed);
	doc_attr(d, "signer-name", a->is_signed ? h->head_name : NULL);
	doc_close(d);
}

static void
write_natural(struct doc *d, const struct household *h)
{
	const struct natural *n = &h->natural;
	const struct person *p = &h->people[n->person];
	char id[ID_TEXT];

	natural_id(id, h);
	doc_open(d, "natural-change");
	doc_attr(d, "id", id);
	write_spoilt(d, h, RECORD_NATURAL);
	doc_attr(d, "household", h->id);
	doc_attr(d, "village", h->village->code);
	doc_attr(d, "direction", n->increase ? "increase" : "decrease");
	doc_attr(d, "member", p->id);
	doc_attr(d, "name", p->name);
	doc_attr(d, "number", p->number);
	doc_day(d, "birth", p->birth);
	doc_int(d, "sex", p->sex);
	doc_attr(d, "relation", p->relation);
	doc_attr(d, "reason", n->reason);
	doc_day(d, "date", n->day);
	doc_attr(d, "proof", n->proof);
	doc_attr(d, "form", n->form);
	doc_flag(d, "signed", n->is_signed);
	doc_close(d);
}

void
collection_write(struct doc *d, const struct household *h)
{
	if (h->visit.on)
		write_visit(d, h);
	if (h->application.on)
		write_application(d, h);
	if (h->natural.on)
		write_natural(d, h);
}
