#ifndef CODES_H
#define CODES_H

#include "base/errors.h"
#include "base/lang.h"
#include "schema/model.h"

struct db;
struct strbuf;

/*
 * The code lists of schemas/codes.xml: versioned data with the national
 * system's codes and labels in Chinese and English.
 */
struct codes;

struct code {
	const char *code;
	const char
		*alias; /* other codes met in data, blanks between, or NULL */
	const char *label[2];	/* zh, en */
	long from, to;		/* years of use, 0: open */
	const char *sex;	/* relation: "1", "2" or NULL */
	const char *generation; /* relation: "-1" child, "1" parent … or NULL */
};

int codes_load(struct codes **out, struct error *err);
void codes_free(struct codes *codes); /* NULL is fine */

const struct code_list *codes_list(const struct codes *codes, const char *id);
/* The item of a code, of one of its aliases, of its code with or without its
 * nought, or of its Chinese label; NULL: none, or more than one. */
const struct code *codes_find(const struct code_list *list, const char *code);
/* Is it one of the list's own codes? No alias. */
bool codes_has(const struct code_list *list, const char *code);
/* Its items in their order, *n of them; and what it is called. */
const struct code *codes_items(const struct code_list *list, size_t *n);
const char *codes_title(const struct code_list *list, enum lang lang);
/* Are its English labels proper names? They keep their capital. */
bool codes_is_proper(const struct code_list *list);
/* All codes of the list, commas between. */
void codes_add_choices(struct strbuf *sb, const struct code_list *list);
/* Their Chinese labels, 、 between. */
void codes_add_labels(struct strbuf *sb, const struct code_list *list);
/* The label in zh (0) or en (1); the code itself where there is none. */
const char *codes_label(const struct codes *codes, const char *list,
	const char *code, enum lang lang);
/* provinces[n] is 1 where n (00-99) is a province by GB/T 2260. */
void codes_provinces(const struct codes *codes, unsigned char provinces[100]);

/* One more code of a list that is open to plans; the strings are copied. One
 * that is there with the same labels is left alone; ERR_INPUT where there is no
 * such list, it is closed, or it has the code otherwise. */
int codes_add(struct codes *codes, const char *list, const struct code *code,
	struct error *err);
/* The codes that the database has besides: those of its plan. */
int codes_take(struct codes *codes, struct db *db, struct error *err);

/* Give every coded attribute of the model its list; a list that is missing is
 * an error of the data directory. */
int codes_bind(
	const struct codes *codes, struct model *model, struct error *err);
/* Fill the table code, which rules read. */
int codes_store(const struct codes *codes, struct db *db, struct error *err);

#endif
