#ifndef JOB_H
#define JOB_H

#include <stdbool.h>
#include "base/errors.h"
#include "base/opt.h"
#include "check/run.h"
#include "cli/cmd.h"
#include "report/report.h"

struct codes;
struct model;
struct plan;

/*
 * What commands share: the program's data loaded once, and the steps of the
 * main job, so that audit is init, import, check and report and nothing else.
 */
struct job {
	struct model *model;
	struct codes *codes;
	struct plan *plan;
	struct rules *rules;
	bool is_for_script; /* standard output is for what was asked for */
};

/* Options of every command that imports. */
struct import_settings {
	bool strict;
};
extern struct import_settings import_settings;
#define IMPORT_OPTIONS                                                         \
	{                                                                      \
		"strict", 0, .flag = &import_settings.strict,                  \
			     .help = N_("refuse a file in which one record "   \
					"is rejected")                         \
	}

/* Of both. */
extern int64_t job_jobs;
#define JOBS_OPTION                                                            \
	{                                                                      \
		"jobs", 'j', .number = &job_jobs, .arg = "N",                  \
			     .help = N_("threads (default: one a processor)")  \
	}

/* Options of every command that checks, and of some more. */
struct check_settings {
	const char *as_of, *fail_on, *reason;
	struct opt_list rules, only, skip;
	int64_t rule_seconds;
	bool full;
};
extern struct check_settings check_settings;
#define RULES_OPTION                                                           \
	{                                                                      \
		"rules", 0,                                                    \
			.list = &check_settings.rules, .arg = "FILE",          \
			.help = N_("a rule pack of your own besides hecha's; " \
				   "may be "                                   \
				   "repeated")                                 \
	}
#define CHECK_OPTIONS                                                          \
	{ "as-of", 0, .text = &check_settings.as_of, .arg = "DATE",            \
		.help = N_("judge as of this day (default: the last date of "  \
			   "export among the documents)") },                   \
		{ "fail-on", 0, .text = &check_settings.fail_on,               \
			.arg = "SEVERITY",                                     \
			.help = N_(                                            \
				"exit with 1 on findings of error (default), " \
				"suspect, notice and above, or none") },       \
		{ "rules", 0, .list = &check_settings.rules, .arg = "FILE",    \
			.help = N_("a rule pack of your own besides hecha's; " \
				   "may be "                                   \
				   "repeated") },                              \
		{ "only", 0, .list = &check_settings.only, .arg = "CHECK",     \
			.help = N_("make only this check or group; may be "    \
				   "repeated") },                              \
		{ "skip", 0, .list = &check_settings.skip, .arg = "CHECK",     \
			.help = N_("leave this check or group out; may be "    \
				   "repeated") },                              \
		{ "reason", 0, .text = &check_settings.reason, .arg = "TEXT",  \
			.help = N_("who deselected checks and why; --only "    \
				   "and --skip "                               \
				   "want it, reports show it") },              \
	{                                                                      \
		"rule-seconds", 0,                                             \
			.number = &check_settings.rule_seconds, .arg = "N",    \
			.help = N_("time limit for one check (default: 600)")  \
	}

/* Options of every command that writes documents to be signed. */
extern struct letter job_letter;
#define LETTER_OPTIONS                                                         \
	{ "number", 0, .text = &job_letter.number, .arg = "TEXT",              \
		.help = N_("the number of the documents to be signed "         \
			   "(default: a blank to fill in)") },                 \
		{ "signer", 0, .text = &job_letter.signer, .arg = "NAME",      \
			.help = N_("who signs them out (default: a blank)") }, \
	{                                                                      \
		"date", 0,                                                     \
			.text = &job_letter.date, .arg = "DATE",               \
			.help = N_(                                            \
				"the day they are signed (default: a blank)")  \
	}
/* ERR_USAGE where the date is none. */
int job_check_letter(struct error *err);
/* Tell what the documents leave blank. */
int job_tell_blanks(struct db *db, struct error *err);

/* Model and code lists. */
int job_load(struct job *job, struct error *err);
void job_clear(struct job *job);

/* Make a database for this plan. */
int job_init(struct job *job, struct db *db, const char *plan_path,
	struct error *err);
/* Import, telling what was read, stored and rejected. */
int job_import(struct job *job, struct ctx *ctx, struct db *db, char **paths,
	int n, struct error *err);
/* Check, telling the verdict and the counts. Answers 1 where there are
 * findings at or above --fail-on or, but for "none", the verdict cannot be
 * told; 4 where disk or memory kept a check from being made. */
int job_check(struct job *job, struct ctx *ctx, struct db *db,
	struct run_summary *summary, struct error *err);
/* 0 zh, 1 en. */
int job_lang(const struct ctx *ctx);

#endif
