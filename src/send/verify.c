/*
 * Verifying packages: whole, true to their manifest, signed by whom.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/digest.h"
#include "lib/stored.h"
#include "lib/xml.h"
#include "report/result-head.h"
#include "schema/value.h"
#include "send/basis.h"
#include "send/collected.h"
#include "send/manifest.h"
#include "send/package.h"
#include "send/tokens.h"
#include "send/verify-basis.h"
#include "send/verify.h"

#define MANIFEST_LIMIT ((size_t)16 << 20)
#define SIGNATURE_LIMIT ((size_t)1 << 16)
#define BASIS "basis/"

const char *
verify_point_name(enum verify_point point)
{
	static const char *const names[] = { "whole", "result", "signature",
		"chain", "usage", "validity", "revocation", "office", "again" };

	return names[point];
}

const char *
verify_answer_name(enum verify_answer answer)
{
	static const char *const names[] = { "holds", "fails", "unasked" };

	return names[answer];
}

/* A package on its way through. */
struct reading {
	struct xml_form *form;
	const char *folder;
	bool result_only;
	struct strbuf manifest, signature;
	struct strbuf *into; /* one of both, while it passes */
	bool has_signature;
	struct manifest *m;
	size_t entries, parts; /* begun so far */
	struct digest *digest;
	FILE *copy;
	char *path; /* of the copy */
};

static int
not_as_told(const char *name, struct error *err)
{
	return err_set(err, ERR_SEAL, "VERIFY-1",
		"%s: not as the manifest says", name);
}

static int
begin_copy(struct reading *r, const char *name, struct error *err)
{
	char *slash;
	int rc = 0;

	if (strcmp(name, PACKAGE_RESULT) != 0 &&
		strcmp(name, PACKAGE_COLLECTED) != 0 &&
		strcmp(name, TOKENS_PART) != 0 &&
		strcmp(name, BASIS_HISTORY) != 0 &&
		(r->result_only || strncmp(name, BASIS, strlen(BASIS)) != 0))
		return 0;
	r->path = xasprintf("%s/%s", r->folder, name);
	slash = strrchr(r->path, '/');
	*slash = '\0';
	rc = file_make_dir(r->path, err);
	*slash = '/';
	if (rc == 0)
		r->copy = fopen(r->path, "wxe");
	if (rc == 0 && r->copy == NULL)
		rc = err_set(err, ERR_SYSTEM, "VERIFY-2",
			"%s: cannot be written", r->path);
	return rc;
}

/* A part: the next that the manifest names, as long as it says. */
static int
begin_part(
	struct reading *r, const char *name, uint64_t size, struct error *err)
{
	const struct manifest_part *part;

	if (r->m == NULL &&
		manifest_parse(&r->m, r->manifest.data, r->manifest.len,
			r->form, err) != 0)
		return -1;
	part = &r->m->parts[r->parts];
	if (r->parts == r->m->n || strcmp(part->name, name) != 0 ||
		part->size != size)
		return not_as_told(name, err);
	r->parts++;
	r->digest = digest_new();
	return begin_copy(r, name, err);
}

static int
begin(void *ctx, const char *name, uint64_t size, struct error *err)
{
	struct reading *r = ctx;
	size_t n = r->entries++;

	r->into = NULL;
	if (n == 0) {
		if (strcmp(name, PACKAGE_MANIFEST) != 0 ||
			size > MANIFEST_LIMIT)
			return err_set(err, ERR_SEAL, "VERIFY-3",
				"it does not begin with a manifest");
		r->into = &r->manifest;
		return 0;
	}
	if (n == 1 && strcmp(name, PACKAGE_SIGNATURE) == 0 &&
		size <= SIGNATURE_LIMIT) {
		r->has_signature = true;
		r->into = &r->signature;
		return 0;
	}
	return begin_part(r, name, size, err);
}

static int
end_part(struct reading *r, struct error *err)
{
	const struct manifest_part *part = &r->m->parts[r->parts - 1];
	char have[DIGEST_HEX];
	int rc;

	digest_hex(r->digest, have);
	r->digest = NULL;
	rc = file_close(r->copy, r->path, 0, err);
	r->copy = NULL;
	free(r->path);
	r->path = NULL;
	if (rc == 0 && strcmp(have, part->sha256) != 0)
		rc = not_as_told(part->name, err);
	return rc;
}

static int
take_bytes(void *ctx, const void *bytes, size_t n, struct error *err)
{
	struct reading *r = ctx;

	if (r->into != NULL) {
		strbuf_add(r->into, bytes, n);
		return 0;
	}
	if (n == 0)
		return end_part(r, err);
	digest_add(r->digest, bytes, n);
	if (r->copy != NULL && fwrite(bytes, 1, n, r->copy) != n)
		return err_set(err, ERR_SYSTEM, "VERIFY-2",
			"%s: cannot be written", r->path);
	return 0;
}

static void
reading_clear(struct reading *r)
{
	strbuf_clear(&r->manifest);
	strbuf_clear(&r->signature);
	manifest_free(r->m);
	digest_free(r->digest);
	if (r->copy != NULL)
		fclose(r->copy);
	free(r->path);
}

static int
read_package(struct reading *r, const char *path, struct error *err)
{
	const struct stored_taker take = { begin, take_bytes, r };

	if (stored_read(path, &take, err) != 0)
		return -1;
	if (r->m == NULL || r->parts != r->m->n)
		return err_set(err, ERR_SEAL, "VERIFY-4",
			"a part that the manifest names is missing");
	return 0;
}

/* Telling, and whether all of it held. */
struct telling {
	const struct verify_how *how;
	bool failed;
	enum verify_point first; /* that did not hold */
};

static void
tell(struct telling *t, enum verify_point point, enum verify_answer answer,
	const char *text)
{
	if (answer == VERIFY_FAILS && !t->failed) {
		t->failed = true;
		t->first = point;
	}
	if (t->how->tell != NULL)
		t->how->tell(t->how->arg, point, answer, text);
}

static bool
agrees(const struct result_head *head, const char *element,
	const char *attribute, const char *told)
{
	const char *have = result_head_get(head, element, attribute);

	return have != NULL && strcmp(have, told) == 0;
}

/* The attributes of an element of the facts are those of the result's. */
static bool
agree_all(const struct manifest *m, const struct result_head *head,
	const char *fact, const char *element)
{
	static const char *const names[] = { "villages", "households",
		"members", "checks", "errors", "suspects", "notices", "pass",
		"fail", "not-applicable", "not-checkable", "pending", "error",
		"skipped" };
	const struct _xmlNode *node = manifest_first(m, fact);

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *told = manifest_get(m, node, names[i]);

		if (*told != '\0' && !agrees(head, element, names[i], told))
			return false;
	}
	return true;
}

static bool
is_same_hash(const struct manifest *m, const struct result_head *head,
	const char *fact, const char *attribute)
{
	const struct _xmlNode *node = manifest_first(m, fact);

	return node == NULL ||
		agrees(head, "result", attribute,
			manifest_get(m, node, "sha256"));
}

static bool
is_its_result(const struct manifest *m, const struct result_head *head)
{
	const char *masked = result_head_get(head, "result", "masked");

	return agrees(head, "street", "division", m->division) &&
		agrees(head, "plan", "year", m->year) &&
		agrees(head, "result", "as-of", m->as_of) &&
		agrees(head, "result", "verdict", m->verdict) &&
		agrees(head, "result", "lang", m->language) &&
		agrees(head, "result", "program", m->program) &&
		masked != NULL && value_is_yes(masked) == m->masked &&
		is_same_hash(m, head, "rules", "rules") &&
		is_same_hash(m, head, "inputs", "inputs") &&
		agree_all(m, head, "counts", "totals") &&
		agree_all(m, head, "answers", "answers");
}

/* The facts follow from what was collected, to the byte. */
static void
check_collected(struct telling *t, const struct manifest *m)
{
	char *path = xasprintf("%s/" PACKAGE_COLLECTED, t->how->folder);
	struct error ignored = { 0 };
	struct collected_facts f;
	char hash[DIGEST_HEX] = "";

	if (collected_read(&f, path, &ignored) == 0)
		digest_sha256_hex(f.text, strlen(f.text), hash);
	if (strcmp(hash, m->facts) == 0)
		tell(t, VERIFY_RESULT, VERIFY_HOLDS,
			_("what was collected adds up to what the manifest "
			  "tells"));
	else
		tell(t, VERIFY_RESULT, VERIFY_FAILS,
			_("what was collected does not add up to what the "
			  "manifest tells"));
	collected_clear(&f);
	free(path);
}

static void
check_result(struct telling *t, const struct manifest *m)
{
	char *path = xasprintf("%s/" PACKAGE_RESULT, t->how->folder);
	struct error ignored = { 0 };
	struct result_head *head = result_head_read(path, &ignored);
	const char *what = NULL;

	if (head != NULL && is_its_result(m, head) &&
		verify_basis(&what, m, t->how->folder, &ignored) == 0 &&
		what == NULL)
		tell(t, VERIFY_RESULT, VERIFY_HOLDS,
			_("the result is the one that the manifest tells of"));
	else
		tell(t, VERIFY_RESULT, VERIFY_FAILS,
			what == NULL
				? _("the result says other things than the "
				    "manifest")
				: _("the result was made by other things than "
				    "the manifest says"));
	result_head_free(head);
	free(path);
}

static const struct {
	enum verify_point point;
	const char *good, *bad;
} signed_points[] = {
	[CMS_SIGNATURE] = { VERIFY_SIGNATURE,
		N_("the signature is of this manifest"),
		N_("the signature is not of this manifest") },
	[CMS_CHAIN] = { VERIFY_CHAIN, N_("who signed is trusted"),
		N_("nobody who is trusted vouches for who signed") },
	[CMS_USAGE] = { VERIFY_USAGE, N_("the certificate is for signing"),
		N_("the certificate is not for signing") },
	[CMS_VALIDITY] = { VERIFY_VALIDITY,
		N_("the certificate is valid on that day"),
		N_("the certificate is not valid on that day") },
	[CMS_REVOCATION] = { VERIFY_REVOCATION,
		N_("the certificate is not revoked"),
		N_("the certificate is revoked, or the list does not hold") },
};

static void
tell_point(struct telling *t, const struct cms_verdict *v, enum cms_point i)
{
	char *text;

	if (i == CMS_REVOCATION && t->how->trust.crl == NULL) {
		tell(t, VERIFY_REVOCATION, VERIFY_UNASKED,
			_("no revocation list was given"));
		return;
	}
	if (i == CMS_CHAIN)
		text = xasprintf("%s: %s, SHA-256 %s%s%s%s",
			v->faults[i] != NULL ? _(signed_points[i].bad)
					     : _(signed_points[i].good),
			v->signer != NULL ? v->signer : "?", v->sha256,
			v->faults[i] != NULL ? " (" : "",
			v->faults[i] != NULL ? v->faults[i] : "",
			v->faults[i] != NULL ? ")" : "");
	else if (v->faults[i] != NULL)
		text = xasprintf(
			"%s (%s)", _(signed_points[i].bad), v->faults[i]);
	else if (i == CMS_VALIDITY)
		text = xasprintf("%s: %s – %s", _(signed_points[i].good),
			v->from, v->until);
	else
		text = xstrdup(_(signed_points[i].good));
	tell(t, signed_points[i].point,
		v->faults[i] != NULL ? VERIFY_FAILS : VERIFY_HOLDS, text);
	free(text);
}

/* A unit that is a division code says for whom the signer may sign. Does it
 * name this one? */
static bool
check_office(struct telling *t, const struct manifest *m, const char *unit)
{
	bool is_code = unit != NULL && strlen(unit) >= 2 &&
		unit[strspn(unit, "0123456789")] == '\0';

	if (!is_code)
		tell(t, VERIFY_OFFICE, VERIFY_UNASKED,
			_("the certificate names no division"));
	else if (strncmp(m->division, unit, strlen(unit)) == 0)
		tell(t, VERIFY_OFFICE, VERIFY_HOLDS,
			_("who signed may sign for this division"));
	else
		tell(t, VERIFY_OFFICE, VERIFY_FAILS,
			_("who signed may not sign for this division"));
	return is_code;
}

static int
check_signature(struct telling *t, const struct reading *r,
	struct verified *out, struct error *err)
{
	const struct cms_bytes der = { r->signature.data, r->signature.len };
	const struct cms_bytes content = { r->manifest.data, r->manifest.len };
	struct cms_verdict v;
	int rc;

	if (!r->has_signature) {
		tell(t, VERIFY_SIGNATURE,
			t->how->unsigned_will_do ? VERIFY_UNASKED
						 : VERIFY_FAILS,
			_("nobody signed it"));
		return 0;
	}
	rc = cms_verify(&v, &der, &content, &t->how->trust, err);
	for (int i = 0; rc == 0 && i < NCMS_POINTS; i++)
		tell_point(t, &v, (enum cms_point)i);
	if (rc == 0)
		out->speaks = check_office(t, r->m, v.unit);
	if (rc == 0) {
		out->signer = xstrdup(v.signer != NULL ? v.signer : "?");
		out->certificate = xstrdup(v.sha256);
	}
	cms_verdict_clear(&v);
	return rc;
}

static int
conclude(const struct telling *t, const char *path, struct error *err)
{
	return !t->failed
		? 0
		: err_set(err, ERR_SEAL, "VERIFY-5", "%s does not hold: %s",
			  path, verify_point_name(t->first));
}

int
verify_package(struct verified *v, const char *path,
	const struct verify_how *how, struct error *err)
{
	struct telling t = { .how = how };
	struct xml_form form = manifest_form;
	struct reading r = { .form = how->form != NULL ? how->form : &form,
		.folder = how->folder,
		.result_only = how->result_only };
	char *text;
	int rc = read_package(&r, path, err);

	*v = (struct verified){ 0 };
	if (rc != 0 && err->kind == ERR_SEAL)
		tell(&t, VERIFY_WHOLE, VERIFY_FAILS, err->msg);
	if (rc == 0) {
		text = xasprintf(
			_("files, each as the manifest says: %zu"), r.m->n);
		tell(&t, VERIFY_WHOLE, VERIFY_HOLDS, text);
		free(text);
		if (r.m->is_collected)
			check_collected(&t, r.m);
		else
			check_result(&t, r.m);
		rc = check_signature(&t, &r, v, err);
	}
	if (rc == 0)
		rc = conclude(&t, path, err);
	if (rc != 0)
		verified_clear(v);
	if (r.m != NULL)
		v->claimed = xstrdup(r.m->id);
	if (rc == 0) {
		v->manifest = r.m;
		r.m = NULL;
	}
	reading_clear(&r);
	xml_form_clear(&form);
	return rc;
}

void
verified_clear(struct verified *v)
{
	manifest_free(v->manifest);
	free(v->signer);
	free(v->certificate);
	free(v->claimed);
	*v = (struct verified){ 0 };
}
