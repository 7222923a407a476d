/*
 * libFuzzer on the readers of tables: whatever bytes a file has, they end, and
 * every cell that they give is within its bounds. make fuzz builds and runs it.
 */
#include "config.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const struct grid_events events = { on_sheet, on_row };
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct error err = { 0 };
	enum grid_kind kind;
	const char *what;
	char path[64];
	size_t sum = 0;

	if (fd < 0 || write(fd, data, n) != (ssize_t)n)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	/* LibreOffice is not what is tested */
	if (grid_kind(&kind, &what, path, &err) == 0 && kind != GRID_OFFICE)
		grid_read(path, "fuzz", &events, &sum, &err);
	close(fd);
	return 0;
}
