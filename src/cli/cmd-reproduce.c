/*
 * hecha reproduce FINDING -o DIR
 *
 * A finding on invented records, to ask a question with.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/day.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/pack.h"
#include "check/reproduce.h"
#include "cli/cmd.h"
#include "cli/job.h"
#include "lib/db.h"
#include "plan/plan.h"

#define PACK_LIMIT ((size_t)16 << 20)

static const struct opt opts[] = {
	{ "output", 'o', TEXT(output), .arg = N_("DIR"),
		.help = N_("the folder for records, plan and note; new or "
			   "empty") },
	RULES_OPTION,
	{ 0 },
};

/* The day of the latest check, and whether the records are still those. */
static int
find_day(struct db *db, long *day, struct error *err)
{
	char *as_of = NULL;
	bool is_of_now = true;

	if (db_get_text(db, "SELECT as_of FROM hc_run ORDER BY id DESC LIMIT 1",
		    &as_of, err) != 0)
		return -1;
	*day = day_parse(as_of);
	if (as_of == NULL)
		return err_set(err, ERR_USAGE, "RESULT-1",
			"no check has been made yet");
	free(as_of);
	if (run_is_of_now(db, &is_of_now, err) != 0)
		return -1;
	return is_of_now ? 0
			 : err_set(err, ERR_USAGE, "REPRODUCE-7",
				   "records came or went since the last check; "
				   "run hecha check first");
}

static int
write_bytes(const char *dir, const char *name, const void *bytes, size_t n,
	struct error *err)
{
	char *path = xasprintf("%s/%s", dir, name);
	int rc = file_write(path, bytes, n, err);

	free(path);
	return rc;
}

static const char *
last_component(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* The plan, its calendar, and the packs that are not hecha's. */
static int
write_basis(const struct job *job, const char *dir, struct strbuf *command,
	struct error *err)
{
	const struct plan *p = job->plan;
	int rc = write_bytes(dir, "plan.xml", p->xml, p->xml_len, err);

	if (rc == 0 && p->calendar_xml != NULL)
		rc = write_bytes(dir, p->calendar_name, p->calendar_xml,
			p->calendar_len, err);
	for (size_t i = 0; rc == 0 && i < job->rules->ndocs; i++) {
		const struct rule_pack *pack = &job->rules->packs[i];
		char *bytes, *name;
		size_t n;

		if (!pack->is_own)
			continue;
		name = xasprintf(
			"rules-%zu-%s", i + 1, last_component(pack->path));
		rc = file_read(pack->path, PACK_LIMIT, &bytes, &n, err);
		if (rc == 0) {
			rc = write_bytes(dir, name, bytes, n, err);
			free(bytes);
		}
		strbuf_addf(command, " --rules %s", name);
		free(name);
	}
	return rc;
}

static void
add_changes(struct strbuf *sb, const struct reproduced *r)
{
	strbuf_adds(sb,
		_("What was invented: names, identity numbers (379999 "
		  "and on), disability certificates, phones, accounts, "
		  "identifiers of households, persons and events, codes "
		  "and names of villages, file names, and every text "
		  "(addresses, remarks, reasons, employers). Equal "
		  "values stay equal, wrong ones wrong."));
	strbuf_addc(sb, '\n');
	if (r->shift != 0)
		strbuf_addf(sb,
			_("Days of birth: all moved by %ld days, in the "
			  "numbers "
			  "too."),
			r->shift);
	else
		strbuf_adds(sb,
			_("Days of birth: as they are, since the "
			  "finding hangs on them."));
	strbuf_addc(sb, '\n');
	if (r->keeps_words)
		strbuf_adds(sb,
			_("Posted lists: their words stay, but for names and "
			  "other values of people, since the finding may hang "
			  "on them.\n"));
	strbuf_adds(sb,
		_("What stays as it is: codes, yes and no, counts, areas, "
		  "amounts of money, years, and the days of visits and of the "
		  "procedure. Records, parts of records and facts that the "
		  "finding does not need were left out."));
	strbuf_addc(sb, '\n');
}

static int
write_note(const struct ctx *ctx, const struct reproduced *r, const char *dir,
	const char *command, struct error *err)
{
	struct strbuf sb = { 0 };
	int rc;

	strbuf_adds(&sb,
		_("These records are invented: they are of nobody, and only "
		  "as much alike the real ones as the finding needs."));
	strbuf_adds(&sb, "\n\n");
	strbuf_addf(&sb, _("%s finds: %s"), r->check, r->message[ctx->lang]);
	strbuf_adds(&sb, "\n\n");
	add_changes(&sb, r);
	strbuf_addf(&sb, "\n%s\n    %s\n", _("To see it, in this folder:"),
		command);
	rc = write_bytes(dir, ctx->lang == LANG_EN ? "note.txt" : "说明.txt",
		sb.data, sb.len, err);
	strbuf_clear(&sb);
	return rc;
}

/* A folder that holds something may hold what is somebody's. */
static int
check_target(const char *dir, struct error *err)
{
	if (dir == NULL)
		return err_set(err, ERR_USAGE, "REPRODUCE-3",
			"reproduce wants -o DIR");
	return access(dir, F_OK) != 0 || file_dir_is_empty(dir)
		? 0
		: err_set(err, ERR_USAGE, "REPRODUCE-4",
			  "%s is not empty; name a new folder", dir);
}

struct making {
	struct ctx *ctx;
	struct job job;
	struct reproduced made;
	struct strbuf command; /* that shows it */
};

static int
write_all(struct making *m, long day, const char *dir, struct error *err)
{
	char iso[11];

	strbuf_addf(&m->command,
		"hecha audit plan.xml records -o out --as-of %s",
		day_format(day, iso));
	if (!m->made.whole)
		strbuf_addf(&m->command, " --only %s --reason reproduce",
			m->made.check);
	return write_basis(&m->job, dir, &m->command, err) == 0
		? write_note(m->ctx, &m->made, dir, m->command.data, err)
		: -1;
}

static void
tell(const struct making *m)
{
	const struct reproduced *r = &m->made;

	text_print_safe(stdout, _("%s on invented records: %zu, in %s\n"),
		r->check, r->records, m->ctx->options.output);
	text_print_safe(stdout, "%s", r->message[m->ctx->lang]);
	text_print_safe(stdout, "%s\n    %s\n", _("To see it, in this folder:"),
		m->command.data);
}

/* The records and what goes with them, in a folder that has no name yet. */
static int
make(struct making *m, const char *finding, const char *dir, struct error *err)
{
	char *records = xasprintf("%s/records", dir);
	char *beside = xasprintf("%s/", dir);
	char *work = NULL;
	struct reproduce_opts o = {
		.db = m->ctx->db, .finding = finding, .dir = records
	};
	int rc = -1;

	if (job_open_rules(&m->job, m->ctx->db, err) == 0 &&
		find_day(m->ctx->db, &o.as_of, err) == 0)
		work = file_work_dir(beside, err);
	if (work != NULL) {
		o.work = work;
		o.model = m->job.model;
		o.codes = m->job.codes;
		o.plan = m->job.plan;
		o.rules = m->job.rules;
		rc = reproduce(&m->made, &o, err);
	}
	file_remove_dir(work);
	if (rc == 1)
		rc = err_set(err, ERR_SYSTEM, "REPRODUCE-5",
			"invented records do not give this finding; nothing "
			"was written. It may hang on days of birth or texts "
			"that cannot be invented, or on the whole street");
	else if (rc == 0)
		rc = write_all(m, o.as_of, dir, err);
	free(work);
	free(beside);
	free(records);
	return rc;
}

static int
run_reproduce(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct making m = { .ctx = ctx, .job = { .options = &ctx->options } };
	struct file_dir dir;
	int rc;

	if (argc != 1)
		return err_set(err, ERR_USAGE, "REPRODUCE-6",
			"usage: reproduce FINDING -o DIR");
	if (check_target(ctx->options.output, err) != 0 ||
		file_begin_dir(&dir, ctx->options.output, err) != 0)
		return -1;
	rc = make(&m, argv[0], dir.tmp, err);
	if (rc == 0)
		rc = file_commit_dir(&dir, err);
	file_end_dir(&dir, rc == 0);
	if (rc == 0 && !ctx->options.quiet)
		tell(&m);
	reproduced_clear(&m.made);
	strbuf_clear(&m.command);
	job_clear(&m.job);
	return rc;
}

const struct cmd cmd_reproduce = {
	.name = "reproduce",
	.args = N_("FINDING -o DIR"),
	.summary = N_("write invented records that give the same finding"),
	.access = CMD_READ,
	.opts = opts,
	.run = run_reproduce,
};
