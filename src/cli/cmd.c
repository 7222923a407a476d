/*
 * The table of all commands, and the help made from it.
 */
#include "config.h"
#include <string.h>
#include "base/intl.h"
#include "cli/cmd.h"

extern const struct cmd cmd_audit, cmd_init, cmd_import, cmd_check,
	cmd_findings, cmd_explain, cmd_report, cmd_plan, cmd_rules, cmd_submit,
	cmd_outbox, cmd_template, cmd_export, cmd_verdict;

const struct cmd *const cmd_table[] = {
	&cmd_audit,
	&cmd_init,
	&cmd_import,
	&cmd_check,
	&cmd_findings,
	&cmd_explain,
	&cmd_verdict,
	&cmd_report,
	&cmd_plan,
	&cmd_rules,
	&cmd_submit,
	&cmd_outbox,
	&cmd_template,
	&cmd_export,
	NULL,
};

const struct cmd *
cmd_find(const char *name)
{
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		if (strcmp(cmd_table[i]->name, name) == 0)
			return cmd_table[i];
	}
	return NULL;
}

static void
print_option(const struct opt *o, FILE *f)
{
	if (o->letter != '\0')
		fprintf(f, "  -%c, --%s", o->letter, o->name);
	else
		fprintf(f, "      --%s", o->name);
	if (o->kind != OPT_FLAG)
		fprintf(f, " %s", o->arg);
	fprintf(f, "\n        %s\n", _(o->help));
}

void
cmd_print_options(const struct opt *opts, FILE *f)
{
	fprintf(f, "\n%s\n", _("Options:"));
	for (const struct opt *o = opts; o->name != NULL; o++)
		print_option(o, f);
}

void
cmd_print_help(const struct cmd *cmd, FILE *f)
{
	fprintf(f, _("Usage: hecha [OPTION…] %s %s\n"), cmd->name, cmd->args);
	fprintf(f, "\n%s\n", _(cmd->summary));
	if (cmd->opts != NULL)
		cmd_print_options(cmd->opts, f);
}
