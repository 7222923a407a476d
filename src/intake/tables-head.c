/*
 * What a document made of tables says of itself: by its files, by what comes
 * with it, by options.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/intl.h"
#include "base/strbuf.h"
#include "intake/tables.h"
#include "lib/xml.h"

bool
tables_made_of(const struct table_document *d, size_t file)
{
	for (size_t i = 0; i < d->nfiles; i++) {
		if (d->files[i] == file)
			return true;
	}
	return false;
}

/* What the files say of the document as a whole; two different answers are
 * none. */
static const char *
header_value(const struct tables *t, const struct table_document *d,
	const char *name, bool *differs)
{
	const char *value = NULL;

	for (size_t i = 0; i < t->nheaders; i++) {
		const struct header_fact *h = &t->headers[i];

		if (!tables_made_of(d, h->file) || strcmp(h->name, name) != 0 ||
			(h->kind != NULL && h->kind != d->kind))
			continue;
		if (value != NULL && strcmp(value, h->value) != 0)
			*differs = true;
		value = h->value;
	}
	return value;
}

/* The first nine digits of the villages' codes, where all have the same. */
static const char *
common_division(const struct tables *t, struct arena *arena)
{
	if (t->nvillages == 0 || strlen(t->villages[0].code) != 12)
		return NULL;
	for (size_t i = 1; i < t->nvillages; i++) {
		if (strncmp(t->villages[i].code, t->villages[0].code, 9) != 0)
			return NULL;
	}
	return arena_strndup(arena, t->villages[0].code, 9);
}

static const char *
option_value(const struct tables *t, const char *name, struct arena *arena,
	const char *year)
{
	const struct table_settings *s = &t->settings;
	char text[24];
	long y = year != NULL ? strtol(year, NULL, 10) : s->year;

	if (strcmp(name, "division") == 0)
		return s->division != NULL ? s->division
					   : common_division(t, arena);
	if (strcmp(name, "exported") == 0)
		return s->exported;
	if (strcmp(name, "issued") == 0)
		return s->issued;
	if (strcmp(name, "year") == 0 && s->year > 0) {
		snprintf(text, sizeof text, "%ld", s->year);
		return arena_strdup(arena, text);
	}
	if (strcmp(name, "source") != 0)
		return NULL;
	if (s->source != NULL)
		return s->source;
	if (s->plan_year > 0 && y == s->plan_year)
		return "current";
	return s->plan_year > 0 && y == s->plan_year - 1 ? "previous" : NULL;
}

/* Does it hold nothing but villages? It says nothing of itself, as a rule; it
 * is of the year of whatever comes with it. */
static bool
is_of_villages(const struct tables *t, const struct table_document *d)
{
	for (size_t i = 0; i < t->nsheets; i++) {
		const struct sheet *s = t->sheets[i];

		if (s->row != NULL && s->rows > 0 && s->kind == d->kind &&
			tables_made_of(d, s->file) &&
			strcmp(s->row->name, "village") != 0)
			return false;
	}
	return true;
}

/* What all other documents of the kind say. */
static const char *
others_value(const struct tables *t, const struct table_document *d,
	const char *name)
{
	const char *value = NULL;

	for (size_t i = 0; i < t->ndocuments; i++) {
		const struct table_document *o = &t->documents[i];
		bool differs = false;
		const char *v = o->kind == d->kind
			? header_value(t, o, name, &differs)
			: NULL;

		if (differs ||
			(v != NULL && value != NULL && strcmp(v, value) != 0))
			return NULL;
		value = v != NULL ? v : value;
	}
	return value;
}

int
tables_write_root(struct tables *t, const struct table_document *d,
	struct strbuf *sb, struct error *err)
{
	const struct element *root = d->kind->root;
	const char *year = NULL;
	struct arena *arena = arena_new();
	struct strbuf missing = { 0 };
	int rc = 0;

	strbuf_addf(sb,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<%s xmlns=\"%s\"",
		root->name, XML_NS);
	for (size_t i = 0; rc == 0 && i < root->nattributes; i++) {
		const struct attribute *a = &root->attributes[i];
		bool differs = false;
		const char *value = header_value(t, d, a->name, &differs);

		if (differs)
			rc = err_set(err, ERR_INPUT, "TABLES-3",
				"%s: it says different things of %s; give the "
				"tables of each apart",
				d->name, a->label[0]);
		if (value == NULL && is_of_villages(t, d))
			value = others_value(t, d, a->name);
		if (value == NULL)
			value = option_value(t, a->name, arena, year);
		if (strcmp(a->name, "year") == 0)
			year = value;
		if (value == NULL && a->required)
			strbuf_addf(&missing, "%s--%s",
				missing.len > 0 ? " " : "", a->name);
		if (value == NULL)
			continue;
		strbuf_addf(sb, " %s=\"", a->name);
		tables_add_escaped(sb, value);
		strbuf_addc(sb, '"');
	}
	strbuf_adds(sb, ">\n");
	if (rc == 0 && missing.len > 0)
		rc = err_set(err, ERR_INPUT, "TABLES-4",
			"%s: no table says it, so say it as an option: %s",
			d->name, missing.data);
	strbuf_clear(&missing);
	arena_free(arena);
	return rc;
}
