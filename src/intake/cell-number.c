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
	snprintf(text, sizeof text, "%.15g", v);
	if (!parse(&d, text))
		return WHY_NUMBER;
	if (cell->decimals == 2)
		round_to(&d, 2);
	else if (cell->decimals >= 0 && cell->decimals < decimals(&d))
		return WHY_SHOWN;
	return print(out, &d) ? WHY_NONE : WHY_NUMBER;
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

/* A unit at the end: taken off; *shift: by how many digits it raises. */
static void
drop_unit(char *s, int *shift)
{
	static const char *const units[] = { "元/人", "元/年", "元", "亩",
		"个月", "月", "平方米", "㎡", "M2", "公里", "千米", "KM", "年",
		"户", "口人", "人", "口", "次", "份", "页", "票", "项", "个",
		"张" };
	size_t n = strlen(s);

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t m = strlen(units[i]);

		if (n > m && strcmp(s + n - m, units[i]) == 0) {
			s[n - m] = '\0';
			n -= m;
			break;
		}
	}
	*shift = 0;
	if (n > 3 && strcmp(s + n - 3, "万") == 0) {
		s[n - 3] = '\0';
		*shift = 4;
	}
}

enum cell_why
number_of_text(struct number *out, const char *folded)
{
	struct decimal d;
	char s[64];
	int shift;

	folded = behind(behind(behind(folded, "人民币"), "¥"), "￥");
	if (strlen(folded) >= sizeof s)
		return WHY_NUMBER;
	strcpy(s, folded);
	drop_unit(s, &shift);
	if (strpbrk(s, "eE") != NULL || !drop_commas(s) || !parse(&d, s))
		return WHY_NUMBER;
	if (d.n > 0)
		d.point += shift;
	return print(out, &d) ? WHY_NONE : WHY_NUMBER;
}
