#ifndef BASE_VERSION_H
#define BASE_VERSION_H

/* "hecha 0.1.0", as runs and reports name the program; wants config.h. */
#define VERSION_NAME "hecha " PACKAGE_VERSION

#endif
