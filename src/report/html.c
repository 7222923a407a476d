/*
 * A report as HTML: one page, or an index and numbered pages.
 *
 * Pages of a long report bear the digest of their result in the name. The
 * index is written last and the pages of an older report go after that, so
 * that whatever index is there leads to pages of its own.
 */
#include "config.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/digest.h"
#include "lib/xslt.h"
#include "report/result-parts.h"
#include "report/writers.h"

#define SINGLE_PAGE 1500  /* findings */
#define SINGLE_LINES 6000 /* findings, and what is listed of lists */
#define PAGE_BYTES 5000000
#define ASSET_LIMIT (1u << 20)
#define STAMP 8 /* hexadecimal digits of the digest in a page's name */

/* A file that is put into every page, and its digest for the page's policy. */
struct asset {
	char *text;
	char *hash;
};

struct pages {
	struct parts *parts;
	struct xslt *xslt;
	struct asset css, js;
	const char *index;	/* the report's path */
	const char *index_name; /* its last component */
	char *dir;		/* where pages go: "….files" */
	const char *dir_name;
	char stamp[STAMP + 1];
};

static char *
base64(const unsigned char *p, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	struct strbuf sb = { 0 };

	for (size_t i = 0; i < n; i += 3) {
		unsigned v = (unsigned)p[i] << 16;

		if (i + 1 < n)
			v |= (unsigned)p[i + 1] << 8;
		if (i + 2 < n)
			v |= p[i + 2];
		strbuf_addc(&sb, digits[v >> 18]);
		strbuf_addc(&sb, digits[v >> 12 & 63]);
		strbuf_addc(&sb, i + 1 < n ? digits[v >> 6 & 63] : '=');
		strbuf_addc(&sb, i + 2 < n ? digits[v & 63] : '=');
	}
	return strbuf_steal(&sb);
}

static char *
policy_hash(const char *text, size_t n)
{
	unsigned char bytes[(DIGEST_HEX - 1) / 2];
	char hex[DIGEST_HEX], *b64, *hash;

	digest_sha256_hex(text, n, hex);
	for (size_t i = 0; i < sizeof bytes; i++)
		sscanf(hex + 2 * i, "%2hhx", &bytes[i]);
	b64 = base64(bytes, sizeof bytes);
	hash = xasprintf("'sha256-%s'", b64);
	free(b64);
	return hash;
}

static int
load_asset(struct asset *a, const char *name, struct error *err)
{
	char *path = file_data_path(name);
	size_t n;
	int rc = file_read(path, ASSET_LIMIT, &a->text, &n, err);

	if (rc == 0)
		a->hash = policy_hash(a->text, n);
	free(path);
	return rc;
}

static void
clear_asset(struct asset *a)
{
	free(a->text);
	free(a->hash);
}

/* The first digits of the digest of a file of any size. */
static int
stamp_file(char stamp[STAMP + 1], const char *path, struct error *err)
{
	struct digest *d = digest_new();
	char buf[65536], hex[DIGEST_HEX];
	FILE *f = fopen(path, "re");
	size_t n;
	int rc = 0;

	while (f != NULL && (n = fread(buf, 1, sizeof buf, f)) > 0)
		digest_add(d, buf, n);
	if (f == NULL || ferror(f) != 0)
		rc = err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	if (f != NULL)
		fclose(f);
	digest_hex(d, hex);
	snprintf(stamp, STAMP + 1, "%.*s", STAMP, hex);
	return rc;
}

static char *
pages_dir(const char *index)
{
	static const char ending[] = ".html";
	size_t n = strlen(index), m = strlen(ending);

	if (n > m && strcmp(index + n - m, ending) == 0)
		n -= m;
	return xasprintf("%.*s.files", (int)n, index);
}

static const char *
last_component(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* page is "single", "index" or a number. */
static int
make_page(struct pages *p, const char *page, char **text, size_t *n,
	struct error *err)
{
	bool is_numbered = page[0] >= '0' && page[0] <= '9';
	char *pages = is_numbered
		? xasprintf("./%s-", p->stamp)
		: xasprintf("./%s/%s-", p->dir_name, p->stamp);
	char *index = is_numbered ? xasprintf("../%s", p->index_name)
				  : xstrdup("");
	const char *const params[] = {
		"page",
		page,
		"pages-path",
		pages,
		"index-path",
		index,
		"css",
		p->css.text,
		"css-hash",
		p->css.hash,
		"js",
		p->js.text,
		"js-hash",
		p->js.hash,
		NULL,
	};
	int rc = xslt_text(p->xslt, parts_tree(p->parts), params, text, n, err);

	free(pages);
	free(index);
	return rc;
}

static int
write_page(
	struct pages *p, const char *page, const char *path, struct error *err)
{
	char *text = NULL;
	size_t n;
	int rc = make_page(p, page, &text, &n, err);

	if (rc == 0)
		rc = file_write(path, text, n, err);
	free(text);
	return rc;
}

/* 1 where all on one page would be too much: nothing is written then, and the
 * parts stand at their beginning again. */
static int
write_single(struct pages *p, const char *result_path, struct error *err)
{
	char *text = NULL;
	size_t n;
	int rc = parts_fill(p->parts, SINGLE_LINES, err);

	if (rc == 0)
		rc = make_page(p, "single", &text, &n, err);
	if (rc == 0 && n <= PAGE_BYTES) {
		rc = file_write(p->index, text, n, err);
	} else if (rc >= 0) {
		parts_close(p->parts);
		rc = parts_open(&p->parts, result_path, PARTS_NO_EXITS, false,
			     err) == 0
			? 1
			: -1;
	}
	free(text);
	return rc;
}

/* What can be searched for goes where it would make the page too large. */
static int
write_index(struct pages *p, struct error *err)
{
	char *text = NULL;
	size_t n;
	int rc = make_page(p, "index", &text, &n, err);

	if (rc == 0 && n > PAGE_BYTES) {
		free(text);
		text = NULL;
		parts_drop_find(p->parts);
		rc = make_page(p, "index", &text, &n, err);
	}
	if (rc == 0)
		rc = file_write(p->index, text, n, err);
	free(text);
	return rc;
}

static int
write_numbered(struct pages *p, struct error *err)
{
	long number;
	int rc;

	if (file_make_dir(p->dir, err) != 0)
		return -1;
	parts_keep_index(p->parts);
	parts_put_away(p->parts);
	while ((rc = parts_page(p->parts, &number, err)) == 1) {
		char *page = xasprintf("%ld", number);
		char *path = xasprintf(
			"%s/%s-%04ld.html", p->dir, p->stamp, number);

		rc = write_page(p, page, path, err);
		free(page);
		free(path);
		if (rc != 0)
			return -1;
	}
	parts_put_back(p->parts);
	return rc == 0 ? write_index(p, err) : -1;
}

/* Did write_numbered make a file of this name, for another result? */
static bool
is_stale(const struct pages *p, const char *name)
{
	size_t hex = strspn(name, "0123456789abcdef"), digits;

	if (hex != STAMP || name[hex] != '-')
		return false;
	digits = strspn(name + hex + 1, "0123456789");
	if (digits < 4 || strcmp(name + hex + 1 + digits, ".html") != 0)
		return false;
	return strncmp(name, p->stamp, STAMP) != 0;
}

/* Best effort: an old page that stays does no harm. */
static void
remove_stale(const struct pages *p)
{
	DIR *d = opendir(p->dir);
	struct dirent *e;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL) {
		if (is_stale(p, e->d_name))
			unlinkat(dirfd(d), e->d_name, 0);
	}
	closedir(d);
	rmdir(p->dir); /* only where it is empty */
}

static int
open_pages(struct pages *p, const char *stylesheet, const char *result_path,
	struct error *err)
{
	int rc = -1;

	if (xslt_load(&p->xslt, stylesheet, err) == 0 &&
		load_asset(&p->css, "xslt/html/page.css", err) == 0 &&
		load_asset(&p->js, "xslt/html/page.js", err) == 0 &&
		stamp_file(p->stamp, result_path, err) == 0 &&
		parts_open(&p->parts, result_path, PARTS_NO_EXITS, false,
			err) == 0)
		rc = 0;
	return rc;
}

static void
close_pages(struct pages *p)
{
	parts_close(p->parts);
	xslt_free(p->xslt);
	clear_asset(&p->css);
	clear_asset(&p->js);
}

int
write_pages(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts, struct error *err)
{
	size_t single = opts != NULL && opts->single_page > 0
		? opts->single_page
		: SINGLE_PAGE;
	struct pages p = { 0 };
	int rc = 1; /* not on a single page */

	p.index = out_path;
	p.index_name = last_component(out_path);
	p.dir = pages_dir(out_path);
	p.dir_name = last_component(p.dir);
	if (open_pages(&p, stylesheet, result_path, err) != 0)
		rc = -1;
	else if (parts_findings(p.parts) <= single)
		rc = write_single(&p, result_path, err);
	if (rc == 0)
		p.stamp[0] = '\0'; /* no page is in use */
	else if (rc == 1)
		rc = write_numbered(&p, err);
	if (rc == 0)
		remove_stale(&p);
	close_pages(&p);
	free(p.dir);
	return rc;
}

int
write_front(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts, struct error *err)
{
	struct pages p = { .index = out_path };
	int rc = -1;

	(void)opts;
	p.index_name = last_component(out_path);
	p.dir_name = p.index_name;
	if (open_pages(&p, stylesheet, result_path, err) == 0)
		rc = write_page(&p, "single", out_path, err);
	close_pages(&p);
	return rc;
}
