/*
 * What we use of libcurl, which is loaded with the first call.
 */
#include "config.h"
#include <curl/curl.h>
#include <stdarg.h>
#include "lib/late.h"

#define LATE_FILE CURL_FILE

LATE(CURLcode, curl_global_init, (long flags), (flags))
LATE(curl_version_info_data *, curl_version_info, (CURLversion age), (age))
LATE(CURL *, curl_easy_init, (void), ())
LATE(void, curl_easy_cleanup, (CURL * h), (h))
LATE(void, curl_easy_reset, (CURL * h), (h))
LATE(CURLcode, curl_easy_perform, (CURL * h), (h))
LATE(const char *, curl_easy_strerror, (CURLcode rc), (rc))
LATE(CURLHcode, curl_easy_header,
	(CURL * h, const char *name, size_t index, unsigned origin, int request,
		struct curl_header **out),
	(h, name, index, origin, request, out))
LATE(struct curl_slist *, curl_slist_append,
	(struct curl_slist * list, const char *text), (list, text))
LATE(void, curl_slist_free_all, (struct curl_slist * list), (list))
LATE(CURLU *, curl_url, (void), ())
LATE(void, curl_url_cleanup, (CURLU * u), (u))
LATE(CURLUcode, curl_url_get,
	(CURLU * u, CURLUPart part, char **out, unsigned flags),
	(u, part, out, flags))
LATE(CURLUcode, curl_url_set,
	(CURLU * u, CURLUPart part, const char *text, unsigned flags),
	(u, part, text, flags))
LATE(void, curl_free, (void *p), (p))

/* These two are macros that look at the last argument's type, which the
 * option's number tells. */
#undef curl_easy_setopt
#undef curl_easy_getinfo

CURLcode
curl_easy_setopt(CURL *h, CURLoption option, ...)
{
	static _Atomic(void *) at;
	__typeof__(&curl_easy_setopt) call;
	CURLcode rc;
	va_list ap;

	*(void **)&call = late_find(&at, LATE_FILE, "curl_easy_setopt");
	va_start(ap, option);
	if (option < CURLOPTTYPE_OBJECTPOINT)
		rc = call(h, option, va_arg(ap, long));
	else if (option > CURLOPTTYPE_OFF_T && option < CURLOPTTYPE_BLOB)
		rc = call(h, option, va_arg(ap, curl_off_t));
	else
		rc = call(h, option, va_arg(ap, void *));
	va_end(ap);
	return rc;
}

CURLcode
curl_easy_getinfo(CURL *h, CURLINFO info, ...)
{
	static _Atomic(void *) at;
	__typeof__(&curl_easy_getinfo) call;
	CURLcode rc;
	va_list ap;

	*(void **)&call = late_find(&at, LATE_FILE, "curl_easy_getinfo");
	va_start(ap, info);
	rc = call(h, info, va_arg(ap, void *));
	va_end(ap);
	return rc;
}
