/*
 * Frames, draws and replacements in the database.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/draw.h"
#include "check/sample.h"
#include "lib/db.h"
#include "lib/given.h"
#include "records/store.h"

/* The list as the records have it, each unit once. */
#define LIST_NOW                                                               \
	"SELECT village, class, kind, id, MAX(persons) FROM hc_unit"           \
	" GROUP BY village, class, kind, id ORDER BY village, class, kind, id"

/* The hash of the list that a statement gives; the list to f as well, where it
 * is not NULL. */
static int
hash_list(char sha256[DIGEST_HEX], struct db *db, const char *sql, FILE *f,
	struct error *err)
{
	struct strbuf line = { 0 };
	struct digest *digest;
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	digest = digest_new();
	while ((rc = stmt_step(st, err)) == 1) {
		strbuf_reset(&line);
		for (int i = 0; i < 5; i++) {
			strbuf_adds(&line, stmt_given(st, i));
			strbuf_addc(&line, i < 4 ? ',' : '\n');
		}
		digest_add(digest, line.data, line.len);
		if (f != NULL)
			fwrite(line.data, 1, line.len, f);
	}
	digest_hex(digest, sha256);
	stmt_free(st);
	strbuf_clear(&line);
	return rc;
}

/* Of the documents that the frame is made of. */
static int
hash_inputs(char sha256[DIGEST_HEX], struct db *db, struct error *err)
{
	return hash_list(sha256, db,
		"SELECT kind, COALESCE(source, ''), name, sha256, stored FROM"
		" hc_document WHERE kind IN ('register', 'rolls') ORDER BY "
		"name",
		NULL, err);
}

static const char recorded[] =
	"INSERT INTO hc_frame(sha256, division, year, units, persons, turn,"
	" inputs) SELECT ?1, COALESCE((SELECT division FROM hc_document WHERE"
	" kind = 'register' AND source = 'current' ORDER BY name LIMIT 1), ''),"
	" (SELECT year FROM plan), COUNT(*), SUM(persons), (SELECT"
	" 1 + COALESCE(MAX(turn), 0) FROM hc_frame), ?2 FROM hc_frame_unit"
	" WHERE true ON CONFLICT(sha256) DO UPDATE SET turn = excluded.turn,"
	" inputs = excluded.inputs RETURNING id, units, persons";

static int
store_frame(struct sample_frame *out, struct db *db, struct error *err)
{
	char inputs[DIGEST_HEX];
	struct stmt *st;
	int rc;

	if (hash_inputs(inputs, db, err) != 0 ||
		db_prepare(&st, db, recorded, err) != 0)
		return -1;
	stmt_bind_static(st, 1, out->sha256);
	stmt_bind_static(st, 2, inputs);
	while ((rc = stmt_step(st, err)) == 1) {
		out->id = stmt_int(st, 0);
		out->units = stmt_int(st, 1);
		out->persons = stmt_int(st, 2);
	}
	stmt_free(st);
	if (rc != 0 ||
		db_prepare(&st, db,
			"INSERT OR IGNORE INTO hc_stratum SELECT ?1, village,"
			" class, COUNT(*), SUM(persons) FROM hc_frame_unit"
			" GROUP BY village, class",
			err) != 0)
		return -1;
	stmt_bind_int(st, 1, out->id);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

int
sample_frame_record(
	struct sample_frame *out, struct db *db, FILE *f, struct error *err)
{
	int64_t any = 0;

	/* by which who is on a roll is found in the register */
	if (db_make_index(db, "main", "member", "number_18,name_key", err) !=
			0 ||
		db_make_index(db, "main", "member", "name_key,birth", err) != 0)
		return -1;
	if (db_exec(db,
		    "DELETE FROM hc_frame_unit;"
		    " INSERT INTO hc_frame_unit " LIST_NOW,
		    err) != 0 ||
		db_get_int(db, "SELECT EXISTS (SELECT 1 FROM hc_frame_unit)",
			&any, err) != 0)
		return -1;
	if (any == 0)
		return err_set(err, ERR_USAGE, "SAMPLE-2",
			"nobody to draw from: no household is registered");
	if (hash_list(out->sha256, db,
		    "SELECT village, class, kind, id, persons FROM"
		    " hc_frame_unit ORDER BY village, class, kind, id",
		    f, err) != 0)
		return -1;
	return store_frame(out, db, err);
}

/* The draw in the making. */
struct drawing {
	struct db *db;
	const struct sample_terms *terms;
	int64_t frame, id, year;
	char *division; /* of the frame */
	struct draw_stratum *strata;
	struct draw_best *best;
	char **village, **class; /* of each stratum; "" where not by it */
	size_t n;
};

/* Have the records changed since? Where other documents came or went, the list
 * tells. */
static int
check_frame(struct drawing *d, const char *sha256, const char *inputs,
	struct error *err)
{
	char now[DIGEST_HEX];

	if (hash_inputs(now, d->db, err) != 0)
		return -1;
	if (strcmp(now, inputs) == 0)
		return 0;
	if (hash_list(now, d->db, LIST_NOW, NULL, err) != 0)
		return -1;
	if (strcmp(now, sha256) == 0)
		return 0;
	return err_set(err, ERR_USAGE, "SAMPLE-8",
		"the records have changed since the frame was recorded; hecha "
		"sample --frame records it as it is now");
}

static int
find_frame(struct drawing *d, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, d->db,
		    "SELECT id, division, year, sha256, inputs FROM hc_frame"
		    " ORDER BY turn DESC LIMIT 1",
		    err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 0)
		rc = err_set(err, ERR_USAGE, "SAMPLE-3",
			"no frame is recorded; hecha sample --frame comes "
			"before the seed");
	if (rc == 1) {
		d->frame = stmt_int(st, 0);
		d->division = xstrdup(stmt_text(st, 1));
		d->year = stmt_int(st, 2);
		rc = check_frame(d, stmt_text(st, 3), stmt_text(st, 4), err);
	}
	stmt_free(st);
	return rc;
}

/* What strata are made by must stay, or rounds could not be put together. */
static bool
same_strata(const char *terms, const char *other)
{
	size_t n = strcspn(terms, " ");

	return strcspn(other, " ") == n && strncmp(terms, other, n) == 0;
}

/* What an earlier round allows of this one. */
static int
check_round(int64_t round, const char *seed, const char *terms,
	const struct sample_terms *t, struct error *err)
{
	bool is_same = strcmp(seed, t->seed) == 0;

	if (round == t->round)
		return is_same && strcmp(terms, t->text) == 0
			? 0
			: err_set(err, ERR_USAGE, "SAMPLE-4",
				  "round %lld of this frame was drawn with "
				  "another seed or in another way; a further "
				  "one wants --round %lld and a further seed",
				  (long long)round, (long long)round + 1);
	if (is_same)
		return err_set(err, ERR_USAGE, "SAMPLE-5",
			"round %lld has this seed; a further round wants a "
			"further seed",
			(long long)round);
	if (!same_strata(terms, t->text))
		return err_set(err, ERR_USAGE, "SAMPLE-1",
			"a further round has the strata of the first: %s",
			terms);
	return 0;
}

/* Is the round drawn already? The same way: *draw; another way: refused. */
static int
find_draw(int64_t *draw, struct drawing *d, struct error *err)
{
	const struct sample_terms *t = d->terms;
	int64_t last = 0;
	struct stmt *st;
	int rc;

	if (db_prepare(&st, d->db,
		    "SELECT id, round, seed, terms FROM hc_draw WHERE frame ="
		    " ?1 AND kind = 'random' ORDER BY round",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, d->frame);
	while ((rc = stmt_step(st, err)) == 1) {
		last = stmt_int(st, 1);
		rc = check_round(
			last, stmt_text(st, 2), stmt_text(st, 3), t, err);
		if (rc != 0)
			break;
		if (last == t->round)
			*draw = stmt_int(st, 0);
	}
	stmt_free(st);
	if (rc == 0 && t->round > last + 1)
		rc = err_set(err, ERR_USAGE, "SAMPLE-6",
			"the next round of this frame is %lld",
			(long long)last + 1);
	return rc;
}

static int
list_strata(struct drawing *d, struct error *err)
{
	const struct sample_terms *t = d->terms;
	struct stmt *st;
	int rc;

	if (db_prepare(&st, d->db,
		    "SELECT CASE WHEN ?2 THEN s.village ELSE '' END AS v,"
		    " CASE WHEN ?3 THEN s.class ELSE '' END AS c,"
		    " SUM(s.units - (SELECT COUNT(*) FROM hc_drawn d JOIN"
		    " hc_draw w ON w.id = d.draw WHERE w.frame = s.frame AND"
		    " w.kind = 'random' AND w.round < ?4 AND d.role <>"
		    " 'reserve' AND d.village = s.village AND d.class ="
		    " s.class)) FROM hc_stratum s WHERE s.frame = ?1"
		    " GROUP BY v, c ORDER BY v, c",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, d->frame);
	stmt_bind_int(st, 2, t->by_village);
	stmt_bind_int(st, 3, t->by_class);
	stmt_bind_int(st, 4, t->round);
	while ((rc = stmt_step(st, err)) == 1) {
		size_t i = d->n++;

		d->strata = xreallocarray(d->strata, d->n, sizeof *d->strata);
		d->village = xreallocarray(
			d->village, d->n, sizeof *d->village);
		d->class = xreallocarray(d->class, d->n, sizeof *d->class);
		d->village[i] = xstrdup(stmt_text(st, 0));
		d->class[i] = xstrdup(stmt_text(st, 1));
		d->strata[i] = (struct draw_stratum){ .units = stmt_int(
							      st, 2) };
		for (size_t c = 0; c < SAMPLE_CLASSES; c++) {
			if (strcmp(sample_classes[c], d->class[i]) == 0)
				d->strata[i].share = t->of_class[c];
		}
	}
	stmt_free(st);
	return rc;
}

/* In reserve are as many again, so that nobody need draw for replacements. */
#define RESERVE 3
static size_t
limit_of(const struct draw_stratum *s)
{
	int64_t reserve = s->wanted < RESERVE ? RESERVE : s->wanted;

	if (s->wanted == 0)
		return 0;
	return (size_t)(s->wanted + reserve < s->units ? s->wanted + reserve
						       : s->units);
}

static int
allocate(struct drawing *d, struct error *err)
{
	const struct sample_terms *t = d->terms;
	const struct draw_size size = {
		.size = t->size, .share = t->share, .least = t->least
	};
	int64_t bound = 0;

	if (draw_allocate(d->strata, d->n, &size, &bound) != 0 &&
		bound > t->size)
		return err_set(err, ERR_USAGE, "SAMPLE-7",
			"--size %lld is too small: least and shares ask for "
			"%lld",
			(long long)t->size, (long long)bound);
	if (bound > 0 && bound < t->size)
		return err_set(err, ERR_USAGE, "SAMPLE-9",
			"--size %lld is more than there are to draw from: %lld",
			(long long)t->size, (long long)bound);
	d->best = xcalloc(d->n + 1, sizeof *d->best);
	for (size_t i = 0; i < d->n; i++)
		draw_best_begin(&d->best[i], limit_of(&d->strata[i]));
	return 0;
}

/* The stratum of a unit; most often that of the one before. */
static size_t
stratum_of(const struct drawing *d, const struct draw_unit *u, size_t at)
{
	while ((d->terms->by_village &&
		       strcmp(d->village[at], u->village) != 0) ||
		(d->terms->by_class && strcmp(d->class[at], u -> class) != 0))
		at = (at + 1) % d->n;
	return at;
}

/* Everybody of the frame comes by once. */
static int
draw_all(struct drawing *d, struct error *err)
{
	const struct draw_key key = { d->terms->seed, d->division, d->year,
		d->terms->round };
	struct stmt *st;
	size_t at = 0;
	int rc;

	if (db_prepare(&st, d->db,
		    "SELECT kind, id, village, class, persons FROM"
		    " hc_frame_unit u WHERE NOT EXISTS (SELECT 1 FROM hc_drawn"
		    " d JOIN hc_draw w ON w.id = d.draw WHERE d.id = u.id AND"
		    " d.kind = u.kind AND d.role <> 'reserve' AND w.frame = ?1"
		    " AND w.kind = 'random' AND w.round < ?2)"
		    " ORDER BY village, class, kind, id",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, d->frame);
	stmt_bind_int(st, 2, d->terms->round);
	while ((rc = stmt_step(st, err)) == 1) {
		const struct draw_unit unit = { stmt_text(st, 0),
			stmt_text(st, 1), stmt_text(st, 2), stmt_text(st, 3),
			stmt_int(st, 4) };

		at = stratum_of(d, &unit, at);
		draw_best_put(&d->best[at], &key, &unit);
	}
	stmt_free(st);
	return rc;
}

static int
store_draw(struct drawing *d, const char *sha256, struct error *err)
{
	const struct sample_terms *t = d->terms;
	struct stmt *st;
	int rc;

	if (db_prepare(&st, d->db,
		    "INSERT INTO hc_draw(frame, kind, round, seed, terms,"
		    " sha256) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, d->frame);
	stmt_bind_static(st, 2, t->judgement != NULL ? "judgement" : "random");
	stmt_bind_int(st, 3, t->judgement != NULL ? 0 : t->round);
	stmt_bind_static(st, 4, t->judgement != NULL ? t->judgement : t->seed);
	stmt_bind_static(st, 5, t->text);
	stmt_bind_static(st, 6, sha256);
	rc = stmt_run(st, err);
	stmt_free(st);
	d->id = db_last_row(d->db);
	return rc;
}

static int
store_stratum(struct drawing *d, size_t i, struct stmt *one, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, d->db,
		    "INSERT INTO hc_draw_stratum VALUES(?1, ?2, ?3, ?4, ?5, "
		    "?6)",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, d->id);
	stmt_bind_int(st, 2, (int64_t)i + 1);
	stmt_bind_static(st, 3, d->village[i]);
	stmt_bind_static(st, 4, d->class[i]);
	stmt_bind_int(st, 5, d->strata[i].units);
	stmt_bind_int(st, 6, d->strata[i].wanted);
	rc = stmt_run(st, err);
	stmt_free(st);
	for (size_t k = 0; rc == 0 && k < d->best[i].n; k++) {
		const struct draw_one *o = &d->best[i].ones[k];

		stmt_bind_int(one, 1, d->id);
		stmt_bind_int(one, 2, (int64_t)i + 1);
		stmt_bind_int(one, 3, (int64_t)k + 1);
		stmt_bind_static(one, 4, o->unit.kind);
		stmt_bind_static(one, 5, o->unit.id);
		stmt_bind_static(one, 6, o->unit.village);
		stmt_bind_static(one, 7, o->unit.class);
		stmt_bind_int(one, 8, o->unit.persons);
		stmt_bind_static(one, 9, o->ticket);
		stmt_bind_static(one, 10,
			(int64_t)k < d->strata[i].wanted ? "drawn" : "reserve");
		rc = stmt_run(one, err);
	}
	return rc;
}

/* The list of whom it has: "ticket  id" a line, as sha256sum writes them. */
static int
store_drawn(struct drawing *d, struct error *err)
{
	struct digest *list = digest_new();
	struct stmt *one = NULL;
	char sha256[DIGEST_HEX];
	int rc;

	for (size_t i = 0; i < d->n; i++) {
		draw_best_sort(&d->best[i]);
		for (size_t k = 0;
			(int64_t)k < d->strata[i].wanted && k < d->best[i].n;
			k++) {
			char *line = xasprintf("%s  %s\n",
				d->best[i].ones[k].ticket,
				d->best[i].ones[k].unit.id);

			digest_add(list, line, strlen(line));
			free(line);
		}
	}
	digest_hex(list, sha256);
	if (store_draw(d, sha256, err) != 0 ||
		db_prepare(&one, d->db,
			"INSERT INTO hc_drawn(draw, stratum, place, kind, id,"
			" village, class, persons, ticket, role) VALUES(?1, ?2,"
			" ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
			err) != 0)
		return -1;
	rc = 0;
	for (size_t i = 0; rc == 0 && i < d->n; i++)
		rc = store_stratum(d, i, one, err);
	stmt_free(one);
	return rc;
}

/* Those with most open errors, in the villages with most. */
static const char suspected[] =
	"INSERT INTO hc_drawn(draw, stratum, place, kind, id, village, class,"
	" persons, ticket, role)"
	" WITH f AS (SELECT household, COUNT(*) AS n FROM hc_finding WHERE run"
	" = " LAST_RUN " AND severity = 'error' AND NOT settled"
	" AND household IS NOT NULL GROUP BY household),"
	" u AS (SELECT u.*, f.n, SUM(f.n) OVER (PARTITION BY u.village) AS "
	"of_village"
	" FROM f CROSS JOIN hc_unit u WHERE u.id = f.household AND u.kind ="
	" 'household')"
	" SELECT ?1, 1, ROW_NUMBER() OVER (ORDER BY of_village DESC, village, n"
	" DESC, id), kind, id, village, class, persons, '', 'drawn' FROM u"
	" ORDER BY of_village DESC, village, n DESC, id LIMIT ?2";

static int
judge(struct drawing *d, struct error *err)
{
	struct stmt *st;
	int rc;

	if (store_draw(d, "", err) != 0 ||
		db_prepare(&st, d->db, suspected, err) != 0)
		return -1;
	stmt_bind_int(st, 1, d->id);
	stmt_bind_int(st, 2, d->terms->size);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

static int
find_judgement(int64_t *draw, struct drawing *d, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, d->db,
		    "SELECT id FROM hc_draw WHERE frame = ?1 AND kind ="
		    " 'judgement' AND seed = ?2",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, d->frame);
	stmt_bind_static(st, 2, d->terms->judgement);
	rc = stmt_step(st, err);
	if (rc == 1)
		*draw = stmt_int(st, 0);
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

static void
drawing_clear(struct drawing *d)
{
	for (size_t i = 0; i < d->n; i++) {
		free(d->village[i]);
		free(d->class[i]);
		if (d->best != NULL)
			draw_best_clear(&d->best[i]);
	}
	free(d->village);
	free(d->class);
	free(d->strata);
	free(d->best);
	free(d->division);
}

int
sample_draw(int64_t *draw, bool *is_new, struct db *db,
	const struct sample_terms *terms, struct error *err)
{
	struct drawing d = { .db = db, .terms = terms };
	bool judged = terms->judgement != NULL;
	int rc = find_frame(&d, err);

	*draw = 0;
	if (rc == 0)
		rc = judged ? find_judgement(draw, &d, err)
			    : find_draw(draw, &d, err);
	*is_new = *draw == 0;
	if (rc == 0 && *is_new && judged)
		rc = judge(&d, err);
	else if (rc == 0 && *is_new)
		rc = list_strata(&d, err) == 0 && allocate(&d, err) == 0 &&
				draw_all(&d, err) == 0
			? store_drawn(&d, err)
			: -1;
	if (*is_new)
		*draw = d.id;
	drawing_clear(&d);
	return rc;
}
