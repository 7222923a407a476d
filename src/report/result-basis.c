/*
 * By what the check was made: the plan, the packs, and every parameter in force
 * with where its value comes from.
 */
#include "config.h"
#include "lib/db.h"
#include "plan/plan.h"
#include "report/result-out.h"
#include "schema/codes.h"

/* What only the SQL of checks reads, and no parameter of theirs stands for. */
static int
write_rest_of_plan(struct out *o, struct error *err)
{
	for (size_t i = 0; i < o->plan->nparameters; i++) {
		const struct plan_parameter *p = &o->plan->parameters[i];
		struct stmt *st;
		int rc;

		if (db_prepare(&st, o->db,
			    "SELECT 1 FROM hc_parameter WHERE run = " LAST_RUN
			    " AND plan = ?1",
			    err) != 0)
			return -1;
		stmt_bind_static(st, 1, p->name);
		rc = stmt_step(st, err);
		stmt_free(st);
		if (rc < 0)
			return -1;
		if (rc == 1)
			continue;
		out_begin(o, "parameter");
		out_attribute(o, "name", p->name);
		out_attribute(o, "value", p->written);
		out_attribute(o, "unit", p->unit);
		out_attribute(o, "origin", "plan");
		out_attribute(o, "plan", p->name);
		out_element(o, "title", p->title[o->lang]);
		out_element(o, "unit",
			codes_label(o->codes, "unit", p->unit, o->lang));
		out_end(o);
	}
	return 0;
}

int
result_basis(struct out *o, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, o->db,
		    "SELECT p.sha256 FROM hc_plan p JOIN hc_run r ON"
		    " r.plan_id = p.id WHERE r.id = " LAST_RUN,
		    err) != 0)
		return -1;
	rc = stmt_step(st, err);
	out_begin(o, "basis");
	if (rc == 1)
		out_attribute(o, "plan", stmt_text(st, 0));
	stmt_free(st);
	if (rc < 0 ||
		out_rows(o, "pack",
			"SELECT id, version, name, sha256,"
			" CASE WHEN path IS NOT NULL THEN 'true' END AS own"
			" FROM hc_pack WHERE run = " LAST_RUN " ORDER BY seq",
			NULL, NULL, err) != 0 ||
		out_rows(o, "parameter",
			"SELECT check_id AS \"check\", name, value, unit,"
			" origin, plan, title_LL AS Title,"
			" (SELECT label_LL FROM code WHERE list = 'unit' AND "
			"code = unit)"
			" AS Unit FROM hc_parameter WHERE run = " LAST_RUN
			" ORDER BY seq",
			NULL, NULL, err) != 0 ||
		write_rest_of_plan(o, err) != 0)
		return -1;
	out_end(o);
	return 0;
}
