#ifndef DISPATCH_H
#define DISPATCH_H

#include "base/errors.h"
#include "base/intl.h"
#include "base/opt.h"
#include "cli/cmd.h"
#include "send/settings.h"

struct db;

/* What submit and outbox send share: their options, and a round of sending
 * that tells what was delivered. */
extern struct settings_given dispatch_options;
#define DISPATCH_OPTIONS                                                       \
	{ "to", 0, .text = &dispatch_options.to, .arg = "URL",                 \
		.help = N_("the address upstream; https only") },              \
		{ "config", 0, .text = &dispatch_options.config,               \
			.arg = "FILE",                                         \
			.help = N_("settings: lines \"key = value\" with to, " \
				   "method, "                                  \
				   "ca, credentials, retries, timeout") },     \
		{ "ca", 0, .text = &dispatch_options.ca, .arg = "FILE",        \
			.help = N_("certificates of the only authorities to "  \
				   "trust "                                    \
				   "(PEM; default: the system's)") },          \
		{ "credentials", 0, .text = &dispatch_options.credentials,     \
			.arg = "FILE",                                         \
			.help = N_("one line user:password or Bearer TOKEN, "  \
				   "readable "                                 \
				   "by you only; or in the environment as "    \
				   "HECHA_CREDENTIALS") },                     \
		{ "retries", 0, .number = &dispatch_options.retries,           \
			.arg = "N",                                            \
			.help = N_("attempts after the first (default: 4)") }, \
	{                                                                      \
		"timeout", 0, .number = &dispatch_options.timeout,             \
			      .arg = "SECONDS",                                \
			      .help = N_("give up a connection without "       \
					 "progress after this "                \
					 "(default: 30)")                      \
	}

/* Send what waits for this destination (NULL: for any), holding the lock that
 * outbox_lock gave. */
int dispatch_send(struct ctx *ctx, struct db *db, const struct settings *u,
	const char *destination, struct error *err);

#endif
