/*
 * hecha collect [PACKAGE|DIR…] --db county.db
 *
 * The level above: take the packages of many streets that hold, and tell how
 * each street stands; or what stands in several of them.
 */
#include "config.h"
#include <errno.h>
#include <fts.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/duplicates.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "cli/trusted.h"
#include "lib/db.h"
#include "lib/given.h"
#include "lib/xml.h"
#include "send/collect.h"
#include "send/manifest.h"
#include "send/verify.h"

static const struct opt opts[] = {
	TRUST_OPTIONS,
	{ "expect", 0, TEXT(expect), .arg = N_("FILE"),
		.help = N_("the streets that have to submit, and what was "
			   "ordered (schemas/streets.xsd)") },
	{ "year", 0, NUMBER(year), .arg = N_("YEAR"),
		.help = N_("the year that is shown (default: the last one)") },
	{ "receipts", 0, FLAG(receipts),
		.help = N_(
			"lay a receipt beside each package, which its sender "
			"can fetch") },
	{ "duplicates", 0, FLAG(duplicates),
		.help = N_("list what stands in several streets, by the tokens "
			   "in their packages") },
	FORMAT_OPTION(N_("how the streets are listed")),
	{ 0 },
};

/* One run over what was named. */
struct collecting {
	struct ctx *ctx;
	const struct verify_how *how;
	enum print_format format;
	int n_named, taken, known, older, refused;
};

static void
tell(const struct collecting *c, const char *word, const char *line)
{
	if (!c->ctx->options.quiet)
		text_print_safe(stderr, "%s: %s", word, line);
}

/* A receipt beside the package, where that was asked for: also for one that is
 * refused, as err says, and says which it is. */
static int
lay(const struct collecting *c, const char *path,
	const struct collect_outcome *done, struct error *err)
{
	struct error why = { 0 };
	int rc;

	if (!c->ctx->options.receipts || done->package == NULL)
		return 0;
	rc = collect_receipt(c->ctx->db, path, done->package,
		err->kind == ERR_SEAL ? err->msg : NULL, &why);
	if (rc != 0)
		*err = why;
	return rc;
}

static int
pass_over(struct collecting *c, struct error *err)
{
	c->refused++;
	text_print_safe(stderr, _("refused: %s [%s]"), err->msg, err->code);
	*err = (struct error){ 0 };
	return 0;
}

/* What does not hold is told and passed over; other troubles end the run. */
static int
take(struct collecting *c, const char *path, struct error *err)
{
	struct collect_outcome done;
	int rc = collect_add(c->ctx->db, path, c->how, &done, err);

	if (rc != 0) {
		rc = err->kind == ERR_SEAL ? lay(c, path, &done, err) : -1;
		collect_outcome_clear(&done);
		if (rc != 0)
			return -1;
		return pass_over(c, err);
	}
	switch (done.what) {
	case COLLECTED_NEW:
		c->taken++;
		tell(c, _("taken"), done.line);
		break;
	case COLLECTED_OLDER:
		c->older++;
		tell(c, _("taken as history"), done.line);
		break;
	case COLLECTED_KNOWN:
		c->known++;
		break;
	}
	rc = lay(c, path, &done, err);
	collect_outcome_clear(&done);
	return rc;
}

static int
by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool
is_package(const FTSENT *e)
{
	return e->fts_namelen > 4 &&
		strcasecmp(e->fts_name + e->fts_namelen - 4, ".zip") == 0;
}

static int
look_at(struct collecting *c, const FTSENT *e, struct error *err)
{
	bool is_meant = e->fts_level == 0 || is_package(e);

	switch (e->fts_info) {
	case FTS_D:
	case FTS_DP:
		return 0;
	case FTS_F:
		return is_meant ? take(c, e->fts_path, err) : 0;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		return err_set(err, ERR_INPUT, "SYSTEM-1", "%s: %s",
			e->fts_path, err_reason(e->fts_errno));
	default: /* a link, a pipe, a device */
		if (!is_meant)
			return 0;
		err_set(err, ERR_SEAL, "CMD-COLLECT-2",
			"%s: this is no ordinary file; save what it gives as "
			"one",
			e->fts_path);
		return pass_over(c, err);
	}
}

/* Every .zip file of a folder, or the file that was named. */
static int
take_all(struct collecting *c, char *path, struct error *err)
{
	char *roots[] = { path, NULL };
	FTS *fts = fts_open(
		roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
	FTSENT *e;
	int rc = 0;

	if (fts == NULL)
		rc = err_set(err, ERR_INPUT, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	while (rc == 0 && (e = fts_read(fts)) != NULL)
		rc = look_at(c, e, err);
	if (fts != NULL)
		fts_close(fts);
	return rc;
}

static const char *const keys[] = { "division", "name", "sequence", "as_of",
	"verdict", "errors", "suspects", "untold", "lack", "received",
	"verified", "ordered", "fresh", "in_time", "faultless", "settled",
	"papers", "deadlines", "submissions", "signer", "package", "came",
	"villages", "households", "members", "notices", "streets", "lacking",
	"receipt" };
enum { KEYS = sizeof keys / sizeof *keys };
static const char street_sql[] =
	"SELECT division, name, sequence, as_of, verdict, errors, suspects,"
	" untold, lack, received, verified, ordered, fresh, in_time, faultless,"
	" settled, papers, deadlines, submissions, signer, package,"
	" came, villages, households, members, notices, streets, lacking,"
	" receipt"
	" FROM hc_street WHERE year = ?1 ORDER BY division";
enum {
	LACK = 8,
	FIRST_STATE = 10,
	LAST_STATE = 13,
	VERDICT = 4,
	TEXTS = 5,
	STREETS = 26,
	LACKING = 27
};

static const char *
verdict_word(const char *verdict)
{
	if (verdict == NULL)
		return "–";
	if (strcmp(verdict, "met") == 0)
		return _("met");
	return strcmp(verdict, "not-met") == 0 ? _("not met")
					       : _("cannot be told");
}

/* What is wrong with a street's package besides what is in it. */
static void
add_remarks(struct strbuf *sb, struct stmt *st)
{
	static const char *const bad[] = { N_("not signed, or by another"),
		N_("other rules than ordered"), N_("stale"), N_("late") };
	const char *lack = stmt_text(st, LACK);
	size_t before = sb->len;

	if (lack != NULL && strcmp(lack, "missing") == 0)
		strbuf_adds(sb, _("nothing received"));
	else if (lack != NULL && strcmp(lack, "foreign") == 0)
		strbuf_adds(sb,
			_("nothing received that its own certificate "
			  "signed"));
	else if (lack != NULL)
		strbuf_adds(sb,
			_("one number with two different facts: neither is "
			  "believed until a higher one comes (seal "
			  "--sequence)"));
	for (int i = FIRST_STATE; i <= LAST_STATE; i++) {
		if (strcmp(stmt_given(st, i), "bad") != 0)
			continue;
		strbuf_adds(sb, sb->len > before ? _(", ") : "");
		strbuf_adds(sb, _(bad[i - FIRST_STATE]));
	}
}

static void
add_cell(struct strbuf *sb, struct stmt *st, int i)
{
	strbuf_adds(sb, stmt_is_null(st, i) ? "–" : stmt_text(st, i));
}

static void
print_line(struct stmt *st)
{
	struct strbuf sb = { 0 };

	add_cell(&sb, st, 0);
	strbuf_adds(&sb, "  ");
	text_add_safe(&sb, stmt_is_null(st, 1) ? "–" : stmt_text(st, 1));
	strbuf_adds(&sb, _(": number "));
	add_cell(&sb, st, 2);
	strbuf_adds(&sb, _(", as of "));
	add_cell(&sb, st, 3);
	strbuf_addf(&sb, _(", zero errors: %s, errors "),
		verdict_word(stmt_text(st, VERDICT)));
	add_cell(&sb, st, 5);
	strbuf_adds(&sb, _(", suspects "));
	add_cell(&sb, st, 6);
	strbuf_adds(&sb, _(", not told "));
	add_cell(&sb, st, 7);
	if (!stmt_is_null(st, STREETS))
		strbuf_addf(&sb, _(", over %lld streets, without %lld of them"),
			(long long)stmt_int(st, STREETS),
			(long long)stmt_int(st, LACKING));
	strbuf_adds(&sb, "; ");
	add_remarks(&sb, st);
	if (sb.data[sb.len - 2] == ';')
		sb.data[sb.len - 2] = '\0';
	puts(sb.data);
	strbuf_clear(&sb);
}

static int
print_streets(struct db *db, const char *year, enum print_format how,
	struct error *err)
{
	const char *values[KEYS];
	struct rows rows = { .how = how,
		.keys = keys,
		.n = KEYS,
		.bare = " sequence errors suspects untold submissions villages"
			" households members notices streets lacking ",
		.nulls = true,
		.has_mark = true };
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, street_sql, err) != 0)
		return -1;
	stmt_bind_text(st, 1, year);
	rows_begin(&rows);
	while ((rc = stmt_step(st, err)) == 1) {
		for (int i = 0; i < KEYS; i++)
			values[i] = stmt_text(st, i);
		if (how == PRINT_TEXT)
			print_line(st);
		else
			rows_add(&rows, values);
	}
	stmt_free(st);
	rows_end(&rows);
	return rc;
}

/* Sums over what holds. *lacks: of those that were expected, how many have
 * nothing that holds. */
static int
print_sums(struct db *db, const char *year, bool is_shown, int64_t *lacks,
	struct error *err)
{
	long long sums[11] = { 0 };
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT COUNT(*), SUM(expected), SUM(received = 'good'),"
		    " COALESCE(SUM(received = 'bad' AND expected), 0),"
		    " COALESCE(SUM(verdict = 'met'), 0),"
		    " COALESCE(SUM(verdict = 'not-met'), 0),"
		    " COALESCE(SUM(verdict = 'unknown'), 0),"
		    " COALESCE(SUM(households), 0), COALESCE(SUM(members), 0),"
		    " COALESCE(SUM(errors), 0), COALESCE(SUM(suspects), 0)"
		    " FROM hc_street WHERE year = ?1",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, year);
	rc = stmt_step(st, err);
	for (int i = 0; rc == 1 && i < 11; i++)
		sums[i] = stmt_int(st, i);
	*lacks = sums[3];
	if (is_shown && sums[0] > 0)
		printf(_("Streets %lld (expected %lld), received %lld; zero "
			 "errors: met %lld, not met %lld, cannot be told %lld; "
			 "households %lld, members %lld, errors %lld, suspects "
			 "%lld\n"),
			sums[0], sums[1], sums[2], sums[4], sums[5], sums[6],
			sums[7], sums[8], sums[9], sums[10]);
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

static int
choose_year(struct ctx *ctx, char **year, struct error *err)
{
	if (ctx->options.year > 0) {
		*year = xasprintf("%" PRId64, ctx->options.year);
		return 0;
	}
	return db_get_text(
		ctx->db, "SELECT MAX(year) FROM hc_street", year, err);
}

/* 1 where one that was expected has nothing that holds. */
static int
show(struct collecting *c, struct error *err)
{
	bool is_text = c->format == PRINT_TEXT;
	char *year = NULL;
	int64_t lacks = 0;
	int rc = choose_year(c->ctx, &year, err);

	if (rc == 0)
		rc = print_streets(
			c->ctx->db, year != NULL ? year : "", c->format, err);
	if (rc == 0)
		rc = print_sums(c->ctx->db, year != NULL ? year : "", is_text,
			&lacks, err);
	if (rc == 0 && is_text && !c->ctx->options.quiet && c->n_named > 0)
		printf(_("Packages: taken %d, as history %d, known before %d, "
			 "refused %d\n"),
			c->taken, c->older, c->known, c->refused);
	free(year);
	if (rc == 0 && c->refused > 0)
		return err_set(err, ERR_SEAL, "CMD-COLLECT-1",
			"packages that do not hold and were left out: %d",
			c->refused);
	return rc == 0 ? lacks > 0 : -1;
}

/* main closes ctx->db. */
static int
run_collect(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct xml_form form = manifest_form;
	struct verify_how how = { .result_only = true, .form = &form };
	struct collecting c = { .ctx = ctx, .how = &how, .n_named = argc };
	struct trusted trusted = { 0 };
	char *folder = NULL, *inside = NULL;
	int rc = -1;

	if (print_parse_format(&c.format, ctx->options.format, err) != 0 ||
		trusted_choose(&trusted, &how, ctx, err) != 0)
		return -1;
	folder = trusted_folder(err);
	if (folder != NULL)
		rc = collect_open(&ctx->db, ctx->options.db, err);
	inside = xasprintf("%s/package", folder != NULL ? folder : "");
	how.folder = inside;
	if (rc == 0 && ctx->options.expect != NULL)
		rc = collect_expect(ctx->db, ctx->options.expect, err);
	for (int i = 0; rc == 0 && i < argc; i++)
		rc = take_all(&c, argv[i], err);
	if (rc == 0)
		rc = ctx->options.duplicates
			? duplicates_list(ctx, c.format, c.refused, err)
			: show(&c, err);
	xml_form_clear(&form);
	file_remove_dir(folder);
	free(inside);
	free(folder);
	trusted_clear(&trusted);
	return rc;
}

const struct cmd cmd_collect = {
	.name = "collect",
	.args = N_("[PACKAGE|DIR…]"),
	.summary = N_("take the packages of many streets, and tell how each "
		      "stands"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_collect,
};
