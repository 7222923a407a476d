/*
 * hecha: global options, the database as the command asks for it, and the
 * exit status of each kind of error.
 */
#include "config.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include "base/file.h"
#include "base/home.h"
#include "base/intl.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/scratch.h"
#include "base/text.h"
#include "cli/global.h"
#include "cli/version.h"
#include "lib/db.h"
#include "lib/xml.h"

static int
exit_status(enum err_kind kind)
{
	switch (kind) {
	case ERR_USAGE:
		return 2;
	case ERR_INPUT:
		return 3;
	case ERR_REFUSED:
		return 5;
	case ERR_UNREACHED:
		return 6;
	case ERR_SEAL:
		return 7;
	case ERR_NONE:
	case ERR_SYSTEM:
		break;
	}
	return 4;
}

/* Chinese unless --lang asks for English: never the locale's choice, so that
 * the same command gives the same bytes everywhere. */
static int
set_language(struct ctx *ctx, struct error *err)
{
	const char *want = ctx->options.lang != NULL ? ctx->options.lang
						     : "zh_CN";

	if (lang_parse(&ctx->lang, want) != 0)
		return err_set(err, ERR_USAGE, "MAIN-1",
			"unknown language '%s'", want);
	lang_use(ctx->lang);
	mem_say(_("out of memory: it was not finished [MEM-1]"));
	return 0;
}

enum { CATALOGUE_LIMIT = 1 << 24 };

static void
set_catalogue(void)
{
	char *dir = home_locale(), *data = NULL;
	char *path = xasprintf("%s/" INTL_CATALOGUE, dir);
	struct error ignored = { 0 };
	size_t n = 0;

	if (file_read(path, CATALOGUE_LIMIT, &data, &n, &ignored) == 0)
		intl_take(data, n);
	free(path);
	free(dir);
}

static int
open_db(struct ctx *ctx, const struct cmd *cmd, struct error *err)
{
	if (cmd->access == CMD_NONE)
		return 0;
	return cmd_open_db(
		ctx, cmd->access == CMD_READ ? DB_READ : DB_WRITE, err);
}

static int
run_command(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const struct cmd *cmd;
	struct opt opts[64] = { 0 };
	size_t n = 0;

	if (argc == 0) {
		global_print_help(ctx->options.help ? stdout : stderr);
		return ctx->options.help
			? 0
			: err_set(err, ERR_USAGE, "MAIN-2", "no command given");
	}
	cmd = cmd_find(argv[0]);
	if (cmd == NULL)
		return cmd_unknown(argv[0], err);
	for (const struct opt *o = cmd->opts; o != NULL && o->name != NULL; o++)
		opts[n++] = *o;
	for (const struct opt *o = global_opts; o->name != NULL; o++)
		opts[n++] = *o;
	argc--;
	argv++;
	if (opt_parse(opts, &ctx->options, &argc, &argv, err) != 0)
		return -1;
	if (set_language(ctx, err) != 0)
		return -1;
	if (ctx->options.help) {
		cmd_print_help(cmd, stdout);
		return 0;
	}
	if (ctx->options.version) {
		version_print(stdout, ctx->options.verbose);
		return 0;
	}
	if (open_db(ctx, cmd, err) != 0)
		return -1;
	return cmd->run(ctx, argc, argv, err);
}

/* What is given back is asked for again by the next chunk of records: it stays
 * ours, since having it from the system anew, page by page, costs as much as
 * parsing what is put there. */
static void
keep_heap(void)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 32 << 20);
	mallopt(M_TRIM_THRESHOLD, 32 << 20);
#endif
}

int
main(int argc, char **argv)
{
	struct ctx ctx = { 0 };
	struct error err = { 0 };
	int rc = -1;

	umask(077);
	prctl(PR_SET_DUMPABLE, 0);
	unsetenv("SSLKEYLOGFILE");
	signal(SIGXFSZ, SIG_IGN); /* a file too large is an error like others */
	keep_heap();
	ctx.program = argc > 0 && strchr(argv[0], '/') != NULL ? argv[0]
							       : "hecha";
	options_default(&ctx.options);
	scratch_watch();
	xml_init();
	set_catalogue();
	argc--;
	argv++;
	if (set_language(&ctx, &err) != 0 ||
		opt_parse_leading(
			global_opts, &ctx.options, &argc, &argv, &err) != 0 ||
		set_language(&ctx, &err) != 0)
		goto out;
	if (ctx.options.version) {
		version_print(stdout, ctx.options.verbose);
		rc = 0;
		goto out;
	}
	rc = run_command(&ctx, argc, argv, &err);
out:
	db_close(ctx.db);
	options_clear(&ctx.options);
	if ((fflush(stdout) != 0 || ferror(stdout) != 0) && rc >= 0)
		rc = err_set(&err, ERR_SYSTEM, "MAIN-4",
			"cannot write to standard output");
	if (rc < 0) {
		text_print_safe(stderr, "hecha: %s [%s]", err.msg, err.code);
		return exit_status(err.kind);
	}
	return rc;
}
