/*
 * The list of problems that comes home.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/intl.h"
#include "base/mem.h"
#include "check/decision.h"
#include "check/worklist.h"
#include "lib/db.h"
#include "lib/digest.h"
#include "lib/grid.h"
#include "schema/fold.h"

/* The hidden sheet, as xslt/book/problems.xsl writes it. */
#define SHEET "hecha"
#define FORMAT "hecha-problems 1"
/* Titles stand among the first rows of a sheet. */
#define TITLES_WITHIN 15
/* Locked cells of a row, and how much of each counts. */
#define MAX_LOCKED 24
#define MARKED_BYTES 1000

/* What the columns of a list may hold. */
enum field {
	FINDING,
	FACTS,
	CHECK,
	DECISION,
	REASON,
	EVIDENCE,
	UNTIL,
	BY,
	DATE,
	REVIEWER,
	NFIELDS
};
static const char *const field_names[NFIELDS] = { "finding", "facts", "check",
	"decision", "reason", "evidence", "until", "by", "date", "reviewer" };

/* The choices of the decision column: as the list words them, and their names
 * here. */
struct choice {
	const char *name, *title;
};

struct worklist {
	struct arena *arena;
	struct arena *row; /* of the row that is read; else arena */
	const char *name;
	struct decisions *decisions;
	bool is_ours, is_1904;
	const char *division, *year, *inputs;
	const char *titles[NFIELDS];
	struct choice choices[8];
	size_t nchoices;
	const char *locked[MAX_LOCKED]; /* titles, in their order */
	size_t nlocked;
	/* of the sheet at hand */
	const char *sheet;
	bool has_titles, any_titles;
	bool is_empty;	       /* it lists no problem */
	long columns[NFIELDS]; /* -1: there is none */
	long locked_columns[MAX_LOCKED], mark_column;
};

void
worklist_mark(const char *const *texts, size_t n, char out[WORKLIST_MARK])
{
	struct digest *d = digest_new();
	char hex[DIGEST_HEX];

	for (size_t i = 0; i < n; i++) {
		size_t left = MARKED_BYTES;

		for (const char *s = texts[i]; *s != '\0' && left > 0; s++) {
			if (strchr(" \t\r\n", *s) != NULL)
				continue;
			digest_add(d, s, 1);
			left--;
		}
		digest_add(d, "\n", 1);
	}
	digest_hex(d, hex);
	memcpy(out, hex, WORKLIST_MARK - 1);
	out[WORKLIST_MARK - 1] = '\0';
}

/* Without the white space around it. */
static const char *
trimmed(struct arena *a, const char *s, size_t n)
{
	while (n > 0 && strchr(" \t\r\n", *s) != NULL) {
		s++;
		n--;
	}
	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
		n--;
	return arena_strndup(a, s, n);
}

static const char *
cell_at(struct worklist *w, const struct cell *cells, size_t n, long column)
{
	for (size_t i = 0; i < n; i++) {
		if (cells[i].column == column && cells[i].kind != CELL_BLANK &&
			cells[i].merged != MERGED_ACROSS)
			return trimmed(w->row, cells[i].text, cells[i].n);
	}
	return "";
}

/* One row of the hidden sheet: what kind of thing it names, which one, and how
 * the list calls it. */
static void
note_about(struct worklist *w, const char *what, const char *value,
	const char *title)
{
	if (strcmp(what, "format") == 0)
		w->is_ours = strcmp(value, FORMAT) == 0;
	else if (strcmp(what, "division") == 0)
		w->division = value;
	else if (strcmp(what, "year") == 0)
		w->year = value;
	else if (strcmp(what, "inputs") == 0)
		w->inputs = value;
	else if (strcmp(what, "problems") == 0)
		w->is_empty = strcmp(value, "0") == 0;
	else if (strcmp(what, "decision") == 0 && w->nchoices < 8)
		w->choices[w->nchoices++] = (struct choice){ value, title };
	else if (strcmp(what, "locked") == 0 && w->nlocked < MAX_LOCKED)
		w->locked[w->nlocked++] = title;
	for (int i = 0; strcmp(what, "column") == 0 && i < NFIELDS; i++) {
		if (strcmp(field_names[i], value) == 0)
			w->titles[i] = title;
	}
}

/* A line of the hidden sheet. */
static int
read_about(void *arg, long row, const struct cell *cells, size_t n,
	struct error *err)
{
	struct worklist *w = arg;

	(void)row;
	(void)err;
	note_about(w, cell_at(w, cells, n, 0), cell_at(w, cells, n, 1),
		cell_at(w, cells, n, 2));
	return 0;
}

/* The same in a heading: "what|value|title;" of each line. */
static bool
is_heading(const struct cell *c)
{
	static const char begins[] = "format|" FORMAT "|;";

	return c->kind == CELL_TEXT && c->n >= sizeof begins - 1 &&
		memcmp(c->text, begins, sizeof begins - 1) == 0;
}

static void
read_heading(struct worklist *w, const struct cell *c)
{
	char *s = arena_strndup(w->arena, c->text, c->n), *line, *rest = s;

	while ((line = strsep(&rest, ";")) != NULL) {
		const char *part[3] = { "", "", "" };

		for (int i = 0; i < 3 && line != NULL; i++)
			part[i] = strsep(&line, "|");
		note_about(w, part[0], part[1], part[2]);
	}
}

/* Reads a list that was saved as text as far as its headings can stand; answers
 * -1 to end the reading. */
static int
seek_heading(void *arg, long row, const struct cell *cells, size_t n,
	struct error *err)
{
	struct worklist *w = arg;

	(void)err;
	for (size_t i = 0; i < n && !w->is_ours; i++) {
		if (is_heading(&cells[i]))
			read_heading(w, &cells[i]);
	}
	return w->is_ours || row > TITLES_WITHIN ? -1 : 0;
}

static int
seek_about(void *arg, const struct grid_sheet *sheet, struct error *err)
{
	(void)arg;
	(void)err;
	return strcmp(sheet->name, SHEET) != 0;
}

static int
any_sheet(void *arg, const struct grid_sheet *sheet, struct error *err)
{
	(void)arg;
	(void)sheet;
	(void)err;
	return 0;
}

/* What the list says about itself, if it is one. */
static int
read_itself(struct worklist *w, const char *path, enum grid_kind kind,
	struct error *err)
{
	static const struct grid_events hidden = { seek_about, read_about,
		NULL };
	static const struct grid_events heading = { any_sheet, seek_heading,
		NULL };
	struct error ignored = { 0 };

	if (kind == GRID_XLSX || kind == GRID_OFFICE)
		return grid_read(path, w->name, &hidden, w, err);
	if (kind == GRID_TEXT || kind == GRID_HTML || kind == GRID_ARCHIVE)
		grid_read(path, w->name, &heading, w, &ignored);
	return 0;
}

int
worklist_is(bool *is, const char *path, struct error *err)
{
	struct worklist w = { .name = path, .arena = arena_new() };
	enum grid_kind kind;
	const char *what;
	struct error ignored = { 0 };
	int rc;

	w.row = w.arena;
	rc = grid_kind(&kind, &what, path, err);

	/* What cannot be read is told by who imports it. */
	*is = rc == 0 && (kind != GRID_OFFICE || grid_may_name(path, SHEET)) &&
		read_itself(&w, path, kind, &ignored) == 0 && w.is_ours;
	arena_free(w.arena);
	return rc;
}

static int
begin_sheet(void *arg, const struct grid_sheet *sheet, struct error *err)
{
	struct worklist *w = arg;

	(void)err;
	w->sheet = arena_strdup(w->arena, sheet->name);
	w->is_1904 = sheet->is_1904;
	w->has_titles = false;
	return strcmp(sheet->name, SHEET) == 0;
}

/* The column of that title, -1; *is_twice where there are two. */
static long
find_title(struct worklist *w, const struct cell *cells, size_t n,
	const char *wanted, bool *is_twice)
{
	long found = -1;

	for (size_t k = 0; wanted != NULL && k < n; k++) {
		const char *title = cells[k].kind != CELL_TEXT
			? ""
			: trimmed(w->row, cells[k].text, cells[k].n);

		if (strcmp(title, wanted) != 0)
			continue;
		*is_twice = *is_twice || found >= 0;
		found = cells[k].column;
	}
	return found;
}

static int
refuse_titles(
	struct worklist *w, const char *title, bool is_twice, struct error *err)
{
	return is_twice ? err_set(err, ERR_INPUT, "WORKLIST-2",
				  "%s: sheet %s has two columns \"%s\"; leave "
				  "the one that holds",
				  w->name, w->sheet, title)
			: err_set(err, ERR_INPUT, "WORKLIST-3",
				  "%s: sheet %s has no column \"%s\" any more; "
				  "write that title again",
				  w->name, w->sheet, title);
}

/* Where the mark has its heading, every column that people fill in must be
 * there: what stands under a title that was changed would be lost untold. */
static int
find_titles(struct worklist *w, const struct cell *cells, size_t n,
	struct error *err)
{
	bool is_twice[NFIELDS] = { false }, ignored = false;

	for (int i = 0; i < NFIELDS; i++)
		w->columns[i] = find_title(
			w, cells, n, w->titles[i], &is_twice[i]);
	for (size_t i = 0; i < w->nlocked; i++)
		w->locked_columns[i] = find_title(
			w, cells, n, w->locked[i], &ignored);
	w->mark_column = -1;
	for (size_t k = 0; k < n; k++) {
		if (is_heading(&cells[k]))
			w->mark_column = cells[k].column;
	}
	w->has_titles = w->titles[FINDING] != NULL &&
		w->titles[DECISION] != NULL &&
		(w->mark_column >= 0 ||
			(w->columns[FINDING] >= 0 &&
				w->columns[DECISION] >= 0));
	w->any_titles = w->any_titles || w->has_titles;
	for (int i = 0; w->has_titles && i < NFIELDS; i++) {
		bool is_gone = w->titles[i] != NULL && w->columns[i] < 0;

		if (is_twice[i] || is_gone)
			return refuse_titles(w, w->titles[i], is_twice[i], err);
	}
	return 0;
}

/* 2026-11-20 from 2026年11月20日, 2026/11/20, 2026.11.20, 20261120; what is no
 * date stays as it is. */
static const char *
iso_date(struct arena *a, const char *s)
{
	int year, month, day, end = 0;
	char iso[11];
	long found = NO_DAY;

	if (strlen(s) == 8 && strspn(s, "0123456789") == 8)
		sscanf(s, "%4d%2d%2d%n", &year, &month, &day, &end);
	else if (sscanf(s, "%4d年%2d月%2d日%n", &year, &month, &day, &end) <
			3 ||
		end == 0)
		sscanf(s, "%4d%*1[-/.]%2d%*1[-/.]%2d%n", &year, &month, &day,
			&end);
	if (end > 0 && s[end] == '\0')
		found = day_make(year, month, day);
	return found == NO_DAY ? s : arena_strdup(a, day_format(found, iso));
}

static const char *
date_at(struct worklist *w, const struct cell *cells, size_t n, long column)
{
	const char *text = cell_at(w, cells, n, column);
	char iso[11], *end;

	for (size_t i = 0; i < n; i++) {
		long day;

		if (cells[i].column != column || cells[i].kind != CELL_DATE)
			continue;
		day = (long)strtod(text, &end) - (w->is_1904 ? 24107 : 25569);
		return arena_strdup(w->row, day_format(day, iso));
	}
	return iso_date(w->row, fold_text(text, false, w->row));
}

/* The name of what was chosen, however it is typed; what is none of the choices
 * is left to be refused. */
static const char *
choice_of(const struct worklist *w, const char *title)
{
	const char *folded = fold_text(title, false, w->row);

	for (size_t i = 0; i < w->nchoices; i++) {
		if (strcmp(fold_text(w->choices[i].title, false, w->row),
			    folded) == 0)
			return w->choices[i].name;
	}
	return title;
}

/* Are the locked cells those that the mark was made of? */
static bool
is_untouched(struct worklist *w, const struct cell *cells, size_t n)
{
	const char *texts[MAX_LOCKED];
	char mark[WORKLIST_MARK];

	if (w->mark_column < 0)
		return w->nlocked == 0;
	for (size_t i = 0; i < w->nlocked; i++)
		texts[i] = cell_at(w, cells, n, w->locked_columns[i]);
	worklist_mark(texts, w->nlocked, mark);
	return strcmp(mark, cell_at(w, cells, n, w->mark_column)) == 0;
}

static char *
place_of(const struct worklist *w, long row)
{
	return *w->sheet != '\0' ? xasprintf("%s!%ld", w->sheet, row)
				 : xasprintf("%ld", row);
}

/* Did somebody write into the row? (Who is responsible stands there before.) */
static bool
is_written(const char *const values[NFIELDS])
{
	static const int fields[] = { REASON, EVIDENCE, UNTIL, DATE, REVIEWER };

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (*values[fields[i]] != '\0')
			return true;
	}
	return false;
}

static int
take_row(struct worklist *w, long row, const struct cell *cells, size_t n,
	struct error *err)
{
	struct decision d = { .origin = w->name };
	const char *values[NFIELDS];
	char *place;
	bool untouched;
	int rc = 0;

	if (!w->has_titles)
		return row <= TITLES_WITHIN ? find_titles(w, cells, n, err) : 0;
	for (int i = 0; i < NFIELDS; i++)
		values[i] = i == UNTIL || i == DATE
			? date_at(w, cells, n, w->columns[i])
			: cell_at(w, cells, n, w->columns[i]);
	untouched = is_untouched(w, cells, n);
	/* A row without a decision decides nothing. One with neither decision
	 * nor identity is not ours, nor is a heading that is repeated. */
	if (*values[DECISION] == '\0' && *values[FINDING] == '\0')
		return 0;
	if (*values[DECISION] == '\0' && untouched && !is_written(values))
		return 0;
	if (strcmp(values[DECISION], w->titles[DECISION]) == 0)
		return 0;
	d.finding = *values[FINDING] != '\0' ? values[FINDING] : "?";
	d.facts = *values[FACTS] != '\0' ? values[FACTS] : NULL;
	d.check = values[CHECK];
	d.decision = *values[DECISION] != '\0' ? choice_of(w, values[DECISION])
					       : NULL;
	d.date = values[DATE];
	d.until = values[UNTIL];
	d.by = values[BY];
	d.reviewer = values[REVIEWER];
	d.reason = values[REASON];
	d.evidence = values[EVIDENCE];
	place = place_of(w, row);
	d.place = place;
	if (!untouched)
		decisions_refuse(w->decisions, &d,
			_("a locked cell of the row was changed"));
	else if (d.decision == NULL)
		decisions_refuse(w->decisions, &d,
			_("written into, but without a decision"));
	else
		rc = decisions_add(w->decisions, &d, err);
	free(place);
	return rc;
}

static int
read_row(void *arg, long row, const struct cell *cells, size_t n,
	struct error *err)
{
	struct worklist *w = arg;
	int rc;

	w->row = arena_new();
	rc = take_row(w, row, cells, n, err);
	arena_free(w->row);
	w->row = w->arena;
	return rc;
}

static int
check_street(struct worklist *w, struct db *db, struct error *err)
{
	char *division = NULL, *year = NULL;
	int rc = -1;

	if (db_get_text(db,
		    "SELECT COALESCE((SELECT division FROM hc_document WHERE"
		    " kind = 'register' AND source = 'current' ORDER BY name"
		    " LIMIT 1), (SELECT MIN(division) FROM hc_document))",
		    &division, err) == 0 &&
		db_get_text(db, "SELECT year FROM plan", &year, err) == 0)
		rc = 0;
	if (rc == 0 &&
		(division == NULL || w->division == NULL ||
			strcmp(division, w->division) != 0 || year == NULL ||
			w->year == NULL || strcmp(year, w->year) != 0))
		rc = err_set(err, ERR_INPUT, "WORKLIST-1",
			"%s: a list of problems of %s, %s; the database is of "
			"%s, %s",
			w->name, w->division != NULL ? w->division : "?",
			w->year != NULL ? w->year : "?",
			division != NULL ? division : "?",
			year != NULL ? year : "?");
	free(division);
	free(year);
	return rc;
}

/* Is it the list of a check that this database made? That of the same records
 * is the same list. */
static int
check_run(struct worklist *w, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, "SELECT 1 FROM hc_run WHERE inputs_sha256 = ?",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, w->inputs);
	rc = stmt_step(st, err);
	stmt_free(st);
	if (rc == 0)
		return err_set(err, ERR_INPUT, "WORKLIST-5",
			"%s: a list of problems of other records: this "
			"database never checked them; import it into the one "
			"that made the list",
			w->name);
	return rc < 0 ? -1 : 0;
}

int
worklist_take(struct db *db, const char *path, const char *name,
	struct decisions *decisions, struct error *err)
{
	static const struct grid_events events = { begin_sheet, read_row,
		NULL };
	struct worklist w = {
		.arena = arena_new(), .name = name, .decisions = decisions
	};
	enum grid_kind kind;
	const char *what;
	int rc;

	w.row = w.arena;
	rc = grid_kind(&kind, &what, path, err);
	if (rc == 0)
		rc = read_itself(&w, path, kind, err);
	if (rc == 0)
		rc = check_street(&w, db, err);
	if (rc == 0)
		rc = check_run(&w, db, err);
	if (rc == 0)
		rc = grid_read(path, name, &events, &w, err);
	if (rc == 0 && !w.any_titles && !w.is_empty)
		rc = err_set(err, ERR_INPUT, "WORKLIST-4",
			"%s: no sheet of this list of problems has its row of "
			"titles any more",
			name);
	arena_free(w.arena);
	return rc;
}
