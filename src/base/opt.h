#ifndef OPT_H
#define OPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"

struct opt_list {
	const char **items;
	size_t n;
};

/* One option; exactly one target is set. A table ends with { 0 }. The help
 * text is an English msgid; usage and manual test read the same table. */
struct opt {
	const char *name; /* long name, without the dashes */
	char letter;	  /* 0: none */
	bool *flag;
	const char **text;     /* the last one wins */
	int64_t *number;       /* decimal, not negative */
	struct opt_list *list; /* each use adds one; free with opt_list_clear */
	const char *arg;       /* what the argument is called in the help */
	const char *help;
};

/* Take the options out of argv (in any order, "--" ends them); argc and argv
 * are left with the operands. ERR_USAGE names the option that is wrong. */
int opt_parse(
	const struct opt *opts, int *argc, char ***argv, struct error *err);
/* The same, but stop at the first operand (for options before a command). */
int opt_parse_leading(
	const struct opt *opts, int *argc, char ***argv, struct error *err);
void opt_list_clear(struct opt_list *list);

#endif
