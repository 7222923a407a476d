/*
 * Threads that share numbered jobs: each once, late ones after what they wait
 * for, nothing after an error.
 */
#include "config.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "base/crew.h"
#include "../suite.h"

#define JOBS 200

struct log {
	pthread_mutex_t lock;
	int times[JOBS]; /* that a job was done */
	int early[JOBS]; /* of these, before the crew was ready */
	int asked[JOBS]; /* that is_early was asked of a job */
	bool prepared;
	size_t failing; /* the job that fails; JOBS: none */
};

static int
prepare(void *arg, struct error *err)
{
	struct log *log = arg;

	(void)err;
	for (volatile int i = 0; i < 1000000; i++)
		;
	pthread_mutex_lock(&log->lock);
	log->prepared = true;
	pthread_mutex_unlock(&log->lock);
	return 0;
}

static int
fail_to_prepare(void *arg, struct error *err)
{
	(void)arg;
	return err_set(err, ERR_SYSTEM, "TEST-1", "not prepared");
}

static bool
is_even(void *arg, size_t worker, size_t job)
{
	struct log *log = arg;

	(void)worker;
	pthread_mutex_lock(&log->lock);
	log->asked[job]++;
	pthread_mutex_unlock(&log->lock);
	return job % 2 == 0;
}

static int
do_job(void *arg, size_t worker, size_t job, bool ready, struct error *err)
{
	struct log *log = arg;
	int rc = 0;

	(void)worker;
	pthread_mutex_lock(&log->lock);
	log->times[job]++;
	log->early[job] += !ready;
	if (ready && !log->prepared)
		rc = err_set(err, ERR_SYSTEM, "TEST-2",
			"ready before it was prepared");
	if (job == log->failing)
		rc = err_set(err, ERR_SYSTEM, "TEST-3", "job %zu", job);
	pthread_mutex_unlock(&log->lock);
	return rc;
}

static void
begin(struct log *log)
{
	*log = (struct log){ .failing = JOBS };
	pthread_mutex_init(&log->lock, NULL);
}

START_TEST(test_each_once)
{
	struct log log;
	struct error err = { 0 };
	struct crew_work work = { .jobs = JOBS,
		.workers = (size_t)_i,
		.arg = &log,
		.prepare = prepare,
		.is_early = is_even,
		.run = do_job };

	begin(&log);
	ck_assert_int_eq(crew_run(&work, &err), 0);
	for (size_t i = 0; i < JOBS; i++) {
		ck_assert_int_eq(log.times[i], 1);
		ck_assert_int_le(log.asked[i], 1);
		if (i % 2 == 1)
			ck_assert_int_eq(log.early[i], 0);
	}
}
END_TEST

START_TEST(test_error)
{
	struct log log;
	struct error err = { 0 };
	struct crew_work work = {
		.jobs = JOBS, .workers = 1, .arg = &log, .run = do_job
	};

	begin(&log);
	log.prepared = true;
	log.failing = 7;
	ck_assert_int_eq(crew_run(&work, &err), -1);
	ck_assert_str_eq(err.msg, "job 7");
	ck_assert_int_eq(log.times[6], 1);
	ck_assert_int_eq(log.times[8], 0);
}
END_TEST

START_TEST(test_prepare_fails)
{
	struct log log;
	struct error err = { 0 };
	struct crew_work work = { .jobs = JOBS,
		.workers = 4,
		.arg = &log,
		.prepare = fail_to_prepare,
		.is_early = is_even,
		.run = do_job };

	begin(&log);
	log.prepared = true;
	ck_assert_int_eq(crew_run(&work, &err), -1);
	ck_assert_str_eq(err.msg, "not prepared");
	for (size_t i = 1; i < JOBS; i += 2)
		ck_assert_int_eq(log.times[i], 0);
}
END_TEST

START_TEST(test_size)
{
	ck_assert_uint_eq(crew_size(3), 3);
	ck_assert_uint_eq(crew_size(1000), CREW_MAX);
	ck_assert_uint_ge(crew_size(0), 1);
	ck_assert_uint_ge(crew_size(-5), 1);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("crew");

	tcase_add_loop_test(t, test_each_once, 1, 6);
	tcase_add_test(t, test_error);
	tcase_add_test(t, test_prepare_fails);
	tcase_add_test(t, test_size);
	return suite_run(t, "crew");
}
