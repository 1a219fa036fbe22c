/* SPDX-License-Identifier: GPL-2.0 */
/*
 * mm/split_huge_page_test.c writes 4 MB byte by byte, nine times, before it
 * sees that the file system has no large folios: 150 s under emulation. Here
 * those bytes gather to blocks. Its other one-byte write passes an int.
 */
#ifndef SHIM_SPLIT_HUGE_PAGE_TEST_H
#define SHIM_SPLIT_HUGE_PAGE_TEST_H

#include <unistd.h>

static inline ssize_t shim_gather_write(int fd, const void *data, size_t size)
{
	static char bytes[4096];	/* divides every PMD size */
	static size_t used;

	if (size != 1)
		return write(fd, data, size);
	bytes[used++] = *(const char *)data;
	if (used < sizeof(bytes))
		return 1;
	used = 0;
	return write(fd, bytes, sizeof(bytes)) == sizeof(bytes) ? 1 : -1;
}

#define write(fd, data, size) \
	_Generic((size), size_t: shim_gather_write, default: write)(fd, data, size)

#endif
