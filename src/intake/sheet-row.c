/*
 * What a row below the header is: a record, or none. See sheet-row.h.
 */
#include "config.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/strbuf.h"
#include "intake/memo.h"
#include "intake/sheet-row.h"
#include "intake/units.h"
#include "schema/facets.h"
#include "schema/fold.h"

const char *
ignored_name(enum ignored why, enum lang lang)
{
	static const char *const names[][2] = {
		[IGNORED_TITLE] = { "标题", "titles above the header" },
		[IGNORED_HEADER] = { "表头", "header" },
		[IGNORED_COLUMN] = { "不读取的列",
			"columns that are not read" },
		[IGNORED_UNKNOWN] = { "未识别的列",
			"columns that are not known" },
		[IGNORED_NOTHING] = { "表示空白的字样", "words for nothing" },
		[IGNORED_TOTAL] = { "合计行", "rows of sums" },
		[IGNORED_NOTE] = { "签字和说明行", "signatures and notes" },
		[IGNORED_EXAMPLE] = { "示例行", "example rows" },
		[IGNORED_HIDDEN] = { "隐藏的工作表", "hidden sheets" },
		[IGNORED_SHEET] = { "不是数据的工作表",
			"sheets without records" },
	};

	return names[why][lang];
}

void
sheet_add_letters(struct strbuf *sb, long column)
{
	char letters[8];
	int n = 0;

	for (long c = column; c >= 0 && n < 7; c = c / 26 - 1)
		letters[n++] = (char)('A' + c % 26);
	while (n > 0)
		strbuf_addc(sb, letters[--n]);
}

uint64_t
sheet_count_cells(const struct cell *cells, size_t n)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += cells[i].merged == MERGED_NOT &&
			cells[i].kind != CELL_BLANK;
	return sum;
}

const struct cell *
sheet_find_cell(const struct cell *cells, size_t n, long column)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (cells[mid].column < column)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && cells[low].column == column ? &cells[low] : NULL;
}

const struct cell *
sheet_next_cell(const struct cell *cells, size_t n, size_t *i, long column)
{
	while (*i < n && cells[*i].column < column)
		(*i)++;
	return *i < n && cells[*i].column == column ? &cells[*i] : NULL;
}

/* The first text of a row, folded; "" none. In the arena. */
static const char *
first_text(struct arena *arena, const struct cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (cells[i].kind == CELL_TEXT)
			return fold_text(cells[i].text, false, arena);
	}
	return "";
}

static bool
begins_with(const char *s, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++) {
		if (strncmp(s, words[i], strlen(words[i])) == 0)
			return true;
	}
	return false;
}

/* Can a text begin with one of the words once it is folded? Most cannot, by
 * their first character: of the ideographs each stays what it is. */
static bool
may_begin(const char *s, const char *const *words)
{
	unsigned char c = (unsigned char)*s;

	if (c < 0xe5 || c > 0xe9)
		return true;
	for (size_t i = 0; words[i] != NULL; i++) {
		const char *w = words[i];

		if (s[0] == w[0] && s[1] == w[1] && s[2] == w[2])
			return true;
	}
	return false;
}

static bool
is_example(const struct layout *l, const char *text)
{
	return begins_with(text, layout_words(l, WORDS_EXAMPLE));
}

bool
sheet_is_example(const struct layout *layout, struct arena *arena,
	const struct cell *cells, size_t n)
{
	return is_example(layout, first_text(arena, cells, n));
}

/* What a cell is as a title. */
enum titled { TITLED_NOT, TITLED_OTHER, TITLED_OWN };

/* Does the cell say what its column is called, by any of its names, or what
 * another may be called? */
static enum titled
find_title(const struct sheet_rows *r, struct sheet_column *c,
	const struct cell *cell)
{
	struct strbuf sb = { 0 };
	enum cell_answer answer;
	enum titled is = TITLED_NOT;
	struct column_meaning m;
	char *shown, *folded;

	/* no title is a number, and most cells are */
	if (cell->kind != CELL_TEXT ||
		strspn(cell->text, "0123456789") == cell->n)
		return TITLED_NOT;
	if (c->titles == NULL)
		c->titles = memo_new();
	if (memo_recall(c->titles, cell, &sb, &answer)) {
		is = sb.len == 0	  ? TITLED_NOT
			: *sb.data == 'o' ? TITLED_OWN
					  : TITLED_OTHER;
		strbuf_clear(&sb);
		return is;
	}
	shown = cell_shown(cell);
	folded = layout_fold(r->layout, shown);
	m = layout_meaning(r->layout, r->sheet->row, folded);
	if (strcmp(folded, c->folded) == 0 ||
		(m.meaning != MEANS_NOTHING &&
			m.meaning == c->meaning.meaning &&
			m.fact == c->meaning.fact))
		is = TITLED_OWN;
	else if (m.meaning != MEANS_NOTHING)
		is = TITLED_OTHER;
	if (is != TITLED_NOT)
		strbuf_adds(&sb, is == TITLED_OWN ? "own" : "known");
	memo_keep(c->titles, cell, &sb);
	strbuf_clear(&sb);
	free(shown);
	free(folded);
	return is;
}

/* What a row's cells say of titles. */
struct titling {
	size_t all, known, own;
	bool key; /* that of the id is a title */
};

static struct titling
count_titles(const struct sheet_rows *r, const struct cell *cells, size_t n)
{
	struct titling t = { 0 };
	size_t k = 0;

	for (size_t i = 0; i < r->sheet->ncolumns; i++) {
		struct sheet_column *c = &r->sheet->columns[i];
		const struct cell *cell = sheet_next_cell(
			cells, n, &k, c->column);
		enum titled is;

		if (cell == NULL || cell->kind == CELL_BLANK ||
			cell->merged != MERGED_NOT)
			continue;
		/* most rows are told by their first few cells */
		if (t.all >= 8 && t.known == 0)
			break;
		is = find_title(r, c, cell);
		t.all++;
		t.known += is != TITLED_NOT;
		t.own += is == TITLED_OWN;
		t.key = t.key ||
			(is != TITLED_NOT && r->key_fact != NULL &&
				c->meaning.fact == r->key_fact);
	}
	return t;
}

static const struct cell *
key_cell(const struct sheet_rows *r, const struct cell *cells, size_t n)
{
	for (size_t i = 0; i < r->sheet->ncolumns; i++) {
		const struct sheet_column *c = &r->sheet->columns[i];
		const struct cell *cell = c->meaning.fact == r->key_fact &&
				r->key_fact != NULL
			? sheet_find_cell(cells, n, c->column)
			: NULL;

		if (cell != NULL && cell->kind != CELL_BLANK)
			return cell;
	}
	return NULL;
}

/* 1 2 3 …, or 甲 乙 1 2 3 …, below the header: numbers of columns. */
static bool
numbers_columns(const struct sheet_rows *r, const struct cell *cells, size_t n)
{
	static const char *const stems[] = { "甲", "乙", "丙", "丁", "戊",
		"己" };
	size_t nstems = 0, next = 1, all = 0;

	if (r->sheet->rows > 0)
		return false;
	for (size_t i = 0; i < n; i++) {
		char *s, *end;
		bool fits;

		if (sheet_count_cells(&cells[i], 1) == 0)
			continue;
		s = cell_shown(&cells[i]);
		fits = nstems < sizeof stems / sizeof *stems && next == 1 &&
			strcmp(s, stems[nstems]) == 0;
		nstems += fits;
		if (!fits && strtoul(s, &end, 10) == next && end != s &&
			*end == '\0') {
			fits = true;
			next++;
		}
		free(s);
		all++;
		if (!fits)
			return false;
	}
	return all >= 4;
}

/* Units below the header, each of its column; those that are others'. */
static bool
has_units(const struct sheet_rows *r, const struct cell *cells, size_t n)
{
	const struct units *all_units = layout_units(r->layout);
	size_t k = 0, all = 0, units = 0;

	if (r->sheet->rows > 0)
		return false;
	for (int pass = 0; pass < 2; pass++, k = 0) {
		for (size_t i = 0; i < r->sheet->ncolumns; i++) {
			struct sheet_column *c = &r->sheet->columns[i];
			const struct cell *cell = sheet_next_cell(
				cells, n, &k, c->column);
			const struct fact *f = c->meaning.fact;
			const struct unit *u;
			char *s, *unit;

			if (cell == NULL || sheet_count_cells(cell, 1) == 0)
				continue;
			s = cell_shown(cell);
			unit = layout_bare(s);
			all += pass == 0;
			u = units_find(all_units, unit);
			units += pass == 0 && u != NULL;
			if (pass == 1 && f != NULL && f->attribute != NULL &&
				(u == NULL || u->scale > 0 ||
					!units_fit(all_units, u, f->attribute)))
				c->other_unit = true;
			free(s);
			free(unit);
		}
		if (all == 0 || units < all)
			return false;
	}
	return true;
}

/* Has the row the number of a person, as no sum has? */
static bool
has_number(const struct sheet_rows *r, const struct cell *cells, size_t n)
{
	for (size_t i = 0; i < r->sheet->ncolumns; i++) {
		const struct sheet_column *c = &r->sheet->columns[i];
		const struct fact *f = c->meaning.fact;
		const struct cell *cell = f != NULL && f->attribute != NULL &&
				f->attribute->store == STORE_NUMBER
			? sheet_find_cell(cells, n, c->column)
			: NULL;

		if (cell != NULL && cell->merged == MERGED_NOT &&
			cell->kind == CELL_TEXT && cell->n >= 15)
			return true;
	}
	return false;
}

/* May a word for a sum stand in the column, and mean the row? */
static bool
may_name_total(const struct sheet_column *c)
{
	return c->is_name || c->meaning.meaning == MEANS_ORDER ||
		c->meaning.meaning == MEANS_VILLAGE ||
		c->meaning.meaning == MEANS_IGNORED;
}

/* Does it say in a column of names, of places or of numbers of rows that it is
 * a sum? */
static bool
names_total(const struct sheet_rows *r, const struct cell *cells, size_t n)
{
	const char *const *sums = layout_words(r->layout, WORDS_SUM);
	bool is = false;
	size_t k = 0;

	for (size_t i = 0; !is && i < r->sheet->ncolumns; i++) {
		const struct sheet_column *c = &r->sheet->columns[i];
		const struct cell *cell = may_name_total(c)
			? sheet_next_cell(cells, n, &k, c->column)
			: NULL;
		char *s;

		if (cell == NULL || cell->kind != CELL_TEXT || cell->n > 32 ||
			!may_begin(cell->text, sums))
			continue;
		s = layout_bare(cell->text);
		for (size_t m = 0; sums[m] != NULL; m++)
			is = is || strcmp(s, sums[m]) == 0;
		free(s);
	}
	return is && !has_number(r, cells, n);
}

/* May the first text be that of an example? */
static bool
has_example(const struct layout *l, const struct cell *cells, size_t n)
{
	size_t i = 0;

	while (i < n && cells[i].kind != CELL_TEXT)
		i++;
	return i < n &&
		may_begin(cells[i].text, layout_words(l, WORDS_EXAMPLE));
}

/* An id of letters and four digits or more, as no title is. */
static bool
is_plain_id(const struct cell *key)
{
	size_t n = 0, digits = 0;

	for (; isalnum((unsigned char)key->text[n]); n++)
		digits += isdigit((unsigned char)key->text[n]) != 0;
	return key->merged == MERGED_NOT && n >= 6 && n == key->n &&
		digits >= 4;
}

/* What a row is that is no record: IGNORED_LAST, it may be one. Where it has an
 * id, only that tells. */
enum ignored
sheet_row_kind(const struct sheet_rows *r, const struct cell *cells, size_t n,
	bool *is_lost)
{
	const struct cell *key = key_cell(r, cells, n);
	const char *s = key == NULL || key->merged != MERGED_NOT ||
			has_example(r->layout, cells, n)
		? first_text(r->arena, cells, n)
		: "";
	struct titling t;

	if (is_example(r->layout, s))
		return IGNORED_EXAMPLE;
	if (r->sheet->rows > 0 && key != NULL && is_plain_id(key))
		return names_total(r, cells, n) ? IGNORED_TOTAL : IGNORED_LAST;
	/* no word begins with a digit, as most ids do */
	if (key != NULL && key->merged == MERGED_NOT &&
		isdigit((unsigned char)*key->text)) {
		s = "";
	} else if (key != NULL && key->merged == MERGED_NOT) {
		char *shown = cell_shown(key);

		s = fold_text(shown, false, r->arena);
		free(shown);
	}
	/* 总户数 may be a sum, or a title of another table */
	t = count_titles(r, cells, n);
	if (!t.key &&
		(begins_with(s, layout_words(r->layout, WORDS_TOTAL)) ||
			names_total(r, cells, n)))
		return IGNORED_TOTAL;
	if (begins_with(s, layout_words(r->layout, WORDS_NOTE)) &&
		sheet_count_cells(cells, n) <= 8)
		return IGNORED_NOTE;
	if (t.key || (t.own >= 2 && t.own * 2 >= t.all) ||
		(key == NULL && r->key_fact != NULL && t.known >= 2 &&
			t.known * 2 > t.all)) {
		/* right below the header it may say the same in other words */
		*is_lost = r->sheet->rows > 0 ? t.own < t.all : t.own < t.known;
		return IGNORED_HEADER;
	}
	return numbers_columns(r, cells, n) || has_units(r, cells, n)
		? IGNORED_HEADER
		: IGNORED_LAST;
}

/* 2户, 3户8人, 共5人: counts, a character before them or none. */
static bool
is_count(const char *const *words, const char *s)
{
	if ((unsigned char)*s >= 0xe0 && isdigit((unsigned char)s[3]))
		s += 3;
	do {
		size_t digits = strspn(s, "0123456789"), n = 0;

		for (size_t i = 0; n == 0 && words[i] != NULL; i++) {
			if (strncmp(s + digits, words[i], strlen(words[i])) ==
				0)
				n = strlen(words[i]);
		}
		if (digits == 0 || n == 0)
			return false;
		s += digits + n;
	} while (*s != '\0');
	return true;
}

/* Of six characters and more, four of them digits. */
static bool
is_long_id(const char *key)
{
	size_t n = 0, digits = 0;

	for (; isalnum((unsigned char)key[n]) || key[n] == '-' || key[n] == '_';
		n++)
		digits += isdigit((unsigned char)key[n]) != 0;
	return n >= 6 && digits >= 4 && key[n] == '\0';
}

/* What stands where an id is due and is none: words without a digit or a
 * letter, a date. */
bool
sheet_is_no_key(
	const struct layout *layout, const struct fact *fact, const char *key)
{
	const char *const *counts = layout_words(layout, WORDS_COUNT);
	const struct attribute *a = fact->attribute;
	bool any = false;

	if (a == NULL || a->facets == NULL || is_long_id(key) ||
		facets_hold(a->facets, "a b", 3))
		return false; /* it is one, or a name will do */
	for (const char *s = key; *s != '\0' && !any; s++)
		any = isalnum((unsigned char)*s) != 0;
	if (is_count(counts, key))
		return true;
	return !any || strpbrk(key, ":=") != NULL ||
		(strncmp(key, "第", 3) == 0 && strstr(key, "页") != NULL) ||
		(strstr(key, "年") != NULL &&
			(strstr(key, "月") != NULL ||
				strstr(key, "日") != NULL));
}

bool
sheet_is_odd_id(struct sheet *s, const struct fact *fact, const char *key)
{
	const struct attribute *a = fact->attribute;

	if (s->has_ids && is_long_id(key))
		return false;
	/* a name will do, or whatever a number of papers is */
	if (a == NULL || a->store != STORE_TEXT || a->facets == NULL ||
		facets_hold(a->facets, "a b", 3))
		return false;
	if (!s->has_ids)
		s->ids_are_long = is_long_id(key);
	s->has_ids = true;
	return s->ids_are_long && !is_long_id(key);
}

bool
sheet_has_cells_beyond(const struct cell *cells, size_t n, long width)
{
	while (n > 0 && cells[n - 1].column >= width) {
		char *shown = cell_shown(&cells[--n]);
		bool blank = *shown == '\0';

		free(shown);
		if (!blank)
			return true;
	}
	return false;
}
