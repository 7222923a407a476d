/*
 * Elements of one name, without what is in them.
 */
#include "config.h"
#include <stdbool.h>
#include <string.h>
#include "base/mem.h"
#include "lib/xml-hollow.h"

static bool
begins(const char *s, const char *end, const char *with)
{
	size_t n = strlen(with);

	return (size_t)(end - s) >= n && memcmp(s, with, n) == 0;
}

static const char *
after(const char *s, const char *end, const char *mark)
{
	const char *at = memmem(s, (size_t)(end - s), mark, strlen(mark));

	return at != NULL ? at + strlen(mark) : end;
}

/* After the markup that begins at s: a '>' may stand in a tag's values. */
static const char *
markup_end(const char *s, const char *end)
{
	if (begins(s, end, "<!--"))
		return after(s + 4, end, "-->");
	if (begins(s, end, "<![CDATA["))
		return after(s + 9, end, "]]>");
	if (begins(s, end, "<?"))
		return after(s + 2, end, "?>");
	while (s < end && *s != '>') {
		if (*s == '"' || *s == '\'')
			s = memchr(s + 1, *s, (size_t)(end - s - 1));
		if (s == NULL)
			return end;
		s++;
	}
	return s < end ? s + 1 : end;
}

/* The next markup; end: there is none. */
static const char *
next_markup(const char *s, const char *end)
{
	const char *at = memchr(s, '<', (size_t)(end - s));

	return at != NULL ? at : end;
}

/* Is it a tag, "<" or "</", of this name? */
static bool
is_tag(const char *s, const char *end, const char *opening, const char *name)
{
	size_t n = strlen(name);

	if (!begins(s, end, opening))
		return false;
	s += strlen(opening);
	return begins(s, end, name) && s + n < end &&
		strchr(" \t\r\n/>", s[n]) != NULL;
}

/* The end tag of the element whose content begins here. */
static const char *
content_end(const char *s, const char *end, const char *name)
{
	int depth = 1;

	for (s = next_markup(s, end); s < end;
		s = next_markup(markup_end(s, end), end)) {
		if (is_tag(s, end, "</", name))
			depth--;
		else if (is_tag(s, end, "<", name) &&
			markup_end(s, end)[-2] != '/')
			depth++;
		if (depth == 0)
			return s;
	}
	return end;
}

static char *
put(char *to, const char *s, const char *end)
{
	memcpy(to, s, (size_t)(end - s));
	return to + (end - s);
}

char *
xml_hollow(const char *data, size_t *n, const char *name)
{
	const char *s = data, *end = data + *n;
	char *out = xmalloc(*n), *to = out;

	while (s < end) {
		const char *tag = next_markup(s, end);
		const char *content = markup_end(tag, end);

		to = put(to, s, content);
		s = content;
		if (!is_tag(tag, end, "<", name) || s[-2] == '/')
			continue;
		for (end = content_end(s, end, name); s < end; s++) {
			if (*s == '\n')
				*to++ = '\n';
		}
		end = data + *n;
	}
	*n = (size_t)(to - out);
	return out;
}
