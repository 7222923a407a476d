#ifndef ATTEMPT_H
#define ATTEMPT_H

#include "base/errors.h"
#include "send/delivery.h"

/*
 * One attempt to get a package across, in the way that its row names: POST to a
 * server that answers with a receipt; or into a folder by WebDAV, SFTP, S3 or
 * of this machine, under its own name only once it is whole, and over no other
 * file.
 */
enum delivery attempt_send(struct attempt *c, struct error *err);
/* Ask for the receipt of what lies upstream. */
enum delivery attempt_ask(struct attempt *c, struct error *err);
/* Would it go? Nothing is written; DELIVERED means that the way is open, and
 * the reason is what was seen. The row needs method and destination alone. */
enum delivery attempt_try(struct attempt *c, struct error *err);
void attempt_clear(struct attempt *c); /* what came of it */

#endif
