/*
 * Submitting without a server: hashes, text from outside, receipts, packages,
 * the queue and its states. Servers are for the e2e tests.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "lib/db.h"
#include "lib/digest.h"
#include "lib/http.h"
#include "lib/stored.h"
#include "send/outbox.h"
#include "send/package.h"
#include "send/receipt.h"
#include "send/sender.h"
#include "../suite.h"

#define ID "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define SUM "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100"

static char dir[] = "/tmp/check_submit-XXXXXX";

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

START_TEST(test_digest)
{
	char hex[DIGEST_HEX], base64[DIGEST_BASE64];
	struct digest *d = digest_new();

	digest_sha256_hex("abc", 3, hex);
	ck_assert_str_eq(hex,
		"ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad");
	digest_base64(hex, base64);
	ck_assert_str_eq(
		base64, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
	digest_add(d, "a", 1);
	digest_add(d, "", 0);
	digest_add(d, "bc", 2);
	digest_hex(d, hex);
	ck_assert_str_eq(hex,
		"ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad");
}
END_TEST

static const struct {
	const char *in, *out;
	bool plain;
} lines[] = {
	{ "公示不足", "公示不足", true },
	{ "", "", true },
	{ "  a \n\t b  ", "a b", false },
	{ "\x1b[31mred", "[31mred", false },
	{ "a\xc2\x9b"
	  "31mb",
		"a 31mb", false },
	{ "a\xe2\x80\xae"
	  "b",
		"a b", false },
	{ "a\xe2\x80\xa8"
	  "b",
		"a b", false },
	{ "\xff\xc0\x80 x", "x", false },
	{ "\xed\xa0\x80y", "y", false },
	{ "号码379999199001010013。", "号码379999********。", true },
	{ "12345678901234", "12345678901234", true },
	{ "123456789012345", "123456********", true },
	{ "0123456789012345678901234567890123456789", "012345********", true },
};

START_TEST(test_plain)
{
	const char *in = lines[_i].in;
	char *out = text_line(in, strlen(in), 1000);

	ck_assert_str_eq(out, lines[_i].out);
	ck_assert_int_eq(text_is_plain(in), lines[_i].plain);
	ck_assert(text_is_plain(out));
	free(out);
	out = text_line("公示不足", 12, 7);
	ck_assert_str_eq(out, "公示");
	free(out);
}
END_TEST

static const struct {
	const char *url;
	bool query, good;
} urls[] = {
	{ "https://a.example/x", false, true },
	{ "https://a.example:8443/x/?k=1", true, true },
	{ "https://a.example/?k=1", false, false },
	{ "http://a.example/", true, false },
	{ "ftp://a.example/", true, false },
	{ "file:///etc/passwd", true, false },
	{ "a.example", true, false },
	{ "https://", true, false },
	{ "https://u:p@a.example/", true, false },
	{ "https://u@a.example/", true, false },
	{ "https://a.example/#x", true, false },
	{ "https://a.example/\nx: y", true, false },
};

START_TEST(test_urls)
{
	struct error err = { 0 };
	int rc = http_check_url(urls[_i].url, urls[_i].query, &err);

	ck_assert_int_eq(rc == 0, urls[_i].good);
	if (rc == 0)
		return;
	ck_assert_int_eq(err.kind, ERR_USAGE);
	ck_assert_ptr_null(strstr(err.msg, "u:p"));
}
END_TEST

START_TEST(test_origin)
{
	char *a = http_origin("https://a.example/x?y");
	char *b = http_origin("HTTPS://a.example:443/z");

	ck_assert_str_eq(a, "https://a.example:443");
	ck_assert_str_eq(a, b);
	ck_assert_ptr_null(http_origin("://"));
	free(a);
	free(b);
}
END_TEST

#define RECEIPT(attributes, content)                                           \
	"<?xml version=\"1.0\"?>\n<receipt xmlns=\"urn:hecha:1\" "             \
	"version=\"1\""                                                        \
	" package=\"" ID                                                       \
	"\" received=\"2026-11-05T08:00:00+08:00\" " attributes ">" content    \
	"</receipt>"
#define FITS "sha256=\"" SUM "\" bytes=\"1234\" "

static const struct {
	const char *text;
	int rc;
	bool accepted;
	const char *reason;
} receipts[] = {
	{ RECEIPT(FITS "number=\"R-1\" result=\"accepted\"", ""), 0, true,
		NULL },
	{ RECEIPT(FITS "number=\"R-1\" result=\"refused\"",
		  "<reason> 缺\n签名 </reason>"),
		0, false, "缺 签名" },
	{ RECEIPT(FITS "number=\"R-1\" result=\"perhaps\"", ""), -1, false,
		NULL },
	{ RECEIPT(FITS "result=\"accepted\"", ""), -1, false, NULL },
	{ RECEIPT(FITS "number=\"R 1\" result=\"accepted\"", ""), -1, false,
		NULL },
	{ RECEIPT(FITS "number=\"R-1\" result=\"accepted\"", "<x/>"), -1, false,
		NULL },
	{ RECEIPT("sha256=\"" SUM "\" bytes=\"1233\" number=\"R-1\" "
		  "result=\"accepted\"",
		  ""),
		-1, false, NULL },
	{ RECEIPT("sha256=\"" ID "\" bytes=\"1234\" number=\"R-1\" "
		  "result=\"accepted\"",
		  ""),
		-1, false, NULL },
	{ "<receipt/>", -1, false, NULL },
	{ "OK", -1, false, NULL },
	{ "", -1, false, NULL },
};

START_TEST(test_receipts)
{
	const struct outbox_row row = {
		.package = (char *)ID,
		.sha256 = (char *)SUM,
		.bytes = 1234,
	};
	const struct outbox_row other = {
		.package = (char *)SUM,
		.sha256 = (char *)SUM,
		.bytes = 1234,
	};
	struct receipt r = { 0 };
	struct error err = { 0 };
	const char *text = receipts[_i].text;
	size_t n = strlen(text);

	ck_assert_int_eq(
		receipt_read(&r, text, n, &row, &err), receipts[_i].rc);
	ck_assert_int_eq(r.accepted, receipts[_i].accepted);
	if (receipts[_i].reason != NULL)
		ck_assert_str_eq(r.reason, receipts[_i].reason);
	receipt_clear(&r);
	ck_assert_int_eq(receipt_read(&r, text, n, &other, &err), -1);
	ck_assert_int_eq(err.kind, ERR_UNREACHED);
	/* Cut anywhere, it is none. */
	for (size_t cut = 0; cut < n; cut += 7)
		ck_assert_int_eq(receipt_read(&r, text, cut, &row, &err), -1);
	receipt_clear(&r);
}
END_TEST

START_TEST(test_backoff)
{
	int64_t before = 0;

	for (int64_t n = 1; n < 100; n++) {
		int64_t wait = sender_backoff(ID, n);

		ck_assert_int_eq(wait, sender_backoff(ID, n));
		ck_assert_int_ge(wait, 1000);
		ck_assert_int_le(wait, 90000);
		if (n <= 6)
			ck_assert_int_gt(wait, before);
		before = wait;
	}
	ck_assert_int_ne(sender_backoff(ID, 1), sender_backoff(SUM, 1));
}
END_TEST

#define RESULT                                                                 \
	"<result xmlns=\"urn:hecha:1\" version=\"1\" xml:lang=\"zh\""          \
	" as-of=\"2026-11-20\" masked=\"%s\" verdict=\"met\""                  \
	" program=\"hecha &lt;1&gt;\"><street division=\"379999001\"/>"        \
	"<plan id=\"s\" version=\"1\" year=\"2026\"/><totals villages=\"1\""   \
	" households=\"2\" members=\"3\" checks=\"4\" errors=\"0\""            \
	" suspects=\"0\" notices=\"0\"/><answers pass=\"4\" fail=\"0\""        \
	" not-applicable=\"0\" not-checkable=\"0\" pending=\"0\" error=\"0\""  \
	" skipped=\"0\"/>%s"

static void
write_result(const char *masked, const char *rest)
{
	char *text = xasprintf(RESULT, masked, rest);

	write_file("result.xml", text);
	free(text);
}

static int
add(struct package *p, const char *name, struct error *err)
{
	char *path = in_dir(name);
	int rc = package_add(p, name, path, err);

	free(path);
	return rc;
}

/* The parts in either order, sealed and written to a file of that name. */
static void
make(struct package *p, bool reverse, const char *zip)
{
	struct error err = { 0 };
	char *path = in_dir(zip);

	unlink(path);
	write_result("true", "</result>");
	write_file("自查报告.html", "<html/>");
	ck_assert_int_eq(
		add(p, reverse ? "自查报告.html" : "result.xml", &err), 0);
	ck_assert_int_eq(
		add(p, reverse ? "result.xml" : "自查报告.html", &err), 0);
	ck_assert_msg(package_seal(p, false, &err) == 0, "%s", err.msg);
	p->sequence = 1;
	ck_assert_msg(package_close(p, NULL, &err) == 0, "%s", err.msg);
	ck_assert_msg(package_write(p, path, &err) == 0, "%s", err.msg);
	free(path);
}

START_TEST(test_package)
{
	struct package a = { 0 }, b = { 0 };

	make(&a, false, "a.zip");
	make(&b, true, "b.zip");
	ck_assert_str_eq(a.id, b.id);
	ck_assert_str_eq(a.name, b.name);
	ck_assert_str_eq(a.manifest, b.manifest);
	ck_assert_str_eq(a.zip_sha256, b.zip_sha256);
	ck_assert_uint_eq(a.zip_size, b.zip_size);
	ck_assert_int_eq(strncmp(a.name, "PKG-379999001-2026-", 19), 0);
	ck_assert_int_eq(strncmp(a.name + 19, a.id, 8), 0);
	ck_assert_str_eq(a.name + 27, ".zip");
	ck_assert_ptr_nonnull(strstr(a.manifest, "hecha &#60;1&#62;"));
	package_clear(&a);
	package_clear(&b);
}
END_TEST

START_TEST(test_package_faults)
{
	static const char *const names[] = { "manifest.xml", "manifest.sig",
		".hidden", "a\\b", "a\nb", "a\xff", "con:", "a?" };
	struct package p = { .sequence = 1 };
	struct error err = { 0 };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		ck_assert_int_eq(add(&p, names[i], &err), -1);
		ck_assert_int_eq(err.kind, ERR_USAGE);
	}
	write_result("true", "</result>");
	write_file("x", "x");
	ck_assert_int_eq(add(&p, "x", &err), 0);
	ck_assert_int_eq(package_seal(&p, false, &err), -1);
	ck_assert_int_eq(err.kind, ERR_USAGE); /* no result */
	ck_assert_int_eq(add(&p, "result.xml", &err), 0);
	ck_assert_int_eq(add(&p, "x", &err), 0);
	ck_assert_int_eq(package_seal(&p, false, &err), -1);
	ck_assert_int_eq(err.kind, ERR_USAGE); /* x twice */
	package_clear(&p);
	write_file("X", "x");
	ck_assert_int_eq(add(&p, "x", &err), 0);
	ck_assert_int_eq(add(&p, "X", &err), 0);
	ck_assert_int_eq(package_seal(&p, false, &err), -1);
	ck_assert_str_eq(err.code, "PACKAGE-8"); /* where case is no matter */
	package_clear(&p);
}
END_TEST

START_TEST(test_results)
{
	static const struct {
		const char *masked, *rest;
		bool unmasked;
		enum err_kind kind;
	} cases[] = {
		{ "true", "</result>", false, ERR_NONE },
		{ "1", "</result>", false, ERR_NONE },
		{ "false", "</result>", false, ERR_USAGE },
		{ "false", "</result>", true, ERR_NONE },
		{ "no", "</result>", true, ERR_INPUT },
	};
	struct package p = { .sequence = 1 };
	struct error err = { 0 };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		err.kind = ERR_NONE;
		p.sequence = 1;
		write_result(cases[i].masked, cases[i].rest);
		ck_assert_int_eq(add(&p, "result.xml", &err), 0);
		if (package_seal(&p, cases[i].unmasked, &err) == 0)
			package_close(&p, NULL, &err);
		ck_assert_int_eq(err.kind, cases[i].kind);
		package_clear(&p);
	}
	write_file("result.xml", "<!DOCTYPE result><result/>");
	ck_assert_int_eq(add(&p, "result.xml", &err), 0);
	ck_assert_int_eq(package_seal(&p, true, &err), -1);
	ck_assert_int_eq(err.kind, ERR_INPUT);
	package_clear(&p);
}
END_TEST

static int
begin(void *ctx, const char *name, uint64_t size, struct error *err)
{
	(void)ctx;
	(void)name;
	(void)size;
	(void)err;
	return 0;
}

static int
count(void *ctx, const void *bytes, size_t n, struct error *err)
{
	(void)bytes;
	(void)err;
	*(size_t *)ctx += n;
	return 0;
}

static void
check_refused(const char *path, const char *data, size_t n)
{
	struct error err = { 0 };
	size_t total = 0;
	const struct stored_taker take = { begin, count, &total };
	FILE *f;

	unlink(path); /* to write over a file waits for the disk */
	f = fopen(path, "wb");
	ck_assert_uint_eq(fwrite(data, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_int_eq(stored_read(path, &take, &err), -1);
	ck_assert_int_eq(err.kind, ERR_SEAL);
}

/* Any byte changed, cut anywhere, something before or behind: it is none. */
START_TEST(test_zip_faults)
{
	struct package p = { .sequence = 1 };
	struct error err = { 0 };
	size_t n, total = 0;
	const struct stored_taker take = { begin, count, &total };
	char *path, *data, *longer;

	make(&p, false, "c.zip");
	path = in_dir("c.zip");
	ck_assert_int_eq(stored_read(path, &take, &err), 0);
	ck_assert_uint_eq(total, p.size + strlen(p.manifest));
	ck_assert_int_eq(package_write(&p, path, &err), -1); /* it is there */
	ck_assert_int_eq(file_read(path, 1 << 20, &data, &n, &err), 0);
	for (size_t i = 0; i < n; i++) {
		data[i] ^= 1;
		check_refused(path, data, n);
		data[i] ^= 1;
	}
	for (size_t cut = 0; cut < n; cut += 7)
		check_refused(path, data, cut);
	longer = xcalloc(n + 1, 1);
	memcpy(longer, data, n);
	check_refused(path, longer, n + 1);
	memcpy(longer + 1, data, n);
	check_refused(path, longer, n + 1);
	ck_assert_int_eq(file_write(path, data, n, &err), 0);
	ck_assert_int_eq(stored_read(path, &take, &err), 0);
	free(longer);
	free(data);
	free(path);
	package_clear(&p);
}
END_TEST

/* Numbers: again the same, both languages one, the next one for other facts,
 * and no way back. */
START_TEST(test_numbers)
{
	static const struct {
		const char *id, *facts;
		int64_t first, sequence;
		const char *supersedes;
	} cases[] = {
		{ "a", "f", 0, 1, NULL },
		{ "a", "f", 7, 1, NULL },
		{ "b", "f", 0, 1, NULL },
		{ "c", "g", 0, 2, "a" },
		{ "d", "h", 9, 9, "c" },
		{ "b", "f", 0, 0, NULL },
		{ "e", "f", 0, 10, "d" },
	};
	struct error err = { 0 };
	struct db *db;

	ck_assert_int_eq(db_open(&db, NULL, DB_MEMORY, &err), 0);
	ck_assert_int_eq(
		db_exec(db,
			"CREATE TABLE hc_sealed(package TEXT PRIMARY KEY,"
			" division, year, sequence INTEGER, supersedes, facts)",
			&err),
		0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct package p = { .division = xstrdup("379999001"),
			.year = xstrdup("2026") };
		const struct outbox_number how = { cases[i].first, true };

		strcpy(p.id, cases[i].id);
		strcpy(p.facts, cases[i].facts);
		ck_assert_int_eq(outbox_number(db, &p, &how, &err),
			cases[i].sequence > 0 ? 0 : -1);
		if (cases[i].sequence > 0)
			ck_assert_int_eq(p.sequence, cases[i].sequence);
		if (cases[i].supersedes != NULL)
			ck_assert_str_eq(p.supersedes, cases[i].supersedes);
		else if (cases[i].sequence > 0)
			ck_assert_ptr_null(p.supersedes);
		package_clear(&p);
	}
	db_close(db);
}
END_TEST

static void
check_state(struct db *db, const char *id, const char *state, int64_t attempts)
{
	struct outbox_row row = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(outbox_find(db, id, &row, &err), 0);
	ck_assert_str_eq(row.state, state);
	ck_assert_int_eq(row.attempts, attempts);
	ck_assert_int_eq(row.next_attempt != NULL,
		strcmp(state, "waiting") == 0 && attempts > 0);
	outbox_row_clear(&row);
}

START_TEST(test_outbox)
{
	struct package p = { .sequence = 1 };
	struct outbox_row row = { 0 };
	struct error err = { 0 };
	struct db *db;
	int64_t rows = 0;
	char *zip = in_dir("d.zip"), *document, start[9];

	make(&p, false, "d.zip");
	ck_assert_int_eq(db_open(&db, NULL, DB_MEMORY, &err), 0);
	ck_assert_int_eq(outbox_find(db, p.id, &row, &err), -1);
	ck_assert_int_eq(err.kind, ERR_USAGE);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(outbox_add(db, &p, zip,
					 &(struct outbox_target){ "https://a/",
						 "post", "", false, NULL },
					 &row, &err),
			0);
		ck_assert_str_eq(row.state, "waiting");
		ck_assert_int_eq(row.parts, 2);
		outbox_row_clear(&row);
	}
	ck_assert_int_eq(
		db_get_int(db, "SELECT COUNT(*) FROM hc_outbox", &rows, &err),
		0);
	ck_assert_int_eq(rows, 1);
	ck_assert_int_eq(outbox_begin(db, 1, &err), 0);
	check_state(db, p.id, "sending", 1);
	ck_assert_int_eq(outbox_recover(db, "interrupted", &err), 0);
	ck_assert_int_eq(outbox_begin(db, 1, &err), 0);
	ck_assert_int_eq(outbox_failed(db, 1, "HTTP 500", 60, &err), 0);
	check_state(db, p.id, "waiting", 2);
	ck_assert_int_eq(outbox_begin(db, 1, &err), 0);
	ck_assert_int_eq(outbox_refused(db, 1, "HTTP 422", &err), 0);
	check_state(db, p.name, "refused", 3);
	ck_assert_int_eq(outbox_add(db, &p, zip,
				 &(struct outbox_target){ "https://b/", "post",
					 "", false, NULL },
				 &row, &err),
		0);
	ck_assert_str_eq(row.state, "waiting");
	ck_assert_str_eq(row.destination, "https://b/");
	outbox_row_clear(&row);
	ck_assert_int_eq(outbox_begin(db, 1, &err), 0);
	ck_assert_int_eq(outbox_sent(db, 1, "R-1", "<receipt/>", &err), 0);
	snprintf(start, sizeof start, "%.8s", p.id);
	check_state(db, start, "sent", 4);
	ck_assert_int_eq(outbox_receipt(db, 1, &document, &err), 0);
	ck_assert_str_eq(document, "<receipt/>");
	free(document);
	ck_assert_int_eq(outbox_add(db, &p, zip,
				 &(struct outbox_target){ "https://b/", "post",
					 "", false, NULL },
				 &row, &err),
		0);
	ck_assert_str_eq(row.state, "sent");
	outbox_row_clear(&row);
	ck_assert_int_eq(outbox_add(db, &p, zip,
				 &(struct outbox_target){ "https://a/", "post",
					 "", false, NULL },
				 &row, &err),
		-1);
	ck_assert_int_eq(err.kind, ERR_USAGE);
	outbox_row_clear(&row);
	db_close(db);
	free(zip);
	package_clear(&p);
}
END_TEST

/* The bytes come back as they went in, from any place. */
START_TEST(test_body)
{
	struct package p = { .sequence = 1 };
	struct outbox_row row = { 0 };
	struct outbox_body *body;
	struct error err = { 0 };
	struct db *db;
	char *zip = in_dir("e.zip"), *data, *big, buf[5000];
	size_t n, got, size = 2500000;

	big = xmalloc(size + 1);
	for (size_t i = 0; i < size; i++)
		big[i] = (char)('a' + i * 7 % 26);
	big[size] = '\0';
	write_file("big.txt", big);
	free(big);
	write_result("true", "</result>");
	ck_assert_int_eq(add(&p, "big.txt", &err), 0);
	ck_assert_int_eq(add(&p, "result.xml", &err), 0);
	ck_assert_int_eq(package_seal(&p, false, &err), 0);
	ck_assert_int_eq(package_close(&p, NULL, &err), 0);
	ck_assert_int_eq(package_write(&p, zip, &err), 0);
	ck_assert_int_eq(db_open(&db, NULL, DB_MEMORY, &err), 0);
	ck_assert_int_eq(outbox_add(db, &p, zip,
				 &(struct outbox_target){
					 "https://a/", "put", "", false, NULL },
				 &row, &err),
		0);
	ck_assert_int_eq(file_read(zip, 1 << 24, &data, &n, &err), 0);
	ck_assert_uint_eq(n, row.bytes);
	body = outbox_body_new(db, row.seq);
	for (uint64_t at = 0; at < n; at += got) {
		ck_assert_int_eq(
			outbox_body_read(body, at, buf, sizeof buf, &got, &err),
			0);
		ck_assert_mem_eq(buf, data + at, got);
	}
	ck_assert_int_eq(outbox_body_read(body, 17, buf, 1, &got, &err), 0);
	ck_assert_int_eq(buf[0], data[17]);
	ck_assert_int_eq(outbox_body_read(body, n, buf, 1, &got, &err), -1);
	outbox_body_free(body);
	outbox_row_clear(&row);
	db_close(db);
	free(data);
	free(zip);
	package_clear(&p);
}
END_TEST

static void
clear_dir(void)
{
	char *command = xasprintf("rm -rf '%s'", dir);

	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", dir);
	free(command);
}

static TCase *
cases(void)
{
	TCase *t = tcase_create("submit");

	tcase_add_test(t, test_digest);
	tcase_add_loop_test(t, test_plain, 0, sizeof lines / sizeof *lines);
	tcase_add_loop_test(t, test_urls, 0, sizeof urls / sizeof *urls);
	tcase_add_test(t, test_origin);
	tcase_add_loop_test(
		t, test_receipts, 0, sizeof receipts / sizeof *receipts);
	tcase_add_test(t, test_backoff);
	tcase_add_test(t, test_package);
	tcase_add_test(t, test_package_faults);
	tcase_add_test(t, test_results);
	tcase_add_test(t, test_zip_faults);
	tcase_add_test(t, test_numbers);
	tcase_add_test(t, test_outbox);
	tcase_add_test(t, test_body);
	return t;
}

int
main(void)
{
	int failed;

	umask(077);
	if (mkdtemp(dir) == NULL)
		return 99;
	failed = suite_run(cases(), "submit");
	clear_dir();
	return failed;
}
