/*
 * The only user of libcurl: one HTTPS request with its limits. What a status
 * means, and whether to try again, is for the caller.
 */
#include "config.h"
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/digest.h"
#include "lib/http.h"

/* Below this many bytes a second a connection counts as stalled. */
enum { SLOW_BYTES = 100 };
/* The slowest line a body is given time for, in bytes a second. */
enum { SLOWEST_LINE = 1024 };
/* Longest header block taken from a server. */
enum { HEADER_LIMIT = 65536 };

/* What OpenSSL says of a certificate (x509_vfy.h); libcurl hands it on. */
enum {
	UNSPECIFIED = 1, /* the chain holds; libcurl found another name */
	NOT_YET_VALID = 9,
	HAS_EXPIRED = 10,
	SELF_SIGNED = 18,
	SELF_SIGNED_IN_CHAIN = 19,
	ISSUER_UNKNOWN = 20,
	UNVERIFIABLE = 21,
	OTHER_NAME = 62,
	OTHER_ADDRESS = 64,
};

struct transfer {
	const struct http_request *req;
	struct http_answer *answer;
	struct error *err;
	uint64_t at;	  /* next byte of the body */
	uint64_t hashed;  /* bytes of the answer */
	size_t headers;	  /* bytes of header seen */
	bool body_failed; /* err is set by the body */
	bool too_large;	  /* the answer is over its limit */
};

static size_t
give_body(char *buf, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;
	const struct http_body *body = t->req->body;
	size_t want = size * n, got = 0;

	if (body->size - t->at < want)
		want = (size_t)(body->size - t->at);
	if (want == 0)
		return 0;
	if (body->read(body->ctx, t->at, buf, want, &got, t->err) != 0) {
		t->body_failed = true;
		return CURL_READFUNC_ABORT;
	}
	t->at += got;
	return got;
}

static int
seek_body(void *arg, curl_off_t offset, int origin)
{
	struct transfer *t = arg;

	if (origin != SEEK_SET || offset < 0 ||
		(uint64_t)offset > t->req->body->size)
		return CURL_SEEKFUNC_FAIL;
	t->at = (uint64_t)offset;
	return CURL_SEEKFUNC_OK;
}

static size_t
take_body(char *buf, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;
	size_t len = size * n;
	struct digest *hash = t->req->hash;

	if (hash != NULL && t->hashed + len <= t->req->hash_limit) {
		t->hashed += len;
		digest_add(hash, buf, len);
		return len;
	}
	if (hash != NULL || t->answer->body.len + len > HTTP_ANSWER_LIMIT) {
		t->too_large = true;
		return 0;
	}
	strbuf_add(&t->answer->body, buf, len);
	return len;
}

static size_t
take_header(char *buf, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;
	size_t len = size * n;

	(void)buf;
	t->headers += len;
	if (t->headers > HEADER_LIMIT) {
		t->too_large = true;
		return 0;
	}
	return len;
}

/* A wrong option here would weaken the connection silently: none may fail. */
static void
must(CURLcode rc)
{
	if (rc == CURLE_OUT_OF_MEMORY)
		_Exit(4);
	if (rc != CURLE_OK)
		abort();
}

static void
set_trust(CURL *h, const struct http_request *req)
{
	must(curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "https"));
	must(curl_easy_setopt(h, CURLOPT_REDIR_PROTOCOLS_STR, "https"));
	must(curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L));
	must(curl_easy_setopt(
		h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2));
	must(curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L));
	must(curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L));
	must(curl_easy_setopt(h, CURLOPT_PROXY, ""));
	must(curl_easy_setopt(h, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED));
	if (req->ca == NULL)
		return;
	must(curl_easy_setopt(h, CURLOPT_CAINFO, req->ca));
	must(curl_easy_setopt(h, CURLOPT_CAPATH, NULL));
}

static void
set_auth(CURL *h, const struct http_auth *auth)
{
	if (auth == NULL)
		return;
	if (auth->bearer != NULL) {
		must(curl_easy_setopt(h, CURLOPT_HTTPAUTH, CURLAUTH_BEARER));
		must(curl_easy_setopt(h, CURLOPT_XOAUTH2_BEARER, auth->bearer));
	} else if (auth->user != NULL) {
		must(curl_easy_setopt(h, CURLOPT_HTTPAUTH, CURLAUTH_BASIC));
		must(curl_easy_setopt(h, CURLOPT_USERNAME, auth->user));
		must(curl_easy_setopt(h, CURLOPT_PASSWORD, auth->password));
	}
}

static void
set_limits(CURL *h, const struct http_request *req)
{
	int64_t size = req->body != NULL ? (int64_t)req->body->size : 0;
	long seconds = (long)req->timeout;

	must(curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L));
	must(curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, seconds));
	must(curl_easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES));
	must(curl_easy_setopt(h, CURLOPT_LOW_SPEED_TIME, seconds));
	must(curl_easy_setopt(h, CURLOPT_TIMEOUT,
		20 * seconds + (long)(size / SLOWEST_LINE)));
	/* The connection ends with its handle: nothing is sent twice over a
	 * kept one that died behind our back. */
	must(curl_easy_setopt(h, CURLOPT_FORBID_REUSE, 1L));
	must(curl_easy_setopt(
		h, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1));
	must(curl_easy_setopt(
		h, CURLOPT_USERAGENT, PACKAGE_NAME "/" PACKAGE_VERSION));
}

static void
set_method(CURL *h, struct transfer *t)
{
	const struct http_request *req = t->req;

	if (strcmp(req->method, "HEAD") == 0)
		must(curl_easy_setopt(h, CURLOPT_NOBODY, 1L));
	if (req->body != NULL) {
		must(curl_easy_setopt(h, CURLOPT_UPLOAD, 1L));
		must(curl_easy_setopt(h, CURLOPT_INFILESIZE_LARGE,
			(curl_off_t)req->body->size));
		must(curl_easy_setopt(h, CURLOPT_READFUNCTION, give_body));
		must(curl_easy_setopt(h, CURLOPT_READDATA, t));
		must(curl_easy_setopt(h, CURLOPT_SEEKFUNCTION, seek_body));
		must(curl_easy_setopt(h, CURLOPT_SEEKDATA, t));
	}
	must(curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, req->method));
	must(curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take_body));
	must(curl_easy_setopt(h, CURLOPT_WRITEDATA, t));
	must(curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, take_header));
	must(curl_easy_setopt(h, CURLOPT_HEADERDATA, t));
}

static struct curl_slist *
append(struct curl_slist *list, const char *line)
{
	struct curl_slist *longer = curl_slist_append(list, line);

	if (longer == NULL)
		must(CURLE_OUT_OF_MEMORY);
	return longer;
}

static struct curl_slist *
make_headers(const struct http_request *req)
{
	struct curl_slist *list = NULL;
	char *type;

	for (size_t i = 0; req->headers != NULL && req->headers[i] != NULL; i++)
		list = append(list, req->headers[i]);
	if (req->body != NULL) {
		type = xasprintf("Content-Type: %s", req->body->type);
		list = append(list, type);
		free(type);
	}
	return list;
}

static const char *
distrust_reason(CURL *h)
{
	long why = 0;

	curl_easy_getinfo(h, CURLINFO_SSL_VERIFYRESULT, &why);
	switch (why) {
	case NOT_YET_VALID:
		return _(
			"it is not valid yet (is this machine's clock right?)");
	case HAS_EXPIRED:
		return _("it has expired (is this machine's clock right?)");
	case SELF_SIGNED:
	case SELF_SIGNED_IN_CHAIN:
	case ISSUER_UNKNOWN:
	case UNVERIFIABLE:
		return _("no trusted authority issued it (see --ca)");
	case UNSPECIFIED:
	case OTHER_NAME:
	case OTHER_ADDRESS:
		return _("it is made out to another name");
	default:
		return _("it does not pass verification");
	}
}

/* Why there was no answer; errbuf is libcurl's own wording. */
static int
report_fault(CURL *h, CURLcode rc, struct transfer *t, const char *errbuf)
{
	char *at = http_origin(t->req->url);
	const char *where = at != NULL ? at : "?";
	struct error *err = t->err;
	enum err_kind un = ERR_UNREACHED;

	if (t->body_failed) {
		free(at);
		return -1;
	}
	if (rc == CURLE_PEER_FAILED_VERIFICATION) {
		t->answer->distrusted = true;
		err_set(err, un, "HTTP-1",
			"%s: the server's certificate is not to be trusted: "
			"%s; nothing was sent",
			where, distrust_reason(h));
	} else if (rc == CURLE_SSL_CACERT_BADFILE) {
		err_set(err, ERR_USAGE, "HTTP-2",
			"%s: no certificates of authorities in this file",
			t->req->ca != NULL ? t->req->ca : where);
	} else if (t->too_large) {
		err_set(err, un, "HTTP-3", "%s: the answer is too large",
			where);
	} else if (rc == CURLE_COULDNT_RESOLVE_HOST) {
		err_set(err, un, "HTTP-4", "%s: this host name is not known",
			where);
	} else if (rc == CURLE_COULDNT_CONNECT) {
		err_set(err, un, "HTTP-5", "%s: cannot connect", where);
	} else if (rc == CURLE_OPERATION_TIMEDOUT) {
		err_set(err, un, "HTTP-6",
			"%s: too slow or silent for %lld seconds", where,
			(long long)t->req->timeout);
	} else if (rc == CURLE_SSL_CONNECT_ERROR) {
		err_set(err, un, "HTTP-7", "%s: no secure connection: %s",
			where,
			errbuf[0] != '\0' ? errbuf : curl_easy_strerror(rc));
	} else {
		err_set(err, un, "HTTP-8",
			"%s: the connection was broken off: %s", where,
			curl_easy_strerror(rc));
	}
	free(at);
	return -1;
}

static void
take_facts(CURL *h, struct http_answer *answer)
{
	const char *type = NULL, *location = NULL;
	curl_off_t length = -1, after = 0;

	curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &answer->status);
	curl_easy_getinfo(h, CURLINFO_CONTENT_TYPE, &type);
	curl_easy_getinfo(h, CURLINFO_REDIRECT_URL, &location);
	curl_easy_getinfo(h, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	curl_easy_getinfo(h, CURLINFO_RETRY_AFTER, &after);
	answer->type = xstrdup(type);
	answer->redirect = location != NULL ? http_origin(location) : NULL;
	answer->length = length;
	answer->retry_after = after > 0 ? after : 0;
}

/* Once, and after the key log was taken out of the environment: libcurl
 * looks for it when it is set up. */
static int
set_up(struct error *err)
{
	static bool ready;

	if (ready)
		return 0;
	unsetenv("SSLKEYLOGFILE");
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(
			err, ERR_SYSTEM, "HTTP-9", "libcurl cannot start");
	ready = true;
	return 0;
}

int
http_send(const struct http_request *req, struct http_answer *answer,
	struct error *err)
{
	struct transfer t = { .req = req, .answer = answer, .err = err };
	char errbuf[CURL_ERROR_SIZE] = "";
	struct curl_slist *headers = NULL;
	CURL *h;
	CURLcode rc;

	answer->length = -1;
	if (set_up(err) != 0)
		return -1;
	h = curl_easy_init();
	if (h == NULL)
		return err_set(
			err, ERR_SYSTEM, "HTTP-9", "libcurl cannot start");
	headers = make_headers(req);
	must(curl_easy_setopt(h, CURLOPT_ERRORBUFFER, errbuf));
	must(curl_easy_setopt(h, CURLOPT_URL, req->url));
	set_trust(h, req);
	set_auth(h, req->auth);
	set_limits(h, req);
	set_method(h, &t);
	must(curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers));
	rc = curl_easy_perform(h);
	take_facts(h, answer);
	if (rc != CURLE_OK && (answer->status < 300 || answer->status > 499))
		report_fault(h, rc, &t, errbuf);
	else
		rc = CURLE_OK;
	curl_easy_cleanup(h);
	curl_slist_free_all(headers);
	return rc == CURLE_OK ? 0 : -1;
}

void
http_answer_clear(struct http_answer *answer)
{
	free(answer->type);
	free(answer->redirect);
	strbuf_clear(&answer->body);
	*answer = (struct http_answer){ 0 };
}

static void
wipe(char *secret)
{
	if (secret != NULL)
		explicit_bzero(secret, strlen(secret));
	free(secret);
}

void
http_auth_clear(struct http_auth *auth)
{
	wipe(auth->user);
	wipe(auth->password);
	wipe(auth->bearer);
	*auth = (struct http_auth){ 0 };
}

static bool
has_part(CURLU *u, CURLUPart part)
{
	char *s = NULL;
	bool has;

	has = curl_url_get(u, part, &s, 0) == CURLUE_OK && s[0] != '\0';
	curl_free(s);
	return has;
}

static bool
is_https(CURLU *u)
{
	char *s = NULL;
	bool is;

	is = curl_url_get(u, CURLUPART_SCHEME, &s, 0) == CURLUE_OK &&
		strcmp(s, "https") == 0;
	curl_free(s);
	return is;
}

static CURLU *
parse_url(const char *url)
{
	CURLU *u = curl_url();

	if (u == NULL)
		must(CURLE_OUT_OF_MEMORY);
	if (curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK)
		return u;
	curl_url_cleanup(u);
	return NULL;
}

int
http_check_url(const char *url, bool query, struct error *err)
{
	CURLU *u = parse_url(url);
	int rc = 0;

	/* The address is not repeated: it might hold a password. */
	if (u == NULL)
		return err_set(err, ERR_USAGE, "HTTP-10",
			"the upstream address is not a web address");
	if (!is_https(u))
		rc = err_set(err, ERR_USAGE, "HTTP-11",
			"the upstream address must begin with https://");
	else if (has_part(u, CURLUPART_USER) || has_part(u, CURLUPART_PASSWORD))
		rc = err_set(err, ERR_USAGE, "HTTP-12",
			"the upstream address must not hold credentials; "
			"see --credentials");
	else if (has_part(u, CURLUPART_FRAGMENT))
		rc = err_set(err, ERR_USAGE, "HTTP-13",
			"the upstream address must not end in #…");
	else if (!query && has_part(u, CURLUPART_QUERY))
		rc = err_set(err, ERR_USAGE, "HTTP-14",
			"the upstream folder must not hold a ?");
	curl_url_cleanup(u);
	return rc;
}

char *
http_origin(const char *url)
{
	char *scheme = NULL, *host = NULL, *port = NULL, *origin = NULL;
	CURLU *u = parse_url(url);

	if (u == NULL)
		return NULL;
	if (curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
		curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
		curl_url_get(u, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) ==
			CURLUE_OK)
		origin = xasprintf("%s://%s:%s", scheme, host, port);
	curl_free(scheme);
	curl_free(host);
	curl_free(port);
	curl_url_cleanup(u);
	return origin;
}

void
http_print_version(FILE *f)
{
	fprintf(f, "libcurl %s (%s)\n", LIBCURL_VERSION,
		curl_version_info(CURLVERSION_NOW)->version);
}
