/*
 * Writes XML: one record a line group, attributes for facts.
 */
#include <assert.h>
#include <errno.h>
#include <string.h>

#include "doc.h"

static void
put(struct doc *d, const char *s)
{
	fputs(s, d->file);
}

static void
put_escaped(struct doc *d, const char *s)
{
	size_t n = strcspn(s, "&<>\"");

	while (s[n] != '\0') {
		fwrite(s, 1, n, d->file);
		put(d,
			s[n] == '&'	      ? "&amp;"
				: s[n] == '<' ? "&lt;"
				: s[n] == '>' ? "&gt;"
					      : "&quot;");
		s += n + 1;
		n = strcspn(s, "&<>\"");
	}
	fwrite(s, 1, n, d->file);
}

static void
end_tag(struct doc *d)
{
	if (d->in_tag)
		put(d, ">\n");
	d->in_tag = false;
}

static void
indent(struct doc *d)
{
	for (int i = 0; i < d->depth; i++)
		putc('\t', d->file);
}

int
doc_start(struct doc *d, const char *dir, const char *file, const char *root)
{
	char path[4096];

	*d = (struct doc){ 0 };
	if (snprintf(path, sizeof path, "%s/%s", dir, file) >=
		(int)sizeof path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	d->file = fopen(path, "w");
	if (d->file == NULL)
		return -1;
	put(d, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	doc_open(d, root);
	doc_attr(d, "xmlns", "urn:hecha:1");
	return 0;
}

int
doc_end(struct doc *d)
{
	bool failed;

	doc_close(d);
	assert(d->depth == 0);
	failed = ferror(d->file) != 0;
	return fclose(d->file) != 0 || failed ? -1 : 0;
}

void
doc_open(struct doc *d, const char *name)
{
	end_tag(d);
	indent(d);
	assert(d->depth < 6);
	d->names[d->depth++] = name;
	putc('<', d->file);
	put(d, name);
	d->in_tag = true;
}

void
doc_close(struct doc *d)
{
	const char *name = d->names[--d->depth];

	if (d->in_tag) {
		put(d, "/>\n");
		d->in_tag = false;
		return;
	}
	indent(d);
	put(d, "</");
	put(d, name);
	put(d, ">\n");
}

void
doc_text(struct doc *d, const char *name, const char *text)
{
	if (text == NULL)
		return;
	doc_open(d, name);
	putc('>', d->file);
	put_escaped(d, text);
	put(d, "</");
	put(d, name);
	put(d, ">\n");
	d->depth--;
	d->in_tag = false;
}

static void
put_attr(struct doc *d, const char *name, const char *value)
{
	assert(d->in_tag);
	putc(' ', d->file);
	put(d, name);
	put(d, "=\"");
	put_escaped(d, value);
	putc('"', d->file);
}

void
doc_attr(struct doc *d, const char *name, const char *value)
{
	if (value != NULL && value[0] != '\0')
		put_attr(d, name, value);
}

void
doc_int(struct doc *d, const char *name, int64_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)value);
	put_attr(d, name, text);
}

void
doc_flag(struct doc *d, const char *name, int value)
{
	if (value >= 0)
		put_attr(d, name, value != 0 ? "true" : "false");
}

void
doc_bit(struct doc *d, const char *name, int value)
{
	if (value >= 0)
		put_attr(d, name, value != 0 ? "1" : "0");
}

void
doc_day(struct doc *d, const char *name, int day)
{
	char text[DAY_TEXT];

	if (day == NO_DAY)
		return;
	day_write(text, day);
	put_attr(d, name, text);
}

void
doc_hundredths(struct doc *d, const char *name, int64_t value)
{
	char text[32];

	const char *sign = value < 0 ? "-" : "";
	int64_t size = value < 0 ? -value : value;

	if (size % 100 == 0)
		snprintf(text, sizeof text, "%s%lld", sign,
			(long long)(size / 100));
	else
		snprintf(text, sizeof text, "%s%lld.%02d", sign,
			(long long)(size / 100), (int)(size % 100));
	put_attr(d, name, text);
}
