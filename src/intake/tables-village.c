/*
 * Villages by their names: of a row, and of what stands around a table.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "intake/tables.h"
#include "schema/fold.h"

void
tables_forget_asked(struct tables *t)
{
	for (size_t i = 0; i < sizeof t->asked / sizeof *t->asked; i++) {
		free(t->asked[i].name);
		t->asked[i] = (struct asked_village){ 0 };
	}
}

void
tables_know_village(struct tables *t, const char *code, const char *name)
{
	char *folded = fold_dup(name);

	for (size_t i = 0; i < t->nvillages; i++) {
		if (strcmp(t->villages[i].code, code) == 0 &&
			strcmp(t->villages[i].name, folded) == 0) {
			free(folded);
			return;
		}
	}
	tables_forget_asked(t);
	t->villages = xreallocarray(
		t->villages, t->nvillages + 1, sizeof *t->villages);
	t->villages[t->nvillages++] = (struct village_name){ xstrdup(code),
		folded };
}

/* Bytes of a name without what only says that it is a village. */
static size_t
stem(const struct tables *t, const char *name)
{
	const char *const *ends = layout_words(t->layout, WORDS_VILLAGE);
	size_t n = strlen(name);

	for (size_t i = 0; ends[i] != NULL; i++) {
		size_t m = strlen(ends[i]);

		if (n > m && strcmp(name + n - m, ends[i]) == 0)
			return n - m;
	}
	return n;
}

static bool
begins_with(const struct tables *t, const char *s, enum layout_words of)
{
	const char *const *words = layout_words(t->layout, of);

	for (size_t i = 0; words[i] != NULL; i++) {
		if (strncmp(s, words[i], strlen(words[i])) == 0)
			return true;
	}
	return false;
}

/* What a name's end says: 村 and 社区 of one name are two. 0: nothing. */
static int
sort_of(const struct tables *t, const char *end)
{
	if (begins_with(t, end, WORDS_COMMUNITY))
		return 2;
	return begins_with(t, end, WORDS_VILLAGE) ? 1 : 0;
}

static bool
are_of_one_sort(const struct tables *t, const char *end, const char *other)
{
	int a = sort_of(t, end), b = sort_of(t, other);

	return a == 0 || b == 0 || a == b;
}

static const char *
look_up_village(const struct tables *t, const char *name)
{
	const char *code = "";
	char *want = fold_dup(name);
	size_t n = stem(t, want);
	bool exact = false, twice = false;

	for (size_t i = 0; i < t->nvillages && *want != '\0'; i++) {
		const struct village_name *v = &t->villages[i];
		bool same = strcmp(v->name, want) == 0;

		if (!same &&
			(exact || strncmp(v->name, want, n) != 0 ||
				stem(t, v->name) != n ||
				!are_of_one_sort(t, v->name + n, want + n)))
			continue;
		if (same && !exact) {
			exact = true;
			twice = false;
			code = "";
		}
		twice = twice || (*code != '\0' && strcmp(code, v->code) != 0);
		code = v->code;
	}
	free(want);
	return twice ? "" : code;
}

static struct asked_village *
asked(struct tables *t, const char *name)
{
	unsigned h = 5381;

	for (const char *s = name; *s != '\0'; s++)
		h = h * 33 + (unsigned char)*s;
	return &t->asked[h % (sizeof t->asked / sizeof *t->asked)];
}

/* Names in two columns, a line each, have to be of one village. */
static const char *
village_of_both(struct tables *t, const char *names)
{
	char *first = xstrndup(names, strcspn(names, "\n"));
	const char *a = tables_village(t, first);
	const char *b = tables_village(t, strchr(names, '\n') + 1);

	free(first);
	return strcmp(a, b) == 0 ? a : "";
}

const char *
tables_village(struct tables *t, const char *name)
{
	struct asked_village *a = asked(t, name);

	if (strchr(name, '\n') != NULL)
		return village_of_both(t, name);

	if (a->name == NULL || strcmp(a->name, name) != 0) {
		free(a->name);
		a->name = xstrdup(name);
		a->code = look_up_village(t, name);
	}
	return a->code;
}

/* Does a village's name begin there? What stands before it is no part of a
 * longer one: nothing, no Chinese character, or the end of a place above. */
static bool
begins_name(const struct tables *t, const char *text, const char *at)
{
	const char *const *above = layout_words(t->layout, WORDS_ABOVE);
	size_t before = (size_t)(at - text);

	if (before == 0 || (unsigned char)at[-1] < 0x80)
		return true;
	for (size_t i = 0; above[i] != NULL; i++) {
		size_t n = strlen(above[i]);

		if (before >= n && strncmp(at - n, above[i], n) == 0)
			return true;
	}
	/* punctuation, as in “柳泉村” or 、柳泉村 */
	return before >= 3 && strncmp(at - 3, "\xe3\x80", 2) == 0;
}

/* Does it end there: with a word for a village, or with the text? */
static bool
ends_name(const struct tables *t, const char *behind)
{
	return *behind == '\0' || (unsigned char)*behind < 0x80 ||
		begins_with(t, behind, WORDS_VILLAGE);
}

/* Where the village is named in the text; NULL: nowhere. */
static char *
find_named(const struct tables *t, char *text, const char *name, size_t n)
{
	char *stem = xstrndup(name, n), *at = strstr(text, stem);

	while (at != NULL &&
		!(begins_name(t, text, at) && ends_name(t, at + n) &&
			are_of_one_sort(t, at + n, name + n)))
		at = strstr(at + 1, stem);
	free(stem);
	return at;
}

const char *
tables_village_within(const struct tables *t, const char *text)
{
	char *left = xstrdup(text);
	const char *code = "";
	bool twice = false;

	for (size_t i = 0; i < t->nvillages; i++) {
		const struct village_name *v = &t->villages[i];
		size_t n = stem(t, v->name);
		char *at = n >= 6 ? find_named(t, left, v->name, n) : NULL;

		if (at == NULL)
			continue;
		twice = twice || (*code != '\0' && strcmp(code, v->code) != 0);
		code = v->code;
		memset(at, '.', n);
		i = (size_t)-1; /* once more: it may stand there again */
	}
	/* another one is spoken of besides, wherever */
	for (size_t i = 0; i < t->nvillages && *code != '\0'; i++) {
		const struct village_name *v = &t->villages[i];
		char *s = xstrndup(v->name, stem(t, v->name));

		twice = twice || (strlen(s) >= 6 && strstr(left, s) != NULL);
		free(s);
	}
	free(left);
	return twice ? "" : code;
}

bool
tables_names_other(const struct tables *t, const char *lines, const char *code)
{
	bool other = false;

	while (!other && lines != NULL && *lines != '\0') {
		size_t n = strcspn(lines, "\n");
		char *line = xstrndup(lines, n);
		char *folded = fold_dup(line);
		const char *named = tables_village_within(t, folded);

		other = *named != '\0' && strcmp(named, code) != 0;
		free(line);
		free(folded);
		lines += n + (lines[n] != '\0');
	}
	return other;
}
