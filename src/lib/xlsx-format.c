/*
 * Number formats of workbooks: is it a date, and what is shown of the number.
 */
#include "config.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/arena.h"
#include "lib/grid.h"
#include "lib/xlsx-book.h"

#define YMD (SHOWS_YEAR | SHOWS_MONTH | SHOWS_DAY)
#define YM (SHOWS_YEAR | SHOWS_MONTH)
#define MD (SHOWS_MONTH | SHOWS_DAY)

/* What stands at one place of a format. */
enum token {
	TOKEN_END,
	TOKEN_LITERAL, /* characters that are shown as they are */
	TOKEN_SPACE,   /* room for a character, or filling */
	TOKEN_BRACKET, /* a colour, a condition, a currency, a locale */
	TOKEN_DIGIT,   /* 0 # ? */
	TOKEN_POINT,
	TOKEN_COMMA,
	TOKEN_PERCENT,
	TOKEN_SLASH,
	TOKEN_WORD, /* General, @, AM/PM, E+ */
	TOKEN_LETTER,
};

struct piece {
	enum token token;
	const char *text;
	size_t n;
};

static bool
is_letter(char c)
{
	return isalpha((unsigned char)c) != 0;
}

/* What is read as one word: its length, 0 where there is none. */
static size_t
word_at(const char *s)
{
	if (strncasecmp(s, "general", 7) == 0)
		return 7;
	if (strncasecmp(s, "am/pm", 5) == 0)
		return 5;
	if ((*s == 'e' || *s == 'E') && (s[1] == '+' || s[1] == '-'))
		return 2;
	return *s == '@' ? 1 : 0;
}

/* The next piece of a section, up to end. */
static struct piece
next_piece(const char **at, const char *end)
{
	struct piece p = { TOKEN_LITERAL, *at, 1 };
	const char *s = *at, *close;
	size_t room = (size_t)(end - s);

	if (room == 0) {
		p = (struct piece){ TOKEN_END, s, 0 };
	} else if (*s == '"') {
		close = memchr(s + 1, '"', room - 1);
		p.text = s + 1;
		p.n = (size_t)((close != NULL ? close : end) - p.text);
		*at = close != NULL ? close + 1 : end;
		return p;
	} else if ((*s == '\\' || *s == '!') && room > 1) {
		p.text = s + 1;
		while (p.n + 1 < room && ((unsigned char)s[1] & 0x80) != 0 &&
			((unsigned char)s[1 + p.n] & 0xc0) == 0x80)
			p.n++;
		*at = p.text + p.n;
		return p;
	} else if ((*s == '_' || *s == '*') && room > 1) {
		p = (struct piece){ TOKEN_SPACE, s, 2 };
		while (p.n < room && ((unsigned char)s[p.n] & 0xc0) == 0x80)
			p.n++;
	} else if (*s == '[') {
		close = memchr(s, ']', room);
		p = (struct piece){ TOKEN_BRACKET, s,
			close != NULL ? (size_t)(close - s) + 1 : room };
	} else if (word_at(s) > 0 && word_at(s) <= room) {
		p = (struct piece){ TOKEN_WORD, s, word_at(s) };
	} else if (strchr("0#?", *s) != NULL) {
		p.token = TOKEN_DIGIT;
	} else if (*s == '.' || *s == ',' || *s == '%' || *s == '/') {
		p.token = *s == '.' ? TOKEN_POINT
			: *s == ',' ? TOKEN_COMMA
			: *s == '%' ? TOKEN_PERCENT
				    : TOKEN_SLASH;
	} else if (is_letter(*s)) {
		p.token = TOKEN_LETTER;
		while (p.n < room &&
			tolower((unsigned char)s[p.n]) ==
				tolower((unsigned char)*s))
			p.n++;
	}
	*at = p.text + p.n;
	return p;
}

/* m is minutes behind hours and before seconds, else months. */
static bool
is_minute(char before, const char *behind, const char *end)
{
	struct piece p;

	if (before == 'h')
		return true;
	do {
		p = next_piece(&behind, end);
	} while (p.token != TOKEN_END && p.token != TOKEN_LETTER);
	return p.token == TOKEN_LETTER &&
		tolower((unsigned char)*p.text) == 's';
}

static unsigned
letter_shows(const struct piece *p, const char *end, char before)
{
	switch (tolower((unsigned char)*p->text)) {
	case 'y':
	case 'e':
		return SHOWS_YEAR;
	case 'd':
		return p->n > 2 ? SHOWS_WEEKDAY : SHOWS_DAY;
	case 'a':
		return SHOWS_WEEKDAY;
	case 'h':
	case 's':
		return SHOWS_TIME;
	case 'm':
		return is_minute(before, p->text + p->n, end) ? SHOWS_TIME
							      : SHOWS_MONTH;
	default:
		return 0;
	}
}

/* While a section is read. */
struct section {
	struct xlsx_shown shown;
	bool has_digits, is_general, behind_point, is_condition;
	bool is_foreign; /* another currency, calendar or era */
	bool has_era;	 /* a letter whose year depends on the place */
	bool has_slash, is_fraction, has_letters, has_text;
	int nscale, commas;   /* thousands by which it is divided */
	int literal_decimals; /* digits behind a point that is a literal */
	bool has_literal_point;
	char before;	/* the last letter */
	char words[96]; /* all literals */
	size_t nwords;
	bool has_minus, has_bracket; /* among the literals */
};

static void
take_literal(struct section *s, const struct piece *p)
{
	size_t room = sizeof s->words - 1 - s->nwords;
	size_t n = p->n < room ? p->n : room;

	if (p->n == 1 && *p->text == '.' && s->has_digits && !s->behind_point &&
		!s->has_literal_point) {
		s->has_literal_point = true;
		return;
	}
	if (n < p->n)
		s->is_foreign = true; /* more than anybody writes */
	memcpy(s->words + s->nwords, p->text, n);
	s->nwords += n;
	s->words[s->nwords] = '\0';
	s->has_minus = s->has_minus || memchr(p->text, '-', p->n) != NULL;
	s->has_bracket = s->has_bracket ||
		(!s->has_digits && p->n > 0 &&
			(p->text[p->n - 1] == '(' ||
				(p->n >= 3 &&
					memcmp(p->text + p->n - 3, "（", 3) ==
						0)));
}

/* [$¥-804], [Red], [>100], [h]. */
static void
take_bracket(struct section *s, const struct piece *p)
{
	const char *locale;
	unsigned long id;

	if (p->n > 1 && strchr("<>=", p->text[1]) != NULL)
		s->is_condition = true;
	if (p->n > 2 && strchr("hHmMsS", p->text[1]) != NULL &&
		strchr("hHmMsS]", p->text[2]) != NULL)
		s->shown.shows |= SHOWS_TIME;
	if (p->n < 2 || p->text[1] != '$')
		return;
	if (p->text[2] != '-' && strncmp(p->text + 2, "¥", 2) != 0 &&
		strncmp(p->text + 2, "￥", 3) != 0)
		s->is_foreign = true;
	locale = memchr(p->text, '-', p->n);
	id = locale != NULL ? strtoul(locale + 1, NULL, 16) : 0;
	/* the calendar, of which 1 is ours */
	if ((id >> 16 & 0xff) > 1)
		s->is_foreign = true;
	id &= 0xffff;
	s->has_era = s->has_era || id == 0x404 || id == 0x411 || id == 0x412;
}

static void
take_letters(struct section *s, const struct piece *p, const char *end)
{
	char c = (char)tolower((unsigned char)*p->text);

	s->shown.shows |= letter_shows(p, end, s->before);
	s->before = c;
	s->has_letters = true;
	if (strchr("yedahsm", c) == NULL || (c == 'e' && s->has_era))
		s->is_foreign = true;
}

static void
take_digit(struct section *s, char c)
{
	s->has_digits = true;
	s->is_fraction = s->is_fraction || s->has_slash;
	if (s->behind_point) {
		s->shown.decimals++;
	} else {
		s->shown.digits += c == '0';
		s->literal_decimals += s->has_literal_point;
		s->commas = 0;
	}
}

static void
take_piece(struct section *s, const struct piece *p, const char *end)
{
	switch (p->token) {
	case TOKEN_LITERAL:
		take_literal(s, p);
		break;
	case TOKEN_BRACKET:
		take_bracket(s, p);
		break;
	case TOKEN_DIGIT:
		take_digit(s, *p->text);
		break;
	case TOKEN_POINT:
		s->behind_point = s->behind_point || s->has_digits;
		s->nscale += s->commas;
		s->commas = 0;
		break;
	case TOKEN_COMMA:
		s->commas += s->has_digits;
		break;
	case TOKEN_PERCENT:
		s->shown.is_percent = true;
		break;
	case TOKEN_SLASH:
		s->has_slash = s->has_slash || s->has_digits;
		take_literal(s, p);
		break;
	case TOKEN_WORD:
		s->is_general = s->is_general || *p->text == '@' ||
			tolower((unsigned char)*p->text) == 'g';
		s->has_text = s->has_text || *p->text == '@';
		break;
	case TOKEN_LETTER:
		take_letters(s, p, end);
		break;
	default:
		break;
	}
}

/* What a number of this sign is shown as: is it another one? Sections: 0 what
 * is above nought, 1 what is below, 2 nought. */
static bool
is_odd_number(const struct section *s, int sign)
{
	if (s->is_foreign || s->is_fraction || s->has_letters)
		return true;
	if (sign == 2 && !s->has_digits && !s->is_general)
		return strspn(s->words, "- ") < s->nwords || s->nwords == 0;
	if (!s->has_digits && !s->is_general)
		return true;
	if (sign == 1)
		return !s->has_minus && !s->has_bracket;
	return sign == 0 && (s->has_minus || s->has_bracket);
}

/* One section: a number's, or a date's. */
static struct section
read_section(const char *code, const char *end, struct arena *arena)
{
	struct section s = { 0 };
	struct piece p;

	do {
		p = next_piece(&code, end);
		take_piece(&s, &p, end);
	} while (p.token != TOKEN_END);
	s.nscale += s.commas;
	if (s.nscale > 0 && 3 * s.nscale > s.shown.decimals)
		s.shown.unshown = 3 * s.nscale - s.shown.decimals;
	if (!s.has_digits)
		s.shown.decimals = -1;
	s.shown.shift = 3 * s.nscale + s.literal_decimals;
	if (s.nwords > 0)
		s.shown.words = arena_strndup(arena, s.words, s.nwords);
	return s;
}

/* The end of the section at s. */
static const char *
section_end(const char *s)
{
	const char *end = s + strlen(s);

	while (*s != '\0' && *s != ';') {
		const char *at = s;

		next_piece(&at, end);
		s = at;
	}
	return s;
}

/* What stands in a section for texts: is it what the cell holds? */
static bool
is_odd_text(const struct section *s)
{
	return !s->has_text || s->is_foreign || s->has_digits ||
		s->has_letters || strspn(s->words, " ") < s->nwords;
}

/* A section for numbers, the n-th. */
static void
take_numbers(
	struct xlsx_style *f, struct section *s, int n, bool is_any_section)
{
	s->shown.shows = 0;
	f->shown[n] = s->shown;
	f->shown[n].is_odd = is_any_section && is_odd_number(s, n);
}

static void
take_date(struct xlsx_style *f, const struct section *s)
{
	f->is_date = true;
	f->shown[0] = s->shown;
	f->shown[0].shift = 0;
	f->shown[0].is_odd = s->is_foreign || s->is_condition;
}

/* Sections: of numbers up to three, of texts the fourth or the one with @. */
struct xlsx_style
xlsx_format(const char *code, struct arena *arena)
{
	struct xlsx_style f = { 0 };
	bool is_condition = false, has_text = false;
	const char *s = code, *end;
	int n = 0, known = 0;

	for (; n < 4; n++, s = end + 1) {
		struct section section;

		end = section_end(s);
		section = read_section(s, end, arena);
		is_condition = is_condition || section.is_condition;
		if ((section.has_text || n == 3) && !has_text) {
			has_text = true;
			f.is_text_odd = is_odd_text(&section);
		}
		if (n == 0 && !section.has_digits && section.shown.shows != 0) {
			take_date(&f, &section);
			known = 1;
		} else if (n < 3 && !f.is_date) {
			take_numbers(&f, &section, n, *code != '\0');
			known = n + 1;
		}
		if (*end == '\0')
			break;
	}
	for (int i = known; i < 3; i++)
		f.shown[i] = f.shown[0];
	/* which numbers a section is for, it says itself */
	for (int i = 0; is_condition && i < 3; i++)
		f.shown[i].is_odd = true;
	return f;
}

static struct xlsx_style
date_shown(unsigned shows)
{
	struct xlsx_style f = { .is_date = true };

	for (int i = 0; i < 3; i++)
		f.shown[i] = (struct xlsx_shown){ .shows = shows,
			.decimals = -1 };
	return f;
}

/* Those of Excel in Chinese: 27 to 36 and 50 to 58 are dates of ours. */
struct xlsx_style
xlsx_builtin_format(long id, struct arena *arena)
{
	static const struct {
		int from, to;
		unsigned shows;
	} dates[] = { { 14, 15, YMD }, { 16, 16, MD }, { 17, 17, YM },
		{ 18, 21, SHOWS_TIME }, { 22, 22, YMD | SHOWS_TIME },
		{ 27, 27, YM }, { 28, 29, MD }, { 30, 31, YMD },
		{ 32, 35, SHOWS_TIME }, { 36, 36, YM }, { 45, 47, SHOWS_TIME },
		{ 50, 50, YM }, { 51, 51, MD }, { 52, 52, YM }, { 53, 54, MD },
		{ 55, 56, SHOWS_TIME }, { 57, 57, YM }, { 58, 58, MD } };

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		if (id >= dates[i].from && id <= dates[i].to)
			return date_shown(dates[i].shows);
	}
	switch (id) {
	case 1:
	case 3:
	case 37:
	case 38:
	case 41:
	case 42:
		return xlsx_format("0", arena);
	case 2:
	case 4:
	case 39:
	case 40:
	case 43:
	case 44:
		return xlsx_format("0.00", arena);
	case 9:
		return xlsx_format("0%", arena);
	case 10:
		return xlsx_format("0.00%", arena);
	case 12:
	case 13:
		return xlsx_format("# ?/?", arena);
	default:
		return xlsx_format("General", arena);
	}
}

static int
hex(char c)
{
	const char *digits = "0123456789abcdef";
	const char *p = c != '\0' ? strchr(digits, tolower((unsigned char)c))
				  : NULL;

	return p != NULL ? (int)(p - digits) : -1;
}

/* "_x000D_" at s gives 0x0d; -1: none. */
static long
escaped(const char *s, size_t n)
{
	long c = 0;

	if (n < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = hex(s[i]);

		if (digit < 0)
			return -1;
		c = c * 16 + digit;
	}
	return c;
}

static size_t
put_utf8(char *p, long c)
{
	if (c < 0x80) {
		p[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		p[0] = (char)(0xc0 | c >> 6);
		p[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	p[0] = (char)(0xe0 | c >> 12);
	p[1] = (char)(0x80 | (c >> 6 & 0x3f));
	p[2] = (char)(0x80 | (c & 0x3f));
	return 3;
}

void
xlsx_unescape(struct strbuf *sb, size_t from)
{
	char *in, *out, *end;

	if (sb->len == from ||
		memmem(sb->data + from, sb->len - from, "_x", 2) == NULL)
		return;
	in = out = sb->data + from;
	end = sb->data + sb->len;
	while (in < end) {
		long c = escaped(in, (size_t)(end - in));

		if (c > 0 && (c < 0xd800 || c > 0xdfff)) {
			out += put_utf8(out, c);
			in += 7;
		} else {
			*out++ = *in++;
		}
	}
	sb->len = (size_t)(out - sb->data);
	*out = '\0';
}
