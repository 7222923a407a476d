/*
 * What is blank and what is equal: see fold.h. Nothing here knows what the
 * text is about.
 */
#include "config.h"
#include <ctype.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "schema/fold.h"

size_t
fold_next(const char *s, unsigned *c)
{
	const unsigned char *u = (const unsigned char *)s;

	if (u[0] < 0x80) {
		*c = u[0];
		return 1;
	}
	if (u[0] < 0xe0) {
		*c = (u[0] & 0x1fu) << 6 | (u[1] & 0x3fu);
		return 2;
	}
	if (u[0] < 0xf0) {
		*c = (u[0] & 0x0fu) << 12 | (u[1] & 0x3fu) << 6 |
			(u[2] & 0x3fu);
		return 3;
	}
	*c = (u[0] & 0x07u) << 18 | (u[1] & 0x3fu) << 12 | (u[2] & 0x3fu) << 6 |
		(u[3] & 0x3fu);
	return 4;
}

bool
fold_is_space(unsigned c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 ||
		c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
		c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/* Control characters, marks of direction and width, joiners and fillers. */
bool
fold_is_invisible(unsigned c)
{
	if (c < 0x7f)
		return false;
	return (c <= 0x9f && c != 0x85) || c == 0xad || c == 0x34f ||
		c == 0x61c || c == 0x115f || c == 0x1160 ||
		(c >= 0x17b4 && c <= 0x17b5) || (c >= 0x180b && c <= 0x180e) ||
		(c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
		(c >= 0x2060 && c <= 0x206f) || c == 0x2800 || c == 0x3164 ||
		(c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff || c == 0xffa0 ||
		(c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f);
}

bool
fold_is_hyphen(unsigned c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2043 ||
		c == 0x2212 || c == 0x2500 || c == 0x30fc || c == 0xfe58 ||
		c == 0xfe63 || c == 0xff0d;
}

unsigned
fold_half(unsigned c)
{
	return c >= 0xff01 && c <= 0xff5e ? c - 0xff01 + '!' : c;
}

bool
fold_is_blank(const char *s)
{
	unsigned c;

	while (*s != '\0') {
		s += fold_next(s, &c);
		if (!fold_is_space(c) && !fold_is_invisible(c))
			return false;
	}
	return true;
}

size_t
fold_into(char *out, const char *s, bool hyphens)
{
	char *p = out;
	unsigned c;

	while (*s != '\0') {
		unsigned half;
		size_t n;

		if ((unsigned char)*s > ' ' && (unsigned char)*s < 0x7f) {
			if (*s != '-' || !hyphens)
				*p++ = (char)toupper((unsigned char)*s);
			s++;
			continue;
		}
		n = fold_next(s, &c);
		if (c >= 0x4e00 && c <= 0x9fff) { /* most of what there is */
			memcpy(p, s, 3);
			p += 3;
			s += 3;
			continue;
		}
		half = fold_half(c);
		if (fold_is_space(c) || fold_is_invisible(c) ||
			(hyphens && fold_is_hyphen(c))) {
			s += n;
			continue;
		}
		if (fold_is_hyphen(c)) {
			*p++ = '-';
		} else if (half < 0x80) {
			*p++ = (char)toupper((int)half);
		} else {
			memcpy(p, s, n);
			p += n;
		}
		s += n;
	}
	*p = '\0';
	return (size_t)(p - out);
}

char *
fold_text(const char *s, bool hyphens, struct arena *arena)
{
	char *out = arena_alloc(arena, strlen(s) + 1);

	fold_into(out, s, hyphens);
	return out;
}

char *
fold_dup(const char *s)
{
	char *out = xmalloc(strlen(s) + 1);

	fold_into(out, s, false);
	return out;
}

bool
fold_says_nothing(const char *folded)
{
	static const char *const words[] = { "无", "無", "暂无", "没有", "空",
		"否", "未填", "未填写", "不详", "未知", "无号码", "暂无号码",
		"无身份证", "无身份证号", "无证", "未办", "未办理", "未办证",
		"无残疾证", "无残疾人证", "无电话", "暂无电话", "没有电话",
		"无手机", "无账号", "无账户", "无银行卡", "/", "//", "\\", "-",
		"--", "---", "。", "、", "NA", "N/A", "NULL", "NONE", "NO" };

	/* most of what is asked is a number or a name */
	if (*folded >= '0' && *folded <= '9')
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (*words[i] == *folded && words[i][1] == folded[1] &&
			strcmp(folded, words[i]) == 0)
			return true;
	}
	return false;
}
