#ifndef TABLES_H
#define TABLES_H

#include <pthread.h>
#include <stdio.h>
#include "base/errors.h"
#include "base/strbuf.h"
#include "intake/sheet.h"
#include "intake/table-settings.h"
#include "lib/digest.h"

struct codes;
struct pieces;
struct source;

/*
 * Tables of files become documents: rows of all sheets are joined by the ids of
 * their records, villages' names become codes, and what comes out is XML as
 * anybody might have written it, with the place of each of its lines. One way
 * in: it is imported as any other document.
 */
struct tables;

int tables_new(struct tables **out, const struct model *model,
	const struct codes *codes, const struct table_settings *settings,
	struct error *err);
void tables_free(struct tables *t); /* NULL is fine */

/* A village that is known already. */
void tables_know_village(struct tables *t, const char *code, const char *name);
/* Read a file; it is known as name. readable: what LibreOffice made of it
 * before, or NULL. 1: there is no table of ours in it; err says so. Where it
 * answers something other than 0, nothing of the file was taken. */
int tables_read(struct tables *t, const char *path, const char *readable,
	const char *name, struct error *err);

/* A line of a document, and where it comes from. */
struct line_place {
	long line, row;
	size_t sheet;
};

struct table_document {
	const struct kind *kind;
	struct error *fault; /* why it can be none, NULL */
	char *name;
	char *root;    /* the declaration and its root's tag, a line each */
	char *path;    /* of the XML, where it was written */
	size_t *files; /* that it was made of */
	size_t nfiles;
	uint64_t rejected; /* records left out */
	bool *delivered;   /* by the number of the fact */
	size_t number;
	struct line_place *places; /* under the lock of tables */
	size_t nplaces, places_cap;
	size_t *pieces; /* what rows say of its records, sorted */
	size_t npieces, pieces_cap;
};

/* After all files: which documents there are. One that can be none, for want of
 * what no table says, has its fault; where none can be, that is the answer. */
int tables_gather(struct tables *t, struct error *err);
/* The records of one, once: as it would stand in a file. Places and refusals
 * of its records are there once they have been read. */
void tables_source(
	struct source *out, struct tables *t, struct table_document *d);
/* Read them to see what it would be: the SHA-256 of its bytes. What that leaves
 * stays for who wants it, or is taken back. */
struct tables_left {
	size_t refusals;
	uint64_t refused;
};
int tables_try(struct tables *t, struct table_document *d,
	char sha256[DIGEST_HEX], struct tables_left *left, struct error *err);
void tables_take_back(struct tables *t, struct table_document *d,
	const struct tables_left *left);
/* Gather, and write all documents into the directory. */
int tables_write(struct tables *t, const char *dir, struct error *err);
size_t tables_documents(const struct tables *t);
struct table_document *tables_document(const struct tables *t, size_t i);
const struct layout *tables_layout(const struct tables *t);
size_t tables_files(const struct tables *t);
const char *tables_file_name(const struct tables *t, size_t file);
const char *tables_file_path(const struct tables *t, size_t file);
const char *tables_file_sha256(const struct tables *t, size_t file);
size_t tables_sheets(const struct tables *t);
const struct sheet *tables_sheet(const struct tables *t, size_t i);
size_t tables_refusals(const struct tables *t);
const struct refusal *tables_refusal(const struct tables *t, size_t i);
/* Which document a sheet's rows went into; -1: none. */
long tables_document_of(const struct tables *t, size_t sheet);

/* Where a line of a document comes from; false: from no row. While records are
 * read by another thread as well. */
bool tables_place(
	struct tables *t, size_t document, long line, struct line_place *place);

/* Within. */
struct village_name {
	char *code, *name; /* the name folded */
};

/* A name that was looked up. */
struct asked_village {
	char *name;
	const char *code;
};

struct header_fact {
	size_t file;
	const struct kind *kind; /* NULL: any */
	char *name, *value;
};

/* How an attribute begins: a blank, its name, = and a quotation mark. */
struct begun {
	char *text;
	size_t n;
};

struct table_file {
	char *path, *name;
	char sha256[65];
	char *folded; /* its name, for villages */
};

struct tables {
	const struct codes *codes;
	struct layout *layout;
	struct table_settings settings;
	struct pieces *pieces;
	struct header_memo *header_memo;
	struct table_file *files;
	size_t nfiles;
	struct sheet **sheets;
	size_t nsheets;
	struct refusal *refusals;
	size_t nrefusals;
	uint64_t refused;
	struct village_name *villages;
	size_t nvillages;
	struct asked_village asked[256]; /* by the name's hash */
	struct header_fact *headers;
	size_t nheaders;
	struct table_document *documents;
	size_t ndocuments;
	struct begun *begun; /* by the fact's number; NULL: not yet */
	pthread_mutex_t lock;
};

/* Rows that name households by their heads get their ids. */
int tables_join_heads(struct tables *t, struct error *err);
/* The value of an attribute in a piece's facts, or NULL. */
const char *tables_piece_value(
	const struct tables *t, struct facts facts, const char *attribute);
void tables_refuse(struct tables *t, struct refusal *refusal);
/* Forget those behind the first n, which were so many with those not kept. */
void tables_cut_refusals(struct tables *t, size_t n, uint64_t refused);
/* Names that were looked up: villages have changed. */
void tables_forget_asked(struct tables *t);
/* The code of a village by its name, "" where none or several; in a text, the
 * one village that it names. Borrowed. */
const char *tables_village(struct tables *t, const char *name);
const char *tables_village_within(const struct tables *t, const char *text);
/* A fact of a document, of the last file that was begun. */
void tables_add_header(struct tables *t, const struct kind *kind,
	const char *name, const char *value);
/* What the titles above a table say of the document. */
void tables_read_titles(struct tables *t, const struct sheet *s);
/* Does one of the lines name another village than this? */
bool tables_names_other(
	const struct tables *t, const char *lines, const char *code);
bool tables_made_of(const struct table_document *d, size_t file);
void tables_add_escaped(struct strbuf *sb, const char *s);
/* The declaration and the root's tag, a line each: tables-head.c. */
int tables_write_root(struct tables *t, const struct table_document *d,
	struct strbuf *sb, struct error *err);
int tables_write_document(
	struct tables *t, struct table_document *d, FILE *f, struct error *err);

#endif
