#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "base/errors.h"
#include "base/opt.h"
#include "lib/digest.h"

struct db;

/*
 * Samples of an evaluation, kept in the database: the frame, the draws from it,
 * and who was visited in place of another.
 */

/* The classes of strata, ended by NULL: codes of the list sample-class. */
extern const char *const sample_classes[];

/* What was asked for; NULL and 0 are what the plan of the sample says or, where
 * that says nothing, as named. */
struct sample_asked {
	const char *seed, *share, *by; /* by: "village,class" */
	const char *plan;	       /* a file of schemas/sampling.xsd */
	const char *judgement;	       /* name of such a sample; no seed */
	int64_t size, round;	       /* round: 1 */
	const char *least;	       /* "2" */
	struct opt_list all;	       /* classes that are drawn whole */
};

/* The same, understood. Shares are in hundredths of a percent; those of a class
 * stand in the order of sample_classes, 0: none of its own. */
enum { SAMPLE_CLASSES = 7 };
struct sample_terms {
	char *seed, *judgement, *text; /* text: all but the seed, in one form */
	int64_t size, share, least, round;
	int64_t of_class[SAMPLE_CLASSES];
	bool by_village, by_class;
};
/* ERR_USAGE (of a file ERR_INPUT) names what is wrong. */
int sample_terms_make(struct sample_terms *out,
	const struct sample_asked *asked, struct error *err);
void sample_terms_clear(struct sample_terms *terms);

/* The frame as the records have it: its list, a line a unit ("village,class,
 * kind,id,persons"), in the order of these, and the SHA-256 of that. */
struct sample_frame {
	int64_t id, units, persons;
	char sha256[DIGEST_HEX];
};
/* Record it, unless it is; the list goes to f as well, where that is not NULL.
 * It is the one to draw from until another is recorded. ERR_USAGE where there
 * is none. In a transaction. */
int sample_frame_record(
	struct sample_frame *out, struct db *db, FILE *f, struct error *err);

/* Draw, or find what was drawn in the same way before (*is_new false).
 * ERR_USAGE where the frame is not the one recorded last, where the round was
 * drawn otherwise, or where a further round has no further seed. In a
 * transaction. */
int sample_draw(int64_t *draw, bool *is_new, struct db *db,
	const struct sample_terms *terms, struct error *err);

/* One that was to be visited could not be, for a reason of the list
 * visit-outcome: the next ticket of its stratum takes its place. *by is the
 * caller's; NULL: nobody was left. Told again, it changes nothing. ERR_USAGE
 * where a record says that it was visited. In a transaction. */
int sample_replace(char **by, struct db *db, const char *id, const char *reason,
	struct error *err);

#endif
