// SPDX-License-Identifier: GPL-2.0
/*
 * /init of the test kernels: static, alone in the initramfs with the tests.
 *
 * Reads /tests, one command a line: name|seconds|command and its arguments.
 * Every line that a command prints goes to the console as "| line", between
 *	@@@ begin NAME
 *	@@@ end NAME STATUS SECONDS	STATUS: exit-N, signal-N, timeout-0 (it was
 *					killed), stuck-0 (even that did not help)
 *	@@@ pins NAME ACQUIRED RELEASED
 * and the last line of a complete run is
 *	@@@ done COMMANDS
 * after which the machine is reset; QEMU's -no-reboot makes an exit of it,
 * which unlike powering off needs neither ACPI nor firmware.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/swap.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* A record of /dev/kmsg holds about a thousand bytes. */
#define LINE_MAX_OUT	800
#define MAX_ARGS	32
#define THP		"/sys/kernel/mm/transparent_hugepage/"
#define KSM		"/sys/kernel/mm/ksm/"
#define POOL_BYTES	(256UL << 20)	/* map_hugetlb and run_vmtests.sh */
#define POOL_OTHER	8		/* pages of every size but the default */
#define POOL_LARGEST_KB	(4UL << 10)	/* larger ones: hugepages= at boot */
#define STUCK_AFTER	20		/* seconds from SIGKILL to giving up */

static int console = 1;
static int console_is_kmsg;

/*
 * Tests and kernel share one serial line, and the tty layer and printk() mix
 * their characters. As records of /dev/kmsg the lines stay whole, in order
 * with the kernel's own, and carry the time.
 */
static void say(const char *fmt, ...)
{
	char buf[LINE_MAX_OUT + 64];
	int prefix = console_is_kmsg ? 3 : 0;
	int len, size = sizeof(buf) - prefix - 1;
	va_list args;

	memcpy(buf, "<5>", prefix);
	va_start(args, fmt);
	len = vsnprintf(buf + prefix, size, fmt, args);
	va_end(args);
	len = prefix + (len < size ? len : size - 1);
	buf[len++] = '\n';
	while (write(console, buf, len) < 0 && errno == EINTR)
		;
}

/* A file that this kernel has not, or that refuses, changes nothing. */
static void put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd >= 0 && write(fd, text, strlen(text)) < 0)
		say("| init: %s: %s", path, strerror(errno));
	close(fd);
}

static unsigned long get_field(const char *path, const char *name)
{
	char line[256];
	unsigned long value = 0;
	size_t len = strlen(name);
	FILE *file = fopen(path, "re");

	if (!file)
		return 0;
	while (fgets(line, sizeof(line), file))
		if (!strncmp(line, name, len))
			value = strtoul(line + len, NULL, 10);
	fclose(file);
	return value;
}

static void mount_on(const char *type, const char *dir, const char *options)
{
	mkdir(dir, 0755);
	/* huge= is unknown to a kernel that finds no THP at boot */
	if (mount(type, dir, type, 0, options) && mount(type, dir, type, 0, NULL))
		say("| init: %s on %s: %s", type, dir, strerror(errno));
}

static void mount_all(void)
{
	int fd;

	mount_on("devtmpfs", "/dev", NULL);
	/* Nothing else may get the numbers of the standard streams. */
	do {
		fd = open("/dev/null", O_RDWR);
	} while (fd >= 0 && fd < 3);
	close(fd);
	fd = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
	if (fd >= 0) {
		console = fd;
		console_is_kmsg = 1;
	}
	mount_on("proc", "/proc", NULL);
	mount_on("sysfs", "/sys", NULL);
	mount_on("debugfs", "/sys/kernel/debug", NULL);
	mount_on("devpts", "/dev/pts", NULL);
	/* khugepaged's tmpfs tests count on huge=advise */
	mount_on("tmpfs", "/tmp", "huge=advise");
	mount_on("tmpfs", "/dev/shm", NULL);
	/* 6.1's tests of hugetlb want a file by a path */
	mount_on("hugetlbfs", "/bin/huge", NULL);
}

/* The pool goes back to what every test counts on, whatever the last one did. */
static void fill_pools(int report)
{
	unsigned long standard = get_field("/proc/meminfo", "Hugepagesize:");
	unsigned long size_kb, want;
	char path[256], count[24];
	glob_t found;
	size_t i;

	if (glob("/sys/kernel/mm/hugepages/hugepages-*kB", 0, NULL, &found))
		return;
	for (i = 0; i < found.gl_pathc; i++) {
		size_kb = strtoul(strrchr(found.gl_pathv[i], '-') + 1, NULL, 10);
		want = size_kb == standard ? (POOL_BYTES >> 10) / size_kb :
					     POOL_OTHER;
		snprintf(count, sizeof(count), "%lu", want);
		snprintf(path, sizeof(path), "%s/nr_hugepages",
			 found.gl_pathv[i]);
		if (size_kb <= POOL_LARGEST_KB)
			put(path, count);
		if (report)
			say("| init: %lu hugetlb pages of %lu kB",
			    get_field(path, ""), size_kb);
	}
	globfree(&found);
}

/* What mkswap writes; the swap tests of cow and khugepaged need some swap. */
static void enable_swap(const char *device)
{
	static union {
		char bytes[64 << 10];
		unsigned int words[16 << 10];
	} header;
	long page = sysconf(_SC_PAGESIZE);
	int fd = open(device, O_RDWR | O_CLOEXEC);
	off_t size = fd < 0 ? 0 : lseek(fd, 0, SEEK_END);
	int ok = 0;

	if (page >= 4096 && page <= (long)sizeof(header) && size > 2 * page) {
		header.words[256] = 1;			/* version */
		header.words[257] = size / page - 1;	/* last page */
		memcpy(header.bytes + page - 10, "SWAPSPACE2", 10);
		ok = pwrite(fd, &header, page, 0) == page && !fsync(fd);
	}
	if (fd >= 0)
		close(fd);
	if (ok && !swapon(device, 0))
		say("| init: swap on %s", device);
	else
		say("| init: no swap");
}

/*
 * Two runs are compared test by test, so each command must find the same
 * state: khugepaged asleep unless the test wakes it, no KSM, the mTHP and
 * hugetlb settings of a fresh boot, no pages parked in per-CPU batches.
 */
static void settle(int thorough)
{
	kill(-1, SIGKILL);
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
	put(THP "enabled", "always");
	put(THP "defrag", "always");
	put(THP "shmem_enabled", "advise");
	put(THP "khugepaged/scan_sleep_millisecs", "4000000");
	put(THP "khugepaged/alloc_sleep_millisecs", "4000000");
	put(KSM "run", "2");
	put(KSM "sleep_millisecs", "0");
	put(KSM "pages_to_scan", "2000");
	/* leaves out pages that did not merge of late; ksm_tests -N wants them */
	put(KSM "smart_scan", "0");
	if (!thorough)
		return;
	put("/proc/sys/vm/drop_caches", "3");
	put("/proc/sys/vm/compact_memory", "1");
	fill_pools(0);
}

/* A pin may be released from a work queue: it is given five seconds. */
static void report_pins(const char *name)
{
	unsigned long acquired, released;
	int tries;

	for (tries = 0; tries < 50; tries++) {
		/* The counters are per CPU; this folds them. */
		put("/proc/sys/vm/stat_refresh", "1");
		acquired = get_field("/proc/vmstat", "nr_foll_pin_acquired ");
		released = get_field("/proc/vmstat", "nr_foll_pin_released ");
		if (acquired == released)
			break;
		usleep(100000);
	}
	say("@@@ pins %s %lu %lu", name, acquired, released);
}

static long long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

/* Whole lines, without colours, and of a progress line only its last state. */
static void pass_on(const char *data, ssize_t size)
{
	static char line[LINE_MAX_OUT];
	static size_t used;
	static int escape;
	ssize_t i;

	for (i = 0; i < size; i++) {
		if (escape) {
			escape = !strchr("ABCDHJKmsu", data[i]);
		} else if (data[i] == '\033') {
			escape = 1;
		} else if (data[i] == '\n' || used == sizeof(line) - 1) {
			line[used] = '\0';
			say("| %s", line);
			used = 0;
			if (data[i] != '\n')
				line[used++] = data[i];
		} else if (data[i] == '\r') {
			used = 0;
		} else {
			line[used++] = data[i] ? data[i] : '?';
		}
	}
	if (!size && used)
		pass_on("\n", 1);
}

/*
 * A terminal, not a pipe: into a pipe stdio writes blocks, so a test that is
 * killed loses its last lines, and one that forks may print some twice.
 */
static int open_output(int out[2])
{
	struct termios raw;

	out[0] = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (out[0] < 0)
		return pipe2(out, O_CLOEXEC);
	if (grantpt(out[0]) || unlockpt(out[0]))
		return -1;
	out[1] = open(ptsname(out[0]), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (out[1] < 0 || tcgetattr(out[1], &raw))
		return -1;
	cfmakeraw(&raw);
	return tcsetattr(out[1], TCSANOW, &raw);
}

static pid_t start(char *command, int out[2])
{
	char *argv[MAX_ARGS + 1];
	int argc = 0;
	char *word;
	pid_t pid;

	for (word = strtok(command, " \t"); word && argc < MAX_ARGS;
	     word = strtok(NULL, " \t"))
		argv[argc++] = word;
	argv[argc] = NULL;

	pid = fork();
	if (pid)
		return pid;
	setsid();
	dup2(out[1], 1);
	dup2(out[1], 2);
	close(out[0]);
	close(out[1]);
	/* cow and others call themselves or open files by relative paths */
	if (chdir("/bin"))
		_exit(126);
	execv(argv[0], argv);
	dprintf(2, "init: %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

static void run(const char *name, int seconds, char *command)
{
	long long begin, limit, killed = 0;
	int wait_status = 0, out[2];
	const char *how = "stuck";
	int code = 0;
	char buf[4096];
	pid_t pid, got = 0;
	ssize_t size;

	settle(seconds >= 60);
	say("@@@ begin %s", name);
	begin = now_ms();
	limit = begin + seconds * 1000LL;
	pid = open_output(out) ? -1 : start(command, out);
	if (pid < 0) {
		say("@@@ end %s exit-125 0", name);
		return;
	}
	close(out[1]);
	fcntl(out[0], F_SETFL, O_NONBLOCK);

	while (!got) {
		struct pollfd fd = { .fd = out[0], .events = POLLIN };

		poll(&fd, 1, 20);
		if (fd.revents & POLLHUP)
			usleep(5000);	/* closed, but not dead yet */
		got = waitpid(pid, &wait_status, WNOHANG);
		while ((size = read(out[0], buf, sizeof(buf))) > 0)
			pass_on(buf, size);
		if (!killed && now_ms() > limit) {
			killed = now_ms();
			kill(-pid, SIGKILL);
		} else if (killed && now_ms() > killed + STUCK_AFTER * 1000LL) {
			break;
		}
	}
	pass_on(NULL, 0);
	close(out[0]);

	if (got && killed) {
		how = "timeout";
	} else if (got && WIFSIGNALED(wait_status)) {
		how = "signal";
		code = WTERMSIG(wait_status);
	} else if (got) {
		how = "exit";
		code = WEXITSTATUS(wait_status);
	}
	say("@@@ end %s %s-%d %.1f", name, how, code,
	    (now_ms() - begin) / 1000.0);
	/* Stuck in the kernel it still holds its pins: no sense in waiting. */
	if (got)
		report_pins(name);
}

int main(void)
{
	struct rlimit core = { 0, 0 };
	char line[512], *name, *seconds, *command;
	int commands = 0;
	FILE *list;

	mount_all();
	setrlimit(RLIMIT_CORE, &core);
	setenv("PATH", "/bin", 1);
	fill_pools(1);
	enable_swap("/dev/ram0");

	list = fopen("/tests", "re");
	while (list && fgets(line, sizeof(line), list)) {
		line[strcspn(line, "\n")] = '\0';
		if (!line[0] || line[0] == '#')
			continue;
		name = strtok(line, "|");
		seconds = strtok(NULL, "|");
		command = strtok(NULL, "");
		if (command) {
			run(name, atoi(seconds), command);
			commands++;
		}
	}
	report_pins("all");
	say("@@@ done %d", commands);
	/* The last line must leave the serial port before the machine ends. */
	usleep(200000);
	reboot(RB_AUTOBOOT);
	for (;;)
		pause();
}
