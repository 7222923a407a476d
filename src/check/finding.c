/*
 * Findings as people read them.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/intl.h"
#include "base/mask.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/finding.h"
#include "check/sentence.h"
#include "lib/db.h"
#include "lib/digest.h"
#include "records/store.h"

static void
hash_parts(char out[FINDING_ID], const char *const *parts, size_t n,
	const char *last)
{
	struct strbuf sb = { 0 };
	char hex[DIGEST_HEX];

	for (size_t i = 0; i < n; i++) {
		strbuf_adds(&sb, parts[i] != NULL ? parts[i] : "");
		strbuf_addc(&sb, '\x1f');
	}
	strbuf_adds(&sb, last);
	digest_sha256_hex(sb.data, sb.len, hex);
	memcpy(out, hex, FINDING_ID - 1);
	out[FINDING_ID - 1] = '\0';
	strbuf_clear(&sb);
}

void
finding_make_id(
	char out[FINDING_ID], const struct finding_subject *s, long number)
{
	bool is_home = s->household != NULL && *s->household != '\0';
	const char *const parts[] = { s->check, s->household, s->member,
		s->step, s->key, is_home ? NULL : s->village,
		is_home ? NULL : s->event };
	char last[24];

	snprintf(last, sizeof last, "%ld", number);
	hash_parts(out, parts, sizeof parts / sizeof *parts, last);
}

void
finding_make_old_id(
	char out[FINDING_ID], const struct finding_subject *s, long number)
{
	const char *const parts[] = { s->check, s->village, s->household,
		s->member, s->step, s->event, s->key };
	char last[24];

	snprintf(last, sizeof last, "%ld", number);
	hash_parts(out, parts, sizeof parts / sizeof *parts, last);
}

/* Leave out of the evidence a pair of name and value. */
static void
cut_pair(char *at)
{
	size_t n = strcspn(at, ",}");

	if (at[n] == ',')
		n++;
	memmove(at, at + n, strlen(at + n) + 1);
}

void
finding_make_facts(char out[FINDING_ID], const char *found,
	const char *expected, const char *evidence, const char *circle,
	const char *as_of)
{
	const char *const parts[] = { found, expected, circle };
	size_t n = circle != NULL ? 3 : 2;
	char *today = xasprintf("\"happened\":\"%s\"", as_of), *lasting, *at;

	if (strstr(evidence, today) == NULL) {
		hash_parts(out, parts, n, evidence);
		free(today);
		return;
	}
	lasting = xstrdup(evidence);
	cut_pair(strstr(lasting, today));
	at = strstr(lasting, "\"days\":\"");
	if (at != NULL)
		cut_pair(at);
	hash_parts(out, parts, n, lasting);
	free(lasting);
	free(today);
}

struct finding_walk {
	struct stmt *st, *concerns;
	enum lang lang;
	bool masked;
	struct sentence *sentence;
	struct arena *arena;
};

/* What is read of a finding: each column once, by its name. */
#define COLUMNS(X)                                                             \
	X(ID, "f.id")                                                          \
	X(CHECK, "f.check_id")                                                 \
	X(GROUP, "c.grp")                                                      \
	X(SEVERITY, "f.severity")                                              \
	X(STATUS, "f.status")                                                  \
	X(VILLAGE, "f.village")                                                \
	X(VILLAGE_NAME, "v.name")                                              \
	X(HOUSEHOLD, "f.household")                                            \
	X(HEAD, "f.head")                                                      \
	X(MEMBER, "f.member")                                                  \
	X(NAME, "f.name")                                                      \
	X(STEP, "f.step")                                                      \
	X(EVENT, "f.event")                                                    \
	X(DOCUMENT, "d.name")                                                  \
	X(KIND, "d.kind")                                                      \
	X(LINE, "CASE WHEN d.id IS NOT NULL THEN f.line END")                  \
	X(CLAUSE, "c.clause")                                                  \
	X(TITLE_ZH, "c.title_zh")                                              \
	X(TITLE_EN, "c.title_en")                                              \
	X(MESSAGE_ZH, "c.message_zh")                                          \
	X(MESSAGE_EN, "c.message_en")                                          \
	X(EXPECTED_ZH, "c.expected_zh")                                        \
	X(EXPECTED_EN, "c.expected_en")                                        \
	X(REMEDY_ZH, "c.remedy_zh")                                            \
	X(REMEDY_EN, "c.remedy_en")                                            \
	X(FOUND, "f.found")                                                    \
	X(EXPECTED, "f.expected")                                              \
	X(EVIDENCE, "f.evidence")                                              \
	X(EVIDENCE_TYPES, "c.evidence")                                        \
	X(RUN, "f.run")                                                        \
	X(SEQ, "f.seq")                                                        \
	X(FACTS, "f.facts")                                                    \
	X(STATE, "f.state")                                                    \
	X(SINCE, "f.since")                                                    \
	X(TIMES, "f.times")                                                    \
	X(SETTLED, "f.settled")                                                \
	X(SHEET_FILE, "sh.file")                                               \
	X(SHEET, "sh.name")                                                    \
	X(SHEET_ROW, "pl.src")                                                 \
	X(SHEET_COLUMN,                                                        \
		"(SELECT x.letters FROM hc_column x, (SELECT -1 AS seq,"       \
		" replace(f.key, '-', '_') AS name UNION ALL"                  \
		" SELECT j.id, j.key FROM json_each(f.evidence) j) n"          \
		" WHERE x.document = pl.document AND x.sheet = pl.sheet"       \
		" AND x.col = n.name AND (x.tbl LIKE '%member') ="             \
		" (f.member IS NOT NULL) ORDER BY n.seq LIMIT 1)")             \
	X(DECISION, "hd.decision")                                             \
	X(DECIDED_ON, "hd.date")                                               \
	X(UNTIL, "hd.until")                                                   \
	X(DECIDED_BY, "hd.by")                                                 \
	X(REVIEWER, "hd.reviewer")                                             \
	X(REASON, "hd.reason")                                                 \
	X(PROOF, "hd.evidence")
enum column { NO_COLUMN, COLUMNS(COLUMN_NAME) };
#define FIELDS "SELECT NULL" COLUMNS(COLUMN_SQL)

/* Of a document that has come again since the run, and says something else, the
 * places are no longer those of what was found. */
#define IS_AS_SEEN                                                             \
	" d.id NOT IN (SELECT document FROM hc_touched) AND -d.id NOT IN"      \
	" (SELECT document FROM hc_seen)"

/* The findings of one run; ?1 to ?7 are the filter. What has become of the
 * documents that an earlier run saw nobody knows. */
#define WALK                                                                   \
	FIELDS                                                                 \
	" FROM hc_finding f"                                                   \
	" LEFT JOIN hc_decision hd ON hd.seq = f.decision"                     \
	" JOIN hc_check c ON c.run = f.run AND c.id = f.check_id"              \
	" LEFT JOIN hc_document d ON d.id = f.document AND"                    \
	"  f.run = " LAST_RUN " AND" IS_AS_SEEN                                \
	" LEFT JOIN hc_place pl ON pl.document = d.id AND"                     \
	"  pl.line = f.line"                                                   \
	" LEFT JOIN hc_sheet sh ON sh.document = pl.document AND"              \
	"  sh.sheet = pl.sheet"                                                \
	" LEFT JOIN (SELECT code, MIN(name) AS name FROM village"              \
	"  GROUP BY code) v ON v.code = f.village"                             \
	" WHERE f.run = COALESCE(?7, " LAST_RUN ")"                            \
	" AND (?1 IS NULL OR substr(f.id, 1, length(?1)) = ?1)"                \
	" AND (?2 IS NULL OR ?2 COLLATE NOCASE IN (f.check_id, c.grp))"        \
	" AND (?3 IS NULL OR f.village = ?3)"                                  \
	" AND (?4 IS NULL OR f.household = ?4 OR f.seq IN"                     \
	" (SELECT n.seq FROM hc_concerns n"                                    \
	"  WHERE n.run = f.run AND n.household = ?4))"                         \
	" AND (?5 IS NULL OR f.severity = ?5)"                                 \
	" AND (?6 IS NULL OR f.state = ?6)"
#define BY_PLACE " ORDER BY f.seq"

int
finding_walk(struct finding_walk **out, struct db *db,
	const struct finding_words *words, const struct finding_filter *filter,
	struct error *err)
{
	static const struct finding_filter none = { 0 };
	const struct finding_filter *q = filter != NULL ? filter : &none;
	struct finding_walk *w = xcalloc(1, sizeof *w);
	char *sql = q->among != NULL
		? xasprintf(WALK " AND f.seq IN (%s)" BY_PLACE, q->among)
		: xstrdup(WALK BY_PLACE);
	int rc = db_prepare(&w->st, db, sql, err);

	free(sql);
	*out = w;
	w->lang = words->lang;
	w->masked = words->masked;
	if (rc != 0 || sentence_new(&w->sentence, db, words, err) != 0 ||
		db_prepare(&w->concerns, db,
			"SELECT household FROM hc_concerns"
			" WHERE run = ?1 AND seq = ?2 ORDER BY household",
			err) != 0) {
		finding_walk_free(w);
		*out = NULL;
		return -1;
	}
	stmt_bind_text(w->st, 1, q->id);
	stmt_bind_text(w->st, 2, q->check);
	stmt_bind_text(w->st, 3, q->village);
	stmt_bind_text(w->st, 4, q->household);
	stmt_bind_text(w->st, 5, q->severity);
	stmt_bind_text(w->st, 6, q->state);
	if (q->run != 0)
		stmt_bind_int(w->st, 7, q->run);
	return 0;
}

void
finding_walk_free(struct finding_walk *w)
{
	if (w == NULL)
		return;
	stmt_free(w->st);
	stmt_free(w->concerns);
	sentence_free(w->sentence);
	arena_free(w->arena);
	free(w);
}

const char *
finding_record(const struct finding *f)
{
	if (*f->event != '\0' && strcmp(f->kind, "register") != 0)
		return f->event;
	if (*f->member != '\0')
		return f->member;
	return *f->household != '\0' ? f->household : f->event;
}

static const char *
column(struct finding_walk *w, enum column i)
{
	const char *s = stmt_text(w->st, i);

	return s != NULL ? s : "";
}

/* A name, or where there is none what else tells the record. */
static const char *
either(const char *name, const char *id)
{
	return *name != '\0' ? name : id;
}

/* What sentences may also speak of, besides the evidence. */
static void
add_subject(struct sentence *s, const struct finding *f)
{
	sentence_add(s, "village", f->village);
	sentence_add(s, "village_name", either(f->village_name, f->village));
	sentence_add(s, "household", f->household);
	sentence_add(s, "head", either(f->head, f->household));
	sentence_add(s, "member", f->member);
	sentence_add(s, "name", either(f->name, f->member));
	sentence_add(s, "step", f->step);
	sentence_add(s, "event", f->event);
}

static void
set_texts(struct finding_walk *w, struct finding *f)
{
	const char *expected = stmt_text(w->st, EXPECTED);
	struct sentence *s = w->sentence;

	f->title = column(w, TITLE_ZH + w->lang);
	f->message = sentence_fill(s, column(w, MESSAGE_ZH + w->lang));
	f->found = sentence_fill(s, column(w, FOUND));
	f->expected = sentence_fill(s,
		expected != NULL ? expected : column(w, EXPECTED_ZH + w->lang));
	f->remedy = sentence_fill(s, column(w, REMEDY_ZH + w->lang));
	f->nevidence = sentence_evidence(s, f->evidence);
	/* where the rule does not put it into words of its own */
	if (*f->found == '\0')
		f->found = sentence_join(s, f->evidence, f->nevidence);
}

/* Whom it concerns, where it names no household. */
static int
set_concerns(struct finding_walk *w, struct finding *f, struct error *err)
{
	struct strbuf sb = { 0 };
	int rc;

	f->concerns = "";
	if (*f->household != '\0')
		return 0;
	stmt_bind_column(w->concerns, 1, w->st, RUN);
	stmt_bind_column(w->concerns, 2, w->st, SEQ);
	while ((rc = stmt_step(w->concerns, err)) == 1)
		strbuf_addf(&sb, "%s%s", sb.len > 0 ? " " : "",
			stmt_text(w->concerns, 0));
	stmt_reset(w->concerns);
	if (sb.len > 0)
		f->concerns = arena_strdup(w->arena, sb.data);
	strbuf_clear(&sb);
	return rc;
}

/* What people wrote may hold numbers, names as well. */
static const char *
told_text(struct finding_walk *w, enum column i)
{
	const char *text = column(w, i);
	char *masked = w->masked ? mask_text(text) : NULL;

	if (masked != NULL)
		text = arena_strdup(w->arena, masked);
	free(masked);
	return text;
}

static void
set_decision(struct finding_walk *w, struct finding *f)
{
	f->decision = column(w, DECISION);
	f->decided_on = column(w, DECIDED_ON);
	f->until = column(w, UNTIL);
	f->decided_by = told_text(w, DECIDED_BY);
	f->reviewer = told_text(w, REVIEWER);
	f->reason = told_text(w, REASON);
	f->proof = told_text(w, PROOF);
}

/* Of a document that was made of tables, the row says where it stands. */
static void
set_place(struct finding_walk *w, struct finding *f)
{
	struct strbuf sb = { 0 };

	f->file = told_text(w, SHEET_FILE);
	f->sheet = told_text(w, SHEET);
	f->column = column(w, SHEET_COLUMN);
	if (*f->file == '\0') {
		f->file = f->document;
		return;
	}
	f->line = (long)stmt_int(w->st, SHEET_ROW);
	strbuf_adds(&sb, f->file);
	if (*f->sheet != '\0')
		strbuf_addf(&sb,
			w->lang == LANG_ZH ? "，工作表“%s”" : ", sheet \"%s\"",
			f->sheet);
	f->document = arena_strdup(w->arena, sb.data);
	strbuf_clear(&sb);
}

int
finding_next(struct finding_walk *w, struct finding *f, struct error *err)
{
	int rc = stmt_step(w->st, err);

	if (rc != 1)
		return rc;
	arena_free(w->arena);
	w->arena = arena_new();
	f->id = column(w, ID);
	f->check = column(w, CHECK);
	f->group = column(w, GROUP);
	f->severity = column(w, SEVERITY);
	f->status = column(w, STATUS);
	f->village = column(w, VILLAGE);
	f->village_name = told_text(w, VILLAGE_NAME);
	f->household = column(w, HOUSEHOLD);
	f->head = told_text(w, HEAD);
	f->member = column(w, MEMBER);
	f->name = told_text(w, NAME);
	f->step = column(w, STEP);
	f->event = column(w, EVENT);
	f->document = told_text(w, DOCUMENT);
	f->kind = column(w, KIND);
	f->clause = column(w, CLAUSE);
	f->line = (long)stmt_int(w->st, LINE);
	f->seq = stmt_int(w->st, SEQ);
	f->facts = column(w, FACTS);
	f->state = column(w, STATE);
	f->since = column(w, SINCE);
	f->times = (long)stmt_int(w->st, TIMES);
	f->settled = stmt_int(w->st, SETTLED) != 0;
	set_place(w, f);
	set_decision(w, f);
	if (sentence_begin(w->sentence, column(w, EVIDENCE),
		    column(w, EVIDENCE_TYPES), err) != 0)
		return -1;
	add_subject(w->sentence, f);
	set_texts(w, f);
	return set_concerns(w, f, err) == 0 ? 1 : -1;
}
