#ifndef GEN_STREET_H
#define GEN_STREET_H

#include <stdbool.h>
#include <stdint.h>
#include "people.h"

/*
 * A street as it is planned before it is written: villages with the events
 * that took place there, and households with all that is recorded on them.
 * Every household can be made from the seed and its number alone. Faults
 * change the plan; the writers only write what it says.
 *
 * A string that is NULL and a day that is NO_DAY are left out. Flags that may
 * be left out are ints: 1, 0 or NO_FLAG.
 */
#define YEAR 2026
#define DIVISION "379999001"
#define FOREIGN_VILLAGE "379998001001" /* outside the division */
#define NO_FLAG (-1)
#define NO_AMOUNT INT64_MIN

#define ID_TEXT 40
#define MAX_PEOPLE 8
#define MAX_ROWS 32
#define MAX_MIX 4     /* faults of one household */
#define BLOCK_SIZE 12 /* households to a responsible person */

#define IN_YEAR(month, mday) day_make(YEAR, month, mday)

struct fault;
struct plan;
struct street;
struct village;

enum adjustment {
	CLASS_ANY, /* in a fault's need: whatever comes */
	CLASS_NONE,
	CLASS_EXIT,
	CLASS_CLEAR,
	CLASS_NEW,
	CLASS_RETURN,
};

extern const char *const class_codes[];
bool class_is_exit(enum adjustment adjustment);	 /* exit, clear */
bool class_is_entry(enum adjustment adjustment); /* new, return */

/* Who lives together. */
enum kind {
	KIND_ANY,
	KIND_COUPLE, /* with one or two children */
	KIND_THREE,  /* and with a mother, sometimes a father */
	KIND_SINGLE, /* a parent and a child */
	KIND_ADULTS, /* a son, his wife, a grandchild */
	KIND_ELDERS,
	KIND_ELDERS_CHILD, /* with a grandchild */
};

/* What a fault asks of the household that it is planted in. */
enum need_flag {
	NEED_OTHER = 1 << 0,	 /* a relative of relation 99 */
	NEED_SHARED = 1 << 1,	 /* … with the number of the first part's */
	NEED_DISABLED = 1 << 2,	 /* … who is disabled */
	NEED_HEALTHY = 1 << 3,	 /* everybody else is */
	NEED_SAME_SEX = 1 << 4,	 /* the couple */
	NEED_TWINS = 1 << 5,	 /* two sons with one birth date and number */
	NEED_TWO = 1 << 6,	 /* two children */
	NEED_MOVED_OUT = 1 << 7, /* the relative, this year; the row stays */
	NEED_BIRTH = 1 << 8,	 /* a newborn, recorded as it should be */
	NEED_MIDDLE = 1 << 9,	 /* exited earlier, above the line */
	NEED_PUPIL = 1 << 10,	 /* a child of compulsory age */
};

struct need {
	enum adjustment adjustment;
	enum kind kind;
	unsigned flags;
};

struct person {
	char id[ID_TEXT];
	int slot;
	char name[NAME_TEXT];
	char number[NUMBER_TEXT];
	char certificate[NUMBER_TEXT];
	char phone[NUMBER_TEXT];
	int sex;
	int birth; /* as recorded */
	int age;   /* on 30 September */
	const char *number_type, *relation, *nation, *political;
	const char *education, *schooling;
	const char *education_before, *schooling_before; /* last year's */
	const char *dropout;				 /* why not at school */
	const char *health, *skill;
	const char *work_place, *employer, *industry, *channel;
	int work_months, work_months_before;
	const char *disability_kind;
	int certificate_year;
	bool low_income, hardship;
	int resident_medical, employee_medical, commercial, pension;
	int serious_insurance, relief, aid, mandarin;
	bool was;		    /* in last year's register */
	bool is;		    /* has a row in this year's */
	const char *removed_reason; /* and the row says removed */
	int removed;
	bool is_still_insured; /* though removed */
	const char *post;      /* kind of public-welfare post */
	int post_months;       /* NO_FLAG: left out */
};

struct income {
	int64_t wage, business, cost, planning, allowance, hardship, pension;
	int64_t ecology, other, dividend; /* fen */
	int64_t property, transfer, total, net, per_capita;
};

struct living {
	int cultivated, irrigated, forest, returned, orchard; /* 0.01 mu */
	int floor, distance; /* 0.01 square metre, 0.01 km */
	bool dangerous, toilet, broadcast, cooperative, enterprise, leader;
	bool has_no_power;
	bool relocated, has_keys, water, food, clothing, disaster;
	bool is_unsaid; /* whether it has the keys, if it was relocated */
	const char *road, *fuel, *grade;
	int measures; /* NO_FLAG: left out */
};

/* How the plan's situations were gone through: each with no, but for one
 * that was left out, one that was answered with yes, one without its day or
 * its author, or none at all. */
struct review {
	bool off;
	const char *left_out, *applies, *undated, *unsigned_one;
};

struct signature {
	bool on;
	char signer[ID_TEXT];
	char name[NAME_TEXT];
	bool own_hand;
	char proxy[NAME_TEXT];
	const char *reason;
};

struct change {
	const char *member; /* id, or NULL */
	const char *field;
	char old[NAME_TEXT];
	char new[NAME_TEXT];
};

struct visit {
	bool on;
	int day, minute; /* of the day */
	const char *form;
	int64_t investigators[2]; /* staff, -1: none */
	int staff_village;	  /* of the second one, -1: here */
	struct signature household, responsible;
	struct change changes[2];
	int n_changes;
};

struct application {
	bool on;
	int day;
	bool handwritten, own, is_signed;
};

struct natural {
	bool on, increase;
	int person; /* index into people */
	const char *reason, *proof, *form;
	int day;
	int is_signed;
};

/* Records of a household that stand for one event each. */
struct record {
	int day;
	int flag; /* agreed, signed */
};

/* The events of a village, in the order of time. */
enum at {
	AT_LIST,
	AT_APPRAISAL1,
	AT_POSTING1,
	AT_AUDIT,
	AT_EXIT_ANNOUNCED,
	AT_POSTING2,
	AT_COMPARISON,
	AT_APPRAISAL2,
	AT_ENTRY_ANNOUNCED,
	AT_OTHER, /* of a kind that other plans have not */
	AT_COUNT,
	/* no events of the procedure, but places for faults */
	AT_TRAINING,
	AT_SELF_CHECK,
	AT_ACCEPTANCE,
	AT_VILLAGES,
	AT_NOWHERE,
};

struct objection {
	enum at at;
	int day, settled;
	const char *outcome;
};

struct hit {
	bool on;
	const char *department, *category;
	int village_told, household_told, verified;
	const char *verdict;
};

/* How a household went through the procedure: kept until the village's events
 * are written. */
struct course {
	int local;
	char id[ID_TEXT];
	char head[NAME_TEXT];
	char head_member[ID_TEXT];
	char poor_staff[ID_TEXT]; /* whose own responsible person it is */
	enum adjustment adjustment;
	int size;
	unsigned listed;    /* bit of each event whose list names it */
	unsigned rejected;  /* bit of each event that rejected it */
	unsigned undecided; /* of each that leaves its result blank */
	enum at misclassed_at;
	enum adjustment misclass;
	struct objection objection;
	struct hit hit;
	struct record consents[2], notices[2], entries[2];
	int n_consents, n_notices, n_entries;
	bool has_no_signer;	    /* named on the first consent */
	const char *accepted_fault; /* what the acceptance found */
	bool is_failed;		    /* it did not pass */
	bool has_no_result;	    /* nobody says whether it did */
};

struct problem {
	bool on;
	const char *source, *check, *field, *verdict, *text;
	int verified, rectified, marked;
	bool is_bare;	      /* unfounded, and no evidence */
	bool is_about_nobody; /* a household that is in no register */
};

/* Records of a household that can be written so that they are rejected. */
enum record_kind {
	RECORD_HOUSEHOLD,
	RECORD_VISIT,
	RECORD_APPLICATION,
	RECORD_NATURAL,
	RECORD_NOTICE,
	RECORD_ENTRY,
	RECORD_PROBLEM,
};

/* A line of .planted.tsv. What another fault hides is not to be found: then
 * the line ends with that one's check. */
struct row {
	char check[16];
	const char *step, *hidden_by;
	char village[ID_TEXT];
	char household[ID_TEXT];
	char member[ID_TEXT];
	char event[ID_TEXT];
};

struct household {
	const struct street *street;
	const struct village *village;
	int64_t index;
	int local; /* number within the village */
	char id[ID_TEXT];
	char village_code[ID_TEXT]; /* as recorded */
	char group[NAME_TEXT];
	enum adjustment adjustment;
	struct person people[MAX_PEOPLE + 2];
	int n_people;
	int head; /* index into people */
	char head_name[NAME_TEXT];
	char head_number[NUMBER_TEXT];
	int size, size_before;
	const char *attribute, *mark, *mark_before;
	int first_year, exit_year, return_year; /* 0: none */
	const char *main_cause, *return_cause, *ground;
	char other_causes[16];
	const char *cause_remark;
	char phone[NUMBER_TEXT], phone_before[NUMBER_TEXT];
	char account[NUMBER_TEXT];
	int64_t responsible; /* staff, or one of those below */
	bool is_misnamed;    /* the one responsible is */
	bool is_in_previous;
	char id_before[ID_TEXT]; /* last year's, where it was another */
	struct income now, before;
	struct living living;
	struct review review;
	struct visit visit;
	struct application application;
	struct natural natural;
	struct course course;
	struct problem problem;
	bool has_cadre;		 /* the head's spouse is one */
	const char *missed_roll; /* of a relative who was never entered */
	bool is_not_in_system, is_not_collected;
	/* how the collected register differs from the system's */
	void (*differ)(struct household *h);
	const char *missing_paper, *unsigned_paper; /* of its folder */
	bool has_no_folder, is_not_in_ledger, is_in_ledger;
	bool is_unreasoned; /* its line of the ledger */
	int ledger_late;    /* days that it is dated after the change */
	/* the faults planted here, in this order, and what they need together
	 */
	const struct fault *faults[MAX_MIX];
	int n_faults;
	struct need need;
	bool is_mixed;
	/* of a fault in several households: which part, the first's number */
	int part;
	int64_t first;
	unsigned spoilt; /* bits of records that break their schema */
	struct row rows[MAX_ROWS];
	int n_rows;
};

struct event {
	bool held;
	char id[ID_TEXT];
	int began, ended;
	int in_village, photo;
	const char *columns, *shown; /* shown: beside the first name */
	int eligible, present, representatives, officials;
	int minutes, attendance, resolved, plan;
	bool is_undated;
	bool miscounted;     /* the first vote */
	bool is_unvoted;     /* nobody wrote the first vote down */
	bool names_stranger; /* a household that is not in the register */
	bool lacks_department;
};

/* Where a fault of a household stands, and which part of it. */
struct place {
	const struct fault *fault;
	int local;
	int part;
	int64_t first; /* the household of part 0 */
};

#define MAX_EVENT_FAULTS 16
#define MAX_PLACES 512 /* faults of households to a village */

struct village {
	int number;
	char code[ID_TEXT];
	char name[NAME_TEXT];
	int64_t first; /* household */
	int size;
	int64_t first_staff;
	int n_staff;
	struct event events[AT_COUNT];
	int training_day, self_check_day, acceptance_day;
	bool lists_foreign; /* a village outside the division */
	const struct fault *faults[MAX_EVENT_FAULTS]; /* of its events */
	int n_faults;
	struct place places[MAX_PLACES];
	int n_places;
	bool is_exit_only;
	bool is_crowded;	  /* one investigator visits 16 on one day */
	bool has_one_responsible; /* for the first 24 households */
	bool has_untrained;	  /* the last of the staff */
	bool has_no_self_check, has_no_samples;
	bool has_no_inspector, has_no_acceptance_plan;
	const char *missing_file;
	struct row rows[MAX_EVENT_FAULTS * 2];
	int n_rows;
};

struct street {
	uint64_t seed;
	int64_t households;
	int villages;
	int64_t staff_on_street; /* leaders and clerks: staff 0, 1, … */
	struct plan *plan;	 /* where the faults stand, see gen-faults.h */
};

enum responsible {
	NO_RESPONSIBLE = -1,
	UNKNOWN_RESPONSIBLE = -2, /* not on the roll */
	MEMBER_RESPONSIBLE = -3,  /* the head's spouse, who is on the roll */
};

/* village.c */
int64_t village_first_household(const struct street *s, int number);
void village_make(struct village *v, const struct street *s, int number);
/* Staff are counted through the street; -1 and less stay empty. */
void staff_id(char out[ID_TEXT], const struct village *v, int64_t staff);

/* household.c: a household as it should be, then with its fault. */
void household_make(struct household *h, const struct street *s,
	const struct village *v, int64_t index);

#endif
