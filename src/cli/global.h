#ifndef GLOBAL_H
#define GLOBAL_H

#include <stdio.h>
#include "cli/cmd.h"

/* The options of every command. */
extern const struct opt global_opts[];

/* What hecha is, its commands and these options. */
void global_print_help(FILE *f);

#endif
