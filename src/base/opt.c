/*
 * Options from a table: long and short, in any order, values with or
 * without "=". The same tables feed the help and the test of the manual.
 */
#include "config.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/opt.h"

/* Options, and where their values go. */
struct target {
	const struct opt *opts;
	char *into;
};

static bool
takes_value(const struct opt *o)
{
	return o->kind != OPT_FLAG;
}

static void
set_flag(const struct target *t, const struct opt *o)
{
	*(bool *)(void *)(t->into + o->at) = true;
}

void
opt_list_add(struct opt_list *list, const char *item)
{
	list->items = xreallocarray(
		list->items, list->n + 1, sizeof *list->items);
	list->items[list->n++] = item;
}

static int
set_number(
	int64_t *out, const struct opt *o, const char *value, struct error *err)
{
	char *end;
	long long n;

	errno = 0;
	n = strtoll(value, &end, 10);
	if (errno != 0 || end == value || *end != '\0' || n < 0)
		return err_set(err, ERR_USAGE, "OPT-1",
			"option --%s wants a number, not '%s'", o->name, value);
	*out = n;
	return 0;
}

static int
set_value(const struct target *t, const struct opt *o, const char *value,
	struct error *err)
{
	void *at = t->into + o->at;
	struct opt_list *list = at;

	if (o->kind == OPT_NUMBER)
		return set_number(at, o, value, err);
	if (o->kind == OPT_TEXT) {
		*(const char **)at = value;
		return 0;
	}
	assert(o->kind == OPT_LIST);
	opt_list_add(list, value);
	return 0;
}

static const struct opt *
find_long(const struct opt *opts, const char *name, size_t n)
{
	for (; opts != NULL && opts->name != NULL; opts++) {
		if (strlen(opts->name) == n && memcmp(opts->name, name, n) == 0)
			return opts;
	}
	return NULL;
}

static const struct opt *
find_short(const struct opt *opts, char letter)
{
	for (; opts != NULL && opts->name != NULL; opts++) {
		if (opts->letter == letter && letter != '\0')
			return opts;
	}
	return NULL;
}

static int
unknown_long(
	const struct opt *opts, const char *name, size_t n, struct error *err)
{
	char *word = xstrndup(name, n);
	struct near near = { .word = word };

	for (; opts != NULL && opts->name != NULL; opts++)
		near_offer(&near, opts->name);
	if (near.best != NULL)
		err_set(err, ERR_USAGE, "OPT-6",
			"unknown option --%s; is --%s meant?", word, near.best);
	else
		err_set(err, ERR_USAGE, "OPT-2", "unknown option --%s", word);
	free(word);
	return -1;
}

/* "--name", "--name=value" or "--name value"; *i moves over what was used. */
static int
parse_long(const struct target *t, int argc, char **argv, int *i,
	struct error *err)
{
	const char *name = argv[*i] + 2, *eq = strchr(name, '=');
	size_t n = eq != NULL ? (size_t)(eq - name) : strlen(name);
	const struct opt *o = find_long(t->opts, name, n);

	if (o == NULL)
		return unknown_long(t->opts, name, n, err);
	if (!takes_value(o)) {
		if (eq != NULL)
			return err_set(err, ERR_USAGE, "OPT-3",
				"option --%s takes no value", o->name);
		set_flag(t, o);
		return 0;
	}
	if (eq != NULL)
		return set_value(t, o, eq + 1, err);
	if (*i + 1 >= argc)
		return err_set(err, ERR_USAGE, "OPT-4",
			"option --%s wants a value", o->name);
	return set_value(t, o, argv[++*i], err);
}

/* "-x", "-xyz" for flags, "-o FILE" or "-oFILE". */
static int
parse_short(const struct target *t, int argc, char **argv, int *i,
	struct error *err)
{
	for (const char *s = argv[*i] + 1; *s != '\0'; s++) {
		const struct opt *o = find_short(t->opts, *s);

		if (o == NULL)
			return err_set(err, ERR_USAGE, "OPT-5",
				"unknown option -%c", *s);
		if (!takes_value(o)) {
			set_flag(t, o);
			continue;
		}
		if (s[1] != '\0')
			return set_value(t, o, s + 1, err);
		if (*i + 1 >= argc)
			return err_set(err, ERR_USAGE, "OPT-4",
				"option --%s wants a value", o->name);
		return set_value(t, o, argv[++*i], err);
	}
	return 0;
}

static int
parse(const struct target *t, bool leading, int *argc, char ***argv,
	struct error *err)
{
	char **in = *argv;
	int n = *argc, out = 0, i, rc = 0;

	for (i = 0; i < n; i++) {
		bool is_option = in[i][0] == '-' && in[i][1] != '\0';

		if (is_option && strcmp(in[i], "--") == 0) {
			i++;
			break;
		}
		if (!is_option && leading)
			break;
		if (!is_option) {
			in[out++] = in[i];
			continue;
		}
		rc = in[i][1] == '-' ? parse_long(t, n, in, &i, err)
				     : parse_short(t, n, in, &i, err);
		if (rc != 0)
			return -1;
	}
	while (i < n)
		in[out++] = in[i++];
	*argc = out;
	return 0;
}

int
opt_parse(const struct opt *opts, void *into, int *argc, char ***argv,
	struct error *err)
{
	return parse(&(struct target){ opts, into }, false, argc, argv, err);
}

int
opt_parse_leading(const struct opt *opts, void *into, int *argc, char ***argv,
	struct error *err)
{
	return parse(&(struct target){ opts, into }, true, argc, argv, err);
}

void
opt_list_clear(struct opt_list *list)
{
	free(list->items);
	*list = (struct opt_list){ 0 };
}
