/*
 * A ring of chunks between the threads that read, parse and validate and the
 * one that stores. It is no crew (base/crew.h): nobody knows how many chunks
 * there are, and the one that stores takes each as soon as its turn comes.
 */
#include "config.h"
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include "base/crew.h"
#include "base/mem.h"
#include "intake/context.h"
#include "intake/pipeline.h"
#include "lib/xml.h"

struct slot {
	bool done;
	struct batch batch;
	uint64_t read; /* bytes of the file, with this chunk */
	struct error err;
	int rc;
};

struct pipeline {
	const struct source *source;
	const struct intake_context *intake;
	struct _xmlSchema *schema;
	pthread_t threads[CREW_MAX];
	int nthreads;
	struct slot *slots;
	size_t nslots;
	size_t head, tail; /* taken from head, put in at tail */
	bool reading;	   /* a thread has the source */
	bool end;	   /* which has no more */
	int end_rc;	   /* and whether it failed; told behind the chunks */
	struct error end_err;
	bool stop;
	struct _xmlSchemaValidCtxt
		*own; /* of the caller's, if it works alone */
	pthread_mutex_t lock;
	pthread_cond_t work, done;
};

static bool
may_read(const struct pipeline *p)
{
	return !p->reading && !p->end && p->tail - p->head < p->nslots;
}

/* The next chunk and the slot for what becomes of it; NULL: there is none.
 * With the lock, which is given free meanwhile. */
static struct slot *
read_chunk(struct pipeline *p, struct chunk *chunk)
{
	struct slot *s = &p->slots[p->tail % p->nslots];
	struct error err = { 0 };
	int rc;

	p->reading = true;
	pthread_mutex_unlock(&p->lock);
	rc = p->source->next(p->source->arg, chunk, &err);
	pthread_mutex_lock(&p->lock);
	p->reading = false;
	if (rc != 1) {
		p->end = true;
		p->end_rc = rc;
		p->end_err = err;
		pthread_cond_signal(&p->done);
		return NULL;
	}
	s->done = false;
	s->err = err;
	s->read = p->source->read(p->source->arg);
	p->tail++;
	pthread_cond_signal(&p->work);
	return s;
}

static void *
worker(void *arg)
{
	struct pipeline *p = arg;
	struct _xmlSchemaValidCtxt *validator = xml_validator_new(p->schema);
	struct chunk chunk;
	struct slot *s;

	pthread_mutex_lock(&p->lock);
	for (;;) {
		while (!p->stop && !may_read(p))
			pthread_cond_wait(&p->work, &p->lock);
		if (p->stop)
			break;
		s = read_chunk(p, &chunk);
		if (s == NULL)
			continue;
		pthread_mutex_unlock(&p->lock);
		s->rc = stream_chunk(
			&s->batch, p->intake, validator, &chunk, &s->err);
		chunk_clear(&chunk);
		pthread_mutex_lock(&p->lock);
		s->done = true;
		pthread_cond_signal(&p->done);
	}
	pthread_mutex_unlock(&p->lock);
	xml_validator_free(validator);
	return NULL;
}

struct pipeline *
pipeline_new(const struct source *source, const struct intake_context *intake,
	struct _xmlSchema *schema, int jobs)
{
	struct pipeline *p = xcalloc(1, sizeof *p);

	p->source = source;
	p->intake = intake;
	p->schema = schema;
	/* One that is done waits while each thread has one in hand: more would
	 * make nothing faster, and each holds a megabyte. */
	p->nslots = (size_t)(jobs < CREW_MAX ? jobs : CREW_MAX) + 1;
	p->slots = xcalloc(p->nslots, sizeof *p->slots);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->work, NULL);
	pthread_cond_init(&p->done, NULL);
	if (jobs == 0)
		p->own = xml_validator_new(schema);
	for (int i = 0; i < jobs && i < CREW_MAX; i++) {
		if (pthread_create(&p->threads[i], NULL, worker, p) != 0)
			break;
		p->nthreads++;
	}
	return p;
}

/* Nothing at the end. With the lock. */
static struct slot *
wait_for_head(struct pipeline *p)
{
	for (;;) {
		if (p->head == p->tail && p->end)
			return NULL;
		if (p->head < p->tail && p->slots[p->head % p->nslots].done)
			return &p->slots[p->head % p->nslots];
		pthread_cond_wait(&p->done, &p->lock);
	}
}

/* Everything in the caller's thread. */
static int
next_alone(struct pipeline *p, struct batch *out, uint64_t *read,
	struct error *err)
{
	struct chunk chunk;
	int rc = p->source->next(p->source->arg, &chunk, err);

	if (rc != 1)
		return rc;
	*read = p->source->read(p->source->arg);
	*out = (struct batch){ 0 };
	rc = stream_chunk(out, p->intake, p->own, &chunk, err);
	chunk_clear(&chunk);
	if (rc == 0)
		return 1;
	batch_clear(out);
	return -1;
}

int
pipeline_next(struct pipeline *p, struct batch *out, uint64_t *read,
	struct error *err)
{
	struct slot *s;
	int rc;

	if (p->own != NULL)
		return next_alone(p, out, read, err);
	if (p->nthreads == 0)
		return err_set(err, ERR_SYSTEM, "PIPELINE-1",
			"no thread could be started");
	pthread_mutex_lock(&p->lock);
	s = wait_for_head(p);
	rc = s != NULL ? s->rc : p->end_rc;
	*err = s != NULL ? s->err : p->end_err;
	if (s != NULL) {
		*read = s->read;
		*out = s->batch;
		s->batch = (struct batch){ 0 };
		p->head++;
		pthread_cond_signal(&p->work);
	}
	pthread_mutex_unlock(&p->lock);
	if (s == NULL || rc == 0)
		return s == NULL ? rc : 1;
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
	for (size_t i = 0; i < p->nslots; i++)
		batch_clear(&p->slots[i].batch);
	xml_validator_free(p->own);
	pthread_cond_destroy(&p->work);
	pthread_cond_destroy(&p->done);
	pthread_mutex_destroy(&p->lock);
	free(p->slots);
	free(p);
}
