/*
 * The findings of a run in their order, each with its identity and with which
 * fault of earlier runs it is.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/mem.h"
#include "check/finding.h"
#include "check/found.h"
#include "check/life.h"
#include "check/threads.h"
#include "lib/db.h"
#include "lib/digest.h"

/* What is read of each that was found. */
#define COLUMNS(X)                                                             \
	X(CHECK, "f.check_id")                                                 \
	X(VILLAGE, "f.village")                                                \
	X(HOUSEHOLD, "f.household")                                            \
	X(MEMBER, "f.member")                                                  \
	X(STEP, "f.step")                                                      \
	X(EVENT, "f.event")                                                    \
	X(KEY, "f.key")                                                        \
	X(ROW, "f.rowid")                                                      \
	X(FOUND, "f.found")                                                    \
	X(EXPECTED, "f.expected")                                              \
	X(EVIDENCE, "f.evidence")                                              \
	X(CIRCLE, "f.circle")                                                  \
	X(MARK, "m.mark")                                                      \
	X(SEVERITY, "f.severity")                                              \
	X(DOCUMENT, "f.document")                                              \
	X(LINE, "f.line")
#define FIELDS "SELECT NULL" COLUMNS(COLUMN_SQL)
#define ALL_FOUND                                                              \
	" FROM temp.found f LEFT JOIN temp.circle_mark m"                      \
	" ON m.check_id = f.check_id AND m.circle = f.circle"

enum column { NO_COLUMN, COLUMNS(COLUMN_NAME) HEAD, NAME };

static struct finding_subject
read_subject(struct stmt *st)
{
	return (struct finding_subject){ .check = stmt_text(st, CHECK),
		.village = stmt_text(st, VILLAGE),
		.household = stmt_text(st, HOUSEHOLD),
		.member = stmt_text(st, MEMBER),
		.step = stmt_text(st, STEP),
		.event = stmt_text(st, EVENT),
		.key = stmt_text(st, KEY) };
}

static void
read_facts(char out[FINDING_ID], struct stmt *st, const struct finding_run *run)
{
	char day[11];

	finding_make_facts(out, stmt_text(st, FOUND), stmt_text(st, EXPECTED),
		stmt_text(st, EVIDENCE), stmt_text(st, MARK),
		day_format(run->as_of, day));
}

/* Who is in one circle, named in a sentence or not: what is decided on one of
 * them rests on all. */
static int
mark_circles(struct db *db, struct error *err)
{
	char mark[DIGEST_HEX];
	struct stmt *in = NULL, *out = NULL;
	int rc = -1;

	if (db_exec(db,
		    "CREATE TEMP TABLE circle_mark(check_id, circle, mark,"
		    " PRIMARY KEY(check_id, circle)) WITHOUT ROWID",
		    err) == 0 &&
		db_prepare(&in, db,
			"SELECT check_id, circle, group_concat(who, char(10))"
			" FROM (SELECT check_id, circle, COALESCE(household,"
			" '') || char(9) || COALESCE(member, '') AS who FROM"
			" temp.found WHERE circle IS NOT NULL ORDER BY 1, 2, 3)"
			" GROUP BY check_id, circle",
			err) == 0 &&
		db_prepare(&out, db,
			"INSERT INTO temp.circle_mark VALUES(?, ?, ?)",
			err) == 0)
		rc = 0;
	while (rc == 0 && (rc = stmt_step(in, err)) == 1) {
		const char *all = stmt_text(in, 2);

		digest_sha256_hex(all, strlen(all), mark);
		stmt_bind_static(out, 1, stmt_text(in, 0));
		stmt_bind_static(out, 2, stmt_text(in, 1));
		stmt_bind_static(out, 3, mark);
		rc = stmt_run(out, err);
	}
	stmt_free(in);
	stmt_free(out);
	return rc;
}

static int
find_threads(struct threads *t, struct db *db, const struct finding_run *run,
	struct error *err)
{
	char subject[FINDING_ID], facts[FINDING_ID];
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, FIELDS ALL_FOUND, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		struct finding_subject s = read_subject(st);

		finding_make_id(subject, &s, 1);
		read_facts(facts, st, run);
		threads_add(t, stmt_int(st, ROW), strtoull(subject, NULL, 16),
			strtoull(facts, NULL, 16));
	}
	stmt_free(st);
	return rc == 0 ? threads_match(t, db, run->series, run->as_of, err)
		       : -1;
}

/* What is written, one finding after the other. */
struct order {
	const struct finding_run *run;
	struct threads *threads;
	struct stmt *in, *out, *life, *twin;
	char *last[7]; /* the subject before, as old identities counted it */
	long old_number;
	int64_t seq;
	/* of the finding at hand */
	struct finding_subject whom;
	const struct thread *thread;
	char id[FINDING_ID], was[FINDING_ID], subject[FINDING_ID],
		facts[FINDING_ID];
	char first[11], since[11];
};

static void
number_as_of_old(struct order *o)
{
	const struct finding_subject *s = &o->whom;
	const char *const now[7] = { s->check, s->village, s->household,
		s->member, s->step, s->event, s->key };
	bool same = true;

	for (int i = 0; i < 7; i++) {
		const char *part = now[i] != NULL ? now[i] : "";

		if (o->last[i] != NULL && strcmp(o->last[i], part) == 0)
			continue;
		free(o->last[i]);
		o->last[i] = xstrdup(part);
		same = false;
	}
	o->old_number = same ? o->old_number + 1 : 1;
	finding_make_old_id(o->was, s, o->old_number);
}

static enum life_state
undecided_state(const struct order *o)
{
	const struct thread *t = o->thread;
	struct life_facts f = { .now = LIFE_FOUND };

	if (t->began < o->run->series)
		f.before = LIFE_LAST;
	else
		f.before = t->times > 1 ? LIFE_GONE : LIFE_NEVER;
	return life_state(&f);
}

static int
insert_finding(struct order *o, struct error *err)
{
	struct stmt *st = o->out, *in = o->in;

	stmt_bind_int(st, 2, ++o->seq);
	stmt_bind_static(st, 3, o->id);
	stmt_bind_static(st, 4, o->whom.check);
	stmt_bind_static(st, 5, stmt_text(in, SEVERITY));
	stmt_bind_static(st, 6, o->whom.village);
	stmt_bind_static(st, 7, o->whom.household);
	stmt_bind_static(st, 8, o->whom.member);
	stmt_bind_static(st, 9, stmt_text(in, HEAD));
	stmt_bind_static(st, 10, stmt_text(in, NAME));
	stmt_bind_static(st, 11, o->whom.step);
	stmt_bind_static(st, 12, o->whom.event);
	stmt_bind_static(st, 13, stmt_text(in, DOCUMENT));
	stmt_bind_static(st, 14, stmt_text(in, LINE));
	stmt_bind_static(st, 15, stmt_text(in, FOUND));
	stmt_bind_static(st, 16, stmt_text(in, EXPECTED));
	stmt_bind_static(st, 17, stmt_text(in, EVIDENCE));
	stmt_bind_static(st, 18, o->whom.key);
	stmt_bind_static(st, 19, o->subject);
	stmt_bind_int(st, 20, o->thread->thread);
	stmt_bind_static(st, 21, o->facts);
	stmt_bind_static(st, 22, life_name(undecided_state(o)));
	stmt_bind_static(st, 23, o->since);
	stmt_bind_int(st, 24, o->thread->times);
	stmt_bind_static(st, 25, stmt_text(in, CIRCLE));
	return stmt_run(st, err);
}

static int
keep_life(struct order *o, struct error *err)
{
	struct stmt *st = o->life;

	if (o->thread->news == THREAD_SAME)
		return 0;
	stmt_bind_static(st, 1, o->subject);
	stmt_bind_int(st, 2, o->thread->thread);
	stmt_bind_int(st, 3, o->thread->number);
	stmt_bind_static(st, 4, o->id);
	stmt_bind_static(st, 5, o->was);
	stmt_bind_static(st, 6, o->facts);
	stmt_bind_static(st, 7, o->whom.check);
	stmt_bind_static(st, 8, stmt_text(o->in, SEVERITY));
	stmt_bind_static(st, 9, o->whom.household);
	stmt_bind_static(st, 10, o->whom.member);
	stmt_bind_static(st, 11, o->whom.event);
	stmt_bind_static(st, 12, o->first);
	stmt_bind_static(st, 13, o->since);
	stmt_bind_int(st, 14, o->thread->times);
	stmt_bind_int(st, 15, o->thread->began);
	if (stmt_run(st, err) != 0)
		return -1;
	if (o->thread->number == 1)
		return 0;
	stmt_bind_static(o->twin, 1, o->id);
	stmt_bind_static(o->twin, 2, o->subject);
	return stmt_run(o->twin, err);
}

static int
take_finding(struct order *o, struct error *err)
{
	o->whom = read_subject(o->in);
	o->thread = threads_take(o->threads, stmt_int(o->in, ROW));
	finding_make_id(o->subject, &o->whom, 1);
	finding_make_id(o->id, &o->whom, o->thread->number);
	read_facts(o->facts, o->in, o->run);
	number_as_of_old(o);
	day_format(o->thread->first, o->first);
	day_format(o->thread->since, o->since);
	return insert_finding(o, err) == 0 ? keep_life(o, err) : -1;
}

static int
prepare(struct order *o, struct db *db, struct error *err)
{
	if (db_prepare(&o->in, db,
		    FIELDS
		    ", (SELECT MIN(head_name) FROM household h"
		    "  WHERE h.id = f.household),"
		    " (SELECT MIN(name) FROM member m WHERE m.id ="
		    "  f.member)" ALL_FOUND " JOIN hc_check c"
		    " ON c.run = ?1 AND c.id = f.check_id"
		    " ORDER BY COALESCE(f.village, ''),"
		    " COALESCE(f.household, ''), c.seq, COALESCE(f.member, ''),"
		    " COALESCE(f.step, ''), COALESCE(f.event, ''),"
		    " COALESCE(f.key, ''), COALESCE(f.found, ''), f.evidence,"
		    " f.document, f.line",
		    err) != 0 ||
		db_prepare(&o->out, db,
			"INSERT INTO hc_finding VALUES(?,?,?,?,?,'open',?,?,?,"
			"?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,?,?,NULL,?)",
			err) != 0 ||
		db_prepare(&o->life, db,
			"INSERT OR REPLACE INTO hc_life VALUES(?,?,?,?,?,?,?,?,"
			"?,?,?,?,?,?,?,NULL,NULL)",
			err) != 0 ||
		db_prepare(&o->twin, db,
			"INSERT OR IGNORE INTO hc_twin VALUES(?,?)", err) != 0)
		return -1;
	stmt_bind_int(o->in, 1, o->run->id);
	stmt_bind_int(o->out, 1, o->run->id);
	return 0;
}

/* A check that was not made, or not of all, looked for nothing; nor can one
 * find what is wrong with a record that was rejected. What was found as of a
 * later day is not gone because an earlier day does not have it. */
static int
mark_gone(struct db *db, const struct finding_run *run, struct error *err)
{
	char day[11];
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "UPDATE hc_life SET gone = ?2, gone_on = ?3"
		    " WHERE (subject, thread) IN (SELECT subject, thread FROM"
		    " temp.vanished) AND EXISTS (SELECT 1 FROM hc_check c WHERE"
		    " c.run = ?1 AND c.id = hc_life.check_id AND c.reason IS"
		    " NULL AND c.answer IN ('pass', 'fail', 'not-applicable',"
		    " 'pending')) AND NOT EXISTS (SELECT 1 FROM hc_reject r"
		    " WHERE r.record IS NULL OR r.record IN"
		    " (household, member, event)) AND (subject, thread) NOT IN"
		    " (SELECT f.subject, f.thread FROM hc_run o CROSS JOIN"
		    " hc_finding f ON f.run = o.id WHERE o.as_of > ?3)",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, run->id);
	stmt_bind_int(st, 2, run->series);
	stmt_bind_text(st, 3, day_format(run->as_of, day));
	rc = stmt_run(st, err);
	stmt_free(st);
	if (rc != 0)
		return -1;
	return db_exec(db,
		"INSERT INTO hc_mended SELECT subject, thread, gone FROM"
		" hc_life WHERE gone IS NOT NULL AND (subject, thread) IN"
		" (SELECT subject, thread FROM temp.vanished)",
		err);
}

int
finding_order(const struct found *found, const struct finding_run *run,
	struct error *err)
{
	struct db *db = found_db(found);
	struct order o = { .run = run, .threads = threads_new() };
	struct error ignored = { 0 };
	int rc = -1;

	if (mark_circles(db, err) != 0 ||
		find_threads(o.threads, db, run, err) != 0 ||
		prepare(&o, db, err) != 0)
		goto out;
	while ((rc = stmt_step(o.in, err)) == 1) {
		rc = take_finding(&o, err);
		if (rc != 0)
			break;
	}
	if (rc == 0)
		rc = mark_gone(db, run, err);
out:
	for (int i = 0; i < 7; i++)
		free(o.last[i]);
	stmt_free(o.in);
	stmt_free(o.out);
	stmt_free(o.life);
	stmt_free(o.twin);
	threads_free(o.threads);
	db_exec(db, "DROP TABLE IF EXISTS temp.circle_mark", &ignored);
	return rc;
}
