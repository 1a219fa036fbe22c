// SPDX-License-Identifier: GPL-2.0
/*
 * um_host - run User-Mode Linux 6.12 on a host that is newer than it
 *
 * usage: um_host KERNEL ARGUMENT...
 *
 * - It keeps the registers of a process in 2696 bytes, as PTRACE_GETREGSET gives them.
 *   With AMX a CPU has more; ptrace gives as much as fits and takes back the whole only
 *   (EFAULT), and init dies of it. Where PTRACE_GETREGSET fails UML goes by the older
 *   PTRACE_GETFPREGS, so a filter lets it fail. What that does not know is lost at each
 *   page fault: the programs inside must do without AVX (arch.sh).
 * - Its processes are clones of itself, which glibc registered for restartable
 *   sequences, in memory that UML then unmaps. Newer hosts kill for that.
 * - The distance from its data to its heap is memory that it has to add to the machine,
 *   and random; without that each boot has the same layout.
 */
#include <cpuid.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/ptrace.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define UML_FP_BYTES	2696
#define ARRAY_SIZE(a)	(sizeof(a) / sizeof((a)[0]))

/* The low half of an argument, on a little-endian machine. */
#define ARGUMENT(n)	offsetof(struct seccomp_data, args[n])

static int host_has_more(void)
{
	unsigned int max, enabled, bytes, eax, edx;

	max = __get_cpuid_max(0, NULL);
	if (max < 0xd)
		return 0;
	__cpuid_count(0xd, 0, eax, enabled, bytes, edx);
	return enabled > UML_FP_BYTES;
}

static int no_regset(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ptrace, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(0)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PTRACE_GETREGSET, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EIO),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { ARRAY_SIZE(filter), filter };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: um_host KERNEL ARGUMENT...\n");
		return 2;
	}
	if (host_has_more() && no_regset())
		fprintf(stderr, "um_host: no filter: %s\n", strerror(errno));
	setenv("GLIBC_TUNABLES", "glibc.pthread.rseq=0", 1);
	personality(ADDR_NO_RANDOMIZE);
	execv(argv[1], argv + 1);
	fprintf(stderr, "um_host: %s: %s\n", argv[1], strerror(errno));
	return 126;
}
