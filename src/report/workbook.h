#ifndef WORKBOOK_H
#define WORKBOOK_H

#include "base/errors.h"

/*
 * Workbooks from trees, so that stylesheets say what stands in them. The
 * vocabulary (namespace urn:hecha:1; numbers count from 1):
 *
 * book     title subject author created (a date), from the first tree
 *   style  name font size bold wrap border centre top fill color open
 *   sheet  name landscape freeze-rows freeze-columns repeat-rows footer
 *          filter-row print-columns own-pages locked hidden; the name of
 *          the sheet that is open goes on with it, and any other begins a
 *          new one; of a locked one only cells of open styles are written
 *          into
 *     column  width style
 *     choice  column from-row: a drop-down list of its <item> texts
 *     row     height, or min-height where the texts decide; new-page (of a
 *             sheet with own-pages)
 *       cell  style span type="number"; its text is the value; of one of
 *             type="mark" it is made of the locked texts before it
 *             (worklist_mark)
 *
 * Yes is "yes". A sheet that is full goes on in another of the same make, which
 * begins with the rows that are repeated. What no sheet can be called, or two
 * cannot, is changed a little.
 */
struct _xmlDoc;
struct book;

/* path exists (file_begin made it); tmpdir is for what is not yet packed.
 * rows is how many a sheet may hold, 0 for as many as the format allows. A
 * tree that is no workbook is the fault of the stylesheet that made_by is. */
struct book *book_new(
	const char *path, const char *made_by, const char *tmpdir, long rows);
/* Add what one tree says; any number of them. */
int book_add(struct book *b, struct _xmlDoc *doc, struct error *err);
int book_finish(struct book *b, struct error *err);
void book_free(struct book *b); /* unfinished or not; NULL is fine */

#endif
