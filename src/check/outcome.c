/*
 * What a run leaves in the database besides its findings.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/lang.h"
#include "base/strbuf.h"
#include "check/outcome.h"
#include "check/sentence.h"
#include "lib/db.h"

static const char *const answer_names[NANSWERS] = {
	[ANSWER_PASS] = "pass",
	[ANSWER_FAIL] = "fail",
	[ANSWER_NOT_APPLICABLE] = "not-applicable",
	[ANSWER_NOT_CHECKABLE] = "not-checkable",
	[ANSWER_PENDING] = "pending",
	[ANSWER_ERROR] = "error",
	[ANSWER_SKIPPED] = "skipped",
};

const char *
made_name(enum made made)
{
	return made == MADE_ALL ? "all" : made == MADE_SOME ? "some" : "none";
}

enum answer
answer_parse(const char *name)
{
	int i = 0;

	while (i < NANSWERS - 1 && strcmp(answer_names[i], name) != 0)
		i++;
	return (enum answer)i;
}

int
outcome_store(struct db *db, int64_t run, const struct rule *rule, size_t seq,
	const struct outcome *out, struct error *err)
{
	struct strbuf evidence = { 0 };
	struct stmt *st;
	int i = 1, rc;

	if (db_prepare(&st, db,
		    "INSERT INTO hc_check VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"
		    "?,?,?,?,?,?,?,?,?,?,?,?,?)",
		    err) != 0)
		return -1;
	sentence_add_labels(&evidence, rule);
	stmt_bind_int(st, i++, run);
	stmt_bind_int(st, i++, (int64_t)seq);
	stmt_bind_static(st, i++, rule->id);
	stmt_bind_int(st, i++, rule->disputable);
	stmt_bind_static(st, i++, rule->group);
	for (enum lang lang = 0; lang < LANGS; lang++)
		stmt_bind_static(st, i++, rule->pack[lang]);
	stmt_bind_static(st, i++, severity_name(rule->severity));
	stmt_bind_static(st, i++, rule->scope);
	stmt_bind_static(st, i++, rule->clause);
	stmt_bind_static(st, i++, rule->needs);
	for (enum lang lang = 0; lang < LANGS; lang++)
		stmt_bind_static(st, i++, rule->title[lang]);
	for (enum lang lang = 0; lang < LANGS; lang++)
		stmt_bind_static(st, i++, rule->message[lang]);
	for (enum lang lang = 0; lang < LANGS; lang++)
		stmt_bind_static(st, i++, rule->expected[lang]);
	for (enum lang lang = 0; lang < LANGS; lang++)
		stmt_bind_static(st, i++, rule->remedy[lang]);
	stmt_bind_text(st, i++, evidence.data);
	stmt_bind_static(st, i++, answer_names[out->answer]);
	stmt_bind_int(st, i++, out->subjects);
	stmt_bind_int(st, i++, out->findings);
	stmt_bind_int(st, i++, out->pending);
	stmt_bind_static(st, i++, out->due[0] != '\0' ? out->due : NULL);
	stmt_bind_static(st, i++, out->reason);
	stmt_bind_int(st, i++, out->micros);
	stmt_bind_static(st, i++, made_name(out->made));
	rc = stmt_run(st, err);
	stmt_free(st);
	strbuf_clear(&evidence);
	if (rc == 0)
		rc = readings_store(db, run, rule->id, &out->readings, err);
	return rc;
}

int
outcome_store_changes(struct db *db, int64_t run, const struct rules *rules,
	struct error *err)
{
	struct stmt *st;
	int rc = 0;

	if (db_prepare(&st, db, "INSERT INTO hc_change VALUES(?,?,?,?,?,?,?,?)",
		    err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < rules->nchanges; i++) {
		const struct rule_change *c = &rules->changes[i];

		stmt_bind_int(st, 1, run);
		stmt_bind_int(st, 2, (int64_t)i + 1);
		stmt_bind_static(st, 3, c->check);
		stmt_bind_static(st, 4, c->what);
		stmt_bind_static(st, 5, c->before);
		stmt_bind_static(st, 6, c->after);
		stmt_bind_static(st, 7, c->reason[0]);
		stmt_bind_static(st, 8, c->reason[1]);
		rc = stmt_run(st, err);
	}
	stmt_free(st);
	return rc;
}

/* A user's own pack is found again by its path. */
static int
store_packs(struct db *db, int64_t run, const struct rules *rules,
	struct error *err)
{
	struct stmt *st;
	int rc = db_prepare(
		&st, db, "INSERT INTO hc_pack VALUES(?,?,?,?,?,?,?)", err);

	for (size_t i = 0; rc == 0 && i < rules->ndocs; i++) {
		const struct rule_pack *p = &rules->packs[i];
		const char *slash = strrchr(p->path, '/');
		char *real = p->is_own ? realpath(p->path, NULL) : NULL;

		stmt_bind_int(st, 1, run);
		stmt_bind_int(st, 2, (int64_t)i + 1);
		stmt_bind_static(st, 3, p->id);
		stmt_bind_static(st, 4, p->version);
		stmt_bind_static(st, 5, slash != NULL ? slash + 1 : p->path);
		stmt_bind_text(st, 6, real);
		stmt_bind_static(st, 7, p->sha256);
		rc = stmt_run(st, err);
		free(real);
	}
	stmt_free(st);
	return rc;
}

static int
store_parameters(struct stmt *st, int64_t run, int64_t *seq,
	const struct rule *rule, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < rule->nparameters; i++) {
		const struct rule_parameter *p = &rule->parameters[i];

		stmt_bind_int(st, 1, run);
		stmt_bind_int(st, 2, ++*seq);
		stmt_bind_static(st, 3, rule->id);
		stmt_bind_static(st, 4, p->name);
		stmt_bind_static(st, 5, p->value);
		stmt_bind_static(st, 6, p->unit);
		stmt_bind_static(st, 7, p->from);
		stmt_bind_static(st, 8, p->plan);
		stmt_bind_static(st, 9, p->title[0]);
		stmt_bind_static(st, 10, p->title[1]);
		rc = stmt_run(st, err);
	}
	return rc;
}

int
outcome_store_basis(struct db *db, int64_t run, const struct rules *rules,
	struct error *err)
{
	struct stmt *st;
	int64_t seq = 0;
	int rc = store_packs(db, run, rules, err);

	if (rc != 0)
		return -1;
	rc = db_prepare(&st, db,
		"INSERT INTO hc_parameter VALUES(?,?,?,?,?,?,?,?,?,?)", err);
	for (size_t i = 0; rc == 0 && i < rules->n; i++)
		rc = store_parameters(st, run, &seq, &rules->items[i], err);
	stmt_free(st);
	return rc;
}
