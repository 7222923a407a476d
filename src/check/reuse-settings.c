/*
 * The hash of what a run was made with.
 */
#include "config.h"
#include <stdio.h>
#include <string.h>
#include "base/version.h"
#include "check/delivered.h"
#include "check/pack.h"
#include "check/reuse-settings.h"
#include "check/run-options.h"
#include "plan/plan.h"

static void
add_setting(struct digest *d, const char *s)
{
	digest_add(d, s != NULL ? s : "", s != NULL ? strlen(s) + 1 : 1);
}

static void
add_list(struct digest *d, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add_setting(d, list[i]);
	add_setting(d, NULL);
}

void
reuse_hash_settings(char out[DIGEST_HEX], const struct run_options *o,
	const struct delivered *delivered)
{
	struct digest *d = digest_new();
	char seconds[24];

	snprintf(seconds, sizeof seconds, "%d", o->seconds);
	add_setting(d, VERSION_NAME);
	add_setting(d, o->rules->sha256);
	digest_add(d, o->plan->xml, o->plan->xml_len);
	add_setting(d, "");
	digest_add(d, o->plan->calendar_xml, o->plan->calendar_len);
	add_setting(d, "");
	add_list(d, o->only, o->nonly);
	add_list(d, o->skip, o->nskip);
	add_setting(d, o->reason);
	add_setting(d, seconds);
	delivered_add(delivered, d);
	digest_hex(d, out);
}
