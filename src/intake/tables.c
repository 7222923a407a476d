/*
 * Files of tables, gathered: see tables.h. What goes on beyond memory stands in
 * a database that nobody else sees.
 */
#include "config.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/crew.h"
#include "base/day.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/pieces.h"
#include "intake/tables.h"
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

	pthread_mutex_init(&t->lock, NULL);
	t->codes = codes;
	t->settings = *settings;
	t->header_memo = header_memo_new();
	*out = t;
	if (layout_load(&t->layout, model, err) == 0 &&
		pieces_new(&t->pieces, err) == 0 && add_layouts(t, err) == 0)
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
	for (size_t i = 0; t->begun != NULL && i < layout_facts(t->layout); i++)
		free(t->begun[i].text);
	free(t->begun);
	pieces_free(t->pieces);
	header_memo_free(t->header_memo);
	tables_forget_asked(t);
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
		free(t->documents[i].root);
		free(t->documents[i].fault);
		free(t->documents[i].path);
		free(t->documents[i].files);
		free(t->documents[i].delivered);
		free(t->documents[i].places);
		free(t->documents[i].pieces);
	}
	free(t->files);
	free(t->sheets);
	free(t->refusals);
	free(t->villages);
	free(t->headers);
	free(t->documents);
	pthread_mutex_destroy(&t->lock);
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

void
tables_cut_refusals(struct tables *t, size_t n, uint64_t refused)
{
	while (t->nrefusals > n)
		clear_refusal(&t->refusals[--t->nrefusals]);
	t->refused = refused;
}

static size_t
row_number(const struct tables *t, const struct element *e)
{
	size_t i = 0;

	while (i < layout_rows(t->layout) && layout_row(t->layout, i) != e)
		i++;
	return i;
}

void
tables_add_header(struct tables *t, const struct kind *kind, const char *name,
	const char *value)
{
	size_t file = t->nfiles - 1;

	/* those of one file stand together */
	for (size_t i = t->nheaders; i > 0 && t->headers[i - 1].file == file;
		i--) {
		const struct header_fact *h = &t->headers[i - 1];

		if (h->kind == kind && strcmp(h->name, name) == 0 &&
			strcmp(h->value, value) == 0)
			return;
	}
	t->headers = xreallocarray(
		t->headers, t->nheaders + 1, sizeof *t->headers);
	t->headers[t->nheaders++] = (struct header_fact){ file, kind,
		xstrdup(name), xstrdup(value) };
}

static int
on_begin(void *arg, struct sheet *sheet, struct error *err)
{
	struct tables *t = arg;

	(void)err;
	t->sheets = xreallocarray(t->sheets, t->nsheets + 1, sizeof *t->sheets);
	t->sheets[t->nsheets++] = sheet;
	if (sheet->row != NULL)
		tables_read_titles(t, sheet);
	return 0;
}

static int
on_header(void *arg, size_t sheet, const struct kind *kind, const char *name,
	const char *value, struct error *err)
{
	(void)sheet;
	(void)err;
	if (*value != '\0')
		tables_add_header(arg, kind, name, value);
	return 0;
}

static void
on_refused(void *arg, struct refusal *refusal)
{
	tables_refuse(arg, refusal);
}

const char *
tables_piece_value(
	const struct tables *t, struct facts facts, const char *attribute)
{
	for (size_t i = 0; i < facts.n; i++) {
		struct fact_head head;
		const struct fact *f;

		memcpy(&head, facts.data, sizeof head);
		facts.data += sizeof head;
		f = layout_fact(t->layout, head.fact);
		if (f->attribute != NULL &&
			strcmp(f->attribute->name, attribute) == 0)
			return facts.data;
		facts.data += head.n + 1;
	}
	return NULL;
}

static void
take_village(struct tables *t, const struct piece *p)
{
	const char *code, *name;

	if (strcmp(p->element->name, "village") != 0)
		return;
	code = tables_piece_value(t, p->facts, "code");
	name = tables_piece_value(t, p->facts, "name");
	if (code != NULL && name != NULL)
		tables_know_village(t, code, name);
}

static int
on_piece(void *arg, const struct piece *p, struct error *err)
{
	struct tables *t = arg;
	const struct sheet *s = t->sheets[p->sheet];
	const struct piece_mark mark = { .key = p->key,
		.record = (uint32_t)row_number(t, s->record),
		.file = (uint32_t)s->file,
		.derived = p->derived };
	const struct kept_piece kept = { (uint32_t)row_number(t, p->element),
		(uint32_t)p->sheet, p->row, p->owner, p->village, p->facts };

	take_village(t, p);
	return pieces_add(t->pieces, &mark, &kept, err);
}

/* How much there was before a file. */
struct before {
	size_t sheets, headers, refusals, villages, pieces;
	uint64_t refused;
};

/* What was taken of the last file, which is refused. */
static void
take_back(struct tables *t, const struct before *b)
{
	struct table_file *f = &t->files[--t->nfiles];

	free(f->path);
	free(f->name);
	free(f->folded);
	while (t->nsheets > b->sheets)
		sheet_free(t->sheets[--t->nsheets]);
	while (t->nheaders > b->headers) {
		t->nheaders--;
		free(t->headers[t->nheaders].name);
		free(t->headers[t->nheaders].value);
	}
	tables_cut_refusals(t, b->refusals, b->refused);
	while (t->nvillages > b->villages) {
		t->nvillages--;
		free(t->villages[t->nvillages].code);
		free(t->villages[t->nvillages].name);
	}
	tables_forget_asked(t);
	pieces_cut(t->pieces, b->pieces);
}

static bool
has_table(const struct tables *t, size_t file)
{
	for (size_t i = 0; i < t->nsheets; i++) {
		if (t->sheets[i]->file == file && t->sheets[i]->row != NULL)
			return true;
	}
	return false;
}

struct read_from {
	const char *path, *readable, *name;
};

/* merged_later: see struct sheet_source. */
static int
read_file(struct tables *t, const struct read_from *from, bool *merged_later,
	struct error *err)
{
	const char *path = from->path, *readable = from->readable;
	const char *name = from->name;
	static const struct sheet_sink sink = { on_begin, on_piece, on_header,
		on_refused };
	const struct sheet_source source = { readable != NULL ? readable : path,
		name, t->nfiles, t->nsheets, crew_size(t->settings.jobs) == 1,
		merged_later, t->header_memo };
	const struct before before = { t->nsheets, t->nheaders, t->nrefusals,
		t->nvillages, pieces_count(t->pieces), t->refused };
	struct table_file *f;
	const char *slash = strrchr(name, '/');
	const char *last = slash != NULL ? slash + 1 : name;
	char *base = xstrndup(last, strcspn(last, "."));
	int rc = 0;

	t->files = xreallocarray(t->files, t->nfiles + 1, sizeof *t->files);
	f = &t->files[t->nfiles++];
	*f = (struct table_file){ .path = xstrdup(path),
		.name = xstrdup(name),
		.folded = fold_dup(base) };
	free(base);
	if (digest_sha256_file(path, f->sha256, err) != 0 ||
		sheet_read(&source, t->layout, &sink, t, err) != 0) {
		rc = -1;
	} else if (!has_table(t, t->nfiles - 1)) {
		err_set(err, ERR_INPUT, "TABLES-1",
			"%s: no row of titles that hecha knows in its first 15 "
			"rows; name the columns as template does, or add their "
			"titles to a layout",
			name);
		rc = 1;
	}
	if (rc != 0)
		take_back(t, &before);
	return rc;
}

int
tables_read(struct tables *t, const char *path, const char *readable,
	const char *name, struct error *err)
{
	const struct read_from from = { path, readable, name };
	bool merged_later = false;
	int rc = read_file(t, &from, &merged_later, err);

	if (!merged_later)
		return rc;
	return read_file(t, &from, NULL, err);
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

/* The record of a register of which rows of others speak as well. */
static bool
has_derived(const struct tables *t, uint32_t *record)
{
	for (size_t i = 0; i < pieces_count(t->pieces); i++) {
		const struct piece_mark *m = pieces_mark(t->pieces, i);
		const struct element *e = layout_row(t->layout, m->record);

		*record = m->record;
		if (m->derived &&
			strcmp(layout_kind(t->layout, e)->name, "register") ==
				0)
			return true;
	}
	return false;
}

/* Files that speak of the same households are one document. */
static void
join_files(struct tables *t, size_t *first)
{
	size_t *same = xcalloc(t->nfiles + 1, sizeof *same), nsame = 0;
	const char *key = "";
	uint32_t record;

	/* same: the files in which this key stands */
	for (size_t i = has_derived(t, &record) ? 0 : SIZE_MAX;
		i < pieces_count(t->pieces); i++) {
		const struct piece_mark *m = pieces_mark(t->pieces, i);
		bool known = false;

		if (m->record != record || *m->key == '\0')
			continue;
		if (strcmp(key, m->key) != 0)
			nsame = 0;
		key = m->key;
		for (size_t k = 0; k < nsame; k++) {
			known = known || same[k] == m->file;
			if (same[k] != m->file &&
				!are_apart(t, same[k], m->file))
				join(t, first, same[k], m->file);
		}
		if (!known)
			same[nsame++] = m->file;
	}
	free(same);
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

		if (c->meaning.meaning == MEANS_FACT && !c->clashes &&
			!c->is_anothers && !c->is_beside)
			d->delivered[c->meaning.fact->number] = true;
	}
}

/* Files that are a document of the sheet's kind are that one's alone. */
static long
document_of(const struct tables *t, const struct sheet *s)
{
	for (size_t i = 0; i < t->ndocuments; i++) {
		const struct table_document *d = &t->documents[i];

		for (size_t k = 0; d->kind == s->kind && k < d->nfiles; k++) {
			if (d->files[k] == s->file)
				return (long)i;
		}
	}
	return -1;
}

/* Which documents there are: for each kind a file's own, or several files'. */
static void
find_documents(struct tables *t)
{
	size_t *first = xcalloc(t->nfiles + 1, sizeof *first);

	for (size_t i = 0; i < t->nfiles; i++)
		first[i] = i;
	join_files(t, first);
	for (size_t i = 0; i < t->nsheets; i++) {
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
	for (size_t i = 0; i < t->nsheets; i++) {
		struct sheet *s = t->sheets[i];

		s->document = document_of(t, s);
		/* a table without a row says that there is none */
		if (s->row != NULL && s->rows == 0 && s->document >= 0)
			note_delivered(&t->documents[s->document], s);
	}
	free(first);
}

/* The documents that a file went into: one a kind. */
struct file_documents {
	size_t *items;
	size_t n;
};

static struct file_documents *
list_documents(const struct tables *t)
{
	struct file_documents *of = xcalloc(t->nfiles + 1, sizeof *of);

	for (size_t i = 0; i < t->ndocuments; i++) {
		const struct table_document *d = &t->documents[i];

		for (size_t k = 0; k < d->nfiles; k++) {
			struct file_documents *f = &of[d->files[k]];

			f->items = xreallocarray(
				f->items, f->n + 1, sizeof *f->items);
			f->items[f->n++] = i;
		}
	}
	return of;
}

static void
add_piece(struct table_document *d, size_t piece)
{
	if (d->npieces == d->pieces_cap) {
		d->pieces_cap = d->pieces_cap > 0 ? d->pieces_cap * 2 : 64;
		d->pieces = xreallocarray(
			d->pieces, d->pieces_cap, sizeof *d->pieces);
	}
	d->pieces[d->npieces++] = piece;
}

/* Each document its pieces, in their order. */
static void
share_pieces(struct tables *t)
{
	struct file_documents *of = list_documents(t);

	for (size_t i = 0; i < pieces_count(t->pieces); i++) {
		const struct piece_mark *m = pieces_mark(t->pieces, i);
		const struct file_documents *f = &of[m->file];
		const struct kind *kind = layout_kind(
			t->layout, layout_row(t->layout, m->record));

		for (size_t k = 0; k < f->n; k++) {
			struct table_document *d = &t->documents[f->items[k]];

			if (d->kind == kind)
				add_piece(d, i);
		}
	}
	for (size_t i = 0; i < t->nfiles; i++)
		free(of[i].items);
	free(of);
}

long
tables_document_of(const struct tables *t, size_t sheet)
{
	return t->sheets[sheet]->document;
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
tables_gather(struct tables *t, struct error *err)
{
	struct error first = { 0 };
	size_t faults = 0;
	int rc = 0;

	if (tables_join_heads(t, err) != 0 || pieces_sort(t->pieces, err) != 0)
		return -1;
	find_documents(t);
	share_pieces(t);
	for (size_t i = 0; rc == 0 && i < t->ndocuments; i++) {
		struct table_document *d = &t->documents[i];
		struct strbuf sb = { 0 };

		name_document(t, d);
		rc = tables_write_root(t, d, &sb, err);
		d->root = strbuf_steal(&sb);
		if (rc != 0 && err->kind == ERR_INPUT) {
			if (faults++ == 0)
				first = *err;
			d->fault = xmalloc(sizeof *d->fault);
			*d->fault = *err;
			rc = 0;
		}
	}
	if (rc != 0 || faults == 0 || faults < t->ndocuments)
		return rc;
	*err = first;
	return -1;
}

int
tables_write(struct tables *t, const char *dir, struct error *err)
{
	if (tables_gather(t, err) != 0)
		return -1;
	for (size_t i = 0; i < t->ndocuments; i++) {
		struct table_document *d = &t->documents[i];
		FILE *f;
		int rc;

		if (d->fault != NULL) {
			*err = *d->fault;
			return -1;
		}
		d->path = xasprintf("%s/%zu.xml", dir, i + 1);
		f = fopen(d->path, "wbe");
		if (f == NULL)
			return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s",
				d->path, err_reason(errno));
		rc = tables_write_document(t, d, f, err);
		if (file_close(f, d->path, rc, err) != 0)
			return -1;
	}
	return 0;
}

size_t
tables_documents(const struct tables *t)
{
	return t->ndocuments;
}

struct table_document *
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
tables_file_path(const struct tables *t, size_t file)
{
	return t->files[file].path;
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

bool
tables_place(
	struct tables *t, size_t document, long line, struct line_place *place)
{
	const struct table_document *d = &t->documents[document];
	size_t low = 0, high;
	bool found;

	pthread_mutex_lock(&t->lock);
	high = d->nplaces;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (d->places[mid].line < line)
			low = mid + 1;
		else
			high = mid;
	}
	found = low < d->nplaces && d->places[low].line == line;
	if (found)
		*place = d->places[low];
	pthread_mutex_unlock(&t->lock);
	return found;
}
