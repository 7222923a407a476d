#ifndef CMD_H
#define CMD_H

#include <stdbool.h>
#include <stdio.h>
#include "base/errors.h"
#include "base/opt.h"

struct db;

/* What every command is given. */
struct ctx {
	struct db *db;	     /* open as the command's access asks, or NULL */
	const char *program; /* as it was called: a path, or "hecha" */
	const char *db_path; /* --db, or hecha.db in the current directory */
	const char *lang;    /* "zh" or "en": reports and findings */
	bool quiet;
	bool verbose;
};

enum cmd_access {
	CMD_NONE, /* opens what it needs itself */
	CMD_READ,
	CMD_WRITE,
};

/*
 * run answers 0 (done), 1 (done, and findings at or above --fail-on), or -1
 * with err. opts is the static table of its options, with file-static
 * targets; they have been parsed before run is called: argv holds operands.
 */
struct cmd {
	const char *name;
	const char *args;    /* "[-o FILE] KIND" */
	const char *summary; /* English msgid */
	enum cmd_access access;
	const struct opt *opts; /* static table with static targets, or NULL */
	int (*run)(struct ctx *ctx, int argc, char **argv, struct error *err);
};

extern const struct cmd *const cmd_table[]; /* ends with NULL */
const struct cmd *cmd_find(const char *name);
void cmd_print_options(const struct opt *opts, FILE *f);
void cmd_print_help(const struct cmd *cmd, FILE *f);

#endif
