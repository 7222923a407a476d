/*
 * Colour on a terminal.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/mem.h"
#include "cli/colour.h"

static bool
is_wanted(void)
{
	const char *none = getenv("NO_COLOR");
	const char *terminal = getenv("TERM");

	return (none == NULL || *none == '\0') && terminal != NULL &&
		strcmp(terminal, "dumb") != 0 && isatty(STDOUT_FILENO);
}

char *
colour_text(enum colour colour, const char *text)
{
	static const int codes[] = {
		[COLOUR_BAD] = 31, [COLOUR_DOUBT] = 33, [COLOUR_GOOD] = 32
	};

	return is_wanted()
		? xasprintf("\033[1;%dm%s\033[0m", codes[colour], text)
		: xstrdup(text);
}
