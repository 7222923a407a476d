/*
 * hecha outbox [send|show PACKAGE]
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
#include "base/intl.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/dispatch.h"
#include "cli/print.h"
#include "lib/db.h"
#include "send/outbox.h"
#include "send/settings.h"

static const struct opt opts[] = {
	FORMAT_OPTION(N_("how the packages are listed")),
	UPSTREAM_OPTIONS,
	{ 0 },
};

/* One fact of a row; numbers are not quoted in JSON. */
struct fact {
	const char *key;
	const char *text;
	bool is_number;
};

enum { FACTS = 15, NUMBER = 24 };

struct facts {
	struct fact fact[FACTS];
	char parts[NUMBER], bytes[NUMBER], attempts[NUMBER];
};

static void
take_facts(struct facts *f, const struct outbox_row *row)
{
	const struct fact fact[FACTS] = {
		{ "package", row->package, false },
		{ "name", row->name, false },
		{ "state", row->state, false },
		{ "destination", row->destination, false },
		{ "method", row->method, false },
		{ "parts", f->parts, true },
		{ "bytes", f->bytes, true },
		{ "sha256", row->sha256, false },
		{ "attempts", f->attempts, true },
		{ "queued", row->queued, false },
		{ "tried", row->tried, false },
		{ "next_attempt", row->next_attempt, false },
		{ "finished", row->finished, false },
		{ "receipt", row->receipt, false },
		{ "reason", row->reason, false },
	};

	snprintf(f->parts, NUMBER, "%" PRId64, row->parts);
	snprintf(f->bytes, NUMBER, "%" PRIu64, row->bytes);
	snprintf(f->attempts, NUMBER, "%" PRId64, row->attempts);
	memcpy(f->fact, fact, sizeof fact);
}

static void
add_json(struct strbuf *sb, const struct facts *f)
{
	for (size_t i = 0; i < FACTS; i++) {
		strbuf_addf(
			sb, "%s\"%s\": ", i > 0 ? ", " : "", f->fact[i].key);
		if (f->fact[i].is_number)
			strbuf_adds(sb, f->fact[i].text);
		else
			strbuf_add_json(sb, f->fact[i].text);
	}
}

static void
add_csv(struct strbuf *sb, const struct facts *f, bool title)
{
	for (size_t i = 0; i < FACTS; i++) {
		strbuf_adds(sb, i > 0 ? "," : "");
		strbuf_add_csv(sb, title ? f->fact[i].key : f->fact[i].text);
	}
	strbuf_adds(sb, "\r\n");
}

static const char *
state_label(const char *state)
{
	if (strcmp(state, "waiting") == 0)
		return _("waiting");
	if (strcmp(state, "sending") == 0)
		return _("sending");
	return strcmp(state, "sent") == 0 ? _("sent") : _("refused");
}

static void
add_line(struct strbuf *sb, const struct outbox_row *row)
{
	text_pad(sb, state_label(row->state), 10, 0);
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
		strbuf_adds(sb, "\n          ");
		text_add_safe(sb, row->reason);
	}
	strbuf_adds(sb, "\n");
}

struct listing {
	enum print_format how;
	bool more; /* not the first row */
};

static int
list_row(void *arg, const struct outbox_row *row, struct error *err)
{
	struct listing *l = arg;
	struct strbuf sb = { 0 };
	struct facts f;

	(void)err;
	take_facts(&f, row);
	if (l->how == PRINT_TEXT) {
		add_line(&sb, row);
	} else if (l->how == PRINT_JSON) {
		strbuf_adds(&sb, l->more ? ",\n{" : "\n{");
		add_json(&sb, &f);
		strbuf_adds(&sb, "}");
	} else {
		add_csv(&sb, &f, false);
	}
	fputs(sb.data, stdout);
	strbuf_clear(&sb);
	l->more = true;
	return 0;
}

static int
list(struct db *db, enum print_format how, struct error *err)
{
	static const struct outbox_row none;
	struct listing l = { .how = how };
	struct strbuf sb = { 0 };
	struct facts f;
	int rc;

	if (how == PRINT_JSON)
		fputs("[", stdout);
	if (how == PRINT_CSV) {
		take_facts(&f, &none);
		strbuf_adds(&sb, "\xef\xbb\xbf");
		add_csv(&sb, &f, true);
		fputs(sb.data, stdout);
		strbuf_clear(&sb);
	}
	rc = outbox_walk(db, false, list_row, &l, err);
	if (how == PRINT_JSON)
		fputs(l.more ? "\n]\n" : "]\n", stdout);
	if (how == PRINT_TEXT && rc == 0 && !l.more)
		puts(_("The outbox is empty."));
	return rc;
}

static int
print_part(void *arg, const char *name, uint64_t size, const char *sha256,
	struct error *err)
{
	struct listing *l = arg;
	struct strbuf sb = { 0 };

	(void)err;
	if (l->how == PRINT_TEXT) {
		strbuf_addf(
			&sb, "  %s %10" PRIu64 "  %s\n", sha256, size, name);
	} else if (l->how == PRINT_JSON) {
		strbuf_adds(&sb, l->more ? ",\n{\"name\": " : "\n{\"name\": ");
		strbuf_add_json(&sb, name);
		strbuf_addf(&sb, ", \"size\": %" PRIu64 ", \"sha256\": \"%s\"}",
			size, sha256);
	} else {
		strbuf_add_csv(&sb, name);
		strbuf_addf(&sb, ",%" PRIu64 ",%s\r\n", size, sha256);
	}
	fputs(sb.data, stdout);
	strbuf_clear(&sb);
	l->more = true;
	return 0;
}

static void
print_head(const struct outbox_row *row, enum print_format how)
{
	struct strbuf sb = { 0 };
	struct facts f;

	take_facts(&f, row);
	if (how == PRINT_CSV) {
		strbuf_adds(&sb,
			"\xef\xbb\xbf"
			"name,size,sha256\r\n");
	} else if (how == PRINT_JSON) {
		strbuf_adds(&sb, "{");
		add_json(&sb, &f);
		strbuf_adds(&sb, ", \"files\": [");
	} else {
		add_line(&sb, row);
		strbuf_addf(&sb, _("to: %s (%s)\npackage: %s\n"),
			row->destination, row->method, row->package);
		strbuf_addf(&sb, _("queued: %s, last attempt: %s\nfiles:\n"),
			row->queued, row->tried != NULL ? row->tried : "-");
	}
	fputs(sb.data, stdout);
	strbuf_clear(&sb);
}

static int
show(struct db *db, const char *which, enum print_format how, struct error *err)
{
	struct outbox_row row = { 0 };
	struct listing l = { .how = how };
	char *document = NULL;
	int rc = -1;

	if (outbox_find(db, which, &row, err) != 0)
		return -1;
	print_head(&row, how);
	if (outbox_walk_parts(db, row.seq, print_part, &l, err) == 0)
		rc = outbox_receipt(db, row.seq, &document, err);
	if (how == PRINT_JSON)
		fputs("\n]}\n", stdout);
	if (rc == 0 && how == PRINT_TEXT && document != NULL)
		printf(_("receipt:\n%s\n"), document);
	free(document);
	outbox_row_clear(&row);
	return rc;
}

static int
send_all(struct ctx *ctx, struct error *err)
{
	struct settings u = { 0 };
	int lock = -1, rc = -1;

	if (settings_settle(&u, &ctx->options.upstream, err) == 0 &&
		db_open(&ctx->db, ctx->options.db, DB_WRITE, err) == 0 &&
		outbox_lock(ctx->options.db, &lock, err) == 0)
		rc = dispatch_send(ctx, ctx->db, &u, u.to, err);
	if (lock >= 0)
		close(lock);
	settings_clear(&u);
	return rc;
}

/* Listing needs no right to write. main closes ctx->db. */
static int
run_outbox(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	enum print_format how;

	if (print_parse_format(&how, ctx->options.format, err) != 0)
		return -1;
	if (argc == 1 && strcmp(argv[0], "send") == 0)
		return send_all(ctx, err);
	if (argc != 0 && (argc != 2 || strcmp(argv[0], "show") != 0))
		return err_set(err, ERR_USAGE, "CMD-OUTBOX-1",
			"usage: outbox [send | show PACKAGE]");
	if (db_open(&ctx->db, ctx->options.db, DB_READ, err) != 0)
		return -1;
	return argc == 0 ? list(ctx->db, how, err)
			 : show(ctx->db, argv[1], how, err);
}

const struct cmd cmd_outbox = {
	.name = "outbox",
	.args = N_("[send | show PACKAGE]"),
	.summary = N_("what waits, was sent or refused; send it again"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_outbox,
};
