/*
 * Where the records of tables come from: see import-tables.h.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/text.h"
#include "intake/import-tables.h"
#include "intake/import.h"
#include "lib/db.h"
#include "records/store.h"
#include "schema/codes.h"

static void
add_sheet_name(const struct table_origin *o, size_t sheet, struct strbuf *file)
{
	const struct sheet *s = tables_sheet(o->tables, sheet);

	strbuf_adds(file, tables_file_name(o->tables, s->file));
	if (*s->name != '\0')
		strbuf_addf(file, "“%s”", s->name);
}

long
table_origin_place(const struct table_origin *o, long line, struct strbuf *file)
{
	struct line_place place;

	if (!tables_place(o->tables, o->document, line, &place))
		return 0;
	add_sheet_name(o, place.sheet, file);
	return place.row;
}

static bool
is_of(const struct table_origin *o, size_t sheet)
{
	return tables_document_of(o->tables, sheet) == (long)o->document;
}

/* What is kept of a document besides its records and what was refused: rows,
 * behind the document's number. */
enum about { ABOUT_PART, ABOUT_SHEET, ABOUT_COLUMN, ABOUT_PLACE, ABOUT_LAST };

struct item {
	const char *text; /* NULL: a number */
	int64_t number;
};

typedef int row_fn(void *arg, enum about about, const struct item *items,
	size_t n, struct error *err);

static int
each_part(const struct table_origin *o, row_fn *f, void *arg, struct error *err)
{
	const struct table_document *d = tables_document(
		o->tables, o->document);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < d->nfiles; i++) {
		const struct item items[] = {
			{ tables_file_name(o->tables, d->files[i]), 0 },
			{ tables_file_sha256(o->tables, d->files[i]), 0 }
		};

		rc = f(arg, ABOUT_PART, items, 2, err);
	}
	return rc;
}

static int
each_column(const struct sheet *s, int64_t number, const char *prefix,
	row_fn *f, void *arg, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < s->ncolumns; i++) {
		const struct fact *fact = s->columns[i].meaning.fact;
		const struct table *t = fact != NULL ? fact->element->table
						     : NULL;
		struct strbuf letters = { 0 };
		char *table;
		size_t column;

		if (t == NULL || s->columns[i].clashes ||
			s->columns[i].is_anothers)
			continue;
		column = fact->attribute != NULL ? fact->attribute->column
						 : fact->element->text_column;
		sheet_add_letters(&letters, s->columns[i].column);
		table = xasprintf("%s%s", t->prefixed ? prefix : "", t->name);
		const struct item items[] = { { NULL, number }, { table, 0 },
			{ t->columns[column].name, 0 }, { letters.data, 0 } };

		rc = f(arg, ABOUT_COLUMN, items, 4, err);
		free(table);
		strbuf_clear(&letters);
	}
	return rc;
}

/* The document's sheets are numbered by themselves, whatever else is read
 * besides. numbers: by the number of the sheet among all. */
static int
each_sheet(const struct table_origin *o, const char *prefix, int64_t *numbers,
	row_fn *f, void *arg, struct error *err)
{
	int64_t n = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < tables_sheets(o->tables); i++) {
		const struct sheet *s = tables_sheet(o->tables, i);
		const struct item items[] = { { NULL, n },
			{ tables_file_name(o->tables, s->file), 0 },
			{ s->name, 0 } };

		if (!is_of(o, i) || s->row == NULL)
			continue;
		numbers[i] = n++;
		rc = f(arg, ABOUT_SHEET, items, 3, err);
		if (rc == 0)
			rc = each_column(s, numbers[i], prefix, f, arg, err);
	}
	return rc;
}

static int
each_place(const struct table_origin *o, const int64_t *numbers, row_fn *f,
	void *arg, struct error *err)
{
	const struct table_document *d = tables_document(
		o->tables, o->document);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < d->nplaces; i++) {
		const struct line_place *p = &d->places[i];
		const struct item items[] = { { NULL, p->line },
			{ NULL, numbers[p->sheet] }, { NULL, p->row } };

		rc = f(arg, ABOUT_PLACE, items, 3, err);
	}
	return rc;
}

static int
each_row(const struct table_origin *o, const char *prefix, row_fn *f, void *arg,
	struct error *err)
{
	int64_t *numbers = xcalloc(
		tables_sheets(o->tables) + 1, sizeof *numbers);
	int rc = each_part(o, f, arg, err);

	if (rc == 0)
		rc = each_sheet(o, prefix, numbers, f, arg, err);
	if (rc == 0)
		rc = each_place(o, numbers, f, arg, err);
	free(numbers);
	return rc;
}

struct keeping {
	struct db *db;
	long document;
	struct stmt *st[ABOUT_LAST]; /* NULL: not yet */
};

static int
keep_row(void *arg, enum about about, const struct item *items, size_t n,
	struct error *err)
{
	static const char *const insert[] = {
		[ABOUT_PART] = "INSERT INTO hc_part VALUES(?,?,?)",
		[ABOUT_SHEET] = "INSERT INTO hc_sheet VALUES(?,?,?,?)",
		[ABOUT_COLUMN] =
			"INSERT OR IGNORE INTO hc_column VALUES(?,?,?,?,?)",
		[ABOUT_PLACE] = "INSERT INTO hc_place VALUES(?,?,?,?)",
	};
	struct keeping *k = arg;
	struct stmt **st = &k->st[about];

	if (*st == NULL && db_prepare(st, k->db, insert[about], err) != 0)
		return -1;
	stmt_bind_int(*st, 1, k->document);
	for (size_t i = 0; i < n; i++) {
		if (items[i].text != NULL)
			stmt_bind_static(*st, (int)i + 2, items[i].text);
		else
			stmt_bind_int(*st, (int)i + 2, items[i].number);
	}
	return stmt_run(*st, err);
}

int
table_origin_store(const struct table_origin *o, struct db *db,
	const char *prefix, long document, struct error *err)
{
	struct keeping k = { .db = db, .document = document };
	int rc = each_row(o, prefix, keep_row, &k, err);

	for (int i = 0; i < ABOUT_LAST; i++)
		stmt_free(k.st[i]);
	return rc;
}

static int
renew_part(void *arg, enum about about, const struct item *items, size_t n,
	struct error *err)
{
	struct stmt *st = arg;

	(void)about;
	for (size_t i = 0; i < n; i++)
		stmt_bind_static(st, (int)i + 2, items[i].text);
	return stmt_run(st, err);
}

int
table_origin_renew(const struct table_origin *o, struct db *db, long document,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "UPDATE hc_part SET sha256 = ?3 WHERE document = ?1 AND"
		    " name = ?2 AND sha256 <> ?3",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, document);
	rc = each_part(o, renew_part, st, err);
	stmt_free(st);
	return rc;
}

/* Does the document have records of this kind? */
static bool
has_record(const struct table_origin *o, const struct element *record)
{
	for (size_t i = 0; i < tables_sheets(o->tables); i++) {
		const struct sheet *s = tables_sheet(o->tables, i);

		if (s->record == record && s->rows > 0 && is_of(o, i))
			return true;
	}
	return false;
}

/* Of a fact for which there was no column: does it mean something usual then?
 */
typedef int lack_fn(
	void *arg, const struct fact *fact, bool is_rare, struct error *err);

static int
each_lack(
	const struct table_origin *o, lack_fn *fn, void *arg, struct error *err)
{
	const struct table_document *d = tables_document(
		o->tables, o->document);
	const struct layout *l = tables_layout(o->tables);
	const struct element *record = NULL; /* of which has is known */
	bool has = false;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < layout_facts(l); i++) {
		const struct fact *f = layout_fact(l, i);

		if (f->kind != d->kind || d->delivered[i] ||
			(f->attribute != NULL && f->attribute->required))
			continue;
		if (f->record != record)
			has = has_record(o, f->record);
		record = f->record;
		if (has)
			rc = fn(arg, f, layout_is_rare(l, f), err);
	}
	return rc;
}

struct lacking {
	struct writer *store;
	const char *prefix;
	long document;
};

static int
store_lack(void *arg, const struct fact *f, bool is_rare, struct error *err)
{
	const struct lacking *l = arg;

	if (!is_rare)
		return store_lacks(l->store, f->element, f->attribute,
			l->prefix, l->document, err);
	return f->attribute == NULL
		? 0
		: store_usual(l->store, f->attribute, f->element, l->prefix,
			  l->document, err);
}

int
table_origin_lacks(const struct table_origin *o, struct writer *store,
	const char *prefix, long document, struct error *err)
{
	struct lacking l = { store, prefix, document };

	return each_lack(o, store_lack, &l, err);
}

/* A value that several cells have. */
struct group {
	const struct refusal *first;
	uint64_t n;
};

struct groups {
	struct group *items;
	size_t n;
};

static bool
are_alike(const struct refusal *a, const struct refusal *b)
{
	return a->fact == b->fact && a->why == b->why &&
		strcmp(a->value, b->value) == 0;
}

static struct group *
find_group(struct groups *g, const struct refusal *r)
{
	for (size_t i = 0; i < g->n; i++) {
		if (are_alike(g->items[i].first, r))
			return &g->items[i];
	}
	return NULL;
}

static void
count_group(struct groups *g, const struct refusal *r)
{
	struct group *there = find_group(g, r);

	if (there != NULL) {
		there->n++;
		return;
	}
	g->items = xreallocarray(g->items, g->n + 1, sizeof *g->items);
	g->items[g->n++] = (struct group){ r, 1 };
}

/* Was a whole row left out? */
static bool
is_row(const struct refusal *r)
{
	return r->column < 0 && r->title == NULL;
}

static char *
fault_text(const struct refusal *r, uint64_t count, enum lang lang)
{
	const struct attribute *a = r->fact != NULL ? r->fact->attribute : NULL;
	struct strbuf sb = { 0 };

	if (r->column >= 0) {
		strbuf_adds(&sb, lang == LANG_ZH ? "" : "cell ");
		sheet_add_letters(&sb, r->column);
		strbuf_addf(&sb, "%ld", r->row);
		strbuf_adds(&sb, lang == LANG_ZH ? "单元格，“" : ", \"");
		text_add_safe(&sb, r->title);
		strbuf_adds(&sb, lang == LANG_ZH ? "”列：" : "\": ");
	} else if (r->title != NULL) {
		strbuf_adds(&sb, lang == LANG_ZH ? "“" : "\"");
		text_add_safe(&sb, r->title);
		strbuf_adds(&sb, lang == LANG_ZH ? "”：" : "\": ");
	}
	if (r->value != NULL) {
		strbuf_adds(&sb, lang == LANG_ZH ? "“" : "\"");
		text_add_safe(&sb, r->value);
		strbuf_adds(&sb, lang == LANG_ZH ? "”" : "\": ");
	}
	strbuf_adds(&sb,
		r->text[lang] != NULL ? r->text[lang]
				      : cell_reason(r->why, lang));
	if (a != NULL && a->list != NULL && r->why == WHY_CODE) {
		strbuf_adds(&sb, lang == LANG_ZH ? "；可填：" : "; choices: ");
		codes_add_labels(&sb, a->list);
	}
	if (count > 1)
		strbuf_addf(&sb,
			lang == LANG_ZH ? "（共%llu处）" : " (%llu cells)",
			(unsigned long long)count);
	return strbuf_steal(&sb);
}

static int
tell(const struct table_origin *o, const struct refusal *r, uint64_t count,
	table_fault_fn *f, void *arg, struct error *err)
{
	char *texts[2] = { fault_text(r, count, 0), fault_text(r, count, 1) };
	struct strbuf place = { 0 };
	struct table_fault fault = { .count = count };
	int rc;

	fault.reject = (struct reject){ .line = r->row,
		.record = r->key,
		.code = "CELL",
		.text = { texts[0], texts[1] } };
	if (is_row(r))
		strcpy(fault.reject.code, "ROW");
	add_sheet_name(o, r->sheet, &place);
	fault.place = place.data;
	rc = f(arg, &fault, err);
	strbuf_clear(&place);
	free(texts[0]);
	free(texts[1]);
	return rc;
}

int
table_origin_faults(const struct table_origin *o, table_fault_fn *f, void *arg,
	uint64_t *cells, uint64_t *rows, struct error *err)
{
	struct groups groups = { 0 };
	size_t n = tables_refusals(o->tables);
	int rc = 0;

	*cells = *rows = 0;
	for (size_t i = 0; i < n; i++) {
		const struct refusal *r = tables_refusal(o->tables, i);

		if (is_of(o, r->sheet) && r->value != NULL)
			count_group(&groups, r);
	}
	for (size_t i = 0; rc == 0 && i < n; i++) {
		const struct refusal *r = tables_refusal(o->tables, i);
		const struct group *g = r->value != NULL
			? find_group(&groups, r)
			: NULL;

		if (!is_of(o, r->sheet))
			continue;
		*cells += !is_row(r);
		*rows += is_row(r);
		rc = tell(o, r,
			g == NULL		? 1
				: g->first == r ? g->n
						: 0,
			f, arg, err);
	}
	free(groups.items);
	return rc;
}

static void
add_text(struct digest *d, const char *s)
{
	/* one that is blank is another than none */
	digest_add(d, s != NULL ? "t" : "n", 1);
	if (s != NULL)
		digest_add(d, s, strlen(s) + 1);
}

static void
add_number(struct digest *d, int64_t number)
{
	unsigned char bytes[8];

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
	digest_add(d, bytes, sizeof bytes);
}

/* The same in a file that was saved once more has other bytes there. */
static int
hash_row(void *arg, enum about about, const struct item *items, size_t n,
	struct error *err)
{
	(void)err;
	add_number(arg, (int64_t)about);
	for (size_t i = 0; i < (about == ABOUT_PART ? 1 : n); i++) {
		if (items[i].text != NULL)
			add_text(arg, items[i].text);
		else
			add_number(arg, items[i].number);
	}
	return 0;
}

static int
hash_lack(void *arg, const struct fact *f, bool is_rare, struct error *err)
{
	(void)err;
	add_text(arg, is_rare ? "usual" : "lacks");
	add_text(arg, f->element->name);
	add_text(arg, f->attribute != NULL ? f->attribute->name : NULL);
	return 0;
}

static int
hash_fault(void *arg, const struct table_fault *fault, struct error *err)
{
	const struct reject *r = &fault->reject;

	(void)err;
	add_text(arg, fault->place);
	add_number(arg, r->line);
	add_text(arg, r->record);
	add_text(arg, r->code);
	add_text(arg, r->text[0]);
	add_text(arg, r->text[1]);
	return 0;
}

int
table_origin_hash(const struct table_origin *o, const char *document,
	char sha256[DIGEST_HEX], struct error *err)
{
	struct digest *d = digest_new();
	uint64_t cells, rows;
	int rc;

	add_text(d, document);
	rc = each_row(o, "", hash_row, d, err);
	if (rc == 0)
		rc = each_lack(o, hash_lack, d, err);
	if (rc == 0)
		rc = table_origin_faults(o, hash_fault, d, &cells, &rows, err);
	digest_hex(d, sha256);
	return rc;
}

int
table_origin_is_same(const struct table_origin *o, const char *known,
	bool *same, struct error *err)
{
	struct table_document *d = tables_document(o->tables, o->document);
	struct tables_left left;
	char sha256[DIGEST_HEX];
	int rc = tables_try(o->tables, d, sha256, &left, err);

	if (rc == 0)
		rc = table_origin_hash(o, sha256, sha256, err);
	*same = rc == 0 && strcmp(sha256, known) == 0;
	if (!*same)
		tables_take_back(o->tables, d, &left);
	return rc;
}

void
tables_count_cells(const struct tables *t, struct import_stats *stats)
{
	for (size_t i = 0; i < tables_sheets(t); i++) {
		const struct tally *y = &tables_sheet(t, i)->tally;

		stats->cells += y->read;
		stats->used += y->used;
		stats->refused += y->refused;
		for (int k = 0; k < IGNORED_LAST; k++)
			stats->ignored += y->ignored[k];
	}
}
