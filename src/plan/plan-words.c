/*
 * A plan's own words.
 */
#include "config.h"
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xml.h"
#include "plan/plan-words.h"
#include "plan/plan.h"

void
plan_load_words(struct plan *p, const struct _xmlNode *root)
{
	p->words = xcalloc(xml_count(root, "word"), sizeof *p->words);
	for (struct _xmlNode *c = xml_first(root, "word"); c != NULL;
		c = xml_next(c, "word")) {
		struct plan_word *w = &p->words[p->nwords++];
		const char *lang = xml_lang(p->arena, c);

		w->of = xml_attr(p->arena, c, "of");
		w->own = xml_text(p->arena, c);
		w->lang = lang != NULL && strcmp(lang, "en") == 0 ? LANG_EN
								  : LANG_ZH;
	}
}

/* The longest of the words that begin here. */
static const struct plan_word *
word_at(const struct plan *p, enum lang lang, const char *s)
{
	const struct plan_word *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < p->nwords; i++) {
		const struct plan_word *w = &p->words[i];
		size_t n = strlen(w->of);

		if (w->lang == lang && n > most && strncmp(s, w->of, n) == 0) {
			best = w;
			most = n;
		}
	}
	return best;
}

const char *
plan_reword(const struct plan *p, enum lang lang, const char *text,
	struct arena *arena)
{
	struct strbuf sb = { 0 };
	bool any = false;
	const char *out;

	if (text == NULL || p->nwords == 0)
		return text;
	for (const char *s = text; *s != '\0';) {
		const struct plan_word *w = word_at(p, lang, s);

		if (w == NULL) {
			strbuf_addc(&sb, *s++);
			continue;
		}
		strbuf_adds(&sb, w->own);
		s += strlen(w->of);
		any = true;
	}
	out = any ? arena_strdup(arena, sb.data) : text;
	strbuf_clear(&sb);
	return out;
}
