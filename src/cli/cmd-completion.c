/*
 * hecha completion bash|zsh|fish
 *
 * What shells complete, from the tables of commands, options and reports. The
 * names of checks and packages they ask the program for when they are wanted.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "cli/global.h"
#include "report/report.h"
#include "schema/model.h"

#define CHECKS "hecha rules list 2>/dev/null | sed 's/ .*//'"
#define PACKAGES "hecha outbox --format csv 2>/dev/null | sed -n '2,$s/,.*//p'"

/* The words that an operand or a value can be: those of "a|b", without what
 * stands in brackets or capitals. */
static void
add_words(struct strbuf *sb, const char *choices)
{
	for (const char *s = choices; *s != '\0';) {
		size_t n = strspn(
			s, "abcdefghijklmnopqrstuvwxyz_CN-0123456789");

		if (n > 1 && s[0] >= 'a' && s[0] <= 'z')
			strbuf_addf(sb, "%s%.*s", sb->len > 0 ? " " : "",
				(int)n, s);
		s += n > 0 ? n : 1;
	}
}

static void
add_kinds(struct strbuf *sb, const struct model *model)
{
	for (size_t i = 0; i < model->nkinds; i++)
		strbuf_addf(sb, "%s%s", sb->len > 0 ? " " : "",
			model->kinds[i].name);
}

/* Each once, however many formats it has. */
static void
add_reports(struct strbuf *sb)
{
	const char *last = "";

	for (const struct report_kind *k = report_kinds; k->kind != NULL; k++) {
		if (strcmp(k->kind, last) != 0)
			strbuf_addf(
				sb, "%s%s", sb->len > 0 ? " " : "", k->kind);
		last = k->kind;
	}
}

static void
add_commands(struct strbuf *sb)
{
	for (size_t i = 0; cmd_table[i] != NULL; i++)
		strbuf_addf(sb, "%s%s", i > 0 ? " " : "", cmd_table[i]->name);
}

/* What may stand behind a command; the caller's. */
static char *
operands(const struct cmd *cmd, const struct model *model)
{
	struct strbuf sb = { 0 };

	if (strcmp(cmd->name, "report") == 0)
		add_reports(&sb);
	else if (strcmp(cmd->name, "help") == 0)
		add_commands(&sb);
	else if (strstr(cmd->args, "KIND") != NULL)
		add_kinds(&sb, model);
	else if (strchr(cmd->args, '|') != NULL)
		add_words(&sb, cmd->args);
	if (strstr(cmd->args, "CHECK") != NULL)
		strbuf_adds(&sb, " $(" CHECKS ")");
	if (strstr(cmd->args, "PACKAGE") != NULL)
		strbuf_adds(&sb, " $(" PACKAGES ")");
	return strbuf_steal(&sb);
}

/* What may stand behind an option; "" where any file or text may. */
static char *
values(const struct opt *o)
{
	struct strbuf sb = { 0 };

	if (o->arg != NULL && strcmp(o->arg, "CHECK") == 0)
		strbuf_adds(&sb, "$(" CHECKS ")");
	else if (o->arg != NULL && strcmp(o->arg, "SEVERITY") == 0)
		strbuf_adds(&sb, "error suspect notice");
	else if (o->arg != NULL && strchr(o->arg, '|') != NULL)
		add_words(&sb, o->arg);
	return strbuf_steal(&sb);
}

static void
print_names(const struct opt *opts)
{
	for (const struct opt *o = opts; o != NULL && o->name != NULL; o++) {
		printf(" --%s", o->name);
		if (o->letter != '\0')
			printf(" -%c", o->letter);
	}
}

/* A case of bash's for an option's values. */
static void
print_value_case(const char *command, const struct opt *o)
{
	char *words = values(o);

	if (o->kind == OPT_FLAG || *words == '\0') {
		free(words);
		return;
	}
	printf("\t%s,--%s", command, o->name);
	if (o->letter != '\0')
		printf(" | %s,-%c", command, o->letter);
	printf(") words=\"%s\" ;;\n", words);
	free(words);
}

/* %s: the commands. */
#define BASH_HEAD                                                              \
	"# made by: hecha completion bash\n"                                   \
	"_hecha()\n{\n"                                                        \
	"\tlocal word=${COMP_WORDS[COMP_CWORD]} i command= options=\n"         \
	"\tlocal before=${COMP_WORDS[COMP_CWORD-1]} words=\n"                  \
	"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"                           \
	"\t\tcase \" %s \" in\n"                                               \
	"\t\t*\" ${COMP_WORDS[i]} \"*) command=${COMP_WORDS[i]}; break ;;\n"   \
	"\t\tesac\n\tdone\n"                                                   \
	"\tcase $command,$before in\n"
static const char bash_tail[] =
	"\" ;;\n\tesac\n"
	"\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n"
	"complete -o default -F _hecha hecha\n";
static const char zsh_head[] = "#compdef hecha\n"
			       "autoload -Uz bashcompinit && bashcompinit\n";
static const char fish_head[] = "# made by: hecha completion fish\n";

/* zsh takes it too, by way of its bashcompinit. */
static void
print_bash(const struct model *model)
{
	struct strbuf sb = { 0 };
	char *commands;

	add_commands(&sb);
	commands = strbuf_steal(&sb);
	printf(BASH_HEAD, commands);
	for (const struct opt *o = global_opts; o->name != NULL; o++)
		print_value_case("*", o);
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		for (const struct opt *o = cmd_table[i]->opts;
			o != NULL && o->name != NULL; o++)
			print_value_case(cmd_table[i]->name, o);
	}
	printf("\t*) case $command in\n\t\t'') words=\"%s\" ;;\n", commands);
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		char *words = operands(cmd_table[i], model);

		printf("\t\t%s) words=\"%s\"; options=\"", cmd_table[i]->name,
			words);
		print_names(cmd_table[i]->opts);
		printf("\" ;;\n");
		free(words);
	}
	printf("\t\tesac\n\t\t[[ $word == -* ]] && words=\"$options");
	print_names(global_opts);
	fputs(bash_tail, stdout);
	free(commands);
}

static void
print_zsh(const struct model *model)
{
	fputs(zsh_head, stdout);
	print_bash(model);
}

/* In single quotes, as fish reads them. */
static void
print_quoted(const char *s)
{
	putchar('\'');
	for (; *s != '\0'; s++) {
		if (*s == '\'' || *s == '\\')
			putchar('\\');
		putchar(*s);
	}
	putchar('\'');
}

static void
print_fish_option(const char *condition, const struct opt *o)
{
	char *words = values(o);

	printf("complete -c hecha %s -l %s", condition, o->name);
	if (o->letter != '\0')
		printf(" -s %c", o->letter);
	if (o->kind != OPT_FLAG)
		printf(" -r");
	if (*words != '\0') {
		printf(" -f -a ");
		/* fish substitutes (…), and $(…) too from 3.4 on. */
		print_quoted(words[0] == '$' ? words + 1 : words);
	}
	printf(" -d ");
	print_quoted(_(o->help));
	putchar('\n');
	free(words);
}

static void
print_fish_command(const struct cmd *cmd, const struct model *model)
{
	char *condition = xasprintf(
		"-n '__fish_seen_subcommand_from %s'", cmd->name);
	char *words = operands(cmd, model), *dollar = strchr(words, '$');

	printf("complete -c hecha -f -n __fish_use_subcommand -a %s -d ",
		cmd->name);
	print_quoted(_(cmd->summary));
	putchar('\n');
	for (const struct opt *o = cmd->opts; o != NULL && o->name != NULL; o++)
		print_fish_option(condition, o);
	if (dollar != NULL)
		memmove(dollar, dollar + 1, strlen(dollar));
	if (*words != '\0') {
		printf("complete -c hecha -f %s -a ", condition);
		print_quoted(words);
		putchar('\n');
	}
	free(words);
	free(condition);
}

static void
print_fish(const struct model *model)
{
	fputs(fish_head, stdout);
	for (const struct opt *o = global_opts; o->name != NULL; o++)
		print_fish_option("", o);
	for (size_t i = 0; cmd_table[i] != NULL; i++)
		print_fish_command(cmd_table[i], model);
}

static int
run_completion(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	static const struct {
		const char *name;
		void (*print)(const struct model *model);
	} shells[] = { { "bash", print_bash }, { "zsh", print_zsh },
		{ "fish", print_fish } };
	struct model *model;

	(void)ctx;
	for (size_t i = 0; argc == 1 && i < 3; i++) {
		if (strcmp(argv[0], shells[i].name) != 0)
			continue;
		if (model_load(&model, err) != 0)
			return -1;
		shells[i].print(model);
		model_free(model);
		return 0;
	}
	return err_set(err, ERR_USAGE, "CMD-COMPLETION-1",
		"usage: completion bash|zsh|fish");
}

const struct cmd cmd_completion = {
	.name = "completion",
	.args = N_("bash|zsh|fish"),
	.summary = N_("write what a shell completes"),
	.access = CMD_NONE,
	.run = run_completion,
};
