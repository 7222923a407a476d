#ifndef CMD_H
#define CMD_H

#include <stdbool.h>
#include <stdio.h>
#include "base/errors.h"
#include "base/lang.h"
#include "cli/options.h"
#include "lib/db.h"

/* Columns of a terminal that help fits into. */
#define CMD_WIDTH 80

/* What every command is given. */
struct ctx {
	struct db *db;	     /* open as the command's access asks, or NULL */
	const char *program; /* as it was called: a path, or "hecha" */
	enum lang lang;	     /* of reports and findings */
	struct options options;
};

enum cmd_access {
	CMD_NONE, /* opens what it needs itself */
	CMD_READ,
	CMD_WRITE,
};

/*
 * run answers 0 (done), 1 (done, and findings at or above --fail-on), or -1
 * with err. opts is the table of its options; they stand in ctx->options
 * before run is called, and argv holds operands.
 */
struct cmd {
	const char *name;
	const char *args;    /* "[-o FILE] KIND" */
	const char *summary; /* English msgid */
	enum cmd_access access;
	const struct opt *opts; /* or NULL */
	int (*run)(struct ctx *ctx, int argc, char **argv, struct error *err);
};

extern const struct cmd *const cmd_table[]; /* ends with NULL */
const struct cmd *cmd_find(const char *name);
/* ERR_USAGE, with the command that was meant, where one is near. */
int cmd_unknown(const char *name, struct error *err);
/* Tell in a line which command comes next, with the database that was named;
 * nothing where quiet. */
void cmd_tell_next(const struct ctx *ctx, const char *command);
/* Open the database that was named, which is ours and of this version, as
 * ctx->db. */
int cmd_open_db(struct ctx *ctx, enum db_mode mode, struct error *err);
/* The same, or one of collected packages. */
int cmd_open_any(
	struct ctx *ctx, enum db_mode mode, bool *is_county, struct error *err);
void cmd_print_options(const struct opt *opts, FILE *f);
void cmd_print_help(const struct cmd *cmd, FILE *f);

#endif
