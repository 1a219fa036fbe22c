/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What mm/migration.c uses of libnuma, over system calls and sysfs, so that
 * it links without the library: the nodes with memory, and the CPU count.
 */
#ifndef SHIM_NUMA_H
#define SHIM_NUMA_H

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SHIM_NUMA_NODES	64

struct bitmask {
	unsigned long long nodes;
};

static struct bitmask shim_numa_nodes;
#define numa_all_nodes_ptr	(&shim_numa_nodes)

/* sysfs lists the nodes as in "0-1,3" */
static inline int numa_available(void)
{
	FILE *file;
	int first, last, c;

	if (syscall(SYS_get_mempolicy, NULL, NULL, 0, NULL, 0) < 0)
		return -1;
	file = fopen("/sys/devices/system/node/has_memory", "r");
	if (!file)
		return -1;
	while (fscanf(file, "%d", &first) == 1) {
		last = first;
		c = fgetc(file);
		if (c == '-') {
			if (fscanf(file, "%d", &last) != 1)
				break;
			c = fgetc(file);
		}
		for (; first <= last && first < SHIM_NUMA_NODES; first++)
			shim_numa_nodes.nodes |= 1ULL << first;
		if (c != ',')
			break;
	}
	fclose(file);
	return 0;
}

static inline int numa_num_task_cpus(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof(set), &set) ? 1 : CPU_COUNT(&set);
}

static inline int numa_max_possible_node(void)
{
	return SHIM_NUMA_NODES - 1;
}

static inline int numa_bitmask_isbitset(const struct bitmask *mask,
					unsigned int node)
{
	return node < SHIM_NUMA_NODES && (mask->nodes >> node & 1);
}

#endif
