/*
 * The form of ledgers: a sheet for each element with rows of its own.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "lib/xlsx.h"
#include "report/ledger-form.h"

/* Excel's own limit, in columns of a sheet. */
#define MAX_COLUMNS 16384

struct ledger_column
ledger_column_of(const struct attribute *a)
{
	return (struct ledger_column){ .title = a->label[0],
		.hint = &a->hint,
		.facets = a->facets,
		.list = a->list,
		.store = a->store,
		.required = a->required,
		.column = a->column };
}

static void
add_column(struct ledger_sheet *s, struct ledger_column column)
{
	s->columns = xreallocarray(s->columns, s->n + 1, sizeof column);
	s->columns[s->n++] = column;
}

/* What tells an element's rows apart: its id, or what it must have first. */
static const struct attribute *
key_of(const struct element *e)
{
	const struct attribute *id = model_attribute(e, "id");

	for (size_t i = 0; id == NULL && i < e->nattributes; i++) {
		if (e->attributes[i].required)
			id = &e->attributes[i];
	}
	return id;
}

/* The facts of an element, then those of what stands in the same row. */
static void
add_facts(struct ledger_sheet *s, const struct element *e)
{
	for (size_t i = 0; i < e->nattributes; i++) {
		struct ledger_column c = ledger_column_of(&e->attributes[i]);

		c.required = c.required && e->own_row;
		add_column(s, c);
	}
	for (size_t i = 0; i < e->nchildren; i++) {
		const struct element *child = e->children[i];

		if (child->is_text)
			add_column(s,
				(struct ledger_column){
					.title = child->label[0],
					.hint = &child->hint,
					.facets = child->content_facets,
					.store = STORE_FREE,
					.column = child->text_column });
		else if (!child->own_row)
			add_facts(s, child);
	}
}

static int
check_titles(const struct ledger_form *form, struct error *err)
{
	const struct ledger_sheet *s = &form->sheets[form->n - 1];

	for (size_t i = 0; i + 1 < form->n; i++) {
		if (strcmp(form->sheets[i].title, s->title) == 0)
			return err_set(err, ERR_SYSTEM, "LEDGER-FORM-1",
				"schemas: two kinds of records are called '%s'",
				s->title);
	}
	/* No title has characters beyond U+FFFF, so units are characters. */
	if (s->n > MAX_COLUMNS || strlen(s->title) > XLSX_NAME * 3 ||
		strpbrk(s->title, "[]:*?/\\") != NULL)
		return err_set(err, ERR_SYSTEM, "LEDGER-FORM-2",
			"schemas: '%s' cannot be the name of a sheet",
			s->title);
	for (size_t i = 0; i < s->n; i++) {
		for (size_t k = 0; k < i; k++) {
			if (strcmp(s->columns[i].title, s->columns[k].title) ==
				0)
				return err_set(err, ERR_SYSTEM, "LEDGER-FORM-3",
					"schemas: two facts of '%s' are called "
					"'%s'",
					s->title, s->columns[i].title);
		}
	}
	return 0;
}

static int
add_sheet(struct ledger_form *form, const struct kind *kind,
	const struct element *e, const char *above, struct error *err)
{
	struct ledger_sheet *s;
	char *title;

	form->sheets = xreallocarray(
		form->sheets, form->n + 1, sizeof *form->sheets);
	s = &form->sheets[form->n++];
	*s = (struct ledger_sheet){ .kind = kind, .element = e };
	title = s->title = above != NULL
		? xasprintf("%s-%s", above, e->label[0])
		: xstrdup(e->label[0]);
	if (e->parent != NULL) {
		const struct attribute *key = key_of(e->parent);

		if (key == NULL)
			return err_set(err, ERR_SYSTEM, "LEDGER-FORM-4",
				"schemas: nothing tells the rows of '%s' apart",
				e->parent->label[0]);
		add_column(s, ledger_column_of(key));
		s->columns[0].is_key = true;
	}
	add_facts(s, e);
	if (check_titles(form, err) != 0)
		return -1;
	for (size_t i = 0; i < e->nchildren; i++) {
		if (e->children[i]->own_row &&
			add_sheet(form, kind, e->children[i], title, err) != 0)
			return -1;
	}
	return 0;
}

int
ledger_form_make(struct ledger_form *out, const struct kind *const *kinds,
	size_t n, struct error *err)
{
	*out = (struct ledger_form){ 0 };
	for (size_t i = 0; i < n; i++) {
		const struct element *root = kinds[i]->root;

		for (size_t k = 0; k < root->nchildren; k++) {
			if (add_sheet(out, kinds[i], root->children[k], NULL,
				    err) != 0)
				return -1;
		}
	}
	return 0;
}

void
ledger_form_clear(struct ledger_form *form)
{
	for (size_t i = 0; i < form->n; i++) {
		free(form->sheets[i].columns);
		free(form->sheets[i].title);
	}
	free(form->sheets);
	*form = (struct ledger_form){ 0 };
}
