/*
 * What this program is and with which libraries it runs.
 */
#include "config.h"
#include <curl/curl.h>
#include <libxml/xmlversion.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltconfig.h>
#include <sqlite3.h>
#include "cli/version.h"
#include "xlsxwriter.h"

void
version_print(FILE *f)
{
	fprintf(f, "%s\n", VERSION_NAME);
	fprintf(f, "libxml2 %s\n", LIBXML_DOTTED_VERSION);
	fprintf(f, "libxslt %s (%s)\n", LIBXSLT_DOTTED_VERSION,
		xsltEngineVersion);
	fprintf(f, "SQLite %s (%s)\n", SQLITE_VERSION, sqlite3_libversion());
	fprintf(f, "libcurl %s (%s)\n", LIBCURL_VERSION,
		curl_version_info(CURLVERSION_NOW)->version);
	fprintf(f, "libxlsxwriter %s\n", LXW_VERSION);
}
