/*
 * Streams that fail before they are closed, files that are there together, and
 * what is left over.
 */
#include "config.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/scratch.h"
#include "../suite.h"

static char dir[] = "/tmp/check_file-XXXXXX";
static struct error err;

static void
set_up(void)
{
	err = (struct error){ 0 };
	strcpy(dir, "/tmp/check_file-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
}

static void
tear_down(void)
{
	file_remove_dir(dir);
}

static char *
in_dir(const char *name)
{
	return xasprintf("%s/%s", dir, name);
}

START_TEST(test_close)
{
	char *path = in_dir("a");
	FILE *f = fopen(path, "w");

	fputs("x", f);
	ck_assert_int_eq(file_close(f, path, 0, &err), 0);
	ck_assert_int_eq(file_close(NULL, path, 7, &err), 7);
	free(path);
}
END_TEST

/* What failed amid is told in the end, though closing it goes well. */
START_TEST(test_failed_before)
{
	FILE *f = fopen("/dev/full", "w");

	ck_assert_ptr_nonnull(f);
	fputs("x", f);
	ck_assert_int_ne(fflush(f), 0);
	ck_assert_int_eq(file_close(f, "a", 0, &err), -1);
	ck_assert_int_eq(err.kind, ERR_SYSTEM);
}
END_TEST

START_TEST(test_failed_at_last)
{
	FILE *f = fopen("/dev/full", "w");

	fputs("x", f);
	ck_assert_int_eq(file_close(f, "a", 0, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.msg, "a: "));
}
END_TEST

/* What was told already stays what is told. */
START_TEST(test_told)
{
	FILE *f = fopen("/dev/full", "w");

	fputs("x", f);
	err_set(&err, ERR_INPUT, "X-1", "x");
	ck_assert_int_eq(file_close(f, "a", -1, &err), -1);
	ck_assert_str_eq(err.code, "X-1");
}
END_TEST

START_TEST(test_unread)
{
	FILE *f = fopen(dir, "r");
	char buf[8];

	ck_assert_int_eq(fread(buf, 1, sizeof buf, f), 0);
	ck_assert_int_eq(file_close(f, dir, 0, &err), -1);
}
END_TEST

static void
put(const struct file_dir *d, const char *name)
{
	char *path = xasprintf("%s/%s", d->tmp, name);

	ck_assert_int_eq(file_write(path, name, strlen(name), &err), 0);
	free(path);
}

static int
names(const char *path)
{
	char *command = xasprintf("test $(ls -A %s | wc -l) -eq", path);
	int n = 0;

	for (; n < 9; n++) {
		char *asked = xasprintf("%s %d", command, n);
		int rc = system(asked);

		free(asked);
		if (rc == 0)
			break;
	}
	free(command);
	return n;
}

/* into: 0 a new folder below a new one, 1 one that is empty, 2 one that is not
 */
START_TEST(test_dir)
{
	char *path = in_dir(_i == 0 ? "new/folder/" : "old");
	char *other = in_dir("old/other");
	struct file_dir d;

	if (_i > 0)
		ck_assert_int_eq(mkdir(path, 0700), 0);
	if (_i > 1)
		ck_assert_int_eq(file_write(other, "x", 1, &err), 0);
	ck_assert_int_eq(file_begin_dir(&d, path, &err), 0);
	put(&d, "one");
	put(&d, "two");
	ck_assert_int_eq(file_commit_dir(&d, &err), 0);
	file_end_dir(&d, true);
	ck_assert_int_eq(names(path), _i > 1 ? 3 : 2);
	ck_assert_int_eq(names(dir), 1);
	free(other);
	free(path);
}
END_TEST

START_TEST(test_dir_undone)
{
	char *path = in_dir("new/folder");
	struct file_dir d;

	ck_assert_int_eq(file_begin_dir(&d, path, &err), 0);
	put(&d, "one");
	file_end_dir(&d, false);
	ck_assert_int_eq(names(dir), 0);
	free(path);
}
END_TEST

/* Where one cannot come to stand, none does. */
START_TEST(test_dir_taken)
{
	char *path = in_dir("old"), *two = in_dir("old/two");
	struct file_dir d;

	ck_assert_int_eq(mkdir(path, 0700), 0);
	ck_assert_int_eq(file_begin_dir(&d, path, &err), 0);
	put(&d, "one");
	put(&d, "two");
	put(&d, "three");
	ck_assert_int_eq(file_write(two, "another's", 9, &err), 0);
	ck_assert_int_eq(file_commit_dir(&d, &err), -1);
	file_end_dir(&d, false);
	ck_assert_int_eq(names(path), 1);
	free(two);
	free(path);
}
END_TEST

/* What a library has put in the place of ours is not cleared away, whatever its
 * age; what is nobody's is. */
START_TEST(test_sweep)
{
	char *made = in_dir(".hecha-XXXXXX"), *other = in_dir("other");
	char *left = in_dir(".hecha-abcdef");
	const struct timespec old[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };

	ck_assert(scratch_make(made, false));
	ck_assert_int_eq(file_write(other, "x", 1, &err), 0);
	ck_assert_int_eq(rename(other, made), 0);
	ck_assert_int_eq(utimensat(AT_FDCWD, made, old, 0), 0);
	ck_assert_int_eq(file_write(left, "x", 1, &err), 0);
	ck_assert_int_eq(utimensat(AT_FDCWD, left, old, 0), 0);
	scratch_sweep(dir);
	ck_assert_int_eq(access(made, F_OK), 0);
	ck_assert_int_ne(access(left, F_OK), 0);
	scratch_forget(made);
	scratch_sweep(dir);
	ck_assert_int_ne(access(made, F_OK), 0);
	free(left);
	free(other);
	free(made);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("file");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, test_close);
	tcase_add_test(t, test_failed_before);
	tcase_add_test(t, test_failed_at_last);
	tcase_add_test(t, test_told);
	tcase_add_test(t, test_unread);
	tcase_add_loop_test(t, test_dir, 0, 3);
	tcase_add_test(t, test_dir_undone);
	tcase_add_test(t, test_dir_taken);
	tcase_add_test(t, test_sweep);
	return suite_run(t, "file");
}
