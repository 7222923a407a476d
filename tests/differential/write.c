/*
 * From a tree to the bytes of a file: blanks, quotes, references, prologue
 * and what follows, encodings that are or are not what is declared, damage.
 */
#include "config.h"
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include "base/strbuf.h"
#include "write.h"

struct writer {
	struct dice *dice;
	struct strbuf *out;
	const char *line_end; /* between elements */
	const char *gap;      /* between attributes */
	bool indented;
	int references; /* percent of characters */
	bool plain;	/* ASCII only, all else by reference */
	bool careless;	/* end tags may hold what they must not */
	bool padded;	/* long enough to be read in several pieces */
};

/* The code point at s, and how many bytes it takes. */
static long
code_point(const char *s, size_t *n)
{
	const unsigned char *p = (const unsigned char *)s;
	long c = *p;

	*n = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	if (*n > 1)
		c &= 0xff >> (*n + 1);
	for (size_t i = 1; i < *n; i++)
		c = c << 6 | (p[i] & 0x3f);
	return c;
}

static void
put_reference(struct writer *w, long c)
{
	strbuf_addf(
		w->out, dice_percent(w->dice, 50) ? "&#%ld;" : "&#x%lx;", c);
}

static void
put_escaped(struct writer *w, const char *s, char quote)
{
	size_t n;

	for (; *s != '\0'; s += n) {
		long c = code_point(s, &n);

		if ((w->plain && c > 126) ||
			(w->references > 0 &&
				dice_percent(w->dice, w->references)))
			put_reference(w, c);
		else if (c == '&')
			strbuf_adds(w->out, "&amp;");
		else if (c == '<')
			strbuf_adds(w->out, "&lt;");
		else if (c == quote)
			strbuf_adds(w->out, quote == '"' ? "&quot;" : "&#39;");
		else if (c == '>' && quote == '\0')
			strbuf_adds(w->out, "&gt;");
		else if (c < ' ' && dice_percent(w->dice, 50))
			put_reference(w, c);
		else
			strbuf_add(w->out, s, n);
	}
}

static void
put_text(struct writer *w, const char *s)
{
	if (dice_percent(w->dice, 6) && strstr(s, "]]>") == NULL && !w->plain)
		strbuf_addf(w->out, "<![CDATA[%s]]>", s);
	else
		put_escaped(w, s, '\0');
}

static void
put_tag(struct writer *w, const struct node *n)
{
	strbuf_addf(w->out, "<%s", n->name);
	for (const struct attrib *a = n->facts; a != NULL; a = a->next) {
		char quote = dice_percent(w->dice, 85) ? '"' : '\'';

		strbuf_addf(w->out, "%s%s%s%c",
			dice_percent(w->dice, 95) ? w->gap : "\n\t", a->name,
			dice_percent(w->dice, 97) ? "=" : " = ", quote);
		put_escaped(w, a->value, quote);
		strbuf_addc(w->out, quote);
	}
	if (dice_percent(w->dice, 5))
		strbuf_adds(w->out, w->gap);
}

static void
put_line_end(struct writer *w, int depth)
{
	strbuf_adds(w->out, w->line_end);
	for (; w->indented && depth > 0; depth--)
		strbuf_addc(w->out, '\t');
}

/* So that the document is cut here: many lines, or many bytes. */
static void
put_padding(struct writer *w)
{
	bool lines = dice_percent(w->dice, 80);
	bool comment = dice_percent(w->dice, 50);

	strbuf_adds(w->out, comment ? "<!-- " : "<?p ");
	for (int i = 0; i < (lines ? 60010 : 17000); i++)
		strbuf_adds(w->out,
			lines ? "\n"
			      : "sixty-four bytes of nothing but padding, "
				"again and again > <a>");
	strbuf_adds(w->out, comment ? " -->" : "?>");
}

static bool
is_simple(const struct node *n)
{
	return n->decl != NULL && n->decl->text != NULL;
}

static void
put_node(struct writer *w, const struct node *n, int depth)
{
	if (n->kind == NODE_RAW) {
		strbuf_adds(w->out, n->name);
		return;
	}
	if (n->kind == NODE_TEXT) {
		put_text(w, n->name);
		return;
	}
	put_tag(w, n);
	if (n->first == NULL && dice_percent(w->dice, 85)) {
		strbuf_adds(w->out, "/>");
		return;
	}
	strbuf_addc(w->out, '>');
	for (const struct node *c = n->first; c != NULL; c = c->next) {
		if (!is_simple(n))
			put_line_end(w, depth + 1);
		if (w->padded && depth < 2 && dice_percent(w->dice, 50)) {
			put_padding(w);
			w->padded = false;
		}
		put_node(w, c, depth + 1);
	}
	if (!is_simple(n) && n->first != NULL)
		put_line_end(w, depth);
	strbuf_addf(w->out, "</%s%s", n->name,
		dice_percent(w->dice, 98) ? "" : w->gap);
	if (w->careless && dice_below(w->dice, depth == 0 ? 100 : 2000) == 0)
		strbuf_adds(w->out, dice_percent(w->dice, 50) ? " x='>'" : "/");
	strbuf_addc(w->out, '>');
}

/* Before the root, behind it. */
static void
put_around(struct writer *w)
{
	static const char *const pieces[] = { "\n", " \n\t", "<!-- a -->\n",
		"<!-- a -- b -->", "<!--->", "<!---->", "<!-- a --->",
		"<!-- <register> -->", "<?p x?>", "<?p?>",
		"<?"
		"?>",
		"<?xml version=\"1.0\"?>", "<?XML x?>", "<?p:q x?>",
		"<?xml-stylesheet href=\"x\" encoding=\"latin1\"?>", "<? p?>",
		"text", "&#32;", "&amp;", "<x/>", "<x>", "</x>",
		"<!DOCTYPE register>", "<!DOCTYPE x [<!ENTITY y 'z'>]>",
		"<!DOCTYPE x SYSTEM 'file:///etc/passwd'>", "<!doctype x>",
		"<![CDATA[ ]]>", "<![CDATA[x]]>", "\xef\xbb\xbf", "\x01",
		"<!-- \x01 -->", "<!-- \xff -->", "<?p \xff?>", "\xe3\x80\x80",
		"<", "<!", "<!-- ", "<?p ", "]]>", "\r\n\r\n", "\r" };

	strbuf_adds(w->out, DICE_PICK(w->dice, pieces));
}

static void
put_declaration(struct writer *w, const char *encoding)
{
	static const char *const odd[] = { "<?xml version='1.1'?>",
		"<?xml version='1.0' standalone='yes'?>",
		"<?xml version='2.0'?>", "<?xml version=\"1.0\" ?>", "<?xml?>",
		"<?xml encoding='UTF-8'?>", "<?xml version='1.0' encoding=''?>",
		"<?xml version='1.0' encoding='UTF-8' standalone='no' ?>",
		"<?xml version='1.0' encoding=\"UTF-8'?>",
		" <?xml version='1.0'?>", "<?xml version='1.0'>",
		"<?xml version='1.0' standalone='yes' encoding='UTF-8'?>",
		"<?xml version='1.0' encoding = 'UTF-8'?>",
		"<?xml version='1.0' encoding='UTF-8' x='y'?>" };

	if (encoding != NULL && dice_percent(w->dice, 3))
		strbuf_addf(w->out,
			"<?xml version=\"1.0\"%*s encoding=\"%s\"?>", 300, "",
			encoding);
	else if (encoding == NULL && dice_percent(w->dice, 4))
		strbuf_adds(w->out, DICE_PICK(w->dice, odd));
	else if (encoding != NULL)
		strbuf_addf(w->out, "<?xml version=\"1.0\" encoding=\"%s\"?>",
			encoding);
	else if (dice_percent(w->dice, 70))
		strbuf_adds(
			w->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	else if (dice_percent(w->dice, 50))
		return;
	else
		strbuf_adds(w->out, "<?xml version=\"1.0\"?>");
	if (dice_percent(w->dice, 90))
		strbuf_adds(w->out, "\n");
}

enum mark { NO_MARK, UTF8_MARK, LE_MARK, BE_MARK, LE32_MARK };

static void
put_mark(struct strbuf *out, enum mark mark)
{
	static const char *const marks[] = { "", "\xef\xbb\xbf", "\xff\xfe",
		"\xfe\xff", "\xff\xfe\0" };
	static const size_t sizes[] = { 0, 3, 2, 2, 4 };

	strbuf_add(out, marks[mark], sizes[mark]);
}

/* How the bytes are encoded, and what the declaration says. */
static const struct encoding {
	const char *declared; /* NULL: as for UTF-8 */
	const char *bytes;    /* for iconv; NULL: UTF-8 */
	enum mark mark;	      /* before them */
} encodings[] = { { "utf-8", NULL, NO_MARK }, { NULL, NULL, UTF8_MARK },
	{ "UTF-16", "UTF-16LE", LE_MARK }, { "UTF-16", "UTF-16BE", BE_MARK },
	{ "utf-16", "UTF-16LE", NO_MARK }, { "UTF-16LE", "UTF-16LE", NO_MARK },
	{ "UTF-16BE", "UTF-16BE", NO_MARK },
	{ "UTF-16BE", "UTF-16BE", BE_MARK }, { "UTF-8", "UTF-16LE", LE_MARK },
	{ "GBK", "UTF-16LE", LE_MARK }, { "GB18030", "GB18030", NO_MARK },
	{ "gb18030", "GB18030", NO_MARK }, { "GBK", "GB18030", NO_MARK },
	{ "GB2312", "GB18030", NO_MARK }, { "GBK", "GBK", NO_MARK },
	{ "gb2312", "GB2312", NO_MARK }, { "CP936", "GBK", NO_MARK },
	{ "UTF-8", "GB18030", NO_MARK }, { NULL, "GB18030", NO_MARK },
	{ "GBK", NULL, NO_MARK }, { "GB18030", NULL, NO_MARK },
	{ "GBK", NULL, UTF8_MARK }, { "US-ASCII", NULL, NO_MARK },
	{ "ASCII", NULL, NO_MARK }, { "ISO-8859-1", NULL, NO_MARK },
	{ "ISO-8859-1", "ISO-8859-1", NO_MARK },
	{ "windows-1252", NULL, NO_MARK }, { "UTF-16", NULL, NO_MARK },
	{ "UTF8", NULL, NO_MARK }, { "Big5", "BIG5", NO_MARK },
	{ "EUC-TW", NULL, NO_MARK }, { "x-none", NULL, NO_MARK },
	{ "UTF-32", "UTF-32LE", LE32_MARK }, { "UTF-7", NULL, NO_MARK },
	{ "IBM037", "IBM037", NO_MARK }, { "HZ", NULL, NO_MARK },
	{ "UTF-8 ", NULL, NO_MARK }, { "GB18030", "UTF-16BE", BE_MARK } };

/* The bytes of the encoding; what it cannot hold is left as UTF-8. */
static void
encode(const struct encoding *e, struct strbuf *text)
{
	struct strbuf out = { 0 };
	char buf[4096], *in = text->data;
	size_t left = text->len;
	iconv_t cd = iconv_open(e->bytes, "UTF-8");

	if (cd == (iconv_t)-1)
		return;
	put_mark(&out, e->mark);
	while (left > 0) {
		char *to = buf;
		size_t room = sizeof buf;
		size_t rc = iconv(cd, &in, &left, &to, &room);

		strbuf_add(&out, buf, sizeof buf - room);
		if (rc == (size_t)-1 && room > 8) {
			strbuf_addc(&out, *in++);
			left--;
		}
	}
	iconv_close(cd);
	strbuf_reset(text);
	strbuf_add(text, out.data, out.len);
	strbuf_clear(&out);
}

/* Bytes put in, taken out, doubled, changed, cut off. */
static void
damage(struct dice *d, struct strbuf *sb)
{
	static const char *const bits[] = { "<", ">", "&", "\"", "'", "/", "=",
		"]]>", "--", "<!--", "-->", "<?", "?>", "<![CDATA[", "</", "/>",
		"<!DOCTYPE x>", "<x>", "</x>", "&#", ";", " ", "\n", "\t",
		"\xff", "\x80", "\xe4", "\x01", "x", "é", "\xef\xbb\xbf" };
	size_t at = (size_t)dice_below(d, (int)sb->len);
	size_t n = 1 + (size_t)dice_below(d, 8), tail;
	struct strbuf out = { 0 };

	if (n > sb->len - at)
		n = sb->len - at;
	tail = at;
	strbuf_add(&out, sb->data, at);
	switch (dice_below(d, 7)) {
	case 0:
		strbuf_adds(&out, DICE_PICK(d, bits));
		break;
	case 1:
		strbuf_adds(&out, DICE_PICK(d, bits));
		tail++;
		break;
	case 2:
		tail += n;
		break;
	case 3:
		strbuf_add(&out, sb->data + at, n);
		break;
	case 4:
		strbuf_addc(&out, (char)dice_below(d, 256));
		tail++;
		break;
	case 5:
		strbuf_addc(&out, '\0');
		break;
	default:
		tail = dice_percent(d, 50) ? sb->len : at;
		if (tail == at)
			strbuf_addc(&out,
				(char)(sb->data[at] ^ 1 << dice_below(d, 8)));
		tail += tail == at;
		break;
	}
	strbuf_add(&out, sb->data + tail, sb->len - tail);
	strbuf_reset(sb);
	if (out.len > 0)
		strbuf_add(sb, out.data, out.len);
	strbuf_clear(&out);
}

static void
choose_style(struct writer *w)
{
	static const char *const line_ends[] = { "\n", "\n", "\n", "\r\n", "",
		"\r", "\n\n", "  " };
	static const char *const gaps[] = { " ", " ", " ", "  ", "\n\t", "\t",
		"\r\n" };

	w->line_end = DICE_PICK(w->dice, line_ends);
	w->gap = DICE_PICK(w->dice, gaps);
	w->indented = dice_percent(w->dice, 30);
	w->references = dice_percent(w->dice, 10) ? dice_below(w->dice, 30) : 0;
}

void
document_write(struct maker *m, const struct node *root, bool plainly,
	struct strbuf *out)
{
	struct writer w = { .dice = &m->dice, .out = out };
	const struct encoding *e = NULL;

	choose_style(&w);
	if (plainly) {
		put_node(&w, root, 0);
		return;
	}
	w.careless = true;
	if (dice_percent(w.dice, 12)) {
		e = &DICE_PICK(w.dice, encodings);
		w.plain = e->declared != NULL && e->bytes == NULL &&
			dice_percent(w.dice, 40);
	}
	w.padded = dice_below(w.dice, 400) == 0;
	if (e != NULL && e->bytes == NULL)
		put_mark(out, e->mark);
	put_declaration(&w, e != NULL ? e->declared : NULL);
	if (dice_percent(w.dice, 3))
		put_around(&w);
	put_node(&w, root, 0);
	while (dice_percent(w.dice, 5))
		put_around(&w);
	if (e != NULL && e->bytes != NULL)
		encode(e, out);
	while (out->len > 0 && dice_percent(w.dice, 7))
		damage(w.dice, out);
}
