/*
 * Numbers by decimal arithmetic: see cell-number.h.
 */
#include "config.h"
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "intake/cell-number.h"
#include "intake/layout.h"
#include "intake/units.h"
#include "schema/fold.h"

/* Digits without their point, and where it stands: value = 0.DIGITS * 10^point
 */
struct decimal {
	char digits[40];
	int n, point;
	bool negative;
};

/* "-12.50e3"; false where it is none, or too long. */
static bool
parse(struct decimal *d, const char *s)
{
	bool behind = false, any = false;
	char *end;

	*d = (struct decimal){ .negative = *s == '-' };
	s += *s == '-' || *s == '+';
	for (; isdigit((unsigned char)*s) || (*s == '.' && !behind); s++) {
		if (*s == '.') {
			behind = true;
			continue;
		}
		any = true;
		if (d->n == 0 && *s == '0') {
			d->point -= behind;
			continue;
		}
		if (d->n == (int)sizeof d->digits)
			return false;
		d->digits[d->n++] = *s;
		d->point += !behind;
	}
	if (!any)
		return false;
	if (*s == 'e' || *s == 'E') {
		long e = strtol(s + 1, &end, 10);

		if (end == s + 1 || e < -300 || e > 300)
			return false;
		d->point += (int)e;
		s = end;
	}
	while (d->n > 0 && d->digits[d->n - 1] == '0')
		d->n--;
	if (d->n == 0)
		d->point = 0;
	return *s == '\0';
}

static int
decimals(const struct decimal *d)
{
	return d->n > d->point ? d->n - d->point : 0;
}

static bool
print(struct number *out, const struct decimal *d)
{
	char *p = out->text;

	out->ndecimals = decimals(d);
	if (d->point > 15 || out->ndecimals > 20)
		return false;
	if (d->negative && d->n > 0)
		*p++ = '-';
	if (d->point <= 0)
		*p++ = '0';
	for (int i = 0; i < d->point; i++)
		*p++ = i < d->n ? d->digits[i] : '0';
	if (out->ndecimals > 0)
		*p++ = '.';
	for (int i = d->point; i < d->n; i++)
		*p++ = i < 0 ? '0' : d->digits[i];
	*p = '\0';
	return true;
}

/* Half away from nought, as sheets show it. */
static void
round_to(struct decimal *d, int places)
{
	int keep = d->point + places;
	bool up;

	if (keep >= d->n)
		return;
	if (keep < 0) {
		d->n = d->point = 0;
		return;
	}
	up = d->digits[keep] >= '5';
	d->n = keep;
	while (up && d->n > 0) {
		if (d->digits[d->n - 1] < '9') {
			d->digits[d->n - 1]++;
			up = false;
		} else {
			d->n--;
		}
	}
	if (up) {
		memmove(d->digits + 1, d->digits, (size_t)d->n);
		d->digits[0] = '1';
		d->n++;
		d->point++;
	}
	while (d->n > 0 && d->digits[d->n - 1] == '0')
		d->n--;
	if (d->n == 0)
		d->point = 0;
}

enum cell_why
number_of_cell(struct number *out, const struct cell *cell)
{
	double v = strtod(cell->text, NULL);
	char text[64];
	struct decimal d;

	if (cell->is_percent || !isfinite(v))
		return WHY_NUMBER;
	if (cell->is_odd)
		return WHY_SHOWN;
	snprintf(text, sizeof text, "%.15g", v);
	if (!parse(&d, text))
		return WHY_NUMBER;
	/* 12345 as 1.2万 */
	if (d.n > 0 && cell->unshown > 0 && d.point - d.n < cell->unshown)
		return WHY_SHOWN;
	if (cell->decimals == 2)
		round_to(&d, 2);
	else if (cell->decimals >= 0 && cell->decimals < decimals(&d))
		return WHY_SHOWN;
	return print(out, &d) ? WHY_NONE : WHY_NUMBER;
}

/* The unit that ends the text, whatever stands before it; NULL: none. */
static const struct unit *
unit_at_end(const struct layout *l, const char *s, size_t n)
{
	const struct unit *all = units_find(layout_units(l), s);

	return all != NULL ? all : units_behind(layout_units(l), s, n);
}

/* The last of the words that leave a number what it is, taken off; false: it is
 * none of these. *scale: by how many digits they raise it. */
static bool
drop_word(
	char *s, int *scale, const struct attribute *a, const struct layout *l)
{
	const char *const *money = layout_words(l, WORDS_MONEY);
	size_t n = strlen(s);
	const struct unit *u;

	if (strchr(" -+():,.", s[n - 1]) != NULL) {
		s[n - 1] = '\0';
		return true;
	}
	for (size_t i = 0; money[i] != NULL; i++) {
		size_t m = strlen(money[i]);

		if (a->store == STORE_MONEY && n >= m &&
			strcmp(s + n - m, money[i]) == 0) {
			s[n - m] = '\0';
			return true;
		}
	}
	u = unit_at_end(l, s, n);
	if (u == NULL || (!u->is_factor && !units_fit(layout_units(l), u, a)))
		return false;
	*scale += u->scale;
	s[n - strlen(u->word)] = '\0';
	return true;
}

bool
number_words_fit(const struct cell *cell, const struct attribute *a,
	const struct layout *layout)
{
	char s[256];
	int scale = 0;

	if (cell->words == NULL)
		return cell->shift == 0;
	/* folded it is no longer */
	if (a == NULL || strlen(cell->words) >= sizeof s)
		return false;
	fold_into(s, cell->words, false);
	while (*s != '\0') {
		if (!drop_word(s, &scale, a, layout))
			return false;
	}
	return scale == cell->shift;
}

bool
date_words_fit(const struct cell *cell, const struct layout *l)
{
	const char *const *known = layout_words(l, WORDS_DATE);
	char *folded = fold_dup(cell->words), *s = folded;
	bool are = true;

	while (*s != '\0' && are) {
		size_t n = strspn(s, "-/().,:'");

		for (size_t i = 0; n == 0 && known[i] != NULL; i++) {
			if (strncmp(s, known[i], strlen(known[i])) == 0)
				n = strlen(known[i]);
		}
		are = n > 0;
		s += n;
	}
	free(folded);
	return are;
}

/* 1,234,567: every comma three digits before the next, or the point. */
static bool
drop_commas(char *s)
{
	size_t first = strcspn(s, ","), n;
	char *in = s + first, *out = in;

	if (*in == '\0')
		return true;
	n = strspn(s + (*s == '-'), "0123456789");
	if (n == 0 || n > 3 || s + (*s == '-') + n != in)
		return false;
	while (*in == ',') {
		if (strspn(in + 1, "0123456789") != 3)
			return false;
		memmove(out, in + 1, 3);
		out += 3;
		in += 4;
	}
	if (*in != '\0' && *in != '.')
		return false;
	memmove(out, in, strlen(in) + 1);
	return true;
}

static const char *
behind(const char *s, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(s, prefix, n) == 0 ? s + n : s;
}

/* Units at the end: taken off; *shift: by how many digits they raise. False
 * where the fact is not told in them. */
static bool
drop_unit(char *s, int *shift, const struct attribute *a,
	const struct units *units)
{
	size_t n = strlen(s);
	const struct unit *u = units_behind(units, s, n);
	bool fits = true;

	*shift = 0;
	if (u != NULL && !u->is_factor) {
		n -= strlen(u->word);
		fits = units_fit(units, u, a);
		*shift = u->scale;
		u = units_behind(units, s, n);
	}
	if (u != NULL && u->is_factor) {
		n -= strlen(u->word);
		*shift += u->scale;
	}
	s[n] = '\0';
	return fits;
}

enum cell_why
number_of_text(struct number *out, const char *folded,
	const struct attribute *a, const struct layout *layout)
{
	const char *bare = folded;
	const char *const *money = layout_words(layout, WORDS_MONEY);
	struct decimal d;
	char s[64];
	int shift;

	for (size_t i = 0; money[i] != NULL; i++)
		bare = behind(bare, money[i]);
	if (strlen(bare) >= sizeof s ||
		(bare != folded && a->store != STORE_MONEY))
		return WHY_NUMBER;
	strcpy(s, bare);
	if (!drop_unit(s, &shift, a, layout_units(layout)))
		return WHY_UNIT;
	if (strpbrk(s, "eE") != NULL || !drop_commas(s) || !parse(&d, s))
		return WHY_NUMBER;
	if (d.n > 0)
		d.point += shift;
	return print(out, &d) ? WHY_NONE : WHY_NUMBER;
}
