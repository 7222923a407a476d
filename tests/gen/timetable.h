#ifndef GEN_TIMETABLE_H
#define GEN_TIMETABLE_H

#include "street.h"

/*
 * When a street that keeps its plan does what, and by how much its faults miss
 * it: all that a plan changes in the records. Built in is that of
 * plans/street.xml; another plan's stands in a file beside it.
 */
#define MAX_DEPARTMENTS 12
#define MAX_SITUATIONS 20

/* Faults that move events, each as the timetable says. */
enum moves {
	MOVES_NONE,
	LATE_APPRAISAL1,
	LATE_POSTING1,
	LATE_POSTING2,
	LATE_ENTRY,
	LATE_EXIT,
	LATE_COMPARISON,
	LATE_OTHER,
	MOVES_COUNT,
};

struct span {
	int began, ended; /* NO_DAY: it does not take place, it is not moved */
};

struct timetable {
	int issued, exported, period_began, period_ended;
	int province_trained, county_trained, street_trained; /* the last day */
	int applications, visits, visits_due; /* the first day; the last one */
	int told;			      /* households that come in */
	int told_due;			      /* all */
	int entries, entries_due;
	int self_checks, acceptances, accepted_due, filed;
	struct span events[AT_COUNT];
	unsigned odd, late; /* events a day later in villages of odd number, or
			     * in some */
	unsigned exits, entering; /* events that name them */
	struct span moves[MOVES_COUNT][AT_COUNT];
	/* an event that other plans have not: its kind, its step */
	char other_kind[ID_TEXT], other_step[ID_TEXT];
	char departments[MAX_DEPARTMENTS][ID_TEXT];
	char hits[4][2][NAME_TEXT]; /* a department, and what it finds */
	char no_exit[MAX_SITUATIONS][ID_TEXT],
		no_entry[MAX_SITUATIONS][ID_TEXT];
	int n_departments, n_hits, n_no_exit, n_no_entry;
};

extern struct timetable timetable;

/* path NULL: the one built in. Ends the program where it is no timetable. */
void timetable_load(const char *path);
bool timetable_has_event(enum at at);
bool timetable_has_moves(enum moves moves);
/* Of exit or of entry. */
bool timetable_has_situation(const char *id);

#endif
