/*
 * libFuzzer on what else comes in: HECHA_FUZZ says as what the bytes are read,
 * a document (through the guard), a plan, a pack, a receipt, a manifest, or a
 * package (its shape). Whatever they are, reading ends, and what is refused has
 * an error. make fuzz KIND=plan builds and runs it.
 */
#include "config.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "check/pack.h"
#include "intake/guard.h"
#include "lib/stored.h"
#include "lib/xml.h"
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
		struct outbox_row row = { .package = "0", .sha256 = "0" };
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
	else
		as_text(kind, text, n, &err);
	free(text);
	close(fd);
	return 0;
}
