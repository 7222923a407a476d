/*
 * What HTTP and SFTP share of libcurl: setting up, limits, and a body going
 * out.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "lib/easy.h"

/* Below this many bytes a second a connection counts as stalled. */
enum { SLOW_BYTES = 100 };
/* The slowest line a body is given time for, in bytes a second. */
enum { SLOWEST_LINE = 1024 };

void
easy_must(CURLcode rc)
{
	if (rc == CURLE_OUT_OF_MEMORY)
		_Exit(4);
	if (rc != CURLE_OK)
		abort();
}

/* Once, and after the key log was taken out of the environment: libcurl
 * looks for it when it is set up. */
static bool
set_up(void)
{
	static bool ready;

	if (!ready) {
		unsetenv("SSLKEYLOGFILE");
		ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
	}
	return ready;
}

CURL *
easy_new(struct error *err)
{
	CURL *h = set_up() ? curl_easy_init() : NULL;

	if (h == NULL) {
		err_set(err, ERR_SYSTEM, "HTTP-9", "libcurl cannot start");
		return NULL;
	}
	easy_must(curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L));
	easy_must(curl_easy_setopt(h, CURLOPT_PROXY, ""));
	easy_must(curl_easy_setopt(h, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED));
	return h;
}

void
easy_limit(CURL *h, const struct peer *peer, uint64_t size)
{
	long seconds = (long)peer->timeout;
	int64_t pace = SLOWEST_LINE;

	if (peer->rate > 0 && peer->rate < pace)
		pace = peer->rate;
	easy_must(curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, seconds));
	easy_must(
		curl_easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES));
	easy_must(curl_easy_setopt(h, CURLOPT_LOW_SPEED_TIME, seconds));
	easy_must(curl_easy_setopt(h, CURLOPT_TIMEOUT,
		20 * seconds + (long)((int64_t)size / pace)));
	easy_must(curl_easy_setopt(
		h, CURLOPT_MAX_SEND_SPEED_LARGE, (curl_off_t)peer->rate));
}

bool
easy_speaks(const char *protocol)
{
	const char *const *p = set_up()
		? curl_version_info(CURLVERSION_NOW)->protocols
		: NULL;

	for (; p != NULL && *p != NULL; p++) {
		if (strcmp(*p, protocol) == 0)
			return true;
	}
	return false;
}

static size_t
give(char *buf, size_t size, size_t n, void *arg)
{
	struct easy_source *s = arg;
	size_t want = size * n, got = 0;

	if (s->body->size - s->at < want)
		want = (size_t)(s->body->size - s->at);
	if (want == 0)
		return 0;
	if (s->body->read(s->body->ctx, s->at, buf, want, &got, s->err) != 0) {
		s->failed = true;
		return CURL_READFUNC_ABORT;
	}
	s->at += got;
	return got;
}

static int
seek(void *arg, curl_off_t offset, int origin)
{
	struct easy_source *s = arg;

	if (origin != SEEK_SET || offset < 0 ||
		(uint64_t)offset > s->body->size)
		return CURL_SEEKFUNC_FAIL;
	s->at = (uint64_t)offset;
	return CURL_SEEKFUNC_OK;
}

void
easy_send(CURL *h, struct easy_source *source)
{
	easy_must(curl_easy_setopt(h, CURLOPT_UPLOAD, 1L));
	easy_must(curl_easy_setopt(
		h, CURLOPT_INFILESIZE_LARGE, (curl_off_t)source->body->size));
	easy_must(curl_easy_setopt(h, CURLOPT_READFUNCTION, give));
	easy_must(curl_easy_setopt(h, CURLOPT_READDATA, source));
	easy_must(curl_easy_setopt(h, CURLOPT_SEEKFUNCTION, seek));
	easy_must(curl_easy_setopt(h, CURLOPT_SEEKDATA, source));
}
