#ifndef STREETS_AT_H
#define STREETS_AT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "check/run.h"

struct http_auth;
struct options;

/*
 * Which streets there are on which servers, a schema each; and what has become
 * of each of them.
 */
struct street_at {
	char *url, *schema;
	char *divisions; /* of its registers, with blanks between; or NULL */
	bool is_done, was_done; /* now, or by an earlier check (--resume) */
	bool is_lost;  /* the server went away: it may be tried again */
	bool is_final; /* the same again would end the same */
	char *why;     /* why it is not done, or its verdict cannot be told */
	int answer;    /* as of the check: 0, 1, or 4 */
	struct run_summary summary;
};

struct streets_at {
	struct street_at *items;
	size_t n;
	char *path; /* of the list of what is done and what is not */
};

/* Ask each of the servers of --at for schemas of ours that --schemas means, or
 * go by the list that an earlier check has left (--resume). ERR_USAGE where
 * there is none, or one name or one street twice. */
int streets_at_find(struct streets_at *s, const struct options *o,
	const struct http_auth *auth, struct error *err);
/* Keep the list of what is done; it goes where all is (whole). */
int streets_at_note(const struct streets_at *s, bool whole, struct error *err);
void streets_at_clear(struct streets_at *s);

#endif
