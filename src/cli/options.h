#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/intl.h"
#include "base/opt.h"
#include "check/decision.h"
#include "check/finding.h"
#include "check/sample.h"
#include "report/report.h"
#include "send/settings.h"

struct seal_given { /* seal, submit */
	const char *key, *certificate, *passphrase;
	const char *records, *receiver; /* a folder; a certificate */
	const char *tokens;		/* a key */
	int64_t sequence;
};

struct trust_given { /* verify, collect */
	struct opt_list files;
	const char *crl, *at;
	bool unsigned_will_do;
};

struct key_given { /* keygen */
	const char *name, *algorithm;
	const char *tokens; /* a file to make */
	int64_t days;
};

/*
 * What was said on the command line. Each command's table names the options
 * that it takes; what it does not take stays as options_default has it.
 */
struct options {
	/* of the program */
	const char *db, *lang;
	bool quiet, verbose, help, version;
	/* of several commands */
	const char *format, *output, *plan;
	bool unmasked;
	int64_t jobs;	       /* threads, 0: one a processor */
	struct opt_list rules; /* packs besides hecha's */
	bool strict;	       /* import */
	const char *division, *exported, *issued;
	int64_t year;
	struct opt_list layouts;
	const char *account; /* import, audit, convert */
	bool explain;	     /* convert */
	const char *save_layout;
	const char *as_of, *fail_on, *reason; /* check */
	struct opt_list only, skip;
	int64_t rule_seconds;
	bool full;
	struct letter letter; /* documents to be signed */
	const char *stylesheet;
	struct finding_filter filter;
	bool rejected;
	const char *document; /* export */
	const char *source;   /* export, import */
	const char *schema;   /* export */
	const char *at;	      /* check, rules: servers */
	const char *schemas;  /* check --at */
	bool resume;
	struct decision decision;	/* verdict */
	struct settings_given upstream; /* submit, outbox send */
	struct seal_given seal;
	struct key_given key;
	struct trust_given trust;
	const char *expect; /* collect */
	bool duplicates, receipts;
	bool dry_run;
	bool keeps_older; /* submit */
	bool try_only;
	struct sample_asked sample; /* sample */
	bool frame;
	struct opt_list replace;
};

void options_default(struct options *options);
void options_clear(struct options *options);

/* Kind and place of an option in struct options, the type held to it. */
#define OPT_AT(type, member)                                                   \
	(offsetof(struct options, member) +                                    \
		0 * sizeof((type *)0 == &((struct options *)0)->member))
#define FLAG(member) .kind = OPT_FLAG, .at = OPT_AT(bool, member)
#define TEXT(member) .kind = OPT_TEXT, .at = OPT_AT(const char *, member)
#define NUMBER(member) .kind = OPT_NUMBER, .at = OPT_AT(int64_t, member)
#define LIST(member) .kind = OPT_LIST, .at = OPT_AT(struct opt_list, member)

/* Options that several commands have. */
#define FORMAT_OPTION(help_)                                                   \
	{                                                                      \
		"format", 'f', TEXT(format), .arg = "text|json|csv",           \
					     .help = help_                     \
	}
#define UNMASKED_OPTION(help_)                                                 \
	{                                                                      \
		"unmasked", 0, FLAG(unmasked), .help = help_                   \
	}
#define TABLE_OPTIONS                                                          \
	{ "division", 0, TEXT(division), .arg = N_("CODE"),                    \
		.help = N_("of tables that do not say it: the division code "  \
			   "of the street") },                                 \
		{ "layout", 0, LIST(layouts), .arg = N_("FILE"),               \
			.help = N_(                                            \
				"a layout of your own besides hecha's, "       \
				"for titles of columns; may be repeated") },   \
		{ "year", 0, NUMBER(year), .arg = N_("YEAR"),                  \
			.help = N_(                                            \
				"of tables that do not say it: the year") },   \
		{ "source", 0, TEXT(source),                                   \
			.arg = "current|previous|collected",                   \
			.help = N_("of tables that do not say it: which "      \
				   "register they are of") },                  \
		{ "exported", 0, TEXT(exported), .arg = N_("DATE"),            \
			.help = N_("of tables that do not say it: the day of " \
				   "the export") },                            \
	{                                                                      \
		"issued", 0, TEXT(issued),                                     \
			.arg = N_("DATE"),                                     \
			.help = N_("of tables that do not say it: the day on " \
				   "which the list of problems was issued")    \
	}
#define IMPORT_OPTIONS                                                         \
	TABLE_OPTIONS,                                                         \
		{ "strict", 0, FLAG(strict),                                   \
			.help = N_("refuse a file in which one record "        \
				   "is rejected") },                           \
	{                                                                      \
		"account", 0, TEXT(account),                                   \
			.arg = N_("FILE"),                                     \
			.help = N_("write what became of each column and "     \
				   "cell of the tables")                       \
	}
#define JOBS_OPTION                                                            \
	{                                                                      \
		"jobs", 'j', NUMBER(jobs),                                     \
			.arg = N_("N"),                                        \
			.help = N_("threads (default: one a processor)")       \
	}
#define PLAN_CODES_OPTION                                                      \
	{                                                                      \
		"plan", 'p', TEXT(plan),                                       \
			.arg = N_("PLAN"),                                     \
			.help = N_("the plan whose own codes count as well")   \
	}
#define RULES_OPTION                                                           \
	{                                                                      \
		"rules", 0, LIST(rules),                                       \
			.arg = N_("FILE"),                                     \
			.help = N_("a rule pack of your own besides hecha's; " \
				   "may be "                                   \
				   "repeated")                                 \
	}
#define CHECK_OPTIONS                                                          \
	{ "as-of", 0, TEXT(as_of), .arg = N_("DATE"),                          \
		.help = N_("judge as of this day (default: the last date of "  \
			   "export among the documents)") },                   \
		{ "fail-on", 0, TEXT(fail_on), .arg = N_("SEVERITY"),          \
			.help = N_(                                            \
				"exit with 1 on findings of error (default), " \
				"suspect, notice and above, or none") },       \
		RULES_OPTION,                                                  \
		{ "only", 0, LIST(only), .arg = N_("CHECK"),                   \
			.help = N_("make only this check or group; may be "    \
				   "repeated") },                              \
		{ "skip", 0, LIST(skip), .arg = N_("CHECK"),                   \
			.help = N_("leave this check or group out; may be "    \
				   "repeated") },                              \
		{ "reason", 0, TEXT(reason), .arg = N_("TEXT"),                \
			.help = N_("who deselected checks and why; --only "    \
				   "and --skip "                               \
				   "want it, reports show it") },              \
	{                                                                      \
		"rule-seconds", 0, NUMBER(rule_seconds),                       \
			.arg = N_("N"),                                        \
			.help = N_("time limit for one check (default: 600)")  \
	}
#define LETTER_OPTIONS                                                         \
	{ "number", 0, TEXT(letter.number), .arg = N_("TEXT"),                 \
		.help = N_("the number of the documents to be signed "         \
			   "(default: a blank to fill in)") },                 \
		{ "signer", 0, TEXT(letter.signer), .arg = N_("NAME"),         \
			.help = N_("who signs them out (default: a blank)") }, \
	{                                                                      \
		"date", 0, TEXT(letter.date),                                  \
			.arg = N_("DATE"),                                     \
			.help = N_(                                            \
				"the day they are signed (default: a blank)")  \
	}
#define SEAL_OPTIONS                                                           \
	{ "key", 0, TEXT(seal.key), .arg = N_("FILE"),                         \
		.help = N_("sign with this key (PEM)") },                      \
		{ "cert", 0, TEXT(seal.certificate), .arg = N_("FILE"),        \
			.help = N_("and its certificate (PEM), the chain "     \
				   "behind it") },                             \
		PASSPHRASE_OPTION,                                             \
		{ "with-records", 0, TEXT(seal.records), .arg = N_("DIR"),     \
			.help = N_("take along the records, which are in "     \
				   "this folder, sealed or unmasked") },       \
		{ "to-cert", 0, TEXT(seal.receiver), .arg = N_("FILE"),        \
			.help = N_("seal the records to the holder of this "   \
				   "certificate") },                           \
		{ "tokens", 0, TEXT(seal.tokens), .arg = N_("FILE"),           \
			.help = N_(                                            \
				"take along tokens under this key, by which "  \
				"what stands in several streets is found") },  \
	{                                                                      \
		"sequence", 0, NUMBER(seal.sequence),                          \
			.arg = N_("N"),                                        \
			.help = N_("number the package at least so, where "    \
				   "the database has forgotten earlier ones")  \
	}
#define TRUST_OPTIONS                                                          \
	{ "trust", 0, LIST(trust.files), .arg = N_("FILE"),                    \
		.help = N_("certificates (PEM) of signers or authorities to "  \
			   "trust; may be repeated (default: those of trust "  \
			   "add)") },                                          \
		{ "crl", 0, TEXT(trust.crl), .arg = N_("FILE"),                \
			.help = N_("a list of revoked certificates (PEM)") },  \
		{ "at", 0, TEXT(trust.at), .arg = N_("DATE"),                  \
			.help = N_("the day on which certificates must be "    \
				   "valid (default: today)") },                \
	{                                                                      \
		"unsigned", 0, FLAG(trust.unsigned_will_do),                   \
			.help = N_("a package that nobody signed will do")     \
	}
#define PASSPHRASE_OPTION                                                      \
	{                                                                      \
		"passphrase", 0, TEXT(seal.passphrase),                        \
			.arg = N_("FILE"),                                     \
			.help = N_("the key's passphrase, one line in a file " \
				   "readable by you only (default: asked for " \
				   "at the terminal)")                         \
	}
#define UPSTREAM_OPTIONS                                                       \
	{ "to", 0, TEXT(upstream.to), .arg = N_("URL"),                        \
		.help = N_("where to: an address (https, sftp, or a folder's " \
			   "path), or the name of a profile") },               \
		{ "config", 0, TEXT(upstream.config), .arg = N_("FILE"),       \
			.help = N_(                                            \
				"settings for an address, as a profile has "   \
				"them") },                                     \
		{ "method", 0, TEXT(upstream.method),                          \
			.arg = "post|put|sftp|s3|folder",                      \
			.help = N_(                                            \
				"how: post to a server that answers with a "   \
				"receipt (default of https), put into a "      \
				"WebDAV folder, sftp, s3, folder") },          \
		{ "make-folder", 0, FLAG(upstream.makes_folder),               \
			.help = N_("make the folder upstream where it is "     \
				   "missing") },                               \
		{ "ca", 0, TEXT(upstream.ca), .arg = N_("FILE"),               \
			.help = N_("certificates of the only authorities to "  \
				   "trust "                                    \
				   "(PEM; default: the system's)") },          \
		{ "credentials", 0, TEXT(upstream.credentials),                \
			.arg = N_("FILE"),                                     \
			.help = N_("one line user:password or Bearer TOKEN, "  \
				   "readable "                                 \
				   "by you only; or in the environment as "    \
				   "HECHA_CREDENTIALS") },                     \
		{ "retries", 0, NUMBER(upstream.retries), .arg = N_("N"),      \
			.help = N_("attempts after the first (default: 4)") }, \
	{                                                                      \
		"timeout", 0, NUMBER(upstream.timeout),                        \
			.arg = N_("SECONDS"),                                  \
			.help = N_("give up a connection without "             \
				   "progress after this "                      \
				   "(default: 30)")                            \
	}

#endif
