/*
 * Tables of a web page, row by row: see grid.h. The page is decoded here, since
 * what it says of its encoding is often less than what it uses (gb2312).
 */
#include "config.h"
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/decode.h"
#include "lib/grid-merges.h"
#include "lib/mime.h"

#define PAGE_LIMIT (256u << 20)
#define MAX_DEPTH 200

struct page {
	const char *name;
	const struct grid_events *events;
	void *arg;
	struct error *err;
	int rc;
	struct grid_merges *merges;
	long row;
	struct strbuf text;
	struct cell *cells;
	size_t *from;
	size_t n, cap;
	unsigned char *taken; /* columns that a cell above reaches into: rows */
	size_t ntables;
};

static bool
is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
		strcasecmp((const char *)n->name, name) == 0;
}

static long
span(const xmlNode *cell, const char *name)
{
	xmlChar *s = xmlGetProp((xmlNode *)cell, (const xmlChar *)name);
	long n = s != NULL ? strtol((const char *)s, NULL, 10) : 1;

	xmlFree(s);
	return n < 1 ? 1 : n > 1000 ? 1000 : n;
}

/* Does its style say one of these, whatever blanks stand there? */
static bool
has_style(const xmlNode *n, const char *const *words)
{
	xmlChar *style = xmlGetProp((xmlNode *)n, (const xmlChar *)"style");
	xmlChar *in = style, *out = style;
	bool has = false;

	for (; style != NULL && *in != '\0'; in++) {
		if (strchr(" \t\r\n", *in) == NULL)
			*out++ = *in;
	}
	if (style != NULL)
		*out = '\0';
	for (size_t i = 0; style != NULL && words[i] != NULL; i++)
		has = has || strcasestr((const char *)style, words[i]) != NULL;
	xmlFree(style);
	return has;
}

/* It takes no room. */
static bool
is_hidden(const xmlNode *n)
{
	static const char *const words[] = { "display:none", "mso-hide:all",
		NULL };

	return has_style(n, words) ||
		xmlHasProp((xmlNode *)n, (const xmlChar *)"hidden") != NULL;
}

static bool
is_struck(const xmlNode *n)
{
	static const char *const words[] = { "line-through", NULL };

	return is(n, "del") || is(n, "s") || is(n, "strike") ||
		has_style(n, words);
}

/* It takes its room and is not seen. */
static bool
is_blanked(const xmlNode *n)
{
	static const char *const words[] = { "visibility:hidden",
		"visibility:collapse", NULL };

	return has_style(n, words);
}

/* What is not shown, or struck out. */
static bool
is_unseen(const xmlNode *n)
{
	static const char *const names[] = { "script", "style", "select",
		"template", "noscript" };
	bool unseen = is_hidden(n) || is_struck(n) || is_blanked(n);

	for (size_t i = 0; !unseen && i < sizeof names / sizeof *names; i++)
		unseen = is(n, names[i]);
	return unseen;
}

/* Raised or lowered, it would make other digits of those before it. */
static bool
is_raised(const xmlNode *n)
{
	return is(n, "sup") || is(n, "sub");
}

/* Do its contents stand on lines of their own? */
static bool
is_block(const xmlNode *n)
{
	return is(n, "p") || is(n, "div") || is(n, "li");
}

/* Text as it is shown: a line break for <br>; no tables within. False: it does
 * not say what it shows. */
static bool
add_text(struct strbuf *sb, const xmlNode *node, int depth)
{
	bool is_plain = true;

	for (const xmlNode *n = node->children; n != NULL && depth < MAX_DEPTH;
		n = n->next) {
		if (n->type == XML_TEXT_NODE && n->content != NULL)
			strbuf_adds(sb, (const char *)n->content);
		else if (is(n, "br"))
			strbuf_addc(sb, '\n');
		else if (n->type == XML_ELEMENT_NODE && !is(n, "table") &&
			!is_unseen(n)) {
			size_t before = sb->len;

			if (is_block(n))
				strbuf_addc(sb, '\n');
			is_plain = add_text(sb, n, depth + 1) && is_plain;
			if (is_block(n))
				strbuf_addc(sb, '\n');
			if (is_raised(n) && before > 0 && sb->len > before &&
				isdigit((unsigned char)sb->data[before - 1]) &&
				isdigit((unsigned char)sb->data[before]))
				is_plain = false;
		}
	}
	return is_plain;
}

static void
put_cell(struct page *p, const xmlNode *node, long column)
{
	size_t from = p->text.len;
	bool says;

	if (p->n == p->cap) {
		p->cap = p->cap > 0 ? p->cap * 2 : 64;
		p->cells = xreallocarray(p->cells, p->cap, sizeof *p->cells);
		p->from = xreallocarray(p->from, p->cap, sizeof *p->from);
	}
	says = add_text(&p->text, node, 0) && !is_struck(node) &&
		!is_blanked(node);
	p->cells[p->n] = (struct cell){ .kind = says ? CELL_TEXT : CELL_ERROR,
		.column = column,
		.n = p->text.len - from,
		.decimals = -1 };
	strbuf_addc(&p->text, '\0');
	p->from[p->n++] = from;
}

static long
next_free(const struct page *p, long column)
{
	while (column < GRID_COLUMNS && p->taken[column] > 0)
		column++;
	return column;
}

static void
fail(struct page *p)
{
	if (p->rc == 0)
		p->rc = err_set(p->err, ERR_INPUT, "XML-HTML-1",
			"%s: too many columns or rows", p->name);
}

static void
read_row(struct page *p, const xmlNode *tr)
{
	long column = 0;
	const struct cell *cells;
	unsigned char *reach = xcalloc(GRID_COLUMNS, 1);
	size_t n;

	p->row++;
	p->n = 0;
	strbuf_reset(&p->text);
	for (const xmlNode *td = tr->children; td != NULL && p->rc == 0;
		td = td->next) {
		struct grid_merge m = { .row = p->row };

		if ((!is(td, "td") && !is(td, "th")) || is_hidden(td))
			continue;
		m.column = next_free(p, column);
		m.last_column = m.column + span(td, "colspan") - 1;
		m.last_row = p->row + span(td, "rowspan") - 1;
		if (m.last_column >= GRID_COLUMNS || p->row > GRID_ROWS) {
			fail(p);
			break;
		}
		put_cell(p, td, m.column);
		if (m.last_row > m.row || m.last_column > m.column)
			grid_merges_add(p->merges, &m);
		for (long c = m.column; c <= m.last_column; c++)
			reach[c] = (unsigned char)(m.last_row - m.row > 255
					? 255
					: m.last_row - m.row);
		column = m.last_column + 1;
	}
	for (long c = 0; c < GRID_COLUMNS; c++) {
		p->taken[c] = (unsigned char)(p->taken[c] > 0 ? p->taken[c] - 1
							      : 0);
		if (reach[c] > p->taken[c])
			p->taken[c] = reach[c];
	}
	free(reach);
	for (size_t i = 0; i < p->n; i++)
		p->cells[i].text = p->text.data + p->from[i];
	n = p->n;
	cells = grid_merges_fill(p->merges, p->row, p->cells, &n);
	if (grid_merges_are_too_many(p->merges))
		fail(p);
	if (p->rc == 0 && n > 0 && !is_hidden(tr))
		p->rc = p->events->row(p->arg, p->row, cells, n, p->err);
}

/* Rows of this table, not of one within it. */
static void
read_rows(struct page *p, const xmlNode *node, int depth)
{
	for (const xmlNode *n = node->children;
		n != NULL && p->rc == 0 && depth < MAX_DEPTH; n = n->next) {
		if (is(n, "tr"))
			read_row(p, n);
		else if (n->type == XML_ELEMENT_NODE && !is(n, "table"))
			read_rows(p, n, depth + 1);
	}
}

static void
read_table(struct page *p, const xmlNode *table)
{
	static const struct grid_sheet sheet = { "", false, false, true };

	if (++p->ntables > GRID_SHEETS)
		fail(p);
	if (p->rc == 0)
		p->rc = p->events->sheet(p->arg, &sheet, p->err);
	p->row = 0;
	memset(p->taken, 0, GRID_COLUMNS);
	grid_merges_clear(p->merges);
	if (p->rc == 0)
		read_rows(p, table, 0);
	if (p->rc == 1)
		p->rc = 0;
}

static void
find_tables(struct page *p, const xmlNode *node, int depth)
{
	for (const xmlNode *n = node->children;
		n != NULL && p->rc == 0 && depth < MAX_DEPTH; n = n->next) {
		if (is(n, "table"))
			read_table(p, n);
		if (n->type == XML_ELEMENT_NODE)
			find_tables(p, n, depth + 1);
	}
}

static int
read_page(struct page *p, const struct strbuf *html)
{
	htmlParserCtxtPtr ctxt = htmlNewParserCtxt();
	htmlDocPtr doc = ctxt == NULL
		? NULL
		: htmlCtxtReadMemory(ctxt, html->data, (int)html->len, NULL,
			  "UTF-8",
			  HTML_PARSE_NONET | HTML_PARSE_NOERROR |
				  HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC |
				  HTML_PARSE_COMPACT);

	if (doc != NULL)
		find_tables(p, (xmlNode *)doc, 0);
	xmlFreeDoc(doc);
	htmlFreeParserCtxt(ctxt);
	return p->rc < 0 ? -1 : 0;
}

static int
read_file(struct page *p, const char *path, const char *label)
{
	struct strbuf html = { 0 };
	struct decoder *d;
	int rc;

	if (decode_open(&d, path, p->name, label, 0, p->err) != 0)
		return -1;
	if (d == NULL)
		return err_set(p->err, ERR_INPUT, "GRID-TEXT-3", "%s: no text",
			p->name);
	while ((rc = decode_next(d, &html, p->err)) == 1 &&
		html.len < PAGE_LIMIT)
		;
	decode_close(d);
	if (rc == 1)
		rc = err_set(p->err, ERR_INPUT, "XML-HTML-3",
			"%s: a web page of more than 256 MiB", p->name);
	if (rc == 0 && html.len > 0)
		rc = read_page(p, &html);
	strbuf_clear(&html);
	return rc;
}

static void
open_page(struct page *p)
{
	p->merges = grid_merges_new();
	p->taken = xcalloc(GRID_COLUMNS, 1);
}

/* rc: how the reading went. */
static int
close_page(struct page *p, int rc)
{
	if (rc == 0 && p->ntables == 0)
		rc = err_set(p->err, ERR_INPUT, "XML-HTML-2",
			"%s: a web page without a table", p->name);
	grid_merges_free(p->merges);
	strbuf_clear(&p->text);
	free(p->taken);
	free(p->cells);
	free(p->from);
	return rc;
}

int
grid_html(const char *path, const char *name, const struct grid_events *events,
	void *arg, struct error *err)
{
	struct page p = {
		.name = name, .events = events, .arg = arg, .err = err
	};

	open_page(&p);
	return close_page(&p, read_file(&p, path, NULL));
}

/* Pages of an archive are looked at as files of their own. */
struct unpacking {
	struct page page;
	char *path;
};

static int
on_page(void *arg, const char *bytes, size_t n, const char *charset,
	struct error *err)
{
	struct unpacking *u = arg;

	if (file_write(u->path, bytes, n, err) != 0)
		return -1;
	return read_file(&u->page, u->path, charset);
}

int
grid_archive(const char *path, const char *name,
	const struct grid_events *events, void *arg, struct error *err)
{
	const char *tmp = getenv("TMPDIR");
	char *base = xasprintf(
		"%s/", tmp != NULL && *tmp == '/' ? tmp : "/tmp");
	struct unpacking u = { .page = { .name = name,
				       .events = events,
				       .arg = arg,
				       .err = err } };
	char *message = NULL, *dir = file_work_dir(base, err);
	size_t n;
	int rc = -1;

	free(base);
	open_page(&u.page);
	if (dir != NULL &&
		file_read(path, PAGE_LIMIT, &message, &n, err) == 0) {
		u.path = xasprintf("%s/page", dir);
		rc = mime_pages(message, n, name, on_page, &u, err);
	}
	rc = close_page(&u.page, rc);
	file_remove_dir(dir);
	free(dir);
	free(u.path);
	free(message);
	return rc;
}
