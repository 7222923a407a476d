#ifndef VALUE_H
#define VALUE_H

#include <stdbool.h>
#include <stdint.h>

/* m:store of a simple type; see schemas/common.xsd. */
enum store {
	STORE_TEXT,
	STORE_INT,
	STORE_BOOL,
	STORE_DATE,
	STORE_TIME,
	STORE_MONEY,	/* yuan in the document, fen in the column */
	STORE_QUANTITY, /* two decimals in the document, hundredths here */
	STORE_LIST,	/* codes, one blank before and after each */
	STORE_NUMBER,	/* identity number: see derive.h for its facts */
	STORE_NAME,
	STORE_PHONE,
	STORE_ACCOUNT, /* kept as text, shown masked */
	STORE_BIRTH,
	STORE_SHOWN, /* text put up in public */
	STORE_FREE,  /* text that may say nothing: 无 */
};

/* One value of a row. Text is borrowed from the arena or the document. */
struct value {
	enum { VALUE_NULL, VALUE_INT, VALUE_TEXT } type;
	unsigned n; /* bytes of a text */
	union {
		int64_t i;
		const char *s;
	};
};

void value_set_text(struct value *v, const char *s);

/* The schemas' yes: true, 1 or 是; NULL is no. */
bool value_is_yes(const char *s);

#endif
