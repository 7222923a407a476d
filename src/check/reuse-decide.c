/*
 * Over which records a rule must be made again.
 */
#include "config.h"
#include <stddef.h>
#include "check/reuse-decide.h"

enum made
reuse_decide(const struct reuse_facts *f, const char **why)
{
	const char *all = NULL;

	*why = "nothing that it reads has changed";
	if (!f->known)
		all = "the last run did not make it so";
	else if (!f->answered && !f->applied_to_none)
		all = "the last run could not make it";
	else if (f->undecided || f->answers_changed)
		all = "what could be decided may have changed";
	else if (f->other_day && f->reads_day)
		all = "it hangs on the day";
	else if (!f->divisible && f->reads_documents && f->documents_changed)
		all = "it asks for documents";
	if (all != NULL) {
		*why = all;
		return MADE_ALL;
	}
	if (!f->changed)
		return MADE_NONE;
	*why = "in the changed villages";
	if (f->everywhere)
		all = "rows of no village have changed";
	else if (!f->divisible)
		all = "it looks at all villages at once";
	else if (!f->answered)
		all = "it applied to nobody";
	else if (!f->few)
		all = "many villages have changed";
	else if (f->of_no_village)
		all = "it has findings of no village";
	else if (f->has_readings)
		all = "its readings are counted over all villages";
	if (all == NULL)
		return MADE_SOME;
	*why = all;
	return MADE_ALL;
}
