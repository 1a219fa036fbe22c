// SPDX-License-Identifier: GPL-2.0
/*
 * napot.c - does a NAPOT page give each of its pages once?
 *
 * riscv maps a hugetlb page of 64 kB by sixteen equal ptes, each of which names
 * the first frame. vmsplice() takes a page by get_user_pages_fast(); what the
 * pipe then holds tells which one. O_DIRECT pins one and writes it to a disk.
 * process_vm_readv() pins with locks, and never goes the fast way.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/swap.h>
#include <sys/uio.h>
#include <unistd.h>

#define BYTES	(64UL << 10)
#define PAGE	4096UL
#define DISK	"/dev/ram0"

#ifndef MAP_HUGE_SHIFT
#define MAP_HUGE_SHIFT	26
#endif

static char read_by_vmsplice(char *page)
{
	struct iovec iov = { .iov_base = page, .iov_len = PAGE };
	static char back[PAGE];
	int fd[2];

	if (pipe(fd) || vmsplice(fd[1], &iov, 1, 0) != (ssize_t)PAGE ||
	    read(fd[0], back, PAGE) != (ssize_t)PAGE) {
		perror("vmsplice");
		exit(1);
	}
	close(fd[0]);
	close(fd[1]);
	return back[0];
}

static char read_by_direct_io(char *page)
{
	static char back[PAGE] __attribute__((aligned(PAGE)));
	int fd = open(DISK, O_RDWR | O_DIRECT);

	if (fd < 0 || pwrite(fd, page, PAGE, 0) != (ssize_t)PAGE || fsync(fd) ||
	    pread(fd, back, PAGE, 0) != (ssize_t)PAGE) {
		perror("O_DIRECT");
		exit(1);
	}
	close(fd);
	return back[0];
}

static char read_by_locks(char *page)
{
	static char back[PAGE];
	struct iovec to = { .iov_base = back, .iov_len = PAGE };
	struct iovec from = { .iov_base = page, .iov_len = PAGE };

	if (process_vm_readv(getpid(), &to, 1, &from, 1, 0) != (ssize_t)PAGE) {
		perror("process_vm_readv");
		exit(1);
	}
	return back[0];
}

/* How many pages of @map do not read as they were written? */
static int wrong(char *map, const char *how, char (*read_by)(char *page))
{
	unsigned int i, bad = 0;

	printf("napot: %s:", how);
	for (i = 0; i < BYTES / PAGE; i++) {
		char is = read_by(map + i * PAGE);

		printf(" %c", is);
		bad += is != (char)('a' + i);
	}
	printf("\n");
	return bad;
}

int main(void)
{
	unsigned int i;
	char *map;

	map = mmap(NULL, BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB |
		   (16 << MAP_HUGE_SHIFT), -1, 0);
	if (map == MAP_FAILED) {
		perror("napot: no hugetlb page of 64 kB");
		return 1;
	}
	/* init swaps to the disk, which then nobody else may write. */
	swapoff(DISK);
	for (i = 0; i < BYTES / PAGE; i++)
		memset(map + i * PAGE, 'a' + i, PAGE);
	printf("napot: result vmsplice_wrong %d\n", wrong(map, "vmsplice", read_by_vmsplice));
	printf("napot: result direct_io_wrong %d\n", wrong(map, "O_DIRECT", read_by_direct_io));
	printf("napot: result locks_wrong %d\n", wrong(map, "process_vm_readv", read_by_locks));
	return 0;
}
