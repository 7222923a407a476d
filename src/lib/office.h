#ifndef OFFICE_H
#define OFFICE_H

#include "base/errors.h"

/*
 * Workbooks that only LibreOffice reads (.xls, .ods, .et, .xlsb, XML of 2003),
 * made .xlsx without a window, with a profile of its own and within limits of
 * time, memory and size. *dir and *xlsx are the caller's; what is in dir goes
 * with file_remove_dir, also where it failed (NULL: nothing was made).
 */
int office_convert(char **dir, char **xlsx, const char *path, const char *name,
	struct error *err);

#endif
