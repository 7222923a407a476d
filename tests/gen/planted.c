/*
 * .planted.tsv: what was planted, a line a finding, as "LC_ALL=C sort" would
 * have it: check, village, household, member, step, event, and, where it must
 * not be found, the check that hides it.
 *
 * The lines of a village are sorted in memory and go to a temporary file for
 * each check. Villages come in order, but a line can also stand for no
 * village or one of another street: such have temporary files of their own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write.h"

#define MAX_STREAMS 512

struct stream {
	char key[64]; /* check, and the village unless it is the street's */
	FILE *file;
};

struct planted {
	char **lines;
	size_t n, cap;
	struct stream streams[MAX_STREAMS];
	size_t n_streams;
};

struct planted *
planted_new(void)
{
	struct planted *p = calloc(1, sizeof *p);

	if (p == NULL)
		abort();
	return p;
}

void
planted_add(struct planted *p, const struct row *rows, int n)
{
	for (int i = 0; i < n; i++) {
		const struct row *r = &rows[i];
		char *line = malloc(sizeof *r);

		if (p->n == p->cap) {
			p->cap = p->cap > 0 ? p->cap * 2 : 64;
			p->lines = realloc(p->lines, p->cap * sizeof *p->lines);
		}
		if (line == NULL || p->lines == NULL)
			abort();
		snprintf(line, sizeof *r, "%s\t%s\t%s\t%s\t%s\t%s%s%s",
			r->check, r->village, r->household, r->member, r->step,
			r->event, r->hidden_by != NULL ? "\t" : "",
			r->hidden_by != NULL ? r->hidden_by : "");
		p->lines[p->n++] = line;
	}
}

static FILE *
find_stream(struct planted *p, const char *line)
{
	size_t check = strcspn(line, "\t") + 1;
	size_t village = check + strcspn(line + check, "\t");
	struct stream *s;
	char key[64];

	if (strncmp(line + check, DIVISION, strlen(DIVISION)) == 0)
		village = check + strlen(DIVISION);
	snprintf(key, sizeof key, "%.*s", (int)village, line);
	for (size_t i = 0; i < p->n_streams; i++) {
		if (strcmp(p->streams[i].key, key) == 0)
			return p->streams[i].file;
	}
	if (p->n_streams == MAX_STREAMS)
		abort();
	s = &p->streams[p->n_streams++];
	strcpy(s->key, key);
	s->file = tmpfile();
	if (s->file == NULL) {
		perror("tmpfile");
		exit(1);
	}
	return s->file;
}

static int
by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void
planted_end_village(struct planted *p)
{
	if (p->n == 0)
		return;
	qsort(p->lines, p->n, sizeof *p->lines, by_line);
	for (size_t i = 0; i < p->n; i++) {
		fprintf(find_stream(p, p->lines[i]), "%s\n", p->lines[i]);
		free(p->lines[i]);
	}
	p->n = 0;
}

static int
by_stream(const void *a, const void *b)
{
	const struct stream *x = a, *y = b;

	return strcmp(x->key, y->key);
}

static bool
append(FILE *to, FILE *from)
{
	char buffer[65536];
	size_t n;

	rewind(from);
	while ((n = fread(buffer, 1, sizeof buffer, from)) > 0) {
		if (fwrite(buffer, 1, n, to) != n)
			return false;
	}
	return ferror(from) == 0;
}

int
planted_finish(struct planted *p, const char *dir)
{
	char path[4096];
	bool good;
	FILE *f;

	snprintf(path, sizeof path, "%s/.planted.tsv", dir);
	f = fopen(path, "w");
	good = f != NULL;
	qsort(p->streams, p->n_streams, sizeof p->streams[0], by_stream);
	for (size_t i = 0; i < p->n_streams; i++) {
		good = good && append(f, p->streams[i].file);
		fclose(p->streams[i].file);
	}
	if (f != NULL && fclose(f) != 0)
		good = false;
	free(p->lines);
	free(p);
	return good ? 0 : -1;
}
