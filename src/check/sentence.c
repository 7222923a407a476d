/*
 * What was found, put into a pack's words.
 */
#include "config.h"
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/list.h"
#include "base/mask.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/pack.h"
#include "check/sentence.h"
#include "lib/db.h"
#include "schema/codes.h"

/* A name and its value. */
struct field {
	const char *name, *value; /* NULL: null */
	const char *type;	  /* of the rule's evidence, "" for none */
	const char *label;
	const char *against; /* the column that it is held against, "" none */
	bool shown;
};

struct sentence {
	const struct codes *codes;
	enum lang lang;
	bool masked;
	struct stmt *evidence; /* ?1 read */
	struct arena *arena;
	struct field fields[FINDING_MAX_EVIDENCE + 24];
	size_t nfields;
};

int
sentence_new(struct sentence **out, struct db *db,
	const struct finding_words *words, struct error *err)
{
	struct sentence *s = xcalloc(1, sizeof *s);

	s->codes = words->codes;
	s->lang = words->lang;
	s->masked = words->masked;
	*out = s;
	return db_prepare(
		&s->evidence, db, "SELECT key, value FROM json_each(?1)", err);
}

void
sentence_free(struct sentence *s)
{
	if (s == NULL)
		return;
	stmt_free(s->evidence);
	arena_free(s->arena);
	free(s);
}

static bool
has_evidence(const struct rule *rule, const char *name)
{
	for (size_t i = 0; i < rule->nevidence; i++) {
		if (strcmp(rule->evidence[i].name, name) == 0)
			return true;
	}
	return false;
}

/* "name\ttype\tzh\ten\tagainst\n". Parameters are evidence too, where the pack
 * labels them. */
void
sentence_add_labels(struct strbuf *sb, const struct rule *rule)
{
	static const char *const own[][3] = {
		{ "happened", "发生日期", "happened on" },
		{ "due", "应于此日前", "due by" },
	};

	for (size_t i = 0; i < rule->nevidence; i++) {
		const struct rule_evidence *e = &rule->evidence[i];

		strbuf_addf(sb, "%s\t%s\t%s\t%s\t%s\n", e->name,
			e->type != NULL ? e->type : "", e->label[0],
			e->label[1], e->against != NULL ? e->against : "");
	}
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		if (!has_evidence(rule, own[i][0]))
			strbuf_addf(sb, "%s\tdate\t%s\t%s\t\n", own[i][0],
				own[i][1], own[i][2]);
	}
}

void
sentence_add(struct sentence *s, const char *name, const char *value)
{
	if (s->nfields == sizeof s->fields / sizeof *s->fields)
		return;
	s->fields[s->nfields++] = (struct field){ .name = name,
		.value = value,
		.type = "",
		.label = name,
		.against = "" };
}

/* What it says of itself is shown; what sentence_add says of it is not. */
static int
read_evidence(struct sentence *s, const char *json, struct error *err)
{
	int rc;

	stmt_bind_static(s->evidence, 1, json);
	while ((rc = stmt_step(s->evidence, err)) == 1) {
		const char *value = stmt_text(s->evidence, 1);

		sentence_add(s,
			arena_strdup(s->arena, stmt_text(s->evidence, 0)),
			value != NULL ? arena_strdup(s->arena, value) : NULL);
		s->fields[s->nfields - 1].shown = true;
	}
	stmt_reset(s->evidence);
	return rc;
}

/* One of the lines of sentence_add_labels; older ones end with the labels. */
static void
read_label(struct sentence *s, const char *line)
{
	const char *part[5] = { "", "", "", "", "" };

	for (int i = 0; i < 5; i++) {
		size_t n = strcspn(line, "\t\n");

		part[i] = arena_strndup(s->arena, line, n);
		line += n;
		if (*line != '\t')
			break;
		line++;
	}
	for (size_t i = 0; i < s->nfields; i++) {
		if (strcmp(s->fields[i].name, part[0]) != 0)
			continue;
		s->fields[i].type = part[1];
		s->fields[i].label = part[2 + s->lang];
		s->fields[i].against = part[4];
	}
}

int
sentence_begin(struct sentence *s, const char *evidence, const char *labels,
	struct error *err)
{
	arena_free(s->arena);
	s->arena = arena_new();
	s->nfields = 0;
	if (read_evidence(s, evidence, err) != 0)
		return -1;
	while (*labels != '\0') {
		read_label(s, labels);
		labels += strcspn(labels, "\n");
		labels += *labels != '\0';
	}
	return 0;
}

void
sentence_blank(struct sentence *s, const char *column)
{
	for (size_t i = 0; i < s->nfields; i++) {
		if (strcmp(s->fields[i].name, column) == 0)
			s->fields[i].value = NULL;
	}
}

static void
add_hundredths(struct strbuf *sb, const char *text)
{
	long long n = strtoll(text, NULL, 10);
	unsigned long long u = n < 0 ? 0ull - (unsigned long long)n
				     : (unsigned long long)n;

	strbuf_addf(sb, "%s%llu.%02llu", n < 0 ? "-" : "", u / 100, u % 100);
}

static void
add_yuan(struct strbuf *sb, const char *fen, enum lang lang)
{
	add_hundredths(sb, fen);
	strbuf_adds(sb, lang == LANG_ZH ? "元" : " yuan");
}

static const struct field *
find_field(const struct sentence *s, const char *name, size_t n)
{
	for (size_t i = 0; i < s->nfields; i++) {
		if (strlen(s->fields[i].name) == n &&
			memcmp(s->fields[i].name, name, n) == 0)
			return &s->fields[i];
	}
	return NULL;
}

/* The value of another column that is named, or "". */
static const char *
value_of(const struct sentence *s, const char *column)
{
	const struct field *f = find_field(s, column, strlen(column));

	return f != NULL && f->value != NULL ? f->value : "";
}

/* Does a word that is added now stand in the midst of an English sentence? One
 * that is quoted stands by itself. */
static bool
is_midst(const struct sentence *s, const struct strbuf *sb)
{
	return s->lang == LANG_EN && sb->len > 0 &&
		sb->data[sb->len - 1] != '"' &&
		!(sb->len > 1 && sb->data[sb->len - 1] == ' ' &&
			sb->data[sb->len - 2] == '.');
}

/* What stands between two labels: where these have commas, something else. */
static const char *
between(const char *label, enum lang lang)
{
	if (lang == LANG_ZH)
		return strstr(label, "、") != NULL ? "／" : "、";
	return strchr(label, ',') != NULL ? " / " : ", ";
}

static void
add_codes(struct sentence *s, struct strbuf *sb, const char *list,
	const char *codes)
{
	bool proper = codes_is_proper(codes_list(s->codes, list));
	bool first = true;
	size_t n;

	for (const char *word; (word = list_next(&codes, &n)) != NULL;) {
		char *code = arena_strndup(s->arena, word, n);
		const char *label;

		label = codes_label(s->codes, list, code, s->lang);
		if (!first)
			strbuf_adds(sb, between(label, s->lang));
		if (!proper && is_midst(s, sb) && *label != '\0' &&
			islower((unsigned char)label[1])) {
			strbuf_addc(sb, (char)tolower((unsigned char)*label));
			label++;
		}
		strbuf_adds(sb, label);
		first = false;
	}
}

/* What may not be read: all of it but what tells it from the other value. */
static void
add_masked(struct sentence *s, struct strbuf *sb, const struct field *f,
	const char *type)
{
	const char *against = f->against, *other;

	other = *against != '\0' ? value_of(s, against) : NULL;
	if (other != NULL && *other == '\0')
		other = NULL;
	if (strcmp(type, "age") == 0)
		mask_add_age(sb, f->value, s->lang);
	else if (strcmp(type, "birth") == 0)
		mask_add_birth(sb, f->value, other, s->lang);
	else if (other != NULL)
		mask_add_number_beside(sb, f->value, other, s->lang);
	else
		mask_add_number(sb, f->value);
}

static bool
is_masked(const char *type)
{
	return strcmp(type, "number") == 0 || strcmp(type, "birth") == 0 ||
		strcmp(type, "age") == 0;
}

/* A value as a reader may see it. */
static void
add_value(struct sentence *s, struct strbuf *sb, const struct field *f,
	const char *type)
{
	if (*type == '@')
		type = value_of(s, type + 1);
	if (f->value == NULL)
		strbuf_adds(
			sb, s->lang == LANG_ZH ? "未填写" : "not filled in");
	else if (s->masked && is_masked(type))
		add_masked(s, sb, f, type);
	else if (strcmp(type, "date") == 0 || strcmp(type, "birth") == 0)
		text_add_date(sb, f->value, s->lang);
	else if (strcmp(type, "yuan") == 0)
		add_yuan(sb, f->value, s->lang);
	else if (strcmp(type, "quantity") == 0)
		add_hundredths(sb, f->value);
	else if (strcmp(type, "share") == 0)
		strbuf_addf(sb, "%s%s", f->value,
			strchr(f->value, '/') != NULL ? "" : "%");
	else if (codes_list(s->codes, type) != NULL)
		add_codes(s, sb, type, f->value);
	else if (s->masked)
		mask_add_text(sb, f->value);
	else
		strbuf_adds(sb, f->value);
}

/* {column?one:many}: a word by whether the column's value is 1. */
static void
add_number_word(struct sentence *s, struct strbuf *sb, const char *column,
	size_t length, size_t n)
{
	const struct field *f = find_field(s, column, length);
	const char *one = column + length + 1;
	const char *many = memchr(one, ':', n - length - 1);

	if (many == NULL)
		return;
	if (f != NULL && f->value != NULL && strcmp(f->value, "1") == 0)
		strbuf_add(sb, one, (size_t)(many - one));
	else
		strbuf_add(sb, many + 1, (size_t)(column + n - many - 1));
}

/* Who has no name is still somebody: in brackets, unless they are open. */
static void
add_nameless(const struct sentence *s, struct strbuf *sb)
{
	const char *open = s->lang == LANG_ZH ? "（" : "(";
	const char *close = s->lang == LANG_ZH ? "）" : ")";
	const char *at = sb->len > 0 ? sb->data : "";
	int depth = 0;
	bool is_open;

	for (const char *p = at; (p = strstr(p, open)) != NULL; p++)
		depth++;
	for (const char *p = at; (p = strstr(p, close)) != NULL; p++)
		depth--;
	is_open = depth > 0;

	strbuf_addf(sb, "%s%s%s", is_open ? "" : open,
		s->lang == LANG_ZH ? "姓名未填写" : "name not filled in",
		is_open ? "" : close);
}

/* One {column} or {column|type}; the evidence's type is meant where none is
 * named. n: the length between the braces. */
static void
add_column(struct sentence *s, struct strbuf *sb, const char *column, size_t n)
{
	static const struct field nothing = { .type = "", .against = "" };
	size_t length = 0;
	const struct field *f;

	while (length < n && column[length] != '|' && column[length] != '?')
		length++;
	if (length < n && column[length] == '?') {
		add_number_word(s, sb, column, length, n);
		return;
	}
	f = find_field(s, column, length);
	/* due, happened and days are there only where they are known */
	if (f == NULL)
		f = &nothing;
	if (f->value == NULL && strcmp(f->type, "name") == 0) {
		add_nameless(s, sb);
		return;
	}
	add_value(s, sb, f,
		length < n ? arena_strndup(s->arena, column + length + 1,
				     n - length - 1)
			   : f->type);
}

const char *
sentence_fill(struct sentence *s, const char *text)
{
	bool begins_with_words = s->lang == LANG_EN && *text == '{' &&
		strncmp(text + strcspn(text, "}") - 3, "_en", 3) == 0;
	struct strbuf sb = { 0 };
	char *out;

	while (*text != '\0') {
		size_t n = strcspn(text, "{");

		strbuf_add(&sb, text, n);
		text += n;
		if (*text == '\0')
			break;
		n = strcspn(text, "}");
		add_column(s, &sb, text + 1, n - 1);
		text += n + (text[n] != '\0');
	}
	out = arena_strdup(s->arena, sb.data != NULL ? sb.data : "");
	if (begins_with_words && *out >= 'a' && *out <= 'z')
		*out = (char)(*out - 'a' + 'A');
	strbuf_clear(&sb);
	return out;
}

/* Words that the SQL returns in both languages, as NAME_zh and NAME_en. */
static bool
is_other_language(const struct sentence *s, const char *name)
{
	size_t n = strlen(name);

	return n > 3 &&
		strcmp(name + n - 3, s->lang == LANG_ZH ? "_en" : "_zh") == 0;
}

/* Which kind of value another column holds is nothing to read. */
static bool
is_kind_of_another(const struct sentence *s, const char *name)
{
	for (size_t i = 0; i < s->nfields; i++) {
		if (s->fields[i].type[0] == '@' &&
			strcmp(s->fields[i].type + 1, name) == 0)
			return true;
	}
	return false;
}

/* A part of a sentence without what ties it to the rest. */
static const char *
bare_value(struct sentence *s, const char *text)
{
	static const char *const ties[] = { " ", ",", ";", ":", "，", "；",
		"：", "、", NULL };
	size_t n = strlen(text), length;

	for (const char *const *tie = ties; *tie != NULL; tie++) {
		length = strlen(*tie);
		if (n < length)
			continue;
		if (strncmp(text, *tie, length) == 0) {
			text += length;
			n -= length;
			tie = ties - 1;
		} else if (strncmp(text + n - length, *tie, length) == 0) {
			n -= length;
			tie = ties - 1;
		}
	}
	return arena_strndup(s->arena, text, n);
}

size_t
sentence_evidence(struct sentence *s, struct finding_evidence *out)
{
	size_t n = 0;

	for (size_t i = 0; i < s->nfields; i++) {
		const struct field *f = &s->fields[i];
		struct strbuf sb = { 0 };

		if (!f->shown || f->value == NULL || *f->value == '\0' ||
			f->label == f->name || *f->label == '\0' ||
			is_other_language(s, f->name) ||
			is_kind_of_another(s, f->name) ||
			n == FINDING_MAX_EVIDENCE)
			continue;
		add_value(s, &sb, f, f->type);
		out[n++] = (struct finding_evidence){
			.name = f->name,
			.label = f->label,
			.value = bare_value(s, sb.data != NULL ? sb.data : ""),
		};
		strbuf_clear(&sb);
	}
	return n;
}

const char *
sentence_join(
	struct sentence *s, const struct finding_evidence *evidence, size_t n)
{
	struct strbuf sb = { 0 };
	const char *text;

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			strbuf_adds(&sb, s->lang == LANG_ZH ? "；" : "; ");
		strbuf_addf(&sb, s->lang == LANG_ZH ? "%s：%s" : "%s: %s",
			evidence[i].label, evidence[i].value);
	}
	text = arena_strdup(s->arena, sb.data != NULL ? sb.data : "");
	strbuf_clear(&sb);
	return text;
}
