#ifndef THREADS_H
#define THREADS_H

#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"

struct db;

/*
 * Which fault of earlier runs (hc_life) each finding of this run is. Faults of
 * one subject are told apart by their facts: who has the same facts as before
 * is the same fault, whatever its place among the others; those that are left
 * are paired in their order.
 */
struct threads;

enum thread_news {
	THREAD_SAME,	/* hc_life says already all that there is to say */
	THREAD_CHANGED, /* other facts, another number, or it is back */
	THREAD_ADDED,	/* never found before */
};

/* subject and facts are the first 64 bits of their hashes; days. */
struct thread {
	uint64_t subject, facts;
	int64_t row;   /* the caller's */
	int64_t began; /* the series in which it came */
	long number;   /* among the findings of its subject, from 1 */
	long thread;   /* among the faults that its subject ever had, from 1 */
	long first, since, times;
	enum thread_news news;
	size_t head, taken; /* its own */
};

struct threads *threads_new(void);
void threads_free(struct threads *t); /* NULL is fine */
void threads_add(
	struct threads *t, int64_t row, uint64_t subject, uint64_t facts);
/* All having been added: number them and find their faults. Faults that nothing
 * was found of and that had not gone before go into temp.vanished(subject,
 * thread), which is there until threads_free. Once. */
int threads_match(struct threads *t, struct db *db, int64_t series, long as_of,
	struct error *err);
/* The thread of a row; of rows that are equal in subject and facts, the next in
 * the order of asking. Each row is asked for once. */
const struct thread *threads_take(struct threads *t, int64_t row);

#endif
