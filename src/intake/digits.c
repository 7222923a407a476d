/*
 * Long numbers and what spreadsheets do to them: see digits.h.
 */
#include "config.h"
#include <ctype.h>
#include <string.h>
#include "intake/digits.h"

bool
digits_only(const char *s)
{
	return *s != '\0' && s[strspn(s, "0123456789")] == '\0';
}

bool
digits_are_scientific(const char *s)
{
	size_t n = strspn(s, "0123456789");

	if (n == 0)
		return false;
	s += n;
	if (*s == '.') {
		n = strspn(s + 1, "0123456789");
		s += 1 + n;
	}
	return (*s == 'e' || *s == 'E') &&
		(s[1] == '+' || isdigit((unsigned char)s[1])) &&
		digits_only(s + 1 + (s[1] == '+'));
}

bool
digits_end_in_noughts(const char *s)
{
	size_t n = strlen(s);

	return digits_only(s) && n >= 18 && strspn(s + 15, "0") == n - 15;
}

bool
digits_have_check(const char *s)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10,
		5, 8, 4, 2 };
	int sum = 0;

	if (strlen(s) != 18)
		return false;
	for (int i = 0; i < 17; i++)
		sum += (s[i] - '0') * weights[i];
	return s[17] == "10X98765432"[sum % 11];
}

bool
digits_are_card(const char *s)
{
	size_t n = strlen(s);
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		int d = s[n - 1 - i] - '0';

		d = i % 2 == 1 ? d * 2 : d;
		sum += d > 9 ? d - 9 : d;
	}
	return sum % 10 == 0;
}
