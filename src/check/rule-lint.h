#ifndef RULE_LINT_H
#define RULE_LINT_H

#include "base/errors.h"

struct db;
struct rule;

/* Does the rule's SQL compile under the guard, are its columns and parameters
 * declared, has it a case that finds? ERR_INPUT says what is wrong. */
int rule_lint(struct db *db, const struct rule *rule, struct error *err);

#endif
