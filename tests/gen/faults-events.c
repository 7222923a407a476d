/*
 * Faults of a village's events: calendars that slip, meetings and lists that
 * are not as they should be.
 */
#include <stdio.h>
#include <string.h>

#include "faults-help.h"
#include "timetable.h"

static const char *const steps[AT_COUNT] = { NULL, "appraisal-1", "posting-1",
	"street-audit", "announcement", "posting-2", "comparison",
	"appraisal-2", "announcement", NULL };

static void
row_at(struct village *v, const char *check, enum at at)
{
	row_add_village(v, check,
		at == AT_OTHER ? timetable.other_step : steps[at],
		v->events[at].id);
}

/* As the timetable has it for this fault. */
static void
move(struct village *v, enum moves moves)
{
	for (int at = 0; at < AT_COUNT; at++) {
		const struct span *to = &timetable.moves[moves][at];

		if (to->began == NO_DAY)
			continue;
		v->events[at].began = to->began;
		v->events[at].ended = to->ended;
	}
}

static void
shorten(struct village *v, const char *check, enum at at)
{
	v->events[at].ended--;
	row_at(v, check, at);
}

static void
plant_short_posting1(struct village *v)
{
	shorten(v, "PRC-03", AT_POSTING1);
}

static void
plant_short_posting2(struct village *v)
{
	shorten(v, "PRC-03", AT_POSTING2);
}

static void
plant_short_exit(struct village *v)
{
	shorten(v, "PRC-04", AT_EXIT_ANNOUNCED);
}

static void
plant_short_entry(struct village *v)
{
	shorten(v, "PRC-04", AT_ENTRY_ANNOUNCED);
}

static void
plant_no_posting2(struct village *v)
{
	v->events[AT_POSTING2].held = false;
}

static void
follow_no_posting2(struct household *h)
{
	if (class_is_entry(h->adjustment))
		row_add(h, "PRC-01", NULL, "posting-2", NULL);
}

static void
plant_early_exit(struct village *v)
{
	struct event *e = &v->events[AT_EXIT_ANNOUNCED];
	int earlier = e->began - v->events[AT_AUDIT].began + 1;

	e->began -= earlier;
	e->ended -= earlier;
}

static void
follow_early_exit(struct household *h)
{
	if (class_is_exit(h->adjustment))
		row_add(h, "PRC-02", NULL, "announcement",
			h->village->events[AT_EXIT_ANNOUNCED].id);
}

static void
plant_late_posting1(struct village *v)
{
	move(v, LATE_POSTING1);
	row_at(v, "DLN-04", AT_POSTING1);
}

/* The posting that follows is late as well. */
static void
plant_late_appraisal(struct village *v)
{
	move(v, LATE_APPRAISAL1);
	row_at(v, "DLN-03", AT_APPRAISAL1);
	row_at(v, "DLN-04", AT_POSTING1);
}

/* Where no day is left, the announcement is cut short to be in time. */
static void
plant_late_posting2(struct village *v)
{
	const struct event *e = &v->events[AT_ENTRY_ANNOUNCED];
	int usual = e->ended - e->began;

	move(v, LATE_POSTING2);
	row_at(v, "DLN-05", AT_POSTING2);
	if (e->ended - e->began < usual)
		row_at(v, "PRC-04", AT_ENTRY_ANNOUNCED);
}

/* The notification can only follow, and is late as well. */
static void
follow_late(struct household *h, enum at at)
{
	int day = h->village->events[at].ended + 1;
	char id[ID_TEXT];

	h->course.notices[0].day = day;
	if (h->course.entries[0].day <= day)
		h->course.entries[0].day = day + 1;
	record_id(id, h->village->number, h->local, "notice", 0);
	row_add(h, "DLN-07", NULL, "notification", id);
}

static void
plant_late_entry(struct village *v)
{
	move(v, LATE_ENTRY);
	row_at(v, "DLN-06", AT_ENTRY_ANNOUNCED);
}

static void
follow_late_entry(struct household *h)
{
	if (class_is_entry(h->adjustment))
		follow_late(h, AT_ENTRY_ANNOUNCED);
}

static void
plant_late_exit(struct village *v)
{
	move(v, LATE_EXIT);
	row_at(v, "DLN-07", AT_EXIT_ANNOUNCED);
}

static void
follow_late_exit(struct household *h)
{
	if (class_is_exit(h->adjustment))
		follow_late(h, AT_EXIT_ANNOUNCED);
}

static void
plant_late_comparison(struct village *v)
{
	move(v, LATE_COMPARISON);
	row_at(v, "DLN-12", AT_COMPARISON);
}

static void
plant_late_other(struct village *v)
{
	move(v, LATE_OTHER);
	row_at(v, "DLN-12", AT_OTHER);
}

static void
plant_short_other(struct village *v)
{
	shorten(v, "PRC-23", AT_OTHER);
}

static void
plant_no_other(struct village *v)
{
	v->events[AT_OTHER].held = false;
}

static void
follow_no_other(struct household *h)
{
	if (h->adjustment > CLASS_NONE)
		row_add(h, "PRC-01", NULL, timetable.other_step, NULL);
}

static void
plant_no_minutes(struct village *v)
{
	v->events[AT_APPRAISAL1].minutes = 0;
	row_at(v, "PRC-07", AT_APPRAISAL1);
}

static void
plant_no_attendance(struct village *v)
{
	v->events[AT_APPRAISAL2].attendance = NO_FLAG;
	row_at(v, "PRC-07", AT_APPRAISAL2);
}

static void
plant_no_result(struct village *v)
{
	v->events[AT_APPRAISAL1].resolved = 0;
	row_at(v, "PRC-07", AT_APPRAISAL1);
}

static void
plant_no_quorum(struct village *v)
{
	struct event *e = &v->events[AT_APPRAISAL1];

	e->present = e->eligible / 2;
	e->representatives = e->present - e->officials;
	row_at(v, "PRC-07", AT_APPRAISAL1);
}

static void
plant_few_representatives(struct village *v)
{
	struct event *e = &v->events[AT_APPRAISAL1];

	e->representatives = e->present / 4;
	e->officials = e->present - e->representatives;
	row_at(v, "PRC-08", AT_APPRAISAL1);
}

static void
plant_officials_only(struct village *v)
{
	struct event *e = &v->events[AT_APPRAISAL2];

	e->representatives = 0;
	e->officials = e->present;
	row_at(v, "PRC-08", AT_APPRAISAL2);
}

static void
plant_stranger(struct village *v)
{
	struct row *row;

	v->events[AT_POSTING1].names_stranger = true;
	row_at(v, "PRC-06", AT_POSTING1);
	row = &v->rows[v->n_rows - 1];
	stranger_id(row->household, v);
}

static void
plant_no_plan(struct village *v)
{
	v->events[AT_AUDIT].plan = 0;
	row_at(v, "PRC-11", AT_AUDIT);
}

static void
plant_no_audit_result(struct village *v)
{
	v->events[AT_AUDIT].resolved = NO_FLAG;
	row_at(v, "PRC-11", AT_AUDIT);
}

static void
plant_no_department(struct village *v)
{
	v->events[AT_COMPARISON].lacks_department = true;
	row_at(v, "PRC-12", AT_COMPARISON);
}

static void
plant_elsewhere(struct village *v)
{
	v->events[AT_POSTING1].in_village = 0;
	row_at(v, "PRC-18", AT_POSTING1);
}

static void
plant_no_photo(struct village *v)
{
	v->events[AT_POSTING2].photo = 0;
	row_at(v, "PRC-18", AT_POSTING2);
}

static void
plant_no_photo_of_exit(struct village *v)
{
	v->events[AT_EXIT_ANNOUNCED].photo = NO_FLAG;
	row_at(v, "PRC-18", AT_EXIT_ANNOUNCED);
}

static void
plant_health_shown(struct village *v)
{
	v->events[AT_POSTING1].columns =
		"序号 村民小组 户主姓名 家庭人口数 健康状况";
	row_at(v, "PRC-19", AT_POSTING1);
}

static void
plant_columns_unsaid(struct village *v)
{
	v->events[AT_EXIT_ANNOUNCED].columns = NULL;
	row_at(v, "PRC-19", AT_EXIT_ANNOUNCED);
}

static void
plant_number_shown(struct village *v)
{
	v->events[AT_POSTING2].shown = "379999198001010016";
	row_at(v, "PRC-19", AT_POSTING2);
}

static void
plant_account_shown(struct village *v)
{
	v->events[AT_EXIT_ANNOUNCED].shown = "6299999900000000001";
	row_at(v, "PRC-19", AT_EXIT_ANNOUNCED);
}

static void
plant_phone_shown(struct village *v)
{
	v->events[AT_ENTRY_ANNOUNCED].shown = "15400000001";
	row_at(v, "PRC-19", AT_ENTRY_ANNOUNCED);
}

static void
plant_miscount(struct village *v)
{
	v->events[AT_APPRAISAL2].miscounted = true;
	row_at(v, "PRC-20", AT_APPRAISAL2);
}

static void
plant_old_number_shown(struct village *v)
{
	v->events[AT_POSTING1].shown = "379999800101001";
	row_at(v, "PRC-19", AT_POSTING1);
}

static void
plant_unvoted(struct village *v)
{
	v->events[AT_APPRAISAL1].is_unvoted = true;
	row_at(v, "PRC-20", AT_APPRAISAL1);
}

static void
plant_undated_audit(struct village *v)
{
	v->events[AT_AUDIT].is_undated = true;
	row_at(v, "PRC-22", AT_AUDIT);
}

static void
plant_endless_posting(struct village *v)
{
	v->events[AT_POSTING2].is_undated = true;
	row_at(v, "PRC-22", AT_POSTING2);
}

static void
plant_late_training(struct village *v)
{
	char id[ID_TEXT];

	v->training_day = timetable.street_trained + 1;
	training_id(id, v);
	row_add_village(v, "DLN-01", NULL, id);
	v->rows[v->n_rows - 1].village[0] = '\0';
}

static void
plant_late_self_check(struct village *v)
{
	char id[ID_TEXT];

	v->self_check_day = timetable.accepted_due + 1;
	inspection_id(id, v, "self");
	row_add_village(v, "DLN-09", NULL, id);
}

static void
plant_late_acceptance(struct village *v)
{
	char id[ID_TEXT];

	v->acceptance_day = timetable.accepted_due + 1;
	inspection_id(id, v, "acceptance");
	row_add_village(v, "DLN-09", NULL, id);
}

static void
plant_foreign_village(struct village *v)
{
	v->lists_foreign = true;
	row_add_village(v, "HH-10", NULL, NULL);
	strcpy(v->rows[v->n_rows - 1].village, FOREIGN_VILLAGE);
}

static void
plant_busy_responsible(struct village *v)
{
	v->has_one_responsible = true;
	row_add_village(v, "HH-15", NULL, NULL);
}

static void
plant_crowd(struct village *v)
{
	v->is_crowded = true;
	row_add_village(v, "FRM-10", NULL, NULL);
}

#define EVENT(c, f, u) .check = (c), .plant_village = (f), .uses = (u)
#define SINGLE(c, f, at)                                                       \
	{                                                                      \
		EVENT(c, f, LISTED(at))                                        \
	}
#define SHIFTS(shift) .shifts = SHIFT_##shift

const struct fault faults_events[] = {
	{ EVENT("PRC-03", plant_short_posting1, LISTED(AT_POSTING1)),
		SHIFTS(COMMON) },
	{ EVENT("DLN-03", plant_late_appraisal, LISTED(AT_POSTING1)),
		.moves = LATE_APPRAISAL1, SHIFTS(COMMON),
		.is_exit_only = true },
	{ EVENT("DLN-04", plant_late_posting1, LISTED(AT_POSTING1)),
		.moves = LATE_POSTING1, SHIFTS(COMMON), .is_exit_only = true },
	{ EVENT("PRC-04", plant_short_exit, LISTED(AT_EXIT_ANNOUNCED)),
		SHIFTS(EXIT) },
	{ EVENT("PRC-02", plant_early_exit, LISTED(AT_EXIT_ANNOUNCED)),
		.follow = follow_early_exit, SHIFTS(EXIT) },
	{ EVENT("DLN-07", plant_late_exit, LISTED(AT_EXIT_ANNOUNCED)),
		.moves = LATE_EXIT, .follow = follow_late_exit, SHIFTS(EXIT) },
	{ EVENT("DLN-06", plant_late_entry, LISTED(AT_ENTRY_ANNOUNCED)),
		.moves = LATE_ENTRY, .follow = follow_late_entry,
		SHIFTS(ENTRY) },
	{ EVENT("PRC-01", plant_no_posting2, LISTED(AT_POSTING2)),
		.follow = follow_no_posting2, SHIFTS(ENTRY) },
	{ EVENT("PRC-03", plant_short_posting2, LISTED(AT_POSTING2)),
		SHIFTS(ENTRY) },
	{ EVENT("PRC-04", plant_short_entry, LISTED(AT_ENTRY_ANNOUNCED)),
		SHIFTS(ENTRY) },
	{ EVENT("DLN-05", plant_late_posting2,
		  LISTED(AT_POSTING2) | LISTED(AT_ENTRY_ANNOUNCED)),
		.moves = LATE_POSTING2, SHIFTS(ENTRY) },
	{ EVENT("DLN-12", plant_late_comparison, LISTED(AT_COMPARISON)),
		.moves = LATE_COMPARISON },
	{ EVENT("DLN-12", plant_late_other, LISTED(AT_OTHER)),
		.moves = LATE_OTHER, SHIFTS(COMMON) },
	SINGLE("PRC-23", plant_short_other, AT_OTHER),
	{ EVENT("PRC-01", plant_no_other, LISTED(AT_OTHER)),
		.follow = follow_no_other },
	SINGLE("PRC-06", plant_stranger, AT_POSTING1),
	SINGLE("PRC-07", plant_no_minutes, AT_APPRAISAL1),
	SINGLE("PRC-07", plant_no_attendance, AT_APPRAISAL2),
	SINGLE("PRC-07", plant_no_result, AT_APPRAISAL1),
	SINGLE("PRC-07", plant_no_quorum, AT_APPRAISAL1),
	SINGLE("PRC-08", plant_few_representatives, AT_APPRAISAL1),
	SINGLE("PRC-08", plant_officials_only, AT_APPRAISAL2),
	SINGLE("PRC-11", plant_no_plan, AT_AUDIT),
	SINGLE("PRC-11", plant_no_audit_result, AT_AUDIT),
	SINGLE("PRC-12", plant_no_department, AT_COMPARISON),
	SINGLE("PRC-18", plant_elsewhere, AT_POSTING1),
	SINGLE("PRC-18", plant_no_photo, AT_POSTING2),
	SINGLE("PRC-18", plant_no_photo_of_exit, AT_EXIT_ANNOUNCED),
	SINGLE("PRC-19", plant_health_shown, AT_POSTING1),
	SINGLE("PRC-19", plant_columns_unsaid, AT_EXIT_ANNOUNCED),
	SINGLE("PRC-19", plant_number_shown, AT_POSTING2),
	SINGLE("PRC-19", plant_account_shown, AT_EXIT_ANNOUNCED),
	SINGLE("PRC-19", plant_phone_shown, AT_ENTRY_ANNOUNCED),
	SINGLE("PRC-19", plant_old_number_shown, AT_POSTING1),
	SINGLE("PRC-20", plant_miscount, AT_APPRAISAL2),
	SINGLE("PRC-20", plant_unvoted, AT_APPRAISAL1),
	SINGLE("PRC-22", plant_undated_audit, AT_AUDIT),
	SINGLE("PRC-22", plant_endless_posting, AT_POSTING2),
	SINGLE("DLN-01", plant_late_training, AT_TRAINING),
	SINGLE("DLN-09", plant_late_self_check, AT_SELF_CHECK),
	SINGLE("DLN-09", plant_late_acceptance, AT_ACCEPTANCE),
	SINGLE("HH-10", plant_foreign_village, AT_VILLAGES),
	{ EVENT("HH-15", plant_busy_responsible, 0), .min_size = 24,
		.busy = 2 * BLOCK_SIZE },
	{ EVENT("FRM-10", plant_crowd, 0), .min_size = 20, .busy = 16 },
	{ .check = NULL },
};
