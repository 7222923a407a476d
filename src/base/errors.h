#ifndef ERRORS_H
#define ERRORS_H

/* What kind of failure: main maps each to an exit status (see hecha(1)). */
enum err_kind {
	ERR_NONE,
	ERR_USAGE,     /* wrong command line or configuration: 2 */
	ERR_INPUT,     /* an input file was rejected as a whole: 3 */
	ERR_SYSTEM,    /* disk, database, a missing helper: 4 */
	ERR_REFUSED,   /* refused upstream: 5 */
	ERR_UNREACHED, /* upstream not reached, kept in the outbox: 6 */
	ERR_SEAL,      /* a signature or hash does not hold: 7 */
};

/* Set exactly once where the failure happens; context is added on the way. */
struct error {
	enum err_kind kind;
	char code[24]; /* "DB-3": the same in every language, and for ever */
	char msg[1024];
};

/* Both set err and return -1, so that a caller can return their answer. fmt is
 * English and is translated here. The message has no full stop and never holds
 * personal data beyond record ids. The code names the module and numbers its
 * messages; one that is no longer used is not given to another. */
int err_set(struct error *err, enum err_kind kind, const char *code,
	const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* Put "context: " in front of the message that is there; the kind stays. fmt is
 * translated here, too. */
int err_wrap(struct error *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* What errno says, in the language of the messages. */
const char *err_reason(int number);

#endif
