/*
 * Subjects of rules, each kind counted once.
 */
#include "config.h"
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "check/pack.h"
#include "check/rule.h"
#include "check/subjects.h"

struct count {
	const char *sql; /* without parameters; the rules' */
	long n;
};

struct subjects {
	pthread_mutex_t lock;
	struct count *counts;
	size_t n;
};

struct subjects *
subjects_new(void)
{
	struct subjects *s = xcalloc(1, sizeof *s);

	pthread_mutex_init(&s->lock, NULL);
	return s;
}

void
subjects_free(struct subjects *s)
{
	if (s == NULL)
		return;
	pthread_mutex_destroy(&s->lock);
	free(s->counts);
	free(s);
}

static bool
find(struct subjects *s, const char *sql, long *n)
{
	bool found = false;

	pthread_mutex_lock(&s->lock);
	for (size_t i = 0; !found && i < s->n; i++) {
		found = strcmp(s->counts[i].sql, sql) == 0;
		if (found)
			*n = s->counts[i].n;
	}
	pthread_mutex_unlock(&s->lock);
	return found;
}

static void
keep(struct subjects *s, const char *sql, long n)
{
	pthread_mutex_lock(&s->lock);
	s->counts = xreallocarray(s->counts, s->n + 1, sizeof *s->counts);
	s->counts[s->n++] = (struct count){ sql, n };
	pthread_mutex_unlock(&s->lock);
}

int
subjects_count(struct subjects *s, const struct rule_at *at,
	const struct rule *rule, int seconds, long *n, struct error *err)
{
	const char *sql = rule_subjects(rule);
	bool has_parameters = strchr(sql, ':') != NULL;

	if (!has_parameters && find(s, sql, n))
		return 0;
	if (rule_count(n, at, rule, seconds, err) != 0)
		return -1;
	if (!has_parameters)
		keep(s, sql, *n);
	return 0;
}

void
subjects_forget(struct subjects *s)
{
	s->n = 0;
}
