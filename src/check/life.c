/*
 * The state of a finding.
 */
#include "config.h"
#include <string.h>
#include "check/life.h"

static const char *const state_names[NLIFE_STATES] = {
	[LIFE_NEW] = "new",
	[LIFE_STILL] = "still",
	[LIFE_BACK] = "back",
	[LIFE_CLAIMED] = "claimed",
	[LIFE_REOPENED] = "reopened",
	[LIFE_LAPSED] = "lapsed",
	[LIFE_UNFOUNDED] = "unfounded",
	[LIFE_ACCEPTED] = "accepted",
	[LIFE_FIXED] = "fixed",
	[LIFE_UNCHECKED] = "unchecked",
	[LIFE_NOTHING] = "nothing",
};

static const char *const decision_names[NDECISIONS] = {
	[DECISION_NONE] = "none",
	[DECISION_CONFIRMED] = "confirmed",
	[DECISION_UNFOUNDED] = "unfounded",
	[DECISION_RECTIFIED] = "rectified",
	[DECISION_ACCEPTED] = "accepted",
};

static enum life_state
undecided_state(enum life_before before)
{
	if (before == LIFE_NEVER)
		return LIFE_NEW;
	return before == LIFE_LAST ? LIFE_STILL : LIFE_BACK;
}

/* The state of a fault that is found. A decision counts only for the facts that
 * it was made on. An error can be mended or, where its check allows it,
 * disputed, but never accepted. */
static enum life_state
found_state(const struct life_facts *f)
{
	switch (f->decision) {
	case DECISION_NONE:
	case DECISION_CONFIRMED:
		break;
	case DECISION_RECTIFIED:
		if (f->is_older)
			break;
		return f->is_other ? LIFE_REOPENED : LIFE_CLAIMED;
	case DECISION_UNFOUNDED:
		if (f->is_error && !f->disputable)
			break;
		return f->is_other ? LIFE_REOPENED : LIFE_UNFOUNDED;
	case DECISION_ACCEPTED:
		if (f->is_error)
			break;
		if (f->is_other)
			return LIFE_REOPENED;
		return f->is_past ? LIFE_LAPSED : LIFE_ACCEPTED;
	}
	return undecided_state(f->before);
}

enum life_state
life_state(const struct life_facts *f)
{
	if (f->now == LIFE_FOUND)
		return found_state(f);
	if (f->before == LIFE_NEVER)
		return LIFE_NOTHING;
	return f->now == LIFE_UNSEEN && f->before == LIFE_LAST ? LIFE_UNCHECKED
							       : LIFE_FIXED;
}

bool
life_is_settled(enum life_state state)
{
	return state == LIFE_UNFOUNDED || state == LIFE_ACCEPTED ||
		state == LIFE_FIXED || state == LIFE_NOTHING;
}

const char *
life_name(enum life_state state)
{
	return state_names[state];
}

static int
find_name(const char *const *names, int n, const char *name)
{
	for (int i = 0; name != NULL && i < n; i++) {
		if (strcmp(names[i], name) == 0)
			return i;
	}
	return -1;
}

int
life_parse(const char *name, enum life_state *out)
{
	int i = find_name(state_names, NLIFE_STATES, name);

	if (i >= 0)
		*out = (enum life_state)i;
	return i >= 0 ? 0 : -1;
}

const char *
decision_name(enum life_decision decision)
{
	return decision_names[decision];
}

int
decision_parse(const char *name, enum life_decision *out)
{
	int i = find_name(decision_names, NDECISIONS, name);

	if (i >= 0)
		*out = (enum life_decision)i;
	return i >= 0 ? 0 : -1;
}
