/*
 * The options of every command, and the help on all of them.
 */
#include "config.h"
#include "base/intl.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "cli/global.h"

const struct opt global_opts[] = {
	{ "db", 0, TEXT(db), .arg = N_("FILE"),
		.help = N_("the database (default: ./hecha.db)") },
	{ "lang", 0, TEXT(lang), .arg = "zh_CN|en",
		.help = N_("language of messages and reports") },
	{ "quiet", 'q', FLAG(quiet), .help = N_("say only errors") },
	{ "verbose", 'v', FLAG(verbose),
		.help = N_("say also how long each check took") },
	{ "help", 'h', FLAG(help), .help = N_("show this help") },
	{ "version", 'V', FLAG(version),
		.help = N_("show versions of hecha and its libraries") },
	{ 0 },
};

void
global_print_help(FILE *f)
{
	fputs(_("Usage: hecha [OPTION…] COMMAND [ARGUMENT…]\n\n"
		"Check a street's dynamic-adjustment records against the plan "
		"before the inspectors do.\n"),
		f);
	fprintf(f, "\n%s\n", _("Commands:"));
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		struct strbuf sb = { 0 };

		text_wrap(&sb, _(cmd_table[i]->summary), 13, CMD_WIDTH);
		fprintf(f, "  %-10s %s\n", cmd_table[i]->name, sb.data + 13);
		strbuf_clear(&sb);
	}
	cmd_print_options(global_opts, f);
	fputs(_("\nStart with:\n"
		"  hecha audit plans/street.xml RECORDS… -o DIR\n"
		"\nhecha COMMAND --help lists a command's options.\n"),
		f);
}
