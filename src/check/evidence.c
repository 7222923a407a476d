/*
 * Labels and types of evidence, from the schemas.
 */
#include "config.h"
#include <ctype.h>
#include <string.h>
#include "base/arena.h"
#include "base/lang.h"
#include "check/evidence.h"
#include "schema/model.h"

/* Which facts are meant, and what they have in common. */
struct search {
	const char *element; /* NULL: any */
	size_t nelement;
	const char *attribute;
	struct arena *arena;
	const char *label[2];
	const struct attribute *found;
	bool differ; /* labels do */
};

/* What a fact is called, without what is said of its values behind it:
 * "返贫原因（AAC009）" is 返贫原因. */
static const char *
short_label(struct search *s, const char *label, enum lang lang)
{
	static const char *const ends[2][5] = { { "（", "，", "：", NULL },
		{ " (", ",", ";", ":", NULL } };
	size_t n = strlen(label);
	char *out;

	for (const char *const *end = ends[lang]; *end != NULL; end++) {
		const char *p = strstr(label, *end);

		if (p != NULL && (size_t)(p - label) < n)
			n = (size_t)(p - label);
	}
	out = arena_strndup(s->arena, label, n);
	if (lang == LANG_EN && n > 1 && islower((unsigned char)out[1]))
		out[0] = (char)tolower((unsigned char)out[0]);
	return out;
}

static void
meet(struct search *s, const struct attribute *a)
{
	const char *label[2];

	if (a->label[0] == NULL || a->label[1] == NULL)
		return;
	for (enum lang lang = 0; lang < LANGS; lang++)
		label[lang] = short_label(s, a->label[lang], lang);
	if (s->found != NULL && strcmp(s->label[0], label[0]) != 0)
		s->differ = true;
	if (s->found != NULL)
		return;
	s->found = a;
	memcpy(s->label, label, sizeof label);
}

static void
search_element(struct search *s, const struct element *e)
{
	bool meant = s->element == NULL ||
		(strlen(e->name) == s->nelement &&
			strncmp(e->name, s->element, s->nelement) == 0);

	for (size_t i = 0; meant && i < e->nattributes; i++) {
		if (strcmp(e->attributes[i].name, s->attribute) == 0)
			meet(s, &e->attributes[i]);
	}
	for (size_t i = 0; i < e->nchildren; i++)
		search_element(s, e->children[i]);
}

/* The attribute of a column: main_cause is main-cause. */
static const char *
attribute_of(struct arena *arena, const char *column)
{
	char *name = arena_strdup(arena, column);

	for (char *p = name; *p != '\0'; p++)
		*p = *p == '_' ? '-' : *p;
	return name;
}

static const char *
type_of(const struct attribute *a)
{
	static const char *const types[] = {
		[STORE_BOOL] = "yes-no",
		[STORE_DATE] = "date",
		[STORE_MONEY] = "yuan",
		[STORE_QUANTITY] = "quantity",
		[STORE_NUMBER] = "number",
		[STORE_NAME] = "name",
		[STORE_PHONE] = "number",
		[STORE_ACCOUNT] = "number",
		[STORE_BIRTH] = "birth",
		[STORE_FREE] = NULL,
	};

	return a->codes != NULL ? a->codes : types[a->store];
}

int
evidence_complete(struct rule_evidence *evidence, const char *fact,
	const struct model *model, struct arena *arena, struct error *err)
{
	const char *at = fact != NULL ? strchr(fact, '@') : NULL;
	struct search s = { .arena = arena };

	if (evidence->label[0] != NULL && evidence->label[1] != NULL &&
		fact == NULL)
		return 0;
	if (at != NULL) {
		s.element = fact;
		s.nelement = (size_t)(at - fact);
	}
	s.attribute = at != NULL ? at + 1 : attribute_of(arena, evidence->name);
	for (size_t i = 0; i < model->nkinds; i++)
		search_element(&s, model->kinds[i].root);
	if (s.found == NULL)
		return err_set(err, ERR_INPUT, "EVIDENCE-1",
			"evidence '%s' wants a label: the schemas have no fact "
			"'%s'",
			evidence->name, fact != NULL ? fact : s.attribute);
	if (s.differ)
		return err_set(err, ERR_INPUT, "EVIDENCE-2",
			"evidence '%s' wants a label, or fact=\"ELEMENT@%s\": "
			"the schemas have several facts of this name",
			evidence->name, s.attribute);
	for (enum lang lang = 0; lang < LANGS; lang++) {
		if (evidence->label[lang] == NULL)
			evidence->label[lang] = s.label[lang];
	}
	if (evidence->type == NULL)
		evidence->type = type_of(s.found);
	return 0;
}
