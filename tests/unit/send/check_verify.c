/*
 * A signed package, and what can be done to it: a thousand changed bytes, two
 * hundred swapped, renamed, inserted and cut entries, and what a careful forger
 * would pack anew. None of it holds.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "lib/cms.h"
#include "lib/keypair.h"
#include "lib/stored.h"
#include "send/package.h"
#include "send/verify.h"
#include "../suite.h"

static char dir[] = "/tmp/check_verify-XXXXXX";
static char *certificate;
static struct package p;
static char *zip, *data; /* the package, and its bytes */
static size_t size;

static char *
in_dir(const char *name)
{
	return xasprintf("%s/%s", dir, name);
}

static void
write_file(const char *name, const char *text)
{
	struct error err = { 0 };
	char *path = in_dir(name);

	ck_assert_int_eq(file_write(path, text, strlen(text), &err), 0);
	free(path);
}

static void
add(const char *name, const char *text)
{
	struct error err = { 0 };
	char *path = in_dir(name);

	write_file(name, text);
	ck_assert_int_eq(package_add(&p, name, path, &err), 0);
	free(path);
}

static const char result[] =
	"<result xmlns=\"urn:hecha:1\" version=\"1\" xml:lang=\"zh\""
	" as-of=\"2026-11-20\" masked=\"true\" verdict=\"not-met\""
	" program=\"hecha\"><street division=\"379999001\"/>"
	"<plan id=\"s\" version=\"1\" year=\"2026\"/><totals villages=\"1\""
	" households=\"2\" members=\"3\" checks=\"4\" errors=\"1\""
	" suspects=\"0\" notices=\"0\"/><answers pass=\"3\" fail=\"1\""
	" not-applicable=\"0\" not-checkable=\"0\" pending=\"0\" error=\"0\""
	" skipped=\"0\"/></result>";

static void
set_up(void)
{
	const struct keypair_order order = { "演示街道", "379999001", "ec",
		"only for tests", 10 };
	char *key, *passphrase;
	struct error err = { 0 };

	ck_assert_ptr_nonnull(mkdtemp(dir));
	passphrase = in_dir("passphrase");
	key = in_dir("key.pem");
	certificate = in_dir("certificate.pem");
	zip = in_dir("package.zip");
	write_file("passphrase", "only for tests\n");
	ck_assert_msg(keypair_make(dir, &order, &err) == 0, "%s", err.msg);
	add("result.xml", result);
	add("自查报告.html", "<html>report</html>");
	add("Annex.html", "<html>annex</html>");
	add("list.csv", "a,b\r\n1,2\r\n");
	ck_assert_msg(package_seal(&p, false, &err) == 0, "%s", err.msg);
	p.sequence = 3;
	ck_assert_msg(
		package_close(&p,
			&(struct cms_signer){ key, certificate, passphrase },
			&err) == 0,
		"%s", err.msg);
	ck_assert_msg(package_write(&p, zip, &err) == 0, "%s", err.msg);
	ck_assert_int_eq(file_read(zip, 1 << 24, &data, &size, &err), 0);
	free(key);
	free(passphrase);
}

static void
tear_down(void)
{
	package_clear(&p);
	file_remove_dir(dir);
	free(certificate);
	free(zip);
	free(data);
}

/* Does this package hold, for one who trusts the key? */
static bool
holds(const char *path, struct error *err)
{
	const char *trusted[] = { certificate };
	char *folder = in_dir("folder");
	struct verify_how how = { .trust = { trusted, 1, NULL, NO_DAY },
		.folder = folder };
	struct verified v;
	int rc;

	*err = (struct error){ 0 };
	file_remove_dir(folder);
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	rc = verify_package(&v, path, &how, err);
	ck_assert(rc == 0 || err->kind == ERR_SEAL);
	verified_clear(&v);
	free(folder);
	return rc == 0;
}

static bool
bytes_hold(const char *bytes, size_t n)
{
	char *path = in_dir("other.zip");
	struct error err;
	bool is_good;
	FILE *f;

	unlink(path);
	f = fopen(path, "wb");
	ck_assert_uint_eq(fwrite(bytes, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
	is_good = holds(path, &err);
	free(path);
	return is_good;
}

START_TEST(test_good)
{
	struct error err;

	ck_assert_msg(holds(zip, &err), "%s", err.msg);
	ck_assert(bytes_hold(data, size));
}
END_TEST

/* A generator of numbers, the same each time. */
static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

START_TEST(test_changed_bytes)
{
	uint32_t seed = 26;

	for (int i = 0; i < 1000; i++) {
		size_t at = next(&seed) % size;
		char mask = (char)(1 + next(&seed) % 255);

		data[at] ^= mask;
		ck_assert_msg(!bytes_hold(data, size), "byte %zu", at);
		data[at] ^= mask;
	}
	for (size_t cut = 0; cut < size; cut += 97)
		ck_assert(!bytes_hold(data, cut));
}
END_TEST

/* All entries of the package, as it could be packed anew. */
enum { ENTRIES = 6 };

static void
take_entries(struct stored_entry *e)
{
	e[0] = (struct stored_entry){ PACKAGE_MANIFEST, NULL, p.manifest,
		strlen(p.manifest) };
	e[1] = (struct stored_entry){ PACKAGE_SIGNATURE, NULL, p.signature,
		p.signature_n };
	for (size_t i = 0; i < p.n; i++)
		e[2 + i] = (struct stored_entry){ p.parts[i].name,
			p.parts[i].path, NULL, 0 };
}

static bool
entries_hold(const struct stored_entry *e, size_t n, struct error *err)
{
	char *path = in_dir("anew.zip");
	bool is_good;

	unlink(path);
	ck_assert_int_eq(stored_write(path, e, n, err), 0);
	is_good = holds(path, err);
	free(path);
	return is_good;
}

static void
remove_entry(struct stored_entry *e, size_t *n, size_t i)
{
	memmove(e + i, e + i + 1, (--*n - i) * sizeof *e);
}

static void
insert_entry(struct stored_entry *e, size_t *n, size_t i,
	const struct stored_entry *new)
{
	struct stored_entry copy = *new;

	memmove(e + i + 1, e + i, ((*n)++ - i) * sizeof *e);
	e[i] = copy;
}

START_TEST(test_entries)
{
	static const char *const names[] = { "x.html", "../x.html", "/x",
		"RESULT.XML", "annex.html", "a/../b", "x\\y", "result.xml",
		"manifest.sig", "manifest.xml", "basis/rules/id.xml" };
	uint32_t seed = 88;

	ck_assert_uint_eq(p.n + 2, ENTRIES);
	for (int i = 0; i < 200; i++) {
		struct stored_entry e[ENTRIES + 1], other;
		size_t n = ENTRIES, a = next(&seed) % n, b;
		struct error err;

		take_entries(e);
		do
			b = next(&seed) % n;
		while (a == b);
		switch (i % 5) {
		case 0: /* places change */
			other = e[a];
			e[a] = e[b];
			e[b] = other;
			break;
		case 1: /* names change */
			other = e[a];
			do
				e[a].name = names[next(&seed) % 11];
			while (strcmp(e[a].name, other.name) == 0);
			break;
		case 2:
			other = (struct stored_entry){ names[next(&seed) % 11],
				NULL, "x", 1 };
			insert_entry(e, &n, a, &other);
			break;
		case 3: /* one twice */
			other = e[a];
			insert_entry(e, &n, b, &other);
			break;
		case 4:
			remove_entry(e, &n, a);
			break;
		}
		ck_assert_msg(
			!entries_hold(e, n, &err), "%d: %zu %zu", i, a, b);
	}
}
END_TEST

/* The manifest as a forger would have it, with or without its old signature. */
static bool
manifest_holds(const char *from, const char *to, bool is_signed)
{
	struct stored_entry e[ENTRIES];
	size_t n = ENTRIES;
	char *at = strstr(p.manifest, from), *forged;
	struct error err;
	bool is_good;

	ck_assert_ptr_nonnull(at);
	forged = xasprintf("%.*s%s%s", (int)(at - p.manifest), p.manifest, to,
		at + strlen(from));
	take_entries(e);
	e[0].data = forged;
	e[0].size = strlen(forged);
	if (!is_signed)
		remove_entry(e, &n, 1);
	is_good = entries_hold(e, n, &err);
	free(forged);
	return is_good;
}

START_TEST(test_manifest)
{
	static const char *const changes[][2] = {
		{ " sequence=\"3\"", " sequence=\"4\"" },
		{ "verdict=\"not-met\"", "verdict=\"met\"" },
		{ "errors=\"1\"", "errors=\"0\"" },
		{ "as-of=\"2026-11-20\"", "as-of=\"2026-11-21\"" },
		{ "  <made ", "   <made " },
		{ "</manifest>\n", "</manifest>\n\n" },
		{ "version=\"2\"", "version=\"1\"" },
	};

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		ck_assert(!manifest_holds(changes[i][0], changes[i][1], true));
		ck_assert(!manifest_holds(changes[i][0], changes[i][1], false));
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("verify");

	umask(077);
	tcase_add_unchecked_fixture(t, set_up, tear_down);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, test_good);
	tcase_add_test(t, test_changed_bytes);
	tcase_add_test(t, test_entries);
	tcase_add_test(t, test_manifest);
	return suite_run(t, "verify");
}
