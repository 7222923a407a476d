#ifndef LIFE_H
#define LIFE_H

#include <stdbool.h>

/*
 * The life of a finding: in which state it is, from what checks saw and what
 * people decided. One function of these facts alone.
 */
enum life_now {
	LIFE_FOUND,
	LIFE_ABSENT, /* looked for, and not found */
	LIFE_UNSEEN, /* not looked for: nothing follows from not finding it */
};

/* What was before the series of checks that is asked about. */
enum life_before {
	LIFE_NEVER, /* no check had found it */
	LIFE_LAST,  /* it was found, and not looked for in vain since */
	LIFE_GONE,  /* it was found, and later looked for in vain */
};

enum life_decision {
	DECISION_NONE,
	DECISION_CONFIRMED,
	DECISION_UNFOUNDED,
	DECISION_RECTIFIED,
	DECISION_ACCEPTED,
};
#define NDECISIONS 5

struct life_facts {
	enum life_now now;
	enum life_before before;
	enum life_decision decision; /* the one that holds */
	bool is_other;	 /* it was made on other facts than those found now */
	bool is_past;	 /* its last day (until) is over */
	bool is_older;	 /* it is older than the fault, which came back */
	bool is_error;	 /* the finding is an error */
	bool disputable; /* and its check says that people may dispute it */
};

enum life_state {
	LIFE_NEW,
	LIFE_STILL,
	LIFE_BACK,	/* it had gone, and came back */
	LIFE_CLAIMED,	/* said to be mended, and still found */
	LIFE_REOPENED,	/* decided on facts that have changed */
	LIFE_LAPSED,	/* accepted until a day that is over */
	LIFE_UNFOUNDED, /* settled: proved to be no fault */
	LIFE_ACCEPTED,	/* settled until a day */
	LIFE_FIXED,	/* not found any more */
	LIFE_UNCHECKED, /* was found, and was not looked for */
	LIFE_NOTHING,	/* never found */
};
#define NLIFE_STATES 11

enum life_state life_state(const struct life_facts *f);
/* Does a finding in this state stand in the way of "met" no longer? */
bool life_is_settled(enum life_state state);

/* "new" …; parsing answers 0, or -1. */
const char *life_name(enum life_state state);
int life_parse(const char *name, enum life_state *out);
const char *decision_name(enum life_decision decision); /* "none" … */
int decision_parse(const char *name, enum life_decision *out);

#endif
