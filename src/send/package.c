/*
 * Packages: parts are collected, hashed and described, and written as one zip
 * file. Queueing and sending it is for outbox.c and submit.c.
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
#include "base/strbuf.h"
#include "lib/xml.h"
#include "lib/zipfile.h"
#include "report/result-head.h"
#include "schema/value.h"
#include "send/package.h"

#define RESULT "result.xml"
#define MANIFEST "manifest.xml"

enum { NAME_LIMIT = 200, PARTS_LIMIT = ZIPFILE_ENTRIES - 1 };

/* Names a receiver on any system can store and a terminal can show. */
static bool
is_storable(const char *name)
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

static int
add_part(struct package *p, const char *name, const char *path,
	struct error *err)
{
	if (!is_storable(name))
		return err_set(err, ERR_USAGE, "PACKAGE-1",
			"%s: this file name cannot go into a package", path);
	if (strcmp(name, MANIFEST) == 0)
		return err_set(err, ERR_USAGE, "PACKAGE-2",
			"%s: the manifest is made, it cannot be given", path);
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

int
package_add_file(struct package *p, const char *path, struct error *err)
{
	const char *slash = strrchr(path, '/');

	return add_part(p, slash != NULL ? slash + 1 : path, path, err);
}

static int
add_found(struct package *p, const FTSENT *e, size_t skip, struct error *err)
{
	switch (e->fts_info) {
	case FTS_F:
		return add_part(p, e->fts_path + skip, e->fts_path, err);
	case FTS_D:
	case FTS_DP:
		return 0;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s",
			e->fts_path, strerror(e->fts_errno));
	default:
		return err_set(err, ERR_USAGE, "PACKAGE-4",
			"%s: not a plain file", e->fts_path);
	}
}

int
package_add_folder(struct package *p, const char *path, struct error *err)
{
	char *root = xstrdup(path);
	char *roots[] = { root, NULL };
	FTS *fts = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	FTSENT *e;
	int rc = 0;

	if (fts == NULL)
		rc = err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			strerror(errno));
	while (rc == 0 && (e = fts_read(fts)) != NULL)
		rc = add_found(p, e, strlen(path) + 1, err);
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
			strerror(errno));
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
				part->path, strerror(errno));
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

static void
add_attribute(struct strbuf *sb, const char *name, const char *value)
{
	if (value == NULL)
		return;
	strbuf_addf(sb, " %s=\"", name);
	for (const char *s = value; *s != '\0'; s++) {
		if (strchr("&<>\"", *s) != NULL)
			strbuf_addf(sb, "&#%d;", *s);
		else
			strbuf_addc(sb, *s);
	}
	strbuf_addc(sb, '"');
}

/* The attributes of one element of result.xml, renamed where need be. */
static void
add_element(struct strbuf *sb, const struct result_head *head, const char *name,
	const char *element, const char *const *attributes)
{
	strbuf_addf(sb, "  <%s", name);
	for (size_t i = 0; attributes[i] != NULL; i++)
		add_attribute(sb, attributes[i],
			result_head_get(head, element, attributes[i]));
}

static void
make_manifest(
	struct package *p, const struct result_head *head, const char *run)
{
	static const char *const street[] = { "division", "name", NULL };
	static const char *const plan[] = { "id", "version", "year", NULL };
	static const char *const check[] = { "as-of", "masked", "verdict",
		"program", NULL };
	static const char *const totals[] = { "villages", "households",
		"members", "checks", "errors", "suspects", "notices", NULL };
	static const char *const answers[] = { "pass", "fail", "not-applicable",
		"not-checkable", "pending", "error", "skipped", NULL };
	struct strbuf sb = { 0 };

	strbuf_adds(&sb,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<manifest xmlns=\"urn:hecha:1\" version=\"1\"");
	add_attribute(&sb, "package", p->id);
	add_attribute(&sb, "name", p->name);
	strbuf_adds(&sb, ">\n");
	add_element(&sb, head, "street", "street", street);
	strbuf_adds(&sb, "/>\n");
	add_element(&sb, head, "plan", "plan", plan);
	strbuf_adds(&sb, "/>\n");
	add_element(&sb, head, "check", "result", check);
	add_attribute(&sb, "language", result_head_get(head, "result", "lang"));
	add_attribute(&sb, "run", run);
	strbuf_adds(&sb, "/>\n");
	add_element(&sb, head, "counts", "totals", totals);
	strbuf_adds(&sb, "/>\n");
	add_element(&sb, head, "answers", "answers", answers);
	strbuf_addf(&sb, "/>\n  <parts count=\"%zu\" bytes=\"%llu\">\n", p->n,
		(unsigned long long)p->size);
	for (size_t i = 0; i < p->n; i++) {
		strbuf_adds(&sb, "    <part");
		add_attribute(&sb, "name", p->parts[i].name);
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

static void
count_fault(void *arg, const struct xml_fault *fault)
{
	(void)fault;
	++*(int *)arg;
}

/* A result of another version, or one tampered with, may lack something. */
static int
validate_manifest(
	const struct package *p, const char *result, struct error *err)
{
	struct _xmlSchemaValidCtxt *ctxt = NULL;
	struct _xmlSchema *schema = NULL;
	struct _xmlDoc *doc = NULL;
	int faults = 0, rc = -1;

	if (xml_schema_load(&schema, "schemas/manifest.xsd", err) != 0 ||
		xml_parse(&doc, p->manifest, strlen(p->manifest), MANIFEST, 1,
			err) != 0)
		goto out;
	ctxt = xml_validator_new(schema);
	if (xml_validate_doc(ctxt, doc, count_fault, &faults) != 0)
		rc = err_set(err, ERR_INPUT, "PACKAGE-5",
			"%s: not a complete result of hecha", result);
	else
		rc = 0;
out:
	xml_validator_free(ctxt);
	xml_schema_free(schema);
	xml_free(doc);
	return rc;
}

static int
describe(struct package *p, const struct package_part *result, const char *run,
	bool unmasked, struct error *err)
{
	struct result_head *head = result_head_read(result->path, err);
	const char *division, *year;
	int rc = -1;

	if (head == NULL)
		return -1;
	division = result_head_get(head, "street", "division");
	year = result_head_get(head, "plan", "year");
	if (division == NULL || division[strspn(division, "0123456789")] ||
		year == NULL || year[strspn(year, "0123456789")]) {
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
	p->name = xasprintf("PKG-%s-%s-%.8s.zip", division, year, p->id);
	make_manifest(p, head, run);
	rc = validate_manifest(p, result->path, err);
out:
	result_head_free(head);
	return rc;
}

int
package_seal(
	struct package *p, const char *run, bool unmasked, struct error *err)
{
	const struct package_part *result;

	if (p->n > 1)
		qsort(p->parts, p->n, sizeof *p->parts, compare_parts);
	for (size_t i = 1; i < p->n; i++) {
		if (strcmp(p->parts[i - 1].name, p->parts[i].name) == 0)
			return err_set(err, ERR_USAGE, "PACKAGE-8",
				"two of the files are called %s",
				p->parts[i].name);
	}
	result = find_part(p, RESULT);
	if (result == NULL)
		return err_set(err, ERR_USAGE, "PACKAGE-9",
			"no %s among the files to be submitted", RESULT);
	for (size_t i = 0; i < p->n; i++) {
		if (hash_part(&p->parts[i], err) != 0)
			return -1;
		p->size += p->parts[i].size;
	}
	make_id(p);
	return describe(p, result, run, unmasked, err);
}

/* Compares what the zip file gives back with what was hashed. */
struct reading {
	const struct package *p;
	size_t i; /* the entry expected next; the manifest is first */
	uint64_t size;
	struct digest *d;
};

static int
check_entry(struct reading *r, const char *name, struct error *err)
{
	const struct package *p = r->p;
	char want[DIGEST_HEX], have[DIGEST_HEX];
	const char *want_name = MANIFEST;

	digest_sha256_hex(p->manifest, strlen(p->manifest), want);
	if (r->i > 0) {
		if (r->i > p->n)
			return err_set(err, ERR_SEAL, "PACKAGE-10", "%s", name);
		memcpy(want, p->parts[r->i - 1].sha256, sizeof want);
		want_name = p->parts[r->i - 1].name;
	}
	digest_hex(r->d, have);
	r->d = digest_new();
	r->i++;
	if (strcmp(name, want_name) != 0 || strcmp(want, have) != 0)
		return err_set(err, ERR_SEAL, "PACKAGE-11",
			"%s: changed while the package was made", name);
	return 0;
}

static int
take_entry(void *ctx, const char *name, const void *bytes, size_t n,
	struct error *err)
{
	struct reading *r = ctx;

	if (n == 0)
		return check_entry(r, name, err);
	digest_add(r->d, bytes, n);
	return 0;
}

static int
read_back(const struct package *p, const char *path, struct error *err)
{
	struct reading r = { .p = p, .d = digest_new() };
	int rc;

	rc = zipfile_read(
		path, p->size + strlen(p->manifest), take_entry, &r, err);
	digest_free(r.d);
	return rc;
}

int
package_write(struct package *p, const char *path, struct error *err)
{
	struct zipfile_entry *entries;
	struct package_part whole = { .path = (char *)path };
	int rc;

	entries = xcalloc(p->n + 1, sizeof *entries);
	entries[0] = (struct zipfile_entry){
		.name = MANIFEST,
		.data = p->manifest,
		.size = strlen(p->manifest),
	};
	for (size_t i = 0; i < p->n; i++) {
		entries[i + 1].name = p->parts[i].name;
		entries[i + 1].path = p->parts[i].path;
	}
	rc = zipfile_write(path, entries, p->n + 1, err);
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
	free(p->name);
	free(p->manifest);
	*p = (struct package){ 0 };
}
