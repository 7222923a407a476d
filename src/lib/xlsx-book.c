/*
 * The parts of an .xlsx that all its sheets share.
 */
#include "config.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/grid.h"
#include "lib/xlsx-book.h"
#include "lib/xlsx-plain.h"
#include "lib/xml-push.h"
#include "lib/zipfile.h"

#define MAX_TEXTS 8000000
#define MAX_STYLES 65536

struct part_reader {
	struct xml_push *push;
	struct xlsx_feed *feed; /* NULL: all is the parser's */
	struct xlsx_fault *fault;
	const struct xlsx_source *source;
};

static int
feed(void *ctx, const char *entry, const void *bytes, size_t n,
	struct error *err)
{
	struct part_reader *r = ctx;

	(void)entry;
	if (r->source->watch != NULL)
		r->source->watch(r->source->watcher, bytes, n);
	if ((r->feed != NULL ? xlsx_feed_bytes(r->feed, bytes, n, err)
			     : xml_push_feed(r->push, bytes, n, err)) != 0)
		return -1;
	return r->fault->rc;
}

int
xlsx_source_read(struct xlsx_book *b, const struct xlsx_source *source,
	const struct xml_events *events, const struct xlsx_plain *plain,
	void *arg, struct error *err)
{
	struct part_reader r = { .push = xml_push_new(events, arg, b->name),
		.fault = arg,
		.source = source };
	const struct strbuf *all = source->bytes;
	int rc = 0;

	if (plain != NULL)
		r.feed = xlsx_feed_new(plain, r.push, arg);
	r.fault->err = err;
	r.fault->rc = 0;
	if (all == NULL) {
		rc = zipfile_stream(b->zip, source->part, feed, &r, err);
	} else {
		if (all->len > 0)
			rc = feed(&r, source->part, all->data, all->len, err);
		if (rc == 0)
			rc = feed(&r, source->part, "", 0, err);
	}
	xlsx_feed_free(r.feed);
	xml_push_free(r.push);
	return rc;
}

int
xlsx_part_read(struct xlsx_book *b, const char *part,
	const struct xml_events *events, const struct xlsx_plain *plain,
	void *arg, struct error *err)
{
	const struct xlsx_source source = { .part = part };

	return xlsx_source_read(b, &source, events, plain, arg, err);
}

static void
no_end(void *arg)
{
	(void)arg;
}

static void
no_text(void *arg, const char *s, size_t n, long line)
{
	(void)arg;
	(void)s;
	(void)n;
	(void)line;
}

/* A target as relations write it, as the name of an entry. */
static char *
entry_name(const char *target)
{
	if (*target == '/')
		return xstrdup(target + 1);
	if (strncmp(target, "./", 2) == 0)
		target += 2;
	return xasprintf("xl/%s", target);
}

struct relation {
	char *id, *target;
};

/* While the workbook and its relations are read. */
struct opening {
	struct xlsx_fault fault;
	struct xlsx_book *book;
	struct relation *relations; /* to sheets */
	size_t nrelations;
};

static bool
ends_with(const char *s, const char *end)
{
	size_t n = s != NULL ? strlen(s) : 0, m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

static void
on_relation(void *arg, const struct xml_tag *tag)
{
	struct opening *o = arg;
	char *id, *type, *target;

	if (strcmp(tag->name, "Relationship") != 0)
		return;
	id = xml_push_value(tag, "Id");
	type = xml_push_value(tag, "Type");
	target = xml_push_value(tag, "Target");
	if (target != NULL && ends_with(type, "/styles")) {
		free(o->book->styles_part);
		o->book->styles_part = entry_name(target);
	} else if (target != NULL && ends_with(type, "/sharedStrings")) {
		free(o->book->strings_part);
		o->book->strings_part = entry_name(target);
	} else if (target != NULL && id != NULL &&
		ends_with(type, "/worksheet") && o->nrelations < GRID_SHEETS) {
		o->relations = xreallocarray(
			o->relations, o->nrelations + 1, sizeof *o->relations);
		o->relations[o->nrelations++] = (struct relation){
			.id = xstrdup(id), .target = entry_name(target)
		};
	}
	free(id);
	free(type);
	free(target);
}

static bool
is_true(const char *s)
{
	return s != NULL && (strcmp(s, "1") == 0 || strcmp(s, "true") == 0);
}

static void
add_sheet(struct opening *o, const struct xml_tag *tag)
{
	struct xlsx_book *b = o->book;
	char *name = xml_push_value(tag, "name");
	char *state = xml_push_value(tag, "state");
	char *id = xml_push_value(tag, "id");

	for (size_t i = 0; id != NULL && i < o->nrelations; i++) {
		if (strcmp(o->relations[i].id, id) != 0 ||
			b->nsheets == GRID_SHEETS)
			continue;
		b->sheets = xreallocarray(
			b->sheets, b->nsheets + 1, sizeof *b->sheets);
		b->sheets[b->nsheets++] = (struct xlsx_part){
			.name = xstrdup(name != NULL ? name : ""),
			.target = xstrdup(o->relations[i].target),
			.is_hidden = state != NULL &&
				strcmp(state, "visible") != 0
		};
		break;
	}
	free(name);
	free(state);
	free(id);
}

static void
on_workbook(void *arg, const struct xml_tag *tag)
{
	struct opening *o = arg;

	if (strcmp(tag->name, "workbookPr") == 0) {
		char *s = xml_push_value(tag, "date1904");

		o->book->is_1904 = is_true(s);
		free(s);
	} else if (strcmp(tag->name, "sheet") == 0) {
		add_sheet(o, tag);
	}
}

struct number_format {
	long id;
	struct xlsx_style style;
};

struct styling {
	struct xlsx_fault fault;
	struct xlsx_book *book;
	struct number_format *formats;
	size_t n;
	bool *struck; /* is what is written in font i struck out? */
	size_t nfonts;
	bool in_fonts, in_cells; /* within fonts, cellXfs */
};

static void
add_style(struct styling *s, long id, const char *font)
{
	size_t number = font != NULL ? strtoul(font, NULL, 10) : 0;
	struct xlsx_book *b = s->book;
	struct xlsx_style style = xlsx_builtin_format(id, b->arena);

	for (size_t i = 0; i < s->n; i++) {
		if (s->formats[i].id == id)
			style = s->formats[i].style;
	}
	style.is_struck = number < s->nfonts && s->struck[number];
	if (b->nstyles == MAX_STYLES)
		return;
	b->styles = xreallocarray(b->styles, b->nstyles + 1, sizeof *b->styles);
	b->styles[b->nstyles++] = style;
}

bool
xlsx_is_struck(const struct xml_tag *tag)
{
	char *value;
	bool is;

	if (strcmp(tag->name, "strike") != 0)
		return false;
	value = xml_push_value(tag, "val");
	is = value == NULL || is_true(value);
	free(value);
	return is;
}

bool
xlsx_is_raised(const struct xml_tag *tag)
{
	char *value;
	bool is;

	if (strcmp(tag->name, "vertAlign") != 0)
		return false;
	value = xml_push_value(tag, "val");
	is = value != NULL && strcmp(value, "baseline") != 0;
	free(value);
	return is;
}

bool
xlsx_adds_digits(const struct strbuf *sb, size_t from, const char *text)
{
	return sb->len > from && isdigit((unsigned char)*text) &&
		isdigit((unsigned char)sb->data[sb->len - 1]);
}

/* Within fonts. */
static void
on_font(struct styling *s, const struct xml_tag *tag)
{
	if (strcmp(tag->name, "font") == 0 && s->nfonts < MAX_STYLES) {
		s->struck = xreallocarray(
			s->struck, s->nfonts + 1, sizeof *s->struck);
		s->struck[s->nfonts++] = false;
	} else if (s->nfonts > 0 && xlsx_is_struck(tag)) {
		s->struck[s->nfonts - 1] = true;
	} else if (strcmp(tag->name, "fills") == 0) {
		s->in_fonts = false;
	}
}

static void
on_style(void *arg, const struct xml_tag *tag)
{
	struct styling *s = arg;
	char *id = xml_push_value(tag, "numFmtId");

	if (s->in_fonts)
		on_font(s, tag);
	if (strcmp(tag->name, "fonts") == 0) {
		s->in_fonts = true;
	} else if (strcmp(tag->name, "cellXfs") == 0) {
		s->in_cells = true;
		s->in_fonts = false;
	} else if (strcmp(tag->name, "cellStyles") == 0 ||
		strcmp(tag->name, "cellStyleXfs") == 0) {
		s->in_cells = s->in_fonts = false;
	} else if (strcmp(tag->name, "numFmt") == 0 && id != NULL &&
		s->n < MAX_STYLES && !s->in_cells) {
		char *code = xml_push_value(tag, "formatCode");

		s->formats = xreallocarray(
			s->formats, s->n + 1, sizeof *s->formats);
		s->formats[s->n++] = (struct number_format){ atol(id),
			xlsx_format(code != NULL ? code : "", s->book->arena) };
		free(code);
	} else if (strcmp(tag->name, "xf") == 0 && s->in_cells) {
		char *font = xml_push_value(tag, "fontId");

		add_style(s, id != NULL ? atol(id) : 0, font);
		free(font);
	}
	free(id);
}

/* Texts that cells share: <si><t>…, runs joined, readings (rPh) left out. */
struct sharing {
	struct xlsx_fault fault;
	struct xlsx_book *book;
	int depth, reading; /* within rPh */
	bool in_item, in_text, is_raised;
	size_t from; /* of the text that is read */
};

static void
begin_shared(struct sharing *s)
{
	struct xlsx_book *b = s->book;

	if (b->ntexts + 1 >= b->cap) {
		b->cap = b->cap > 0 ? b->cap * 2 : 1024;
		b->offsets = xreallocarray(
			b->offsets, b->cap, sizeof *b->offsets);
		b->struck = xreallocarray(b->struck, b->cap, sizeof *b->struck);
	}
	if (b->ntexts == MAX_TEXTS && s->fault.rc == 0)
		s->fault.rc = err_set(s->fault.err, ERR_INPUT, "XLSX-BOOK-1",
			"%s: too many texts", b->name);
	if (s->fault.rc != 0)
		return;
	b->struck[b->ntexts] = false;
	s->from = b->offsets[b->ntexts++] = b->texts.len;
}

static void
end_shared(struct sharing *s)
{
	xlsx_unescape(&s->book->texts, s->from);
	strbuf_addc(&s->book->texts, '\0');
}

static void
on_shared_begin(void *arg, const struct xml_tag *tag)
{
	struct sharing *s = arg;

	s->depth++;
	if (s->reading > 0 || strcmp(tag->name, "rPh") == 0)
		s->reading++;
	s->in_text = s->reading == 0 && strcmp(tag->name, "t") == 0;
	s->is_raised = xlsx_is_raised(tag) ||
		(s->is_raised && strcmp(tag->name, "r") != 0);
	if (s->book->ntexts > 0 && xlsx_is_struck(tag))
		s->book->struck[s->book->ntexts - 1] = true;
	if (s->depth == 2 && strcmp(tag->name, "si") == 0) {
		s->in_item = true;
		s->is_raised = false;
		begin_shared(s);
	}
}

static void
on_shared_end(void *arg)
{
	struct sharing *s = arg;

	/* Every end but that of <t> leaves a text that is whole. */
	if (s->reading > 0)
		s->reading--;
	s->in_text = false;
	if (s->depth-- == 2 && s->in_item) {
		s->in_item = false;
		if (s->fault.rc == 0)
			end_shared(s);
	}
}

static void
on_shared_text(void *arg, const char *text, size_t n, long line)
{
	struct sharing *s = arg;

	(void)line;
	if (!s->in_text || !s->in_item)
		return;
	if (s->is_raised && n > 0 && s->book->ntexts > 0 &&
		xlsx_adds_digits(&s->book->texts, s->from, text))
		s->book->struck[s->book->ntexts - 1] = true;
	strbuf_add(&s->book->texts, text, n);
}

static bool
is_among_shared(const void *arg)
{
	const struct sharing *s = arg;

	return s->depth == 1;
}

/* <si><t>…</t></si> */
static enum plain
take_shared(void *arg, const char **at, const char *end)
{
	struct sharing *s = arg;
	const char *text;
	size_t n;

	if (s->fault.rc != 0 ||
		(!plain_skip(at, end, "<t>") &&
			!plain_skip(at, end, "<t xml:space=\"preserve\">")) ||
		!plain_text(&text, &n, at, end) ||
		!plain_skip(at, end, "</t></si>"))
		return PLAIN_NOT;
	begin_shared(s);
	if (s->fault.rc != 0)
		return PLAIN_STOP;
	strbuf_add(&s->book->texts, text, n);
	end_shared(s);
	return PLAIN_TAKEN;
}

static int
read_strings(struct xlsx_book *b, struct error *err)
{
	static const struct xml_events events = { .begin = on_shared_begin,
		.end = on_shared_end,
		.text = on_shared_text };
	static const struct xlsx_plain plain = { "<si>", "</si>", take_shared,
		is_among_shared };
	struct sharing s = { .book = b };

	if (b->strings_part == NULL || !zipfile_has(b->zip, b->strings_part))
		return 0;
	if (xlsx_part_read(b, b->strings_part, &events, &plain, &s, err) != 0)
		return -1;
	if (b->offsets != NULL)
		b->offsets[b->ntexts] = b->texts.len;
	return 0;
}

static int
read_styles(struct xlsx_book *b, struct error *err)
{
	static const struct xml_events events = {
		.begin = on_style, .end = no_end, .text = no_text
	};
	struct styling s = { .book = b };
	int rc = 0;

	if (b->styles_part != NULL && zipfile_has(b->zip, b->styles_part))
		rc = xlsx_part_read(b, b->styles_part, &events, NULL, &s, err);
	free(s.formats);
	free(s.struck);
	return rc;
}

static int
read_workbook(struct xlsx_book *b, struct error *err)
{
	static const struct xml_events relations = {
		.begin = on_relation, .end = no_end, .text = no_text
	};
	static const struct xml_events workbook = {
		.begin = on_workbook, .end = no_end, .text = no_text
	};
	struct opening o = { .book = b };
	int rc = xlsx_part_read(
		b, "xl/_rels/workbook.xml.rels", &relations, NULL, &o, err);

	if (rc == 0)
		rc = xlsx_part_read(
			b, "xl/workbook.xml", &workbook, NULL, &o, err);
	for (size_t i = 0; i < o.nrelations; i++) {
		free(o.relations[i].id);
		free(o.relations[i].target);
	}
	free(o.relations);
	return rc;
}

int
xlsx_book_open(struct xlsx_book **out, const char *path, const char *name,
	struct error *err)
{
	struct xlsx_book *b = xcalloc(1, sizeof *b);

	b->name = name;
	b->arena = arena_new();
	*out = b;
	if (zipfile_open(&b->zip, path, err) == 0 && read_workbook(b, err) == 0)
		return 0;
	xlsx_book_close(b);
	*out = NULL;
	return -1;
}

int
xlsx_book_load(struct xlsx_book *b, struct error *err)
{
	if (b->is_loaded)
		return 0;
	b->is_loaded = true;
	return read_styles(b, err) == 0 && read_strings(b, err) == 0 ? 0 : -1;
}

void
xlsx_book_close(struct xlsx_book *b)
{
	if (b == NULL)
		return;
	zipfile_close(b->zip);
	for (size_t i = 0; i < b->nsheets; i++) {
		free(b->sheets[i].name);
		free(b->sheets[i].target);
	}
	free(b->sheets);
	free(b->styles_part);
	free(b->strings_part);
	free(b->styles);
	free(b->offsets);
	free(b->struck);
	strbuf_clear(&b->texts);
	arena_free(b->arena);
	free(b);
}
