// SPDX-License-Identifier: GPL-2.0
/*
 * direct_read - O_DIRECT reads of a file on a RAM disk, in ns a page
 *
 * usage: direct_read IMAGE DEVICE BYTES PASSES
 *
 * Copies IMAGE, an empty file system of type ext2, to DEVICE, makes a file of half its
 * size, and reads that PASSES times from its beginning to its end, BYTES at a time. A
 * line a pass. For /init of a test kernel: it runs as root, and cleans up nothing.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DIR	"/tmp/direct"
#define FILE_AT	DIR "/file"
#define CHUNK	1048576UL

static void die(const char *what)
{
	fprintf(stderr, "direct_read: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int open_or_die(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	if (fd < 0)
		die(path);
	return fd;
}

/* Most of an empty file system is zeroes, which a RAM disk need not store. */
static void copy_image(const char *image, const char *device, char *buf)
{
	int from = open_or_die(image, O_RDONLY), to = open_or_die(device, O_WRONLY);
	off_t at = 0;
	ssize_t size;

	while ((size = read(from, buf, 4096)) > 0) {
		if ((buf[0] || memcmp(buf, buf + 1, size - 1)) &&
		    pwrite(to, buf, size, at) != size)
			die(device);
		at += size;
	}
	if (fsync(to))
		die(device);
	close(to);
	close(from);
}

static size_t make_file(const char *image, const char *buf)
{
	size_t size, done;
	struct stat stat_buf;
	int fd;

	if (stat(image, &stat_buf))
		die(image);
	size = stat_buf.st_size / 2 / CHUNK * CHUNK;
	fd = open_or_die(FILE_AT, O_WRONLY | O_CREAT | O_TRUNC);
	for (done = 0; done < size; done += CHUNK)
		if (write(fd, buf, CHUNK) != CHUNK)
			die(FILE_AT);
	if (fsync(fd))
		die(FILE_AT);
	close(fd);
	return size;
}

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1e9 + ts.tv_nsec;
}

int main(int argc, char **argv)
{
	size_t bytes, size, done;
	int passes, fd;
	double begin;
	char *buf;

	if (argc != 5) {
		fprintf(stderr, "usage: direct_read IMAGE DEVICE BYTES PASSES\n");
		return 2;
	}
	bytes = strtoul(argv[3], NULL, 0);
	passes = atoi(argv[4]);
	buf = mmap(NULL, CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (buf == MAP_FAILED)
		die("mmap");
	if (!bytes || bytes > CHUNK || CHUNK % bytes) {
		errno = EINVAL;
		die(argv[3]);
	}

	copy_image(argv[1], argv[2], buf);
	mkdir(DIR, 0700);
	if (mount(argv[2], DIR, "ext2", 0, NULL))
		die(DIR);
	memset(buf, 0x5a, CHUNK);
	size = make_file(argv[1], buf);

	fd = open_or_die(FILE_AT, O_RDONLY | O_DIRECT);
	while (passes-- > 0) {
		if (lseek(fd, 0, SEEK_SET))
			die(FILE_AT);
		memset(buf, 0, CHUNK);
		begin = now();
		for (done = 0; done < size; done += bytes)
			if (read(fd, buf, bytes) != (ssize_t)bytes)
				die(FILE_AT);
		printf("direct_read: %zu bytes a call: %.1f ns/page\n", bytes,
		       (now() - begin) / (size / 4096));
		if (buf[0] != 0x5a || buf[bytes - 1] != 0x5a) {
			errno = EIO;
			die("what was read is not what was written");
		}
	}
	close(fd);
	if (umount(DIR))
		die(DIR);
	return 0;
}
