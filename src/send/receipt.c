/*
 * Receipts: read from an answer, and believed only where they fit.
 */
#include "config.h"
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "lib/digest.h"
#include "lib/xml-writer.h"
#include "lib/xml.h"
#include "send/outbox.h"
#include "send/receipt.h"

enum { REASON_LIMIT = 300 };

static void
count_fault(void *arg, const struct xml_fault *fault)
{
	(void)fault;
	++*(int *)arg;
}

static int
validate(struct _xmlDoc *doc, struct error *err)
{
	struct _xmlSchema *schema;
	struct _xmlSchemaValidCtxt *ctxt;
	int faults = 0, rc;

	if (xml_schema_load(&schema, "schemas/receipt.xsd", err) != 0)
		return -1;
	ctxt = xml_validator_new(schema);
	rc = xml_validate_doc(ctxt, doc, count_fault, &faults);
	xml_validator_free(ctxt);
	xml_schema_free(schema);
	if (rc != 0)
		return err_set(err, ERR_UNREACHED, "RECEIPT-1",
			"the server's receipt is not valid");
	return 0;
}

/* The answer must be about what was sent, and as it arrived. */
static int
compare(struct arena *a, struct _xmlNode *root, const struct outbox_row *row,
	struct error *err)
{
	char bytes[32];

	snprintf(bytes, sizeof bytes, "%" PRIu64, row->bytes);
	if (strcmp(xml_attr(a, root, "package"), row->package) != 0)
		return err_set(err, ERR_UNREACHED, "RECEIPT-2",
			"the server's receipt is for another package");
	if (strcmp(xml_attr(a, root, "sha256"), row->sha256) != 0 ||
		strcmp(xml_attr(a, root, "bytes"), bytes) != 0)
		return err_set(err, ERR_UNREACHED, "RECEIPT-3",
			"the server's receipt is for other contents than "
			"were sent");
	return 0;
}

static void
take(struct receipt *receipt, struct arena *a, struct _xmlNode *root)
{
	struct _xmlNode *reason = xml_first(root, "reason");
	const char *text;

	receipt->accepted = strcmp(xml_attr(a, root, "result"), "accepted") ==
		0;
	receipt->number = xstrdup(xml_attr(a, root, "number"));
	if (reason == NULL)
		return;
	text = xml_text(a, reason);
	receipt->reason = text_line(text, strlen(text), REASON_LIMIT);
}

int
receipt_read(struct receipt *receipt, const char *data, size_t n,
	const struct outbox_row *row, struct error *err)
{
	struct error why = { 0 };
	struct _xmlDoc *doc = NULL;
	struct arena *a = arena_new();
	int rc = -1;

	if (n == 0)
		err_set(err, ERR_UNREACHED, "RECEIPT-4",
			"the server gave no receipt");
	else if (memmem(data, n, "<!DOCTYPE", 9) != NULL ||
		xml_parse(&doc, data, n, "receipt", 1, &why) != 0)
		err_set(err, ERR_UNREACHED, "RECEIPT-5",
			"the server's answer is no receipt");
	else if (validate(doc, err) == 0 &&
		compare(a, xml_root(doc), row, err) == 0)
		rc = 0;
	if (rc == 0)
		take(receipt, a, xml_root(doc));
	xml_free(doc);
	arena_free(a);
	return rc;
}

void
receipt_clear(struct receipt *receipt)
{
	free(receipt->number);
	free(receipt->reason);
	*receipt = (struct receipt){ 0 };
}

static int
write_facts(const char *path, const struct receipt_given *given,
	const char *hash, int64_t size, struct error *err)
{
	char bytes[32], *reason;
	struct xml_writer *w;

	if (xml_writer_begin(&w, path, err) != 0)
		return -1;
	snprintf(bytes, sizeof bytes, "%" PRId64, size);
	xml_writer_open(w, "receipt");
	xml_writer_attribute(w, "xmlns", XML_NS);
	xml_writer_attribute(w, "version", "1");
	xml_writer_attribute(w, "package", given->package);
	xml_writer_attribute(w, "sha256", hash);
	xml_writer_attribute(w, "bytes", bytes);
	xml_writer_attribute(w, "number", given->number);
	xml_writer_attribute(
		w, "result", given->reason == NULL ? "accepted" : "refused");
	xml_writer_attribute(w, "received", given->received);
	if (given->receiver != NULL)
		xml_writer_attribute(w, "receiver", given->receiver);
	if (given->reason != NULL) {
		reason = text_line(
			given->reason, strlen(given->reason), REASON_LIMIT);
		xml_writer_element(w, "reason", reason);
		free(reason);
	}
	xml_writer_close(w);
	return xml_writer_end(w, err);
}

int
receipt_write(
	const char *path, const struct receipt_given *given, struct error *err)
{
	char *beside = xasprintf("%s" RECEIPT_BESIDE, path), *tmp = NULL;
	char hash[DIGEST_HEX];
	struct stat st;
	int rc = digest_sha256_file(path, hash, err);

	if (rc == 0 && stat(path, &st) != 0)
		rc = err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	/* its sender may look at any moment */
	if (rc == 0)
		rc = file_begin(beside, &tmp, err);
	if (rc == 0)
		rc = write_facts(tmp, given, hash, st.st_size, err);
	if (rc == 0)
		rc = file_commit(tmp, beside, err);
	else
		file_abort(tmp);
	free(tmp);
	free(beside);
	return rc;
}
