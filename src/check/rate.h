#ifndef RATE_H
#define RATE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A rate by persons from visits to households, with its interval of 95 %. No
 * database is known here. The design: strata, each a random sample of its
 * households without putting back; persons of a household go together.
 */

/* The quantile of the beta distribution, and of Student's t (p above one half;
 * df may be any number above 0). */
double rate_beta_quantile(double p, double a, double b);
double rate_t_quantile(double p, double df);

struct rate_interval {
	double lower, upper;
};
/* Clopper and Pearson 1934 for x of n, which need not be whole numbers. */
struct rate_interval rate_exact(double x, double n);

/* households: of the frame, of which so many were visited. In stratum by
 * stratum of the whole design, also where nobody is of the domain. outside:
 * persons of the domain in the frame, for a stratum where nobody was visited.
 */
struct rate_stratum {
	double households, visited, outside;
};
/* A household visited: its persons of the domain (0: it is not of it), and
 * those of them that count. */
struct rate_visit {
	size_t stratum;
	double persons, counted;
};

/* The mean and its variance linearised (Woodruff 1971), with the correction for
 * finite strata; of a stratum with one visit the deviation is that from the
 * mean of all (survey's lonely.psu = "adjust"). */
struct rate_mean {
	double mean, variance;
	double persons;	       /* of the domain, visited */
	size_t visits, strata; /* that have any of the domain */
};
void rate_mean(struct rate_mean *out, const struct rate_stratum *strata,
	size_t nstrata, const struct rate_visit *visits, size_t nvisits);
/* Korn and Graubard 1998 from the mean: svyciprop(method = "beta"). Only where
 * the variance is above 0. */
struct rate_interval rate_beta(const struct rate_mean *mean);

/*
 * What a report says. Strata of which everybody was visited are known and have
 * no error; the interval of the others is that of Korn and Graubard, but never
 * narrower than the exact one of as many visits as tell something by
 * themselves: as though every household were wholly at fault or not at all
 * (Kish 1965), and every stratum sampled as thinly as the thinnest. With few
 * faults, where the variance cannot be estimated, it is that. Strata where
 * nobody was visited may have anything.
 */
struct rate {
	double value; /* of the strata that were visited */
	struct rate_interval interval;
	double effective;	 /* visits, as many as were by chance */
	double share;		 /* of the persons, in strata neither whole nor
				  * unvisited; known: what the whole ones add to
				  * the value */
	double known, unknown;	 /* unknown: share of persons nobody visited */
	double persons, counted; /* that were visited */
	size_t visits, at_fault; /* households */
	size_t sampled;		 /* visits in strata that are not whole */
	double households;	 /* that they stand for */
	bool is_told;		 /* anybody of the domain was visited */
};
void rate_estimate(struct rate *out, const struct rate_stratum *strata,
	size_t nstrata, const struct rate_visit *visits, size_t nvisits);

/* Is the rate below the limit (or, at_least, no less)? */
enum rate_word { RATE_HOLDS, RATE_FAILS, RATE_TOO_SMALL };
enum rate_word rate_judge(const struct rate *rate, double limit, bool at_least);
/* How many more visits would tell, were their rate as it is: 0 where it is
 * told; -1: none would, where nobody is left to visit in what was sampled. */
long rate_more(const struct rate *rate, double limit, bool at_least);

#endif
