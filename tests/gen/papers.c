/*
 * Writes what lies beside register and procedure: problems found earlier, the
 * staff and its training, rolls of focus groups, archives, inspections.
 */
#include <stdio.h>
#include <string.h>

#include "faults-help.h"
#include "timetable.h"
#include "write.h"

#define STREET_STAFF 5

static void
write_staff(struct doc *d, const struct street *s, const struct village *v,
	int64_t staff, const char *role)
{
	char text[NAME_TEXT * 2];

	doc_open(d, "person");
	staff_id(text, v, staff);
	doc_attr(d, "id", text);
	people_staff_name(text, s->seed, staff);
	doc_attr(d, "name", text);
	people_staff_number(text, s->seed, staff);
	doc_attr(d, "number", text);
	doc_attr(d, "role", role);
	doc_attr(d, "village", v != NULL ? v->code : NULL);
	doc_attr(d, "unit", v != NULL ? v->name : "青石街道办事处");
	people_phone(text, "156", staff);
	doc_attr(d, "phone", text);
	doc_close(d);
}

static void
write_attendee(struct doc *d, const struct village *v, int64_t staff)
{
	char id[ID_TEXT];

	staff_id(id, v, staff);
	doc_open(d, "attendee");
	doc_attr(d, "staff", id);
	doc_close(d);
}

static void
open_training(struct doc *d, const char *id, const char *level, int day)
{
	doc_open(d, "training");
	doc_attr(d, "id", id);
	doc_attr(d, "level", level);
	doc_day(d, "date", day);
	doc_attr(d, "topic", "扶贫对象动态调整政策、程序和信息采集");
}

void
papers_write_street(struct docs *docs, const struct street *s)
{
	struct doc *d = &docs->staff;

	for (int i = 0; i < STREET_STAFF; i++)
		write_staff(d, s, NULL, i, i < 2 ? "leader" : "clerk");
	open_training(d, "T-province", "province", timetable.province_trained);
	for (int i = 0; i < STREET_STAFF; i++)
		write_attendee(d, NULL, i);
	doc_close(d);
	open_training(d, "T-county", "county",
		plan_breaks(s->plan, "TRN-02") ? timetable.province_trained - 1
					       : timetable.county_trained);
	for (int i = 0; i < STREET_STAFF; i++)
		write_attendee(d, NULL, i);
	doc_close(d);
}

static void
write_problem(struct doc *d, const struct household *h)
{
	const struct problem *p = &h->problem;
	bool unfounded = p->verdict != NULL && p->rectified == NO_DAY &&
		strcmp(p->verdict, "unfounded") == 0 && !p->is_bare;
	char id[ID_TEXT];

	problem_id(id, h);
	doc_open(d, "problem");
	doc_attr(d, "id", id);
	write_spoilt(d, h, RECORD_PROBLEM);
	doc_attr(d, "source", p->source);
	doc_day(d, "issued", IN_YEAR(9, 15));
	doc_attr(d, "village", h->village->code);
	if (p->is_about_nobody)
		nobody_id(id, h);
	doc_attr(d, "household", p->is_about_nobody ? id : h->id);
	doc_attr(d, "check-id", p->check);
	doc_attr(d, "field", p->field);
	doc_day(d, "verified", p->verified);
	doc_attr(d, "verdict", p->verdict);
	doc_day(d, "rectified", p->rectified);
	doc_day(d, "marked", p->marked);
	doc_day(d, "due", IN_YEAR(12, 20));
	doc_text(d, "description", p->text);
	if (p->rectified != NO_DAY)
		doc_text(d, "measure", "入户核实后更正系统信息。");
	if (unfounded)
		doc_text(d, "evidence", "经核对收入台账原件，登记无误。");
	doc_close(d);
}

static void
write_roll(struct doc *d, const struct household *h, const struct person *p,
	const char *roll, const char *unit)
{
	char id[ID_TEXT * 3];

	snprintf(id, sizeof id, "R-%s-%s", p->id, roll);
	doc_open(d, "roll-entry");
	doc_attr(d, "id", id);
	doc_attr(d, "roll", roll);
	doc_attr(d, "village", h->village->code);
	doc_attr(d, "name", p->name);
	doc_attr(d, "number", p->number);
	doc_day(d, "birth", p->birth);
	doc_attr(d, "unit", unit);
	doc_close(d);
}

static void
write_rolls(struct doc *d, const struct household *h)
{
	for (int i = 0; i < h->n_people; i++) {
		const struct person *p = &h->people[i];

		if (!person_is_active(p) || p->number[0] == '\0')
			continue;
		if (p->low_income)
			write_roll(d, h, p, "low-income", "民政部门");
		if (p->hardship)
			write_roll(d, h, p, "special-hardship", "民政部门");
		if (person_has(p, "03"))
			write_roll(d, h, p, "serious-illness", "医保部门");
		if (person_has(p, "04"))
			write_roll(d, h, p, "disability", "残联");
	}
}

/* A relative of the household who is on a roll and in no register. */
static void
write_missed(struct doc *d, const struct household *h)
{
	struct key key;
	char text[NAME_TEXT * 2];
	int birth;

	people_key(&key, h->street->seed, h->index, SLOT_OTHER);
	birth = people_birth(&key, 50, YEAR); /* no mover is of that age */
	missed_id(text, h);
	doc_open(d, "roll-entry");
	doc_attr(d, "id", text);
	doc_attr(d, "roll", h->missed_roll);
	doc_attr(d, "village", h->village->code);
	people_name(text, h->street->seed, h->index, SLOT_OTHER, LINE_OTHER);
	doc_attr(d, "name", text);
	people_number(text, &key, birth, 1);
	doc_attr(d, "number", text);
	doc_day(d, "birth", birth);
	doc_attr(d, "unit", "民政部门");
	doc_close(d);
}

/* Somebody who was screened and not entered, with the reason. */
static void
write_screened(struct doc *d, const struct street *s, const struct village *v)
{
	static const char *const rolls[] = { "low-income", "migrant",
		"unregistered" };
	struct key key;
	char text[NAME_TEXT * 2];
	int birth;

	people_key(&key, s->seed, v->first, SLOT_OTHER);
	birth = people_birth(&key, 50, YEAR); /* no mover is of that age */
	snprintf(text, sizeof text, "R-%s", v->code);
	doc_open(d, "roll-entry");
	doc_attr(d, "id", text);
	doc_attr(d, "roll", rolls[v->number % 3]);
	doc_attr(d, "village", v->code);
	people_name(text, s->seed, v->first, SLOT_OTHER, LINE_OTHER);
	doc_attr(d, "name", text);
	people_number(text, &key, birth, 1);
	doc_attr(d, "number", text);
	doc_day(d, "birth", birth);
	doc_attr(d, "unit", "民政部门");
	doc_text(d, "reason",
		"经入户核实，家庭人均纯收入稳定超过省扶贫标准，“两不愁三保障”"
		"均已落实，不符合纳入条件。");
	doc_close(d);
}

#define IN(adjustment) (1u << CLASS_##adjustment)
#define EXITS (IN(EXIT) | IN(CLEAR))
#define ENTRIES (IN(NEW) | IN(RETURN))

static const struct {
	const char *kind;
	unsigned classes;
} papers[] = {
	{ "application", ENTRIES },
	{ "visit-record", EXITS | ENTRIES | IN(NONE) },
	{ "collection-form", IN(NEW) },
	{ "comparison-form", EXITS | IN(RETURN) | IN(NONE) },
	{ "appraisal-record", EXITS | ENTRIES },
	{ "consent", EXITS | ENTRIES },
	{ "posting-record", EXITS | ENTRIES },
	{ "comparison-result", ENTRIES },
	{ "announcement-record", EXITS | ENTRIES },
	{ "notification", EXITS | ENTRIES },
	{ "acceptance-form", IN(EXIT) },
	{ "income-sheet", EXITS | ENTRIES },
};

static void
write_paper(struct doc *d, const char *kind, int pages, bool is_signed)
{
	doc_open(d, "paper");
	doc_attr(d, "kind", kind);
	doc_day(d, "date", timetable.filed);
	doc_int(d, "pages", pages);
	doc_flag(d, "signed", is_signed);
	doc_close(d);
}

static void
write_ledger(struct doc *d, const struct household *h, const char *ledger,
	const struct person *p, int day, const char *reason)
{
	doc_open(d, "ledger-line");
	doc_attr(d, "ledger", ledger);
	doc_attr(d, "village", h->village->code);
	doc_attr(d, "household", h->id);
	doc_attr(d, "member", p != NULL ? p->id : NULL);
	doc_attr(d, "name", p != NULL ? p->name : h->head_name);
	doc_day(d, "date", day);
	doc_attr(d, "reason", reason);
	doc_close(d);
}

static bool
is_same(const char *name, const char *other)
{
	return name != NULL && strcmp(name, other) == 0;
}

static void
write_folder(struct doc *d, const struct household *h)
{
	doc_open(d, "folder");
	doc_attr(d, "household", h->id);
	doc_attr(d, "village", h->village->code);
	for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++) {
		const char *kind = papers[i].kind;

		if ((papers[i].classes & 1u << h->adjustment) != 0 &&
			!is_same(h->missing_paper, kind))
			write_paper(d, kind, 1 + (int)i % 3,
				!is_same(h->unsigned_paper, kind));
	}
	if (h->natural.on)
		write_paper(d, "change-proof", 1, true);
	doc_close(d);
}

static void
write_archive(struct doc *d, const struct household *h)
{
	const struct natural *n = &h->natural;

	if (!h->has_no_folder)
		write_folder(d, h);
	if (h->is_in_ledger ||
		(h->adjustment == CLASS_CLEAR && !h->is_not_in_ledger))
		write_ledger(d, h, "clearance", NULL,
			h->adjustment == CLASS_CLEAR ? h->course.notices[0].day
						     : IN_YEAR(11, 25),
			h->is_unreasoned ? NULL : "清退");
	if (n->on)
		write_ledger(d, h,
			n->increase ? "natural-increase" : "natural-decrease",
			&h->people[n->person],
			n->day != NO_DAY ? n->day + h->ledger_late
					 : IN_YEAR(6, 1),
			n->proof != NULL ? n->proof : "见变更登记");
}

/* The head's spouse, who is on the staff roll as well. */
static void
write_poor_staff(struct doc *d, const struct household *h, const char *role)
{
	const struct person *p = &h->people[h->head + 1];

	doc_open(d, "person");
	doc_attr(d, "id", h->course.poor_staff);
	doc_attr(d, "name", p->name);
	doc_attr(d, "number", p->number);
	doc_attr(d, "role", role);
	doc_attr(d, "village", h->village->code);
	doc_attr(d, "unit", h->village->name);
	doc_close(d);
}

void
papers_write(struct docs *docs, const struct household *h)
{
	if (h->problem.on)
		write_problem(&docs->problems, h);
	if (h->n_faults == 0)
		write_rolls(&docs->rolls, h);
	write_archive(&docs->archive, h);
	if (h->missed_roll != NULL)
		write_missed(&docs->rolls, h);
	if (h->responsible == MEMBER_RESPONSIBLE)
		write_poor_staff(&docs->staff, h, "responsible");
	if (h->has_cadre)
		write_poor_staff(&docs->staff, h, "cadre");
}

static void
write_village_staff(struct doc *d, const struct street *s,
	const struct village *v, const struct course *courses)
{
	char id[ID_TEXT];

	for (int i = 0; i < v->n_staff; i++)
		write_staff(d, s, v, v->first_staff + i,
			i == 0		     ? "first-secretary"
				: i % 2 == 1 ? "responsible"
					     : "cadre");
	training_id(id, v);
	open_training(d, id, "street", v->training_day);
	for (int i = 0; i < v->n_staff - v->has_untrained; i++)
		write_attendee(d, v, v->first_staff + i);
	for (int i = 0; i < v->size; i++) {
		if (courses[i].poor_staff[0] == '\0')
			continue;
		doc_open(d, "attendee");
		doc_attr(d, "staff", courses[i].poor_staff);
		doc_close(d);
	}
	doc_close(d);
}

static void
write_file(struct doc *d, const struct village *v, const char *kind, int day,
	int round)
{
	doc_open(d, "village-file");
	doc_attr(d, "village", v->code);
	doc_attr(d, "kind", kind);
	doc_day(d, "date", day);
	if (round > 0)
		doc_int(d, "round", round);
	doc_close(d);
}

static void
write_files(
	struct doc *d, const struct village *v, const struct course *courses)
{
	static const struct {
		enum at at;
		const char *kind, *other;
		int round;
	} files[] = {
		{ AT_LIST, "name-list", NULL, 0 },
		{ AT_APPRAISAL1, "minutes", "attendance", 1 },
		{ AT_POSTING1, "posting-list", "posting-photo", 1 },
		{ AT_EXIT_ANNOUNCED, "announcement-list", "announcement-photo",
			0 },
		{ AT_POSTING2, "posting-list", "posting-photo", 2 },
		{ AT_APPRAISAL2, "minutes", "attendance", 2 },
		{ AT_ENTRY_ANNOUNCED, "announcement-list", "announcement-photo",
			0 },
	};

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		int day = v->events[files[i].at].began;

		if (!event_is_held(v, files[i].at, courses))
			continue;
		write_file(d, v, files[i].kind, day, files[i].round);
		if (files[i].other != NULL &&
			(v->missing_file == NULL || files[i].round != 1 ||
				strcmp(v->missing_file, files[i].other) != 0))
			write_file(d, v, files[i].other, day, files[i].round);
	}
}

/* Every adjusted household was looked at; acceptance saw all who exited. */
static void
write_inspection(struct doc *d, const struct street *s, const struct village *v,
	const struct course *courses, bool self)
{
	const char *kind = self ? "self" : "acceptance";
	char text[NAME_TEXT];

	inspection_id(text, v, kind);
	doc_open(d, "inspection-record");
	doc_attr(d, "id", text);
	doc_attr(d, "kind", kind);
	doc_attr(d, "level", "street");
	doc_day(d, "date", self ? v->self_check_day : v->acceptance_day);
	doc_attr(d, "village", v->code);
	people_staff_name(text, s->seed, self ? 2 : 0);
	if (!self || !v->has_no_inspector)
		doc_attr(d, "inspector", text);
	doc_flag(d, "plan", self || !v->has_no_acceptance_plan);
	for (int i = 0; i < v->size; i++) {
		bool failed = !self && courses[i].is_failed;

		if (courses[i].adjustment == CLASS_NONE ||
			(!self &&
				(v->has_no_samples ||
					!class_is_exit(courses[i].adjustment))))
			continue;
		doc_open(d, "sample");
		doc_attr(d, "household", courses[i].id);
		if (self || !courses[i].has_no_result)
			doc_attr(d, "result", failed ? "failed" : "passed");
		if (!self)
			doc_text(d, "fault", courses[i].accepted_fault);
		doc_close(d);
	}
	doc_close(d);
}

void
papers_write_village(struct docs *docs, const struct street *s,
	const struct village *v, const struct course *courses)
{
	write_village_staff(&docs->staff, s, v, courses);
	write_screened(&docs->rolls, s, v);
	write_files(&docs->archive, v, courses);
	if (!v->has_no_self_check)
		write_inspection(&docs->inspection, s, v, courses, true);
	write_inspection(&docs->inspection, s, v, courses, false);
}
