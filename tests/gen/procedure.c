/*
 * Writes the procedure: the events of a village with their lists, and what
 * each household agreed to, was told, and had entered.
 */
#include <stdio.h>
#include <string.h>

#include "faults-help.h"
#include "timetable.h"
#include "write.h"

static const char *const elements[AT_COUNT] = { "name-list", "appraisal",
	"posting", "street-audit", "announcement", "posting", "comparison",
	"appraisal", "announcement", "other-step" };
static const int rounds[AT_COUNT] = { 0, 1, 1, 0, 0, 2, 0, 2, 0, 0 };

static void
write_record(struct doc *d, const struct household *h, const char *element,
	const char *what, const struct record *record, int n)
{
	bool unnamed = what[0] == 'c' && n == 0 && h->course.has_no_signer;
	char id[ID_TEXT], clerk[NAME_TEXT];

	record_id(id, h->village->number, h->local, what, n);
	doc_open(d, element);
	doc_attr(d, "id", id);
	if (what[0] != 'c')
		write_spoilt(
			d, h, what[0] == 'n' ? RECORD_NOTICE : RECORD_ENTRY);
	doc_attr(d, "household", h->id);
	doc_attr(d, "village", h->village->code);
	doc_day(d, "date", record->day);
	if (strcmp(what, "entry") == 0) {
		people_staff_name(clerk, h->street->seed, 2 + h->local % 3);
		doc_attr(d, "operator", clerk);
	} else {
		doc_flag(d, what[0] == 'c' ? "agreed" : "signed", record->flag);
		doc_attr(d, "signer-name",
			record->flag != 0 && !unnamed ? h->head_name : NULL);
	}
	doc_close(d);
}

void
procedure_write(struct doc *d, const struct household *h)
{
	const struct course *c = &h->course;

	for (int i = 0; i < c->n_consents; i++)
		write_record(d, h, "consent", "consent", &c->consents[i], i);
	for (int i = 0; i < c->n_notices; i++)
		write_record(d, h, "notification", "notice", &c->notices[i], i);
	for (int i = 0; i < c->n_entries; i++)
		write_record(d, h, "data-entry", "entry", &c->entries[i], i);
}

static void
write_votes(struct doc *d, const struct event *e, const struct course *c,
	bool rejected, bool miscount)
{
	int against = c->local % 3;
	int abstain = c->local / 3 % 2;
	int agree = e->present - against - abstain;

	if (rejected) {
		against = agree;
		agree = e->present - against - abstain;
	}
	doc_int(d, "votes-for", agree + miscount);
	doc_int(d, "votes-against", against);
	doc_int(d, "votes-abstain", abstain);
}

static void
write_item(struct doc *d, const struct event *e, enum at at,
	const struct course *c, bool first)
{
	const char *adjustment = class_codes[c->adjustment];
	bool rejected = (c->rejected & LISTED(at)) != 0;
	bool judges = at == AT_APPRAISAL1 || at == AT_APPRAISAL2;
	char shown[64];

	if (c->misclassed_at == at)
		adjustment = class_codes[c->misclass];
	doc_open(d, "item");
	doc_attr(d, "household", c->id);
	doc_attr(d, "class", adjustment);
	if ((judges || at == AT_AUDIT) && (c->undecided & LISTED(at)) == 0)
		doc_attr(d, "result", rejected ? "rejected" : "agreed");
	if (judges && !(first && e->is_unvoted))
		write_votes(d, e, c, rejected, first && e->miscounted);
	if (strcmp(elements[at], "posting") == 0 ||
		strcmp(elements[at], "announcement") == 0) {
		snprintf(shown, sizeof shown, "%d人%s%s", c->size,
			first && e->shown != NULL ? " " : "",
			first && e->shown != NULL ? e->shown : "");
		doc_attr(d, "shown", shown);
	}
	doc_close(d);
}

static void
write_stranger(struct doc *d, const struct village *v)
{
	char id[ID_TEXT];

	stranger_id(id, v);
	doc_open(d, "item");
	doc_attr(d, "household", id);
	doc_attr(d, "class", "exit");
	doc_attr(d, "shown", "2人");
	doc_close(d);
}

static void
write_items(struct doc *d, const struct village *v, enum at at,
	const struct course *courses)
{
	const struct event *e = &v->events[at];
	bool first = true;

	for (int i = 0; i < v->size; i++) {
		if ((courses[i].listed & LISTED(at)) == 0)
			continue;
		write_item(d, e, at, &courses[i], first);
		first = false;
	}
	if (e->names_stranger)
		write_stranger(d, v);
}

static void
write_objections(struct doc *d, const struct village *v, enum at at,
	const struct course *courses)
{
	for (int i = 0; i < v->size; i++) {
		const struct objection *o = &courses[i].objection;

		if (o->at != at)
			continue;
		doc_open(d, "objection");
		doc_attr(d, "household", courses[i].id);
		doc_day(d, "date", o->day);
		doc_day(d, "settled", o->settled);
		doc_attr(d, "outcome", o->outcome);
		doc_text(d, "text",
			"群众询问该户收入情况，经核对收入台账后予以说明。");
		doc_close(d);
	}
}

static void
write_departments(struct doc *d, const struct event *e)
{
	for (int i = e->lacks_department; i < timetable.n_departments; i++) {
		doc_open(d, "department");
		doc_attr(d, "code", timetable.departments[i]);
		doc_day(d, "date", e->began);
		doc_close(d);
	}
}

static void
write_hits(struct doc *d, const struct village *v, const struct course *courses)
{
	for (int i = 0; i < v->size; i++) {
		const struct hit *hit = &courses[i].hit;

		if (!hit->on)
			continue;
		doc_open(d, "hit");
		doc_attr(d, "household", courses[i].id);
		doc_attr(d, "member", courses[i].head_member);
		doc_attr(d, "department", hit->department);
		doc_attr(d, "category", hit->category);
		doc_day(d, "village-fed-back", hit->village_told);
		doc_day(d, "household-fed-back", hit->household_told);
		doc_attr(d, "verdict", hit->verdict);
		doc_day(d, "verified", hit->verified);
		doc_text(d, "text",
			"比对发现登记信息，已向村、户反馈并入户核实。");
		doc_close(d);
	}
}

static void
write_meeting(struct doc *d, const struct village *v, const struct event *e)
{
	char place[NAME_TEXT * 2];

	snprintf(place, sizeof place, "%s村委会会议室", v->name);
	doc_attr(d, "place", place);
	doc_int(d, "eligible", e->eligible);
	doc_int(d, "present", e->present);
	doc_int(d, "representatives", e->representatives);
	doc_int(d, "officials", e->officials);
	doc_flag(d, "minutes", e->minutes);
	doc_flag(d, "attendance", e->attendance);
	doc_flag(d, "resolved", e->resolved);
}

static void
write_poster(struct doc *d, const struct village *v, const struct event *e)
{
	char place[NAME_TEXT * 2];

	doc_day(d, "began", e->began);
	doc_day(d, "ended", e->is_undated ? NO_DAY : e->ended);
	if (e->in_village == 0)
		snprintf(place, sizeof place, "青石街道办事处门前");
	else
		snprintf(place, sizeof place, "%s村务公开栏", v->name);
	doc_attr(d, "place", place);
	doc_flag(d, "in-village", e->in_village);
	doc_flag(d, "photo", e->photo);
	doc_attr(d, "columns", e->columns);
}

static void
write_event(struct doc *d, const struct village *v, enum at at,
	const struct course *courses)
{
	const struct event *e = &v->events[at];
	const char *element = elements[at];
	bool poster = strcmp(element, "posting") == 0 ||
		strcmp(element, "announcement") == 0;

	doc_open(d, element);
	doc_attr(d, "id", e->id);
	doc_attr(d, "village", v->code);
	if (rounds[at] > 0)
		doc_int(d, "round", rounds[at]);
	if (at == AT_OTHER)
		doc_attr(d, "kind", timetable.other_kind);
	if (at == AT_OTHER) {
		doc_day(d, "began", e->began);
		doc_day(d, "ended", e->ended);
	} else if (!poster && !e->is_undated)
		doc_day(d, "date", e->began);
	if (strcmp(element, "appraisal") == 0)
		write_meeting(d, v, e);
	if (poster)
		write_poster(d, v, e);
	if (at == AT_AUDIT) {
		doc_flag(d, "plan", e->plan);
		doc_flag(d, "resolved", e->resolved);
	}
	if (at == AT_COMPARISON)
		write_departments(d, e);
	write_items(d, v, at, courses);
	if (at == AT_COMPARISON)
		write_hits(d, v, courses);
	write_objections(d, v, at, courses);
	doc_close(d);
}

bool
event_is_held(const struct village *v, enum at at, const struct course *courses)
{
	if (!v->events[at].held)
		return false;
	for (int i = 0; i < v->size; i++) {
		if ((courses[i].listed & LISTED(at)) != 0)
			return true;
	}
	return false;
}

void
procedure_write_village(
	struct doc *d, const struct village *v, const struct course *courses)
{
	for (int at = 0; at < AT_COUNT; at++) {
		if (event_is_held(v, (enum at)at, courses))
			write_event(d, v, (enum at)at, courses);
	}
}
