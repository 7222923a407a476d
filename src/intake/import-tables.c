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

static int
store_parts(const struct table_origin *o, struct db *db, long document,
	struct error *err)
{
	const struct table_document *d = tables_document(
		o->tables, o->document);
	struct stmt *st;
	int rc = 0;

	if (db_prepare(&st, db, "INSERT INTO hc_part VALUES(?,?,?)", err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < d->nfiles; i++) {
		stmt_bind_int(st, 1, document);
		stmt_bind_static(
			st, 2, tables_file_name(o->tables, d->files[i]));
		stmt_bind_static(
			st, 3, tables_file_sha256(o->tables, d->files[i]));
		rc = stmt_run(st, err);
	}
	stmt_free(st);
	return rc;
}

static int
store_columns(const struct table_origin *o, struct stmt *st, size_t sheet,
	const char *prefix, long document, struct error *err)
{
	const struct sheet *s = tables_sheet(o->tables, sheet);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < s->ncolumns; i++) {
		const struct fact *f = s->columns[i].meaning.fact;
		const struct table *t = f != NULL ? f->element->table : NULL;
		struct strbuf letters = { 0 };
		char *table;
		size_t column;

		if (t == NULL || s->columns[i].clashes ||
			s->columns[i].is_anothers)
			continue;
		column = f->attribute != NULL ? f->attribute->column
					      : f->element->text_column;
		sheet_add_letters(&letters, s->columns[i].column);
		table = xasprintf("%s%s", t->prefixed ? prefix : "", t->name);
		stmt_bind_int(st, 1, document);
		stmt_bind_int(st, 2, (int64_t)sheet);
		stmt_bind_static(st, 3, table);
		stmt_bind_static(st, 4, t->columns[column].name);
		stmt_bind_static(st, 5, letters.data);
		rc = stmt_run(st, err);
		free(table);
		strbuf_clear(&letters);
	}
	return rc;
}

static int
store_sheets(const struct table_origin *o, struct db *db, const char *prefix,
	long document, struct error *err)
{
	struct stmt *sheet = NULL, *column = NULL;
	int rc = -1;

	if (db_prepare(&sheet, db, "INSERT INTO hc_sheet VALUES(?,?,?,?)",
		    err) != 0 ||
		db_prepare(&column, db,
			"INSERT OR IGNORE INTO hc_column VALUES(?,?,?,?,?)",
			err) != 0)
		goto out;
	rc = 0;
	for (size_t i = 0; rc == 0 && i < tables_sheets(o->tables); i++) {
		const struct sheet *s = tables_sheet(o->tables, i);

		if (!is_of(o, i) || s->row == NULL)
			continue;
		stmt_bind_int(sheet, 1, document);
		stmt_bind_int(sheet, 2, (int64_t)i);
		stmt_bind_static(
			sheet, 3, tables_file_name(o->tables, s->file));
		stmt_bind_static(sheet, 4, s->name);
		rc = stmt_run(sheet, err);
		if (rc == 0)
			rc = store_columns(o, column, i, prefix, document, err);
	}
out:
	stmt_free(sheet);
	stmt_free(column);
	return rc;
}

int
table_origin_store(const struct table_origin *o, struct db *db,
	const char *prefix, long document, struct error *err)
{
	const struct table_document *d = tables_document(
		o->tables, o->document);
	struct stmt *st;
	int rc;

	if (store_parts(o, db, document, err) != 0 ||
		store_sheets(o, db, prefix, document, err) != 0 ||
		db_prepare(&st, db, "INSERT INTO hc_place VALUES(?,?,?,?)",
			err) != 0)
		return -1;
	rc = 0;
	for (size_t i = 0; rc == 0 && i < d->nplaces; i++) {
		stmt_bind_int(st, 1, document);
		stmt_bind_int(st, 2, d->places[i].line);
		stmt_bind_int(st, 3, (int64_t)d->places[i].sheet);
		stmt_bind_int(st, 4, d->places[i].row);
		rc = stmt_run(st, err);
	}
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

int
table_origin_lacks(const struct table_origin *o, struct writer *store,
	const char *prefix, long document, struct error *err)
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
		if (!has)
			continue;
		if (!layout_is_rare(l, f))
			rc = store_lacks(store, f->element, f->attribute,
				prefix, document, err);
		else if (f->attribute != NULL)
			rc = store_usual(store, f->attribute, f->element,
				prefix, document, err);
	}
	return rc;
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
	if (r->column < 0)
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
		*cells += r->column >= 0;
		*rows += r->column < 0;
		rc = tell(o, r,
			g == NULL		? 1
				: g->first == r ? g->n
						: 0,
			f, arg, err);
	}
	free(groups.items);
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
