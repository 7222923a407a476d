/*
 * From a cell to what a document would write: see cell.h.
 */
#include "config.h"
#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/list.h"
#include "base/mem.h"
#include "intake/cell.h"
#include "intake/cell-number.h"
#include "intake/cell-text.h"
#include "intake/digits.h"
#include "intake/layout.h"
#include "schema/facets.h"
#include "schema/codes.h"
#include "schema/fold.h"

/* While one cell is read. */
struct reading {
	struct strbuf *out;
	enum cell_why *why;
	const struct attribute *a;
	const struct cell *cell;
	bool is_1904;
	struct arena *arena;
	const struct layout *layout;
	const char *written; /* its text, blanks at its ends taken off */
	const char *folded;
	bool is_clean; /* both are the cell's text */
};

static enum cell_answer
refuse(struct reading *r, enum cell_why why)
{
	*r->why = why;
	return CELL_REFUSED;
}

/* What a sheet shows instead of a value, become text; a formula's own text; a
 * word for what stands above or beside. */
static bool
is_no_value(const struct reading *r)
{
	const char *s = r->folded;

	if (*s == '#' && s[strspn(s, "#")] == '\0')
		return true;
	if (*s == '=' && s[1] != '\0' && s[1] != '=')
		return true;
	return layout_is_word(r->layout, WORDS_NO_VALUE, s);
}

/* Words that programs and people write for nothing. */
static bool
is_nothing(const struct reading *r, const char *folded)
{
	return *folded == '\0' ||
		layout_is_word(r->layout, WORDS_NOTHING, folded);
}

static enum cell_answer
say(struct reading *r, const char *s)
{
	strbuf_adds(r->out, s);
	return CELL_SAYS;
}

static bool
is_destroyed(const struct reading *r, const char *written)
{
	enum store store = r->a != NULL ? r->a->store : STORE_FREE;
	const char *s = written;

	if (store == STORE_FREE || store == STORE_SHOWN)
		return false;
	if (!r->is_clean) {
		/* whatever stands between its digits */
		char *bare = arena_strdup(r->arena, r->folded), *out = bare;

		for (const char *in = bare; *in != '\0'; in++) {
			if (*in != ',' && *in != '\'')
				*out++ = *in;
		}
		*out = '\0';
		cell_drop_point_nought(bare);
		s = bare + (*bare == '+');
	}
	if (digits_are_scientific(s))
		return true;
	if (!digits_end_in_noughts(s))
		return false;
	return store == STORE_NUMBER	 ? !digits_have_check(s)
		: store == STORE_ACCOUNT ? !digits_are_card(s)
					 : false;
}

/* A number where a text is due: an id, a phone that was typed as one. */
static enum cell_answer
number_as_text(struct reading *r)
{
	double v = strtod(r->cell->text, NULL);
	char digits[32];
	int width = r->cell->digits < 24 ? r->cell->digits : 0;

	if (r->cell->is_percent || r->cell->is_odd || !isfinite(v) || v < 0)
		return refuse(r, WHY_TEXT);
	if (v == 0) /* what a formula makes of a blank cell */
		return refuse(r, WHY_TEXT);
	if (v >= 1e15)
		return refuse(r, WHY_DESTROYED);
	if (v != floor(v)) {
		if (r->a != NULL && r->a->store != STORE_FREE)
			return refuse(r, WHY_WHOLE);
		snprintf(digits, sizeof digits, "%.15g", v);
		return say(r, digits);
	}
	snprintf(digits, sizeof digits, "%0*.0f", width > 0 ? width : 1, v);
	return say(r, digits);
}

static bool
is_id(const struct attribute *a)
{
	return a != NULL && a->store == STORE_TEXT && a->list == NULL &&
		a->facets != NULL && !facets_hold(a->facets, "a b", 3);
}

/* A mark, a sex, a number: the row or the column is another one. Several names
 * are no one's. */
static bool
is_no_name(const struct reading *r)
{
	return r->a != NULL && r->a->store == STORE_NAME &&
		(strstr(r->folded, "、") != NULL ||
			strpbrk(r->written, "/\n") != NULL ||
			layout_is_word(r->layout, WORDS_NO_NAME, r->folded) ||
			strspn(r->folded, "0123456789X") == strlen(r->folded));
}

/* Two phones or numbers with nothing but blanks between, which would become
 * one. */
static bool
are_several(const struct reading *r)
{
	enum store store = r->a != NULL ? r->a->store : STORE_FREE;
	size_t digits = store == STORE_PHONE ? 7
		: store == STORE_NUMBER	     ? 15
		: store == STORE_ACCOUNT     ? 12
					     : 0;

	return digits > 0 && cell_has_broken_digits(r->written) &&
		cell_count_numbers(r->written, digits) > 1;
}

static enum cell_answer
read_text(struct reading *r)
{
	enum store store = r->a != NULL ? r->a->store : STORE_FREE;
	bool id;
	char *s;

	if (r->cell->kind == CELL_NUMBER)
		return number_as_text(r);
	if (r->cell->kind == CELL_DATE)
		return refuse(r, WHY_DATED);
	if (r->cell->kind == CELL_BOOL)
		return refuse(r, WHY_TEXT);
	if (is_nothing(r, r->folded))
		return CELL_SAYS_NOTHING;
	if (is_no_name(r))
		return refuse(r, WHY_TEXT);
	if (r->is_clean)
		return is_destroyed(r, r->written) ? refuse(r, WHY_DESTROYED)
						   : say(r, r->written);
	if (are_several(r))
		return refuse(r, WHY_SEVERAL);
	s = arena_strdup(r->arena, r->written);
	if (store != STORE_NUMBER)
		cell_drop_invisible(s);
	id = is_id(r->a);
	if (store == STORE_NUMBER || store == STORE_PHONE ||
		store == STORE_ACCOUNT || id)
		cell_drop_point_nought(s);
	if (is_destroyed(r, s))
		return refuse(r, WHY_DESTROYED);
	if (id) {
		if (strpbrk(s, " \t\n") != NULL)
			return refuse(r, WHY_TEXT);
		s = cell_half_width(r->arena, s);
	}
	return say(r, s);
}

/* What a formula makes of a blank cell says neither yes nor no, and is no code.
 */
static bool
is_formulas_nought(const struct cell *cell)
{
	return cell->kind == CELL_NUMBER && cell->is_formula &&
		strtod(cell->text, NULL) == 0;
}

/* Of what the title asks whether it is there: 有无, 是否有. */
static bool
asks_of_having(const struct reading *r)
{
	const char *const *words = layout_words(r->layout, WORDS_HAVING);
	const char *label = r->a->label[0];

	for (size_t i = 0; label != NULL && words[i] != NULL; i++) {
		if (strstr(label, words[i]) != NULL)
			return true;
	}
	return false;
}

static enum cell_answer
read_yes_no(struct reading *r)
{
	if (r->cell->kind == CELL_BOOL)
		return say(r, r->cell->text[0] == '1' ? "true" : "false");
	if (r->cell->kind == CELL_DATE)
		return refuse(r, WHY_DATED);
	if (is_formulas_nought(r->cell))
		return refuse(r, WHY_YES_NO);
	if (is_nothing(r, r->folded))
		return CELL_SAYS_NOTHING;
	if (layout_is_word(r->layout, WORDS_YES, r->folded))
		return say(r, "true");
	if (layout_is_word(r->layout, WORDS_NO, r->folded))
		return say(r, "false");
	if (layout_is_word(r->layout, WORDS_HAVING, r->folded) &&
		asks_of_having(r))
		return say(r, "true");
	if (layout_is_word(r->layout, WORDS_LACKING, r->folded) &&
		asks_of_having(r))
		return say(r, "false");
	return refuse(r, WHY_YES_NO);
}

static const struct code *
look_up(struct reading *r, const char *s)
{
	return codes_find(r->a->list, s);
}

/* The code, where what is beside it is its label; NULL: it is not. */
static const struct code *
same_code(struct reading *r, const char *code, size_t n, const char *label)
{
	const struct code *a = look_up(r, arena_strndup(r->arena, code, n));
	const struct code *b = *label != '\0' ? look_up(r, label) : NULL;

	return a == b ? a : NULL;
}

/* 01 本人, 02-配偶, 配偶(02): a code and its label, something between. */
static const struct code *
look_up_both(struct reading *r, const char *written)
{
	const char *const *between = layout_words(r->layout, WORDS_LABEL);
	size_t n = strspn(written, "0123456789"), m = strlen(r->folded);
	const char *open = strrchr(r->folded, '(');
	const struct code *code = NULL;
	char *label;

	if (n == 0 && open != NULL && r->folded[m - 1] == ')') {
		n = strspn(open + 1, "0123456789");
		label = arena_strndup(
			r->arena, r->folded, (size_t)(open - r->folded));
		return open[1 + n] == ')' ? same_code(r, open + 1, n, label)
					  : NULL;
	}
	if (n == 0)
		return NULL;
	label = fold_text(written + n, false, r->arena);
	if (fold_is_blank(arena_strndup(r->arena, written + n, 1)))
		code = same_code(r, written, n, label);
	for (size_t i = 0; between[i] != NULL && code == NULL; i++) {
		size_t k = strlen(between[i]);

		if (strncmp(label, between[i], k) == 0)
			code = same_code(r, written, n, label + k);
	}
	return code;
}

static enum cell_answer
read_code(struct reading *r)
{
	char *s = arena_strdup(r->arena, r->folded);
	const struct code *code;

	if (r->cell->kind == CELL_DATE)
		return refuse(r, WHY_DATED);
	if (r->cell->kind == CELL_BOOL || is_formulas_nought(r->cell))
		return refuse(r, WHY_CODE);
	cell_drop_point_nought(s);
	code = *s != '\0' ? look_up(r, s) : NULL;
	if (code == NULL)
		code = look_up_both(r, r->written);
	if (code != NULL)
		return say(r, code->code);
	if (is_nothing(r, s) || layout_is_word(r->layout, WORDS_LACKING, s))
		return CELL_SAYS_NOTHING;
	return refuse(r, WHY_CODE);
}

/* Does the code stand in the list that begins at from? */
static bool
is_said(const struct strbuf *list, size_t from, const char *code)
{
	return list->len > from && list_has(list->data + from, code);
}

/* Several codes in one cell, whatever stands between them. */
static enum cell_answer
read_list(struct reading *r)
{
	static const char *const between[] = { "、", "，", "；", ",", ";", "/",
		"|", " ", "\n", "\t", "　", "和" };
	struct strbuf sb = { 0 };
	char *save = NULL, *all, *s;
	size_t from = r->out->len;
	const struct code *code = look_up(r, r->folded);
	enum cell_answer answer = CELL_SAYS;

	if (r->cell->kind == CELL_DATE || r->cell->kind == CELL_BOOL ||
		is_formulas_nought(r->cell))
		return refuse(r, WHY_CODE);
	if (code != NULL)
		return say(r, code->code);
	if (is_nothing(r, r->folded) ||
		layout_is_word(r->layout, WORDS_LACKING, r->folded))
		return CELL_SAYS_NOTHING;
	for (const char *p = r->written; *p != '\0';) {
		size_t n = 0;

		for (size_t i = 0;
			n == 0 && i < sizeof between / sizeof *between; i++) {
			if (strncmp(p, between[i], strlen(between[i])) == 0)
				n = strlen(between[i]);
		}
		if (n > 0)
			strbuf_addc(&sb, '\n');
		else
			strbuf_addc(&sb, *p);
		p += n > 0 ? n : 1;
	}
	all = arena_strdup(r->arena, sb.data);
	strbuf_clear(&sb);
	for (s = strtok_r(all, "\n", &save); s != NULL && answer == CELL_SAYS;
		s = strtok_r(NULL, "\n", &save)) {
		code = look_up(r, fold_text(s, false, r->arena));
		if (code == NULL)
			answer = refuse(r, WHY_CODE);
		else if (!is_said(r->out, from, code->code))
			strbuf_addf(r->out, "%s%s",
				r->out->len == from ? "" : " ", code->code);
	}
	return answer;
}

static enum cell_answer
say_day(struct reading *r, long day)
{
	char iso[11];

	if (day == NO_DAY)
		return refuse(r, WHY_DATE);
	return say(r, day_format(day, iso));
}

/* A date cell: days since 1899-12-30 (or 1904-01-01), the 29 February 1900
 * that there never was among them. */
static enum cell_answer
read_serial(struct reading *r)
{
	double v = strtod(r->cell->text, NULL);
	long n;

	if (!isfinite(v) || v < 0 || v > 2958465)
		return refuse(r, WHY_DATE);
	n = (long)floor(v);
	if ((r->cell->shows & SHOWS_DAY) == 0 ||
		(r->cell->shows & SHOWS_YEAR) == 0)
		return refuse(r, WHY_DAY);
	if (r->is_1904)
		return say_day(r, day_make(1904, 1, 1) + n);
	if (n < 1 || n == 60)
		return refuse(r, WHY_DATE);
	return say_day(r, day_make(1899, 12, n < 60 ? 31 : 30) + n);
}

/* Numbers with what stands between them, at most three. */
struct parts {
	int values[3];
	size_t digits[3];
	size_t n;
	bool is_odd; /* something else stands there */
};

static struct parts
split_date(const char *s)
{
	struct parts p = { 0 };

	while (*s != '\0') {
		size_t n = strspn(s, "0123456789");

		if (n == 0 || n > 4 || p.n == 3) {
			p.is_odd = true;
			return p;
		}
		p.values[p.n] = atoi(s);
		p.digits[p.n++] = n;
		s += n;
		if (strchr("-./", *s) != NULL && *s != '\0')
			s++;
		else if (strncmp(s, "年", 3) == 0 && p.n == 1)
			s += 3;
		else if (strncmp(s, "月", 3) == 0 && p.n == 2)
			s += 3;
		else if ((strncmp(s, "日", 3) == 0 ||
				 strncmp(s, "号", 3) == 0) &&
			p.n == 3)
			s += 3;
		else if (*s != '\0')
			p.is_odd = true;
		if (p.is_odd)
			return p;
	}
	return p;
}

static long
eight_digits(const char *s)
{
	return day_make((s[0] - '0') * 1000 + (s[1] - '0') * 100 +
			(s[2] - '0') * 10 + (s[3] - '0'),
		(s[4] - '0') * 10 + (s[5] - '0'),
		(s[6] - '0') * 10 + (s[7] - '0'));
}

/* " 08:30", "T08:30:00.000": behind a date, in no zone of its own. */
static bool
is_time_of_day(const char *s)
{
	int parts = 0;

	if (*s == '\0')
		return false;
	s += strspn(s, " T");
	for (; parts < 3; parts++) {
		size_t n = strspn(s, "0123456789");

		if (n == 0 || n > 2)
			return false;
		s += n;
		if (*s != ':')
			break;
		s++;
	}
	if (parts == 2 && *s == '.')
		s += 1 + strspn(s + 1, "0123456789");
	return parts > 0 && *s == '\0';
}

static enum cell_answer
read_date(struct reading *r)
{
	struct parts p;
	const char *s = r->folded;
	size_t n;

	if (r->cell->kind == CELL_DATE)
		return read_serial(r);
	if (r->cell->kind == CELL_BOOL)
		return refuse(r, WHY_DATE);
	if (is_nothing(r, s))
		return CELL_SAYS_NOTHING;
	n = strcspn(r->written, " T");
	if (is_time_of_day(r->written + n)) {
		/* it says nothing here */
		char *day = arena_strndup(r->arena, r->written, n);

		s = fold_text(day, false, r->arena);
	}
	if (cell_has_broken_digits(s == r->folded ? r->written : s))
		return refuse(r, WHY_DATE);
	if (digits_only(s) && strlen(s) == 8)
		return say_day(r, eight_digits(s));
	if (digits_only(s) && strlen(s) == 6)
		return refuse(r, WHY_DAY);
	p = split_date(s);
	if (p.is_odd || p.n < 2 || p.digits[0] != 4)
		return refuse(r, WHY_DATE);
	if (p.n == 2)
		return refuse(r, WHY_DAY);
	if (p.digits[1] > 2 || p.digits[2] > 2)
		return refuse(r, WHY_DATE);
	return say_day(r, day_make(p.values[0], p.values[1], p.values[2]));
}

static enum cell_answer
say_time(struct reading *r, int hours, int minutes)
{
	char text[16];

	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
		return refuse(r, WHY_TIME);
	snprintf(text, sizeof text, "%02d:%02d", hours, minutes);
	return say(r, text);
}

static enum cell_answer
read_time(struct reading *r)
{
	const char *s = r->folded;
	int hours, minutes, used = 0;

	if (r->cell->kind == CELL_DATE) {
		double v = strtod(r->cell->text, NULL);
		long seconds = lround((v - floor(v)) * 86400);

		if ((r->cell->shows & SHOWS_TIME) == 0 || v < 0 || v >= 1 ||
			seconds >= 86400)
			return refuse(r, WHY_TIME);
		return say_time(
			r, (int)(seconds / 3600), (int)(seconds / 60 % 60));
	}
	if (r->cell->kind != CELL_TEXT)
		return refuse(r, WHY_TIME);
	if (is_nothing(r, s))
		return CELL_SAYS_NOTHING;
	if (sscanf(s, "%2d:%2d%n", &hours, &minutes, &used) == 2 &&
		(s[used] == '\0' || strcmp(s + used, ":00") == 0))
		return say_time(r, hours, minutes);
	if ((sscanf(s, "%2d时%2d分%n", &hours, &minutes, &used) == 2 ||
		    sscanf(s, "%2d点%2d分%n", &hours, &minutes, &used) == 2) &&
		used > 0 && s[used] == '\0')
		return say_time(r, hours, minutes);
	return refuse(r, WHY_TIME);
}

/* 2016年12月, 2016年度 where a year is due. */
static bool
is_year_and_more(const struct reading *r)
{
	const char *label = r->a->label[0], *s = r->folded;
	size_t n;

	if (r->a->store != STORE_INT || label == NULL ||
		strstr(label, "年度") == NULL || strspn(s, "0123456789") != 4)
		return false;
	if (layout_is_word(r->layout, WORDS_YEAR, s + 4))
		return true;
	if (strncmp(s + 4, "年", 3) != 0)
		return false;
	n = strspn(s + 7, "0123456789");
	return n >= 1 && n <= 2 && strcmp(s + 7 + n, "月") == 0;
}

/* Years, counts, money, areas. */
static enum cell_answer
read_number(struct reading *r)
{
	bool whole = r->a->store == STORE_INT;
	struct number n;
	enum cell_why why;

	if (r->cell->kind == CELL_DATE)
		return refuse(r, WHY_DATED);
	if (r->cell->kind == CELL_BOOL)
		return refuse(r, WHY_NUMBER);
	if (r->cell->kind == CELL_TEXT &&
		(is_nothing(r, r->folded) ||
			layout_is_word(r->layout, WORDS_LACKING, r->folded)))
		return CELL_SAYS_NOTHING;
	if (r->cell->kind == CELL_TEXT && is_year_and_more(r))
		return say(r, arena_strndup(r->arena, r->folded, 4));
	why = r->cell->kind == CELL_NUMBER
		? number_of_cell(&n, r->cell)
		: number_of_text(&n, r->folded, r->a, r->layout);
	if (r->cell->kind == CELL_TEXT && cell_has_broken_digits(r->written))
		why = WHY_NUMBER;
	if (why == WHY_NONE && whole && n.ndecimals > 0)
		why = WHY_WHOLE;
	if (why == WHY_NONE && n.ndecimals > 2)
		why = WHY_DECIMALS;
	if (why != WHY_NONE)
		return refuse(r, why);
	return say(r, n.text);
}

static enum cell_answer
read_value(struct reading *r)
{
	if (r->a == NULL)
		return read_text(r);
	switch (r->a->store) {
	case STORE_INT:
	case STORE_MONEY:
	case STORE_QUANTITY:
		return read_number(r);
	case STORE_BOOL:
		return read_yes_no(r);
	case STORE_DATE:
	case STORE_BIRTH:
		return read_date(r);
	case STORE_TIME:
		return read_time(r);
	case STORE_LIST:
		return r->a->list != NULL ? read_list(r) : read_text(r);
	case STORE_TEXT:
		return r->a->list != NULL ? read_code(r) : read_text(r);
	default:
		return read_text(r);
	}
}

static char *
plain_number(struct arena *arena, const char *s)
{
	char text[40];

	snprintf(text, sizeof text, "%.15g", strtod(s, NULL));
	return arena_strdup(arena, text);
}

/* Digits, capitals and the ideographs of names: nothing to be taken off, nor
 * to be folded. Most cells are such. */
static bool
is_clean(const char *text, size_t n)
{
	const unsigned char *s = (const unsigned char *)text, *end = s + n;

	while (s < end) {
		if ((*s >= '0' && *s <= '9') || (*s >= 'A' && *s <= 'Z'))
			s++;
		else if (*s >= 0xe5 && *s <= 0xe9 && end - s >= 3 &&
			s[1] >= 0x80 && s[2] >= 0x80)
			s += 3;
		else
			return false;
	}
	return n > 0;
}

/* Does the sheet show what the cell holds? */
static bool
is_as_shown(const struct reading *r)
{
	const struct cell *c = r->cell;
	enum store store = r->a != NULL ? r->a->store : STORE_FREE;

	if (c->is_odd)
		return false;
	if (c->words == NULL && c->shift == 0)
		return true;
	if (c->kind == CELL_DATE)
		return date_words_fit(c, r->layout);
	if (store == STORE_INT || store == STORE_MONEY ||
		store == STORE_QUANTITY)
		return number_words_fit(c, r->a, r->layout);
	return c->shift == 0 && c->words[strspn(c->words, " ")] == '\0';
}

enum cell_answer
cell_value(struct strbuf *out, enum cell_why *why, const struct attribute *a,
	const struct cell *cell, const struct cell_reader *reader)
{
	struct reading r = { .out = out,
		.why = why,
		.a = a,
		.cell = cell,
		.is_1904 = reader->is_1904,
		.arena = reader->arena,
		.layout = reader->layout };
	size_t before = out->len;
	enum cell_answer answer;
	char *cleaned;

	*why = WHY_NONE;
	if (cell->kind == CELL_BLANK)
		return CELL_SAYS_NOTHING;
	if (cell->kind == CELL_ERROR)
		return refuse(&r, WHY_ERROR);
	if (cell->kind == CELL_TEXT && is_clean(cell->text, cell->n)) {
		r.written = r.folded = cell->text;
		r.is_clean = true;
	} else if (cell->kind == CELL_NUMBER) {
		r.written = plain_number(r.arena, cell->text);
	} else {
		r.written = cleaned = arena_alloc(r.arena, cell->n + 1);
		cell_clean(cleaned, cell->text, cell->n);
		r.written = cell_unquote(cleaned);
	}
	if (r.folded == NULL)
		r.folded = fold_text(r.written, false, r.arena);
	if (cell->kind == CELL_TEXT && is_no_value(&r))
		return refuse(&r, WHY_ERROR);
	if (*r.folded != '\0' && !is_as_shown(&r))
		return refuse(&r, WHY_SHOWN);
	answer = read_value(&r);
	if (answer != CELL_SAYS)
		out->len = before;
	else if (out->len == before)
		answer = CELL_SAYS_NOTHING;
	return answer;
}

char *
cell_shown(const struct cell *cell)
{
	char *s, *quoted;
	double v;

	if (cell->kind == CELL_BLANK || cell->kind == CELL_ERROR)
		return xstrdup("");
	if (cell->kind == CELL_NUMBER || cell->kind == CELL_DATE) {
		v = strtod(cell->text, NULL);
		return xasprintf("%.15g", v);
	}
	s = xmalloc(cell->n + 1);
	cell_clean(s, cell->text, cell->n);
	quoted = cell_unquote(s);
	if (quoted != s)
		memmove(s, quoted, strlen(quoted) + 1);
	return s;
}

const char *
cell_reason(enum cell_why why, enum lang lang)
{
	static const char *const words[][2] = {
		[WHY_NONE] = { "", "" },
		[WHY_ERROR] = { "单元格没有值：错误值、没有结果的公式、"
				"“同上”，或部分内容被划掉",
			"no value: an error, a formula without its result, a "
			"word such as ditto, or some of it struck out" },
		[WHY_DESTROYED] = { "号码按数字存放，后面的数位已被Excel截断，"
				    "无法恢复；"
				    "请从原系统重新导出，把该列设为文本",
			"digits that Excel has thrown away; export it again, "
			"with the column as text" },
		[WHY_NUMBER] = { "不是数字，或可作两种理解",
			"no number, or one that can be read in two ways" },
		[WHY_DECIMALS] = { "小数多于两位", "more than two decimals" },
		[WHY_SHOWN] = { "表上显示的与单元格中的不同",
			"the sheet shows something else than the cell holds" },
		[WHY_WHOLE] = { "应为整数", "not a whole number" },
		[WHY_YES_NO] = { "应为“是”或“否”", "neither yes nor no" },
		[WHY_CODE] = { "不是可选的值", "none of the choices" },
		[WHY_DATE] = { "不是日期，或可作两种理解",
			"no date, or one that can be read in two ways" },
		[WHY_DAY] = { "日期缺少年份或日",
			"a date without its year or day" },
		[WHY_DATED] = { "被Excel变成了日期",
			"Excel made a date of it" },
		[WHY_TIME] = { "不是时刻", "no time of day" },
		[WHY_TEXT] = { "不是所需的文字", "not the text that is due" },
		[WHY_SEVERAL] = { "一个单元格中有多个号码",
			"several numbers in one cell" },
		[WHY_UNIT] = { "单位与该项的单位不同",
			"in another unit than this fact is told in" },
		[WHY_SCHEMA] = { "超出该项允许的长度或范围",
			"longer or larger than this fact can be" },
		[WHY_DIFFERS] = { "与同一项目的另一处不一致",
			"differs from another cell on the same fact" },
	};

	return words[why][lang];
}
