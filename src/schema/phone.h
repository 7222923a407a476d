#ifndef PHONE_H
#define PHONE_H

struct arena;

/*
 * A phone as it is dialled: +86, hyphens, white space and brackets are folded,
 * an extension stands behind an x. Written in several ways it is one text.
 */
char *phone_fold(const char *written, struct arena *arena);

/* Of what was folded: "none" (blank, or a word that says so), "mobile",
 * "fixed", "nought" (a mobile with a 0 in front) or "bad". */
const char *phone_form(const char *folded);

#endif
