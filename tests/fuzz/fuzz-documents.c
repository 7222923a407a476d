/*
 * libFuzzer on what else comes in: HECHA_FUZZ says as what the bytes are read,
 * a document (through the guard), a plan, a pack, a receipt, a manifest, a
 * package (its shape), a row of COPY, or a stylesheet (loaded and applied).
 * Whatever they are, reading ends, and what is refused has an error. make fuzz
 * KIND=plan builds and runs it.
 */
#include "config.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/copy-line.h"
#include "base/file.h"
#include "base/home.h"
#include "base/strbuf.h"
#include "check/pack.h"
#include "intake/guard.h"
#include "lib/stored.h"
#include "lib/xml.h"
#include "lib/xslt.h"
#include "plan/plan.h"
#include "schema/model.h"
#include "send/manifest.h"
#include "send/outbox.h"
#include "send/receipt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
as_document(const char *path, struct error *err)
{
	struct guard *g = NULL;
	struct chunk chunk;
	int rc;

	if (guard_open(&g, path, err) == 0) {
		while ((rc = guard_next(g, &chunk, err)) == 1) {
			/* each chunk is a document of its own */
			if (chunk.root_tag > chunk.end_tag ||
				chunk.end_tag > chunk.n)
				abort();
			for (size_t i = 0; i < chunk.nrecords; i++) {
				if (chunk.records[i].offset >= chunk.end_tag)
					abort();
			}
			chunk_clear(&chunk);
		}
		if (rc == 0 && strlen(guard_sha256(g)) != 64)
			abort();
	}
	guard_close(g);
}

static void
as_pack(const char *path, struct error *err)
{
	static struct model *model;
	struct rules *rules = NULL;

	if (model == NULL && model_load(&model, err) != 0)
		abort();
	if (pack_load_files(&rules, &path, 1, model, err) == 0)
		pack_free(rules);
}

static char data_dir[] = "/tmp/fuzz-XXXXXX";

static void
remove_data(void)
{
	file_remove_dir(data_dir);
}

/* A folder of data in which the stylesheet is one of ours: another's is applied
 * in a process of its own, into which the fuzzer does not see. */
static const char *
make_data(void)
{
	static const char *const parts[] = { "schemas", "plans", "rules",
		"layouts", "xslt/messages.xml" };
	char from[4096], to[64], *data = home_data();

	if (mkdtemp(data_dir) == NULL)
		abort();
	atexit(remove_data);
	snprintf(to, sizeof to, "%s/xslt", data_dir);
	if (mkdir(to, 0700) != 0)
		abort();
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		snprintf(from, sizeof from, "%s/%s", data, parts[i]);
		snprintf(to, sizeof to, "%s/%s", data_dir, parts[i]);
		if (symlink(from, to) != 0)
			abort();
	}
	free(data);
	setenv("HECHA_DATADIR", data_dir, 1);
	return data_dir;
}

static void
as_stylesheet(const uint8_t *data, size_t n, struct error *err)
{
	static const char result[] =
		"<result xmlns='urn:hecha:1' xml:lang='zh' year='2026'><parts>"
		"<part id='a' day='2026-11-05'>文字 &lt;</part><part id='b'/>"
		"</parts></result>";
	static const char *const params[] = { "kind", "problems", NULL };
	static struct _xmlDoc *in;
	static char path[64];
	struct xslt *x = NULL;
	char *text = NULL;
	FILE *f;

	if (in == NULL) {
		snprintf(path, sizeof path, "%s/xslt/a.xsl", make_data());
		if (xml_parse(&in, result, sizeof result - 1, "in", 1, err) !=
			0)
			abort();
	}
	f = fopen(path, "wb");
	if (f == NULL || fwrite(data, 1, n, f) != n || fclose(f) != 0)
		abort();
	if (xslt_load(&x, path, err) == 0) {
		xslt_method(x);
		xslt_text(x, in, params, &text, &n, err);
	}
	free(text);
	xslt_free(x);
}

/* Taken apart as the bytes stand, and written anew it is the same row. */
static void
as_copy_line(char *line, size_t n)
{
	struct copy_line row = { 0 }, again = { 0 };
	struct strbuf sb = { 0 };

	if (copy_line_split(&row, line, n)) {
		for (int i = 0; i < row.n; i++) {
			const char *v = row.values[i];

			if (v != NULL &&
				(v < line || v + row.lengths[i] > line + n ||
					v[row.lengths[i]] != '\0'))
				abort();
			if (i > 0)
				strbuf_addc(&sb, '\t');
			copy_line_write(&sb, v);
		}
		strbuf_addc(&sb, '\n');
		if (!copy_line_split(&again, sb.data, sb.len) ||
			again.n != row.n)
			abort();
		for (int i = 0; i < row.n; i++) {
			const char *a = row.values[i], *b = again.values[i];

			if ((a == NULL) != (b == NULL) ||
				(a != NULL && strcmp(a, b) != 0))
				abort();
		}
	}
	copy_line_clear(&row);
	copy_line_clear(&again);
	strbuf_clear(&sb);
}

static int
on_entry(void *ctx, const char *name, uint64_t size, struct error *err)
{
	(void)err;
	*(size_t *)ctx += strlen(name) + (size != 0);
	return 0;
}

static int
on_bytes(void *ctx, const void *bytes, size_t n, struct error *err)
{
	(void)err;
	for (size_t i = 0; i < n; i++)
		*(size_t *)ctx += ((const unsigned char *)bytes)[i];
	return 0;
}

static void
as_text(const char *kind, const char *data, size_t n, struct error *err)
{
	static struct xml_form form; /* its schema is read once */

	if (strcmp(kind, "plan") == 0) {
		struct plan_bytes bytes = { .xml = data, .xml_len = n };
		struct plan *plan = NULL;

		if (plan_parse(&plan, &bytes, err) == 0)
			plan_free(plan);
	} else if (strcmp(kind, "receipt") == 0) {
		char none[] = "0";
		struct outbox_row row = { .package = none, .sha256 = none };
		struct receipt receipt = { 0 };

		/* of no package that was sent */
		if (receipt_read(&receipt, data, n, &row, err) == 0)
			abort();
		receipt_clear(&receipt);
	} else {
		struct manifest *m = NULL;

		if (form.schema == NULL)
			form = manifest_form;
		if (manifest_parse(&m, data, n, &form, err) == 0)
			manifest_free(m);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *kind = getenv("HECHA_FUZZ");
	struct error err = { 0 };
	size_t sum = 0;
	struct stored_taker take = { on_entry, on_bytes, &sum };
	char *text = malloc(n + 1), path[64];
	int fd = memfd_create("fuzz", MFD_CLOEXEC);

	if (kind == NULL || text == NULL || fd < 0 ||
		write(fd, data, n) != (ssize_t)n)
		abort();
	memcpy(text, data, n);
	text[n] = '\0';
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (strcmp(kind, "document") == 0)
		as_document(path, &err);
	else if (strcmp(kind, "pack") == 0)
		as_pack(path, &err);
	else if (strcmp(kind, "package") == 0)
		stored_read(path, &take, &err);
	else if (strcmp(kind, "copy-line") == 0)
		as_copy_line(text, n);
	else if (strcmp(kind, "stylesheet") == 0)
		as_stylesheet(data, n, &err);
	else
		as_text(kind, text, n, &err);
	free(text);
	close(fd);
	return 0;
}
