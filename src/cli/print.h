#ifndef PRINT_H
#define PRINT_H

#include <stdbool.h>
#include "base/errors.h"
#include "base/lang.h"

struct codes;
struct db;
struct finding;
struct strbuf;

/* What the terminal and scripts are told of the latest run. */
enum print_format { PRINT_TEXT, PRINT_JSON, PRINT_CSV };

int print_parse_format(
	enum print_format *out, const char *name, struct error *err);

/* One row of a list for scripts: an object of a JSON array, or a CSV line. The
 * array's brackets and the CSV's head are print_rows_begin's and _end's. */
void print_rows_begin(
	enum print_format format, const char *const *keys, size_t n);
void print_row(enum print_format format, const char *const *keys,
	const char *const *values, size_t n, bool first);
void print_rows_end(enum print_format format);

/* Verdict and answers; as text with the counts by check group and village. */
int print_run(struct db *db, const struct codes *codes,
	enum print_format format, enum lang lang, struct error *err);

/* How long each check took, the longest first, on standard error. */
int print_times(struct db *db, struct error *err);

/* Findings one by one: begin, each, end. */
void print_findings_begin(enum print_format format);
void print_finding(
	enum print_format format, const struct finding *finding, bool first);
void print_findings_end(enum print_format format);

#endif
