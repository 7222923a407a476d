/*
 * What was read of tables, told: see account.h.
 */
#include "config.h"
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/text.h"
#include "cli/account.h"
#include "intake/tables.h"

static void
add_place(struct strbuf *sb, const struct tables *t, size_t sheet)
{
	const struct sheet *s = tables_sheet(t, sheet);

	text_add_safe(sb, tables_file_name(t, s->file));
	if (*s->name != '\0') {
		strbuf_adds(sb, "“");
		text_add_safe(sb, s->name);
		strbuf_adds(sb, "”");
	}
}

static const char *
label_of(const struct fact *f, enum lang lang)
{
	return f->attribute != NULL ? f->attribute->label[lang]
				    : f->element->label[lang];
}

/* register/household/income@wage-income */
static void
add_path(struct strbuf *sb, const struct fact *f)
{
	const struct element *up[8];
	size_t n = 0;

	strbuf_adds(sb, f->kind->name);
	for (const struct element *e = f->element; e != NULL && n < 8;
		e = e->parent)
		up[n++] = e;
	while (n > 0)
		strbuf_addf(sb, "/%s", up[--n]->name);
	if (f->attribute != NULL)
		strbuf_addf(sb, "@%s", f->attribute->name);
}

static void
add_meaning(struct strbuf *sb, const struct sheet_column *c, enum lang lang)
{
	switch (c->meaning.meaning) {
	case MEANS_FACT:
		strbuf_addf(sb, "%s\t%s", label_of(c->meaning.fact, lang),
			c->clashes ? _("another column is the same; neither "
				       "is read")
				: c->meaning.by_schema
				? _("by the schema's title")
				: _("by a layout"));
		break;
	case MEANS_VILLAGE:
		strbuf_adds(sb, _("the village's name\tby a layout"));
		break;
	case MEANS_HEADER:
		strbuf_addf(sb, _("of the document: %s\tby a layout"),
			c->meaning.header);
		break;
	case MEANS_ORDER:
	case MEANS_OWNER:
	case MEANS_IGNORED:
		strbuf_adds(sb, _("not read\tby a layout"));
		break;
	default:
		strbuf_adds(sb, _("not known, not read\t"));
	}
}

void
account_add_columns(struct strbuf *sb, const struct tables *t, enum lang lang)
{
	for (size_t i = 0; i < tables_sheets(t); i++) {
		const struct sheet *s = tables_sheet(t, i);

		add_place(sb, t, i);
		if (s->row == NULL) {
			strbuf_addf(sb, "\t%s\n",
				s->is_hidden ? _("hidden, not read")
					     : _("no table of records"));
			continue;
		}
		strbuf_addf(sb, _("\theader in row %ld\t%s\trows %llu\n"),
			s->header, s->row->label[lang],
			(unsigned long long)s->rows);
		for (size_t k = 0; k < s->ncolumns; k++) {
			const struct sheet_column *c = &s->columns[k];

			strbuf_addc(sb, '\t');
			sheet_add_letters(sb, c->column);
			strbuf_addc(sb, '\t');
			text_add_safe(sb, c->title);
			strbuf_addc(sb, '\t');
			add_meaning(sb, c, lang);
			for (int m = 0; m < 3 && c->samples[m] != NULL; m++) {
				strbuf_adds(sb, m == 0 ? "\t" : ", ");
				text_add_safe(sb, c->samples[m]);
			}
			strbuf_addc(sb, '\n');
		}
	}
}

void
account_add_cells(struct strbuf *sb, const struct tables *t, enum lang lang)
{
	for (size_t i = 0; i < tables_sheets(t); i++) {
		const struct tally *y = &tables_sheet(t, i)->tally;

		add_place(sb, t, i);
		strbuf_addf(sb, _("\tread %llu\tused %llu\trefused %llu"),
			(unsigned long long)y->read,
			(unsigned long long)y->used,
			(unsigned long long)y->refused);
		for (int k = 0; k < IGNORED_LAST; k++) {
			if (y->ignored[k] > 0)
				strbuf_addf(sb, "\t%s %llu",
					ignored_name((enum ignored)k, lang),
					(unsigned long long)y->ignored[k]);
		}
		strbuf_addc(sb, '\n');
	}
}

void
account_add_refusals(struct strbuf *sb, const struct tables *t, enum lang lang)
{
	for (size_t i = 0; i < tables_refusals(t); i++) {
		const struct refusal *r = tables_refusal(t, i);

		add_place(sb, t, r->sheet);
		strbuf_addf(sb, "\t%ld\t", r->row);
		if (r->column >= 0)
			sheet_add_letters(sb, r->column);
		strbuf_addc(sb, '\t');
		text_add_safe(sb, r->title != NULL ? r->title : "");
		strbuf_addf(sb, "\t%s",
			r->text[lang] != NULL ? r->text[lang]
					      : cell_reason(r->why, lang));
		if (r->value != NULL) {
			strbuf_adds(sb, "\t");
			text_add_safe(sb, r->value);
		}
		strbuf_addc(sb, '\n');
	}
}

static void
add_escaped_title(struct strbuf *sb, const char *title)
{
	for (const char *s = title; *s != '\0'; s++) {
		if (*s == '|' || *s == '\n' || *s == '\t')
			strbuf_addc(sb, ' ');
		else
			tables_add_escaped(sb, (char[]){ *s, '\0' });
	}
}

void
account_add_layout(struct strbuf *sb, const struct tables *t)
{
	strbuf_adds(sb,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<layout xmlns=\"urn:hecha:1\" id=\"saved\" version=\"1\">\n"
		"\t<title xml:lang=\"zh\">所读表格的列标题</title>\n"
		"\t<title xml:lang=\"en\">Titles of the tables that were "
		"read</title>\n");
	for (size_t i = 0; i < tables_sheets(t); i++) {
		const struct sheet *s = tables_sheet(t, i);

		for (size_t k = 0; k < s->ncolumns; k++) {
			const struct sheet_column *c = &s->columns[k];

			if (c->meaning.meaning != MEANS_FACT || c->clashes)
				continue;
			strbuf_adds(sb, "\t<fact path=\"");
			add_path(sb, c->meaning.fact);
			strbuf_adds(sb, "\" titles=\"");
			add_escaped_title(sb, c->title);
			strbuf_adds(sb, "\"/>\n");
		}
	}
	strbuf_adds(sb, "</layout>\n");
}

int
account_write(const struct tables *tables, const char *path, enum lang lang,
	struct error *err)
{
	struct strbuf sb = { 0 };
	int rc;

	account_add_columns(&sb, tables, lang);
	account_add_cells(&sb, tables, lang);
	account_add_refusals(&sb, tables, lang);
	rc = file_write(path, sb.data != NULL ? sb.data : "", sb.len, err);
	strbuf_clear(&sb);
	return rc;
}
