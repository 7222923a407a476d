/*
 * LibreOffice, without a window: see office.h.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
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
#include "base/scratch.h"
#include "lib/office.h"

extern char **environ;

#define READ_SECONDS 180
#define MORE_SECONDS 20 /* for each further file of a start */
#define PRINT_SECONDS 300
#define FILE_BYTES ((rlim_t)1 << 30)
#define MEMORY ((rlim_t)8 << 30) /* it maps far more than it uses */

enum ending {
	DONE,
	FAILED,
	CRASHED,
	TOO_LONG,
	NOT_THERE, /* not installed */
};

static void
limit(int what, rlim_t most)
{
	struct rlimit r = { .rlim_cur = most, .rlim_max = most };

	setrlimit(what, &r);
}

static void __attribute__((noreturn))
be_office(const char *const argv[], char **env, long seconds)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (int fd = 0; fd < 3 && null >= 0; fd++)
		dup2(null, fd);
	setpgid(0, 0);
	scratch_unwatch();
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, FILE_BYTES);
	limit(RLIMIT_CPU, (rlim_t)seconds);
	limit(RLIMIT_AS, MEMORY);
	if (env != NULL)
		environ = env;
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	_exit(127);
}

static enum ending
wait_for(pid_t pid, long seconds)
{
	const struct timespec nap = { .tv_nsec = 20000000 };
	int status;

	for (long i = 0; i < seconds * 50; i++) {
		if (waitpid(pid, &status, WNOHANG) != pid) {
			nanosleep(&nap, NULL);
			continue;
		}
		/* 128: how a shell that started it tells of a signal */
		if (!WIFEXITED(status) || WEXITSTATUS(status) > 128)
			return CRASHED;
		return WEXITSTATUS(status) == 0	     ? DONE
			: WEXITSTATUS(status) == 127 ? NOT_THERE
						     : FAILED;
	}
	kill(-pid, SIGKILL);
	waitpid(pid, &status, 0);
	return TOO_LONG;
}

/* env: NULL as ours. */
static int
run(enum ending *ending, const char *const argv[], char **env, long seconds,
	struct error *err)
{
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0)
		be_office(argv, env, seconds);
	if (pid < 0)
		return err_set(err, ERR_SYSTEM, "SANDBOX-3", "fork: %s",
			err_reason(errno));
	setpgid(pid, pid); /* as the child does: whoever comes first */
	scratch_child(pid);
	*ending = wait_for(pid, seconds);
	scratch_child(0);
	return 0;
}

/* Can a program be started without a network here? What the system offers:
 * unshare of util-linux, where users may have namespaces. */
static int
can_be_alone(bool *can, struct error *err)
{
	static const char *const argv[] = { "unshare", "--map-current-user",
		"--net", "--", "true", NULL };
	enum ending ending = FAILED;
	int rc = run(&ending, argv, NULL, 5, err);

	*can = ending == DONE;
	return rc;
}

/* LibreOffice on what others wrote: without a network where that can be. */
static int
run_office(enum ending *ending, const char *const argv[], char **env,
	long seconds, struct error *err)
{
	static const char *const before[] = { "unshare", "--map-current-user",
		"--net", "--" };
	const char **alone;
	size_t n = 0;
	bool can;
	int rc;

	if (can_be_alone(&can, err) != 0)
		return -1;
	while (argv[n] != NULL)
		n++;
	alone = xcalloc(n + 5, sizeof *alone);
	memcpy(alone, before, sizeof before);
	memcpy(alone + 4, argv, n * sizeof *alone);
	rc = run(ending, can ? alone : argv, env, seconds, err);
	free(alone);
	return rc;
}

/* A path that no option can be taken for, and that LibreOffice knows. */
static int
link_input(char **link, const char *dir, const char *path, size_t number,
	struct error *err)
{
	char *full = realpath(path, NULL);
	int rc = 0;

	*link = xasprintf("%s/book%zu", dir, number);
	if (full == NULL || symlink(full, *link) != 0)
		rc = err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
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
	enum ending ending = FAILED;
	int rc = link_input(&link, dir, path, 0, err);

	argv[9] = link;
	if (rc == 0)
		rc = run_office(&ending, argv, NULL, READ_SECONDS, err);
	if (rc == 0 && ending == TOO_LONG)
		rc = err_set(err, ERR_INPUT, "OFFICE-1",
			"%s: LibreOffice was not done with it within %d "
			"seconds; open it, save it as .xlsx and give that",
			name, READ_SECONDS);
	else if (rc == 0 && ending == NOT_THERE)
		rc = err_set(err, ERR_SYSTEM, "OFFICE-2",
			"%s: this format needs LibreOffice (soffice), which is "
			"not installed; open it, save it as .xlsx and give "
			"that",
			name);
	else if (rc == 0 && access(xlsx, R_OK) != 0)
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

static int
make_dir(char **dir, struct error *err)
{
	const char *tmp = getenv("TMPDIR");
	char *base = xasprintf(
		"%s/", tmp != NULL && *tmp == '/' ? tmp : "/tmp");

	*dir = file_work_dir(base, err);
	free(base);
	return *dir != NULL ? 0 : -1;
}

int
office_convert(char **dir, char **xlsx, const char *path, const char *name,
	struct error *err)
{
	*xlsx = NULL;
	if (make_dir(dir, err) != 0)
		return -1;
	*xlsx = xasprintf("%s/out/book0.xlsx", *dir);
	return convert(*dir, path, *xlsx, name, err);
}

int
office_convert_all(
	char **dir, struct office_book *books, size_t n, struct error *err)
{
	enum { FIRST = 9 };
	const char **argv = xcalloc(n + FIRST + 1, sizeof *argv);
	char **links = xcalloc(n + 1, sizeof *links), *profile, *out;
	enum ending ending = FAILED;
	int rc = make_dir(dir, err);

	profile = xasprintf("-env:UserInstallation=file://%s/profile", *dir);
	out = xasprintf("%s/out", *dir);
	memcpy(argv,
		(const char *const[FIRST]){ "soffice", profile, "--headless",
			"--norestore", "--nologo", "--convert-to",
			"xlsx:Calc MS Excel 2007 XML", "--outdir", out },
		FIRST * sizeof *argv);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		rc = link_input(&links[i], *dir, books[i].path, i, err);
		argv[FIRST + i] = links[i];
	}
	if (rc == 0)
		rc = run_office(&ending, argv, NULL,
			READ_SECONDS + (long)n * MORE_SECONDS, err);
	for (size_t i = 0; i < n; i++) {
		char *xlsx = xasprintf("%s/book%zu.xlsx", out, i);

		/* one that was being written may be cut; where only some
		 * cannot be read, the others are whole */
		if ((ending == DONE || ending == FAILED) &&
			access(xlsx, R_OK) == 0)
			books[i].xlsx = xlsx;
		else
			free(xlsx);
		free(links[i]);
	}
	free(links);
	free(argv);
	free(profile);
	free(out);
	return rc;
}

/* The environment, with fonts of the same kind where an office's are not
 * installed. Its first line is the caller's, as is the array. */
static char **
printing_environment(const char *fonts)
{
	char **env;
	size_t n = 0, kept = 1;

	while (environ[n] != NULL)
		n++;
	env = xcalloc(n + 2, sizeof *env);
	env[0] = xasprintf("FONTCONFIG_FILE=%s", fonts);
	for (size_t i = 0; i < n; i++) {
		if (strncmp(environ[i], "FONTCONFIG_FILE=", 16) != 0)
			env[kept++] = environ[i];
	}
	return env;
}

int
office_print(
	const char *dir, const char *docx, const char *fonts, struct error *err)
{
	char *profile = xasprintf(
		"-env:UserInstallation=file://%s/profile", dir);
	const char *const argv[] = { "soffice", profile, "--headless",
		"--norestore", "--convert-to", "pdf", "--outdir", dir, docx,
		NULL };
	char **env = printing_environment(fonts);
	enum ending ending = FAILED;
	int rc = run_office(&ending, argv, env, PRINT_SECONDS, err);

	free(env[0]);
	free(env);
	free(profile);
	if (rc != 0 || ending == DONE)
		return rc;
	if (ending == TOO_LONG)
		return err_set(err, ERR_SYSTEM, "OFFICE-5",
			"LibreOffice was not done within %d seconds",
			PRINT_SECONDS);
	if (ending == NOT_THERE)
		return err_set(err, ERR_SYSTEM, "OFFICE-6",
			"a .pdf needs LibreOffice (soffice), which is not "
			"installed; the .docx does not");
	return err_set(err, ERR_SYSTEM, "OFFICE-4",
		"LibreOffice could not print the document");
}
