/*
 * LibreOffice as a reader of old workbooks: see office.h.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/office.h"

#define SECONDS 180
#define FILE_BYTES ((rlim_t)1 << 30)
#define MEMORY ((rlim_t)8 << 30) /* it maps far more than it uses */

static void
limit(int what, rlim_t most)
{
	struct rlimit r = { .rlim_cur = most, .rlim_max = most };

	setrlimit(what, &r);
}

static void __attribute__((noreturn)) be_office(const char *const argv[])
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (int fd = 0; fd < 3 && null >= 0; fd++)
		dup2(null, fd);
	setpgid(0, 0);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, FILE_BYTES);
	limit(RLIMIT_CPU, SECONDS);
	limit(RLIMIT_AS, MEMORY);
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	_exit(127);
}

/* 0: it has ended, and *status says how; -1: it was not done in time. */
static int
wait_for(pid_t pid, int *status)
{
	const struct timespec nap = { .tv_nsec = 20000000 };

	for (long i = 0; i < SECONDS * 50L; i++) {
		if (waitpid(pid, status, WNOHANG) == pid)
			return 0;
		nanosleep(&nap, NULL);
	}
	kill(-pid, SIGKILL);
	waitpid(pid, status, 0);
	return -1;
}

static int
run(const char *const argv[], const char *name, struct error *err)
{
	int status = 0;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0)
		be_office(argv);
	if (pid < 0)
		return err_set(err, ERR_SYSTEM, "SANDBOX-3", "fork: %s",
			strerror(errno));
	if (wait_for(pid, &status) != 0)
		return err_set(err, ERR_INPUT, "OFFICE-1",
			"%s: LibreOffice was not done with it within %d "
			"seconds; open it, save it as .xlsx and give that",
			name, SECONDS);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return err_set(err, ERR_SYSTEM, "OFFICE-2",
			"%s: this format needs LibreOffice (soffice), which is "
			"not installed; open it, save it as .xlsx and give "
			"that",
			name);
	return 0;
}

/* A path that no option can be taken for, and that LibreOffice knows. */
static int
link_input(char **link, const char *dir, const char *path, struct error *err)
{
	char *full = realpath(path, NULL);
	int rc = 0;

	*link = xasprintf("%s/book", dir);
	if (full == NULL || symlink(full, *link) != 0)
		rc = err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			strerror(errno));
	free(full);
	return rc;
}

static int
convert(const char *dir, const char *path, const char *xlsx, const char *name,
	struct error *err)
{
	char *profile = xasprintf(
		"-env:UserInstallation=file://%s/profile", dir);
	char *out = xasprintf("%s/out", dir), *link;
	const char *argv[] = { "soffice", profile, "--headless", "--norestore",
		"--nologo", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
		"--outdir", out, NULL, NULL };
	int rc = link_input(&link, dir, path, err);

	argv[9] = link;
	if (rc == 0)
		rc = run(argv, name, err);
	if (rc == 0 && access(xlsx, R_OK) != 0)
		rc = err_set(err, ERR_INPUT, "OFFICE-3",
			"%s: LibreOffice cannot read it (it may want a "
			"password, or be spoilt); open it, save it as .xlsx "
			"and give that",
			name);
	free(profile);
	free(out);
	free(link);
	return rc;
}

int
office_convert(char **dir, char **xlsx, const char *path, const char *name,
	struct error *err)
{
	const char *tmp = getenv("TMPDIR");
	char *base = xasprintf(
		"%s/", tmp != NULL && *tmp == '/' ? tmp : "/tmp");

	*xlsx = NULL;
	*dir = file_work_dir(base, err);
	free(base);
	if (*dir == NULL)
		return -1;
	*xlsx = xasprintf("%s/out/book.xlsx", *dir);
	return convert(*dir, path, *xlsx, name, err);
}
