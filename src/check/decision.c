/*
 * What people decided on findings.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/intl.h"
#include "base/mask.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/decision.h"
#include "check/finding.h"
#include "check/life.h"
#include "lib/db.h"
#include "lib/given.h"
#include "lib/digest.h"
#include "records/store.h"
#include "schema/fold.h"

enum fault {
	FAULT_NONE,
	FAULT_DECISION,
	FAULT_DATE,
	FAULT_NO_DATE,
	FAULT_BY,
	FAULT_EVIDENCE,
	FAULT_REASON,
	FAULT_UNTIL,
	FAULT_NO_UNTIL,
	FAULT_BEFORE,
	FAULT_LATER,
	FAULT_NO_DAYS,
	FAULT_TOO_LONG,
	FAULT_UNKNOWN,
	FAULT_CHECK,
	FAULT_ERROR,
	FAULT_ACCEPTED_ERROR,
	FAULT_STREET,
	FAULT_RIVAL,
};

static const char *const faults[] = {
	[FAULT_DECISION] = N_("the decision must be one of: confirmed, "
			      "unfounded, rectified, accepted"),
	[FAULT_DATE] = N_("no date of the decision"),
	[FAULT_NO_DATE] = N_("the date of the decision is no date such as "
			     "2026-11-20"),
	[FAULT_BY] = N_("nobody who decided"),
	[FAULT_EVIDENCE] = N_("unfounded wants evidence"),
	[FAULT_REASON] = N_("accepted wants a reason"),
	[FAULT_UNTIL] = N_("accepted wants the day until which it holds"),
	[FAULT_NO_UNTIL] = N_("the day until which it is accepted is no date "
			      "such as 2026-11-20"),
	[FAULT_BEFORE] = N_("accepted until a day before the decision"),
	[FAULT_LATER] = N_("dated after the day of the last check or export; "
			   "check again with --as-of that day"),
	[FAULT_NO_DAYS] = N_("the plan names no days of acceptance "
			     "(parameter acceptance-days)"),
	[FAULT_TOO_LONG] = N_("accepted for longer than the plan allows "
			      "(parameter acceptance-days)"),
	[FAULT_UNKNOWN] = N_("no check found such a problem"),
	[FAULT_CHECK] = N_("the problem is of another check"),
	[FAULT_ERROR] = N_("an error of this check can only be mended"),
	[FAULT_ACCEPTED_ERROR] = N_("an error cannot be accepted, only mended"),
	[FAULT_RIVAL] = N_("another decision of the same day, given with it, "
			   "contradicts it: neither is taken"),
	[FAULT_STREET] = N_("the document is of another street than the "
			    "records"),
};

/* A fault, its facts and a day for which two decisions were told that
 * contradict. */
struct rival {
	char subject[FINDING_ID], *facts, *date;
	long thread;
};

struct decisions {
	struct db *db;
	decision_refused *refused;
	void *arg;
	struct stmt *known, *twin, *life, *same, *check, *insert, *old;
	struct stmt *rival, *undo;
	int64_t start; /* decisions beyond it were told together */
	struct rival *rivals;
	size_t nrivals;
	int64_t series, days;
	char *latest; /* no decision is dated after it */
	struct decision_counts counts;
};

/* The fault that a decision is about. */
struct target {
	char subject[FINDING_ID], facts[FINDING_ID];
	char *check;
	long thread;
	bool is_error;
};

static bool
is_blank(const char *s)
{
	return s == NULL || fold_is_blank(s);
}

/* Blank, or a word that says that there is nothing (无, 暂无, /). */
static bool
says_nothing(const char *s)
{
	char *folded;
	bool is;

	if (is_blank(s))
		return true;
	folded = fold_dup(s);
	is = fold_says_nothing(folded);
	free(folded);
	return is;
}

int
decisions_open(struct decisions **out, struct db *db, decision_refused *refused,
	void *arg, struct error *err)
{
	struct decisions *d = xcalloc(1, sizeof *d);

	*out = d;
	d->db = db;
	d->refused = refused;
	d->arg = arg;
	if (db_get_int(db, "SELECT series FROM hc_run WHERE id = " LAST_RUN,
		    &d->series, err) == 0 &&
		db_get_int(db,
			"SELECT value FROM plan_parameter WHERE name ="
			" 'acceptance-days'",
			&d->days, err) == 0 &&
		db_get_text(db,
			"SELECT MAX(day) FROM (SELECT MAX(exported) AS day FROM"
			" hc_document UNION ALL SELECT as_of FROM hc_run WHERE"
			" id = " LAST_RUN ")",
			&d->latest, err) == 0 &&
		db_get_int(db, "SELECT MAX(seq) FROM hc_decision", &d->start,
			err) == 0 &&
		db_prepare(&d->rival, db,
			"SELECT seq, decision, origin, place FROM hc_decision"
			" WHERE subject = ?1 AND thread = ?2 AND facts = ?3 AND"
			" date = ?5 AND seq > ?9 AND (decision <> ?4 OR until"
			" IS NOT ?6)",
			err) == 0 &&
		db_prepare(&d->undo, db,
			"DELETE FROM hc_decision WHERE seq = ?", err) == 0 &&
		db_prepare(&d->known, db,
			"SELECT 1 FROM hc_decision WHERE told = ?", err) == 0 &&
		db_prepare(&d->twin, db,
			"SELECT subject FROM hc_twin WHERE id = ?", err) == 0 &&
		db_prepare(&d->life, db,
			"SELECT thread, facts, check_id, severity, id = ?2"
			" FROM hc_life WHERE subject = ?1"
			" ORDER BY id = ?2 DESC, gone IS NOT NULL, thread",
			err) == 0 &&
		db_prepare(&d->same, db,
			"SELECT reason, evidence FROM hc_decision WHERE"
			" subject = ?1 AND thread = ?2 AND facts = ?3 AND"
			" decision = ?4 AND date = ?5 AND until IS ?6 AND"
			" by = ?7 AND reviewer IS ?8",
			err) == 0 &&
		db_prepare(&d->check, db,
			"SELECT disputable FROM hc_check WHERE run = " LAST_RUN
			" AND id = ?",
			err) == 0)
		return db_prepare(&d->insert, db,
			"INSERT INTO hc_decision VALUES(NULL,?11,?12,?13,?1,?2,"
			"?3,?14,?4,?5,?6,?7,?8,?9,?10,?15)",
			err);
	return -1;
}

void
decisions_close(struct decisions *d, struct decision_counts *counts)
{
	struct error ignored = { 0 };

	if (d == NULL)
		return;
	if (counts != NULL)
		*counts = d->counts;
	stmt_free(d->known);
	stmt_free(d->twin);
	stmt_free(d->life);
	stmt_free(d->same);
	stmt_free(d->check);
	stmt_free(d->insert);
	stmt_free(d->rival);
	stmt_free(d->undo);
	for (size_t i = 0; i < d->nrivals; i++) {
		free(d->rivals[i].facts);
		free(d->rivals[i].date);
	}
	free(d->rivals);
	if (d->old != NULL) {
		stmt_free(d->old);
		db_exec(d->db, "DROP TABLE temp.old_identity", &ignored);
	}
	free(d->latest);
	free(d);
}

/* What it needs in itself, whatever it is about. */
static enum fault
find_lack(const struct decisions *all, const struct decision *d,
	enum life_decision *what)
{
	long day = day_parse(d->date), until = day_parse(d->until);

	if (decision_parse(d->decision, what) != 0 || *what == DECISION_NONE)
		return FAULT_DECISION;
	if (day == NO_DAY)
		return is_blank(d->date) ? FAULT_DATE : FAULT_NO_DATE;
	if (is_blank(d->by))
		return FAULT_BY;
	if (all->latest != NULL && strcmp(d->date, all->latest) > 0)
		return FAULT_LATER;
	if (*what == DECISION_UNFOUNDED && says_nothing(d->evidence))
		return FAULT_EVIDENCE;
	if (*what != DECISION_ACCEPTED)
		return FAULT_NONE;
	if (says_nothing(d->reason))
		return FAULT_REASON;
	if (until == NO_DAY)
		return is_blank(d->until) ? FAULT_UNTIL : FAULT_NO_UNTIL;
	if (until < day)
		return FAULT_BEFORE;
	if (all->days <= 0)
		return FAULT_NO_DAYS;
	return until - day > all->days ? FAULT_TOO_LONG : FAULT_NONE;
}

static int
copy_text(char out[FINDING_ID], struct stmt *st, int column)
{
	const char *s = stmt_text(st, column);
	size_t n = s != NULL ? strlen(s) : FINDING_ID;

	if (n >= FINDING_ID)
		return -1;
	memcpy(out, s, n + 1);
	return 0;
}

/* The subject and, of an identity of earlier versions, the thread. */
static int
find_old(struct decisions *d, const char *finding, struct target *t,
	struct error *err)
{
	int rc;

	if (d->old == NULL &&
		(db_exec(d->db,
			 "DROP TABLE IF EXISTS temp.old_identity;"
			 "CREATE TEMP TABLE old_identity AS"
			 " SELECT was, subject, thread FROM hc_life;"
			 "CREATE INDEX temp.of_old ON old_identity(was)",
			 err) != 0 ||
			db_prepare(&d->old, d->db,
				"SELECT subject, thread FROM temp.old_identity"
				" WHERE was = ?",
				err) != 0))
		return -1;
	stmt_bind_text(d->old, 1, finding);
	rc = stmt_step(d->old, err);
	if (rc == 1 && copy_text(t->subject, d->old, 0) == 0)
		t->thread = (long)stmt_int(d->old, 1);
	stmt_reset(d->old);
	return rc;
}

/* Of the faults of a subject: the one with the facts that were named, else the
 * one that has this identity now or had it last. */
static int
choose_thread(struct decisions *d, const struct decision *told,
	const char *subject, struct target *t, struct error *err)
{
	long thread = t->thread;
	bool is_chosen = false;
	int rc;

	stmt_bind_text(d->life, 1, subject);
	stmt_bind_text(d->life, 2, told->finding);
	while ((rc = stmt_step(d->life, err)) == 1) {
		const char *facts = stmt_given(d->life, 1);
		bool is_same = told->facts != NULL &&
			strcmp(told->facts, facts) == 0;
		bool is_it = thread != 0 ? stmt_int(d->life, 0) == thread
					 : stmt_int(d->life, 4) != 0;

		if (!is_same && (!is_it || is_chosen))
			continue;
		free(t->check);
		t->check = xstrdup(stmt_given(d->life, 2));
		t->thread = (long)stmt_int(d->life, 0);
		t->is_error = strcmp(stmt_given(d->life, 3), "error") == 0;
		copy_text(t->facts, d->life, 1);
		is_chosen = true;
		if (is_same)
			break;
	}
	stmt_reset(d->life);
	if (rc < 0)
		return -1;
	if (is_chosen)
		memcpy(t->subject, subject, strlen(subject) + 1);
	return is_chosen;
}

/* 1, 0: no such fault, -1. */
static int
find_target(struct decisions *d, const struct decision *told, struct target *t,
	struct error *err)
{
	char subject[FINDING_ID];
	int rc;

	if (strlen(told->finding) != FINDING_ID - 1)
		return 0;
	rc = choose_thread(d, told, told->finding, t, err);
	if (rc != 0)
		return rc;
	stmt_bind_text(d->twin, 1, told->finding);
	rc = stmt_step(d->twin, err);
	if (rc == 1)
		rc = copy_text(subject, d->twin, 0) == 0;
	stmt_reset(d->twin);
	if (rc == 1)
		return choose_thread(d, told, subject, t, err);
	if (rc == 0)
		rc = find_old(d, told->finding, t, err);
	if (rc != 1)
		return rc;
	memcpy(subject, t->subject, sizeof subject);
	return choose_thread(d, told, subject, t, err);
}

static int
is_disputable(
	struct decisions *d, const char *check, bool *is, struct error *err)
{
	int rc;

	stmt_bind_text(d->check, 1, check);
	rc = stmt_step(d->check, err);
	*is = rc == 1 && stmt_int(d->check, 0) != 0;
	stmt_reset(d->check);
	return rc < 0 ? -1 : 0;
}

static int
judge(struct decisions *d, const struct decision *told, const struct target *t,
	bool is_there, enum fault *fault, struct error *err)
{
	enum life_decision what = DECISION_NONE;
	bool disputable;

	*fault = find_lack(d, told, &what);
	if (*fault != FAULT_NONE)
		return 0;
	if (is_disputable(d, t->check, &disputable, err) != 0)
		return -1;
	if (!is_there)
		*fault = FAULT_UNKNOWN;
	else if (!is_blank(told->check) && strcmp(told->check, t->check) != 0)
		*fault = FAULT_CHECK;
	else if (t->is_error && what == DECISION_ACCEPTED)
		*fault = FAULT_ACCEPTED_ERROR;
	else if (t->is_error && what == DECISION_UNFOUNDED && !disputable)
		*fault = FAULT_ERROR;
	return 0;
}

static void
hash_told(const struct decision *d, char out[DIGEST_HEX])
{
	const char *const parts[] = { d->finding, d->facts, d->decision,
		d->date, d->until, d->by, d->reviewer, d->reason, d->evidence };
	struct strbuf sb = { 0 };

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		strbuf_adds(&sb, parts[i] != NULL ? parts[i] : "");
		strbuf_addc(&sb, '\x1f');
	}
	digest_sha256_hex(sb.data, sb.len, out);
	strbuf_clear(&sb);
}

static const char *
blank_to_null(const char *s)
{
	return is_blank(s) ? NULL : s;
}

/* What it was decided on: as it says, else as the fault is now. */
static const char *
bound_facts(const struct decision *d, const struct target *t)
{
	return is_blank(d->facts) ? t->facts : d->facts;
}

static void
bind_decision(struct stmt *st, const struct decision *d, const struct target *t)
{
	stmt_bind_text(st, 1, t->subject);
	stmt_bind_int(st, 2, t->thread);
	stmt_bind_text(st, 3, bound_facts(d, t));
	stmt_bind_text(st, 4, d->decision);
	stmt_bind_text(st, 5, d->date);
	stmt_bind_text(st, 6, blank_to_null(d->until));
	stmt_bind_text(st, 7, d->by);
	stmt_bind_text(st, 8, blank_to_null(d->reviewer));
}

/* But for white space, which programs of tables change. */
static bool
equal_texts(const char *a, const char *b)
{
	for (;; a++, b++) {
		a += strspn(a, " \t\r\n");
		b += strspn(b, " \t\r\n");
		if (*a != *b || *a == '\0')
			return *a == *b;
	}
}

/* What comes back in a list may be masked. */
static bool
is_same_text(const char *stored, const char *told)
{
	struct strbuf masked = { 0 };
	bool is = false;

	stored = stored != NULL ? stored : "";
	told = told != NULL ? told : "";
	if (equal_texts(stored, told))
		return true;
	if (*stored != '\0') {
		mask_add_text(&masked, stored);
		is = equal_texts(masked.data, told);
	}
	strbuf_clear(&masked);
	return is;
}

/* Is it recorded already, as it was told or as a list tells it? */
static int
is_recorded(struct decisions *d, const struct decision *told,
	const struct target *t, struct error *err)
{
	bool is = false;
	int rc = 0;

	bind_decision(d->same, told, t);
	while (!is && (rc = stmt_step(d->same, err)) == 1)
		is = is_same_text(stmt_text(d->same, 0), told->reason) &&
			is_same_text(stmt_text(d->same, 1), told->evidence);
	stmt_reset(d->same);
	return is ? 1 : rc;
}

static int
record(struct decisions *d, const struct decision *told, const char *hash,
	const struct target *t, struct error *err)
{
	struct stmt *st = d->insert;

	bind_decision(st, told, t);
	stmt_bind_text(st, 9, blank_to_null(told->reason));
	stmt_bind_text(st, 10, blank_to_null(told->evidence));
	stmt_bind_text(st, 11, hash);
	stmt_bind_text(st, 12, told->origin);
	stmt_bind_text(st, 13, told->place);
	stmt_bind_text(st, 14, t->check);
	stmt_bind_int(st, 15, d->series);
	d->counts.recorded++;
	return stmt_run(st, err);
}

void
decisions_refuse(
	struct decisions *d, const struct decision *told, const char *why)
{
	d->counts.refused += !is_blank(told->decision);
	if (d->refused != NULL)
		d->refused(d->arg, told, why);
}

static bool
has_rival(const struct decisions *d, const struct decision *told,
	const struct target *t)
{
	for (size_t i = 0; i < d->nrivals; i++) {
		const struct rival *r = &d->rivals[i];

		if (r->thread == t->thread &&
			strcmp(r->date, told->date) == 0 &&
			strcmp(r->facts, bound_facts(told, t)) == 0 &&
			strcmp(r->subject, t->subject) == 0)
			return true;
	}
	return false;
}

static void
keep_rival(struct decisions *d, const struct decision *told,
	const struct target *t)
{
	struct rival *r;

	d->rivals = xreallocarray(d->rivals, d->nrivals + 1, sizeof *r);
	r = &d->rivals[d->nrivals++];
	r->thread = t->thread;
	r->facts = xstrdup(bound_facts(told, t));
	r->date = xstrdup(told->date);
	memcpy(r->subject, t->subject, sizeof r->subject);
}

/* What was told together has no order: of two decisions of one day neither can
 * be the later one. The one that was recorded is taken back: 1, 0 none, -1. */
static int
find_rival(struct decisions *d, const struct decision *told,
	const struct target *t, struct error *err)
{
	struct stmt *st = d->rival;
	int rc;

	if (has_rival(d, told, t))
		return 1;
	bind_decision(st, told, t);
	stmt_bind_int(st, 9, d->start);
	rc = stmt_step(st, err);
	if (rc == 1) {
		const struct decision before = { .finding = t->subject,
			.decision = stmt_text(st, 1),
			.origin = stmt_text(st, 2),
			.place = stmt_text(st, 3) };

		d->counts.recorded--;
		decisions_refuse(d, &before, _(faults[FAULT_RIVAL]));
		stmt_bind_int(d->undo, 1, stmt_int(st, 0));
	}
	stmt_reset(st);
	if (rc != 1)
		return rc;
	keep_rival(d, told, t);
	return stmt_run(d->undo, err) == 0 ? 1 : -1;
}

/* 1: the same was told before, 0, -1. */
static int
was_told(struct decisions *d, const char *hash, struct error *err)
{
	int rc;

	stmt_bind_text(d->known, 1, hash);
	rc = stmt_step(d->known, err);
	stmt_reset(d->known);
	return rc;
}

int
decisions_add(
	struct decisions *d, const struct decision *told, struct error *err)
{
	struct target t = { 0 };
	enum fault fault = FAULT_NONE;
	char hash[DIGEST_HEX];
	bool is_there = false;
	int rc;

	hash_told(told, hash);
	rc = was_told(d, hash, err);
	if (rc == 0) {
		rc = find_target(d, told, &t, err);
		is_there = rc == 1;
	} else if (rc == 1) {
		d->counts.known++;
		return 0;
	}
	if (is_there) {
		rc = is_recorded(d, told, &t, err);
		d->counts.known += rc == 1;
	}
	if (rc == 0) {
		rc = judge(d, told, &t, is_there, &fault, err);
		if (rc == 0 && fault == FAULT_NONE)
			rc = find_rival(d, told, &t, err);
		if (rc == 1) {
			fault = FAULT_RIVAL;
			rc = 0;
		}
		if (rc == 0 && fault == FAULT_NONE)
			rc = record(d, told, hash, &t, err);
		else if (rc == 0)
			decisions_refuse(d, told, _(faults[fault]));
	}
	free(t.check);
	return rc < 0 ? -1 : 0;
}

static int
take_rows(struct decisions *d, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT v.finding, v.facts, v.check_id, v.decision, v.date,"
		    " v.until, v.by, v.reviewer, v.reason, v.evidence, d.name,"
		    " v.line, d.division IS NOT NULL AND EXISTS (SELECT 1"
		    "  FROM hc_document x WHERE x.kind = 'register') AND NOT"
		    "  EXISTS (SELECT 1 FROM hc_document x WHERE x.kind ="
		    "  'register' AND x.division = d.division) FROM verdict v "
		    "JOIN hc_document d ON d.id ="
		    " v.document ORDER BY d.name, v.row",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		const struct decision told = { stmt_text(st, 0),
			stmt_text(st, 1), stmt_text(st, 2), stmt_text(st, 3),
			stmt_text(st, 4), stmt_text(st, 5), stmt_text(st, 6),
			stmt_text(st, 7), stmt_text(st, 8), stmt_text(st, 9),
			stmt_text(st, 10), stmt_text(st, 11) };

		if (stmt_int(st, 12) != 0) {
			decisions_refuse(d, &told, _(faults[FAULT_STREET]));
			continue;
		}
		if (decisions_add(d, &told, err) != 0) {
			rc = -1;
			break;
		}
	}
	stmt_free(st);
	return rc;
}

int
decisions_take(struct db *db, decision_refused *refused, void *arg,
	struct decision_counts *counts, struct error *err)
{
	struct decisions *d = NULL;
	int64_t runs = 0;
	int rc;

	*counts = (struct decision_counts){ 0 };
	if (db_get_int(db, "SELECT COUNT(*) FROM hc_run", &runs, err) != 0)
		return -1;
	if (runs == 0)
		return 0;
	rc = decisions_open(&d, db, refused, arg, err);
	if (rc == 0)
		rc = take_rows(d, db, err);
	decisions_close(d, counts);
	return rc;
}
