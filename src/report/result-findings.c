/*
 * The result's findings, in parts, and beside them at each household the
 * findings of lists that concern it.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "check/finding.h"
#include "lib/db.h"
#include "lib/given.h"
#include "lib/xml-writer.h"
#include "report/result-out.h"

/* No page of a long report grows beyond 5 MB: a finding takes there its clauses
 * and some markup, and what was found a few times. */
#define PAGE_FINDINGS 800
#define PAGE_BYTES 4500000
#define FINDING_BYTES "2500 + 8 * LENGTH(CAST(evidence AS BLOB))"
#define LISTED_BYTES 1500

static void
out_number(struct out *o, const char *name, size_t value)
{
	char n[24];

	snprintf(n, sizeof n, "%zu", value);
	out_attribute(o, name, n);
}

static void
write_decision(struct out *o, const struct finding *f)
{
	if (*f->decision == '\0')
		return;
	out_begin(o, "decided");
	out_attribute(o, "decision", f->decision);
	out_attribute(o, "date", f->decided_on);
	out_attribute(o, "until", f->until);
	out_attribute(o, "by", f->decided_by);
	out_attribute(o, "reviewer", f->reviewer);
	if (*f->reason != '\0')
		out_element(o, "reason", f->reason);
	if (*f->proof != '\0')
		out_element(o, "proof", f->proof);
	out_end(o);
}

/* Who is responsible, and until when. */
static int
prepare_whose(struct stmt **out, struct out *o, struct error *err)
{
	return db_prepare(out, o->db,
		"SELECT (SELECT MIN(responsible_name) FROM household WHERE id ="
		" ?1), COALESCE(" STEP_DUE("?2") ", " NEXT_DUE ")",
		err);
}

static int
write_whose(struct out *o, struct stmt *whose, const struct finding *f,
	struct error *err)
{
	int rc;

	stmt_bind_text(whose, 1, f->household);
	stmt_bind_text(whose, 2, f->step);
	rc = stmt_step(whose, err);
	if (rc == 1) {
		out_attribute(o, "responsible", stmt_text(whose, 0));
		out_attribute(o, "due", stmt_text(whose, 1));
	}
	stmt_reset(whose);
	return rc < 0 ? -1 : 0;
}

static int
write_finding(struct out *o, const struct finding *f, struct stmt *whose,
	struct error *err)
{
	char line[24];

	snprintf(line, sizeof line, "%ld", f->line);
	out_begin(o, "finding");
	out_attribute(o, "id", f->id);
	out_attribute(o, "check", f->check);
	out_attribute(o, "group", f->group);
	out_attribute(o, "severity", f->severity);
	out_attribute(o, "status", f->status);
	out_attribute(o, "state", f->state);
	out_attribute(o, "since", f->since);
	if (f->times > 1)
		out_number(o, "times", (size_t)f->times);
	out_attribute(o, "settled", f->settled ? "true" : NULL);
	out_attribute(o, "facts", f->facts);
	out_attribute(o, "village", f->village);
	out_attribute(o, "village-name", f->village_name);
	out_attribute(o, "household", f->household);
	out_attribute(o, "head", f->head);
	out_attribute(o, "member", f->member);
	out_attribute(o, "name", f->name);
	out_attribute(o, "step", f->step);
	out_attribute(o, "file", f->document);
	if (f->line > 0)
		out_attribute(o, "line", line);
	out_attribute(o, "column", f->column);
	out_attribute(o, "record", finding_record(f));
	if (write_whose(o, whose, f, err) != 0)
		return -1;
	out_element(o, "message", f->message);
	out_element(o, "found", f->found);
	out_element(o, "expected", f->expected);
	for (size_t i = 0; i < f->nevidence; i++) {
		out_begin(o, "evidence");
		out_attribute(o, "name", f->evidence[i].name);
		out_attribute(o, "label", f->evidence[i].label);
		xml_writer_text(o->w, f->evidence[i].value);
		out_end(o);
	}
	write_decision(o, f);
	out_end(o);
	return 0;
}

/* A part is of one village and one page. Small villages share a page; one that
 * is too large for what is left of a page begins the next. It holds findings
 * and, at the households that they concern, those of lists. */
struct part {
	char *village;
	long page, findings, listed;
};

/* What is not in a part yet. */
struct entry {
	long bytes;
	bool is_listed;
};

struct partition {
	struct part *parts;
	size_t n;
	long page, page_entries, page_bytes; /* of the page that is filled */
	/* entries of one village that are not in a part yet */
	char *village;
	struct entry *entries;
	long all_bytes;
	size_t nentries;
};

static void
clear_partition(struct partition *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->parts[i].village);
	free(p->parts);
	free(p->village);
	free(p->entries);
}

static bool
has_room(const struct partition *p, size_t entries, long bytes)
{
	return p->page_entries + (long)entries <= PAGE_FINDINGS &&
		p->page_bytes + bytes <= PAGE_BYTES;
}

static void
begin_page(struct partition *p)
{
	p->page++;
	p->page_entries = p->page_bytes = 0;
}

/* The village's entries into parts. */
static void
end_village(struct partition *p)
{
	struct part *part = NULL;

	if (p->page == 0 || !has_room(p, p->nentries, p->all_bytes))
		begin_page(p);
	for (size_t i = 0; i < p->nentries; i++) {
		const struct entry *e = &p->entries[i];

		if (p->page_entries > 0 && !has_room(p, 1, e->bytes)) {
			begin_page(p);
			part = NULL;
		}
		if (part == NULL) {
			p->parts = xreallocarray(
				p->parts, p->n + 1, sizeof *part);
			part = &p->parts[p->n++];
			*part = (struct part){ xstrdup(p->village), p->page, 0,
				0 };
		}
		part->findings += !e->is_listed;
		part->listed += e->is_listed;
		p->page_entries++;
		p->page_bytes += e->bytes;
	}
	p->nentries = 0;
	p->all_bytes = 0;
}

static void
add_to_village(struct partition *p, const char *village, struct entry entry)
{
	if (p->nentries > 0 && strcmp(p->village, village) != 0)
		end_village(p);
	if (p->nentries == 0) {
		free(p->village);
		p->village = xstrdup(village);
	}
	p->entries = xreallocarray(
		p->entries, p->nentries + 1, sizeof *p->entries);
	p->entries[p->nentries++] = entry;
	p->all_bytes += entry.bytes;
}

/* Does what is listed stand before the finding? Both are in the order of
 * villages and households; a household's own findings come first. */
static bool
stands_before(struct stmt *listed, const char *village, const char *household)
{
	int order = strcmp(stmt_given(listed, 0), village);

	return order < 0 ||
		(order == 0 && strcmp(stmt_given(listed, 1), household) < 0);
}

static int
make_listed(struct out *o, struct error *err)
{
	return db_exec(o->db,
		"CREATE TEMP TABLE listed AS SELECT COALESCE((SELECT"
		" MIN(h.village) FROM household h WHERE h.id = c.household),"
		" f.village, '') AS village, c.household, (SELECT"
		" MIN(h.head_name) FROM household h WHERE h.id = c.household)"
		" AS head, c.seq FROM temp.concern c JOIN hc_finding f"
		" ON f.run = " LAST_RUN " AND f.seq = c.seq WHERE c.of_list"
		" ORDER BY 1, 2, 4",
		err);
}

static int
prepare_listed(struct stmt **out, struct out *o, struct error *err)
{
	return db_prepare(out, o->db,
		"SELECT l.village AS \"*village\", l.household, l.head,"
		" s.id AS finding, s.check_id AS \"check\", s.grp AS"
		" \"group\", s.severity, s.message AS Message"
		" FROM temp.listed l JOIN temp.sentence s ON s.seq = l.seq"
		" ORDER BY l.rowid",
		err);
}

static int
divide_findings(struct out *o, struct partition *p, struct error *err)
{
	static const struct entry of_list = { LISTED_BYTES, true };
	struct stmt *st = NULL, *listed = NULL;
	int rc = -1, more = -1;

	if (db_prepare(&st, o->db,
		    "SELECT COALESCE(village, ''), COALESCE(household, ''),"
		    " " FINDING_BYTES " FROM hc_finding WHERE run = " LAST_RUN
		    " ORDER BY seq",
		    err) == 0 &&
		prepare_listed(&listed, o, err) == 0) {
		rc = stmt_step(st, err);
		more = stmt_step(listed, err);
	}
	while (rc >= 0 && more >= 0 && rc + more > 0) {
		if (more == 1 &&
			(rc == 0 ||
				stands_before(listed, stmt_text(st, 0),
					stmt_text(st, 1)))) {
			add_to_village(p, stmt_text(listed, 0), of_list);
			more = stmt_step(listed, err);
			continue;
		}
		add_to_village(p, stmt_text(st, 0),
			(struct entry){ (long)stmt_int(st, 2), false });
		rc = stmt_step(st, err);
	}
	if (p->nentries > 0)
		end_village(p);
	stmt_free(st);
	stmt_free(listed);
	return rc < 0 || more < 0 ? -1 : 0;
}

static int
begin_part(struct out *o, const struct part *part, size_t number, size_t from,
	struct error *err)
{
	struct stmt *st;
	int rc;

	out_begin(o, "part");
	out_number(o, "number", number);
	out_number(o, "page", (size_t)part->page);
	out_attribute(o, "village", part->village);
	if (db_prepare(&st, o->db,
		    "SELECT name FROM temp.place WHERE code = ?1 AND name <>"
		    " code",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, part->village);
	rc = stmt_step(st, err);
	if (rc == 1)
		out_attribute(o, "village-name", stmt_text(st, 0));
	stmt_free(st);
	out_number(o, "from", from);
	out_number(o, "to", from + (size_t)part->findings - 1);
	out_number(o, "findings", (size_t)part->findings);
	if (part->listed > 0)
		out_number(o, "listed", (size_t)part->listed);
	return rc < 0 ? -1 : 0;
}

/* Both in their order; the next of each is at hand. */
struct merge {
	struct finding_walk *walk;
	struct stmt *whose;
	struct homes *homes;
	struct finding finding;
	struct stmt *listed;
	int rc, more; /* 1: there is a next */
};

static int
write_entry(struct out *o, struct merge *m, struct error *err)
{
	if (m->more != 1 && m->rc != 1)
		return err_set(err, ERR_SYSTEM, "RESULT-FINDINGS-1",
			"this database is damaged or of another version");
	if (m->more == 1 &&
		(m->rc == 0 ||
			stands_before(m->listed, m->finding.village,
				m->finding.household))) {
		if (result_home(m->homes, o, stmt_text(m->listed, 1), err) != 0)
			return -1;
		out_begin(o, "listed");
		out_attributes(o, m->listed);
		out_children(o, m->listed);
		out_end(o);
		m->more = stmt_step(m->listed, err);
		return m->more;
	}
	if (result_home(m->homes, o, m->finding.household, err) != 0 ||
		write_finding(o, &m->finding, m->whose, err) != 0)
		return -1;
	m->rc = finding_next(m->walk, &m->finding, err);
	return m->rc;
}

static int
write_divided(struct out *o, struct merge *m, const struct partition *p,
	struct error *err)
{
	size_t seq = 1;

	m->rc = finding_next(m->walk, &m->finding, err);
	m->more = stmt_step(m->listed, err);
	if (m->rc < 0 || m->more < 0)
		return -1;
	for (size_t i = 0; i < p->n; i++) {
		const struct part *part = &p->parts[i];

		if (begin_part(o, part, i + 1, seq, err) != 0)
			return -1;
		for (long k = 0; k < part->findings + part->listed; k++) {
			if (write_entry(o, m, err) < 0)
				return -1;
		}
		out_end(o);
		seq += (size_t)part->findings;
	}
	return 0;
}

int
result_findings(struct out *o, struct error *err)
{
	struct finding_words words = { o->codes, o->lang, o->masked };
	struct partition p = { 0 };
	struct merge m = { 0 };
	int rc = -1;

	out_begin(o, "parts");
	if (make_listed(o, err) == 0 && divide_findings(o, &p, err) == 0 &&
		prepare_listed(&m.listed, o, err) == 0 &&
		prepare_whose(&m.whose, o, err) == 0 &&
		result_homes_open(&m.homes, o, err) == 0 &&
		finding_walk(&m.walk, o->db, &words, NULL, err) == 0)
		rc = write_divided(o, &m, &p, err);
	out_end(o);
	finding_walk_free(m.walk);
	stmt_free(m.listed);
	stmt_free(m.whose);
	result_homes_close(m.homes);
	clear_partition(&p);
	return rc;
}
