/*
 * The one writer of lists for scripts.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "cli/rows.h"

void
rows_begin(struct rows *r)
{
	if (r->how == PRINT_JSON)
		fputs("[", stdout);
	if (r->how == PRINT_CSV && r->has_mark)
		fputs("\xef\xbb\xbf", stdout);
	for (size_t i = 0; r->how == PRINT_CSV && i < r->n; i++)
		printf("%s%s", r->keys[i], i + 1 < r->n ? "," : "\r\n");
}

static bool
is_bare(const struct rows *r, const char *key)
{
	char *word;
	bool is_listed;

	if (r->bare == NULL)
		return false;
	word = xasprintf(" %s ", key);
	is_listed = strstr(r->bare, word) != NULL;
	free(word);
	return is_listed;
}

void
rows_add_members(
	struct strbuf *sb, const struct rows *r, const char *const *values)
{
	for (size_t i = 0; i < r->n; i++) {
		const char *value = values[i];

		strbuf_addf(sb, "%s\"%s\": ", i > 0 ? ", " : "", r->keys[i]);
		if (value != NULL && is_bare(r, r->keys[i]))
			strbuf_adds(sb, value);
		else
			text_add_json(
				sb, value == NULL && !r->nulls ? "" : value);
	}
}

void
rows_add(struct rows *r, const char *const *values)
{
	struct strbuf sb = { 0 };

	if (r->how == PRINT_TEXT)
		return;
	if (r->how == PRINT_JSON) {
		strbuf_adds(&sb, r->more ? ",\n{" : "\n{");
		rows_add_members(&sb, r, values);
		strbuf_addc(&sb, '}');
	}
	for (size_t i = 0; r->how == PRINT_CSV && i < r->n; i++) {
		strbuf_adds(&sb, i > 0 ? "," : "");
		strbuf_add_csv(&sb, values[i] != NULL ? values[i] : "");
	}
	strbuf_adds(&sb, r->how == PRINT_CSV ? "\r\n" : "");
	fputs(sb.data, stdout);
	strbuf_clear(&sb);
	r->more = true;
}

void
rows_end(struct rows *r)
{
	if (r->how == PRINT_JSON)
		fputs(r->more ? "\n]\n" : "]\n", stdout);
}
