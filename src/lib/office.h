#ifndef OFFICE_H
#define OFFICE_H

#include <stddef.h>
#include "base/errors.h"

/*
 * LibreOffice as the reader of old workbooks and the printer of documents:
 * without a window, with a profile of its own, within limits of time, memory
 * and size. ERR_SYSTEM where it is not installed.
 */

/* Workbooks that only LibreOffice reads (.xls, .ods, .et, .xlsb, XML of 2003),
 * made .xlsx. *dir and *xlsx are the caller's; what is in dir goes
 * with file_remove_dir, also where it failed (NULL: nothing was made). */
int office_convert(char **dir, char **xlsx, const char *path, const char *name,
	struct error *err);

/* Several at one start, which takes longer than most of them. What could not be
 * read, or all where something went wrong, has xlsx NULL: office_convert tells
 * why. *dir as above. */
struct office_book {
	char *path, *xlsx; /* the caller's */
};
int office_convert_all(
	char **dir, struct office_book *books, size_t n, struct error *err);

/* A document printed as PDF of the same name into a folder of the caller's, who
 * removes it; fonts: fontconfig's file that says which stand in for which. */
int office_print(const char *dir, const char *docx, const char *fonts,
	struct error *err);

#endif
