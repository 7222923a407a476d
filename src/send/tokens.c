/*
 * Tokens of what may tie streets together.
 */
#include "config.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/secret.h"
#include "lib/db.h"
#include "lib/digest.h"
#include "send/tokens.h"

enum { KEY_LIMIT = 256 };

/* Of a kind and one value or two; each kind has tokens of its own. */
static void
make_token(const unsigned char *key, const char *kind, const char *a,
	const char *b, char out[TOKEN])
{
	char *text = xasprintf("%s\n%s\n%s", kind, a, b != NULL ? b : "");
	char hex[DIGEST_HEX];

	digest_hmac_hex(key, TOKEN_KEY, text, hex);
	memcpy(out, hex, TOKEN - 1);
	out[TOKEN - 1] = '\0';
	explicit_bzero(text, strlen(text));
	free(text);
}

static void
name_key(const unsigned char *key, char name[TOKEN])
{
	make_token(key, "key", "", NULL, name);
}

int
tokens_key_make(const char *path, char name[TOKEN], struct error *err)
{
	unsigned char key[TOKEN_KEY];
	char text[2 * TOKEN_KEY + 2];
	int rc;

	if (getrandom(key, sizeof key, 0) != (ssize_t)sizeof key)
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", path,
			err_reason(errno));
	for (size_t i = 0; i < TOKEN_KEY; i++)
		snprintf(text + 2 * i, 3, "%02x", key[i]);
	strcpy(text + 2 * (size_t)TOKEN_KEY, "\n");
	rc = file_write_new(path, text, strlen(text), err);
	name_key(key, name);
	explicit_bzero(key, sizeof key);
	explicit_bzero(text, sizeof text);
	return rc;
}

static int
read_key(unsigned char *key, const char *path, struct error *err)
{
	char text[KEY_LIMIT];
	unsigned int byte;
	int rc = secret_read(path, text, sizeof text, err);

	if (rc != 0)
		return -1;
	text[strcspn(text, "\r\n")] = '\0';
	if (strlen(text) != 2 * (size_t)TOKEN_KEY ||
		strspn(text, "0123456789abcdef") != strlen(text))
		rc = err_set(err, ERR_USAGE, "TOKENS-1",
			"%s: no key for tokens (64 digits, as keygen --tokens "
			"makes it)",
			path);
	for (size_t i = 0; rc == 0 && i < TOKEN_KEY; i++) {
		if (sscanf(text + 2 * i, "%2x", &byte) == 1)
			key[i] = (unsigned char)byte;
	}
	explicit_bzero(text, sizeof text);
	return rc;
}

/* What is asked for of each kind: two values that the token is of, then what
 * stands behind it; of "alike" a number, whose token stands there. */
static const struct kind {
	const char *name, *sql;
	int behind; /* columns; the third one on */
	int number; /* the column that a token stands for; -1: none */
} kinds[] = {
	{ "number",
		"SELECT number_18, NULL, m.village, m.household, m.id,"
		" CASE number_form WHEN 'id15' THEN 15 ELSE 18 END"
		" FROM active_member m JOIN valid_household h ON h.row ="
		" m.parent WHERE number_18 IS NOT NULL"
		" ORDER BY m.village, m.household, m.id, m.row",
		4, -1 },
	{ "alike",
		"SELECT m.name_key, m.birth, m.village, m.household, m.id,"
		" number_18, CASE WHEN m.number_date = 1 AND"
		" COALESCE(m.number_check, 1) = 1 THEN 1 ELSE 0 END"
		" FROM active_member m JOIN valid_household h ON h.row ="
		" m.parent WHERE m.name_key <> '' AND m.birth IS NOT NULL"
		" ORDER BY m.village, m.household, m.id, m.row",
		5, 5 },
	{ "account",
		"SELECT account_key, NULL, village, id FROM valid_household"
		" WHERE account_key IS NOT NULL ORDER BY village, id, row",
		2, -1 },
	{ "phone",
		"SELECT DISTINCT phone, NULL, village, id FROM ("
		"SELECT h.phone_key AS phone, h.village, h.id FROM"
		" valid_household h WHERE h.phone_form IN ('mobile', 'fixed',"
		" 'nought') UNION ALL SELECT m.phone_key, h.village, h.id FROM"
		" active_member m JOIN valid_household h ON h.row = m.parent"
		" WHERE m.phone_form IN ('mobile', 'fixed', 'nought'))"
		" WHERE phone IS NOT NULL ORDER BY village, id, phone",
		2, -1 },
};

/* A field can hold neither tab nor line. */
static void
write_field(FILE *f, const char *s)
{
	fputc('\t', f);
	if (s == NULL || *s == '\0')
		fputc('-', f);
	for (; s != NULL && *s != '\0'; s++)
		fputc((unsigned char)*s < ' ' ? ' ' : *s, f);
}

static int
write_kind(FILE *f, struct db *db, const struct kind *k,
	const unsigned char *key, struct error *err)
{
	char token[TOKEN];
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, k->sql, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		make_token(key, k->name, stmt_text(st, 0), stmt_text(st, 1),
			token);
		fputs(k->name, f);
		write_field(f, token);
		for (int i = 2; i < 2 + k->behind; i++) {
			const char *value = stmt_text(st, i);

			if (i == k->number && value != NULL) {
				make_token(key, "number", value, NULL, token);
				value = token;
			}
			write_field(f, value);
		}
		fputc('\n', f);
	}
	stmt_free(st);
	return rc;
}

int
tokens_write(struct db *db, const char *key_path, const char *path,
	struct error *err)
{
	unsigned char key[TOKEN_KEY] = { 0 };
	char name[TOKEN];
	FILE *f = NULL;
	int rc = read_key(key, key_path, err);

	if (rc == 0) {
		f = fopen(path, "wxe");
		if (f == NULL)
			rc = err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s",
				path, err_reason(errno));
	}
	name_key(key, name);
	if (rc == 0)
		fprintf(f, "hecha-tokens\t1\t%s\n", name);
	for (size_t i = 0; rc == 0 && i < sizeof kinds / sizeof *kinds; i++)
		rc = write_kind(f, db, &kinds[i], key, err);
	rc = file_close(f, path, rc, err);
	explicit_bzero(key, sizeof key);
	return rc;
}
