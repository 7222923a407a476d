#ifndef VERSION_H
#define VERSION_H

#include <stdio.h>

/* Versions of the program and of the libraries, compiled and running. */
void version_print(FILE *f);

#endif
