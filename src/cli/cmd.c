/*
 * The table of all commands, and the help made from it.
 */
#include "config.h"
#include <string.h>
#include <sys/stat.h>
#include "base/intl.h"
#include "base/near.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "records/store.h"
#include "send/county.h"

extern const struct cmd cmd_audit, cmd_init, cmd_import, cmd_check,
	cmd_findings, cmd_explain, cmd_report, cmd_plan, cmd_rules, cmd_seal,
	cmd_keygen, cmd_trust, cmd_verify, cmd_collect, cmd_submit, cmd_outbox,
	cmd_template, cmd_export, cmd_verdict, cmd_status, cmd_completion,
	cmd_help, cmd_convert, cmd_compare, cmd_sample, cmd_evaluate,
	cmd_reproduce;

const struct cmd *const cmd_table[] = {
	&cmd_audit,
	&cmd_init,
	&cmd_import,
	&cmd_check,
	&cmd_findings,
	&cmd_explain,
	&cmd_reproduce,
	&cmd_verdict,
	&cmd_compare,
	&cmd_report,
	&cmd_plan,
	&cmd_rules,
	&cmd_seal,
	&cmd_submit,
	&cmd_outbox,
	&cmd_verify,
	&cmd_collect,
	&cmd_keygen,
	&cmd_trust,
	&cmd_convert,
	&cmd_template,
	&cmd_export,
	&cmd_sample,
	&cmd_evaluate,
	&cmd_status,
	&cmd_completion,
	&cmd_help,
	NULL,
};

int
cmd_open_db(struct ctx *ctx, enum db_mode mode, struct error *err)
{
	if (db_open(&ctx->db, ctx->options.db, mode, err) != 0)
		return -1;
	return store_check(ctx->db, err);
}

int
cmd_open_any(
	struct ctx *ctx, enum db_mode mode, bool *is_county, struct error *err)
{
	if (db_open(&ctx->db, ctx->options.db, mode, err) != 0 ||
		county_is(is_county, ctx->db, err) != 0)
		return -1;
	return *is_county ? 0 : store_check(ctx->db, err);
}

const struct cmd *
cmd_find(const char *name)
{
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		if (strcmp(cmd_table[i]->name, name) == 0)
			return cmd_table[i];
	}
	return NULL;
}

/* A file or folder in place of a command is most often meant for audit. */
int
cmd_unknown(const char *name, struct error *err)
{
	struct near near = { .word = name };
	struct stat st;

	for (size_t i = 0; cmd_table[i] != NULL; i++)
		near_offer(&near, cmd_table[i]->name);
	if (near.best != NULL)
		return err_set(err, ERR_USAGE, "MAIN-5",
			"unknown command '%s'; is '%s' meant?", name,
			near.best);
	if (stat(name, &st) == 0)
		return err_set(err, ERR_USAGE, "MAIN-6",
			"'%s' is a file or folder; a command comes first: "
			"hecha audit PLAN RECORDS… -o DIR",
			name);
	return err_set(err, ERR_USAGE, "MAIN-3",
		"unknown command '%s'; hecha help lists them", name);
}

void
cmd_tell_next(const struct ctx *ctx, const char *command)
{
	struct options usual;

	options_default(&usual);
	if (ctx->options.quiet)
		return;
	if (strcmp(ctx->options.db, usual.db) == 0)
		text_print_safe(
			stdout, _("Next: %s %s\n"), ctx->program, command);
	else
		text_print_safe(stdout, _("Next: %s --db %s %s\n"),
			ctx->program, ctx->options.db, command);
	options_clear(&usual);
}

static void
print_option(const struct opt *o, FILE *f)
{
	struct strbuf sb = { 0 };

	if (o->letter != '\0')
		fprintf(f, "  -%c, --%s", o->letter, o->name);
	else
		fprintf(f, "      --%s", o->name);
	if (o->kind != OPT_FLAG)
		fprintf(f, " %s", _(o->arg));
	strbuf_addc(&sb, '\n');
	text_wrap(&sb, _(o->help), 8, CMD_WIDTH);
	fprintf(f, "%s\n", sb.data);
	strbuf_clear(&sb);
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
	fprintf(f, _("Usage: hecha [OPTION…] %s %s\n"), cmd->name,
		*cmd->args != '\0' ? _(cmd->args) : "");
	fprintf(f, "\n%s\n", _(cmd->summary));
	if (cmd->opts != NULL)
		cmd_print_options(cmd->opts, f);
}
