/*
 * Into a folder by SFTP: uploaded under another name, going on where an earlier
 * attempt was cut off, read back, then renamed over nothing.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/digest.h"
#include "lib/sftp.h"
#include "send/outbox.h"
#include "send/receipt.h"
#include "send/settings.h"
#include "send/way.h"

enum { BLOCK = 65536 };

/* What a call that did not work means: why is what it said. */
static enum delivery
judge(struct attempt *c, const struct sftp *s, const struct error *why,
	struct error *err)
{
	enum sftp_why kind = sftp_why(s);

	if (why->kind != ERR_UNREACHED) {
		*err = *why;
		return BROKEN;
	}
	return way_says(c,
		kind == SFTP_DISTRUSTED	      ? HALTED
			: kind == SFTP_DENIED ? REFUSED
					      : FAILED,
		xstrdup(why->msg));
}

/* A file of the folder: DELIVERED means that *file tells. */
static enum delivery
look_at(struct attempt *c, struct sftp *s, const char *suffix,
	struct sftp_file *file, struct error *err)
{
	char *name = xasprintf("%s%s", c->row->name, suffix);
	struct error why = { 0 };
	int rc = sftp_hash(s, name, c->row->bytes, file, &why);

	free(name);
	return rc == 0 ? DELIVERED : judge(c, s, &why, err);
}

static bool
is_ours(const struct attempt *c, const struct sftp_file *file)
{
	return file->is_there && !file->is_longer &&
		file->size == c->row->bytes &&
		strcmp(file->sha256, c->row->sha256) == 0;
}

/* The hash of our first n bytes. */
static int
hash_beginning(const struct http_body *body, uint64_t n, char hex[DIGEST_HEX],
	struct error *err)
{
	struct digest *d = digest_new();
	char *buf = xmalloc(BLOCK);
	uint64_t at = 0;
	size_t got;
	int rc = 0;

	while (rc == 0 && at < n) {
		size_t want = n - at < BLOCK ? (size_t)(n - at) : BLOCK;

		rc = body->read(body->ctx, at, buf, want, &got, err);
		if (rc == 0) {
			digest_add(d, buf, got);
			at += got;
		}
	}
	digest_hex(d, hex);
	free(buf);
	return rc;
}

/* Where to go on: as far as the part that lies there is ours. */
static enum delivery
resume_from(
	struct attempt *c, struct sftp *s, uint64_t *from, struct error *err)
{
	struct sftp_file part;
	char ours[DIGEST_HEX];
	enum delivery outcome = look_at(c, s, WAY_PART, &part, err);

	*from = 0;
	if (outcome != DELIVERED || !part.is_there || part.is_longer ||
		part.size == 0)
		return outcome;
	if (hash_beginning(c->body, part.size, ours, err) != 0)
		return BROKEN;
	if (strcmp(ours, part.sha256) == 0)
		*from = part.size;
	return DELIVERED;
}

static enum delivery
write_part(struct attempt *c, struct sftp *s, uint64_t from, struct error *err)
{
	char *name = xasprintf("%s" WAY_PART, c->row->name);
	struct error why = { 0 };
	int rc = 0;

	if (from < c->row->bytes)
		rc = sftp_write(s, name, c->body, from, &why);
	if (rc != 0 && sftp_why(s) == SFTP_ABSENT &&
		why.kind == ERR_UNREACHED && c->settings->makes_folder) {
		why = (struct error){ 0 };
		rc = sftp_make_folder(s, &why);
		if (rc == 0)
			rc = sftp_write(s, name, c->body, 0, &why);
	}
	free(name);
	if (rc == 0)
		return DELIVERED;
	if (sftp_why(s) == SFTP_ABSENT && why.kind == ERR_UNREACHED)
		return way_says(c, FAILED,
			xstrdup(_("the folder is not there upstream; "
				  "--make-folder makes it")));
	return judge(c, s, &why, err);
}

static void
discard(struct attempt *c, struct sftp *s)
{
	char *name = xasprintf("%s" WAY_PART, c->row->name);
	struct error ignored = { 0 };

	sftp_remove(s, name, &ignored);
	free(name);
}

/* Renamed, or it is there from an attempt whose answer never came, or another
 * file is. */
static enum delivery
rename_part(struct attempt *c, struct sftp *s, struct error *err)
{
	char *part = xasprintf("%s" WAY_PART, c->row->name);
	struct error why = { 0 };
	struct sftp_file final;
	enum delivery outcome = DELIVERED;

	if (sftp_rename(s, part, c->row->name, &why) == 0) {
		free(part);
		return way_stored(c);
	}
	free(part);
	outcome = judge(c, s, &why, err);
	if (outcome == BROKEN || look_at(c, s, "", &final, err) != DELIVERED ||
		!final.is_there)
		return outcome;
	discard(c, s);
	return is_ours(c, &final) ? way_stored(c) : way_occupied(c);
}

static enum delivery
check_part(struct attempt *c, struct sftp *s, struct error *err)
{
	struct sftp_file part;
	enum delivery outcome = look_at(c, s, WAY_PART, &part, err);

	if (outcome != DELIVERED || is_ours(c, &part))
		return outcome;
	discard(c, s);
	return way_says(
		c, FAILED, xstrdup(_("what lies there is not what was sent")));
}

static enum delivery
send_over(struct attempt *c, struct sftp *s, struct error *err)
{
	struct sftp_file final;
	uint64_t from;
	enum delivery outcome = look_at(c, s, "", &final, err);

	if (outcome == DELIVERED && final.is_there)
		return is_ours(c, &final) ? way_stored(c) : way_occupied(c);
	if (outcome == DELIVERED)
		outcome = resume_from(c, s, &from, err);
	if (outcome == DELIVERED)
		outcome = write_part(c, s, from, err);
	if (outcome == DELIVERED)
		outcome = check_part(c, s, err);
	return outcome == DELIVERED ? rename_part(c, s, err) : outcome;
}

static enum delivery
read_receipt(struct attempt *c, struct sftp *s, struct error *err)
{
	char *name = xasprintf("%s" RECEIPT_BESIDE, c->row->name);
	struct strbuf bytes = { 0 };
	struct error why = { 0 };
	enum delivery outcome;

	if (sftp_read(s, name, &bytes, &why) == 0)
		outcome = way_receipt(c, bytes.data, bytes.len, name);
	else if (sftp_why(s) == SFTP_ABSENT)
		outcome = way_stored(c);
	else
		outcome = judge(c, s, &why, err);
	strbuf_clear(&bytes);
	free(name);
	return outcome == FAILED || outcome == HALTED ? PENDING : outcome;
}

static enum delivery
look(struct attempt *c, struct sftp *s, struct error *err)
{
	struct error why = { 0 };

	if (sftp_look(s, &why) == 0)
		return way_says(
			c, DELIVERED, xstrdup(_("the folder is there")));
	if (sftp_why(s) == SFTP_ABSENT && c->settings->makes_folder)
		return way_says(
			c, DELIVERED, xstrdup(_("the folder will be made")));
	return judge(c, s, &why, err);
}

/* Over a connection of its own. */
static enum delivery
with(struct attempt *c,
	enum delivery (*what)(
		struct attempt *c, struct sftp *s, struct error *err),
	struct error *err)
{
	const struct peer *peer = &c->settings->peer;
	struct sftp *s;
	enum delivery outcome;

	if (peer->host_key == NULL || peer->auth.user == NULL)
		return way_says(c, HALTED,
			xstrdup(_("no settings say which key this server has, "
				  "and as whom to come; see --to and "
				  "--config")));
	s = sftp_open(c->row->destination, peer, err);
	outcome = s != NULL ? what(c, s, err) : BROKEN;
	sftp_close(s);
	return outcome;
}

static enum delivery
send(struct attempt *c, struct error *err)
{
	return with(c, send_over, err);
}

static enum delivery
ask(struct attempt *c, struct error *err)
{
	return with(c, read_receipt, err);
}

static enum delivery
try_sftp(struct attempt *c, struct error *err)
{
	return with(c, look, err);
}

const struct way way_sftp = {
	.method = "sftp",
	.send = send,
	.ask = ask,
	.try = try_sftp,
};
