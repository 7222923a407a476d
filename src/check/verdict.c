/*
 * Verdicts: from what was found and what was not looked at.
 */
#include "config.h"
#include "check/verdict.h"

static const char *const verdict_names[] = {
	[VERDICT_MET] = "met",
	[VERDICT_NOT_MET] = "not-met",
	[VERDICT_UNKNOWN] = "unknown",
};

static const char *const acceptance_names[NACCEPTANCES] = {
	[ACCEPTANCE_MET] = "met",
	[ACCEPTANCE_NOT_MET] = "not-met",
	[ACCEPTANCE_PENDING] = "pending",
	[ACCEPTANCE_UNKNOWN] = "unknown",
	[ACCEPTANCE_UNSEEN] = "unseen",
	[ACCEPTANCE_NONE] = "none",
};

void
verdict_add_check(struct verdict_facts *f, enum answer answer, bool partly,
	uint64_t pending)
{
	switch (answer) {
	case ANSWER_PASS:
	case ANSWER_FAIL:
		f->undecided += partly;
		f->pending += pending > 0;
		break;
	case ANSWER_PENDING:
		f->pending++;
		break;
	case ANSWER_NOT_APPLICABLE:
		break;
	case ANSWER_NOT_CHECKABLE:
	case ANSWER_ERROR:
	case ANSWER_SKIPPED:
		f->undecided++;
		break;
	}
}

enum verdict
verdict_of(const struct verdict_facts *f)
{
	if (f->errors > 0 || f->confirmed > 0)
		return VERDICT_NOT_MET;
	if (f->suspects > 0 || f->undecided > 0 || f->pending > 0 ||
		f->rejected > 0)
		return VERDICT_UNKNOWN;
	return VERDICT_MET;
}

enum verdict
verdict_of_streets(uint64_t not_met, uint64_t unknown)
{
	return verdict_of(&(struct verdict_facts){
		.errors = not_met, .undecided = unknown });
}

const char *
verdict_name(enum verdict verdict)
{
	return verdict_names[verdict];
}

/* An inspection that failed leaves open whether what was done about it is
 * enough; where nothing was done that is an error of its own. */
enum acceptance
acceptance_of_exit(const struct verdict_facts *f, enum inspected inspected)
{
	if (f->errors > 0 || f->confirmed > 0)
		return ACCEPTANCE_NOT_MET;
	if (f->suspects > 0 || f->undecided > 0 || f->rejected > 0 ||
		inspected == INSPECTED_FAILED)
		return ACCEPTANCE_UNKNOWN;
	if (f->pending > 0)
		return ACCEPTANCE_PENDING;
	if (inspected == INSPECTED_NEVER)
		return ACCEPTANCE_UNSEEN;
	return ACCEPTANCE_MET;
}

enum acceptance
acceptance_of_all(const uint64_t exits[NACCEPTANCES],
	const struct verdict_facts *f, bool lacking)
{
	uint64_t n = 0;

	for (int i = 0; i < NACCEPTANCES; i++)
		n += exits[i];
	if (n == 0)
		return ACCEPTANCE_NONE;
	if (f->errors > 0 || f->confirmed > 0 || exits[ACCEPTANCE_NOT_MET] > 0)
		return ACCEPTANCE_NOT_MET;
	if (f->suspects > 0 || f->undecided > 0 || f->rejected > 0 ||
		exits[ACCEPTANCE_UNKNOWN] > 0)
		return ACCEPTANCE_UNKNOWN;
	if (f->pending > 0 || exits[ACCEPTANCE_PENDING] > 0)
		return ACCEPTANCE_PENDING;
	if (exits[ACCEPTANCE_MET] == 0 || lacking)
		return ACCEPTANCE_UNSEEN;
	return ACCEPTANCE_MET;
}

const char *
acceptance_name(enum acceptance acceptance)
{
	return acceptance_names[acceptance];
}
