#ifndef SETTLE_H
#define SETTLE_H

#include "base/errors.h"
#include "check/verdict.h"

struct db;

/* Hold the latest run's findings against the decisions (hc_decision): state,
 * status, and whether they are settled; then the run's verdict, which is kept
 * with it. Inside a transaction; there must have been a run. Nothing else says
 * of a run that it is met. */
int settle(struct db *db, enum verdict *verdict, struct error *err);

#endif
