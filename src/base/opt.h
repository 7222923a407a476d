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

enum opt_kind {
	OPT_FLAG,   /* bool */
	OPT_TEXT,   /* const char *: the last one wins */
	OPT_NUMBER, /* int64_t: decimal, not negative */
	OPT_LIST,   /* struct opt_list: each use adds one */
};

/* One option. A table ends with { 0 }. The help text is an English msgid;
 * usage and manual test read the same table. */
struct opt {
	const char *name; /* long name, without the dashes */
	char letter;	  /* 0: none */
	enum opt_kind kind;
	size_t at;	 /* where in what is given to opt_parse it goes */
	const char *arg; /* what the argument is called in the help */
	const char *help;
};

/* Take the options out of argv (in any order, "--" ends them) and put them
 * into a struct of the caller's; argc and argv are left with the operands.
 * Lists in it are freed with opt_list_clear. ERR_USAGE names the option that
 * is wrong. */
int opt_parse(const struct opt *opts, void *into, int *argc, char ***argv,
	struct error *err);
/* The same, but stop at the first operand (for options before a command). */
int opt_parse_leading(const struct opt *opts, void *into, int *argc,
	char ***argv, struct error *err);
void opt_list_add(struct opt_list *list, const char *item); /* borrowed */
void opt_list_clear(struct opt_list *list);

#endif
