/*
 * What was said on the command line.
 */
#include "config.h"
#include "cli/options.h"

void
options_default(struct options *options)
{
	*options = (struct options){
		.db = "hecha.db",
		.upstream = { .retries = -1, .timeout = -1, .keep_days = -1 },
	};
}

void
options_clear(struct options *options)
{
	opt_list_clear(&options->rules);
	opt_list_clear(&options->only);
	opt_list_clear(&options->skip);
	opt_list_clear(&options->layouts);
	opt_list_clear(&options->sample.all);
	opt_list_clear(&options->replace);
	opt_list_clear(&options->trust.files);
}
