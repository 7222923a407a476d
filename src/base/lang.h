#ifndef LANG_H
#define LANG_H

/* The languages that everything is written in. Texts in both are arrays of
 * LANGS. */
enum lang {
	LANG_ZH,
	LANG_EN,
	LANGS,
};

/* "zh" or "en", as xml:lang has it. */
const char *lang_code(enum lang lang);
/* "zh", "zh_CN", "en" …; -1: another one, or none (NULL). */
int lang_parse(enum lang *out, const char *code);
/* Messages (intl.h) are in this language from now on. No other thread. */
void lang_use(enum lang lang);

#endif
