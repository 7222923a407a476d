#ifndef RULES_H
#define RULES_H

#include <stdbool.h>
#include <stddef.h>
#include "errors.h"

struct arena;
struct plan;
struct _xmlDoc;
struct _xmlNode;

/*
 * Rule packs: checks as data. rules/NAME.xml of the data directory and packs of
 * the user's own; format: schemas/rules.xsd, doc/views.md.
 */
enum severity { SEVERITY_NOTICE, SEVERITY_SUSPECT, SEVERITY_ERROR };

struct rule_parameter {
	const char *name;  /* bound in the SQL as :name */
	const char *unit;  /* "yuan" is bound in fen */
	const char *value; /* the pack's default, or the plan's */
	const char *plan;  /* the plan's parameter, NULL: the pack's alone */
	bool required;	   /* 0: not set, and the check cannot be made */
};

struct rule_evidence {
	const char *name; /* column of the SQL */
	const char *type; /* number, birth, age, name, date, yuan, a code list,
	                   * or NULL for plain text */
	const char *label[2];
};

struct rule_index {
	const char *table, *columns;
};

struct rule {
	const char *id, *group; /* "ID-03", "id" */
	enum severity severity;
	const char *scope, *clause, *needs;
	const char *title[2], *message[2], *remedy[2], *expected[2];
	const char *applies; /* counts the subjects; NULL: by scope */
	const char *sql;
	struct rule_parameter *parameters;
	struct rule_evidence *evidence;
	struct rule_index *indexes;
	size_t nparameters, nevidence, nindexes;
	const char *override_reason[2]; /* why the plan changed the severity */
	const struct _xmlNode *node;	/* for its cases */
	const char *path;
};

struct rules {
	struct arena *arena;
	struct rule *items; /* in the order of the check groups, then of ids */
	size_t n;
	struct _xmlDoc **docs;
	size_t ndocs;
	char sha256[65]; /* over all packs */
};

/* Load the program's packs, and these besides (a user's own). An id that two
 * packs claim is an error. */
int rules_load(struct rules **out, const char *const *paths, size_t npaths,
	struct error *err);
/* These packs alone. */
int rules_load_files(struct rules **out, const char *const *paths,
	size_t npaths, struct error *err);
void rules_free(struct rules *rules); /* NULL is fine */

/* Put the plan's parameters and severities in force. */
void rules_apply_plan(struct rules *rules, const struct plan *plan);

const char *severity_name(enum severity severity); /* "error" … */
int severity_parse(const char *name, enum severity *out); /* 0, or -1 */

#endif
