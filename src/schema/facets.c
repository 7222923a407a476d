/*
 * Is a value surely valid?
 */
#include "config.h"
#include <string.h>
#include "base/day.h"
#include "schema/facets.h"

#define MAX_DIGITS 18 /* libxml2 takes 24 */

void
facets_set_base(struct facets *f, const char *name)
{
	static const struct {
		const char *name;
		enum facet_base base;
	} bases[] = {
		{ "xs:string", BASE_TEXT },
		{ "xs:date", BASE_DATE },
		{ "xs:decimal", BASE_DECIMAL },
		{ "xs:integer", BASE_INTEGER },
		{ "xs:nonNegativeInteger", BASE_COUNT },
	};

	f->known = false;
	f->min_length = f->max_length = -1;
	for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
		if (strcmp(bases[i].name, name) == 0) {
			f->base = bases[i].base;
			f->known = true;
		}
	}
}

void
facets_add_length(struct facets *f, const char *name, long value)
{
	if (strcmp(name, "minLength") == 0) {
		if (value > f->min_length)
			f->min_length = value;
	} else if (strcmp(name, "maxLength") == 0) {
		if (f->max_length < 0 || value < f->max_length)
			f->max_length = value;
	} else {
		f->known = false;
	}
	f->known &= f->base == BASE_TEXT;
}

void
facets_add_part(struct facets *f, const struct part *part)
{
	struct automaton *a = NULL;

	if (part != NULL && f->nautomata < FACETS_MAX_AUTOMATA)
		a = automaton_new(part);
	if (a != NULL)
		f->automata[f->nautomata++] = a;
	else
		f->known = false;
}

void
facets_clear(struct facets *f)
{
	for (size_t i = 0; i < f->nautomata; i++)
		automaton_free(f->automata[i]);
	*f = (struct facets){ 0 };
}

static size_t
count_digits(const char *s, const char *end)
{
	const char *p = s;

	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return (size_t)(p - s);
}

/* Digits, at least one of them before and one behind a point. */
static bool
is_number(const char *s, size_t n, enum facet_base base)
{
	const char *end = s + n;
	size_t whole, decimals;

	if (s < end && *s == '-') {
		if (base == BASE_COUNT)
			return false;
		s++;
	}
	whole = count_digits(s, end);
	s += whole;
	if (whole == 0 || whole > MAX_DIGITS)
		return false;
	if (s == end)
		return true;
	if (base != BASE_DECIMAL || *s++ != '.')
		return false;
	decimals = count_digits(s, end);
	return decimals > 0 && whole + decimals <= MAX_DIGITS &&
		s + decimals == end;
}

static bool
is_date(const char *s, size_t n)
{
	char iso[11];

	if (n != 10)
		return false;
	memcpy(iso, s, 10);
	iso[10] = '\0';
	return day_parse(iso) != NO_DAY;
}

static bool
has_length(const struct facets *f, const char *s, size_t n)
{
	long length = 0;

	if (f->max_length < 0 && f->min_length < 0)
		return true;
	if (f->min_length <= 0 && (long)n <= f->max_length)
		return true;
	for (size_t i = 0; i < n; i++)
		length += ((unsigned char)s[i] & 0xc0) != 0x80;
	return length >= f->min_length &&
		(f->max_length < 0 || length <= f->max_length);
}

bool
facets_hold(const struct facets *f, const char *s, size_t n)
{
	if (!f->known)
		return false;
	if (f->base == BASE_DATE
			? !is_date(s, n)
			: f->base != BASE_TEXT && !is_number(s, n, f->base))
		return false;
	if (!has_length(f, s, n))
		return false;
	for (size_t i = 0; i < f->nautomata; i++) {
		if (!automaton_matches(f->automata[i], s, n))
			return false;
	}
	return true;
}
