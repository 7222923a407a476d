/*
 * Packages: parts are collected, hashed, described and signed, and written as
 * one zip file. What they rest on is for basis.c, reading them for verify.c.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/version.h"
#include "base/strbuf.h"
#include "lib/cms.h"
#include "lib/stored.h"
#include "lib/xml.h"
#include "report/result-head.h"
#include "schema/value.h"
#include "send/collected.h"
#include "send/package.h"

enum { NAME_LIMIT = 200, PARTS_LIMIT = STORED_ENTRIES - 2 };

/* Names a receiver on any system can store and a terminal can show. */
bool
package_name_is_good(const char *name)
{
	const char *part = name;

	if (strlen(name) > NAME_LIMIT || !text_is_plain(name))
		return false;
	for (;; part++) {
		size_t n = strcspn(part, "/");

		if (n == 0 || *part == '.' || *part == ' ')
			return false;
		part += n;
		if (*part == '\0')
			break;
	}
	return strpbrk(name, "\\:*?\"<>|") == NULL;
}

int
package_add(struct package *p, const char *name, const char *path,
	struct error *err)
{
	if (!package_name_is_good(name))
		return err_set(err, ERR_USAGE, "PACKAGE-1",
			"%s: this file name cannot go into a package", path);
	if (strcmp(name, PACKAGE_MANIFEST) == 0 ||
		strcmp(name, PACKAGE_SIGNATURE) == 0)
		return err_set(err, ERR_USAGE, "PACKAGE-2",
			"%s: manifest and signature are made, they cannot "
			"be given",
			path);
	if (p->n >= PARTS_LIMIT)
		return err_set(err, ERR_USAGE, "PACKAGE-3",
			"a package holds at most %d files", PARTS_LIMIT);
	p->parts = xreallocarray(p->parts, p->n + 1, sizeof *p->parts);
	p->parts[p->n++] = (struct package_part){
		.name = xstrdup(name),
		.path = xstrdup(path),
	};
	return 0;
}

static int
add_found(struct package *p, const char *prefix, const FTSENT *e, size_t skip,
	struct error *err)
{
	char *name;
	int rc;

	switch (e->fts_info) {
	case FTS_F:
		name = xasprintf("%s%s", prefix, e->fts_path + skip);
		rc = package_add(p, name, e->fts_path, err);
		free(name);
		return rc;
	case FTS_D:
	case FTS_DP:
		return 0;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s",
			e->fts_path, err_reason(e->fts_errno));
	default:
		return err_set(err, ERR_USAGE, "PACKAGE-4",
			"%s: not a plain file", e->fts_path);
	}
}

int
package_add_folder(struct package *p, const char *prefix, const char *path,
	struct error *err)
{
	char *root = xstrdup(path);
	char *roots[] = { root, NULL };
	FTS *fts = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	FTSENT *e;
	int rc = 0;

	if (fts == NULL)
		rc = err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	while (rc == 0 && (e = fts_read(fts)) != NULL)
		rc = add_found(p, prefix, e, strlen(path) + 1, err);
	if (fts != NULL)
		fts_close(fts);
	free(root);
	return rc;
}

static int
hash_part(struct package_part *part, struct error *err)
{
	int fd = open(part->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct digest *d = digest_new();
	char *buf = xmalloc(65536);
	ssize_t n = -1;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0) {
		err_set(err, ERR_INPUT, "SYSTEM-1", "%s: %s", part->path,
			err_reason(errno));
	} else if (!S_ISREG(st.st_mode)) {
		err_set(err, ERR_USAGE, "PACKAGE-4", "%s: not a plain file",
			part->path);
	} else {
		while ((n = read(fd, buf, 65536)) > 0) {
			digest_add(d, buf, (size_t)n);
			part->size += (uint64_t)n;
		}
		if (n < 0)
			err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s",
				part->path, err_reason(errno));
	}
	digest_hex(d, part->sha256);
	if (fd >= 0)
		close(fd);
	free(buf);
	return n == 0 ? 0 : -1;
}

static int
compare_parts(const void *a, const void *b)
{
	const struct package_part *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* The lines are those of sha256sum, so that anybody can make the id again. */
static void
make_id(struct package *p)
{
	struct digest *d = digest_new();

	for (size_t i = 0; i < p->n; i++) {
		const struct package_part *part = &p->parts[i];

		digest_add(d, part->sha256, strlen(part->sha256));
		digest_add(d, "  ", 2);
		digest_add(d, part->name, strlen(part->name));
		digest_add(d, "\n", 1);
	}
	digest_hex(d, p->id);
}

/* The attributes of one element of result.xml. */
static void
add_element(struct strbuf *sb, const struct result_head *head, const char *name,
	const char *element, const char *const *attributes)
{
	strbuf_addf(sb, "    <%s", name);
	for (size_t i = 0; attributes[i] != NULL; i++)
		strbuf_add_attribute(sb, attributes[i],
			result_head_get(head, element, attributes[i]));
	strbuf_adds(sb, "/>\n");
}

/* What no language changes, and nothing but the facts; what is hashed stands
 * in whole lines. */
static void
make_facts(struct package *p, const struct result_head *head)
{
	static const char *const totals[] = { "villages", "households",
		"members", "checks", "errors", "suspects", "notices", NULL };
	static const char *const answers[] = { "pass", "fail", "not-applicable",
		"not-checkable", "pending", "error", "skipped", NULL };
	struct strbuf sb = { 0 };

	strbuf_adds(&sb, "  <facts");
	strbuf_add_attribute(&sb, "division", p->division);
	strbuf_add_attribute(&sb, "year", p->year);
	strbuf_add_attribute(
		&sb, "as-of", result_head_get(head, "result", "as-of"));
	strbuf_add_attribute(
		&sb, "verdict", result_head_get(head, "result", "verdict"));
	strbuf_adds(&sb, ">\n");
	add_element(&sb, head, "counts", "totals", totals);
	add_element(&sb, head, "answers", "answers", answers);
	if (p->basis != NULL)
		strbuf_adds(&sb, p->basis);
	strbuf_adds(&sb, "  </facts>\n");
	digest_sha256_hex(sb.data, sb.len, p->facts);
	p->facts_text = strbuf_steal(&sb);
}

/* By whom and in which language. */
struct made {
	const char *language, *masked, *program, *street;
};

static void
make_made(struct package *p, const struct made *made)
{
	struct strbuf sb = { 0 };

	strbuf_adds(&sb, "  <made");
	strbuf_add_attribute(&sb, "language", made->language);
	strbuf_add_attribute(&sb, "masked", made->masked);
	strbuf_add_attribute(&sb, "program", made->program);
	strbuf_add_attribute(&sb, "street", made->street);
	strbuf_adds(&sb, ">\n");
	for (const char *s = p->program; s != NULL && *s != '\0';) {
		size_t n = strcspn(s, "\n");
		char *line = xstrndup(s, n);

		strbuf_adds(&sb, "    <library");
		strbuf_add_attribute(&sb, "version", line);
		strbuf_adds(&sb, "/>\n");
		free(line);
		s += n + (s[n] == '\n');
	}
	strbuf_adds(&sb, "  </made>\n");
	p->made_text = strbuf_steal(&sb);
}

static void
make_manifest(struct package *p)
{
	struct strbuf sb = { 0 };

	strbuf_adds(&sb,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<manifest xmlns=\"urn:hecha:1\" version=\"2\"");
	strbuf_add_attribute(&sb, "package", p->id);
	strbuf_add_attribute(&sb, "facts-sha256", p->facts);
	strbuf_add_attribute(&sb, "name", p->name);
	strbuf_addf(&sb, " sequence=\"%lld\"", (long long)p->sequence);
	strbuf_add_attribute(&sb, "supersedes", p->supersedes);
	strbuf_addf(&sb, ">\n%s%s", p->facts_text, p->made_text);
	strbuf_addf(&sb, "  <parts count=\"%zu\" bytes=\"%llu\">\n", p->n,
		(unsigned long long)p->size);
	for (size_t i = 0; i < p->n; i++) {
		strbuf_adds(&sb, "    <part");
		strbuf_add_attribute(&sb, "name", p->parts[i].name);
		strbuf_addf(&sb, " size=\"%llu\" sha256=\"%s\"/>\n",
			(unsigned long long)p->parts[i].size,
			p->parts[i].sha256);
	}
	strbuf_adds(&sb, "  </parts>\n</manifest>\n");
	p->manifest = strbuf_steal(&sb);
}

static const struct package_part *
find_part(const struct package *p, const char *name)
{
	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->parts[i].name, name) == 0)
			return &p->parts[i];
	}
	return NULL;
}

/* A result of another version, or one tampered with, may lack something. */
static int
validate_manifest(const struct package *p, struct error *err)
{
	const struct package_part *result = find_part(p, PACKAGE_RESULT);
	struct _xmlDoc *doc;

	if (xml_parse_valid(&doc, p->manifest, strlen(p->manifest),
		    PACKAGE_MANIFEST, "schemas/manifest.xsd", err) != 0)
		return err_set(err, ERR_INPUT, "PACKAGE-5",
			"%s: not a complete result of hecha",
			result != NULL ? result->path : p->name);
	xml_free(doc);
	return 0;
}

static bool
is_number(const char *s)
{
	return s != NULL && *s != '\0' && s[strspn(s, "0123456789")] == '\0';
}

static int
describe(struct package *p, const struct package_part *result, bool unmasked,
	struct error *err)
{
	struct result_head *head = result_head_read(result->path, err);
	const char *division, *year;
	int rc = -1;

	if (head == NULL)
		return -1;
	division = result_head_get(head, "street", "division");
	year = result_head_get(head, "plan", "year");
	if (!is_number(division) || !is_number(year)) {
		err_set(err, ERR_INPUT, "PACKAGE-6",
			"%s: division or year of the result is missing",
			result->path);
		goto out;
	}
	if (!unmasked &&
		!value_is_yes(result_head_get(head, "result", "masked"))) {
		err_set(err, ERR_USAGE, "PACKAGE-7",
			"%s: identity numbers in it are not masked; "
			"--unmasked would send it so",
			result->path);
		goto out;
	}
	p->division = xstrdup(division);
	p->year = xstrdup(year);
	p->name = xasprintf("PKG-%s-%s-%.8s.zip", division, year, p->id);
	make_facts(p, head);
	make_made(p,
		&(struct made){ result_head_get(head, "result", "lang"),
			result_head_get(head, "result", "masked"),
			result_head_get(head, "result", "program"),
			result_head_get(head, "street", "name") });
	rc = 0;
out:
	result_head_free(head);
	return rc;
}

static int
describe_collected(struct package *p, const struct package_part *document,
	struct error *err)
{
	struct collected_facts f;
	int rc = collected_read(&f, document->path, err);

	if (rc == 0) {
		p->division = xstrdup(f.division);
		p->year = xstrdup(f.year);
		p->name = xasprintf(
			"PKG-%s-%s-%.8s.zip", p->division, p->year, p->id);
		p->facts_text = xstrdup(f.text);
		digest_sha256_hex(f.text, strlen(f.text), p->facts);
		make_made(p,
			&(struct made){ lang_code(p->lang), "true",
				VERSION_NAME, f.name });
	}
	collected_clear(&f);
	return rc;
}

static int
compare_case(const void *a, const void *b)
{
	return strcasecmp(*(char *const *)a, *(char *const *)b);
}

/* Where case does not count, two parts would be one file. */
static int
check_twins(const struct package *p, struct error *err)
{
	char **names = xcalloc(p->n + 1, sizeof *names);
	int rc = 0;

	for (size_t i = 0; i < p->n; i++)
		names[i] = p->parts[i].name;
	qsort(names, p->n, sizeof *names, compare_case);
	for (size_t i = 1; rc == 0 && i < p->n; i++) {
		if (strcasecmp(names[i - 1], names[i]) == 0)
			rc = err_set(err, ERR_USAGE, "PACKAGE-8",
				"two of the files are called %s", names[i]);
	}
	free(names);
	return rc;
}

int
package_seal(struct package *p, bool unmasked, struct error *err)
{
	const struct package_part *result, *collected;

	if (p->n > 1)
		qsort(p->parts, p->n, sizeof *p->parts, compare_parts);
	if (check_twins(p, err) != 0)
		return -1;
	result = find_part(p, PACKAGE_RESULT);
	collected = find_part(p, PACKAGE_COLLECTED);
	if (result == NULL && collected == NULL)
		return err_set(err, ERR_USAGE, "PACKAGE-9",
			"no %s among the files to be submitted",
			PACKAGE_RESULT);
	for (size_t i = 0; i < p->n; i++) {
		if (hash_part(&p->parts[i], err) != 0)
			return -1;
		p->size += p->parts[i].size;
	}
	make_id(p);
	return result != NULL ? describe(p, result, unmasked, err)
			      : describe_collected(p, collected, err);
}

int
package_close(
	struct package *p, const struct cms_signer *signer, struct error *err)
{
	make_manifest(p);
	if (validate_manifest(p, err) != 0)
		return -1;
	return signer == NULL
		? 0
		: cms_sign(&p->signature, &p->signature_n, p->manifest,
			  strlen(p->manifest), signer, err);
}

/* What a package says while it is read again: the parts must be those that
 * were hashed. */
struct reading {
	const struct package *p;
	size_t i; /* the part that comes next */
	bool is_part;
	struct digest *d;
};

static int
begin_entry(void *ctx, const char *name, uint64_t size, struct error *err)
{
	struct reading *r = ctx;

	(void)size;
	(void)err;
	r->is_part = strcmp(name, PACKAGE_MANIFEST) != 0 &&
		strcmp(name, PACKAGE_SIGNATURE) != 0;
	return 0;
}

static int
take_bytes(void *ctx, const void *bytes, size_t n, struct error *err)
{
	struct reading *r = ctx;
	char have[DIGEST_HEX];

	if (n > 0) {
		digest_add(r->d, bytes, n);
		return 0;
	}
	digest_hex(r->d, have);
	r->d = digest_new();
	if (r->is_part && strcmp(have, r->p->parts[r->i].sha256) != 0)
		return err_set(err, ERR_SEAL, "PACKAGE-11",
			"%s: changed while the package was made",
			r->p->parts[r->i].name);
	r->i += r->is_part;
	return 0;
}

static int
read_back(const struct package *p, const char *path, struct error *err)
{
	struct reading r = { .p = p, .d = digest_new() };
	const struct stored_taker take = { begin_entry, take_bytes, &r };
	int rc = stored_read(path, &take, err);

	digest_free(r.d);
	return rc;
}

int
package_write(struct package *p, const char *path, struct error *err)
{
	struct stored_entry *entries = xcalloc(p->n + 2, sizeof *entries);
	struct package_part whole = { .path = (char *)path };
	size_t n = 0;
	int rc;

	entries[n++] = (struct stored_entry){ .name = PACKAGE_MANIFEST,
		.data = p->manifest,
		.size = strlen(p->manifest) };
	if (p->signature != NULL)
		entries[n++] = (struct stored_entry){ .name = PACKAGE_SIGNATURE,
			.data = p->signature,
			.size = p->signature_n };
	for (size_t i = 0; i < p->n; i++)
		entries[n++] = (struct stored_entry){ .name = p->parts[i].name,
			.path = p->parts[i].path };
	rc = stored_write(path, entries, n, err);
	free(entries);
	if (rc != 0 || read_back(p, path, err) != 0 ||
		hash_part(&whole, err) != 0)
		return -1;
	memcpy(p->zip_sha256, whole.sha256, DIGEST_HEX);
	p->zip_size = whole.size;
	return 0;
}

void
package_clear(struct package *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->parts[i].name);
		free(p->parts[i].path);
	}
	free(p->parts);
	free(p->basis);
	free(p->program);
	free(p->division);
	free(p->year);
	free(p->name);
	free(p->supersedes);
	free(p->manifest);
	free(p->signature);
	free(p->facts_text);
	free(p->made_text);
	*p = (struct package){ 0 };
}
