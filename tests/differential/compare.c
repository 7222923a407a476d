/*
 * Two verdicts, compared: document, record, fault.
 */
#include "config.h"
#include <iconv.h>
#include <libxml/xmlerror.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/arena.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "compare.h"

#define MAX_TOLD 50 /* of one record, by the program */
#define MAX_SENTENCES 16

const char *const sandbox_names[APART_COUNT] = { "", "doctype", "encoding",
	"mislabelled", "bytes", "limit", "kind", "code", "gb18030", "utf-8" };

struct comparison {
	struct counts *counts;
	struct subject *subject;
	const struct library *lib;
	long which;
	struct bytes bytes;
	struct arena *arena;
	struct reference ref;
	struct verdict verdict;
	const char *difference; /* the first one */
};

static void differ(struct comparison *c, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static void
differ(struct comparison *c, const char *fmt, ...)
{
	char buf[512];
	va_list ap;

	if (c->difference != NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(buf, sizeof buf, fmt, ap);
	va_end(ap);
	c->difference = arena_strdup(c->arena, buf);
}

/* Why the program refuses a document, by its message. */
enum why { WHY_APART, WHY_HEAD, WHY_TEXT, WHY_MALFORMED, WHY_UNKNOWN };

static enum why
why_refused(const char *message, enum apart *apart)
{
	static const struct {
		const char *part;
		enum why why;
		enum apart apart;
	} known[] = { { "(DOCTYPE) is refused", WHY_APART, APART_DOCTYPE },
		{ "a DOCTYPE is refused", WHY_APART, APART_DOCTYPE },
		{ "encoding is not accepted", WHY_APART, APART_ENCODING },
		{ "bytes are UTF-8", WHY_APART, APART_MISLABELLED },
		{ "bytes are UTF-16", WHY_APART, APART_MISLABELLED },
		{ "no characters of", WHY_APART, APART_BYTES },
		{ "ends within a character", WHY_APART, APART_BYTES },
		{ "64 KiB is refused", WHY_APART, APART_LIMIT },
		{ "16 MiB is refused", WHY_APART, APART_LIMIT },
		{ "no kind of document", WHY_APART, APART_KIND },
		{ "fault in the head", WHY_HEAD, APART_NONE },
		{ "text between the records", WHY_TEXT, APART_NONE },
		{ "not well-formed XML", WHY_MALFORMED, APART_NONE },
		{ "in another encoding than it declares", WHY_MALFORMED,
			APART_NONE },
		{ "the file ends too early", WHY_MALFORMED, APART_NONE },
		{ "without its start", WHY_MALFORMED, APART_NONE },
		{ "is not the root's", WHY_MALFORMED, APART_NONE },
		{ "follows the end", WHY_MALFORMED, APART_NONE },
		{ "outside the root", WHY_MALFORMED, APART_NONE },
		{ "no XML document", WHY_MALFORMED, APART_NONE } };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strstr(message, known[i].part) != NULL) {
			*apart = known[i].apart;
			return known[i].why;
		}
	}
	return WHY_UNKNOWN;
}

static bool
is_wide(struct bytes b)
{
	for (size_t i = 0; i < b.n; i++) {
		if ((unsigned char)b.data[i] >= 0x80)
			return true;
	}
	return false;
}

static bool
is_text_in(const char *encoding, struct bytes b)
{
	char out[4096], *in = (char *)b.data;
	size_t left = b.n;
	iconv_t cd = iconv_open("UTF-16LE", encoding);

	while (left > 0) {
		char *to = out;
		size_t room = sizeof out;

		if (iconv(cd, &in, &left, &to, &room) == (size_t)-1 && room > 8)
			break;
	}
	iconv_close(cd);
	return left == 0;
}

static bool
is_one_of(const char *name, const char *const *names)
{
	for (; name != NULL && *names != NULL; names++) {
		if (strcasecmp(name, *names) == 0)
			return true;
	}
	return false;
}

static const char *const gb_names[] = { "GBK", "GB2312", "GB18030", "CP936",
	NULL };
static const char *const utf_names[] = { "UTF-8", "UTF-16", "UTF-16LE",
	"UTF-16BE", "US-ASCII", NULL };

static const char *const plain_names[] = { "UTF-8", "UTF-16", NULL };
static const char *const ascii_names[] = { "US-ASCII", NULL };

/* Is there a tag this long in the text? */
static bool
has_long_tag(struct bytes b)
{
	const char *open = NULL;

	for (size_t i = 0; i < b.n; i++) {
		if (b.data[i] == '<')
			open = b.data + i;
		if (open != NULL && b.data + i - open > 64 << 10)
			return true;
		if (b.data[i] == '>')
			open = NULL;
	}
	return false;
}

/* By its mark, or by how it begins without one. */
static bool
is_in_utf16(struct bytes b)
{
	return b.n >= 4 &&
		(memcmp(b.data, "\xff\xfe", 2) == 0 ||
			memcmp(b.data, "\xfe\xff", 2) == 0 ||
			b.data[0] == '\0' || b.data[1] == '\0');
}

/* libxml2 stops reading at a character 0 behind the root, and at half of a
 * character. */
static bool
has_leftover(struct bytes b)
{
	bool wide = is_in_utf16(b);

	for (size_t i = 0; wide && i + 1 < b.n; i += 2) {
		if (b.data[i] == '\0' && b.data[i + 1] == '\0')
			return true;
	}
	return wide ? b.n % 2 == 1 : memchr(b.data, '\0', b.n) != NULL;
}

/* libxml2 reads it; is there what the program says that it refuses? */
static bool
has_evidence(const struct comparison *c, enum apart apart)
{
	const struct reference *r = &c->ref;

	switch (apart) {
	case APART_DOCTYPE:
		return r->has_doctype ||
			(!r->schema->of_records &&
				memmem(c->bytes.data, c->bytes.n, "<!DOCTYPE",
					9) != NULL);
	case APART_ENCODING:
		return r->encoding != NULL &&
			!is_one_of(r->encoding, gb_names) &&
			!is_one_of(r->encoding, utf_names);
	case APART_BYTES:
		return has_leftover(c->bytes) || r->undecoded ||
			(is_one_of(r->encoding, gb_names) &&
				!is_text_in("GB18030", c->bytes)) ||
			(is_one_of(r->encoding, ascii_names) &&
				is_wide(c->bytes));
	case APART_MISLABELLED:
		return is_in_utf16(c->bytes)
			? !is_one_of(r->encoding, plain_names)
			: is_one_of(r->encoding, gb_names) &&
				is_text_in("UTF-8", c->bytes) &&
				is_wide(c->bytes);
	case APART_LIMIT:
		return has_long_tag(c->bytes) || c->bytes.n > 16u << 20;
	case APART_KIND:
		return library_find(c->lib, r->root) < 0 ||
			!c->lib->schemas[library_find(c->lib, r->root)]
				 ->of_records;
	default:
		return false;
	}
}

static bool
is_same_fault(const struct fault *a, const struct fault *b)
{
	return a->code == b->code && a->line == b->line &&
		strcmp(a->element != NULL ? a->element : "",
			b->element != NULL ? b->element : "") == 0 &&
		strcmp(a->attribute != NULL ? a->attribute : "",
			b->attribute != NULL ? b->attribute : "") == 0;
}

/* Text that stands among the records; no attribute of the head. */
static bool
is_text_fault(const struct fault *f)
{
	return f->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3;
}

/* The faults that no record has: of the head, or of all of a document that is
 * not one of records. */
static void
compare_heads(struct comparison *c)
{
	const struct reference *r = &c->ref;
	const struct verdict *v = &c->verdict;
	size_t n = 0;

	for (size_t i = 0; i < r->nfaults; i++) {
		const struct fault *f = &r->faults[i];

		if (r->schema->of_records &&
			(f->record >= 0 || is_text_fault(f)))
			continue;
		if (n >= v->nhead || !is_same_fault(f, &v->head[n])) {
			differ(c, "fault %d of <%s> %s, line %ld, is not told",
				f->code, f->element,
				f->attribute != NULL ? f->attribute : "",
				f->line);
			return;
		}
		n++;
	}
	c->counts->faults += n;
	if (n < v->nhead)
		differ(c, "fault %d of <%s> is told, and is none",
			v->head[n].code, v->head[n].element);
}

static bool
is_rejected(const struct record *rec)
{
	return !rec->known || rec->nfaults > 0 || rec->bad_code;
}

/* Rejected records that cannot be told apart by id and line, with those that
 * were accepted between them, and what is told about them. */
struct run {
	const struct record *records;
	size_t n;
	const struct told *told;
	size_t ntold;
};

static bool
is_same_id(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static long
told_line(const struct record *rec, long line)
{
	return line == rec->tag ? rec->begin : line;
}

/* Is the told fault one of those that may be told for this one? */
static bool
is_told_for(struct comparison *c, const struct told *t,
	const struct record *rec, const struct fault *f)
{
	const char *texts[MAX_SENTENCES];
	size_t n;

	if (t->line != told_line(rec, f->line))
		return false;
	n = subject_sentences(
		c->subject, c->arena, &c->ref, f, texts, MAX_SENTENCES);
	while (n > 0) {
		if (strcmp(texts[--n], t->text) == 0)
			return true;
	}
	return false;
}

static bool
is_code_of(const struct told *t, int code)
{
	char name[16];

	snprintf(name, sizeof name, "XSD-%d", code);
	return strcmp(t->code, name) == 0;
}

/* Is it told, by its own number? What the whole says of a record that it does
 * not expect, the record itself is told with another. */
static bool
is_fault_of(struct comparison *c, const struct told *t,
	const struct record *rec, const struct fault *f)
{
	if (!is_told_for(c, t, rec, f))
		return false;
	return is_code_of(t, f->code) ||
		(f >= rec->faults + rec->nalone &&
			f->code == XML_SCHEMAV_ELEMENT_CONTENT &&
			is_code_of(t, XML_SCHEMAV_CVC_ELT_1));
}

static void
compare_fault(struct comparison *c, const struct run *run,
	const struct record *rec, const struct fault *f)
{
	for (size_t i = 0; i < run->ntold; i++) {
		if (is_fault_of(c, &run->told[i], rec, f)) {
			c->counts->faults++;
			return;
		}
	}
	if (run->ntold >= MAX_TOLD)
		c->counts->capped++;
	else
		differ(c,
			"record %s: fault %d of <%s> %s, line %ld, is not "
			"told",
			rec->name, f->code, f->element,
			f->attribute != NULL ? f->attribute : "", f->line);
}

/* The one fault of a record that the root does not know. */
static struct fault
unknown_record(const struct comparison *c, const struct record *rec)
{
	return (struct fault){ .code = XML_SCHEMAV_CVC_ELT_1,
		.line = rec->tag,
		.element = rec->name,
		.record = rec - c->ref.records };
}

/* An element is where none may be: the program looks again without it. */
static bool
is_misplaced(const struct fault *f)
{
	return f->code == XML_SCHEMAV_ELEMENT_CONTENT ||
		f->code == XML_SCHEMAV_CVC_TYPE_3_1_2 ||
		f->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1 ||
		f->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2;
}

/* Is there any reason to tell this? */
static bool
is_due(struct comparison *c, const struct run *run, const struct told *t)
{
	for (size_t i = 0; i < run->n; i++) {
		const struct record *rec = &run->records[i];
		struct fault unknown = unknown_record(c, rec);

		if (!rec->known && is_fault_of(c, t, rec, &unknown))
			return true;
		for (size_t k = 0; rec->known && k < rec->nfaults; k++) {
			if (is_misplaced(&rec->faults[k]) ||
				is_fault_of(c, t, rec, &rec->faults[k]))
				return true;
		}
	}
	return false;
}

static void
compare_run(struct comparison *c, const struct run *run)
{
	for (size_t i = 0; i < run->n; i++) {
		const struct record *rec = &run->records[i];
		struct fault unknown = unknown_record(c, rec);

		if (!rec->known)
			compare_fault(c, run, rec, &unknown);
		for (size_t k = 0; rec->known && k < rec->nfaults; k++)
			compare_fault(c, run, rec, &rec->faults[k]);
	}
	for (size_t i = 0; i < run->ntold; i++) {
		if (strncmp(run->told[i].code, "XSD-", 4) == 0 &&
			!is_due(c, run, &run->told[i]))
			differ(c, "%s on line %ld is told, and is none",
				run->told[i].code, run->told[i].line);
	}
}

/* Give each rejected record, in order, what is told about it. */
static void
compare_rejected(struct comparison *c)
{
	const struct reference *r = &c->ref;
	const struct verdict *v = &c->verdict;
	size_t told = 0;

	for (size_t i = 0; i < r->nrecords;) {
		const struct record *first = &r->records[i];
		long end = first->end;
		struct run run = { .records = first, .n = 1 };

		if (!is_rejected(first)) {
			i++;
			continue;
		}
		/* With those that share its id and its lines. */
		for (size_t k = ++i;
			k < r->nrecords && r->records[k].begin <= end; k++) {
			if (!is_rejected(&r->records[k]))
				continue;
			if (!is_same_id(r->records[k].id, first->id))
				break;
			if (r->records[k].end > end)
				end = r->records[k].end;
			i = k + 1;
			run.n = i - (size_t)(first - r->records);
		}
		run.told = &v->told[told];
		while (told < v->ntold && v->told[told].line <= end &&
			is_same_id(v->told[told].record, first->id)) {
			run.ntold++;
			told++;
		}
		if (run.ntold == 0)
			differ(c, "record %s, line %ld, is not rejected",
				first->name, first->begin);
		compare_run(c, &run);
	}
	if (told < v->ntold)
		differ(c, "%s on line %ld is told of no record that has it",
			v->told[told].code, v->told[told].line);
}

static void
compare_accepted(struct comparison *c)
{
	const struct reference *r = &c->ref;
	const struct verdict *v = &c->verdict;
	size_t n = 0, rejected = 0;

	for (size_t i = 0; i < r->nrecords; i++) {
		const struct record *rec = &r->records[i];

		if (is_rejected(rec)) {
			rejected++;
			continue;
		}
		if (n >= v->naccepted || v->accepted[n] != rec->begin) {
			differ(c, "record %s, line %ld, is not accepted there",
				rec->name, rec->begin);
			return;
		}
		n++;
	}
	if (v->records != r->nrecords || v->rejected != rejected ||
		v->naccepted != n)
		differ(c,
			"%zu records, %zu rejected: the program says %zu "
			"and %zu",
			r->nrecords, rejected, v->records, v->rejected);
}

/* The whole is valid where head and records are: what reading record by record
 * rests on. */
static void
compare_parts(struct comparison *c)
{
	const struct reference *r = &c->ref;
	bool valid = true, code = false;

	for (size_t i = 0; i < r->nfaults; i++)
		valid &= r->faults[i].record >= 0;
	for (size_t i = 0; i < r->nrecords; i++) {
		valid &= r->records[i].known && r->records[i].nalone == 0;
		code |= r->records[i].bad_code;
	}
	if (valid != r->valid)
		differ(c, "the whole is %s, its parts are %s",
			r->valid ? "valid" : "not valid",
			valid ? "valid" : "not valid");
	if (r->valid && code)
		c->counts->apart[APART_CODE]++;
	if (r->valid && !code && c->verdict.rejected > 0)
		differ(c, "valid, and %zu records rejected",
			c->verdict.rejected);
	if (!r->valid && c->verdict.rejected == 0)
		differ(c, "not valid, and no record rejected");
}

static void
compare_read(struct comparison *c)
{
	const struct reference *r = &c->ref;

	compare_heads(c);
	if (!r->schema->of_records) {
		if (r->valid != (c->verdict.nhead == 0))
			differ(c, "libxml2 says %s",
				r->valid ? "valid" : "not valid");
		return;
	}
	if (r->has_text)
		differ(c, "there is text between the records");
	c->counts->records += r->nrecords;
	c->counts->rejected += c->verdict.rejected;
	compare_parts(c);
	compare_accepted(c);
	compare_rejected(c);
}

/* libxml2 knows the encoding; the program does not even look for it, and the
 * bytes are no document in what it knows. */
static bool
is_foreign(const struct comparison *c)
{
	struct reference again;

	if (c->ref.schema->of_records)
		return has_evidence(c, APART_ENCODING);
	reference_read(&again, c->arena, c->lib, c->which, c->bytes, "UTF-8");
	return c->ref.encoding != NULL && !again.well_formed &&
		(strcasecmp(c->ref.encoding, "UTF-8") != 0 ||
			is_in_utf16(c->bytes));
}

static void
compare_refused(struct comparison *c)
{
	const struct reference *r = &c->ref;
	const char *message = c->verdict.message;
	enum apart apart = APART_NONE;
	enum why why = why_refused(message, &apart);

	if (why == WHY_UNKNOWN)
		differ(c, "an unknown reason: %s", message);
	else if (!r->well_formed)
		return;
	else if (why == WHY_MALFORMED && is_foreign(c))
		c->counts->apart[APART_ENCODING]++;
	else if (why == WHY_MALFORMED &&
		(r->undecoded || has_leftover(c->bytes)))
		c->counts->apart[APART_BYTES]++;
	else if (why == WHY_MALFORMED)
		differ(c, "well-formed, and refused: %s", message);
	else if (why == WHY_HEAD)
		compare_heads(c);
	else if (why == WHY_TEXT && !r->has_text)
		differ(c, "no text between the records: %s", message);
	else if (why == WHY_APART && !has_evidence(c, apart))
		differ(c, "no reason to refuse: %s", message);
	else if (why == WHY_APART)
		c->counts->apart[apart]++;
	if (r->valid && (why == WHY_HEAD || why == WHY_TEXT))
		differ(c, "valid, and refused: %s", message);
}

/* What the declaration names as the encoding, "" for nothing. */
static void
declared(struct bytes b, char name[32])
{
	char head[512] = { 0 };
	const char *s, *end;

	memcpy(head, b.data, b.n < sizeof head ? b.n : sizeof head - 1);
	name[0] = '\0';
	end = strstr(head, "?>");
	s = strstr(head, "encoding");
	if (end == NULL || s == NULL || s > end)
		return;
	s += strcspn(s, "'\"");
	snprintf(name, 32, "%.*s", (int)strcspn(s + 1, "'\""), s + 1);
}

/* What the program takes the bytes for where that is not what they declare:
 * GB18030 for all its subsets, and UTF-8 in what is read whole. NULL: it
 * believes the declaration. */
static const char *
believed(const struct comparison *c)
{
	char name[32];

	declared(c->bytes, name);
	if (c->ref.schema->of_records)
		return is_one_of(name, gb_names) ? "GB18030" : NULL;
	return name[0] == '\0' || strcasecmp(name, "UTF-8") == 0 ? NULL
								 : "UTF-8";
}

/* Then they must agree on the document that is in the bytes so taken. */
static bool
read_as(struct comparison *c, const char *encoding)
{
	struct reference again;

	reference_read(&again, c->arena, c->lib, c->which, c->bytes, encoding);
	if (!again.well_formed)
		return false;
	c->ref = again;
	c->counts->apart[c->ref.schema->of_records ? APART_GB : APART_UTF8]++;
	return true;
}

static void
compare_import(struct comparison *c)
{
	const struct verdict *v = &c->verdict;
	struct verdict w;
	bool refused = v->refused ||
		(!c->ref.schema->of_records && v->nhead > 0);

	if (!subject_import(c->subject, &w, c->arena, c->ref.schema, c->bytes))
		return;
	c->counts->imports++;
	if (w.refused != refused)
		differ(c, "import says: %s", w.refused ? w.message : "fine");
	if (refused || !c->ref.schema->of_records)
		return;
	if (w.records != v->records || w.rejected != v->rejected ||
		w.ntold != v->ntold)
		differ(c, "import reads %zu records, rejects %zu, tells %zu",
			w.records, w.rejected, w.ntold);
	for (size_t i = 0; i < v->ntold && i < w.ntold; i++) {
		const struct told *t = &v->told[i], *u = &w.told[i];

		if (t->line != u->line || strcmp(t->code, u->code) != 0 ||
			strcmp(t->text, u->text) != 0)
			differ(c, "import tells %s on line %ld", u->code,
				u->line);
	}
}

const char *
compare(const struct comparing *how, long which, struct bytes bytes,
	struct arena *a)
{
	struct counts *counts = how->counts;
	struct comparison c = { .counts = counts,
		.subject = how->subject,
		.lib = how->lib,
		.which = which,
		.bytes = bytes,
		.arena = a };
	const char *encoding;

	reference_read(&c.ref, a, how->lib, which, bytes, NULL);
	subject_read(how->subject, &c.verdict, a, c.ref.schema, bytes);
	counts->documents++;
	if (!c.ref.well_formed)
		counts->malformed++;
	else if (c.ref.valid)
		counts->valid++;
	else
		counts->invalid++;
	if (c.verdict.refused) {
		compare_refused(&c);
	} else {
		encoding = c.ref.well_formed && c.ref.schema->of_records
			? NULL
			: believed(&c);
		if (encoding != NULL && !read_as(&c, encoding))
			differ(&c, "not well-formed as %s, and accepted",
				encoding);
		else if (!c.ref.well_formed)
			differ(&c, "not well-formed, and accepted");
		else
			compare_read(&c);
	}
	if (how->through_import)
		compare_import(&c);
	counts->differences += c.difference != NULL;
	return c.difference;
}
