#ifndef ACCOUNT_H
#define ACCOUNT_H

#include "base/errors.h"
#include "base/lang.h"
#include "base/strbuf.h"

struct tables;

/*
 * The account of what was read of tables, for people: sheet by sheet and column
 * by column with masked values, every cell, and what was refused.
 */
void account_add_columns(
	struct strbuf *sb, const struct tables *tables, enum lang lang);
void account_add_cells(
	struct strbuf *sb, const struct tables *tables, enum lang lang);
void account_add_refusals(
	struct strbuf *sb, const struct tables *tables, enum lang lang);
/* All three, as a file that nobody else may read. */
int account_write(const struct tables *tables, const char *path, enum lang lang,
	struct error *err);
/* The titles of the columns that were taken, as a layout. */
void account_add_layout(struct strbuf *sb, const struct tables *tables);

#endif
