/*
 * A text with separators, row by row: see grid.h.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/decode.h"
#include "lib/grid.h"

#define LOOK (64u << 10)
#define MAX_ROW (4u << 20)

/* Where the reader stands in a field. */
enum state {
	AT_BEGIN, /* nothing of it was seen */
	PLAIN,
	QUOTED,
	QUOTE_SEEN, /* a quote within quotes: doubled, or the end */
};

struct field {
	size_t from, n;
	bool is_quoted; /* ="…" */
	bool in_marks;	/* in quotation marks */
};

struct text_reader {
	const char *name;
	const struct grid_events *events;
	void *arg;
	char separator;
	enum state state;
	bool is_formula; /* ="…" that the separator's writer did not quote */
	bool after_cr;
	long row; /* that is being read */
	struct strbuf text;
	struct field *fields;
	struct cell *cells;
	size_t n, cap;
	size_t from;	 /* of the field */
	bool was_quoted; /* the field */
	size_t last_n;	 /* fields of the last row with several */
};

static void
end_field(struct text_reader *r)
{
	struct field *f;
	size_t n = r->text.len - r->from;
	char *s;

	strbuf_addc(&r->text, '\0');
	s = r->text.data + r->from;
	if (r->n == r->cap) {
		r->cap = r->cap > 0 ? r->cap * 2 : 64;
		r->fields = xreallocarray(r->fields, r->cap, sizeof *r->fields);
		r->cells = xreallocarray(r->cells, r->cap, sizeof *r->cells);
	}
	f = &r->fields[r->n++];
	*f = (struct field){ r->from, n, r->is_formula, r->was_quoted };
	if (n >= 3 && s[0] == '=' && s[1] == '"' && s[n - 1] == '"') {
		f->from += 2;
		f->n = n - 3;
		s[n - 1] = '\0';
		f->is_quoted = true;
	}
	r->from = r->text.len;
	r->state = AT_BEGIN;
	r->is_formula = false;
	r->was_quoted = false;
}

static size_t
count(const char *s, size_t n, char c)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += s[i] == c;
	return sum;
}

/* Where a quotation mark is not closed, the field goes on to the next one, in a
 * row below: up to its first line's end it would be this row's rest, and what
 * stands behind its last belongs to another. */
static bool
holds_rows(const struct text_reader *r, size_t i)
{
	const struct field *f = &r->fields[i];
	const char *s = r->text.data + f->from, *end = s + f->n;
	const char *first, *last;

	if (!f->in_marks || r->last_n < 2)
		return false;
	first = memchr(s, '\n', f->n);
	if (first == NULL)
		first = memchr(s, '\r', f->n);
	last = memrchr(s, '\n', f->n);
	if (last == NULL)
		last = memrchr(s, '\r', f->n);
	return first != NULL && last != NULL &&
		i + count(s, (size_t)(first - s), r->separator) ==
		r->last_n - 1 &&
		count(last, (size_t)(end - last), r->separator) > 0;
}

static int
end_row(struct text_reader *r, struct error *err)
{
	size_t n = 0;
	int rc = 0;

	end_field(r);
	for (size_t i = 0; i < r->n; i++) {
		bool blank = r->fields[i].n == 0;

		if (blank && (i + 1 < r->n || n == 0))
			continue;
		r->cells[n] = (struct cell){ .kind = blank ? CELL_BLANK
							   : CELL_TEXT,
			.column = (long)i,
			.text = r->text.data + r->fields[i].from,
			.n = r->fields[i].n,
			.decimals = -1,
			.is_quoted = r->fields[i].is_quoted,
			.holds_rows = holds_rows(r, i) };
		n++;
	}
	if (r->n > GRID_COLUMNS || r->row > 100L * GRID_ROWS)
		return err_set(err, ERR_INPUT, "GRID-TEXT-1",
			"%s: row %ld: too many columns or rows", r->name,
			r->row);
	if (n > 0)
		rc = r->events->row(r->arg, r->row, r->cells, n, err);
	r->row++;
	r->last_n = r->n > 1 ? r->n : r->last_n;
	r->n = 0;
	r->from = 0;
	strbuf_reset(&r->text);
	return rc;
}

/* A character of a field that is not quoted. */
static int
take_plain(struct text_reader *r, char c, struct error *err)
{
	size_t n = r->text.len - r->from;

	if (c == r->separator) {
		end_field(r);
		return r->n > GRID_COLUMNS ? end_row(r, err) : 0;
	}
	if (c == '\n' || c == '\r')
		return end_row(r, err);
	if (c == '"' && r->state == AT_BEGIN) {
		r->state = QUOTED;
		r->was_quoted = true;
	} else if (c == '"' && n == 1 && r->text.data[r->from] == '=') {
		r->text.len = r->from;
		r->is_formula = true;
		r->was_quoted = true;
		r->state = QUOTED;
	} else {
		strbuf_addc(&r->text, c);
		r->state = PLAIN;
	}
	return 0;
}

static int
check_length(const struct text_reader *r, struct error *err)
{
	if (r->text.len > MAX_ROW)
		return err_set(err, ERR_INPUT, "GRID-TEXT-2",
			"%s: row %ld: a quotation mark that is not closed",
			r->name, r->row);
	return 0;
}

static int
take_char(struct text_reader *r, char c, struct error *err)
{
	if (c == '\n' && r->after_cr) {
		r->after_cr = false;
		return 0;
	}
	r->after_cr = c == '\r' && r->state != QUOTED;
	switch (r->state) {
	case QUOTED:
		if (c == '"')
			r->state = QUOTE_SEEN;
		else
			strbuf_addc(&r->text, c);
		break;
	case QUOTE_SEEN:
		if (c == '"') {
			strbuf_addc(&r->text, c);
			r->state = QUOTED;
			break;
		}
		r->state = PLAIN;
		return take_plain(r, c, err);
	default:
		return take_plain(r, c, err);
	}
	return check_length(r, err);
}

/* How many bytes at s say nothing but themselves where the reader stands. */
static size_t
plain_bytes(const struct text_reader *r, const char *s, size_t n)
{
	const char *quote;
	size_t i = 0;

	if (r->state == QUOTED) {
		quote = memchr(s, '"', n);
		return quote != NULL ? (size_t)(quote - s) : n;
	}
	if (r->state != PLAIN)
		return 0;
	while (i < n && s[i] != r->separator && s[i] != '\n' && s[i] != '\r' &&
		s[i] != '"')
		i++;
	return i;
}

/* Fields that are not quoted, up to where one may be, or the row ends; how many
 * bytes these were. */
static size_t
take_fields(struct text_reader *r, const char *s, size_t n)
{
	size_t from = 0, i = 0;

	while (r->n < GRID_COLUMNS) {
		char c;

		while (i < n && s[i] != r->separator && s[i] != '\n' &&
			s[i] != '\r' && s[i] != '"')
			i++;
		c = i < n ? s[i] : '"';
		if (i > from) {
			strbuf_add(&r->text, s + from, i - from);
			r->state = PLAIN;
			r->after_cr = false;
		}
		if (c != r->separator)
			return i;
		end_field(r);
		r->after_cr = false;
		from = ++i;
	}
	return i;
}

static int
take_bytes(struct text_reader *r, const char *s, size_t n, struct error *err)
{
	int rc = 0;

	while (n > 0 && rc == 0) {
		size_t plain;

		if (r->state == AT_BEGIN || r->state == PLAIN) {
			plain = take_fields(r, s, n);
			s += plain;
			n -= plain;
			if (n == 0)
				return check_length(r, err);
		}
		plain = plain_bytes(r, s, n);

		if (plain > 0) {
			strbuf_add(&r->text, s, plain);
			r->after_cr = false;
			s += plain;
			n -= plain;
		}
		if (n == 0)
			return check_length(r, err);
		rc = take_char(r, *s++, err);
		n--;
	}
	return rc;
}

/* The separator that there is most of outside of quotes. */
static char
choose_separator(const char *s, size_t n)
{
	static const char candidates[] = ",\t;";
	size_t count[3] = { 0 }, best = 0;
	bool quoted = false;

	for (size_t i = 0; i < n; i++) {
		const char *p = strchr(candidates, s[i]);

		if (s[i] == '"')
			quoted = !quoted;
		else if (!quoted && p != NULL && s[i] != '\0')
			count[p - candidates]++;
	}
	for (size_t i = 1; i < 3; i++) {
		if (count[i] > count[best])
			best = i;
	}
	return candidates[best];
}

static int
read_rows(struct text_reader *r, struct decoder *d, struct error *err)
{
	struct strbuf sb = { 0 };
	int rc, more = 1;

	while (sb.len < LOOK && (more = decode_next(d, &sb, err)) == 1)
		;
	r->separator = choose_separator(
		sb.data != NULL ? sb.data : "", sb.len < LOOK ? sb.len : LOOK);
	rc = more < 0 ? -1 : 0;
	while (rc == 0 && sb.len > 0) {
		rc = take_bytes(r, sb.data, sb.len, err);
		strbuf_reset(&sb);
		if (rc == 0 && more == 1) {
			more = decode_next(d, &sb, err);
			rc = more < 0 ? -1 : 0;
		}
	}
	if (rc == 0 && r->state == QUOTED)
		rc = err_set(err, ERR_INPUT, "GRID-TEXT-2",
			"%s: row %ld: a quotation mark that is not closed",
			r->name, r->row);
	if (rc == 0 && (r->n > 0 || r->text.len > 0))
		rc = end_row(r, err);
	strbuf_clear(&sb);
	return rc;
}

int
grid_text(const char *path, const char *name, const struct grid_events *events,
	void *arg, struct error *err)
{
	static const struct grid_sheet sheet = { "", false, false, true };
	struct text_reader r = {
		.name = name, .events = events, .arg = arg, .row = 1
	};
	struct decoder *d;
	int rc;

	if (decode_open(&d, path, name, NULL, 0, err) != 0)
		return -1;
	if (d == NULL)
		return err_set(
			err, ERR_INPUT, "GRID-TEXT-3", "%s: no text", name);
	rc = events->sheet(arg, &sheet, err);
	if (rc == 0)
		rc = read_rows(&r, d, err);
	decode_close(d);
	strbuf_clear(&r.text);
	free(r.fields);
	free(r.cells);
	return rc < 0 ? -1 : 0;
}
