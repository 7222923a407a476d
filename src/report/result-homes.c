/*
 * The households that findings are about: who belongs to each, and how far its
 * course has gone, for people who go there.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mask.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "report/result-out.h"

struct homes {
	struct stmt *home, *person, *step;
	struct db_temps *temps;
	char *last; /* the household that was written last */
};

/* Only of households with findings: most have none. */
static const char courses[] =
	"CREATE TEMP TABLE home_step AS SELECT s.household, s.procedure, s.seq,"
	" s.step, s.state, s.began, s.ended, s.due, s.late_days FROM step s"
	" WHERE s.step IS NOT NULL AND s.state <> 'not-needed' AND s.household "
	"IN"
	" (SELECT household FROM hc_finding WHERE run = " LAST_RUN
	" UNION SELECT household FROM temp.listed);"
	"CREATE INDEX temp.of_home_step ON home_step(household, seq)";

static const char persons[] =
	"SELECT m.id, m.name, (SELECT label_LL FROM code WHERE list = "
	"'relation' AND code ="
	" m.relation) AS relation, m.number AS \"*number\" FROM member m"
	" JOIN household h ON h.row = m.parent WHERE h.id = ?1"
	" AND COALESCE(m.state, 'active') = 'active' ORDER BY m.row";
static const char steps[] =
	"SELECT s.step AS id, s.state, (SELECT label_LL FROM code WHERE list ="
	" 'step-state' AND code = s.state) AS says, s.began, s.ended, s.due,"
	" s.late_days AS late, (SELECT p.title_LL FROM plan_step p WHERE"
	" p.procedure = s.procedure AND p.step = s.step) AS title FROM"
	" temp.home_step s WHERE s.household = ?1 ORDER BY s.seq";

int
result_homes_open(struct homes **out, struct out *o, struct error *err)
{
	struct homes *h = xcalloc(1, sizeof *h);

	*out = h;
	if (db_temps_begin(&h->temps, o->db, err) == 0 &&
		db_exec(o->db, courses, err) == 0 &&
		db_prepare(&h->home, o->db,
			"SELECT h.id AS household, h.head_name AS head, "
			"h.class,"
			" h.responsible_name AS responsible FROM household h"
			" WHERE h.id = ?1 ORDER BY h.row LIMIT 1",
			err) == 0 &&
		db_prepare_in(&h->person, o->db, o->lang, persons, err) == 0)
		return db_prepare_in(&h->step, o->db, o->lang, steps, err);
	return -1;
}

void
result_homes_close(struct homes *h)
{
	struct error ignored = { 0 };

	if (h == NULL)
		return;
	stmt_free(h->home);
	stmt_free(h->person);
	stmt_free(h->step);
	db_temps_end(h->temps, &ignored);
	free(h->last);
	free(h);
}

static void
write_number(struct out *o, const char *number)
{
	struct strbuf sb = { 0 };

	if (number == NULL)
		return;
	if (o->masked)
		mask_add_number(&sb, number);
	else
		strbuf_adds(&sb, number);
	out_attribute(o, "number", sb.data);
	strbuf_clear(&sb);
}

/* An element for each row, of a statement whose ?1 is the household. */
static int
write_each(struct out *o, struct stmt *st, const char *name,
	const char *household, struct error *err)
{
	int rc;

	stmt_bind_text(st, 1, household);
	while ((rc = stmt_step(st, err)) == 1) {
		out_begin(o, name);
		out_attributes(o, st);
		if (strcmp(name, "person") == 0)
			write_number(o, stmt_text(st, 3));
		out_end(o);
	}
	stmt_reset(st);
	return rc;
}

int
result_home(struct homes *h, struct out *o, const char *household,
	struct error *err)
{
	int rc;

	if (*household == '\0' ||
		(h->last != NULL && strcmp(h->last, household) == 0))
		return 0;
	free(h->last);
	h->last = xstrdup(household);
	stmt_bind_text(h->home, 1, household);
	rc = stmt_step(h->home, err);
	if (rc == 1) {
		out_begin(o, "home");
		out_attributes(o, h->home);
		rc = write_each(o, h->person, "person", household, err);
		if (rc == 0)
			rc = write_each(o, h->step, "course", household, err);
		out_end(o);
	}
	stmt_reset(h->home);
	return rc;
}
