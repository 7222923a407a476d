/*
 * Chinese and English.
 */
#include "config.h"
#include <locale.h>
#include <string.h>
#include "base/intl.h"
#include "base/lang.h"

static const char *const codes[LANGS] = {
	[LANG_ZH] = "zh",
	[LANG_EN] = "en",
};

const char *
lang_code(enum lang lang)
{
	return codes[lang];
}

int
lang_parse(enum lang *out, const char *code)
{
	for (int lang = 0; code != NULL && lang < LANGS; lang++) {
		if (strncmp(code, codes[lang], 2) == 0) {
			*out = (enum lang)lang;
			return 0;
		}
	}
	return -1;
}

/* C.UTF-8 is on every machine. */
void
lang_use(enum lang lang)
{
	intl_speak(lang == LANG_ZH);
	setlocale(LC_CTYPE, "C.UTF-8");
}
