#ifndef COLOUR_H
#define COLOUR_H

/*
 * Colour on a terminal: none where standard output is no terminal, where
 * NO_COLOR says anything, or where TERM is dumb. It never tells anything that
 * the words do not.
 */
enum colour { COLOUR_BAD, COLOUR_DOUBT, COLOUR_GOOD };

/* The text in that colour, or as it is; the caller's. */
char *colour_text(enum colour colour, const char *text);

#endif
