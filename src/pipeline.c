/*
 * A ring of chunks between the thread that reads and stores and the threads
 * that parse and validate.
 */
#include "config.h"
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include "mem.h"
#include "pipeline.h"
#include "xml.h"

#define MAX_JOBS 16

struct slot {
	enum { FREE, READY, BUSY, DONE } state;
	struct chunk chunk;
	struct batch batch;
	struct error err;
	int rc;
};

struct pipeline {
	struct guard *guard;
	const struct intake *intake;
	struct _xmlSchema *schema;
	pthread_t threads[MAX_JOBS];
	int nthreads;
	struct slot *slots;
	size_t nslots;
	size_t head, tail; /* taken from head, put in at tail */
	bool end;          /* the guard has no more */
	int end_rc;        /* and whether it failed; told behind the chunks */
	struct error end_err;
	bool stop;
	pthread_mutex_t lock;
	pthread_cond_t work, done;
};

static struct slot *
find_ready(struct pipeline *p)
{
	for (size_t i = p->head; i < p->tail; i++) {
		struct slot *s = &p->slots[i % p->nslots];

		if (s->state == READY)
			return s;
	}
	return NULL;
}

static void *
worker(void *arg)
{
	struct pipeline *p = arg;
	struct _xmlSchemaValidCtxt *validator = xml_validator_new(p->schema);
	struct slot *s;

	pthread_mutex_lock(&p->lock);
	for (;;) {
		while (!p->stop && (s = find_ready(p)) == NULL)
			pthread_cond_wait(&p->work, &p->lock);
		if (p->stop)
			break;
		s->state = BUSY;
		pthread_mutex_unlock(&p->lock);
		s->rc = intake_chunk(&s->batch, p->intake, validator,
			&s->chunk, &s->err);
		chunk_clear(&s->chunk);
		pthread_mutex_lock(&p->lock);
		s->state = DONE;
		pthread_cond_signal(&p->done);
	}
	pthread_mutex_unlock(&p->lock);
	xml_validator_free(validator);
	return NULL;
}

struct pipeline *
pipeline_new(struct guard *guard, const struct intake *intake,
	struct _xmlSchema *schema, int jobs)
{
	struct pipeline *p = xcalloc(1, sizeof *p);

	p->guard = guard;
	p->intake = intake;
	p->schema = schema;
	p->nslots = (size_t)(jobs < MAX_JOBS ? jobs : MAX_JOBS) * 2 + 2;
	p->slots = xcalloc(p->nslots, sizeof *p->slots);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->work, NULL);
	pthread_cond_init(&p->done, NULL);
	for (int i = 0; i < jobs && i < MAX_JOBS; i++) {
		if (pthread_create(&p->threads[i], NULL, worker, p) != 0)
			break;
		p->nthreads++;
	}
	return p;
}

/* Keep the ring full, without holding the lock while reading. */
static void
put_chunks(struct pipeline *p)
{
	while (!p->end && p->tail - p->head < p->nslots) {
		struct slot *s = &p->slots[p->tail % p->nslots];
		int rc = guard_next(p->guard, &s->chunk, &p->end_err);

		if (rc != 1) {
			p->end = true;
			p->end_rc = rc;
			break;
		}
		s->err = (struct error){ 0 };
		pthread_mutex_lock(&p->lock);
		s->state = READY;
		p->tail++;
		pthread_cond_signal(&p->work);
		pthread_mutex_unlock(&p->lock);
	}
}

int
pipeline_next(struct pipeline *p, struct batch *out, struct error *err)
{
	struct slot *s;

	if (p->nthreads == 0)
		return err_set(err, ERR_SYSTEM, "no thread could be started");
	put_chunks(p);
	if (p->head == p->tail) {
		*err = p->end_err;
		return p->end_rc;
	}
	s = &p->slots[p->head % p->nslots];
	pthread_mutex_lock(&p->lock);
	while (s->state != DONE)
		pthread_cond_wait(&p->done, &p->lock);
	s->state = FREE;
	p->head++;
	pthread_mutex_unlock(&p->lock);
	*out = s->batch;
	s->batch = (struct batch){ 0 };
	if (s->rc == 0)
		return 1;
	*err = s->err;
	batch_clear(out);
	return -1;
}

void
pipeline_free(struct pipeline *p)
{
	if (p == NULL)
		return;
	pthread_mutex_lock(&p->lock);
	p->stop = true;
	pthread_cond_broadcast(&p->work);
	pthread_mutex_unlock(&p->lock);
	for (int i = 0; i < p->nthreads; i++)
		pthread_join(p->threads[i], NULL);
	for (size_t i = 0; i < p->nslots; i++) {
		chunk_clear(&p->slots[i].chunk);
		batch_clear(&p->slots[i].batch);
	}
	pthread_cond_destroy(&p->work);
	pthread_cond_destroy(&p->done);
	pthread_mutex_destroy(&p->lock);
	free(p->slots);
	free(p);
}
