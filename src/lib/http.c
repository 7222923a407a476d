/*
 * One HTTPS request by libcurl. What a status means, and whether to try again,
 * is for the caller.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/digest.h"
#include "lib/easy.h"
#include "lib/http.h"
#include "lib/tls.h"

#define CA_LIMIT ((size_t)16 << 20) /* a system has a quarter of a megabyte */

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
	struct easy_source source; /* the body */
	uint64_t hashed;	   /* bytes of the answer */
	size_t headers;		   /* bytes of header seen */
	bool too_large;		   /* the answer is over its limit */
};

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

/* A server that asks for a certificate of the client is to be known. Where
 * libcurl uses another library than OpenSSL nobody can tell. */
static CURLcode
watch(CURL *h, void *context, void *arg)
{
	struct transfer *t = arg;

	(void)h;
	tls_watch(context, &t->answer->tls);
	return CURLE_OK;
}

static void
set_trust(CURL *h, struct transfer *t)
{
	const struct peer *peer = t->req->peer;

	easy_must(curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "https"));
	easy_must(curl_easy_setopt(h, CURLOPT_REDIR_PROTOCOLS_STR, "https"));
	easy_must(curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L));
	easy_must(curl_easy_setopt(
		h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2));
	easy_must(curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, 1L));
	easy_must(curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, 2L));
	if (curl_easy_setopt(h, CURLOPT_SSL_CTX_FUNCTION, watch) == CURLE_OK)
		easy_must(curl_easy_setopt(h, CURLOPT_SSL_CTX_DATA, t));
	if (peer->cert != NULL) {
		easy_must(curl_easy_setopt(h, CURLOPT_SSLCERT, peer->cert));
		easy_must(curl_easy_setopt(h, CURLOPT_SSLKEY, peer->key));
		/* Else OpenSSL would ask at the terminal. */
		easy_must(curl_easy_setopt(h, CURLOPT_KEYPASSWD,
			peer->passphrase != NULL ? peer->passphrase : ""));
	}
}

/* Read here, since the library would wait for a pipe that nobody fills. */
static CURLcode
set_authorities(CURL *h, const struct transfer *t, struct error *why)
{
	struct curl_blob blob = { .flags = CURL_BLOB_COPY };
	const char *path = t->req->peer->ca;
	char *pem;

	if (path == NULL)
		return CURLE_OK;
	if (file_read(path, CA_LIMIT, &pem, &blob.len, why) != 0) {
		why->kind = ERR_USAGE;
		return CURLE_SSL_CACERT_BADFILE;
	}
	blob.data = pem;
	easy_must(curl_easy_setopt(h, CURLOPT_CAINFO, NULL));
	easy_must(curl_easy_setopt(h, CURLOPT_CAPATH, NULL));
	if (blob.len > 0)
		easy_must(curl_easy_setopt(h, CURLOPT_CAINFO_BLOB, &blob));
	free(pem);
	return blob.len > 0 ? CURLE_OK : CURLE_SSL_CACERT_BADFILE;
}

static void
set_auth(CURL *h, const struct peer *peer)
{
	const struct http_auth *auth = &peer->auth;
	char *signing;

	if (auth->bearer != NULL) {
		easy_must(
			curl_easy_setopt(h, CURLOPT_HTTPAUTH, CURLAUTH_BEARER));
		easy_must(curl_easy_setopt(
			h, CURLOPT_XOAUTH2_BEARER, auth->bearer));
	} else if (auth->user != NULL) {
		easy_must(
			curl_easy_setopt(h, CURLOPT_HTTPAUTH, CURLAUTH_BASIC));
		easy_must(curl_easy_setopt(h, CURLOPT_USERNAME, auth->user));
		easy_must(
			curl_easy_setopt(h, CURLOPT_PASSWORD, auth->password));
	}
	if (peer->region == NULL)
		return;
	signing = xasprintf("aws:amz:%s:s3", peer->region);
	easy_must(curl_easy_setopt(h, CURLOPT_AWS_SIGV4, signing));
	free(signing);
}

static void
set_proxy(CURL *h, const struct peer *peer)
{
	const struct http_auth *auth = &peer->proxy_auth;

	if (peer->proxy == NULL)
		return;
	easy_must(curl_easy_setopt(h, CURLOPT_PROXY, peer->proxy));
	easy_must(curl_easy_setopt(h, CURLOPT_NOPROXY, ""));
	easy_must(curl_easy_setopt(h, CURLOPT_HTTPPROXYTUNNEL, 1L));
	if (auth->user == NULL)
		return;
	easy_must(curl_easy_setopt(h, CURLOPT_PROXYUSERNAME, auth->user));
	easy_must(curl_easy_setopt(h, CURLOPT_PROXYPASSWORD, auth->password));
}

static void
set_limits(CURL *h, const struct http_request *req)
{
	easy_limit(h, req->peer, req->body != NULL ? req->body->size : 0);
	/* The connection ends with its handle: nothing is sent twice over a
	 * kept one that died behind our back. */
	easy_must(curl_easy_setopt(h, CURLOPT_FORBID_REUSE, 1L));
	easy_must(curl_easy_setopt(
		h, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1));
	easy_must(curl_easy_setopt(
		h, CURLOPT_USERAGENT, PACKAGE_NAME "/" PACKAGE_VERSION));
}

static void
set_method(CURL *h, struct transfer *t)
{
	const struct http_request *req = t->req;

	if (strcmp(req->method, "HEAD") == 0)
		easy_must(curl_easy_setopt(h, CURLOPT_NOBODY, 1L));
	if (req->body != NULL)
		easy_send(h, &t->source);
	easy_must(curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, req->method));
	easy_must(curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take_body));
	easy_must(curl_easy_setopt(h, CURLOPT_WRITEDATA, t));
	easy_must(curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, take_header));
	easy_must(curl_easy_setopt(h, CURLOPT_HEADERDATA, t));
}

static struct curl_slist *
append(struct curl_slist *list, const char *line)
{
	struct curl_slist *longer = curl_slist_append(list, line);

	if (longer == NULL)
		easy_must(CURLE_OUT_OF_MEMORY);
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
	} else if (req->peer->region != NULL) {
		/* The SHA-256 of nothing is signed as well. */
		list = append(list,
			"x-amz-content-sha256: "
			"e3b0c44298fc1c149afbf4c8996fb924"
			"27ae41e4649b934ca495991b7852b855");
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

/* Of a connection that did come about. */
static void
report_broken(CURL *h, CURLcode rc, struct transfer *t, const char *said)
{
	char *at = http_origin(t->req->url);
	const struct peer *peer = t->req->peer;
	const char *refusal = tls_refusal(&t->answer->tls);
	enum err_kind un = ERR_UNREACHED;
	long proxy = 0;

	curl_easy_getinfo(h, CURLINFO_HTTP_CONNECTCODE, &proxy);
	if (peer->proxy != NULL && proxy != 0 && (proxy < 200 || proxy > 299))
		err_set(t->err, un, "HTTP-16",
			"%s: the proxy does not let it through: HTTP %ld", at,
			proxy);
	else if (t->answer->tls.asked)
		err_set(t->err, un, "HTTP-15",
			"%s: the server asks for a client certificate; see "
			"cert and key in the settings",
			at);
	else if (peer->cert != NULL && refusal != NULL)
		err_set(t->err, un, "HTTP-19",
			"%s: the server does not take the client certificate: "
			"%s",
			at, refusal);
	else if (rc == CURLE_OPERATION_TIMEDOUT)
		err_set(t->err, un, "HTTP-6",
			"%s: too slow or silent for %lld seconds", at,
			(long long)peer->timeout);
	else if (rc == CURLE_SSL_CONNECT_ERROR)
		err_set(t->err, un, "HTTP-7", "%s: no secure connection: %s",
			at, said[0] != '\0' ? said : curl_easy_strerror(rc));
	else
		err_set(t->err, un, "HTTP-8",
			"%s: the connection was broken off: %s", at,
			curl_easy_strerror(rc));
	free(at);
}

/* Why there was no answer; said is libcurl's own wording. */
static int
report_fault(CURL *h, CURLcode rc, struct transfer *t, const char *said)
{
	const struct peer *peer = t->req->peer;
	char *at = http_origin(t->req->url);
	struct error *err = t->err;
	enum err_kind un = ERR_UNREACHED;

	if (t->source.failed)
		;
	else if (rc == CURLE_PEER_FAILED_VERIFICATION) {
		t->answer->distrusted = true;
		err_set(err, un, "HTTP-1",
			"%s: the server's certificate is not to be trusted: "
			"%s; nothing was sent",
			at, distrust_reason(h));
	} else if (rc == CURLE_SSL_CACERT_BADFILE) {
		err_set(err, ERR_USAGE, "HTTP-2",
			"%s: no certificates of authorities in this file",
			peer->ca != NULL ? peer->ca : at);
	} else if (rc == CURLE_SSL_CERTPROBLEM) {
		err_set(err, ERR_USAGE, "HTTP-17",
			"%s: the client certificate cannot be used with its "
			"key",
			peer->cert != NULL ? peer->cert : at);
	} else if (t->too_large) {
		err_set(err, un, "HTTP-3", "%s: the answer is too large", at);
	} else if (rc == CURLE_COULDNT_RESOLVE_HOST) {
		err_set(err, un, "HTTP-4", "%s: this host name is not known",
			at);
	} else if (rc == CURLE_COULDNT_RESOLVE_PROXY) {
		err_set(err, un, "HTTP-18",
			"%s: the proxy's host name is not known", at);
	} else if (rc == CURLE_COULDNT_CONNECT) {
		err_set(err, un, "HTTP-5", "%s: cannot connect", at);
	} else {
		report_broken(h, rc, t, said);
	}
	free(at);
	return -1;
}

/* A header of the answer, until the next request; or NULL. */
static const char *
header(CURL *h, const char *name)
{
	struct curl_header *found;

	return curl_easy_header(h, name, 0, CURLH_HEADER, -1, &found) ==
			CURLHE_OK
		? found->value
		: NULL;
}

/* An address as seen from another, in full; NULL where it is none. */
static char *
resolve(const char *from, const char *to)
{
	CURLU *u = to != NULL ? curl_url() : NULL;
	char *whole = NULL, *copy = NULL;

	if (u != NULL && curl_url_set(u, CURLUPART_URL, from, 0) == CURLUE_OK &&
		curl_url_set(u, CURLUPART_URL, to, 0) == CURLUE_OK &&
		curl_url_get(u, CURLUPART_URL, &whole, 0) == CURLUE_OK)
		copy = xstrdup(whole);
	curl_free(whole);
	curl_url_cleanup(u);
	return copy;
}

static void
take_facts(CURL *h, const char *url, struct http_answer *answer)
{
	const char *type = NULL;
	curl_off_t length = -1, after = 0;

	curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &answer->status);
	curl_easy_getinfo(h, CURLINFO_CONTENT_TYPE, &type);
	curl_easy_getinfo(h, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	curl_easy_getinfo(h, CURLINFO_RETRY_AFTER, &after);
	answer->type = xstrdup(type);
	answer->location = resolve(url, header(h, "Location"));
	answer->checksum = xstrdup(header(h, "x-amz-checksum-sha256"));
	answer->length = length;
	answer->retry_after = after > 0 ? after : 0;
}

int
http_send(const struct http_request *req, struct http_answer *answer,
	struct error *err)
{
	struct transfer t = { .req = req,
		.answer = answer,
		.err = err,
		.source = { .body = req->body, .err = err } };
	char errbuf[CURL_ERROR_SIZE] = "";
	struct error unread = { 0 };
	struct curl_slist *headers = NULL;
	CURL *h = easy_new(err);
	CURLcode rc;

	answer->length = -1;
	if (h == NULL)
		return -1;
	headers = make_headers(req);
	easy_must(curl_easy_setopt(h, CURLOPT_ERRORBUFFER, errbuf));
	easy_must(curl_easy_setopt(h, CURLOPT_URL, req->url));
	set_trust(h, &t);
	set_auth(h, req->peer);
	set_proxy(h, req->peer);
	set_limits(h, req);
	set_method(h, &t);
	easy_must(curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers));
	rc = set_authorities(h, &t, &unread);
	if (rc == CURLE_OK)
		rc = curl_easy_perform(h);
	take_facts(h, req->url, answer);
	if (unread.kind != ERR_NONE)
		*err = unread;
	else if (rc != CURLE_OK &&
		(answer->status < 300 || answer->status > 499))
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
	free(answer->location);
	free(answer->checksum);
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

void
peer_clear(struct peer *peer)
{
	http_auth_clear(&peer->auth);
	http_auth_clear(&peer->proxy_auth);
	free(peer->ca);
	free(peer->cert);
	free(peer->key);
	wipe(peer->passphrase);
	free(peer->proxy);
	free(peer->region);
	free(peer->host_key);
	*peer = (struct peer){ 0 };
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
		easy_must(CURLE_OUT_OF_MEMORY);
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
