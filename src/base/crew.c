/*
 * Threads that share numbered jobs.
 */
#include "config.h"
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/crew.h"
#include "base/mem.h"

enum state { WAITING, ASKED, LATE, TAKEN };

struct crew {
	const struct crew_work *work;
	pthread_mutex_t lock;	/* of all that follows */
	pthread_cond_t changed; /* ready, or an error */
	enum state *jobs;
	bool ready;
	struct error err; /* the first */
	int rc;
};

struct member {
	struct crew *crew;
	size_t number;
	pthread_t thread;
	bool started;
};

size_t
crew_size(long wanted)
{
	long n = wanted > 0 ? wanted : sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > CREW_MAX ? CREW_MAX : (size_t)n;
}

static void
note_error(struct crew *c, const struct error *err)
{
	pthread_mutex_lock(&c->lock);
	if (c->rc == 0)
		c->err = *err;
	c->rc = -1;
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->lock);
}

/* With the lock: the first job that can be taken now; -1: none. *ask: it must
 * be asked first whether it is an early one. */
static long
next_job(struct crew *c, bool *ask)
{
	*ask = false;
	for (size_t i = 0; c->rc == 0 && i < c->work->jobs; i++) {
		if (c->jobs[i] == TAKEN || c->jobs[i] == ASKED)
			continue;
		if (c->ready)
			return (long)i;
		if (c->jobs[i] == WAITING) {
			*ask = c->work->is_early != NULL;
			return (long)i;
		}
	}
	return -1;
}

/* With the lock: can a job still come that is not taken? */
static bool
may_wait(const struct crew *c)
{
	if (c->ready || c->rc != 0)
		return false;
	for (size_t i = 0; i < c->work->jobs; i++) {
		if (c->jobs[i] != TAKEN)
			return true;
	}
	return false;
}

/* The next job, and whether what was prepared is there; -1: no more. */
static long
take_job(struct crew *c, size_t worker, bool *ready)
{
	long job;
	bool ask;

	pthread_mutex_lock(&c->lock);
	for (;;) {
		job = next_job(c, &ask);
		if (job >= 0 && ask) {
			bool early;

			c->jobs[job] = ASKED;
			pthread_mutex_unlock(&c->lock);
			early = c->work->is_early(
				c->work->arg, worker, (size_t)job);
			pthread_mutex_lock(&c->lock);
			c->jobs[job] = LATE;
			pthread_cond_broadcast(&c->changed);
			/* an error, and readiness with it, may have come */
			if (c->rc != 0 || (!early && !c->ready))
				continue;
		}
		if (job >= 0 || !may_wait(c))
			break;
		pthread_cond_wait(&c->changed, &c->lock);
	}
	if (job >= 0)
		c->jobs[job] = TAKEN;
	*ready = c->ready;
	pthread_mutex_unlock(&c->lock);
	return job;
}

static void
prepare(struct crew *c)
{
	struct error err = { 0 };

	if (c->work->prepare != NULL &&
		c->work->prepare(c->work->arg, &err) != 0)
		note_error(c, &err);
	pthread_mutex_lock(&c->lock);
	c->ready = true;
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->lock);
}

static void *
work(void *arg)
{
	struct member *m = arg;
	struct crew *c = m->crew;
	bool ready;
	long job;

	if (m->number == 0)
		prepare(c);
	while ((job = take_job(c, m->number, &ready)) >= 0) {
		struct error err = { 0 };

		if (c->work->run(c->work->arg, m->number, (size_t)job, ready,
			    &err) != 0)
			note_error(c, &err);
	}
	return NULL;
}

int
crew_run(const struct crew_work *w, struct error *err)
{
	struct crew c = { .work = w };
	struct member members[CREW_MAX] = { 0 };
	size_t n = crew_size(w->workers > 0 ? (long)w->workers : 1);

	c.jobs = xcalloc(w->jobs + 1, sizeof *c.jobs);
	c.ready = w->prepare == NULL;
	pthread_mutex_init(&c.lock, NULL);
	pthread_cond_init(&c.changed, NULL);
	for (size_t i = 0; i < n; i++) {
		members[i].crew = &c;
		members[i].number = i;
		members[i].started = i > 0 &&
			pthread_create(&members[i].thread, NULL, work,
				&members[i]) == 0;
	}
	work(&members[0]);
	for (size_t i = 1; i < n; i++) {
		if (members[i].started)
			pthread_join(members[i].thread, NULL);
	}
	pthread_cond_destroy(&c.changed);
	pthread_mutex_destroy(&c.lock);
	free(c.jobs);
	if (c.rc != 0)
		*err = c.err;
	return c.rc;
}
