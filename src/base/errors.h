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
	char msg[1024];
};

/* Both set err and return -1, so that a caller can return their answer. The
 * message has no full stop and never holds personal data beyond record ids. */
int err_set(struct error *err, enum err_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Put "context: " in front of the message that is there; the kind stays. */
int err_wrap(struct error *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
