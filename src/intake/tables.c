/*
 * Files of tables, gathered: see tables.h. What goes on beyond memory stands in
 * a database that nobody else sees.
 */
#include "config.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/tables.h"
#include "lib/db.h"
#include "lib/digest.h"
#include "lib/xml.h"
#include "schema/fold.h"

#define MAX_REFUSALS 200000

static int
add_layouts(struct tables *t, struct error *err)
{
	for (size_t i = 0; i < t->settings.nlayouts; i++) {
		if (layout_add(t->layout, t->settings.layouts[i], err) != 0)
			return -1;
	}
	return 0;
}

int
tables_new(struct tables **out, const struct model *model,
	const struct codes *codes, const struct table_settings *settings,
	struct error *err)
{
	struct tables *t = xcalloc(1, sizeof *t);

	t->codes = codes;
	t->settings = *settings;
	*out = t;
	if (layout_load(&t->layout, model, err) == 0 &&
		db_open(&t->db, "", DB_SCRATCH, err) == 0 &&
		db_exec(t->db,
			"BEGIN; CREATE TABLE piece(id INTEGER PRIMARY KEY,"
			" kind TEXT, file INTEGER, record INTEGER, key TEXT,"
			" element INTEGER, derived INTEGER, sheet INTEGER,"
			" line INTEGER, owner TEXT, village TEXT, facts TEXT);"
			"CREATE TABLE place(document INTEGER, line INTEGER,"
			" sheet INTEGER, src INTEGER)",
			err) == 0 &&
		db_prepare(&t->insert, t->db,
			"INSERT INTO piece(kind, file, record, key, element,"
			" derived, sheet, line, owner, village, facts)"
			" VALUES(?,?,?,?,?,?,?,?,?,?,?)",
			err) == 0 &&
		db_prepare(&t->place, t->db,
			"INSERT INTO place VALUES(?,?,?,?)", err) == 0 &&
		add_layouts(t, err) == 0)
		return 0;
	tables_free(t);
	*out = NULL;
	return -1;
}

static void
clear_refusal(struct refusal *r)
{
	free(r->title);
	free(r->key);
	free(r->value);
}

void
tables_free(struct tables *t)
{
	if (t == NULL)
		return;
	stmt_free(t->insert);
	stmt_free(t->place);
	db_close(t->db);
	layout_free(t->layout);
	for (size_t i = 0; i < t->nfiles; i++) {
		free(t->files[i].path);
		free(t->files[i].name);
		free(t->files[i].folded);
	}
	for (size_t i = 0; i < t->nsheets; i++)
		sheet_free(t->sheets[i]);
	for (size_t i = 0; i < t->nrefusals; i++)
		clear_refusal(&t->refusals[i]);
	for (size_t i = 0; i < t->nvillages; i++) {
		free(t->villages[i].code);
		free(t->villages[i].name);
	}
	for (size_t i = 0; i < t->nheaders; i++) {
		free(t->headers[i].name);
		free(t->headers[i].value);
	}
	for (size_t i = 0; i < t->ndocuments; i++) {
		free(t->documents[i].name);
		free(t->documents[i].path);
		free(t->documents[i].files);
		free(t->documents[i].delivered);
	}
	free(t->files);
	free(t->sheets);
	free(t->refusals);
	free(t->villages);
	free(t->headers);
	free(t->documents);
	free(t);
}

void
tables_refuse(struct tables *t, struct refusal *refusal)
{
	t->refused++;
	if (t->nrefusals == MAX_REFUSALS) {
		clear_refusal(refusal);
		return;
	}
	t->refusals = xreallocarray(
		t->refusals, t->nrefusals + 1, sizeof *t->refusals);
	t->refusals[t->nrefusals++] = *refusal;
}

static char *
fold(const char *s)
{
	struct arena *arena = arena_new();
	char *folded = xstrdup(fold_text(s, false, arena));

	arena_free(arena);
	return folded;
}

void
tables_know_village(struct tables *t, const char *code, const char *name)
{
	char *folded = fold(name);

	for (size_t i = 0; i < t->nvillages; i++) {
		if (strcmp(t->villages[i].code, code) == 0 &&
			strcmp(t->villages[i].name, folded) == 0) {
			free(folded);
			return;
		}
	}
	t->villages = xreallocarray(
		t->villages, t->nvillages + 1, sizeof *t->villages);
	t->villages[t->nvillages++] = (struct village_name){ xstrdup(code),
		folded };
}

/* Bytes of a name without what only says that it is a village. */
static size_t
stem(const char *name)
{
	static const char *const ends[] = { "村民委员会", "居民委员会",
		"村委会", "居委会", "社区", "村", NULL };
	size_t n = strlen(name);

	for (size_t i = 0; ends[i] != NULL; i++) {
		size_t m = strlen(ends[i]);

		if (n > m && strcmp(name + n - m, ends[i]) == 0)
			return n - m;
	}
	return n;
}

const char *
tables_village(const struct tables *t, const char *name)
{
	const char *code = "";
	char *want = fold(name);
	size_t n = stem(want);
	bool exact = false, twice = false;

	for (size_t i = 0; i < t->nvillages && *want != '\0'; i++) {
		const struct village_name *v = &t->villages[i];
		bool same = strcmp(v->name, want) == 0;

		if (!same &&
			(exact || stem(v->name) != n ||
				strncmp(v->name, want, n) != 0))
			continue;
		if (same && !exact) {
			exact = true;
			twice = false;
			code = "";
		}
		twice = twice || (*code != '\0' && strcmp(code, v->code) != 0);
		code = v->code;
	}
	free(want);
	return twice ? "" : code;
}

const char *
tables_village_within(const struct tables *t, const char *text)
{
	const char *code = "", *name = "";
	bool twice = false;

	for (size_t i = 0; i < t->nvillages; i++) {
		const struct village_name *v = &t->villages[i];
		char *s = xstrndup(v->name, stem(v->name));

		if (strlen(s) >= 6 && strstr(text, s) != NULL) {
			/* 大柳泉 is not 柳泉 as well */
			if (strstr(name, s) == NULL || *name == '\0') {
				if (*code != '\0' &&
					strcmp(code, v->code) != 0 &&
					strstr(s, name) == NULL)
					twice = true;
				code = v->code;
				name = v->name;
			}
		}
		free(s);
	}
	return twice ? "" : code;
}

static size_t
row_number(const struct tables *t, const struct element *e)
{
	size_t i = 0;

	while (i < layout_rows(t->layout) && layout_row(t->layout, i) != e)
		i++;
	return i;
}

static void
add_header(struct tables *t, const struct kind *kind, const char *name,
	const char *value)
{
	size_t file = t->nfiles - 1;

	for (size_t i = 0; i < t->nheaders; i++) {
		const struct header_fact *h = &t->headers[i];

		if (h->file == file && h->kind == kind &&
			strcmp(h->name, name) == 0 &&
			strcmp(h->value, value) == 0)
			return;
	}
	t->headers = xreallocarray(
		t->headers, t->nheaders + 1, sizeof *t->headers);
	t->headers[t->nheaders++] = (struct header_fact){ file, kind,
		xstrdup(name), xstrdup(value) };
}

/* Digits of a day, "2020年11月5日" or "2020-11-05", at s; NO_DAY: none. */
static long
day_at(const char *s)
{
	int y, m, d;

	while (*s != '\0' && (*s < '0' || *s > '9'))
		s++;
	if (sscanf(s, "%4d年%2d月%2d日", &y, &m, &d) == 3 ||
		sscanf(s, "%4d-%2d-%2d", &y, &m, &d) == 3 ||
		sscanf(s, "%4d/%2d/%2d", &y, &m, &d) == 3 ||
		sscanf(s, "%4d.%2d.%2d", &y, &m, &d) == 3)
		return y >= 1900 ? day_make(y, m, d) : NO_DAY;
	return NO_DAY;
}

/* What the titles above a table say of the document. */
static void
read_titles(struct tables *t, const struct sheet *s)
{
	const char *p = s->titles != NULL ? strstr(s->titles, "导出") : NULL;
	const char *year = s->titles != NULL ? strstr(s->titles, "年度") : NULL;
	char iso[11], digits[5] = { 0 };
	size_t n;
	long day;

	if (p != NULL) {
		char *line = xstrndup(p, strcspn(p, "\n"));

		day = day_at(line);
		if (day != NO_DAY)
			add_header(
				t, s->kind, "exported", day_format(day, iso));
		free(line);
	}
	if (year == NULL || year - s->titles < 4)
		return;
	n = strspn(year - 4, "0123456789");
	if (n != 4)
		return;
	memcpy(digits, year - 4, 4);
	add_header(t, s->kind, "year", digits);
}

static int
on_begin(void *arg, struct sheet *sheet, struct error *err)
{
	struct tables *t = arg;

	(void)err;
	t->sheets = xreallocarray(t->sheets, t->nsheets + 1, sizeof *t->sheets);
	t->sheets[t->nsheets++] = sheet;
	if (sheet->row != NULL)
		read_titles(t, sheet);
	return 0;
}

static int
on_header(void *arg, size_t sheet, const struct kind *kind, const char *name,
	const char *value, struct error *err)
{
	(void)sheet;
	(void)err;
	if (*value != '\0')
		add_header(arg, kind, name, value);
	return 0;
}

static void
on_refused(void *arg, struct refusal *refusal)
{
	tables_refuse(arg, refusal);
}

/* The value of a fact of this element in a piece's facts; the caller's. */
static char *
piece_value(const struct tables *t, const char *facts, const char *attribute)
{
	while (*facts != '\0') {
		size_t n = strcspn(facts, (char[]){ FACT_END, '\0' });
		const struct fact *f = layout_fact(
			t->layout, strtoul(facts, NULL, 10));
		const char *v = memchr(facts, FACT_UNIT, n);

		v = memchr(v + 1, FACT_UNIT, n - (size_t)(v + 1 - facts));
		if (f->attribute != NULL &&
			strcmp(f->attribute->name, attribute) == 0)
			return xstrndup(v + 1, n - (size_t)(v + 1 - facts));
		facts += n + 1;
	}
	return NULL;
}

static void
take_village(struct tables *t, const struct piece *p)
{
	char *code, *name;

	if (strcmp(p->element->name, "village") != 0)
		return;
	code = piece_value(t, p->facts, "code");
	name = piece_value(t, p->facts, "name");
	if (code != NULL && name != NULL)
		tables_know_village(t, code, name);
	free(code);
	free(name);
}

static int
on_piece(void *arg, const struct piece *p, struct error *err)
{
	struct tables *t = arg;
	const struct sheet *s = t->sheets[p->sheet];
	struct stmt *st = t->insert;

	take_village(t, p);
	stmt_bind_static(st, 1, s->kind->name);
	stmt_bind_int(st, 2, (int64_t)s->file);
	stmt_bind_int(st, 3, (int64_t)row_number(t, s->record));
	stmt_bind_static(st, 4, p->key);
	stmt_bind_int(st, 5, (int64_t)row_number(t, p->element));
	stmt_bind_int(st, 6, p->derived);
	stmt_bind_int(st, 7, (int64_t)p->sheet);
	stmt_bind_int(st, 8, p->row);
	stmt_bind_static(st, 9, p->owner);
	stmt_bind_static(st, 10, p->village);
	stmt_bind_static(st, 11, p->facts);
	return stmt_run(st, err);
}

static int
digest_file(char out[65], const char *path, struct error *err)
{
	struct digest *d = digest_new();
	char buf[65536];
	FILE *f = fopen(path, "rbe");
	size_t n;

	while (f != NULL && (n = fread(buf, 1, sizeof buf, f)) > 0)
		digest_add(d, buf, n);
	digest_hex(d, out);
	if (f == NULL)
		return err_set(err, ERR_INPUT, "SYSTEM-1", "%s: %s", path,
			strerror(errno));
	fclose(f);
	return 0;
}

int
tables_read(
	struct tables *t, const char *path, const char *name, struct error *err)
{
	static const struct sheet_sink sink = { on_begin, on_piece, on_header,
		on_refused };
	const struct sheet_source source = { path, name, t->nfiles,
		t->nsheets };
	struct table_file *f;
	char *base = xstrndup(name, strcspn(name, "."));
	bool any = false;

	t->files = xreallocarray(t->files, t->nfiles + 1, sizeof *t->files);
	f = &t->files[t->nfiles++];
	*f = (struct table_file){ .path = xstrdup(path),
		.name = xstrdup(name),
		.folded = fold(base) };
	free(base);
	if (digest_file(f->sha256, path, err) != 0 ||
		sheet_read(&source, t->layout, &sink, t, err) != 0)
		return -1;
	for (size_t i = 0; i < t->nsheets; i++)
		any = any ||
			(t->sheets[i]->file == t->nfiles - 1 &&
				t->sheets[i]->row != NULL);
	if (any)
		return 0;
	t->nfiles--;
	free(t->files[t->nfiles].path);
	free(t->files[t->nfiles].name);
	free(t->files[t->nfiles].folded);
	while (t->nsheets > 0 && t->sheets[t->nsheets - 1]->file == t->nfiles)
		sheet_free(t->sheets[--t->nsheets]);
	err_set(err, ERR_INPUT, "TABLES-1",
		"%s: no row of titles that hecha knows in its first 15 rows; "
		"name the columns as template does, or add their titles to a "
		"layout",
		name);
	return 1;
}

static const char *
file_says(const struct tables *t, size_t file, const char *name)
{
	for (size_t i = 0; i < t->nheaders; i++) {
		const struct header_fact *h = &t->headers[i];

		if (h->file == file && strcmp(h->name, name) == 0 &&
			(h->kind == NULL ||
				strcmp(h->kind->name, "register") == 0))
			return h->value;
	}
	return NULL;
}

/* Are the files of different registers, by what they say? */
static bool
are_apart(const struct tables *t, size_t a, size_t b)
{
	static const char *const names[] = { "source", "year", "division" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *x = file_says(t, a, names[i]);
		const char *y = file_says(t, b, names[i]);

		if (x != NULL && y != NULL && strcmp(x, y) != 0)
			return true;
	}
	return false;
}

static void
join(const struct tables *t, size_t *first, size_t a, size_t b)
{
	size_t low = first[a] < first[b] ? first[a] : first[b];
	size_t high = first[a] < first[b] ? first[b] : first[a];

	for (size_t i = 0; low != high && i < t->nfiles; i++) {
		if (first[i] == high)
			first[i] = low;
	}
}

/* Files that speak of the same households are one document. */
static int
join_files(struct tables *t, size_t *first, struct error *err)
{
	size_t *same = xcalloc(t->nfiles + 1, sizeof *same), nsame = 0;
	struct stmt *st;
	char *key = NULL;
	int rc;

	if (db_prepare(&st, t->db,
		    "SELECT DISTINCT key, file FROM piece WHERE kind ="
		    " 'register' AND key <> '' AND record IN (SELECT record"
		    " FROM piece WHERE derived) ORDER BY key, file",
		    err) != 0) {
		free(same);
		return -1;
	}
	/* same: the files in which this key stands */
	while ((rc = stmt_step(st, err)) == 1) {
		size_t file = (size_t)stmt_int(st, 1);

		if (key == NULL || strcmp(key, stmt_text(st, 0)) != 0) {
			free(key);
			key = xstrdup(stmt_text(st, 0));
			nsame = 0;
		}
		for (size_t i = 0; i < nsame; i++) {
			if (!are_apart(t, same[i], file))
				join(t, first, same[i], file);
		}
		same[nsame++] = file;
	}
	free(key);
	free(same);
	stmt_free(st);
	return rc;
}

static struct table_document *
get_document(struct tables *t, const struct kind *kind, size_t first)
{
	struct table_document *d;

	for (size_t i = 0; i < t->ndocuments; i++) {
		d = &t->documents[i];
		if (d->kind == kind && d->files[0] == first)
			return d;
	}
	t->documents = xreallocarray(
		t->documents, t->ndocuments + 1, sizeof *t->documents);
	d = &t->documents[t->ndocuments];
	*d = (struct table_document){ .kind = kind, .number = t->ndocuments++ };
	d->delivered = xcalloc(
		layout_facts(t->layout) + 1, sizeof *d->delivered);
	return d;
}

static void
add_file(struct table_document *d, size_t file)
{
	for (size_t i = 0; i < d->nfiles; i++) {
		if (d->files[i] == file)
			return;
	}
	d->files = xreallocarray(d->files, d->nfiles + 1, sizeof *d->files);
	d->files[d->nfiles++] = file;
}

static void
note_delivered(struct table_document *d, const struct sheet *s)
{
	for (size_t i = 0; i < s->ncolumns; i++) {
		const struct sheet_column *c = &s->columns[i];

		if (c->meaning.meaning == MEANS_FACT && !c->clashes)
			d->delivered[c->meaning.fact->number] = true;
	}
}

/* Which documents there are: for each kind a file's own, or several files'. */
static int
find_documents(struct tables *t, struct error *err)
{
	size_t *first = xcalloc(t->nfiles + 1, sizeof *first);
	int rc;

	for (size_t i = 0; i < t->nfiles; i++)
		first[i] = i;
	rc = join_files(t, first, err);
	for (size_t i = 0; rc == 0 && i < t->nsheets; i++) {
		const struct sheet *s = t->sheets[i];
		struct table_document *d;
		size_t f;

		if (s->row == NULL || s->rows == 0)
			continue;
		f = strcmp(s->kind->name, "register") == 0 ? first[s->file]
							   : s->file;
		d = get_document(t, s->kind, f);
		add_file(d, f);
		add_file(d, s->file);
		note_delivered(d, s);
	}
	/* a table without a row says that there is none */
	for (size_t i = 0; rc == 0 && i < t->nsheets; i++) {
		const struct sheet *s = t->sheets[i];
		long d = s->row != NULL && s->rows == 0
			? tables_document_of(t, i)
			: -1;

		if (d >= 0)
			note_delivered(&t->documents[d], s);
	}
	free(first);
	return rc;
}

long
tables_document_of(const struct tables *t, size_t sheet)
{
	const struct sheet *s = t->sheets[sheet];

	for (size_t i = 0; i < t->ndocuments; i++) {
		const struct table_document *d = &t->documents[i];

		for (size_t k = 0; d->kind == s->kind && k < d->nfiles; k++) {
			if (d->files[k] == s->file)
				return (long)i;
		}
	}
	return -1;
}

/* After the first file with the records themselves; with its kind where that
 * file has several. */
static void
name_document(struct tables *t, struct table_document *d)
{
	const char *file = t->files[d->files[0]].name;
	size_t same = 0;

	for (size_t i = t->nsheets; i-- > 0;) {
		const struct sheet *s = t->sheets[i];

		if (s->row != NULL && s->rows > 0 && s->row == s->record &&
			tables_document_of(t, i) == (long)d->number)
			file = t->files[s->file].name;
	}

	for (size_t i = 0; i < t->ndocuments; i++)
		same += t->documents[i].files[0] == d->files[0];
	d->name = same > 1 ? xasprintf("%s#%s", file, d->kind->name)
			   : xstrdup(file);
}

int
tables_write(struct tables *t, const char *dir, struct error *err)
{
	if (db_exec(t->db, "COMMIT; BEGIN", err) != 0 ||
		find_documents(t, err) != 0)
		return -1;
	for (size_t i = 0; i < t->ndocuments; i++) {
		struct table_document *d = &t->documents[i];
		FILE *f;
		int rc;

		name_document(t, d);
		d->path = xasprintf("%s/%zu.xml", dir, i + 1);
		f = fopen(d->path, "wbe");
		if (f == NULL)
			return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s",
				d->path, strerror(errno));
		rc = tables_write_document(t, d, f, err);
		if (fclose(f) != 0 && rc == 0)
			rc = err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s",
				d->path, strerror(errno));
		if (rc != 0)
			return -1;
	}
	return 0;
}

size_t
tables_documents(const struct tables *t)
{
	return t->ndocuments;
}

const struct table_document *
tables_document(const struct tables *t, size_t i)
{
	return &t->documents[i];
}

const struct layout *
tables_layout(const struct tables *t)
{
	return t->layout;
}

size_t
tables_files(const struct tables *t)
{
	return t->nfiles;
}

const char *
tables_file_name(const struct tables *t, size_t file)
{
	return t->files[file].name;
}

const char *
tables_file_sha256(const struct tables *t, size_t file)
{
	return t->files[file].sha256;
}

size_t
tables_sheets(const struct tables *t)
{
	return t->nsheets;
}

const struct sheet *
tables_sheet(const struct tables *t, size_t i)
{
	return t->sheets[i];
}

size_t
tables_refusals(const struct tables *t)
{
	return t->nrefusals;
}

const struct refusal *
tables_refusal(const struct tables *t, size_t i)
{
	return &t->refusals[i];
}

int
tables_places(struct tables *t, size_t document, line_place_fn *f, void *arg,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, t->db,
		    "SELECT line, sheet, src FROM place WHERE document = ?"
		    " ORDER BY line",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, (int64_t)document);
	while ((rc = stmt_step(st, err)) == 1) {
		struct line_place p = { (long)stmt_int(st, 0),
			(long)stmt_int(st, 2), (size_t)stmt_int(st, 1) };

		rc = f(arg, &p, err);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}
