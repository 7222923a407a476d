/*
 * What is asked of a sample, from the command line and a plan of it.
 */
#include "config.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/draw.h"
#include "check/sample.h"
#include "lib/xml.h"

#define WHOLE 10000
#define LEAST 2 /* of one nobody can tell how much the others differ */

const char *const sample_classes[] = { "exit", "exited", "poor", "new",
	"return", "clear", "unregistered", NULL };

/* "12", "12.5" and "12.5%" as hundredths of a percent; -1: none. */
static int64_t
parse_share(const char *s)
{
	int64_t n = 0;
	int decimals = -1;

	if (!isdigit((unsigned char)*s))
		return -1;
	for (; isdigit((unsigned char)*s) || (*s == '.' && decimals < 0); s++) {
		if (decimals >= 0 && ++decimals > 2)
			return -1;
		if (*s == '.')
			decimals = 0;
		else
			n = n * 10 + *s - '0';
		if (n > WHOLE)
			return -1;
	}
	for (decimals = decimals < 0 ? 0 : decimals; decimals < 2; decimals++)
		n *= 10;
	if (*s == '%')
		s++;
	return *s == '\0' && n > 0 && n <= WHOLE ? n : -1;
}

static int
find_class(size_t *at, const char *name, struct error *err)
{
	for (*at = 0; *at < SAMPLE_CLASSES; ++*at) {
		if (strcmp(sample_classes[*at], name) == 0)
			return 0;
	}
	return err_set(err, ERR_USAGE, "SAMPLE-TERMS-1",
		"no class '%s'; there are exit, exited, poor, new, return, "
		"clear, unregistered",
		name);
}

static int
take_by(struct sample_terms *t, const char *by, struct error *err)
{
	t->by_village = strcmp(by, "class") != 0;
	t->by_class = strcmp(by, "village") != 0;
	if (strcmp(by, "village,class") == 0 ||
		strcmp(by, "class,village") == 0 || !t->by_village ||
		!t->by_class)
		return 0;
	return err_set(err, ERR_USAGE, "SAMPLE-TERMS-2",
		"--by wants village, class or village,class, not '%s'", by);
}

/* What the file says is valid by its schema. */
static int
take_plan(struct sample_terms *t, const char *path, struct error *err)
{
	struct arena *a = arena_new();
	struct _xmlDoc *doc;
	const struct _xmlNode *root;
	const char *text;
	int rc = xml_load_valid(&doc, path, "schemas/sampling.xsd", err);

	root = rc == 0 ? xml_root(doc) : NULL;
	if (root != NULL) {
		t->size = xml_attr_int(root, "size", 0);
		t->least = xml_attr_int(root, "least", LEAST);
		text = xml_attr(a, root, "share");
		t->share = text != NULL ? parse_share(text) : 0;
		text = xml_attr(a, root, "by");
		if (text != NULL)
			rc = take_by(t, text, err);
	}
	for (const struct _xmlNode *node = root != NULL ? xml_first(root, NULL)
							: NULL;
		node != NULL; node = xml_next(node, NULL)) {
		size_t at = 0;

		if (find_class(&at, xml_attr(a, node, "class"), err) != 0)
			rc = -1;
		else
			t->of_class[at] = parse_share(
				xml_attr(a, node, "share"));
	}
	xml_free(doc);
	arena_free(a);
	return rc;
}

static int
take_given(struct sample_terms *t, const struct sample_asked *asked,
	struct error *err)
{
	char *end;
	size_t at;

	if (asked->share != NULL) {
		t->share = parse_share(asked->share);
		t->size = 0;
	}
	if (asked->size > 0) {
		t->size = asked->size;
		t->share = 0;
	}
	if (asked->least != NULL) {
		t->least = strtol(asked->least, &end, 10);
		if (*asked->least == '\0' || *end != '\0' || t->least < 0)
			return err_set(err, ERR_USAGE, "SAMPLE-TERMS-3",
				"--least wants a number, not '%s'",
				asked->least);
	}
	if (asked->by != NULL && take_by(t, asked->by, err) != 0)
		return -1;
	for (size_t i = 0; i < asked->all.n; i++) {
		if (find_class(&at, asked->all.items[i], err) != 0)
			return -1;
		t->of_class[at] = WHOLE;
	}
	return 0;
}

static int
check(struct sample_terms *t, const struct sample_asked *asked,
	struct error *err)
{
	bool has_class = false;

	for (size_t i = 0; i < SAMPLE_CLASSES; i++) {
		has_class = has_class || t->of_class[i] > 0;
		if (t->of_class[i] < 0)
			t->share = -1;
	}
	if (t->share < 0)
		return err_set(err, ERR_USAGE, "SAMPLE-TERMS-4",
			"a share is a percentage above 0 and up to 100, with "
			"two decimals at most");
	if (asked->share != NULL && asked->size > 0)
		return err_set(err, ERR_USAGE, "SAMPLE-TERMS-5",
			"--size and --share exclude each other");
	if (t->size == 0 && t->share == 0 && !has_class)
		return err_set(err, ERR_USAGE, "SAMPLE-TERMS-6",
			"how many? --size, --share, --all or --plan says");
	if (has_class && !t->by_class)
		return err_set(err, ERR_USAGE, "SAMPLE-TERMS-7",
			"a class has a share of its own only where strata are "
			"made by class");
	if (asked->judgement != NULL && asked->size == 0)
		return err_set(err, ERR_USAGE, "SAMPLE-TERMS-8",
			"a judgement sample wants --size");
	if (asked->judgement == NULL && t->seed == NULL)
		return err_set(err, ERR_USAGE, "SAMPLE-TERMS-9",
			"a sample wants a seed that is not blank: --seed");
	return 0;
}

static void
put_share(struct strbuf *sb, const char *name, int64_t share)
{
	if (share > 0)
		strbuf_addf(sb, " %s=%lld.%02lld%%", name,
			(long long)share / 100, (long long)share % 100);
}

static char *
put_together(const struct sample_terms *t)
{
	struct strbuf sb = { 0 };

	if (t->judgement != NULL) {
		strbuf_addf(&sb, "size=%lld", (long long)t->size);
		return strbuf_steal(&sb);
	}
	strbuf_addf(&sb, "by=%s%s%s least=%lld", t->by_village ? "village" : "",
		t->by_village && t->by_class ? "," : "",
		t->by_class ? "class" : "", (long long)t->least);
	if (t->size > 0)
		strbuf_addf(&sb, " size=%lld", (long long)t->size);
	put_share(&sb, "share", t->share);
	for (size_t i = 0; i < SAMPLE_CLASSES; i++)
		put_share(&sb, sample_classes[i], t->of_class[i]);
	return strbuf_steal(&sb);
}

int
sample_terms_make(struct sample_terms *out, const struct sample_asked *asked,
	struct error *err)
{
	struct sample_terms t = { .least = LEAST,
		.by_village = true,
		.by_class = true,
		.round = asked->round > 0 ? asked->round : 1 };

	if ((asked->plan != NULL && take_plan(&t, asked->plan, err) != 0) ||
		take_given(&t, asked, err) != 0)
		return -1;
	if (asked->judgement != NULL)
		t.judgement = draw_seed(asked->judgement);
	else if (asked->seed != NULL)
		t.seed = draw_seed(asked->seed);
	if (check(&t, asked, err) != 0) {
		sample_terms_clear(&t);
		return -1;
	}
	t.text = put_together(&t);
	*out = t;
	return 0;
}

void
sample_terms_clear(struct sample_terms *terms)
{
	free(terms->seed);
	free(terms->judgement);
	free(terms->text);
	*terms = (struct sample_terms){ 0 };
}
