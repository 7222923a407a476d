#ifndef GEN_FAULTS_H
#define GEN_FAULTS_H

#include <stddef.h>
#include "gen-street.h"

struct planted;

/* Which dates of a village's calendar a fault moves: of each branch only one
 * fault may, and one of the common part excludes the others. */
enum shift { SHIFT_NONE, SHIFT_COMMON, SHIFT_EXIT, SHIFT_ENTRY };

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
	int min_size;	    /* of the village, 0: any */
	int busy;	    /* households that must stay as they are */
};

#define FAULT(c, n, p, f) .check = (c), .need = n, .parts = (p), .plant = (f)

extern const struct fault faults_identity[];  /* ID, DUP */
extern const struct fault faults_household[]; /* HH, CAU, FIX */
extern const struct fault faults_members[];   /* EDU, LAB, INS, INC */
extern const struct fault faults_records[];   /* TRN, ACC, ARC, FIX, RCN */
extern const struct fault faults_standards[]; /* STD */
extern const struct fault faults_natural[];   /* NAT */
extern const struct fault faults_forms[];     /* FRM */
extern const struct fault faults_steps[];     /* PRC, DLN of households */
extern const struct fault faults_events[];    /* PRC, DLN of events */

/* Lines of planted.tsv. A NULL is an empty field. */
void row_add(struct household *h, const char *check, const char *member,
	const char *step, const char *event);
void row_add_village(struct village *v, const char *check, const char *step,
	const char *event);

/* What the option asks for: "none", "each", a percentage of the households,
 * or a list of checks. NULL and a message where it is none of these. */
struct plan *plan_new(const char *faults, const char **message);
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

#endif
