#ifndef GEN_PEOPLE_H
#define GEN_PEOPLE_H

#include <stddef.h>
#include <stdint.h>

#define NAME_TEXT 40
#define NUMBER_TEXT 24

/*
 * Who somebody is: the part of an identity that must never be shared by
 * chance. A household has ten slots, and no two slots of a street get the
 * same number, nor the same name with the same birth date.
 */
enum slot {
	SLOT_HEAD,
	SLOT_SPOUSE,
	SLOT_THIRD,	/* 2 to 5: children, parents, … */
	SLOT_OTHER = 6, /* who moved, or whom a fault needs */
	SLOT_NEWBORN = 7,
};

struct key {
	int area;  /* first six digits */
	int month; /* 1 … 12 */
	int mday;  /* 1 … 28 */
	int cycle; /* birth year modulo 8 */
	int seq;   /* 0 … 469 of 500 for each sex */
	int given; /* which of 65,536 given names */
};

/* Which surname: that of the family, or of who married into it. */
enum line { LINE_FAMILY, LINE_WIFE, LINE_SON_WIFE, LINE_MOTHER, LINE_OTHER };

void people_key(struct key *k, uint64_t seed, int64_t household, int slot);
/* The day of birth that makes the person low … low+7 years old on 30
 * September of the year. */
int people_birth(const struct key *k, int low, int year);
/* The day of birth of somebody born in the year up to that 30 September. */
int people_birth_newborn(const struct key *k, int year);
/* 18 characters with a check digit that holds. */
void people_number(
	char out[NUMBER_TEXT], const struct key *k, int birth, int sex);
/* From area, eight digits of a date that need not exist, and sequence. */
void people_number_raw(char out[NUMBER_TEXT], int area, int date, int seq);
char people_check_digit(const char *first17);

void people_name(char out[NAME_TEXT], uint64_t seed, int64_t household,
	int slot, enum line line);

/* Staff share neither surnames nor numbers with the households. */
void people_staff_name(char out[NAME_TEXT], uint64_t seed, int64_t staff);
void people_staff_number(char out[NUMBER_TEXT], uint64_t seed, int64_t staff);

/* Unique for each index; the prefix is no number range in use. */
void people_phone(char out[NUMBER_TEXT], const char *prefix, int64_t index);
void people_account(char out[NUMBER_TEXT], int64_t index);

/* Names of villages, 999 of them. */
void people_village_name(char out[NAME_TEXT], int village);

#endif
