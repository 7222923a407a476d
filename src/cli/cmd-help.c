/*
 * hecha help [COMMAND]
 */
#include "config.h"
#include "base/intl.h"
#include "cli/global.h"

static int
run_help(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const struct cmd *cmd;

	(void)ctx;
	if (argc > 1)
		return err_set(
			err, ERR_USAGE, "CMD-HELP-1", "usage: help [COMMAND]");
	if (argc == 0) {
		global_print_help(stdout);
		return 0;
	}
	cmd = cmd_find(argv[0]);
	if (cmd == NULL)
		return cmd_unknown(argv[0], err);
	cmd_print_help(cmd, stdout);
	return 0;
}

const struct cmd cmd_help = {
	.name = "help",
	.args = N_("[COMMAND]"),
	.summary = N_("help on a command, or on all"),
	.access = CMD_NONE,
	.run = run_help,
};
