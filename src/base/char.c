/*
 * Characters of UTF-8, and which of them may be shown.
 */
#include "config.h"
#include "base/char.h"

size_t
char_decode(const char *text, size_t n, unsigned long *code)
{
	const unsigned char *s = (const unsigned char *)text;
	static const unsigned long least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len;

	*code = s[0];
	if (s[0] < 0x80)
		return 1;
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	len = s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : 4;
	if (len > n)
		return 0;
	*code = s[0] & (0x7fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		*code = *code << 6 | (s[i] & 0x3f);
	}
	if (*code < least[len] || *code > 0x10ffff ||
		(*code >= 0xd800 && *code <= 0xdfff))
		return 0;
	return len;
}

bool
char_is_plain(unsigned long code)
{
	if (code < 0x20 || (code >= 0x7f && code <= 0x9f))
		return false;
	if (code >= 0x200b && code <= 0x200f) /* invisible, direction */
		return false;
	if (code >= 0x2028 && code <= 0x202e) /* separators, direction */
		return false;
	if (code >= 0x2060 && code <= 0x206f) /* invisible, direction */
		return false;
	return code != 0x61c && code != 0xfeff;
}

size_t
char_next(const char *s, size_t n, unsigned long *code, bool *plain)
{
	size_t len = char_decode(s, n, code);

	*plain = len > 0 && char_is_plain(*code);
	if (len > 0)
		return len;
	*code = (unsigned char)*s;
	return 1;
}
