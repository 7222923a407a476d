/*
 * A database that is ready for records and checks.
 */
#include "config.h"
#include "check/database.h"
#include "check/situation.h"
#include "plan/plan.h"
#include "records/store.h"
#include "schema/codes.h"

int
database_make(struct db *db, const struct model *model,
	const struct codes *codes, const struct plan *plan, struct error *err)
{
	if (store_create(db, model, err) != 0 ||
		codes_store(codes, db, err) != 0 ||
		plan_store(plan, db, err) != 0)
		return -1;
	return situation_store(plan, db, err);
}
