#ifndef PACK_H
#define PACK_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"
#include "check/evidence.h"

struct arena;
struct model;
struct plan;
struct _xmlDoc;
struct _xmlNode;

/*
 * Rule packs: checks as data. rules/NAME.xml of the data directory and packs of
 * the user's own; format: schemas/rules.xsd, doc/views.md.
 */
enum severity { SEVERITY_NOTICE, SEVERITY_SUSPECT, SEVERITY_ERROR };

/* A value that holds for a time; dates as in the pack, NULL: open. */
struct rule_dated {
	const char *from, *to, *value;
};

struct rule_parameter {
	const char *name;  /* bound in the SQL as :name */
	const char *unit;  /* "yuan" is bound in fen */
	const char *value; /* the pack's default, or the plan's */
	const char *from;  /* who says so: "pack", "plan" or "override" */
	const char *plan;  /* the plan's parameter, NULL: the pack's alone */
	const char *title[2];
	bool required; /* 0: not set, and the check cannot be made */
	struct rule_dated *dated;
	size_t ndated;
};

struct rule_index {
	const char *table, *columns;
};

struct rule {
	const char *id, *group; /* "ID-03", "id" */
	const char *pack[2];	/* the pack's title */
	enum severity severity;
	const char *scope, *clause, *needs;
	const char *shows; /* columns read only to be shown; or NULL */
	bool partial;	   /* leaves out by itself what was not delivered */
	bool disputable;   /* people may decide that an error of it is none */
	bool between_streets;  /* made between several streets, too */
	bool reads_findings;   /* runs after the others, over their findings */
	const char *from, *to; /* days in force, NULL: open; see force.h */
	const char *title[2], *message[2], *remedy[2], *expected[2];
	const char *applies; /* counts the subjects; NULL: by scope */
	const char *sql;
	const char *readings; /* what hangs on the counting of days, or NULL */
	const char *concerns; /* whom findings of no household concern; NULL: by
			       * the list of their event */
	struct rule_parameter *parameters;
	struct rule_evidence *evidence;
	struct rule_index *indexes;
	size_t nparameters, nevidence, nindexes;
	const struct _xmlNode *node; /* for its cases */
	/* Parts of one of our plans that the cases need; NULL: none. */
	const char *cases_plan, *cases_take;
	const char *path;
};

/* A pack as it was read. */
struct rule_pack {
	const char *id, *version, *path;
	bool is_own; /* the user's own, and none of the program's */
	char sha256[65];
};

/* What the plan changed in a check, and why. */
struct rule_change {
	const char *check, *what; /* "severity", or a parameter's name */
	const char *before, *after, *reason[2];
};

struct rules {
	struct arena *arena;
	struct rule *items; /* in the order of the check groups, then of ids */
	size_t n;
	struct rule_change *changes;
	size_t nchanges;
	struct _xmlDoc **docs;
	struct rule_pack *packs; /* of each document */
	size_t ndocs;
	bool whole;	 /* the program's packs are among them */
	char sha256[65]; /* of the packs' own, each on a line */
};

/* Load the program's packs, and these besides (a user's own), to check by them:
 * what is in their cases is not read. An id that two packs claim is an error.
 * The model gives evidence its labels. */
int pack_load(struct rules **out, const char *const *paths, size_t npaths,
	const struct model *model, struct error *err);
/* The same with the packs of another folder in place of the program's. */
int pack_load_from(struct rules **out, const char *dir,
	const char *const *paths, size_t npaths, const struct model *model,
	struct error *err);
/* The program's packs with their cases, to be tried; the same errors. */
int pack_load_tried(
	struct rules **out, const struct model *model, struct error *err);
/* These packs alone, with their cases. */
int pack_load_files(struct rules **out, const char *const *paths, size_t npaths,
	const struct model *model, struct error *err);
void pack_free(struct rules *rules); /* NULL is fine */

/* Put the plan's parameters and overrides in force; an override of a check or
 * a parameter that no pack has is ERR_INPUT (of packs alone: of a parameter).
 */
int pack_apply_plan(
	struct rules *rules, const struct plan *plan, struct error *err);

/* Is it the check's id, or its group? Whatever the case of the letters. */
bool pack_names(const struct rule *rule, const char *name);

/* The plan's parameters that the rule must have and that are 0, which means not
 * set, with blanks between; NULL: none. */
char *pack_unset(const struct rule *rule);

const char *severity_name(enum severity severity);	  /* "error" … */
int severity_parse(const char *name, enum severity *out); /* 0, or -1 */

#endif
