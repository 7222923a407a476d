#ifndef JOB_H
#define JOB_H

#include <stdbool.h>
#include "base/errors.h"
#include "check/run.h"
#include "cli/cmd.h"

struct codes;
struct model;
struct plan;
struct remote;

/*
 * What commands share: the program's data loaded once, and the steps of the
 * main job, so that audit is init, import, check and report and nothing else.
 */
struct job {
	const struct options *options;
	struct model *model;
	struct codes *codes;
	struct plan *plan;
	struct rules *rules;
	struct remote *remote; /* where the records are; NULL: here */
	bool is_for_script;    /* standard output is for what was asked for */
	long refused_files;    /* by the import */
};

enum { JOB_REFUSED = 3 };

/* ERR_USAGE where the date is none. */
int job_check_letter(const struct letter *letter, struct error *err);
/* Tell what the documents leave blank. */
int job_tell_blanks(
	struct db *db, const struct letter *letter, struct error *err);

/* Model and code lists; with those of the database's plan, or of the plan of
 * the option --plan. */
int job_load(struct job *job, struct error *err);
int job_open(struct job *job, struct db *db, struct error *err);
int job_load_for_plan(struct job *job, struct error *err);
void job_clear(struct job *job);

/* Everything that the last check of a database was made with: its plan, and its
 * packs under that plan. */
int job_open_rules(struct job *job, struct db *db, struct error *err);

/* Make a database for this plan. */
int job_init(struct job *job, struct db *db, const char *plan_path,
	struct error *err);
/* The same for a plan that is in the job already. */
int job_make(struct job *job, struct db *db, struct error *err);
/* Import, telling what was read, stored and rejected. Where refused_files are
 * left, the others are in, and the command answers JOB_REFUSED in the end. */
int job_import(struct job *job, struct ctx *ctx, struct db *db, char **paths,
	int n, struct error *err);
/* What a check on a server can say of its options before it looks at a street:
 * packs that PostgreSQL reads otherwise, checks that are none, no reason. */
int job_check_at(const struct options *o, struct error *err);
/* Check, telling the verdict and the counts. Answers 1 where there are
 * findings at or above --fail-on or, but for "none", the verdict cannot be
 * told; 4 where disk or memory kept a check from being made. */
int job_check(struct job *job, struct ctx *ctx, struct db *db,
	struct run_summary *summary, struct error *err);

#endif
