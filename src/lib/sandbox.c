/*
 * A child process that does one piece of work and hands back its bytes.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/intl.h"
#include "lib/sandbox.h"

#define WALL_SECONDS 600 /* the machine is busy, or a file makes it wait */
#define ANSWER ((size_t)1 << 30)

static void
limit(int what, rlim_t most)
{
	struct rlimit r;

	/* Whoever started the program may have set less. */
	if (getrlimit(what, &r) == 0 && r.rlim_cur < most)
		most = r.rlim_cur;
	r = (struct rlimit){ .rlim_cur = most, .rlim_max = most };
	setrlimit(what, &r);
}

/* Nothing of the child is seen but its answer. */
static void
settle(const struct sandbox_limits *most)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (int fd = 0; fd < 3 && null >= 0; fd++)
		dup2(null, fd);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_CPU, most->seconds);
#ifndef __SANITIZE_ADDRESS__ /* it maps terabytes */
	limit(RLIMIT_AS, most->memory);
#endif
	alarm(WALL_SECONDS);
}

static bool
tell(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n > 0) {
		ssize_t did = write(fd, p, n);

		if (did < 0 && errno != EINTR)
			return false;
		if (did > 0) {
			p += did;
			n -= (size_t)did;
		}
	}
	return true;
}

static void __attribute__((noreturn)) be_child(sandbox_work *work, void *arg,
	const struct sandbox_limits *most, int fd)
{
	struct strbuf out = { 0 };
	struct error err = { 0 };
	bool told;

	settle(most);
	if (work(arg, &out, &err) == 0)
		err.kind = ERR_NONE;
	told = tell(fd, &err, sizeof err) && tell(fd, out.data, out.len);
	_exit(told ? 0 : 1);
}

/* All that the child says: false where it says too much. */
static bool
listen_to(int fd, struct strbuf *all)
{
	char buf[65536];
	ssize_t n = 1;

	while (n != 0 && all->len <= ANSWER + sizeof(struct error)) {
		n = read(fd, buf, sizeof buf);
		if (n > 0)
			strbuf_add(all, buf, (size_t)n);
		else if (n < 0 && errno != EINTR)
			return false;
	}
	return n == 0;
}

static int
understand(const struct strbuf *all, const char *name, struct strbuf *out,
	struct error *err)
{
	struct error said;

	if (all->len < sizeof said)
		return err_set(err, ERR_INPUT, "SANDBOX-1",
			"%s: it needs more memory or time than it may have",
			name);
	memcpy(&said, all->data, sizeof said);
	if (said.kind != ERR_NONE) {
		*err = said;
		return -1;
	}
	strbuf_add(out, all->data + sizeof said, all->len - sizeof said);
	return 0;
}

int
sandbox_run(sandbox_work *work, void *arg, const char *name,
	const struct sandbox_limits *most, struct strbuf *out,
	struct error *err)
{
	struct strbuf all = { 0 };
	int fds[2], status = 0, rc;
	bool whole;
	pid_t pid;

	fflush(NULL);
	if (pipe2(fds, O_CLOEXEC) != 0)
		return err_set(err, ERR_SYSTEM, "SANDBOX-2", "pipe: %s",
			err_reason(errno));
	pid = fork();
	if (pid == 0) {
		close(fds[0]);
		be_child(work, arg, most, fds[1]);
	}
	close(fds[1]);
	if (pid < 0) {
		close(fds[0]);
		return err_set(err, ERR_SYSTEM, "SANDBOX-3", "fork: %s",
			err_reason(errno));
	}
	whole = listen_to(fds[0], &all);
	if (!whole)
		kill(pid, SIGKILL);
	close(fds[0]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	whole = whole && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	if (!whole)
		strbuf_reset(&all);
	rc = understand(&all, name, out, err);
	strbuf_clear(&all);
	return rc;
}
