#ifndef REPRODUCE_H
#define REPRODUCE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

struct codes;
struct db;
struct model;
struct plan;
struct rules;

/*
 * A finding once more, on invented records of the same shape: as few records as
 * give it, each value of a person replaced (invent.h), checked as any records
 * are. So a question can be asked without sending anybody's data.
 */
struct reproduce_opts {
	struct db *db; /* what its latest run found; temporary tables recall_any
			* and recall_own are made in it and dropped */
	const struct model *model;
	const struct codes *codes;
	const struct plan *plan;
	const struct rules *rules;
	long as_of;
	const char *finding; /* its identity, or the beginning of one */
	const char *dir;     /* the documents go here */
	const char *work;    /* a private folder for trials */
};

struct reproduced {
	char *check;	  /* that found it */
	char *message[2]; /* what is found of the invented records */
	char **files;	  /* names of the documents below dir */
	size_t nfiles;
	size_t records;
	long shift;	  /* days by which births were moved */
	bool keeps_words; /* of posted lists */
	bool whole;	  /* every check was made, since this one reads others'
			   * findings */
};

/* 0 with the documents written; 1 where invented records did not give the
 * finding again: nothing is written then. ERR_USAGE: no such finding, or more
 * than one. */
int reproduce(struct reproduced *out, const struct reproduce_opts *opts,
	struct error *err);
void reproduced_clear(struct reproduced *r);

#endif
