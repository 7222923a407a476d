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

/* The findings of one run; ?1 to ?7 are the filter. What has become of the
 * documents that an earlier run saw nobody knows. */
#define WALK                                                                   \
	"SELECT f.id, f.check_id, c.grp, f.severity, f.status,"                \
	" f.village, v.name, f.household, f.head, f.member, f.name,"           \
	" f.step, f.event, d.name, c.clause,"                                  \
	" CASE WHEN d.id IS NOT NULL THEN f.line END, c.title_zh,"             \
	" c.title_en, c.message_zh, c.message_en, f.found,"                    \
	" f.expected, c.expected_zh, c.expected_en, c.remedy_zh,"              \
	" c.remedy_en, f.evidence, c.evidence, d.kind, f.run, f.seq,"          \
	" f.facts, f.state, f.since, f.times, f.settled,"                      \
	" sh.file, sh.name, pl.src, (SELECT x.letters FROM hc_column x,"       \
	"  json_each(f.evidence) j WHERE x.document = pl.document AND"         \
	"  x.sheet = pl.sheet AND x.col = j.key AND"                           \
	"  (x.tbl LIKE '%member') = (f.member IS NOT NULL) ORDER BY j.id"      \
	"  LIMIT 1), hd.decision, hd.date, hd.until, hd.by, hd.reviewer,"      \
	" hd.reason, hd.evidence"                                              \
	" FROM hc_finding f"                                                   \
	" LEFT JOIN hc_decision hd ON hd.seq = f.decision"                     \
	" JOIN hc_check c ON c.run = f.run AND c.id = f.check_id"              \
	" LEFT JOIN hc_document d ON d.id = f.document AND"                    \
	"  f.run = (SELECT MAX(id) FROM hc_run)"                               \
	" LEFT JOIN hc_place pl ON pl.document = d.id AND"                     \
	"  pl.line = f.line"                                                   \
	" LEFT JOIN hc_sheet sh ON sh.document = pl.document AND"              \
	"  sh.sheet = pl.sheet"                                                \
	" LEFT JOIN (SELECT code, MIN(name) AS name FROM village"              \
	"  GROUP BY code) v ON v.code = f.village"                             \
	" WHERE f.run = COALESCE(?7, (SELECT MAX(id) FROM hc_run))"            \
	" AND (?1 IS NULL OR substr(f.id, 1, length(?1)) = ?1)"                \
	" AND (?2 IS NULL OR ?2 COLLATE NOCASE IN (f.check_id, c.grp))"        \
	" AND (?3 IS NULL OR f.village = ?3)"                                  \
	" AND (?4 IS NULL OR f.household = ?4 OR f.seq IN"                     \
	" (SELECT n.seq FROM hc_concerns n"                                    \
	"  WHERE n.run = f.run AND n.household = ?4))"                         \
	" AND (?5 IS NULL OR f.severity = ?5)"                                 \
	" AND (?6 IS NULL OR f.state = ?6)"
#define AMONG " AND f.seq IN (SELECT seq FROM temp.wanted)"
#define BY_PLACE " ORDER BY f.seq"

int
finding_walk(struct finding_walk **out, struct db *db,
	const struct finding_words *words, const struct finding_filter *filter,
	struct error *err)
{
	static const struct finding_filter none = { 0 };
	const struct finding_filter *q = filter != NULL ? filter : &none;
	struct finding_walk *w = xcalloc(1, sizeof *w);

	*out = w;
	w->lang = words->lang;
	w->masked = words->masked;
	w->sentence = sentence_new(words);
	if (db_prepare(&w->st, db,
		    q->wanted ? WALK AMONG BY_PLACE : WALK BY_PLACE,
		    err) != 0 ||
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
column(struct finding_walk *w, int i)
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
	const char *expected = stmt_text(w->st, 21);
	struct sentence *s = w->sentence;

	f->title = column(w, 16 + w->lang);
	f->message = sentence_fill(s, column(w, 18 + w->lang));
	f->found = sentence_fill(s, column(w, 20));
	f->expected = sentence_fill(
		s, expected != NULL ? expected : column(w, 22 + w->lang));
	f->remedy = sentence_fill(s, column(w, 24 + w->lang));
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
	stmt_bind_column(w->concerns, 1, w->st, 29);
	stmt_bind_column(w->concerns, 2, w->st, 30);
	while ((rc = stmt_step(w->concerns, err)) == 1)
		strbuf_addf(&sb, "%s%s", sb.len > 0 ? " " : "",
			stmt_text(w->concerns, 0));
	stmt_reset(w->concerns);
	if (sb.len > 0)
		f->concerns = arena_strdup(w->arena, sb.data);
	strbuf_clear(&sb);
	return rc;
}

/* What people wrote may hold numbers. */
static const char *
told_text(struct finding_walk *w, int i)
{
	struct strbuf sb = { 0 };
	const char *text = column(w, i);

	if (!w->masked || *text == '\0')
		return text;
	mask_add_text(&sb, text);
	text = arena_strdup(w->arena, sb.data);
	strbuf_clear(&sb);
	return text;
}

static void
set_decision(struct finding_walk *w, struct finding *f)
{
	f->decision = column(w, 40);
	f->decided_on = column(w, 41);
	f->until = column(w, 42);
	f->decided_by = column(w, 43);
	f->reviewer = column(w, 44);
	f->reason = told_text(w, 45);
	f->proof = told_text(w, 46);
}

/* Of a document that was made of tables, the row says where it stands. */
static void
set_place(struct finding_walk *w, struct finding *f)
{
	struct strbuf sb = { 0 };

	f->file = column(w, 36);
	f->sheet = column(w, 37);
	f->column = column(w, 39);
	if (*f->file == '\0') {
		f->file = f->document;
		return;
	}
	f->line = (long)stmt_int(w->st, 38);
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
	f->id = column(w, 0);
	f->check = column(w, 1);
	f->group = column(w, 2);
	f->severity = column(w, 3);
	f->status = column(w, 4);
	f->village = column(w, 5);
	f->village_name = column(w, 6);
	f->household = column(w, 7);
	f->head = column(w, 8);
	f->member = column(w, 9);
	f->name = column(w, 10);
	f->step = column(w, 11);
	f->event = column(w, 12);
	f->document = column(w, 13);
	f->kind = column(w, 28);
	f->clause = column(w, 14);
	f->line = (long)stmt_int(w->st, 15);
	f->seq = stmt_int(w->st, 30);
	f->facts = column(w, 31);
	f->state = column(w, 32);
	f->since = column(w, 33);
	f->times = (long)stmt_int(w->st, 34);
	f->settled = stmt_int(w->st, 35) != 0;
	set_place(w, f);
	set_decision(w, f);
	sentence_begin(w->sentence, column(w, 26), column(w, 27));
	add_subject(w->sentence, f);
	set_texts(w, f);
	return set_concerns(w, f, err) == 0 ? 1 : -1;
}
