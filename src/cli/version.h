#ifndef VERSION_H
#define VERSION_H

#include <stdbool.h>
#include <stdio.h>

/* Versions of the program and of the libraries, compiled and running; and where
 * the program's own files are. */
void version_print(FILE *f, bool places);

#endif
