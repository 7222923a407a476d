/*
 * A folder on a server by SFTP, through libcurl.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/easy.h"
#include "lib/sftp.h"

struct sftp {
	CURL *h;
	const char *url; /* of the folder */
	char *path;	 /* its path */
	const struct peer *peer;
	enum sftp_why why;
	char said[CURL_ERROR_SIZE];
};

/* What would be taken for something else on the way to the server: in
 * libcurl's commands, in an address, in a shell of the server's owner. */
static bool
path_is_plain(const char *path)
{
	for (; *path != '\0'; path++) {
		if ((unsigned char)*path <= ' ' ||
			strchr("\"'\\%*?[]{}|;&<>$`#\x7f", *path) != NULL)
			return false;
	}
	return true;
}

static char *
part_of(CURLU *u, CURLUPart part)
{
	char *s = NULL, *copy;

	if (curl_url_get(u, part, &s, 0) != CURLUE_OK)
		return NULL;
	copy = xstrdup(s);
	curl_free(s);
	return copy;
}

static int
check_parts(CURLU *u, struct error *err)
{
	static const CURLUPart none[] = { CURLUPART_USER, CURLUPART_PASSWORD,
		CURLUPART_QUERY, CURLUPART_FRAGMENT };
	char *scheme = part_of(u, CURLUPART_SCHEME);
	char *path = part_of(u, CURLUPART_PATH), *more = NULL;
	int rc = 0;

	if (scheme == NULL || strcmp(scheme, "sftp") != 0)
		rc = err_set(err, ERR_USAGE, "SFTP-1",
			"the upstream address must begin with sftp://");
	for (size_t i = 0; rc == 0 && i < sizeof none / sizeof *none; i++) {
		more = part_of(u, none[i]);
		if (more != NULL)
			rc = err_set(err, ERR_USAGE, "SFTP-2",
				"the upstream address must be a host and a "
				"folder, no more; see --credentials");
		free(more);
	}
	if (rc == 0 && (path == NULL || !path_is_plain(path)))
		rc = err_set(err, ERR_USAGE, "SFTP-3",
			"the upstream folder's name must hold no blanks, "
			"quotes or special characters");
	free(scheme);
	free(path);
	return rc;
}

int
sftp_check_url(const char *url, struct error *err)
{
	CURLU *u;
	int rc;

	if (!easy_speaks("sftp"))
		return err_set(err, ERR_USAGE, "SFTP-4",
			"this machine's libcurl (%s) was built without SFTP; "
			"another method must do",
			curl_version_info(CURLVERSION_NOW)->version);
	u = curl_url();
	if (u == NULL)
		easy_must(CURLE_OUT_OF_MEMORY);
	/* The address is not repeated: it might hold a password. */
	if (curl_url_set(u, CURLUPART_URL, url, 0) != CURLUE_OK)
		rc = err_set(err, ERR_USAGE, "SFTP-1",
			"the upstream address must begin with sftp://");
	else
		rc = check_parts(u, err);
	curl_url_cleanup(u);
	return rc;
}

struct sftp *
sftp_open(const char *url, const struct peer *peer, struct error *err)
{
	struct sftp *s = xcalloc(1, sizeof *s);
	CURLU *u = curl_url();

	s->h = easy_new(err);
	s->url = url;
	s->peer = peer;
	if (u != NULL && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK)
		s->path = part_of(u, CURLUPART_PATH);
	curl_url_cleanup(u);
	if (s->h != NULL && s->path != NULL)
		return s;
	if (s->h != NULL)
		err_set(err, ERR_USAGE, "SFTP-1",
			"the upstream address must begin with sftp://");
	sftp_close(s);
	return NULL;
}

void
sftp_close(struct sftp *s)
{
	if (s == NULL)
		return;
	curl_easy_cleanup(s->h);
	free(s->path);
	free(s);
}

enum sftp_why
sftp_why(const struct sftp *s)
{
	return s->why;
}

/* A file below the folder (its address, or its path). */
static char *
below(const char *folder, const char *name)
{
	size_t n = strlen(folder);

	return xasprintf("%s%s%s", folder,
		n > 0 && folder[n - 1] == '/' ? "" : "/", name);
}

/* As anew, for so many bytes to be sent; the connection stays. */
static void
begin(struct sftp *s, const char *name, uint64_t size)
{
	const struct peer *peer = s->peer;
	char *url = below(s->url, name);
	CURL *h = s->h;

	curl_easy_reset(h);
	s->said[0] = '\0';
	easy_must(curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L));
	easy_must(curl_easy_setopt(
		h, CURLOPT_PROXY, peer->proxy != NULL ? peer->proxy : ""));
	if (peer->proxy_auth.user != NULL) {
		easy_must(curl_easy_setopt(
			h, CURLOPT_PROXYUSERNAME, peer->proxy_auth.user));
		easy_must(curl_easy_setopt(
			h, CURLOPT_PROXYPASSWORD, peer->proxy_auth.password));
	}
	easy_must(curl_easy_setopt(h, CURLOPT_ERRORBUFFER, s->said));
	easy_must(curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "sftp"));
	easy_must(curl_easy_setopt(h, CURLOPT_URL, url));
	easy_must(curl_easy_setopt(
		h, CURLOPT_SSH_HOST_PUBLIC_KEY_SHA256, peer->host_key));
	easy_must(curl_easy_setopt(h, CURLOPT_USERNAME, peer->auth.user));
	if (peer->key != NULL) {
		easy_must(curl_easy_setopt(h, CURLOPT_SSH_AUTH_TYPES,
			(long)CURLSSH_AUTH_PUBLICKEY));
		easy_must(curl_easy_setopt(
			h, CURLOPT_SSH_PRIVATE_KEYFILE, peer->key));
		easy_must(curl_easy_setopt(
			h, CURLOPT_KEYPASSWD, peer->passphrase));
	} else {
		easy_must(curl_easy_setopt(h, CURLOPT_SSH_AUTH_TYPES,
			(long)(CURLSSH_AUTH_PASSWORD | CURLSSH_AUTH_KEYBOARD)));
		easy_must(curl_easy_setopt(
			h, CURLOPT_PASSWORD, peer->auth.password));
	}
	easy_limit(h, peer, size);
	free(url);
}

/* What the server said, as libcurl puts it: what stands behind the colon. */
static const char *
reason(const struct sftp *s, CURLcode rc)
{
	const char *colon = strrchr(s->said, ':');

	if (s->said[0] == '\0')
		return curl_easy_strerror(rc);
	return rc == CURLE_QUOTE_ERROR && colon != NULL
		? colon + 1 + strspn(colon + 1, " ")
		: s->said;
}

static int
tell(struct sftp *s, CURLcode rc, struct error *err)
{
	enum err_kind un = ERR_UNREACHED;
	char *at = http_origin(s->url);

	switch (rc) {
	case CURLE_PEER_FAILED_VERIFICATION:
		s->why = SFTP_DISTRUSTED;
		err_set(err, un, "SFTP-5",
			"%s: the server's key is another than the pinned one; "
			"nothing was sent",
			at);
		break;
	case CURLE_LOGIN_DENIED:
		s->why = SFTP_DENIED;
		err_set(err, un, "SFTP-6", "%s: the server does not let us in",
			at);
		break;
	case CURLE_REMOTE_ACCESS_DENIED:
		s->why = SFTP_DENIED;
		err_set(err, un, "SFTP-7", "%s: the server does not permit it",
			at);
		break;
	case CURLE_REMOTE_FILE_NOT_FOUND:
		s->why = SFTP_ABSENT;
		err_set(err, un, "SFTP-8", "%s: no such file or folder", at);
		break;
	case CURLE_COULDNT_RESOLVE_HOST:
		err_set(err, un, "HTTP-4", "%s: this host name is not known",
			at);
		break;
	case CURLE_COULDNT_CONNECT:
		err_set(err, un, "HTTP-5", "%s: cannot connect", at);
		break;
	case CURLE_OPERATION_TIMEDOUT:
		err_set(err, un, "HTTP-6",
			"%s: too slow or silent for %lld seconds", at,
			(long long)s->peer->timeout);
		break;
	default:
		err_set(err, un, "HTTP-8",
			"%s: the connection was broken off: %s", at,
			reason(s, rc));
	}
	free(at);
	return -1;
}

static int
perform(struct sftp *s, struct error *err)
{
	CURLcode rc = curl_easy_perform(s->h);

	s->why = SFTP_BROKEN;
	return rc == CURLE_OK ? 0 : tell(s, rc, err);
}

/* The body's own error is what is told. */
static int
perform_sending(struct sftp *s, const struct easy_source *source)
{
	struct error why = { 0 };
	int rc = perform(s, &why);

	if (rc != 0 && !source->failed)
		*source->err = why;
	return rc;
}

static size_t
pass_over(char *buf, size_t size, size_t n, void *arg)
{
	(void)buf;
	(void)arg;
	return size * n;
}

int
sftp_look(struct sftp *s, struct error *err)
{
	begin(s, "", 0);
	easy_must(curl_easy_setopt(s->h, CURLOPT_WRITEFUNCTION, pass_over));
	easy_must(curl_easy_setopt(s->h, CURLOPT_DIRLISTONLY, 1L));
	return perform(s, err);
}

/* One command and nothing else. */
static int
command(struct sftp *s, char *line, struct error *err)
{
	struct curl_slist *list = curl_slist_append(NULL, line);
	int rc;

	if (list == NULL)
		easy_must(CURLE_OUT_OF_MEMORY);
	begin(s, "", 0);
	easy_must(curl_easy_setopt(s->h, CURLOPT_NOBODY, 1L));
	easy_must(curl_easy_setopt(s->h, CURLOPT_QUOTE, list));
	rc = perform(s, err);
	curl_slist_free_all(list);
	free(line);
	return rc;
}

int
sftp_make_folder(struct sftp *s, struct error *err)
{
	size_t n = strlen(s->path);

	while (n > 1 && s->path[n - 1] == '/')
		n--;
	return command(s, xasprintf("mkdir %.*s", (int)n, s->path), err);
}

struct hashing {
	struct digest *digest;
	struct sftp_file *file;
	uint64_t limit;
};

static size_t
take_hash(char *buf, size_t size, size_t n, void *arg)
{
	struct hashing *h = arg;

	h->file->size += size * n;
	h->file->is_longer = h->file->size > h->limit;
	if (h->file->is_longer)
		return 0;
	digest_add(h->digest, buf, size * n);
	return size * n;
}

int
sftp_hash(struct sftp *s, const char *name, uint64_t limit,
	struct sftp_file *file, struct error *err)
{
	struct hashing h = { digest_new(), file, limit };
	int rc;

	*file = (struct sftp_file){ .is_there = true };
	begin(s, name, limit);
	easy_must(curl_easy_setopt(s->h, CURLOPT_WRITEFUNCTION, take_hash));
	easy_must(curl_easy_setopt(s->h, CURLOPT_WRITEDATA, &h));
	rc = perform(s, err);
	digest_hex(h.digest, file->sha256);
	if (rc != 0 && file->is_longer)
		return 0;
	if (rc != 0 && s->why == SFTP_ABSENT) {
		file->is_there = false;
		return 0;
	}
	return rc;
}

static size_t
take_bytes(char *buf, size_t size, size_t n, void *arg)
{
	struct strbuf *bytes = arg;

	if (bytes->len + size * n > HTTP_ANSWER_LIMIT)
		return 0;
	strbuf_add(bytes, buf, size * n);
	return size * n;
}

int
sftp_read(struct sftp *s, const char *name, struct strbuf *bytes,
	struct error *err)
{
	begin(s, name, 0);
	easy_must(curl_easy_setopt(s->h, CURLOPT_WRITEFUNCTION, take_bytes));
	easy_must(curl_easy_setopt(s->h, CURLOPT_WRITEDATA, bytes));
	return perform(s, err);
}

int
sftp_write(struct sftp *s, const char *name, const struct http_body *body,
	uint64_t from, struct error *err)
{
	struct easy_source source = { .body = body, .err = err };

	begin(s, name, body->size);
	easy_send(s->h, &source);
	easy_must(curl_easy_setopt(s->h, CURLOPT_NEW_FILE_PERMS, 0640L));
	easy_must(curl_easy_setopt(
		s->h, CURLOPT_RESUME_FROM_LARGE, (curl_off_t)from));
	return perform_sending(s, &source);
}

int
sftp_rename(struct sftp *s, const char *from, const char *to, struct error *err)
{
	char *old = below(s->path, from), *new = below(s->path, to);
	int rc = command(s, xasprintf("rename %s %s", old, new), err);

	free(old);
	free(new);
	return rc;
}

int
sftp_remove(struct sftp *s, const char *name, struct error *err)
{
	char *path = below(s->path, name);
	int rc = command(s, xasprintf("rm %s", path), err);

	free(path);
	return rc;
}
