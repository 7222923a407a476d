#ifndef TELL_H
#define TELL_H

#include <stdbool.h>
#include "base/errors.h"

struct codes;
struct db;
struct finding;
struct strbuf;

/* What the terminal and scripts are told of the latest run. */
enum tell_format { TELL_TEXT, TELL_JSON, TELL_CSV };

int tell_parse_format(
	enum tell_format *out, const char *name, struct error *err);

/* One row of a list for scripts: an object of a JSON array, or a CSV line. The
 * array's brackets and the CSV's head are tell_rows_begin's and _end's. */
void tell_rows_begin(
	enum tell_format format, const char *const *keys, size_t n);
void tell_row(enum tell_format format, const char *const *keys,
	const char *const *values, size_t n, bool first);
void tell_rows_end(enum tell_format format);

/* Verdict and answers; as text with the counts by check group and village. */
int tell_run(struct db *db, const struct codes *codes,
	enum tell_format format, int lang, struct error *err);

/* How long each check took, the longest first, on standard error. */
int tell_times(struct db *db, struct error *err);

/* Findings one by one: begin, each, end. */
void tell_findings_begin(enum tell_format format);
void tell_finding(
	enum tell_format format, const struct finding *finding, bool first);
void tell_findings_end(enum tell_format format);

/* Why a check answered as it did, or what of it could not be decided: what is
 * missing, by name. */
void tell_reason(struct strbuf *sb, const struct codes *codes,
	const char *answer, const char *reason, int lang);

#endif
