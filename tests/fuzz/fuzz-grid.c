/*
 * libFuzzer on the readers of tables: whatever bytes a file has, they end, and
 * every cell that they give is within its bounds. make fuzz builds and runs it.
 * HECHA_FUZZ=sheet, strings, styles or workbook: the bytes are that part of an
 * .xlsx, whose other parts are sound.
 */
#include "config.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>
#include "base/strbuf.h"
#include "lib/grid.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int
on_sheet(void *arg, const struct grid_sheet *sheet, struct error *err)
{
	size_t *sum = arg;

	(void)err;
	*sum += strlen(sheet->name);
	return 0;
}

static int
on_row(void *arg, long row, const struct cell *cells, size_t n,
	struct error *err)
{
	size_t *sum = arg;
	long last = -1;

	(void)err;
	if (row < 1)
		abort();
	for (size_t i = 0; i < n; i++) {
		/* columns in order, each once; texts that end where they say */
		if (cells[i].column <= last || cells[i].column > GRID_COLUMNS)
			abort();
		last = cells[i].column;
		if (cells[i].kind == CELL_BLANK)
			continue;
		for (size_t k = 0; k < cells[i].n; k++)
			*sum += (unsigned char)cells[i].text[k];
		if (cells[i].text[cells[i].n] != '\0')
			abort();
	}
	return 0;
}

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATION                                                               \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGED "http://schemas.openxmlformats.org/package/2006/relationships"
#define RELATIONS(list)                                                        \
	"<Relationships xmlns=\"" PACKAGED "\">" list "</Relationships>"
#define RELATE(id, type, target)                                               \
	"<Relationship Id=\"" id "\" Type=\"" RELATION "/" type                \
	"\" Target=\"" target "\"/>"

struct part {
	const char *kind, *path, *sound;
};

static const struct part parts[] = {
	{ NULL, "_rels/.rels",
		RELATIONS(RELATE("a", "officeDocument", "xl/workbook.xml")) },
	{ NULL, "xl/_rels/workbook.xml.rels",
		RELATIONS(RELATE("s", "worksheet", "sheet.xml")
				RELATE("t", "sharedStrings", "strings.xml")
					RELATE("u", "styles", "styles.xml")) },
	{ "workbook", "xl/workbook.xml",
		"<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATION
		"\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"s\"/>"
		"</sheets></workbook>" },
	{ "strings", "xl/strings.xml",
		"<sst xmlns=\"" MAIN "\"><si><t>a</t></si></sst>" },
	{ "styles", "xl/styles.xml",
		"<styleSheet xmlns=\"" MAIN "\"><cellXfs><xf numFmtId=\"14\"/>"
		"</cellXfs></styleSheet>" },
	{ "sheet", "xl/sheet.xml",
		"<worksheet xmlns=\"" MAIN "\"><sheetData><row r=\"1\"><c "
		"r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"0\"><v>44000"
		"</v></c></row></sheetData></worksheet>" },
};
enum { PARTS = sizeof parts / sizeof *parts };

static void
add_number(struct strbuf *zip, unsigned long n, int bytes)
{
	while (bytes-- > 0) {
		strbuf_addc(zip, (char)(n & 0xff));
		n >>= 8;
	}
}

/* What stands of an entry before its data and, with its place, at the end. */
static void
add_entry(struct strbuf *zip, const char *path, unsigned long crc, size_t n,
	long place)
{
	add_number(zip, place < 0 ? 0x04034b50 : 0x02014b50, 4);
	add_number(zip, 20, 2);
	if (place >= 0)
		add_number(zip, 20, 2);
	add_number(zip, 0, 4); /* flags, stored */
	add_number(zip, 0x00210000, 4);
	add_number(zip, crc, 4);
	add_number(zip, n, 4);
	add_number(zip, n, 4);
	add_number(zip, strlen(path), 2);
	add_number(zip, 0, 2);
	if (place >= 0) {
		add_number(zip, 0, 10);
		add_number(zip, (unsigned long)place, 4);
	}
	strbuf_adds(zip, path);
}

/* An .xlsx in which the part of this kind is what is given. */
static void
add_book(struct strbuf *zip, const char *kind, const uint8_t *data, size_t n)
{
	unsigned long crc[PARTS];
	size_t sizes[PARTS], places[PARTS], end;

	for (int i = 0; i < PARTS; i++) {
		const char *bytes = parts[i].sound;

		sizes[i] = strlen(bytes);
		if (parts[i].kind != NULL && strcmp(parts[i].kind, kind) == 0) {
			bytes = (const char *)data;
			sizes[i] = n;
		}
		places[i] = zip->len;
		crc[i] = crc32(0, (const Bytef *)bytes, (uInt)sizes[i]);
		add_entry(zip, parts[i].path, crc[i], sizes[i], -1);
		strbuf_add(zip, bytes, sizes[i]);
	}
	end = zip->len;
	for (int i = 0; i < PARTS; i++)
		add_entry(
			zip, parts[i].path, crc[i], sizes[i], (long)places[i]);
	add_number(zip, 0x06054b50, 4);
	add_number(zip, 0, 4);
	add_number(zip, PARTS, 2);
	add_number(zip, PARTS, 2);
	add_number(zip, zip->len - 12 - end, 4);
	add_number(zip, end, 4);
	add_number(zip, 0, 2);
}

static bool
write_file(int fd, const uint8_t *data, size_t n)
{
	const char *kind = getenv("HECHA_FUZZ");
	struct strbuf zip = { 0 };
	bool is_written;

	if (kind == NULL)
		return write(fd, data, n) == (ssize_t)n;
	add_book(&zip, kind, data, n);
	is_written = write(fd, zip.data, zip.len) == (ssize_t)zip.len;
	strbuf_clear(&zip);
	return is_written;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct grid_events events = { on_sheet, on_row, NULL };
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct error err = { 0 };
	enum grid_kind kind;
	const char *what;
	char path[64];
	size_t sum = 0;

	if (fd < 0 || !write_file(fd, data, n))
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	/* LibreOffice is not what is tested */
	if (grid_kind(&kind, &what, path, &err) == 0 && kind != GRID_OFFICE)
		grid_read(path, "fuzz", &events, &sum, &err);
	close(fd);
	return 0;
}
