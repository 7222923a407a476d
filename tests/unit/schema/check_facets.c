/*
 * What passes as surely valid is valid: patterns, facets and content models
 * against libxml2's own answers on the same texts.
 */
#include "config.h"
#include <libxml/parser.h>
#include <libxml/xmlregexp.h>
#include <libxml/xmlschemas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "schema/automaton.h"
#include "schema/facets.h"
#include "../suite.h"

/* A small generator of its own, so that a failure can be repeated. */
static unsigned long seed = 1;

static unsigned
roll(unsigned n)
{
	seed = seed * 6364136223846793005ul + 1442695040888963407ul;
	return (unsigned)(seed >> 33) % n;
}

static const char *const patterns[] = { "[0-9]{6}|[0-9]{9}|[0-9]{12}", "\\S+",
	"\\S+( \\S+)*", "-?[0-9]{1,12}(\\.[0-9]{1,2})?", "true|false|1|0|是|否",
	"([01][0-9]|2[0-3]):[0-5][0-9]", "[A-Za-z0-9_][A-Za-z0-9._\\-]*",
	"[0-9]+(\\.[0-9]+)*[a-z]?", "(a|ab)(c|bcd)(d*)", "[^0-9]{2,3}",
	".{0,2}x", "a{2,}", "(a*)*b?", "", "x|", "(是|x){2}", "[a\\-z]+",
	"[+\\-]?\\d", "a?a?a?aaa" };

/* Texts that are near to what the patterns speak of. */
static void
make_text(char *out, size_t size)
{
	static const char *const pieces[] = { "0", "1", "9", "12", "123456",
		".", "-", "+", " ", "a", "aa", "b", "c", "d", "x", "z", "_",
		":", "09", "23", "true", "是", "否", "䶮", "𬱖", "\t", "\n",
		"~", "false", "000000000" };
	size_t n = roll(6);

	*out = '\0';
	for (size_t i = 0; i < n; i++)
		snprintf(out + strlen(out), size - strlen(out), "%s",
			pieces[roll(sizeof pieces / sizeof *pieces)]);
}

START_TEST(pattern_is_libxml2s)
{
	const char *pattern = patterns[_i];
	struct arena *arena = arena_new();
	struct part *part = part_pattern(arena, pattern);
	struct automaton *mine;
	xmlRegexp *theirs = xmlRegexpCompile((const xmlChar *)pattern);
	int accepted = 0;

	ck_assert_ptr_nonnull(part);
	ck_assert_ptr_nonnull(theirs);
	mine = automaton_new(part);
	ck_assert_ptr_nonnull(mine);
	for (int i = 0; i < 20000; i++) {
		char text[128];
		bool a, b;

		make_text(text, sizeof text);
		a = automaton_matches(mine, text, strlen(text));
		b = xmlRegexpExec(theirs, (const xmlChar *)text) == 1;
		/* libxml2 2.9 takes 20 digits for the first one. */
		ck_assert_msg(_i == 0 ? b || !a : a == b,
			"%s on '%s': %d, libxml2 %d", pattern, text, a, b);
		accepted += a;
	}
	ck_assert_int_gt(accepted, 0);
	automaton_free(mine);
	xmlRegFreeRegexp(theirs);
	arena_free(arena);
}
END_TEST

START_TEST(unclear_pattern_is_refused)
{
	static const char *const unclear[] = { "\\p{L}", "[a-z-[aeiou]]", "\\w",
		"\\i\\c*", "[是否]", "a**", "(a", "a)", "[a", "[]", "a{3,1}",
		"a{1000}", "[b-a]", "\\", "a{", "*", "[\\d-z]" };
	struct arena *arena = arena_new();

	ck_assert_msg(
		part_pattern(arena, unclear[_i]) == NULL, "%s", unclear[_i]);
	arena_free(arena);
}
END_TEST

START_TEST(automaton_has_limits)
{
	struct arena *arena = arena_new();
	struct part *many = part_pattern(arena, "(a{60}){60}");

	ck_assert_ptr_nonnull(many);
	ck_assert_ptr_null(automaton_new(many));
	/* Known to need 2 to the power of 20 states. */
	many = part_pattern(arena, "(a|b)*a(a|b){20}");
	ck_assert_ptr_nonnull(many);
	ck_assert_ptr_null(automaton_new(many));
	arena_free(arena);
}
END_TEST

/* One attribute v of this type, by libxml2's validator. */
static xmlSchemaValidCtxtPtr
validator_of(const char *base, const char *facets, xmlSchemaPtr *schema)
{
	char text[1024];
	xmlSchemaParserCtxtPtr parser;

	snprintf(text, sizeof text,
		"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
		"<xs:element name='e'><xs:complexType><xs:attribute name='v'>"
		"<xs:simpleType><xs:restriction base='%s'>%s</xs:restriction>"
		"</xs:simpleType></xs:attribute></xs:complexType></xs:element>"
		"</xs:schema>",
		base, facets);
	parser = xmlSchemaNewMemParserCtxt(text, (int)strlen(text));
	*schema = xmlSchemaParse(parser);
	xmlSchemaFreeParserCtxt(parser);
	ck_assert_ptr_nonnull(*schema);
	return xmlSchemaNewValidCtxt(*schema);
}

static void
drop(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

static bool
is_valid(xmlSchemaValidCtxtPtr ctxt, const char *value)
{
	xmlDocPtr doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNodePtr node = xmlNewDocNode(doc, NULL, (const xmlChar *)"e", NULL);
	int rc;

	xmlDocSetRootElement(doc, node);
	xmlSetProp(node, (const xmlChar *)"v", (const xmlChar *)value);
	xmlSchemaSetValidStructuredErrors(ctxt, drop, NULL);
	rc = xmlSchemaValidateDoc(ctxt, doc);
	xmlFreeDoc(doc);
	return rc == 0;
}

static const char *const bases[] = { "xs:date", "xs:decimal", "xs:integer",
	"xs:nonNegativeInteger", "xs:string" };

/* Values about the type's borders. */
static void
make_value(char *out, size_t size, const char *base)
{
	static const char *const signs[] = { "", "", "", "-", "+", " " };

	if (strcmp(base, "xs:date") == 0) {
		static const unsigned years[] = { 0, 1, 1599, 1600, 1900, 2000,
			2024, 2026, 9999, 10000 };
		static const char *const zones[] = { "", "", "", "Z", "+08:00",
			" " };

		snprintf(out, size, "%s%04u-%0*u-%02u%s", signs[roll(6)],
			years[roll(10)], roll(8) == 0 ? 1 : 2, roll(14),
			roll(33), zones[roll(6)]);
	} else if (strcmp(base, "xs:string") == 0) {
		make_text(out, size);
	} else {
		static const char *const wholes[] = { "", "0", "00", "7",
			"123456789012345678", "1234567890123456789",
			"123456789012345678901234567890", "1e3", "x" };
		static const char *const tails[] = { "", "", ".", ".0", ".50",
			".123456789012345678", " ", "e1" };

		snprintf(out, size, "%s%s%s", signs[roll(6)], wholes[roll(9)],
			tails[roll(8)]);
	}
}

START_TEST(what_holds_is_valid)
{
	bool is_text = strcmp(bases[_i], "xs:string") == 0;
	struct facets f = { 0 };
	xmlSchemaPtr schema;
	xmlSchemaValidCtxtPtr ctxt = validator_of(bases[_i],
		is_text ? "<xs:minLength value='1'/><xs:maxLength value='4'/>"
			: "",
		&schema);
	int held = 0;

	facets_set_base(&f, bases[_i]);
	if (is_text) {
		facets_add_length(&f, "minLength", 1);
		facets_add_length(&f, "maxLength", 4);
	}
	ck_assert(f.known);
	for (int i = 0; i < 20000; i++) {
		char value[128];

		make_value(value, sizeof value, bases[_i]);
		if (!facets_hold(&f, value, strlen(value)))
			continue;
		held++;
		ck_assert_msg(
			is_valid(ctxt, value), "%s '%s'", bases[_i], value);
	}
	ck_assert_int_gt(held, 100);
	facets_clear(&f);
	xmlSchemaFreeValidCtxt(ctxt);
	xmlSchemaFree(schema);
}
END_TEST

START_TEST(unknown_type_never_holds)
{
	struct facets f = { 0 };

	facets_set_base(&f, "xs:anyURI");
	ck_assert(!facets_hold(&f, "x", 1));
	facets_set_base(&f, "xs:string");
	ck_assert(facets_hold(&f, "x", 1));
	facets_add_length(&f, "whiteSpace", 0);
	ck_assert(!facets_hold(&f, "x", 1));
	facets_set_base(&f, "xs:date");
	facets_add_length(&f, "maxLength", 10);
	ck_assert(!facets_hold(&f, "2026-11-05", 10));
	facets_set_base(&f, "xs:string");
	facets_add_part(&f, NULL);
	ck_assert(!facets_hold(&f, "x", 1));
	facets_clear(&f);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("facets");

	tcase_set_timeout(t, 120);
	suite_add_each(t, pattern_is_libxml2s, patterns);
	tcase_add_loop_test(t, unclear_pattern_is_refused, 0, 17);
	tcase_add_test(t, automaton_has_limits);
	suite_add_each(t, what_holds_is_valid, bases);
	tcase_add_test(t, unknown_type_never_holds);
	return suite_run(t, "facets");
}
