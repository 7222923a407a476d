/*
 * What this program is and with which libraries it runs.
 */
#include "config.h"
#include <stdlib.h>
#include "base/home.h"
#include "base/intl.h"
#include "base/version.h"
#include "cli/version.h"
#include "lib/db.h"
#include "lib/http.h"
#include "lib/postgres.h"
#include "lib/xlsx.h"
#include "lib/xml.h"
#include "lib/xslt.h"

void
version_print(FILE *f, bool places)
{
	fprintf(f, "%s\n", VERSION_NAME);
	xml_print_version(f);
	xslt_print_version(f);
	db_print_version(f);
	http_print_version(f);
	xlsx_print_version(f);
	pg_print_version(f);
	if (places) {
		char *data = home_data(), *locale = home_locale();

		fprintf(f, _("data: %s\n"), data);
		fprintf(f, _("messages: %s\n"), locale);
		free(data);
		free(locale);
	}
}
