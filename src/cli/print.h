#ifndef PRINT_H
#define PRINT_H

#include <stdbool.h>
#include "base/errors.h"
#include "base/lang.h"
#include "cli/rows.h"

struct codes;
struct db;
struct finding;
struct strbuf;

/* What the terminal and scripts are told of the latest run. */

int print_parse_format(
	enum print_format *out, const char *name, struct error *err);

/* Verdict and answers; as text with the counts by check group and village. */
int print_run(struct db *db, const struct codes *codes,
	enum print_format format, enum lang lang, struct error *err);

/* How long each check took, the longest first, on standard error. */
int print_times(struct db *db, struct error *err);

/* Findings one by one: begin, each, end. */
void print_findings_begin(struct rows *rows, enum print_format format);
void print_finding(struct rows *rows, const struct finding *finding);

#endif
