/*
 * Preloaded: the program is forked at an allocation, and in the child that one
 * fails, once and then from it on. The child must end at once: by status 4,
 * with its sentence, without another change to a file, and where it fails alone
 * with nothing left of what it had begun. The parent goes on as if nothing was,
 * so that one run tries all of them.
 *
 * Whoever asks does not learn that an allocation failed, since the program's
 * own malloc ends it. So what becomes of it is told by the files that are
 * there, and by the way to it: it is forked where a file has changed since the
 * last, where so many callers (WALK_WAYS) are new, and at each n-th
 * (WALK_EVERY) anyway. That the program's malloc is who asks (WALK_OURS: where
 * it stands in the program, from and to) is looked at each time.
 *
 * WALK is a folder: each state of the files of WALK_WORLD in which a child
 * ended is copied there, and "end" says how many were asked for and tried, and
 * lists those that did not end as they must.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SLOTS (1 << 20)
#define DEEP 32
#define MOST_BAD 200
#define MOST_GONE 256
#define NAME_LENGTH 13 /* of .hecha-XXXXXX */
#define PLACES 4

/* How a child ends that does not as it must. */
enum { WENT_ON = 101, SAID_NOTHING, LEFT_SOMETHING, NOT_OURS };

/* Of this process and those that it forks to work for it. */
struct shared {
	atomic_long calls, tried, states, other;
	/* Of any file; of those that are looked at; what was of each when it
	 * was last forked, and copied. */
	atomic_long changes, shown, tried_at, copied_at;
	atomic_long bads;
	struct {
		long call, callers[6];
		int goes_on, status;
	} bad[MOST_BAD];
	_Atomic uint64_t ways[SLOTS];
};

static struct shared *all;
static const char *walk, *places[PLACES];
static const void *_Atomic ours[16]; /* where the program's malloc asks */
static long ways, every = 1;
static pid_t self; /* the program, which has the list of what it began */
static _Thread_local int inside;
static pthread_mutex_t still = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static struct {
	int is, goes_on, said;
	pid_t parent;
	size_t gone;
	char names[MOST_GONE][NAME_LENGTH + 1];
} child;
static atomic_long lost; /* nanoseconds that children took */

#define NEXT(type, name, ...)                                                  \
	static type (*real)(__VA_ARGS__);                                      \
	int was = inside;                                                      \
	inside = 1;                                                            \
	if (real == NULL)                                                      \
		real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name);          \
	inside = was

static void
begin(void)
{
	const char *w = getenv("WALK_WAYS"), *e = getenv("WALK_EVERY");
	void *p = mmap(NULL, sizeof *all, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		_exit(99);
	all = p;
	walk = getenv("WALK");
	places[0] = getenv("WALK_WORLD");
	places[1] = getenv("WALK_OUT");
	places[2] = getenv("TMPDIR");
	ways = w != NULL ? atol(w) : 0;
	every = e != NULL ? atol(e) : 1;
	self = getpid();
}

static long
now(void)
{
	struct timespec t;

	syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000L + t.tv_nsec;
}

/* Is it the first of its callers? */
static int
is_new_way(void)
{
	void *callers[DEEP + 3];
	uint64_t way = 14695981039346656037u, none;
	int got = backtrace(callers, (int)(ways > DEEP ? DEEP : ways) + 3);

	for (int i = 3; i < got; i++)
		way = (way ^ (uintptr_t)callers[i]) * 1099511628211u;
	for (size_t i = way % SLOTS, k = 0; k < 64; i = (i + 1) % SLOTS, k++) {
		none = 0;
		if (all->ways[i] == way)
			return 0;
		if (all->ways[i] == 0 &&
			atomic_compare_exchange_strong(
				&all->ways[i], &none, way))
			return 1;
	}
	return 1;
}

/* The files as they are, if they are not as they were. */
static void
look(long call)
{
	char to[4096];
	const char *args[] = { "cp", "-a", places[0], to, NULL };
	char *const env[] = { NULL };
	pid_t pid;

	if (walk == NULL || places[0] == NULL || all->shown == all->copied_at)
		return;
	pthread_mutex_lock(&still);
	if (all->shown != all->copied_at) {
		all->copied_at = all->shown;
		snprintf(to, sizeof to, "%s/%012ld", walk, call);
		if (posix_spawnp(&pid, "cp", NULL, NULL, (char *const *)args,
			    env) == 0)
			waitpid(pid, NULL, 0);
		all->states++;
	}
	pthread_mutex_unlock(&still);
}

static void
be_bad(long call, int goes_on, int status)
{
	long i = all->bads++;
	void *callers[9];

	if (i >= MOST_BAD)
		return;
	all->bad[i].call = call;
	all->bad[i].goes_on = goes_on;
	all->bad[i].status = status;
	for (int k = 3, got = backtrace(callers, 9); k < got; k++)
		all->bad[i].callers[k - 3] = (long)callers[k];
}

/* True in the child. */
static int
try(long call, int goes_on)
{
	pid_t me = (pid_t)syscall(SYS_getpid), pid = fork();
	int status = 0;

	if (pid == 0) {
		child.is = 1;
		child.goes_on = goes_on;
		child.parent = me;
		alarm(10);
		return 1;
	}
	all->tried++;
	if (pid < 0)
		status = -1;
	else
		waitpid(pid, &status, 0);
	if (pid < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 4)
		be_bad(call, goes_on, status);
	return 0;
}

/* Does the program's malloc ask, which ends where it gets nothing? */
static int
is_ours(const void *caller)
{
	Dl_info at, program;
	unsigned long from, to, offset;
	const char *s = getenv("WALK_OURS");
	size_t i = 0;

	for (; i < 16 && ours[i] != NULL; i++) {
		if (ours[i] == caller)
			return 1;
	}
	if (i == 16 || s == NULL || dladdr(caller, &at) == 0 ||
		dladdr(dlsym(RTLD_DEFAULT, "malloc"), &program) == 0 ||
		at.dli_fbase != program.dli_fbase)
		return 0;
	offset = (unsigned long)caller - (unsigned long)at.dli_fbase;
	for (int n; sscanf(s, "%lx %lx%n", &from, &to, &n) == 2; s += n) {
		if (offset >= from && offset < to) {
			ours[i] = caller;
			return 1;
		}
	}
	return 0;
}

static int
is_to_be_tried(long n)
{
	long changes = all->changes;

	if (ways > 0 && is_new_way())
		return 1;
	if (n % every != 0 && changes == all->tried_at)
		return 0;
	all->tried_at = changes;
	return 1;
}

static int
fails(const void *caller)
{
	long n, begun;

	if (inside)
		return 0;
	if (child.is)
		return child.goes_on;
	inside = 1;
	if (all == NULL)
		begin();
	n = ++all->calls;
	if (!is_ours(caller))
		be_bad(n, 0, NOT_OURS << 8);
	if (is_to_be_tried(n)) {
		begun = now();
		look(n);
		for (int on = 0; on < 2; on++) {
			if (try(n, on)) {
				inside = 0;
				return 1;
			}
		}
		lost += now() - begun;
	}
	inside = 0;
	return 0;
}

static void *
none(void)
{
	errno = ENOMEM;
	return NULL;
}

void *
__libc_malloc(size_t size)
{
	NEXT(void *, __libc_malloc, size_t);
	return fails(__builtin_return_address(0)) ? none() : real(size);
}

void *
__libc_calloc(size_t n, size_t size)
{
	NEXT(void *, __libc_calloc, size_t, size_t);
	return fails(__builtin_return_address(0)) ? none() : real(n, size);
}

void *
__libc_realloc(void *p, size_t size)
{
	NEXT(void *, __libc_realloc, void *, size_t);
	return size > 0 && fails(__builtin_return_address(0)) ? none()
							      : real(p, size);
}

/* Nobody of ours asks here: counted, so that this is known. */
int
posix_memalign(void **p, size_t align, size_t size)
{
	NEXT(int, posix_memalign, void **, size_t, size_t);
	if (all != NULL)
		all->other++;
	return real(p, align, size);
}

void *
aligned_alloc(size_t align, size_t size)
{
	NEXT(void *, aligned_alloc, size_t, size_t);
	if (all != NULL)
		all->other++;
	return real(align, size);
}

void *
memalign(size_t align, size_t size)
{
	NEXT(void *, memalign, size_t, size_t);
	if (all != NULL)
		all->other++;
	return real(align, size);
}

/* --- what the child may do, and what it must not */

static void change_ends(int fd, const char *path);

pid_t
getpid(void)
{
	return child.is ? child.parent : (pid_t)syscall(SYS_getpid);
}

int
kill(pid_t pid, int signal)
{
	return child.is ? 0 : (int)syscall(SYS_kill, pid, signal);
}

static void __attribute__((noreturn)) end_child(int status)
{
	syscall(SYS_exit_group, status);
	__builtin_unreachable();
}

int
remove(const char *path)
{
	NEXT(int, remove, const char *);
	const char *name = strrchr(path, '/');

	if (!child.is) {
		int rc;

		pthread_mutex_lock(&still);
		rc = real(path);
		change_ends(-1, path);
		return rc;
	}
	name = name != NULL ? name + 1 : path;
	if (strlen(name) == NAME_LENGTH && child.gone < MOST_GONE)
		memcpy(child.names[child.gone++], name, NAME_LENGTH);
	return 0;
}

static int
is_gone(const char *name)
{
	for (size_t i = 0; i < child.gone; i++) {
		if (strcmp(child.names[i], name) == 0)
			return 1;
	}
	return 0;
}

static int
something_is_left(void)
{
	int left = 0;

	for (int i = 0; i < PLACES && !left; i++) {
		DIR *d = places[i] != NULL ? opendir(places[i]) : NULL;
		struct dirent *e;

		while (d != NULL && (e = readdir(d)) != NULL)
			left |= strncmp(e->d_name, ".hecha-", 7) == 0 &&
				strlen(e->d_name) == NAME_LENGTH &&
				!is_gone(e->d_name);
		if (d != NULL)
			closedir(d);
	}
	return left;
}

void
_exit(int status)
{
	if (child.is && status == 4 && !child.said)
		end_child(SAID_NOTHING);
	/* Where nothing is had any more, the next run does it. */
	if (child.is && status == 4 && !child.goes_on && child.parent == self &&
		something_is_left())
		end_child(LEFT_SOMETHING);
	end_child(status);
}

void
_Exit(int status)
{
	_exit(status);
}

/* What is not finished, and what has no name, is not looked at. */
static int
is_shown(int fd, const char *path)
{
	char name[4096], of[32];
	ssize_t n;

	if (path == NULL) {
		snprintf(of, sizeof of, "/proc/self/fd/%d", fd);
		n = readlink(of, name, sizeof name - 1);
		name[n > 0 ? n : 0] = '\0';
		path = name;
	}
	return strstr(path, "/.hecha-") == NULL &&
		strstr(path, "/etilqs_") == NULL;
}

/* A change to a file: of the child the last. */
static void
change_begins(void)
{
	if (child.is)
		end_child(WENT_ON);
	pthread_mutex_lock(&still);
}

static void
change_ends(int fd, const char *path)
{
	if (all != NULL) {
		all->changes++;
		all->shown += is_shown(fd, path);
	}
	pthread_mutex_unlock(&still);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	struct stat st;
	ssize_t did;

	if (child.is && fd == STDERR_FILENO) {
		child.said |= n > 7 && memcmp(bytes, "hecha: ", 7) == 0;
		return (ssize_t)n;
	}
	if (!child.is && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)))
		return syscall(SYS_write, fd, bytes, n);
	change_begins();
	did = syscall(SYS_write, fd, bytes, n);
	change_ends(fd, NULL);
	return did;
}

#define CHANGES(type, name, list, args, fd, path)                              \
	type name list                                                         \
	{                                                                      \
		static type(*real) list;                                       \
		int was = inside;                                              \
		type rc;                                                       \
		inside = 1;                                                    \
		if (real == NULL)                                              \
			real = (type(*) list)dlsym(RTLD_NEXT, #name);          \
		inside = was;                                                  \
		change_begins();                                               \
		rc = real args;                                                \
		change_ends(fd, path);                                         \
		return rc;                                                     \
	}

CHANGES(ssize_t, pwrite, (int fd, const void *b, size_t n, off_t at),
	(fd, b, n, at), fd, NULL)
CHANGES(ssize_t, pwrite64, (int fd, const void *b, size_t n, off64_t at),
	(fd, b, n, at), fd, NULL)
CHANGES(int, ftruncate, (int fd, off_t n), (fd, n), fd, NULL)
CHANGES(int, ftruncate64, (int fd, off64_t n), (fd, n), fd, NULL)
CHANGES(int, unlink, (const char *path), (path), -1, path)
CHANGES(int, unlinkat, (int fd, const char *path, int how), (fd, path, how), -1,
	path)
CHANGES(int, rmdir, (const char *path), (path), -1, path)
CHANGES(int, rename, (const char *from, const char *to), (from, to), -1, to)
CHANGES(int, link, (const char *from, const char *to), (from, to), -1, to)
CHANGES(int, mkdir, (const char *path, mode_t mode), (path, mode), -1, path)
CHANGES(char *, mkdtemp, (char *path), (path), -1, path)
CHANGES(int, mkostemp, (char *path, int how), (path, how), -1, path)
CHANGES(int, mkostemp64, (char *path, int how), (path, how), -1, path)

/* What is worked at for so long with a limit on its time has not lost what its
 * children took. */
int
clock_gettime(clockid_t which, struct timespec *t)
{
	int rc = (int)syscall(SYS_clock_gettime, which, t);

	if (rc == 0 && which == CLOCK_MONOTONIC) {
		long n = t->tv_sec * 1000000000L + t->tv_nsec - lost;

		t->tv_sec = n / 1000000000L;
		t->tv_nsec = n % 1000000000L;
	}
	return rc;
}

__attribute__((destructor)) static void
end(void)
{
	char path[4096];
	FILE *f;

	if (child.is || walk == NULL || all == NULL || getpid() != self)
		return;
	inside = 1;
	snprintf(path, sizeof path, "%s/end", walk);
	f = fopen(path, "w");
	if (f == NULL)
		return;
	fprintf(f, "%ld %ld %ld %ld %ld\n", all->calls, all->tried, all->states,
		all->other, all->bads);
	for (long i = 0; i < all->bads && i < MOST_BAD; i++) {
		fprintf(f, "%ld %d %d", all->bad[i].call, all->bad[i].goes_on,
			all->bad[i].status);
		for (int k = 0; k < 6; k++)
			fprintf(f, " %lx", all->bad[i].callers[k]);
		fprintf(f, "\n");
	}
	fclose(f);
}
