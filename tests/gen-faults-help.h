#ifndef GEN_FAULTS_HELP_H
#define GEN_FAULTS_HELP_H

#include "gen-course.h"
#include "gen-faults.h"

/* The member in a slot; the fault's need saw to it that there is one. */
struct person *person_at(struct household *h, enum slot slot);

/* Ids of the records of a household. */
void visit_id(char out[ID_TEXT], const struct household *h);
void application_id(char out[ID_TEXT], const struct household *h);
void natural_id(char out[ID_TEXT], const struct household *h);
void problem_id(char out[ID_TEXT], const struct household *h);

#endif
