/*
 * What a column of ledgers looks like, takes, and says of itself.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "report/ledger-cells.h"
#include "schema/codes.h"
#include "schema/facets.h"

#define MAX_COUNT 999999999.0	  /* of the schemas' patterns */
#define MAX_MONEY 999999999999.99 /* the same */
#define MAX_QUANTITY 999999999.99 /* the same */
#define MAX_WIDTH 32
#define LINE_HEIGHT 11 /* of letters of 8 points */

static const struct code_list *
list_of(const struct ledger_column *c, const struct codes *codes)
{
	return c->store == STORE_BOOL ? codes_list(codes, "yes-no") : c->list;
}

void
ledger_lists_add(struct ledger_lists *lists, const struct ledger_column *c,
	const struct codes *codes)
{
	const struct code_list *list = list_of(c, codes);

	for (size_t i = 0; list != NULL && i < lists->n; i++) {
		if (lists->items[i] == list)
			return;
	}
	if (list == NULL)
		return;
	lists->items = xreallocarray(
		lists->items, lists->n + 1, sizeof *lists->items);
	lists->items[lists->n++] = list;
}

int
ledger_format(const struct ledger_column *c)
{
	switch (c->store) {
	case STORE_DATE:
	case STORE_BIRTH:
		return LEDGER_DAY;
	case STORE_INT:
		return LEDGER_WHOLE;
	case STORE_MONEY:
	case STORE_QUANTITY:
		return LEDGER_DECIMAL;
	default:
		return LEDGER_TEXT;
	}
}

/* How wide a text is, where a Chinese character takes two. */
static double
width_of(const char *s)
{
	double width = 0;

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c < 0x80)
			width += 1;
		else if (c >= 0xe0)
			width += 2;
	}
	return width;
}

double
ledger_list_width(const struct code_list *list)
{
	size_t n;
	const struct code *items = codes_items(list, &n);
	double widest = 0;

	for (size_t i = 0; i < n; i++) {
		double w = items[i].label[0] != NULL
			? width_of(items[i].label[0])
			: width_of(items[i].code);

		widest = w > widest ? w : widest;
	}
	return widest + 3;
}

double
ledger_width(const struct ledger_column *c, const struct codes *codes)
{
	const struct code_list *list = list_of(c, codes);
	const char *example = ledger_example(c);
	double width = 12, title = width_of(c->title) / 2 + 2;

	if (list != NULL)
		width = ledger_list_width(list);
	else if (example != NULL)
		width = width_of(example) + 3;
	if (c->store == STORE_LIST)
		width = 20;
	else if (c->store == STORE_FREE || c->store == STORE_SHOWN)
		width = 28;
	width = width < title ? title : width;
	return width < 10 ? 10 : width > MAX_WIDTH ? MAX_WIDTH : width;
}

double
ledger_height(const char *text, double width)
{
	/* Small letters: five go where four of the default size would. */
	int lines = (int)(width_of(text) / (width * 1.2)) + 1;

	return lines * LINE_HEIGHT + 3;
}

const char *
ledger_example(const struct ledger_column *c)
{
	size_t n;
	const struct code *items;

	if (c->hint->example != NULL || c->list == NULL)
		return c->hint->example;
	items = codes_items(c->list, &n);
	return n > 0 ? items[0].code : NULL;
}

static void
add_sentence(struct strbuf *sb, const char *s, enum lang lang)
{
	if (s == NULL || *s == '\0')
		return;
	if (sb->len > 0)
		strbuf_adds(sb, lang == 0 ? "；" : "; ");
	strbuf_adds(sb, s);
}

void
ledger_help(struct strbuf *sb, const struct ledger_column *c, enum lang lang)
{
	const char *note = c->hint->note[lang], *form = c->hint->form[lang];

	strbuf_reset(sb);
	strbuf_adds(sb, "");
	if (c->required)
		add_sentence(sb, _("must be filled in"), lang);
	/* What the title does not say already. */
	if (note != NULL && (lang != 0 || strcmp(note, c->title) != 0))
		add_sentence(sb, note, lang);
	if (c->is_key)
		add_sentence(
			sb, _("of the record to which the row belongs"), lang);
	if (c->store == STORE_BOOL)
		add_sentence(sb, _("是 or 否"), lang);
	else if (c->store == STORE_LIST && c->list != NULL)
		add_sentence(sb,
			_("names as in the sheet 代码表, with 、 between"),
			lang);
	else if (c->list != NULL)
		add_sentence(sb, _("choose from the list"), lang);
	else
		add_sentence(sb, form, lang);
}

static char *
range_of(const struct ledger_lists *lists, const struct code_list *list,
	const char *sheet)
{
	char letters[4] = "";
	size_t n, column = 0;

	while (column < lists->n && lists->items[column] != list)
		column++;
	codes_items(list, &n);
	/* No more lists than 26 * 26. */
	if (column >= 26) {
		letters[0] = (char)('A' + column / 26 - 1);
		letters[1] = (char)('A' + column % 26);
	} else {
		letters[0] = (char)('A' + column);
	}
	return xasprintf("='%s'!$%s$2:$%s$%zu", sheet, letters, letters, n + 1);
}

struct xlsx_rule
ledger_rule(const struct ledger_column *c, const struct ledger_lists *lists,
	const struct codes *codes, const char *sheet, char **range)
{
	const struct code_list *list = list_of(c, codes);
	struct xlsx_rule rule = { .what = XLSX_ANY };

	*range = NULL;
	switch (c->store) {
	case STORE_DATE:
	case STORE_BIRTH:
		rule.what = XLSX_DATE;
		rule.least = XLSX_DAY(day_make(1900, 3, 1));
		rule.most = XLSX_DAY(day_make(2199, 12, 31));
		return rule;
	case STORE_INT:
		rule.what = XLSX_WHOLE;
		rule.most = MAX_COUNT;
		return rule;
	case STORE_MONEY:
		rule = (struct xlsx_rule){ .what = XLSX_DECIMAL,
			.least = -MAX_MONEY,
			.most = MAX_MONEY };
		return rule;
	case STORE_QUANTITY:
		rule = (struct xlsx_rule){ .what = XLSX_DECIMAL,
			.least = -MAX_QUANTITY,
			.most = MAX_QUANTITY };
		return rule;
	case STORE_LIST:
		return rule;
	default:
		break;
	}
	if (list != NULL) {
		*range = range_of(lists, list, sheet);
		rule.what = XLSX_CHOICE;
		rule.range = *range;
	} else if (c->facets != NULL && c->facets->max_length > 0) {
		rule.what = XLSX_LENGTH;
		rule.most = (double)c->facets->max_length;
	}
	return rule;
}
