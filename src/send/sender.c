/*
 * Sending what is in the outbox. Every state is on the disk before the next
 * byte is sent, and a package always goes under the same id, so that nothing
 * is lost and nothing counts twice. How it goes is for attempt.c.
 */
#include "config.h"
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/http.h"
#include "send/attempt.h"
#include "send/outbox.h"
#include "send/sender.h"
#include "send/settings.h"

enum { FIRST_WAIT = 1000, LONGEST_WAIT = 60000 }; /* milliseconds */
/* A server that asks for more patience than this is left for another run, and
 * one that asks for more than a day is not believed. */
enum { PATIENCE = 60, DAY = 86400 };		     /* seconds */
enum { FIRST_LATER = 60, LONGEST_LATER = 6 * 3600 }; /* between runs */

/* One package on its way. */
struct sending {
	struct db *db;
	const struct outbox_row *row;
	int64_t attempts; /* made so far, in this run and before */
	struct attempt channel;
	char *poll; /* where the receipt will be, or NULL */
};

int64_t
sender_backoff(const char *package, int64_t attempt)
{
	int64_t wait = FIRST_WAIT;
	size_t n = strlen(package);
	int64_t digit = 0;

	for (int64_t i = 1; i < attempt && wait < LONGEST_WAIT; i++)
		wait *= 2;
	if (wait > LONGEST_WAIT)
		wait = LONGEST_WAIT;
	if (n > 0) {
		const char hex[] = "0123456789abcdef";
		const char *at = strchr(hex, package[(size_t)attempt % n]);

		digit = at != NULL ? at - hex : 0;
	}
	return wait + wait * digit / 32;
}

static void
pause_for(int64_t milliseconds)
{
	struct timespec left = {
		.tv_sec = (time_t)(milliseconds / 1000),
		.tv_nsec = (long)(milliseconds % 1000) * 1000000,
	};

	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		;
}

static enum delivery
send_once(struct sending *s, struct error *err)
{
	struct outbox_body *bytes;
	struct http_body body;
	enum delivery outcome;

	if (outbox_begin(s->db, s->row->seq, err) != 0)
		return BROKEN;
	bytes = outbox_body_new(s->db, s->row->seq);
	body = (struct http_body){
		.size = s->row->bytes,
		.type = "application/zip",
		.ctx = bytes,
		.read = outbox_body_read,
	};
	s->channel.body = &body;
	s->channel.again = s->attempts++ > 0;
	outcome = attempt_send(&s->channel, err);
	s->channel.body = NULL;
	outbox_body_free(bytes);
	return outcome;
}

/* Seconds until another run should try. */
static int64_t
later(const struct sending *s)
{
	int64_t wait = FIRST_LATER;

	for (int64_t i = 1; i < s->attempts && wait < LONGEST_LATER; i++)
		wait *= 2;
	if (wait > LONGEST_LATER)
		wait = LONGEST_LATER;
	if (wait < s->channel.retry_after)
		wait = s->channel.retry_after;
	return wait < DAY ? wait : DAY;
}

/* What the attempt left to remember, with the wait before the next. */
static int
remember(struct sending *s, enum delivery outcome, int64_t seconds,
	struct error *err)
{
	const struct attempt *c = &s->channel;
	struct outbox_row row = *s->row;

	if (outcome != PENDING)
		return outbox_failed(
			s->db, s->row->seq, c->reason, seconds, err);
	row.poll = c->poll;
	return outbox_stored(s->db, &row, c->reason, seconds, err);
}

/* What a server works on may be ready soon; what people lay beside a package
 * will not be. */
static bool
is_polled(const struct attempt *c, enum delivery outcome)
{
	return outcome == PENDING && c->poll != NULL;
}

/* Attempt after attempt, until something is decided or the retries are used
 * up. What lies upstream is not sent again; its receipt is asked for. */
static enum delivery
try_all(struct sending *s, struct error *err)
{
	struct attempt *c = &s->channel;
	bool lies_there = strcmp(s->row->state, "stored") == 0;
	struct outbox_row row = *s->row;
	enum delivery outcome;
	int64_t wait;

	for (int64_t n = 1;; n++) {
		attempt_clear(c);
		row.poll = s->poll != NULL ? s->poll : s->row->poll;
		c->row = &row;
		outcome = lies_there ? attempt_ask(c, err) : send_once(s, err);
		c->row = s->row;
		if ((outcome != FAILED && !is_polled(c, outcome)) ||
			n > c->settings->retries || c->retry_after > PATIENCE)
			return outcome;
		wait = sender_backoff(s->row->package, n);
		if (wait < c->retry_after * 1000)
			wait = c->retry_after * 1000;
		if (remember(s, outcome, (wait + 999) / 1000, err) != 0)
			return BROKEN;
		lies_there = outcome == PENDING;
		free(s->poll);
		s->poll = xstrdup(c->poll);
		pause_for(wait);
	}
}

/* The outcome is on the disk when it answers. */
static enum delivery
deliver(struct sending *s, struct error *err)
{
	const struct attempt *c = &s->channel;
	enum delivery outcome = try_all(s, err);
	int64_t seq = s->row->seq;
	int rc = 0;

	switch (outcome) {
	case DELIVERED:
		rc = outbox_sent(s->db, seq, c->receipt, c->document, err);
		break;
	case REFUSED:
		rc = outbox_refused(s->db, seq, c->reason, err);
		break;
	case PENDING:
	case FAILED:
	case HALTED:
		rc = remember(s, outcome, later(s), err);
		break;
	case BROKEN:
		break;
	}
	return rc == 0 ? outcome : BROKEN;
}

/* All that waits, one package after another. */
struct round {
	struct db *db;
	const struct sender_settings *settings;
	char *dead;    /* origin of a server that cannot be reached now */
	int refused;   /* packages a server refused */
	int waiting;   /* packages that still wait */
	char *refusal; /* the first of each, with its reason */
	char *failure;
};

static void
note(char **first, const struct outbox_row *row, const char *reason)
{
	if (*first == NULL)
		*first = xasprintf("%s: %s", row->name, reason);
}

static int
tell(struct round *r, const struct outbox_row *row, struct error *err)
{
	struct outbox_row now = { 0 };

	if (r->settings->tell == NULL)
		return 0;
	if (outbox_find(r->db, row->package, &now, err) != 0)
		return -1;
	r->settings->tell(r->settings->ctx, &now);
	outbox_row_clear(&now);
	return 0;
}

/* Our own fault (a CA file that is none, a full disk): the package waits on,
 * and the first error is the one that is told. */
static int
give_back(struct round *r, const struct outbox_row *row, struct error *err)
{
	struct error ignored;

	outbox_failed(r->db, row->seq, err->msg, 0, &ignored);
	return -1;
}

/* The settings of a row's profile, as they are now; they may not send our
 * credentials elsewhere than the package goes. NULL sets *why, the caller's. */
static const struct settings *
settings_of(struct settings *own, const struct outbox_row *row, char **why)
{
	struct error err = { 0 };

	if (settings_profile(own, row->profile, &err) != 0)
		*why = xstrdup(err.msg);
	else if (strcmp(own->to, row->destination) != 0)
		*why = xasprintf(_("the profile %s leads to %s by now; hecha "
				   "outbox retarget sends it there"),
			row->profile, own->to);
	return *why == NULL ? own : NULL;
}

static int
leave(struct round *r, const struct outbox_row *row, const char *why,
	struct error *err)
{
	r->waiting++;
	note(&r->failure, row, why);
	if (strcmp(row->state, "stored") == 0)
		return outbox_stored(r->db, row, why, FIRST_LATER, err);
	return outbox_failed(r->db, row->seq, why, FIRST_LATER, err);
}

static int
send_with(struct round *r, const struct outbox_row *row,
	const struct settings *settings, struct error *err)
{
	struct sending s = {
		.db = r->db,
		.row = row,
		.attempts = row->attempts,
		.channel.row = row,
		.channel.settings = settings,
	};
	enum delivery outcome = deliver(&s, err);
	int rc = 0;

	if (outcome == BROKEN) {
		rc = give_back(r, row, err);
	} else if (outcome == REFUSED) {
		r->refused++;
		note(&r->refusal, row, s.channel.reason);
	} else if (outcome != DELIVERED) {
		r->waiting++;
		note(&r->failure, row, s.channel.reason);
	}
	if (outcome == FAILED || outcome == HALTED) {
		free(r->dead);
		r->dead = settings_origin(row->destination);
	}
	attempt_clear(&s.channel);
	free(s.poll);
	return rc;
}

static int
send_row(struct round *r, const struct outbox_row *row, struct error *err)
{
	const struct settings *settings = r->settings->settings;
	struct settings own = { 0 };
	char *why = NULL;
	int rc;

	if (row->profile[0] != '\0' &&
		(settings->profile == NULL ||
			strcmp(settings->profile, row->profile) != 0))
		settings = settings_of(&own, row, &why);
	rc = why != NULL ? leave(r, row, why, err)
			 : send_with(r, row, settings, err);
	free(why);
	settings_clear(&own);
	return rc == 0 ? tell(r, row, err) : -1;
}

static bool
is_wanted(const struct sender_settings *settings, const struct outbox_row *row)
{
	const char *to = settings->settings->to;

	return to == NULL || strcmp(to, row->destination) == 0;
}

static int
visit(void *ctx, const struct outbox_row *row, struct error *err)
{
	struct round *r = ctx;
	char *origin;
	bool dead;

	if (!is_wanted(r->settings, row))
		return 0;
	origin = settings_origin(row->destination);
	dead = r->dead != NULL && strcmp(r->dead, origin) == 0;
	free(origin);
	if (!dead)
		return send_row(r, row, err);
	r->waiting++;
	return tell(r, row, err);
}

/* Credentials are one server's: two servers in one round get none. */
struct origins {
	const struct sender_settings *settings;
	char *first;
};

static int
compare_origin(void *ctx, const struct outbox_row *row, struct error *err)
{
	struct origins *o = ctx;
	char *origin;
	int rc = 0;

	if (!is_wanted(o->settings, row) || row->profile[0] != '\0')
		return 0;
	origin = settings_origin(row->destination);
	if (o->first == NULL) {
		o->first = origin;
		return 0;
	}
	if (strcmp(origin, o->first) != 0)
		rc = err_set(err, ERR_USAGE, "SENDER-1",
			"packages for several servers are waiting; say with "
			"--to which one the credentials are for");
	free(origin);
	return rc;
}

static int
check_origins(struct db *db, const struct sender_settings *settings,
	struct error *err)
{
	const struct http_auth *auth = &settings->settings->peer.auth;
	struct origins o = { .settings = settings };
	int rc;

	if (auth->user == NULL && auth->bearer == NULL)
		return 0;
	rc = outbox_walk(db, true, compare_origin, &o, err);
	free(o.first);
	return rc;
}

static int
conclude(const struct round *r, struct error *err)
{
	if (r->refused > 1)
		return err_set(err, ERR_REFUSED, "SENDER-2",
			"packages refused: %d; the first: %s", r->refused,
			r->refusal);
	if (r->refused == 1)
		return err_set(err, ERR_REFUSED, "SENDER-3", "refused: %s",
			r->refusal);
	if (r->waiting > 1)
		return err_set(err, ERR_UNREACHED, "SENDER-4",
			"packages kept in the outbox: %d; the first: %s",
			r->waiting, r->failure);
	if (r->waiting == 1)
		return err_set(err, ERR_UNREACHED, "SENDER-5",
			"kept in the outbox: %s", r->failure);
	return 0;
}

int
sender_send(struct db *db, const struct sender_settings *settings,
	struct error *err)
{
	struct round r = { .db = db, .settings = settings };
	int rc = -1;

	if (outbox_recover(db, _("interrupted while sending"), err) == 0 &&
		check_origins(db, settings, err) == 0 &&
		outbox_walk(db, true, visit, &r, err) == 0)
		rc = conclude(&r, err);
	free(r.dead);
	free(r.refusal);
	free(r.failure);
	return rc;
}

int
sender_try(const struct settings *settings, char **seen, struct error *err)
{
	const struct outbox_row row = { .destination = settings->to,
		.method = settings->method };
	struct attempt c = { .row = &row, .settings = settings };
	enum delivery outcome = attempt_try(&c, err);
	int rc = -1;

	*seen = NULL;
	if (outcome == DELIVERED) {
		*seen = xstrdup(c.reason);
		rc = 0;
	} else if (outcome == REFUSED) {
		err_set(err, ERR_REFUSED, "SENDER-3", "refused: %s", c.reason);
	} else if (outcome != BROKEN) {
		err_set(err, ERR_UNREACHED, "SENDER-6",
			"the way is not open: %s", c.reason);
	}
	attempt_clear(&c);
	return rc;
}
