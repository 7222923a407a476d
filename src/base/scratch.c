/*
 * Temporary files and folders: known, locked, removed. The thread that waits
 * for signals is no worker of a crew (base/crew.h): it has no job and no end,
 * it only holds the signals off all others.
 */
#include "config.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "base/mem.h"
#include "base/scratch.h"

/* ".hecha-" and the six characters of mkstemp. */
#define NAME ".hecha-"
#define NAME_LENGTH 13

/* Seconds in which a file of another process is left alone: it may not be
 * locked yet, or have been written anew by a library. */
#define FRESH 60

struct scratch {
	struct scratch *next;
	char *path;
	int lock;
};

/* A thread's child. */
struct child {
	struct child *next;
	pthread_t thread;
	pid_t group;
};

static struct {
	pthread_mutex_t lock;
	struct scratch *first;
	struct child *children;
	sigset_t before; /* the mask that was there */
	pid_t owner;	 /* a child that was forked removes nothing */
} known = { .lock = PTHREAD_MUTEX_INITIALIZER };

static int
remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void
scratch_remove(const char *path)
{
	nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static void
remove_all(void)
{
	if (getpid() != known.owner)
		return;
	pthread_mutex_lock(&known.lock);
	for (struct child *c = known.children; c != NULL; c = c->next)
		kill(-c->group, SIGKILL);
	/* Other threads may still make what they had begun; once more is
	 * enough, since what follows wants the lock. */
	for (struct scratch *s = known.first; s != NULL; s = s->next) {
		for (int i = 0; i < 3 && access(s->path, F_OK) == 0; i++)
			scratch_remove(s->path);
	}
}

/* Nobody unlocks what remove_all locked: nothing is made any more. */
static void *
watch(void *arg)
{
	sigset_t *signals = arg, one;
	int which;

	if (sigwait(signals, &which) != 0)
		return NULL;
	remove_all();
	signal(which, SIG_DFL);
	sigemptyset(&one);
	sigaddset(&one, which);
	pthread_sigmask(SIG_UNBLOCK, &one, NULL);
	raise(which);
	return NULL;
}

void
scratch_watch(void)
{
	static sigset_t signals;
	static const int which[] = { SIGINT, SIGTERM, SIGHUP };
	pthread_t thread;

	known.owner = getpid();
	mem_at_end(remove_all);
	sigemptyset(&signals);
	for (int i = 0; i < 3; i++) {
		struct sigaction now;

		/* What nohup ignores stays ignored. */
		if (sigaction(which[i], NULL, &now) == 0 &&
			now.sa_handler != SIG_IGN)
			sigaddset(&signals, which[i]);
	}
	pthread_sigmask(SIG_BLOCK, &signals, &known.before);
	if (pthread_create(&thread, NULL, watch, &signals) == 0)
		pthread_detach(thread);
	else
		scratch_unwatch();
}

void
scratch_unwatch(void)
{
	pthread_sigmask(SIG_SETMASK, &known.before, NULL);
}

/* Where the child of this thread stands, or would. */
static struct child **
find_child(void)
{
	struct child **p = &known.children;

	while (*p != NULL && !pthread_equal((*p)->thread, pthread_self()))
		p = &(*p)->next;
	return p;
}

void
scratch_child(pid_t group)
{
	struct child *made = group != 0 ? xcalloc(1, sizeof *made) : NULL;
	struct child **p, *before;

	pthread_mutex_lock(&known.lock);
	p = find_child();
	before = *p;
	if (before != NULL)
		*p = before->next;
	if (made != NULL) {
		made->thread = pthread_self();
		made->group = group;
		made->next = known.children;
		known.children = made;
	}
	pthread_mutex_unlock(&known.lock);
	free(before);
}

/* Lock what was made: the descriptor, or -1 where that cannot be done. False:
 * who sweeps was faster, and it is gone. */
static bool
lock_made(const char *name, int *lock)
{
	struct stat there, ours;

	*lock = open(name, O_RDONLY | O_CLOEXEC);
	if (*lock < 0)
		return errno != ENOENT;
	if (flock(*lock, LOCK_EX) != 0)
		return true;
	if (stat(name, &there) == 0 && fstat(*lock, &ours) == 0 &&
		there.st_ino == ours.st_ino)
		return true;
	close(*lock);
	return false;
}

static bool
make_one(char *name, bool is_folder)
{
	int fd = is_folder ? -1 : mkostemp(name, O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return is_folder ? mkdtemp(name) != NULL : fd >= 0;
}

/* Whoever removes all holds the lock: what is made is known to him, or is not
 * made any more. */
bool
scratch_make(char *name, bool is_folder)
{
	struct scratch *s = xcalloc(1, sizeof *s);
	bool is_made, is_ours;
	int why;

	s->path = xstrdup(name);
	pthread_mutex_lock(&known.lock);
	do {
		memcpy(name, s->path, strlen(name));
		is_made = make_one(name, is_folder);
		why = errno;
		is_ours = !is_made || lock_made(name, &s->lock);
	} while (!is_ours);
	if (is_made) {
		memcpy(s->path, name, strlen(name));
		s->next = known.first;
		known.first = s;
	}
	pthread_mutex_unlock(&known.lock);
	if (!is_made) {
		free(s->path);
		free(s);
		errno = why;
	}
	return is_made;
}

void
scratch_forget(const char *path)
{
	struct scratch *found = NULL;

	pthread_mutex_lock(&known.lock);
	for (struct scratch **p = &known.first; *p != NULL; p = &(*p)->next) {
		if (strcmp((*p)->path, path) != 0)
			continue;
		found = *p;
		*p = found->next;
		break;
	}
	pthread_mutex_unlock(&known.lock);
	if (found == NULL)
		return;
	if (found->lock >= 0)
		close(found->lock);
	free(found->path);
	free(found);
}

/* Is it of this process? A library may have put another file in its place,
 * which nobody holds, and what is fresh is told by a clock that can jump. */
static bool
is_known(const char *name)
{
	bool is = false;

	pthread_mutex_lock(&known.lock);
	for (const struct scratch *s = known.first; s != NULL && !is;
		s = s->next) {
		const char *slash = strrchr(s->path, '/');

		is = strcmp(slash != NULL ? slash + 1 : s->path, name) == 0;
	}
	pthread_mutex_unlock(&known.lock);
	return is;
}

/* The lock of what is there and nobody holds, or -1. */
static int
left_over(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;

	if (fd >= 0 && fstat(fd, &st) == 0 &&
		(S_ISDIR(st.st_mode) || time(NULL) - st.st_mtime > FRESH) &&
		flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

void
scratch_sweep(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL) {
		char *path;
		int lock;

		if (strncmp(e->d_name, NAME, strlen(NAME)) != 0 ||
			strlen(e->d_name) != NAME_LENGTH || is_known(e->d_name))
			continue;
		path = xasprintf("%s/%s", dir, e->d_name);
		lock = left_over(path);
		if (lock >= 0) {
			scratch_remove(path);
			close(lock);
		}
		free(path);
	}
	if (d != NULL)
		closedir(d);
}
