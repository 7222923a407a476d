/*
 * A reader in a thread of its own. The two sides are no jobs of a crew
 * (base/crew.h): each waits for the other from the first row to the last, so
 * that they could not be done one after the other where no thread is started.
 */
#include "config.h"
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/grid-ahead.h"

#define BATCHES 4
#define ROWS 256
#define TEXT ((size_t)256 << 10)

struct ahead_row {
	long row;
	size_t from, n; /* cells */
};

/* Rows of one sheet, or the beginning of one. */
struct batch {
	bool is_sheet;
	struct grid_sheet sheet; /* its name is ours */
	struct ahead_row rows[ROWS];
	size_t nrows;
	struct cell *cells; /* text, words: not set until it is handed over */
	size_t *from;
	size_t ncells, cap;
	struct strbuf text;
};

struct ahead {
	grid_reader *reader;
	const char *path, *name;
	bool *merged_later;   /* the caller's */
	pthread_mutex_t lock; /* of filled to is_unwanted */
	pthread_cond_t changed;
	size_t filled, taken; /* batches, all in all */
	bool is_done;	      /* the reader has come to its end */
	bool is_unwanted;     /* nobody takes any more */
	struct batch batches[BATCHES];
	struct batch *open; /* the reader's, or NULL */
	int rc;		    /* the reader's, and its error */
	struct error err;
};

/* One to be filled; NULL: nobody wants it. */
static struct batch *
next_free(struct ahead *a)
{
	struct batch *b = NULL;

	pthread_mutex_lock(&a->lock);
	while (a->filled - a->taken == BATCHES && !a->is_unwanted)
		pthread_cond_wait(&a->changed, &a->lock);
	if (!a->is_unwanted)
		b = &a->batches[a->filled % BATCHES];
	pthread_mutex_unlock(&a->lock);
	if (b == NULL)
		return NULL;
	b->nrows = b->ncells = 0;
	b->is_sheet = false;
	strbuf_reset(&b->text);
	return b;
}

static void
hand_over(struct ahead *a)
{
	struct batch *b = a->open;

	if (b == NULL)
		return;
	for (size_t i = 0; i < b->ncells; i++) {
		struct cell *c = &b->cells[i];

		c->text = b->text.data + b->from[i];
		if (c->words != NULL)
			c->words = c->text + c->n + 1;
	}
	a->open = NULL;
	pthread_mutex_lock(&a->lock);
	a->filled++;
	pthread_cond_broadcast(&a->changed);
	pthread_mutex_unlock(&a->lock);
}

static int
on_sheet(void *arg, const struct grid_sheet *sheet, struct error *err)
{
	struct ahead *a = arg;

	(void)err;
	hand_over(a);
	a->open = next_free(a);
	if (a->open == NULL)
		return -1;
	a->open->is_sheet = true;
	a->open->sheet = *sheet;
	a->open->sheet.name = xstrdup(sheet->name);
	hand_over(a);
	return 0;
}

static int
on_row(void *arg, long row, const struct cell *cells, size_t n,
	struct error *err)
{
	struct ahead *a = arg;
	struct batch *b;

	(void)err;
	if (a->open != NULL &&
		(a->open->nrows == ROWS || a->open->text.len > TEXT))
		hand_over(a);
	if (a->open == NULL)
		a->open = next_free(a);
	b = a->open;
	if (b == NULL)
		return -1;
	b->rows[b->nrows++] = (struct ahead_row){ row, b->ncells, n };
	if (b->ncells + n > b->cap) {
		b->cap = (b->ncells + n) * 2;
		b->cells = xreallocarray(b->cells, b->cap, sizeof *b->cells);
		b->from = xreallocarray(b->from, b->cap, sizeof *b->from);
	}
	for (size_t i = 0; i < n; i++) {
		b->cells[b->ncells] = cells[i];
		b->from[b->ncells++] = b->text.len;
		strbuf_add(&b->text, cells[i].n > 0 ? cells[i].text : "",
			cells[i].n);
		strbuf_addc(&b->text, '\0');
		if (cells[i].words != NULL) {
			strbuf_adds(&b->text, cells[i].words);
			strbuf_addc(&b->text, '\0');
		}
	}
	return 0;
}

static void *
read_all(void *arg)
{
	struct ahead *a = arg;
	const struct grid_events events = { on_sheet, on_row, a->merged_later };

	a->rc = a->reader(a->path, a->name, &events, a, &a->err);
	/* what stands before a fault is told before it */
	hand_over(a);
	pthread_mutex_lock(&a->lock);
	a->is_done = true;
	pthread_cond_broadcast(&a->changed);
	pthread_mutex_unlock(&a->lock);
	return NULL;
}

/* The next that is filled; NULL: that was all. */
static struct batch *
next_filled(struct ahead *a)
{
	struct batch *b = NULL;

	pthread_mutex_lock(&a->lock);
	while (a->filled == a->taken && !a->is_done)
		pthread_cond_wait(&a->changed, &a->lock);
	if (a->filled > a->taken)
		b = &a->batches[a->taken % BATCHES];
	pthread_mutex_unlock(&a->lock);
	return b;
}

/* It is done with; unwanted: so are all that would come. */
static void
give_back(struct ahead *a, bool unwanted)
{
	pthread_mutex_lock(&a->lock);
	a->taken++;
	a->is_unwanted = a->is_unwanted || unwanted;
	pthread_cond_broadcast(&a->changed);
	pthread_mutex_unlock(&a->lock);
}

static int
tell(const struct batch *b, const struct grid_events *events, void *arg,
	bool *left_out, struct error *err)
{
	int rc = 0;

	if (b->is_sheet) {
		rc = events->sheet(arg, &b->sheet, err);
		*left_out = rc == 1;
		return rc < 0 ? -1 : 0;
	}
	for (size_t i = 0; rc == 0 && !*left_out && i < b->nrows; i++) {
		const struct ahead_row *r = &b->rows[i];

		rc = events->row(arg, r->row, b->cells + r->from, r->n, err);
	}
	return rc < 0 ? -1 : 0;
}

static int
take_all(struct ahead *a, const struct grid_events *events, void *arg,
	struct error *err)
{
	struct batch *b;
	bool left_out = false;
	int rc = 0;

	while (rc == 0 && (b = next_filled(a)) != NULL) {
		rc = tell(b, events, arg, &left_out, err);
		if (b->is_sheet)
			free((char *)(uintptr_t)b->sheet.name);
		b->is_sheet = false;
		give_back(a, rc != 0);
	}
	return rc;
}

static void
clear(struct ahead *a)
{
	for (int i = 0; i < BATCHES; i++) {
		struct batch *b = &a->batches[i];

		if (b->is_sheet)
			free((char *)(uintptr_t)b->sheet.name);
		free(b->cells);
		free(b->from);
		strbuf_clear(&b->text);
	}
	pthread_mutex_destroy(&a->lock);
	pthread_cond_destroy(&a->changed);
	free(a);
}

int
grid_ahead(grid_reader *reader, const char *path, const char *name,
	const struct grid_events *events, void *arg, struct error *err)
{
	struct ahead *a = xcalloc(1, sizeof *a);
	pthread_t thread;
	int rc;

	a->reader = reader;
	a->path = path;
	a->name = name;
	a->merged_later = events->merged_later;
	pthread_mutex_init(&a->lock, NULL);
	pthread_cond_init(&a->changed, NULL);
	if (pthread_create(&thread, NULL, read_all, a) != 0) {
		clear(a);
		return reader(path, name, events, arg, err);
	}
	rc = take_all(a, events, arg, err);
	pthread_join(thread, NULL);
	if (rc == 0 && a->rc != 0) {
		*err = a->err;
		rc = -1;
	}
	clear(a);
	return rc;
}
