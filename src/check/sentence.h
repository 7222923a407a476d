#ifndef SENTENCE_H
#define SENTENCE_H

#include <stddef.h>
#include "check/wording.h"

struct db;
struct rule;
struct strbuf;

/*
 * The sentences of a finding: a pack's words with what was found filled in, in
 * one language, masked or not. A value of a code list in the midst of an
 * English sentence begins with a small letter; what is masked still shows in
 * what it differs from the value that it is held against.
 */
struct sentence;

/* words is copied; its codes live as long, and so does db, any one. *out is the
 * caller's, also after a failure. */
int sentence_new(struct sentence **out, struct db *db,
	const struct finding_words *words, struct error *err);
void sentence_free(struct sentence *s); /* NULL is fine */

/* Labels and types of a rule's evidence, as sentence_begin reads them. */
void sentence_add_labels(struct strbuf *sb, const struct rule *rule);

/* Another finding: its evidence, a flat object of JSON, and the labels of its
 * rule. All that was made for the last one is gone. */
int sentence_begin(struct sentence *s, const char *evidence, const char *labels,
	struct error *err);
/* What sentences may name beside the evidence; both are borrowed. */
void sentence_add(struct sentence *s, const char *name, const char *value);

/* As if the column were blank. */
void sentence_blank(struct sentence *s, const char *column);

/* A sentence with its {column} and {column|type} filled in. */
const char *sentence_fill(struct sentence *s, const char *text);
/* The evidence as it is shown, at most FINDING_MAX_EVIDENCE; and in a row. */
size_t sentence_evidence(struct sentence *s, struct finding_evidence *out);
const char *sentence_join(
	struct sentence *s, const struct finding_evidence *evidence, size_t n);

#endif
