#ifndef GEN_WRITE_H
#define GEN_WRITE_H

#include "doc.h"
#include "street.h"

/* The documents of a street. */
struct docs {
	struct doc current, previous, collected, collection, procedure,
		problems;
	struct doc staff, rolls, archive, inspection, verdicts;
};

/* register.c */
void register_write_village(struct doc *d, const struct village *v);
void register_write(struct doc *d, const struct household *h, bool previous);

/* collection.c */
void collection_write(struct doc *d, const struct household *h);

/* procedure.c: the records of one household, then, from the courses of
 * all its households, the events of a village. */
void procedure_write(struct doc *d, const struct household *h);
void procedure_write_village(
	struct doc *d, const struct village *v, const struct course *courses);
/* Did it take place: is it planned, and is anybody on its list? */
bool event_is_held(
	const struct village *v, enum at at, const struct course *courses);

/* papers.c */
void papers_write_street(struct docs *docs, const struct street *s);
void papers_write(struct docs *docs, const struct household *h);
void papers_write_village(struct docs *docs, const struct street *s,
	const struct village *v, const struct course *courses);

/* planted.c: .planted.tsv. Lines are gathered for a village and sorted. */
struct planted;
struct planted *planted_new(void);
void planted_add(struct planted *p, const struct row *rows, int n);
void planted_end_village(struct planted *p);
/* Write the file and free; -1 with errno where that fails. */
int planted_finish(struct planted *p, const char *dir);

#endif
