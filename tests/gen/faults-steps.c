/*
 * Faults in the course of one household: steps missing, early, off the list,
 * late; consent, objections, the comparison's suspicions.
 */
#include <stdio.h>
#include <string.h>

#include "faults-help.h"
#include "timetable.h"

#define OF_CLASS(a)                                                            \
	{                                                                      \
		a, KIND_ANY, 0                                                 \
	}

static const struct event *
event_at(const struct household *h, enum at at)
{
	return &h->village->events[at];
}

static void
row_at(struct household *h, const char *check, const char *step, enum at at)
{
	row_add(h, check, NULL, step, event_at(h, at)->id);
}

/* A line for the household's own record number n of a kind. */
static void
row_record(struct household *h, const char *check, const char *step,
	const char *kind, int n)
{
	char id[ID_TEXT];

	record_id(id, h->village->number, h->local, kind, n);
	row_add(h, check, NULL, step, id);
}

static void
plant_no_notice(struct household *h)
{
	h->course.n_notices = 0;
	row_add(h, "PRC-01", NULL, "notification", NULL);
}

static void
plant_no_entry(struct household *h)
{
	h->course.n_entries = 0;
	row_add(h, "PRC-01", NULL, "data-entry", NULL);
}

static void
plant_early_notice(struct household *h)
{
	h->course.notices[0].day = event_at(h, AT_EXIT_ANNOUNCED)->ended;
	row_record(h, "PRC-02", "notification", "notice", 0);
}

static void
plant_early_entry(struct household *h)
{
	h->course.entries[0].day = h->course.notices[0].day - 1;
	row_record(h, "PRC-02", "data-entry", "entry", 0);
}

static void
strike(struct household *h, enum at at, const char *step)
{
	h->course.listed &= ~LISTED(at);
	row_add(h, "PRC-05", NULL, step, NULL);
}

static void
plant_not_posted(struct household *h)
{
	strike(h, AT_POSTING1, "posting-1");
}

static void
plant_not_appraised(struct household *h)
{
	strike(h, AT_APPRAISAL1, "appraisal-1");
}

static void
plant_not_announced(struct household *h)
{
	strike(h, AT_ENTRY_ANNOUNCED, "announcement");
}

static void
plant_misclass(struct household *h)
{
	h->course.misclassed_at = AT_POSTING1;
	h->course.misclass = CLASS_CLEAR;
	row_at(h, "PRC-06", "posting-1", AT_POSTING1);
}

static void
plant_no_consent(struct household *h)
{
	h->course.n_consents = 0;
	row_at(h, "PRC-09", "posting-1", AT_POSTING1);
}

static void
plant_dissent(struct household *h)
{
	h->course.consents[0].flag = 0;
	row_at(h, "PRC-09", "posting-1", AT_POSTING1);
}

static void
plant_unnamed_consent(struct household *h)
{
	h->course.has_no_signer = true;
	row_at(h, "PRC-09", "posting-1", AT_POSTING1);
}

static void
plant_late_consent(struct household *h)
{
	h->course.consents[0].day = event_at(h, AT_POSTING1)->began + 2;
	row_at(h, "PRC-09", "posting-1", AT_POSTING1);
}

static void
object(struct household *h, int settled)
{
	struct objection *o = &h->course.objection;

	o->at = AT_POSTING1;
	o->day = event_at(h, AT_POSTING1)->began + 1;
	o->settled = settled;
	o->outcome = settled == NO_DAY ? NULL : "dismissed";
	row_at(h, "PRC-10", NULL, AT_POSTING1);
}

static void
plant_open_objection(struct household *h)
{
	object(h, NO_DAY);
}

static void
plant_late_objection(struct household *h)
{
	object(h, event_at(h, AT_AUDIT)->ended + 1);
}

static void
plant_no_outcome(struct household *h)
{
	object(h, event_at(h, AT_POSTING1)->began + 2);
	h->course.objection.outcome = NULL;
}

static void
plant_withdrawn(struct household *h)
{
	struct course *c = &h->course;

	c->n_consents = 2;
	c->consents[1] = (struct record){ event_at(h, AT_POSTING1)->began - 1,
		0 };
	if (c->consents[0].day > c->consents[1].day)
		c->consents[0].day = c->consents[1].day;
	row_at(h, "PRC-09", "posting-1", AT_POSTING1);
}

static void
plant_not_audited(struct household *h)
{
	strike(h, AT_AUDIT, "street-audit");
}

static void
plant_undecided(struct household *h)
{
	h->course.undecided = LISTED(AT_APPRAISAL1);
	row_at(h, "PRC-07", "appraisal-1", AT_APPRAISAL1);
}

static void
plant_no_audit_result(struct household *h)
{
	h->course.undecided = LISTED(AT_AUDIT);
	row_at(h, "PRC-11", "street-audit", AT_AUDIT);
}

/* Told again and signed for, before it was entered. */
static void
plant_told_again(struct household *h)
{
	struct course *c = &h->course;

	c->n_notices = 2;
	c->notices[1] = c->notices[0];
	c->notices[1].day++;
	c->notices[0].flag = 0;
	if (c->entries[0].day < c->notices[1].day)
		c->entries[0].day = c->notices[1].day;
	row_record(h, "PRC-17", NULL, "notice", 0);
}

static void
plant_undated_notice(struct household *h)
{
	h->course.notices[0].day = NO_DAY;
	row_record(h, "PRC-22", "notification", "notice", 0);
}

static void
plant_undated_entry(struct household *h)
{
	h->course.entries[0].day = NO_DAY;
	row_record(h, "PRC-22", "data-entry", "entry", 0);
}

static struct hit *
suspect(struct household *h)
{
	struct hit *hit = &h->course.hit;

	hit->on = true;
	hit->department = timetable.hits[0][0];
	hit->category = timetable.hits[0][1];
	hit->village_told = hit->household_told = hit->verified =
		event_at(h, AT_COMPARISON)->began;
	hit->verdict = "cleared";
	return hit;
}

static struct hit *
suspect_of(struct household *h, const char *check)
{
	row_add(h, check, h->course.head_member, "comparison",
		event_at(h, AT_COMPARISON)->id);
	return suspect(h);
}

static void
plant_household_not_told(struct household *h)
{
	suspect_of(h, "PRC-13")->household_told = NO_DAY;
}

static void
plant_village_not_told(struct household *h)
{
	suspect_of(h, "PRC-13")->village_told = NO_DAY;
}

static void
plant_no_verdict(struct household *h)
{
	struct hit *hit = suspect_of(h, "PRC-14");

	hit->verdict = NULL;
	hit->verified = NO_DAY;
}

static void
plant_late_verdict(struct household *h)
{
	suspect_of(h, "PRC-14")->verified =
		event_at(h, AT_ENTRY_ANNOUNCED)->began + 2;
}

static void
plant_confirmed(struct household *h)
{
	suspect(h)->verdict = "confirmed";
	row_at(h, "PRC-15", "announcement", AT_ENTRY_ANNOUNCED);
}

static void
plant_notice_unsigned(struct household *h)
{
	h->course.notices[0].flag = 0;
	row_record(h, "PRC-16", "notification", "notice", 0);
}

static void
plant_entered_twice(struct household *h)
{
	struct course *c = &h->course;

	c->n_entries = 2;
	c->entries[0].day = timetable.entries + 1;
	c->entries[1].day = timetable.entries + 7;
	row_record(h, "PRC-17", NULL, "entry", 0);
}

static void
plant_foreign_step(struct household *h)
{
	h->course.listed |= LISTED(AT_POSTING2);
	row_at(h, "PRC-17", NULL, AT_POSTING2);
}

static void
plant_rejected(struct household *h)
{
	h->course.rejected = LISTED(AT_APPRAISAL1);
	row_at(h, "PRC-21", "posting-1", AT_POSTING1);
}

static void
plant_rejected_by_street(struct household *h)
{
	bool other = timetable_has_event(AT_OTHER);

	h->course.rejected = LISTED(AT_AUDIT);
	row_at(h, "PRC-21", other ? timetable.other_step : "announcement",
		other ? AT_OTHER : AT_EXIT_ANNOUNCED);
}

static void
plant_late_visit(struct household *h)
{
	char id[ID_TEXT];

	h->visit.day = timetable.visits_due + 2;
	visit_id(id, h);
	row_add(h, "DLN-02", NULL, NULL, id);
}

static void
plant_late_notice(struct household *h)
{
	h->course.notices[0].day = timetable.told_due + 2;
	h->course.entries[0].day = timetable.told_due + 7;
	row_record(h, "DLN-07", "notification", "notice", 0);
}

static void
plant_late_entry(struct household *h)
{
	h->course.entries[0].day = timetable.entries_due + 3;
	row_record(h, "DLN-08", "data-entry", "entry", 0);
}

static void
plant_before_plan(struct household *h)
{
	h->course.consents[0].day = timetable.issued - 4;
	row_record(h, "DLN-10", NULL, "consent", 0);
}

static void
plant_after_export(struct household *h)
{
	h->course.n_consents = 2;
	h->course.consents[1] = (struct record){ timetable.exported + 9, 1 };
	row_record(h, "DLN-10", NULL, "consent", 1);
}

const struct fault faults_steps[] = {
	{ FAULT("PRC-01", OF_CLASS(CLASS_EXIT), 1, plant_no_notice),
		TOUCHES(OF(NOTICE)), .hides = "PRC-02 PRC-16 DLN-07" },
	{ FAULT("PRC-01", OF_CLASS(CLASS_NEW), 1, plant_no_entry),
		TOUCHES(OF(ENTRY)), .hides = "PRC-17" },
	{ FAULT("PRC-02", OF_CLASS(CLASS_EXIT), 1, plant_early_notice),
		TOUCHES(OF(NOTICE)) },
	{ FAULT("PRC-02", OF_CLASS(CLASS_RETURN), 1, plant_early_entry),
		TOUCHES(OF(ENTRY)), READS(OF(NOTICE)) },
	{ FAULT("PRC-05", OF_CLASS(CLASS_EXIT), 1, plant_not_posted),
		TOUCHES(OF(LISTED)), .hides = "PRC-06" },
	{ FAULT("PRC-05", OF_CLASS(CLASS_RETURN), 1, plant_not_appraised),
		TOUCHES(OF(LISTED)) },
	{ FAULT("PRC-05", OF_CLASS(CLASS_NEW), 1, plant_not_announced),
		TOUCHES(OF(LISTED)) },
	{ FAULT("PRC-06", OF_CLASS(CLASS_EXIT), 1, plant_misclass),
		TOUCHES(OF(LISTED)) },
	{ FAULT("PRC-09", OF_CLASS(CLASS_EXIT), 1, plant_no_consent),
		TOUCHES(OF(CONSENT)), READS(OF(LISTED)) },
	{ FAULT("PRC-09", OF_CLASS(CLASS_EXIT), 1, plant_dissent),
		TOUCHES(OF(CONSENT)), READS(OF(LISTED)) },
	{ FAULT("PRC-09", OF_CLASS(CLASS_RETURN), 1, plant_unnamed_consent),
		TOUCHES(OF(CONSENT)), READS(OF(LISTED)) },
	{ FAULT("PRC-09", OF_CLASS(CLASS_NEW), 1, plant_late_consent),
		TOUCHES(OF(CONSENT)), READS(OF(LISTED)) },
	{ FAULT("PRC-10", OF_CLASS(CLASS_EXIT), 1, plant_open_objection),
		TOUCHES(OF(OBJECTION)), READS(OF(LISTED)) },
	{ FAULT("PRC-10", OF_CLASS(CLASS_EXIT), 1, plant_late_objection),
		TOUCHES(OF(OBJECTION)), READS(OF(LISTED)) },
	{ FAULT("PRC-10", OF_CLASS(CLASS_EXIT), 1, plant_no_outcome),
		TOUCHES(OF(OBJECTION)), READS(OF(LISTED)) },
	{ FAULT("PRC-09", OF_CLASS(CLASS_EXIT), 1, plant_withdrawn),
		TOUCHES(OF(CONSENT)), READS(OF(LISTED)) },
	{ FAULT("PRC-05", OF_CLASS(CLASS_NEW), 1, plant_not_audited),
		TOUCHES(OF(LISTED)) },
	{ FAULT("PRC-07", OF_CLASS(CLASS_EXIT), 1, plant_undecided),
		TOUCHES(OF(LISTED)) },
	{ FAULT("PRC-11", OF_CLASS(CLASS_RETURN), 1, plant_no_audit_result),
		.uses = LISTED(AT_AUDIT), TOUCHES(OF(LISTED)) },
	{ FAULT("PRC-17", OF_CLASS(CLASS_EXIT), 1, plant_told_again),
		TOUCHES(OF(NOTICE) | OF(ENTRY)) },
	{ FAULT("PRC-22", OF_CLASS(CLASS_EXIT), 1, plant_undated_notice),
		TOUCHES(OF(NOTICE)) },
	{ FAULT("PRC-22", OF_CLASS(CLASS_NEW), 1, plant_undated_entry),
		TOUCHES(OF(ENTRY)) },
	{ FAULT("PRC-13", OF_CLASS(CLASS_NEW), 1, plant_household_not_told),
		TOUCHES(OF(HIT)) },
	{ FAULT("PRC-13", OF_CLASS(CLASS_RETURN), 1, plant_village_not_told),
		TOUCHES(OF(HIT)) },
	{ FAULT("PRC-14", OF_CLASS(CLASS_NEW), 1, plant_no_verdict),
		TOUCHES(OF(HIT)) },
	{ FAULT("PRC-14", OF_CLASS(CLASS_RETURN), 1, plant_late_verdict),
		TOUCHES(OF(HIT)), READS(OF(LISTED)) },
	{ FAULT("PRC-15", OF_CLASS(CLASS_NEW), 1, plant_confirmed),
		TOUCHES(OF(HIT) | OF(NOTICE) | OF(ENTRY)), READS(OF(LISTED)),
		.hides = "PRC-01", .keeps = "PRC-17" },
	{ FAULT("PRC-16", OF_CLASS(CLASS_EXIT), 1, plant_notice_unsigned),
		TOUCHES(OF(NOTICE)) },
	{ FAULT("PRC-17", OF_CLASS(CLASS_NEW), 1, plant_entered_twice),
		TOUCHES(OF(ENTRY)), READS(OF(NOTICE)) },
	{ FAULT("PRC-17", OF_CLASS(CLASS_EXIT), 1, plant_foreign_step),
		.needs_entries = true, TOUCHES(OF(LISTED)) },
	{ FAULT("PRC-21", OF_CLASS(CLASS_NEW), 1, plant_rejected),
		TOUCHES(OF(LISTED) | OF(NOTICE) | OF(ENTRY)), .hides = "PRC-01",
		.keeps = "PRC-17" },
	{ FAULT("PRC-21", OF_CLASS(CLASS_EXIT), 1, plant_rejected_by_street),
		TOUCHES(OF(LISTED) | OF(NOTICE) | OF(ENTRY)), .hides = "PRC-01",
		.keeps = "PRC-02 PRC-16 DLN-07 DLN-08" },
	{ FAULT("DLN-02", OF_CLASS(CLASS_NONE), 1, plant_late_visit),
		TOUCHES(OF(VISIT)) },
	{ FAULT("DLN-07", OF_CLASS(CLASS_EXIT), 1, plant_late_notice),
		TOUCHES(OF(NOTICE)), READS(OF(ENTRY)) },
	{ FAULT("DLN-08", OF_CLASS(CLASS_EXIT), 1, plant_late_entry),
		TOUCHES(OF(ENTRY)), READS(OF(NOTICE)) },
	{ FAULT("DLN-10", OF_CLASS(CLASS_EXIT), 1, plant_before_plan),
		TOUCHES(OF(CONSENT)) },
	{ FAULT("DLN-10", OF_CLASS(CLASS_EXIT), 1, plant_after_export),
		TOUCHES(OF(CONSENT)) },
	{ .check = NULL },
};
