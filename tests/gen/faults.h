#ifndef GEN_FAULTS_H
#define GEN_FAULTS_H

#include <stddef.h>
#include "street.h"
#include "timetable.h"

struct planted;

/* Which dates of a village's calendar a fault moves: of each branch only one
 * fault may, and one of the common part excludes the others. */
enum shift { SHIFT_NONE, SHIFT_COMMON, SHIFT_EXIT, SHIFT_ENTRY };

/*
 * What a fault of a household changes or rests on. Two faults go together
 * where neither changes what the other changes or rests on; the relative,
 * the child, the spouse and the head are those of the slots.
 */
enum part {
	PART_OTHER_NUMBER,
	PART_OTHER_SEX,
	PART_OTHER_BIRTH,
	PART_OTHER_NAME,
	PART_OTHER_CERTIFICATE,
	PART_OTHER_CARD, /* the certificate's kind and length */
	PART_OTHER_FACTS,
	PART_OTHER_INSURED,
	PART_OTHER_NATION,
	PART_OTHER_RELATION,
	PART_CHILD_IDENTITY, /* and relation */
	PART_CHILD_FACTS,
	PART_SPOUSE_FACTS,
	PART_SPOUSE_INSURED,
	PART_SPOUSE_RELATION, /* and name and number */
	PART_HEAD_RELATION,
	PART_HEAD_FIELDS, /* name and number, there and at the household */
	PART_MOVER,
	PART_SIZE,
	PART_WAGE,
	PART_COST,
	PART_PER_CAPITA,
	PART_TRANSFER,
	PART_PROPERTY,
	PART_TOTALS,
	PART_BEFORE, /* last year's income, or whether there is any */
	PART_WORK,
	PART_CAUSE,
	PART_RETURN_CAUSE,
	PART_ALLOWANCE,
	PART_PHONE,
	PART_ACCOUNT,
	PART_FOOD,
	PART_WATER,
	PART_HOUSE,
	PART_KEYS,
	PART_MEASURES,
	PART_DISASTER,
	PART_ROAD,
	PART_YEARS, /* and the mark */
	PART_GROUND,
	PART_REVIEW,
	PART_RESPONSIBLE,
	PART_NATURAL,
	PART_VISIT, /* its day */
	PART_INVESTIGATORS,
	PART_SIGNED,
	PART_SIGNED_BY_STAFF,
	PART_FORM,
	PART_CHANGES,
	PART_APPLICATION,
	PART_WRITTEN, /* by whose hand the application is */
	PART_CONSENT,
	PART_NOTICE,
	PART_ENTRY,
	PART_LISTED,
	PART_OBJECTION,
	PART_HIT,
	PART_PROBLEM,
	PART_FOLDER,
	PART_LEDGER,
	PART_COLLECTED,
	PART_ROLL,
	PART_ACCEPTED,
	PART_COUNT,
};

/* Of a household of any class, to be a couple, with a relative. */
#define ANY(flags)                                                             \
	{                                                                      \
		CLASS_ANY, KIND_COUPLE, NEED_HEALTHY | (flags)                 \
	}
#define ANY_COUPLE ANY(0)
#define ANY_OTHER ANY(NEED_OTHER)

#define OF(part) (UINT64_C(1) << PART_##part)
#define OF_OTHER                                                               \
	(OF(OTHER_NUMBER) | OF(OTHER_SEX) | OF(OTHER_BIRTH) | OF(OTHER_NAME) | \
		OF(OTHER_CERTIFICATE) | OF(OTHER_CARD) | OF(OTHER_FACTS) |     \
		OF(OTHER_INSURED) | OF(OTHER_NATION) | OF(OTHER_RELATION))
#define OF_CHILD (OF(CHILD_IDENTITY) | OF(CHILD_FACTS))
#define OF_SPOUSE (OF(SPOUSE_FACTS) | OF(SPOUSE_INSURED) | OF(SPOUSE_RELATION))
#define OF_HEAD (OF(HEAD_RELATION) | OF(HEAD_FIELDS))
#define OF_PEOPLE (OF_OTHER | OF_CHILD | OF_SPOUSE | OF_HEAD)
#define OF_MONEY                                                               \
	(OF(WAGE) | OF(COST) | OF(PER_CAPITA) | OF(TRANSFER) | OF(PROPERTY) |  \
		OF(TOTALS))
/* Whether the two assurances and three guarantees hold. */
#define OF_STANDING                                                            \
	(OF(PER_CAPITA) | OF(FOOD) | OF(WATER) | OF(HOUSE) |                   \
		OF(OTHER_INSURED) | OF(SPOUSE_INSURED) | OF(CHILD_FACTS))
/* Without it no check of the register is made of the household, nor one that
 * needs the register; the papers of the visit are looked at all the same. */
#define NOT_IN_REGISTER                                                        \
	TOUCHES(UINT64_MAX),                                                   \
		.hides = "ID- HH- CAU- EDU- LAB- INS- INC- RCN-03 RCN-04 "     \
			 "RCN-05 ARC-01 FRM-01 FRM-13",                        \
		.keeps = "FRM-02 FRM-03 FRM-04 FRM-05 FRM-06 DLN-02 NAT-01 "   \
			 "NAT-07"
#define OF_VISIT                                                               \
	(OF(VISIT) | OF(INVESTIGATORS) | OF(SIGNED) | OF(SIGNED_BY_STAFF) |    \
		OF(FORM) | OF(CHANGES))

/*
 * One way of breaking one check. A fault of a household has parts (one
 * household each) and plant; a fault of a village's events has no parts and
 * plant_village, and follow where every household that the event concerns
 * shows it. A household's fault that needs its village's calendar to be other
 * than usual has both.
 */
struct fault {
	const char *check;
	struct need need;
	int parts;
	void (*plant)(struct household *h);
	void (*plant_village)(struct village *v);
	void (*follow)(struct household *h);
	unsigned uses; /* bits of the events that it changes */
	enum shift shifts;
	bool is_apart;	    /* the parts, or what it needs, in two villages */
	bool is_exit_only;  /* nobody in the village is entering */
	bool needs_entries; /* somebody is */
	enum moves moves;   /* that the timetable must have */
	const char *situation; /* that it must list; NULL: none */
	int min_size;	       /* of the village, 0: any */
	int busy;	       /* households that must stay as they are */
	/* For a mix with other faults; none without what it touches. */
	uint64_t touches, reads;
	bool repeats; /* a second finding of the check may stand beside it */
	/* Lists of checks, with spaces between; one that ends with a hyphen is
	 * a whole group. A fault that touches no more than this one is hidden
	 * by it; or, though the two touch the same, both are found. Either
	 * way this one is planted after the other. */
	const char *hides, *keeps;
	const char *shadows; /* checks that it would break but for its own */
};

#define FAULT(c, n, p, f) .check = (c), .need = n, .parts = (p), .plant = (f)
#define TOUCHES(parts) .touches = (parts)
#define READS(parts) .reads = (parts)

extern const struct fault faults_identity[];  /* ID, DUP */
extern const struct fault faults_household[]; /* HH, CAU, FIX */
extern const struct fault faults_members[];   /* EDU, LAB, INS, INC */
extern const struct fault faults_records[];   /* TRN, ACC, ARC, FIX, RCN */
extern const struct fault faults_standards[]; /* STD */
extern const struct fault faults_natural[];   /* NAT */
extern const struct fault faults_forms[];     /* FRM */
extern const struct fault faults_steps[];     /* PRC, DLN of households */
extern const struct fault faults_events[];    /* PRC, DLN of events */
extern const struct fault faults_mixed[];     /* only beside others */

/* Lines of .planted.tsv. A NULL is an empty field. */
void row_add(struct household *h, const char *check, const char *member,
	const char *step, const char *event);
void row_add_village(struct village *v, const char *check, const char *step,
	const char *event);

/* What the options ask for: "none", "each", a percentage of the households,
 * or a list of checks; and which percentage has two and more faults at once.
 * NULL and a message where it is none of these. */
struct plan *plan_new(
	const char *faults, const char *mixed, const char **message);
void plan_free(struct plan *plan);
/* Is this one of the faults that stand in no village, and was asked for: the
 * register's period of income (INC-05), the order of trainings (TRN-02)? */
bool plan_breaks(const struct plan *plan, const char *check);
void plan_add_street_rows(const struct plan *plan, struct planted *planted);
/* Spread the faults over the street. */
void plan_spread(struct plan *plan, const struct street *s);

/* Fill in what stands in the village; what stands in the household. */
void faults_at_village(struct village *v, const struct street *s);
void faults_at_household(struct household *h);
void faults_plant(struct household *h);

/*
 * mix.c: which faults go together in one household.
 */
struct mix {
	const struct fault *faults[MAX_MIX]; /* in the order of planting */
	int n;
	struct need need;
};

bool fault_is_mixable(const struct fault *f);
bool fault_hides(const struct fault *f, const struct fault *other);
/* Is the check on the list of those that a fault hides or keeps? */
bool fault_lists(const char *list, const char *check);
/* Ask for both at once; false where no household can be so. */
bool need_unite(struct need *need, const struct need *other);
/* Put the fault into the mix; false where it does not go with the rest. */
bool mix_add(struct mix *mix, const struct fault *f);

#endif
