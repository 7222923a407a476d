/*
 * differential [-n COUNT] [-s SEED] [-x SCHEMA] [-S DIR] [-k DIR] [-i INDEX]
 *
 * Documents made from each schema and from the fixtures, changed in every way
 * that comes to mind, and each judged twice: by the program's intake and by
 * libxml2 itself. 1 where the two differ in anything: a document, a record, a
 * fault of a record.
 */
#include "config.h"
#include <dirent.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "compare.h"
#include "lib/xml.h"
#include "tree.h"
#include "write.h"

#define MAX_SAMPLES 64
#define MAX_SHOWN 20
#define IMPORT_EVERY 100
#define ARENA_EVERY 32 /* documents share one */

struct options {
	long count, index; /* index -1: all of them */
	uint64_t seed;
	const char *only, *schemas, *keep;
};

/* The fixtures of each schema, as parsed. */
struct samples {
	xmlDoc *docs[MAX_SAMPLES];
	size_t n;
};

/* Which schema's a file is, by its root. */
static long
schema_of(const struct library *lib, const char *data)
{
	for (const char *p = data; (p = strchr(p, '<')) != NULL; p++) {
		char name[32];
		long which;

		snprintf(name, sizeof name, "%.*s",
			(int)strcspn(p + 1, " \t\r\n>"), p + 1);
		which = library_find(lib, name);
		if (which >= 0)
			return which;
	}
	return -1;
}

/* Only a valid one shows what a change to it does. */
static void
add_sample(struct samples *s, const struct library *lib, const char *path,
	const char *only)
{
	char *data = NULL;
	struct bytes bytes;
	struct error err = { 0 };
	struct reference ref = { 0 };
	struct arena *arena = arena_new();
	long which = -1;

	if (s->n < MAX_SAMPLES &&
		file_read(path, 1u << 26, &data, &bytes.n, &err) == 0)
		which = schema_of(lib, data);
	if (which >= 0 &&
		(only == NULL ||
			strcmp(lib->schemas[which]->name, only) == 0)) {
		bytes.data = data;
		reference_read(&ref, arena, lib, which, bytes, NULL);
		if (ref.valid)
			s->docs[s->n++] = xmlReadMemory(data, (int)bytes.n,
				path, NULL, XML_PARSE_NOBLANKS);
		else
			printf("%s: not valid, left out\n", path);
	}
	arena_free(arena);
	free(data);
}

/* In the order of their names, so that a seed is worth the same anywhere. */
static void
find_samples(struct samples *s, const struct library *lib, const char *dir,
	const char *only)
{
	struct dirent **entries;
	int n = scandir(dir, &entries, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		char *path = xasprintf("%s/%s", dir, name);
		size_t length = strlen(name);

		if (length > 4 && strcmp(name + length - 4, ".xml") == 0)
			add_sample(s, lib, path, only);
		else if (name[0] != '.')
			find_samples(s, lib, path, only);
		free(path);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

static size_t
samples_of(const struct samples *s, const char *name, xmlNode **roots)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		xmlNode *root = xmlDocGetRootElement(s->docs[i]);

		if (strcmp(xml_name(root), name) == 0)
			roots[n++] = root;
	}
	return n;
}

/* The document of this number: the same for one seed, whatever came before.
 * Is it meant to be valid? */
static bool
make_document(struct maker *m, struct strbuf *out)
{
	struct node *root = tree_make(m);
	int changes = 0;
	bool plainly;

	while (changes < 6 && dice_percent(&m->dice, changes == 0 ? 85 : 40)) {
		tree_change(m, root);
		changes++;
	}
	plainly = changes == 0 && dice_percent(&m->dice, 50);
	document_write(m, root, plainly, out);
	return plainly;
}

static void
show_difference(const struct options *o, const char *schema, long index,
	const struct strbuf *document, const char *what)
{
	struct error err = { 0 };
	char *path;

	printf("%s %ld: %s\n", schema, index, what);
	if (o->keep == NULL)
		return;
	path = xasprintf("%s/%s-%ld.xml", o->keep, schema, index);
	if (file_make_dir(o->keep, &err) != 0 ||
		file_write(path, document->data, document->len, &err) != 0)
		printf("%s\n", err.msg);
	free(path);
}

static void
run_schema(const struct options *o, struct subject *subject,
	const struct library *lib, long which, const struct samples *samples,
	struct counts *counts)
{
	xmlNode *roots[MAX_SAMPLES];
	struct maker m = { .schema = lib->schemas[which],
		.book = lib->book,
		.samples = roots };
	struct comparing how = { counts, subject, lib, false };
	struct strbuf document = { 0 };

	m.nsamples = samples_of(samples, m.schema->name, roots);
	for (long i = o->index >= 0 ? o->index : 0; i < o->count; i++) {
		unsigned long valid = counts->valid;
		const char *what;
		bool plain;

		if (i % ARENA_EVERY == 0 || m.arena == NULL) {
			arena_free(m.arena);
			m.arena = arena_new();
		}
		dice_start(&m.dice, o->seed, (uint64_t)which, (uint64_t)i);
		strbuf_reset(&document);
		plain = make_document(&m, &document);
		how.through_import = i % IMPORT_EVERY == 0 || o->index >= 0;
		what = compare(&how, which,
			(struct bytes){ document.data, document.len }, m.arena);
		if (plain && counts->valid == valid && what == NULL) {
			what = "made to be valid, and is not";
			counts->differences++;
		}
		if (what != NULL && counts->differences <= MAX_SHOWN)
			show_difference(o, m.schema->name, i, &document, what);
		if (o->index >= 0)
			break;
	}
	arena_free(m.arena);
	strbuf_clear(&document);
}

static void
run_extremes(const struct options *o, struct subject *subject,
	const struct library *lib, struct counts *counts)
{
	const struct comparing how = { counts, subject, lib, true };
	struct strbuf document = { 0 };

	for (int i = 0; extreme_write(i, &document); i++) {
		struct arena *arena = arena_new();
		const char *what = compare(&how, library_find(lib, "register"),
			(struct bytes){ document.data, document.len }, arena);

		if (what != NULL)
			show_difference(o, "extreme", i, &document, what);
		arena_free(arena);
		strbuf_reset(&document);
	}
	strbuf_clear(&document);
}

static void
print_counts(const char *name, const struct counts *c)
{
	printf("%-11s %9lu %9lu %9lu %9lu %9lu %9lu %9lu %7lu %5lu\n", name,
		c->documents, c->valid, c->invalid, c->malformed, c->records,
		c->rejected, c->faults, c->imports, c->differences);
	fflush(stdout);
}

static void
print_apart(const struct counts *c)
{
	printf("apart:");
	for (int i = 1; i < APART_COUNT; i++)
		printf(" %s %lu", sandbox_names[i], c->apart[i]);
	printf("; faults beyond fifty of a record %lu\n", c->capped);
}

static void
add_counts(struct counts *sum, const struct counts *c)
{
	unsigned long *to = (unsigned long *)sum;
	const unsigned long *from = (const unsigned long *)c;

	for (size_t i = 0; i < sizeof *c / sizeof *to; i++)
		to[i] += from[i];
}

static struct options
read_options(int argc, char **argv)
{
	struct options o = { .count = 2000, .index = -1, .seed = 1 };
	int c;

	while ((c = getopt(argc, argv, "n:s:x:S:k:i:")) != -1) {
		switch (c) {
		case 'n':
			o.count = atol(optarg);
			break;
		case 's':
			o.seed = strtoull(optarg, NULL, 10);
			break;
		case 'x':
			o.only = optarg;
			break;
		case 'S':
			o.schemas = optarg;
			break;
		case 'k':
			o.keep = optarg;
			break;
		case 'i':
			o.index = atol(optarg);
			o.count = o.index + 1;
			break;
		default:
			exit(2);
		}
	}
	return o;
}

int
main(int argc, char **argv)
{
	struct options o = read_options(argc, argv);
	struct counts sum = { 0 };
	struct samples samples = { 0 };
	struct library lib = { 0 };
	struct subject *subject;
	char *schemas = file_data_path("schemas");
	char *fixtures = file_data_path("fixtures");

	/* libxml2's own copies first: xml_init narrows what it may open. */
	xmlInitParser();
	library_read(&lib, o.schemas != NULL ? o.schemas : schemas);
	find_samples(&samples, &lib, fixtures, o.only);
	xml_init();
	subject = subject_new(&lib);
	printf("%-11s %9s %9s %9s %9s %9s %9s %9s %7s %5s\n", "schema",
		"documents", "valid", "invalid", "malformed", "records",
		"rejected", "faults", "imports", "diff.");
	for (size_t i = 0; i < lib.n; i++) {
		struct counts counts = { 0 };

		if (o.only != NULL && strcmp(o.only, lib.schemas[i]->name) != 0)
			continue;
		run_schema(&o, subject, &lib, (long)i, &samples, &counts);
		print_counts(lib.schemas[i]->name, &counts);
		add_counts(&sum, &counts);
	}
	if (o.only == NULL) {
		struct counts counts = { 0 };

		run_extremes(&o, subject, &lib, &counts);
		print_counts("extremes", &counts);
		add_counts(&sum, &counts);
	}
	print_counts("all", &sum);
	print_apart(&sum);
	subject_free(subject);
	library_clear(&lib);
	for (size_t i = 0; i < samples.n; i++)
		xmlFreeDoc(samples.docs[i]);
	free(schemas);
	free(fixtures);
	return sum.differences > 0 ? 1 : 0;
}
