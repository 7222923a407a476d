/*
 * What the rows of tables say, kept on disk: see pieces.h.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/pieces.h"

#define SMALL ((size_t)4 << 10)
#define LARGE ((size_t)128 << 10)
#define WINDOWS 4

/* What was read of the file last: one for each of the runs of rows that are
 * read side by side, and small where they are read here and there. */
struct window {
	char *data;
	size_t n, size;
	uint64_t at, used; /* when */
};

struct pieces {
	int fd;
	struct strbuf unwritten; /* the file's end */
	uint64_t end;
	struct arena *keys;
	struct piece_mark *marks;
	size_t n, cap;
	struct window windows[WINDOWS];
	uint64_t reads;
};

/* As it stands in the file, before its three texts. */
struct head {
	uint32_t element, sheet;
	int64_t row;
	uint32_t nowner, nvillage, size, nfacts; /* size: of the facts */
};

int
pieces_new(struct pieces **out, struct error *err)
{
	const char *tmp = getenv("TMPDIR");
	char *path = xasprintf(
		"%s/.hecha-XXXXXX", tmp != NULL && *tmp == '/' ? tmp : "/tmp");
	struct pieces *p = xcalloc(1, sizeof *p);

	*out = NULL;
	p->fd = mkostemp(path, O_CLOEXEC);
	if (p->fd >= 0)
		unlink(path);
	p->keys = arena_new();
	if (p->fd < 0) {
		err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
		pieces_free(p);
	} else {
		*out = p;
	}
	free(path);
	return *out != NULL ? 0 : -1;
}

void
pieces_free(struct pieces *p)
{
	if (p == NULL)
		return;
	if (p->fd >= 0)
		close(p->fd);
	strbuf_clear(&p->unwritten);
	for (int i = 0; i < WINDOWS; i++)
		free(p->windows[i].data);
	free(p->marks);
	arena_free(p->keys);
	free(p);
}

static int
failed(struct error *err)
{
	return err_set(err, ERR_SYSTEM, "PIECES-1",
		"tables could not be kept in the temporary directory: %s",
		err_reason(errno));
}

int
pieces_flush(struct pieces *p, struct error *err)
{
	const char *s = p->unwritten.data;
	size_t left = p->unwritten.len;

	while (left > 0) {
		ssize_t n = write(p->fd, s, left);

		if (n < 0 && errno != EINTR)
			return failed(err);
		s += n > 0 ? n : 0;
		left -= n > 0 ? (size_t)n : 0;
	}
	strbuf_reset(&p->unwritten);
	return 0;
}

int
pieces_add(struct pieces *p, const struct piece_mark *mark,
	const struct kept_piece *piece, struct error *err)
{
	struct head h = { .element = piece->element,
		.sheet = piece->sheet,
		.row = piece->row,
		.nowner = (uint32_t)strlen(piece->owner) + 1,
		.nvillage = (uint32_t)strlen(piece->village) + 1,
		.size = (uint32_t)piece->facts.size,
		.nfacts = (uint32_t)piece->facts.n };
	struct piece_mark *m;

	if (p->n == p->cap) {
		p->cap = p->cap > 0 ? p->cap * 2 : 1024;
		p->marks = xreallocarray(p->marks, p->cap, sizeof *p->marks);
	}
	m = &p->marks[p->n++];
	*m = *mark;
	m->offset = p->end;
	m->key = p->n > 1 && strcmp(m[-1].key, mark->key) == 0
		? m[-1].key
		: arena_strdup(p->keys, mark->key);
	strbuf_add(&p->unwritten, &h, sizeof h);
	strbuf_add(&p->unwritten, piece->owner, h.nowner);
	strbuf_add(&p->unwritten, piece->village, h.nvillage);
	strbuf_add(&p->unwritten, piece->facts.data, h.size);
	p->end += sizeof h + h.nowner + h.nvillage + h.size;
	return p->unwritten.len < LARGE ? 0 : pieces_flush(p, err);
}

static int
by_record(const void *a, const void *b)
{
	const struct piece_mark *x = a, *y = b;
	int keys;

	if (x->record != y->record)
		return x->record < y->record ? -1 : 1;
	keys = x->key != y->key ? strcmp(x->key, y->key) : 0;
	if (keys != 0)
		return keys;
	return (x->offset > y->offset) - (x->offset < y->offset);
}

void
pieces_give_key(struct pieces *p, size_t i, const char *key)
{
	p->marks[i].key = key;
	p->marks[i].derived = true;
}

int
pieces_sort(struct pieces *p, struct error *err)
{
	bool sorted = true;
	size_t kept = 0;

	for (size_t i = 0; i < p->n; i++) {
		if (p->marks[i].key != NULL)
			p->marks[kept++] = p->marks[i];
	}
	p->n = kept;
	for (size_t i = 1; sorted && i < p->n; i++)
		sorted = by_record(&p->marks[i - 1], &p->marks[i]) < 0;
	if (!sorted)
		qsort(p->marks, p->n, sizeof *p->marks, by_record);
	return pieces_flush(p, err);
}

void
pieces_cut(struct pieces *p, size_t n)
{
	p->n = n;
}

size_t
pieces_count(const struct pieces *p)
{
	return p->n;
}

const struct piece_mark *
pieces_mark(const struct pieces *p, size_t i)
{
	return &p->marks[i];
}

static bool
holds(const struct window *w, uint64_t at, size_t n)
{
	return at >= w->at && at + n <= w->at + w->n;
}

/* The window to be read anew for what stands there: one that ends there goes on
 * with more at once, else the one that was used longest ago. */
static struct window *
choose(struct pieces *p, uint64_t at)
{
	struct window *oldest = &p->windows[0];

	for (int i = 0; i < WINDOWS; i++) {
		struct window *w = &p->windows[i];

		if (w->n > 0 && at >= w->at && at <= w->at + w->n) {
			w->size = w->size < LARGE ? w->size * 2 : LARGE;
			return w;
		}
		if (w->used < oldest->used)
			oldest = w;
	}
	oldest->size = SMALL;
	return oldest;
}

/* n bytes of the file; NULL with err. */
static const char *
bytes_at(struct pieces *p, uint64_t at, size_t n, struct error *err)
{
	struct window *w = NULL;

	p->reads++;
	for (int i = 0; i < WINDOWS && w == NULL; i++) {
		if (holds(&p->windows[i], at, n))
			w = &p->windows[i];
	}
	if (w == NULL) {
		size_t got = 0;

		w = choose(p, at);
		if (w->size < n)
			w->size = n;
		w->data = xreallocarray(w->data, w->size, 1);
		while (got < n) {
			ssize_t more = pread(p->fd, w->data + got,
				w->size - got, (off_t)(at + got));

			if (more < 0 && errno == EINTR)
				continue;
			if (more <= 0) {
				w->n = 0;
				failed(err);
				return NULL;
			}
			got += (size_t)more;
		}
		w->at = at;
		w->n = got;
	}
	w->used = p->reads;
	return w->data + (at - w->at);
}

int
pieces_read(
	struct pieces *p, size_t i, struct kept_piece *out, struct error *err)
{
	uint64_t at = p->marks[i].offset;
	const char *s = bytes_at(p, at, sizeof(struct head), err);
	struct head h;

	if (s == NULL)
		return -1;
	memcpy(&h, s, sizeof h);
	s = bytes_at(p, at, sizeof h + h.nowner + h.nvillage + h.size, err);
	if (s == NULL)
		return -1;
	*out = (struct kept_piece){ .element = h.element,
		.sheet = h.sheet,
		.row = h.row,
		.owner = s + sizeof h };
	out->village = out->owner + h.nowner;
	out->facts = (struct facts){ out->village + h.nvillage, h.size,
		h.nfacts };
	return 0;
}
