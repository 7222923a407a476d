/*
 * Rates by persons and their intervals.
 */
#include "config.h"
#include <math.h>
#include <stdlib.h>
#include "base/mem.h"
#include "check/rate.h"

#define TAIL 0.025
#define TINY 1e-300

/* The continued fraction of the incomplete beta function, by Lentz's way. */
static double
beta_fraction(double x, double a, double b)
{
	double c = 1, d = 1 - (a + b) * x / (a + 1), h;

	d = 1 / (fabs(d) < TINY ? TINY : d);
	h = d;
	for (int m = 1; m < 100000; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x /
			((a + 2 * m) * (a + 2 * m + 1));
		double step = 1;

		for (int i = 0; i < 2; i++) {
			double k = i == 0 ? even : odd;

			d = 1 + k * d;
			d = 1 / (fabs(d) < TINY ? TINY : d);
			c = 1 + k / c;
			c = fabs(c) < TINY ? TINY : c;
			step = c * d;
			h *= step;
		}
		if (fabs(step - 1) < 1e-15)
			break;
	}
	return h;
}

static double
beta_below(double x, double a, double b)
{
	double front;

	if (x <= 0 || x >= 1)
		return x <= 0 ? 0 : 1;
	front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) +
		b * log1p(-x));
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(x, a, b) / a;
	return 1 - front * beta_fraction(1 - x, b, a) / b;
}

double
rate_beta_quantile(double p, double a, double b)
{
	double low = 0, high = 1;

	if (a <= 0 || b <= 0)
		return a <= 0 ? 0 : 1;
	for (int i = 0; i < 200; i++) {
		double x = (low + high) / 2;

		if (x <= low || x >= high)
			break;
		if (beta_below(x, a, b) < p)
			low = x;
		else
			high = x;
	}
	return (low + high) / 2;
}

double
rate_t_quantile(double p, double df)
{
	double y = rate_beta_quantile(2 * p - 1, 0.5, df / 2);

	return sqrt(df * y / (1 - y));
}

struct rate_interval
rate_exact(double x, double n)
{
	return (struct rate_interval){
		.lower = rate_beta_quantile(TAIL, x, n - x + 1),
		.upper = rate_beta_quantile(1 - TAIL, x + 1, n - x),
	};
}

static double
weight_of(const struct rate_stratum *s)
{
	return s->visited > 0 ? s->households / s->visited : 0;
}

/* What each stratum has of the linearised values z = w (y - mean x). */
struct spread {
	double sum, squares;
	bool is_in; /* any of the domain */
};

static void
add_spread(struct spread *s, const struct rate_stratum *strata,
	const struct rate_visit *v, struct rate_mean *out)
{
	double z = weight_of(&strata[v->stratum]) *
		(v->counted - out->mean * v->persons);

	s[v->stratum].sum += z;
	s[v->stratum].squares += z * z;
	if (v->persons <= 0)
		return;
	out->visits++;
	out->strata += !s[v->stratum].is_in;
	s[v->stratum].is_in = true;
	out->persons += v->persons;
}

void
rate_mean(struct rate_mean *out, const struct rate_stratum *strata,
	size_t nstrata, const struct rate_visit *visits, size_t nvisits)
{
	struct spread *spread = xcalloc(nstrata + 1, sizeof *spread);
	double x = 0, y = 0, variance = 0;

	*out = (struct rate_mean){ 0 };
	for (size_t i = 0; i < nvisits; i++) {
		double w = weight_of(&strata[visits[i].stratum]);

		x += w * visits[i].persons;
		y += w * visits[i].counted;
	}
	out->mean = x > 0 ? y / x : 0;
	for (size_t i = 0; i < nvisits; i++)
		add_spread(spread, strata, &visits[i], out);
	for (size_t h = 0; h < nstrata; h++) {
		double n = strata[h].visited;
		double left = 1 - n / strata[h].households;

		if (n >= 2)
			variance += left * n / (n - 1) *
				(spread[h].squares -
					spread[h].sum * spread[h].sum / n);
		else if (n > 0)
			variance += left * spread[h].squares;
	}
	out->variance = x > 0 && variance > 0 ? variance / (x * x) : 0;
	free(spread);
}

/* As many persons by chance as give this variance; fewer where the variance
 * itself is known from few households only. */
static double
effective_persons(const struct rate_mean *m)
{
	double n = m->mean * (1 - m->mean) / m->variance, t;

	if (m->visits <= m->strata || m->persons < 2)
		return n;
	t = rate_t_quantile(1 - TAIL, m->persons - 1) /
		rate_t_quantile(1 - TAIL, (double)(m->visits - m->strata));
	return n * t * t;
}

struct rate_interval
rate_beta(const struct rate_mean *mean)
{
	double n = effective_persons(mean);

	return rate_exact(mean->mean * n, n);
}

static bool
is_whole(const struct rate_stratum *s)
{
	return s->visited >= s->households;
}

/* By how much visiting a share of all makes a visit tell more, where faults are
 * few: nobody of D is met with the probability (1 - f)^D. */
static double
finite_factor(double f)
{
	return f < 1e-9 ? 1 : f >= 1 ? 0 : f / -log1p(-f);
}

/* Visits that tell something by themselves. */
static double
effective_visits(const struct rate_stratum *strata,
	const struct rate_visit *visits, size_t nvisits)
{
	double sum = 0, squares = 0, weighted = 0, thinnest = 0;

	for (size_t i = 0; i < nvisits; i++) {
		double x = visits[i].persons;
		double w = weight_of(&strata[visits[i].stratum]);

		if (x <= 0)
			continue;
		sum += x;
		squares += x * x;
		weighted += w * x;
		thinnest = w > thinnest ? w : thinnest;
	}
	if (sum <= 0)
		return 0;
	return sum * sum / squares * (weighted / sum) / thinnest /
		finite_factor(1 / thinnest);
}

/* The strata by chance alone, in place of all. */
static size_t
take_sampled(struct rate_visit *out, const struct rate_stratum *strata,
	const struct rate_visit *visits, size_t nvisits)
{
	size_t n = 0;

	for (size_t i = 0; i < nvisits; i++) {
		if (!is_whole(&strata[visits[i].stratum]))
			out[n++] = visits[i];
	}
	return n;
}

/* What was visited, and how many persons stand for how many. */
struct sums {
	double whole, whole_counted, sampled, outside;
};

static struct sums
sum_up(struct rate *out, const struct rate_stratum *strata, size_t nstrata,
	const struct rate_visit *visits, size_t nvisits)
{
	struct sums s = { 0 };

	for (size_t h = 0; h < nstrata; h++)
		s.outside += strata[h].visited > 0 ? 0 : strata[h].outside;
	for (size_t i = 0; i < nvisits; i++) {
		const struct rate_visit *v = &visits[i];
		const struct rate_stratum *h = &strata[v->stratum];

		if (v->persons <= 0)
			continue;
		out->visits++;
		out->at_fault += v->counted > 0;
		out->persons += v->persons;
		out->counted += v->counted;
		if (is_whole(h)) {
			s.whole += v->persons;
			s.whole_counted += v->counted;
			continue;
		}
		s.sampled += weight_of(h) * v->persons;
		out->sampled++;
		out->households += weight_of(h);
	}
	return s;
}

/* From the interval of what was sampled to that of all. */
static struct rate_interval
of_all(const struct rate *r, struct rate_interval sampled)
{
	double visited = 1 - r->unknown;

	return (struct rate_interval){
		.lower = visited * (r->known + r->share * sampled.lower),
		.upper = visited * (r->known + r->share * sampled.upper) +
			r->unknown,
	};
}

static double
mean_sampled(const struct rate *r)
{
	return r->share > 0 ? (r->value - r->known) / r->share : 0;
}

void
rate_estimate(struct rate *out, const struct rate_stratum *strata,
	size_t nstrata, const struct rate_visit *visits, size_t nvisits)
{
	struct rate_visit *sampled = xcalloc(nvisits + 1, sizeof *sampled);
	size_t n = take_sampled(sampled, strata, visits, nvisits);
	struct rate_interval interval = { 0 };
	struct rate_mean mean;
	struct sums s;

	*out = (struct rate){ .interval = { 0, 1 } };
	s = sum_up(out, strata, nstrata, visits, nvisits);
	out->is_told = out->visits > 0;
	if (!out->is_told)
		goto out;
	rate_mean(&mean, strata, nstrata, sampled, n);
	out->effective = effective_visits(strata, sampled, n);
	if (mean.variance > 0) {
		double e = effective_persons(&mean);

		out->effective = e < out->effective ? e : out->effective;
	}
	/* one division, so that a rate of 2 in 100 is the limit of 2 % */
	out->value = (s.whole_counted + mean.mean * s.sampled) /
		(s.whole + s.sampled);
	out->share = s.sampled / (s.whole + s.sampled);
	out->known = s.whole_counted / (s.whole + s.sampled);
	out->unknown = s.outside / (s.whole + s.sampled + s.outside);
	if (out->share > 0)
		interval = rate_exact(
			mean.mean * out->effective, out->effective);
	out->interval = of_all(out, interval);
out:
	free(sampled);
}

static enum rate_word
judge(struct rate_interval i, double limit, bool at_least)
{
	if (at_least ? i.lower >= limit : i.upper < limit)
		return RATE_HOLDS;
	if (at_least ? i.upper < limit : i.lower >= limit)
		return RATE_FAILS;
	return RATE_TOO_SMALL;
}

enum rate_word
rate_judge(const struct rate *rate, double limit, bool at_least)
{
	return judge(rate->interval, limit, at_least);
}

/* With so many visits in place of those of the sampled strata. */
static bool
would_tell(const struct rate *r, double n, double limit, bool at_least)
{
	double now = r->effective *
		finite_factor((double)r->sampled / r->households);
	double f = n / r->households;
	double mean = mean_sampled(r), e;

	if (f >= 1)
		return r->unknown <= 0 ||
			judge(of_all(r, (struct rate_interval){ mean, mean }),
				limit, at_least) != RATE_TOO_SMALL;
	e = now * n / (double)r->sampled / finite_factor(f);
	return judge(of_all(r, rate_exact(mean * e, e)), limit, at_least) !=
		RATE_TOO_SMALL;
}

long
rate_more(const struct rate *rate, double limit, bool at_least)
{
	long low = (long)rate->sampled, high = lround(rate->households);

	if (rate_judge(rate, limit, at_least) != RATE_TOO_SMALL)
		return 0;
	if (!rate->is_told || rate->share <= 0 || high <= low ||
		!would_tell(rate, (double)high, limit, at_least))
		return -1;
	while (high - low > 1) {
		long middle = low + (high - low) / 2;

		if (would_tell(rate, (double)middle, limit, at_least))
			high = middle;
		else
			low = middle;
	}
	return high - (long)rate->sampled;
}
