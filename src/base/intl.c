/*
 * Messages in Chinese, out of the catalogue that msgfmt makes. The C library's
 * own gettext reads it only in a locale that it takes for a language's, and
 * where nothing but C.UTF-8 is installed newer ones take none.
 */
#include "config.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"

enum { MAGIC = 0x950412de };

/* Set once before there are threads: every _() of the program asks it. */
static struct {
	char *data;
	size_t size;
	uint32_t messages, ids, texts; /* how many; where their tables are */
	bool is_spoken;
} catalogue;

/* Little-endian, as msgfmt writes on every machine. */
static uint32_t
number_at(size_t at)
{
	const unsigned char *p = (const unsigned char *)catalogue.data + at;

	if (at > catalogue.size || catalogue.size - at < 4)
		return UINT32_MAX;
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
		(uint32_t)p[3] << 24;
}

/* The n-th text of a table, or NULL: the file is broken. */
static const char *
text_of(uint32_t table, uint32_t n)
{
	size_t at = table + (size_t)n * 8;
	size_t length = number_at(at), from = number_at(at + 4);

	if (from >= catalogue.size || length >= catalogue.size - from ||
		catalogue.data[from + length] != '\0')
		return NULL;
	return catalogue.data + from;
}

static bool
is_whole(void)
{
	if (number_at(0) != MAGIC)
		return false;
	for (uint32_t i = 0; i < catalogue.messages; i++) {
		if (text_of(catalogue.ids, i) == NULL ||
			text_of(catalogue.texts, i) == NULL)
			return false;
	}
	return true;
}

void
intl_take(char *data, size_t size)
{
	free(catalogue.data);
	catalogue.data = data;
	catalogue.size = size;
	catalogue.messages = number_at(8);
	catalogue.ids = number_at(12);
	catalogue.texts = number_at(16);
	if (!is_whole())
		catalogue.messages = 0;
}

void
intl_speak(bool chinese)
{
	catalogue.is_spoken = chinese;
}

const char *
intl_text(const char *english)
{
	uint32_t from = 0, to = catalogue.is_spoken ? catalogue.messages : 0;

	while (from < to) {
		uint32_t at = from + (to - from) / 2;
		int order = strcmp(english, text_of(catalogue.ids, at));

		if (order == 0)
			return text_of(catalogue.texts, at);
		if (order < 0)
			to = at;
		else
			from = at + 1;
	}
	return english;
}
