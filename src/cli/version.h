#ifndef VERSION_H
#define VERSION_H

#include <stdio.h>

/* "hecha 0.1.0", as reports name the program. */
#define VERSION_NAME "hecha " PACKAGE_VERSION

/* Versions of the program and of the libraries, compiled and running. */
void version_print(FILE *f);

#endif
