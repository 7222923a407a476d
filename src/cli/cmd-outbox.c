/*
 * hecha outbox [send | show | cancel | retarget | receipts | prune]
 *
 * What was submitted: what waits, what was sent with which receipt, what was
 * refused and why. send tries all that waits again.
 */
#include "config.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/dispatch.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "lib/db.h"
#include "send/outbox.h"
#include "send/settings.h"

static const struct opt opts[] = {
	FORMAT_OPTION(N_("how the packages are listed")),
	UPSTREAM_OPTIONS,
	{ "keep-days", 0, NUMBER(upstream.keep_days), .arg = N_("N"),
		.help = N_("prune: what is younger stays (default: 90)") },
	{ "output", 'o', TEXT(output), .arg = N_("DIR"),
		.help = N_("receipts: write them there as they came") },
	{ 0 },
};

static const char *const keys[] = { "package", "name", "state", "destination",
	"method", "profile", "parts", "bytes", "sha256", "attempts", "queued",
	"tried", "next_attempt", "finished", "receipt", "reason", "sequence",
	"signer" };
enum { KEYS = sizeof keys / sizeof *keys, NUMBER = 24 };

struct facts {
	const char *values[KEYS];
	char parts[NUMBER], bytes[NUMBER], attempts[NUMBER], sequence[NUMBER];
};

static void
take_facts(struct facts *f, const struct outbox_row *row)
{
	const char *values[KEYS] = { row->package, row->name, row->state,
		row->destination, row->method, row->profile, f->parts, f->bytes,
		row->sha256, f->attempts, row->queued, row->tried,
		row->next_attempt, row->finished, row->receipt, row->reason,
		f->sequence, row->signer };

	snprintf(f->parts, NUMBER, "%" PRId64, row->parts);
	snprintf(f->bytes, NUMBER, "%" PRIu64, row->bytes);
	snprintf(f->sequence, NUMBER, "%" PRId64, row->sequence);
	snprintf(f->attempts, NUMBER, "%" PRId64, row->attempts);
	memcpy(f->values, values, sizeof values);
}

static const char *
state_label(const char *state)
{
	static const char *const labels[][2] = {
		{ "waiting", N_("waiting") },
		{ "sending", N_("sending") },
		{ "stored", N_("arrived") },
		{ "sent", N_("sent") },
		{ "refused", N_("refused") },
		{ "superseded", N_("superseded") },
		{ "cancelled", N_("cancelled") },
	};

	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		if (strcmp(labels[i][0], state) == 0)
			return _(labels[i][1]);
	}
	return state;
}

static void
add_line(struct strbuf *sb, const struct outbox_row *row)
{
	text_pad(sb, state_label(row->state), 11, 0);
	strbuf_adds(sb, row->name);
	strbuf_addf(sb, _("  files: %lld, attempts: %lld"),
		(long long)row->parts + 1, (long long)row->attempts);
	if (row->receipt != NULL) {
		strbuf_adds(sb, _(", receipt: "));
		text_add_safe(sb, row->receipt);
	}
	if (row->next_attempt != NULL)
		strbuf_addf(sb, _(", next attempt: %s"), row->next_attempt);
	if (row->reason != NULL) {
		strbuf_adds(sb, "\n           ");
		text_add_safe(sb, row->reason);
	}
	strbuf_adds(sb, "\n");
}

struct listing {
	struct rows rows;
	bool more;     /* not the first row */
	bool receipts; /* only what was sent */
};

static int
list_row(void *arg, const struct outbox_row *row, struct error *err)
{
	struct listing *l = arg;
	struct strbuf sb = { 0 };
	struct facts f;

	(void)err;
	if (l->receipts && strcmp(row->state, "sent") != 0)
		return 0;
	if (l->rows.how == PRINT_TEXT) {
		add_line(&sb, row);
		fputs(sb.data, stdout);
		strbuf_clear(&sb);
	} else {
		take_facts(&f, row);
		rows_add(&l->rows, f.values);
	}
	l->more = true;
	return 0;
}

#define ROWS(format)                                                           \
	{                                                                      \
		.how = format, .keys = keys, .n = KEYS,                        \
		.bare = " parts bytes attempts sequence ", .nulls = true,      \
		.has_mark = true                                               \
	}

static int
list(struct db *db, enum print_format how, bool receipts, struct error *err)
{
	struct listing l = { .rows = ROWS(how), .receipts = receipts };
	int rc;

	rows_begin(&l.rows);
	rc = outbox_walk(db, false, list_row, &l, err);
	rows_end(&l.rows);
	if (how == PRINT_TEXT && rc == 0 && !l.more)
		puts(receipts ? _("No receipt has come yet.")
			      : _("The outbox is empty."));
	return rc;
}

static int
print_part(void *arg, const char *name, uint64_t size, const char *sha256,
	struct error *err)
{
	struct rows *rows = arg;
	char number[NUMBER];
	const char *values[] = { name, number, sha256 };

	(void)err;
	snprintf(number, sizeof number, "%" PRIu64, size);
	if (rows->how == PRINT_TEXT)
		text_print_safe(
			stdout, "  %s %10s  %s\n", sha256, number, name);
	rows_add(rows, values);
	return 0;
}

/* A package by itself: what is known of it, then its files. */
static void
print_head(const struct outbox_row *row, enum print_format how)
{
	const struct rows rows = ROWS(how);
	struct strbuf sb = { 0 };
	struct facts f;

	if (how == PRINT_JSON) {
		take_facts(&f, row);
		strbuf_adds(&sb, "{");
		rows_add_members(&sb, &rows, f.values);
		strbuf_adds(&sb, ", \"files\": ");
	} else if (how == PRINT_TEXT) {
		add_line(&sb, row);
		strbuf_addf(&sb, _("to: %s (%s)\npackage: %s\n"),
			row->destination, row->method, row->package);
		strbuf_addf(&sb, _("queued: %s, last attempt: %s\nfiles:\n"),
			row->queued, row->tried != NULL ? row->tried : "-");
	}
	fputs(sb.data != NULL ? sb.data : "", stdout);
	strbuf_clear(&sb);
}

/* It came from elsewhere. */
static void
print_receipt(char *document)
{
	char *line;

	puts(_("receipt:"));
	while ((line = strsep(&document, "\n")) != NULL)
		text_print_safe(stdout, "%s", line);
}

static int
show(struct db *db, const char *which, enum print_format how, struct error *err)
{
	static const char *const part_keys[] = { "name", "size", "sha256" };
	struct rows parts = { .how = how,
		.keys = part_keys,
		.n = 3,
		.bare = " size ",
		.has_mark = true };
	struct outbox_row row = { 0 };
	char *document = NULL;
	int rc = -1;

	if (outbox_find(db, which, &row, err) != 0)
		return -1;
	print_head(&row, how);
	rows_begin(&parts);
	if (outbox_walk_parts(db, row.seq, print_part, &parts, err) == 0)
		rc = outbox_receipt(db, row.seq, &document, err);
	rows_end(&parts);
	if (how == PRINT_JSON)
		puts("}");
	if (rc == 0 && how == PRINT_TEXT && document != NULL)
		print_receipt(document);
	free(document);
	outbox_row_clear(&row);
	return rc;
}

/* What waits, and whether for the address that was asked for. */
struct waiting {
	const char *to; /* NULL: any */
	int here, elsewhere;
	char *other; /* one of the other addresses */
};

static int
count_row(void *arg, const struct outbox_row *row, struct error *err)
{
	struct waiting *w = arg;

	(void)err;
	if (w->to == NULL || strcmp(w->to, row->destination) == 0) {
		w->here++;
	} else if (w->elsewhere++ == 0) {
		w->other = xstrdup(row->destination);
	}
	return 0;
}

/* Where there is nothing to send it is said, and what waits elsewhere. */
static int
tell_waiting(struct ctx *ctx, const struct settings *u, struct error *err)
{
	struct waiting w = { .to = u->to };
	int rc = outbox_walk(ctx->db, true, count_row, &w, err);

	if (rc == 0 && w.here == 0 && !ctx->options.quiet) {
		if (w.elsewhere > 0)
			text_print_safe(stdout,
				_("Nothing waits for %s; for others, such as "
				  "%s: %d packages (see outbox retarget)."),
				u->to, w.other, w.elsewhere);
		else
			puts(_("Nothing waits to be sent."));
	}
	free(w.other);
	return rc;
}

static int
send_all(struct ctx *ctx, struct error *err)
{
	struct settings u = { 0 };
	int lock = -1, rc = -1;

	if (settings_settle(&u, &ctx->options.upstream, err) == 0 &&
		db_open(&ctx->db, ctx->options.db, DB_WRITE, err) == 0 &&
		outbox_lock(ctx->options.db, &lock, err) == 0 &&
		tell_waiting(ctx, &u, err) == 0)
		rc = dispatch_send(ctx, ctx->db, &u, err);
	if (lock >= 0)
		close(lock);
	settings_clear(&u);
	return rc;
}

static int
change_one(struct ctx *ctx, const char *which, const struct settings *to,
	struct error *err)
{
	const struct outbox_target target = { .destination = to->to,
		.method = to->method,
		.profile = to->profile };
	struct outbox_row row = { 0 };
	int rc = outbox_find(ctx->db, which, &row, err);

	if (rc == 0)
		rc = to->to == NULL
			? outbox_cancel(ctx->db, &row, err)
			: outbox_retarget(ctx->db, &row, &target, err);
	if (rc == 0 && !ctx->options.quiet && to->to == NULL)
		text_print_safe(stdout, _("cancelled: %s\n"), row.name);
	else if (rc == 0 && !ctx->options.quiet)
		text_print_safe(
			stdout, _("%s goes to %s now"), row.name, to->to);
	outbox_row_clear(&row);
	return rc;
}

/* Cancel packages, or send them elsewhere (to->to). Nobody may be sending. */
static int
change(struct ctx *ctx, char **which, int n, const struct settings *to,
	struct error *err)
{
	int lock = -1, rc = -1;

	if (db_open(&ctx->db, ctx->options.db, DB_WRITE, err) == 0)
		rc = outbox_lock(ctx->options.db, &lock, err);
	for (int i = 0; rc == 0 && i < n; i++)
		rc = change_one(ctx, which[i], to, err);
	if (lock >= 0)
		close(lock);
	return rc;
}

static int
retarget(struct ctx *ctx, char **which, int n, struct error *err)
{
	struct settings u = { 0 };
	int rc = settings_settle(&u, &ctx->options.upstream, err);

	if (rc == 0 && u.to == NULL)
		rc = err_set(err, ERR_USAGE, "CMD-OUTBOX-2",
			"retarget wants the new address; see --to");
	if (rc == 0)
		rc = change(ctx, which, n, &u, err);
	settings_clear(&u);
	return rc;
}

static int
prune(struct ctx *ctx, struct error *err)
{
	struct settings u = { 0 };
	int64_t n = 0;
	int rc = settings_settle(&u, &ctx->options.upstream, err);

	if (rc == 0)
		rc = db_open(&ctx->db, ctx->options.db, DB_WRITE, err);
	if (rc == 0)
		rc = outbox_prune(ctx->db, u.keep_days, &n, err);
	if (rc == 0 && !ctx->options.quiet)
		printf(_("bytes of packages forgotten: %lld; what is known of "
			 "them stays\n"),
			(long long)n);
	settings_clear(&u);
	return rc;
}

struct writing {
	struct db *db;
	const char *folder;
};

static int
write_receipt(void *arg, const struct outbox_row *row, struct error *err)
{
	const struct writing *w = arg;
	char *document = NULL, *path;
	int rc = outbox_receipt(w->db, row->seq, &document, err);

	if (rc == 0 && document != NULL) {
		path = xasprintf("%s/%s.receipt.xml", w->folder, row->name);
		rc = file_write(path, document, strlen(document), err);
		free(path);
	}
	free(document);
	return rc;
}

static int
receipts(struct ctx *ctx, enum print_format how, struct error *err)
{
	struct writing w = { ctx->db, ctx->options.output };

	if (w.folder != NULL &&
		(file_make_dir(w.folder, err) != 0 ||
			outbox_walk(ctx->db, false, write_receipt, &w, err) !=
				0))
		return -1;
	return list(ctx->db, how, true, err);
}

/* Listing needs no right to write. main closes ctx->db. */
static int
look(struct ctx *ctx, int argc, char **argv, enum print_format how,
	struct error *err)
{
	const char *what = argc > 0 ? argv[0] : "";

	if (argc > 2 || (argc == 2 && strcmp(what, "show") != 0) ||
		(argc == 1 && strcmp(what, "receipts") != 0))
		return err_set(err, ERR_USAGE, "CMD-OUTBOX-1",
			"usage: outbox [send | show PACKAGE | cancel PACKAGE… "
			"| retarget PACKAGE… --to URL | receipts | prune]");
	if (db_open(&ctx->db, ctx->options.db, DB_READ, err) != 0)
		return -1;
	if (argc == 2)
		return show(ctx->db, argv[1], how, err);
	return argc == 1 ? receipts(ctx, how, err)
			 : list(ctx->db, how, false, err);
}

static int
run_outbox(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const struct settings nowhere = { 0 };
	const char *what = argc > 0 ? argv[0] : "";
	enum print_format how;

	if (print_parse_format(&how, ctx->options.format, err) != 0)
		return -1;
	if (argc == 1 && strcmp(what, "send") == 0)
		return send_all(ctx, err);
	if (argc == 1 && strcmp(what, "prune") == 0)
		return prune(ctx, err);
	if (argc > 1 && strcmp(what, "cancel") == 0)
		return change(ctx, argv + 1, argc - 1, &nowhere, err);
	if (argc > 1 && strcmp(what, "retarget") == 0)
		return retarget(ctx, argv + 1, argc - 1, err);
	return look(ctx, argc, argv, how, err);
}

const struct cmd cmd_outbox = {
	.name = "outbox",
	.args = N_("[send | show PACKAGE | cancel PACKAGE… | retarget PACKAGE… "
		   "| receipts | prune]"),
	.summary = N_("what waits, was sent or refused; send or change it"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_outbox,
};
