#ifndef BASIS_H
#define BASIS_H

#include <stdbool.h>
#include "base/errors.h"

struct db;
struct package;

/*
 * What the latest run rests on, so that anybody who has the records can make it
 * again: the plan and its calendar (basis/plan.xml and its name), the packs in
 * full (basis/rules/ hecha's, basis/own/ the user's), what people decided and
 * what earlier runs found (basis/history.xml).
 */
#define BASIS_PLAN "basis/plan.xml"
#define BASIS_RULES "basis/rules"
#define BASIS_OWN "basis/own"
#define BASIS_HISTORY "basis/history.xml"

/* Add these parts, what has to be written going into the folder, and what the
 * manifest says of them and of the inputs. ERR_USAGE where no run was made yet,
 * or a pack is not as it was then. */
int basis_add(struct package *p, struct db *db, const char *folder, bool masked,
	struct error *err);

/* Add the files that the records came from as records/NAME: every file below
 * the folder that has an input's hash; with a certificate each sealed to its
 * holder as records/NAME.cms, written below work. ERR_USAGE names an input that
 * is not there. */
int basis_add_records(struct package *p, struct db *db, const char *folder,
	const char *certificate, const char *work, struct error *err);

#endif
