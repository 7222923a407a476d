/*
 * Settings of sending: files, options, environment, profiles.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "send/settings.h"
#include "../suite.h"

#define KEY "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static char dir[] = "/tmp/check_settings-XXXXXX";

static char *
in_dir(const char *name)
{
	return xasprintf("%s/%s", dir, name);
}

static void
write_file(const char *name, const char *text)
{
	struct error err = { 0 };
	char *path = in_dir(name);

	ck_assert_int_eq(file_write(path, text, strlen(text), &err), 0);
	free(path);
}

static const struct {
	const char *settings, *credentials;
	int rc;
	const char *user, *password, *bearer;
} settings[] = {
	{ "", NULL, 0, NULL, NULL, NULL },
	{ "# all\nto = https://a/\nmethod=put\n\n retries = 3 \ntimeout=9",
		NULL, 0, NULL, NULL, NULL },
	{ "credentials = secret\n", "u:p:q\n", 0, "u", "p:q", NULL },
	{ "credentials = secret\n", "Bearer abc.def\r\n", 0, NULL, NULL,
		"abc.def" },
	{ "credentials = secret\n", "u:p\nmore\n", -1, NULL, NULL, NULL },
	{ "credentials = secret\n", "token\n", -1, NULL, NULL, NULL },
	{ "credentials = secret\n", "\n", -1, NULL, NULL, NULL },
	{ "credentials = nowhere\n", NULL, -1, NULL, NULL, NULL },
	{ "to = http://a/\n", NULL, -1, NULL, NULL, NULL },
	{ "method = get\n", NULL, -1, NULL, NULL, NULL },
	{ "retries = 21\n", NULL, -1, NULL, NULL, NULL },
	{ "retries = -1\n", NULL, -1, NULL, NULL, NULL },
	{ "timeout = 0\n", NULL, -1, NULL, NULL, NULL },
	{ "receipt = poll\n", NULL, -1, NULL, NULL, NULL },
	{ "receipt-at = https://a/\n", NULL, -1, NULL, NULL, NULL },
	{ "receipt = poll\nreceipt-at = http://a/\n", NULL, -1, NULL, NULL,
		NULL },
	{ "receipt = poll\nreceipt-at = https://a/r/\n", NULL, 0, NULL, NULL,
		NULL },
	{ "proxy = x\n", NULL, -1, NULL, NULL, NULL },
	{ "proxy = http://p:3128\nrate = 200\n", NULL, 0, NULL, NULL, NULL },
	{ "proxy = http://u:p@p:3128\n", NULL, -1, NULL, NULL, NULL },
	{ "host-key = SHA256:" KEY "=\n", NULL, 0, NULL, NULL, NULL },
	{ "host-key = SHA256:x\n", NULL, -1, NULL, NULL, NULL },
	{ "to = sftp://a/x/\ncredentials = secret\n", "u:p\n", -1, NULL, NULL,
		NULL },
	{ "to = sftp://a/x/\nhost-key = " KEY "\n", NULL, -1, NULL, NULL,
		NULL },
	{ "to = sftp://a/x/\nhost-key = " KEY "\ncredentials = secret\n",
		"u:p\n", 0, "u", "p", NULL },
	{ "to = sftp://a/x y/\nhost-key = " KEY "\ncredentials = secret\n",
		"u:p\n", -1, NULL, NULL, NULL },
	{ "to = /a/b\n", NULL, 0, NULL, NULL, NULL },
	{ "to = /a/b\nmethod = put\n", NULL, -1, NULL, NULL, NULL },
	{ "to = a/b\nmethod = folder\n", NULL, -1, NULL, NULL, NULL },
	{ "to = https://a/b/\nmethod = s3\nregion = r\n", NULL, -1, NULL, NULL,
		NULL },
	{ "cert = c.pem\n", NULL, -1, NULL, NULL, NULL },
	{ "receipt = none\n", NULL, 0, NULL, NULL, NULL },
	{ "receipt = file\n", NULL, -1, NULL, NULL, NULL },
	{ "method = put\nreceipt = file\n", NULL, 0, NULL, NULL, NULL },
	{ "make-folder = perhaps\n", NULL, -1, NULL, NULL, NULL },
	{ "to\n", NULL, -1, NULL, NULL, NULL },
};

static void
check_same(const char *have, const char *want)
{
	if (want == NULL)
		ck_assert_ptr_null(have);
	else
		ck_assert_str_eq(have, want);
}

START_TEST(test_settings)
{
	char *path = in_dir("settings");
	struct settings_given o = {
		.config = path,
		.retries = -1,
		.timeout = -1,
	};
	struct settings u = { 0 };
	struct error err = { 0 };

	unsetenv("HECHA_CREDENTIALS");
	write_file("settings", settings[_i].settings);
	if (settings[_i].credentials != NULL)
		write_file("secret", settings[_i].credentials);
	ck_assert_msg(settings_settle(&u, &o, &err) == settings[_i].rc, "%s",
		err.msg);
	if (settings[_i].rc == 0) {
		check_same(u.peer.auth.user, settings[_i].user);
		check_same(u.peer.auth.password, settings[_i].password);
		check_same(u.peer.auth.bearer, settings[_i].bearer);
	} else {
		ck_assert_int_eq(err.kind, ERR_USAGE);
	}
	settings_clear(&u);
	free(path);
}
END_TEST

START_TEST(test_precedence)
{
	char *path = in_dir("settings");
	struct settings_given o = {
		.config = path,
		.to = "https://b/",
		.retries = 7,
		.timeout = -1,
	};
	struct settings u = { 0 };
	struct error err = { 0 };

	write_file("settings", "to=https://a/\nretries=1\ntimeout=9\nca=c.pem");
	setenv("HECHA_CREDENTIALS", "Bearer t", 1);
	ck_assert_int_eq(settings_settle(&u, &o, &err), 0);
	ck_assert_str_eq(u.to, "https://b/");
	ck_assert_str_eq(u.method, "post");
	ck_assert_int_eq(u.retries, 7);
	ck_assert_int_eq(u.peer.timeout, 9);
	ck_assert_int_eq(strncmp(u.peer.ca, dir, strlen(dir)), 0);
	ck_assert_str_eq(u.peer.auth.bearer, "t");
	settings_clear(&u);
	unsetenv("HECHA_CREDENTIALS");
	free(path);
}
END_TEST

/* A profile is found by its name, and no credentials of the environment go
 * where it leads. */
START_TEST(test_profile)
{
	const struct settings_given o = {
		.to = "县局", .retries = -1, .timeout = 7, .keep_days = -1
	};
	char *folder = in_dir("hecha/upstream.d");
	struct settings u = { 0 };
	struct error err = { 0 };

	setenv("XDG_CONFIG_HOME", dir, 1);
	setenv("HECHA_CREDENTIALS", "Bearer t", 1);
	ck_assert_int_eq(settings_settle(&u, &o, &err), -1);
	ck_assert_int_eq(err.kind, ERR_USAGE);
	ck_assert_ptr_nonnull(strstr(err.msg, "/etc/hecha/upstream.d/"));
	settings_clear(&u);
	ck_assert_int_eq(file_make_dir(folder, &err), 0);
	write_file("hecha/upstream.d/县局.conf", "to=https://a/\ntimeout=9\n");
	ck_assert_int_eq(settings_settle(&u, &o, &err), 0);
	ck_assert_str_eq(u.profile, "县局");
	ck_assert_str_eq(u.to, "https://a/");
	ck_assert_int_eq(u.peer.timeout, 7);
	settings_clear(&u);
	ck_assert_int_eq(settings_profile(&u, "县局", &err), 0);
	ck_assert_int_eq(u.peer.timeout, 9);
	ck_assert_ptr_null(u.peer.auth.bearer);
	settings_clear(&u);
	ck_assert(!settings_is_name("../x"));
	ck_assert(!settings_is_name("https://a/"));
	unsetenv("HECHA_CREDENTIALS");
	unsetenv("XDG_CONFIG_HOME");
	free(folder);
}
END_TEST

START_TEST(test_open_secret)
{
	char *path = in_dir("open");
	struct settings_given o = {
		.credentials = path,
		.retries = -1,
		.timeout = -1,
	};
	struct settings u = { 0 };
	struct error err = { 0 };

	write_file("open", "u:p");
	ck_assert_int_eq(chmod(path, 0640), 0);
	ck_assert_int_eq(settings_settle(&u, &o, &err), -1);
	ck_assert_int_eq(err.kind, ERR_USAGE);
	settings_clear(&u);
	free(path);
}
END_TEST

static void
clear_dir(void)
{
	char *command = xasprintf("rm -rf '%s'", dir);

	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", dir);
	free(command);
}

static TCase *
cases(void)
{
	TCase *t = tcase_create("settings");

	tcase_add_loop_test(
		t, test_settings, 0, sizeof settings / sizeof *settings);
	tcase_add_test(t, test_precedence);
	tcase_add_test(t, test_profile);
	tcase_add_test(t, test_open_secret);
	return t;
}

int
main(void)
{
	int failed;

	umask(077);
	if (mkdtemp(dir) == NULL)
		return 99;
	failed = suite_run(cases(), "settings");
	clear_dir();
	return failed;
}
