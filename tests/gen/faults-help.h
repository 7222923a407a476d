#ifndef GEN_FAULTS_HELP_H
#define GEN_FAULTS_HELP_H

#include "course.h"
#include "doc.h"
#include "faults.h"

/* The member in a slot; the fault's need saw to it that there is one. */
struct person *person_at(struct household *h, enum slot slot);

/* Ids of the records of a household. */
void visit_id(char out[ID_TEXT], const struct household *h);
void application_id(char out[ID_TEXT], const struct household *h);
void natural_id(char out[ID_TEXT], const struct household *h);
void missed_id(char out[ID_TEXT], const struct household *h); /* on a roll */
void problem_id(char out[ID_TEXT], const struct household *h);
void training_id(char out[ID_TEXT], const struct village *v);
void inspection_id(
	char out[ID_TEXT], const struct village *v, const char *kind);
/* Households that are in no register: one on a list, one of a problem; and
 * one that is in last year's only. */
void nobody_id(char out[ID_TEXT], const struct household *h);
void former_id(char out[ID_TEXT], const struct household *h);
void stranger_id(char out[ID_TEXT], const struct village *v);
/* E, village, household, what, and a number from the second on. */
void record_id(
	char out[ID_TEXT], int village, int local, const char *what, int n);

/* In an open element: what no schema knows, where the record is spoilt. */
void write_spoilt(
	struct doc *d, const struct household *h, enum record_kind kind);

#endif
