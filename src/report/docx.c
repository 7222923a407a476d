/*
 * Reports as documents: a .docx is what the stylesheet says of its text and
 * its properties, and parts that never change (xslt/word); a .pdf is the same
 * printed by LibreOffice.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/xml.h"
#include "lib/xslt.h"
#include "lib/zipfile.h"
#include "report/result-parts.h"
#include "report/writers.h"

extern char **environ;

enum { PART_LIMIT = 1 << 20, PRINT_SECONDS = 120 };

/* In the order of the package; part says what the stylesheet makes. */
static const struct {
	const char *name, *file, *part, *root;
} members[] = {
	{ "[Content_Types].xml", "xslt/word/content-types.xml", NULL, NULL },
	{ "_rels/.rels", "xslt/word/package.rels", NULL, NULL },
	{ "docProps/core.xml", NULL, "properties", "coreProperties" },
	{ "word/document.xml", NULL, "text", "document" },
	{ "word/_rels/document.xml.rels", "xslt/word/document.rels", NULL,
		NULL },
	{ "word/styles.xml", "xslt/word/styles.xml", NULL, NULL },
	{ "word/settings.xml", "xslt/word/settings.xml", NULL, NULL },
	{ "word/fontTable.xml", "xslt/word/fonts.xml", NULL, NULL },
	{ "word/footer1.xml", "xslt/word/footer-odd.xml", NULL, NULL },
	{ "word/footer2.xml", "xslt/word/footer-even.xml", NULL, NULL },
};
enum { NMEMBERS = sizeof members / sizeof *members };

/* A part that is not what a program expects would spoil the whole package. */
static int
check_part(const char *stylesheet, const struct zipfile_entry *e,
	const char *root, struct error *err)
{
	struct _xmlDoc *doc;
	struct error why = { 0 };
	int rc = xml_parse(&doc, e->data, e->size, e->name, 1, &why);

	if (rc != 0 || !xml_is(xml_root(doc), root))
		rc = err_set(err, ERR_INPUT, "DOCX-1", "%s: its %s is not <%s>",
			stylesheet, e->name, root);
	xml_free(doc);
	return rc;
}

static const char *
given(const char *text)
{
	return text != NULL ? text : "";
}

static int
make_member(struct zipfile_entry *e, size_t i, struct xslt *xslt,
	struct parts *parts, const struct letter *letter, struct error *err)
{
	const char *const params[] = { "part", members[i].part, "number",
		given(letter->number), "signer", given(letter->signer), "date",
		given(letter->date), NULL };
	char *path, *text = NULL;
	int rc;

	e->name = members[i].name;
	if (members[i].file == NULL) {
		rc = xslt_text(
			xslt, parts_tree(parts), params, &text, &e->size, err);
	} else {
		path = file_data_path(members[i].file);
		rc = file_read(path, PART_LIMIT, &text, &e->size, err);
		free(path);
	}
	e->data = text;
	return rc;
}

int
write_word(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts, struct error *err)
{
	struct zipfile_entry entries[NMEMBERS] = { 0 };
	char *tmp = NULL;
	struct parts *parts = NULL;
	struct xslt *xslt = NULL;
	int rc = -1;

	if (xslt_load(&xslt, stylesheet, err) != 0 ||
		parts_open(&parts, result_path, PARTS_LISTED_EXITS, err) != 0)
		goto out;
	for (size_t i = 0; i < NMEMBERS; i++) {
		if (make_member(&entries[i], i, xslt, parts, &opts->letter,
			    err) != 0)
			goto out;
		if (members[i].root != NULL &&
			check_part(stylesheet, &entries[i], members[i].root,
				err) != 0)
			goto out;
	}
	if (file_begin(out_path, &tmp, err) != 0)
		goto out;
	unlink(tmp); /* a new file of the same name */
	rc = zipfile_write(tmp, entries, NMEMBERS, err);
	if (rc == 0)
		rc = file_commit(tmp, out_path, err);
	if (rc != 0)
		file_abort(tmp);
out:
	for (size_t i = 0; i < NMEMBERS; i++)
		free((void *)(uintptr_t)entries[i].data);
	parts_close(parts);
	xslt_free(xslt);
	free(tmp);
	return rc;
}

/* Wait for it, but not for ever. */
static int
wait_for(pid_t pid, struct error *err)
{
	const struct timespec nap = { .tv_nsec = 50000000L };
	int status;

	for (long i = 0; i < PRINT_SECONDS * 20L; i++) {
		pid_t done = waitpid(pid, &status, WNOHANG);

		if (done == pid && WIFEXITED(status) &&
			WEXITSTATUS(status) == 0)
			return 0;
		if (done == pid || (done < 0 && errno != EINTR))
			return err_set(err, ERR_SYSTEM, "DOCX-2",
				"LibreOffice could not print the document");
		nanosleep(&nap, NULL);
	}
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	return err_set(err, ERR_SYSTEM, "DOCX-3",
		"LibreOffice was not done within %d seconds", PRINT_SECONDS);
}

/* The environment, with fonts of the same kind where an office's are not
 * installed. Its first line is the caller's, as is the array. */
static char **
printing_environment(void)
{
	char *fonts = file_data_path("xslt/word/fonts.conf"), **env;
	size_t n = 0, kept = 1;

	while (environ[n] != NULL)
		n++;
	env = xcalloc(n + 2, sizeof *env);
	env[0] = xasprintf("FONTCONFIG_FILE=%s", fonts);
	for (size_t i = 0; i < n; i++) {
		if (strncmp(environ[i], "FONTCONFIG_FILE=", 16) != 0)
			env[kept++] = environ[i];
	}
	free(fonts);
	return env;
}

/* Print dir/report.docx as dir/report.pdf, with a profile of its own. */
static int
print_document(const char *dir, struct error *err)
{
	char *profile = xasprintf(
		"-env:UserInstallation=file://%s/profile", dir);
	char *docx = xasprintf("%s/report.docx", dir);
	const char *const argv[] = { "soffice", profile, "--headless",
		"--norestore", "--convert-to", "pdf", "--outdir", dir, docx,
		NULL };
	char **env = printing_environment();
	posix_spawn_file_actions_t files;
	pid_t pid;
	int rc;

	posix_spawn_file_actions_init(&files);
	for (int fd = 0; fd < 3; fd++)
		posix_spawn_file_actions_addopen(
			&files, fd, "/dev/null", O_RDWR, 0);
	rc = posix_spawnp(&pid, argv[0], &files, NULL,
		(char *const *)(uintptr_t)argv, env);
	posix_spawn_file_actions_destroy(&files);
	free(env[0]);
	free(env);
	free(profile);
	free(docx);
	if (rc != 0)
		return err_set(err, ERR_SYSTEM, "DOCX-4",
			"a .pdf needs LibreOffice (soffice), which is not "
			"installed; the .docx does not");
	return wait_for(pid, err);
}

static int
copy_file(const char *from, const char *to, struct error *err)
{
	char *data;
	size_t n;
	int rc = file_read(from, (size_t)1 << 30, &data, &n, err);

	if (rc == 0) {
		rc = file_write(to, data, n, err);
		free(data);
	}
	return rc;
}

int
write_print(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts, struct error *err)
{
	const char *tmp = getenv("TMPDIR");
	char *base = xasprintf(
		"%s/", tmp != NULL && *tmp == '/' ? tmp : "/tmp");
	char *dir = file_work_dir(base, err), *docx, *pdf;
	int rc;

	free(base);
	if (dir == NULL)
		return -1;
	docx = xasprintf("%s/report.docx", dir);
	pdf = xasprintf("%s/report.pdf", dir);
	rc = write_word(stylesheet, result_path, docx, opts, err);
	if (rc == 0)
		rc = print_document(dir, err);
	if (rc == 0)
		rc = copy_file(pdf, out_path, err);
	file_remove_dir(dir);
	free(docx);
	free(pdf);
	free(dir);
	return rc;
}
