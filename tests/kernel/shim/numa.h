/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What mm/migration.c and mm/ksm_tests.c use of libnuma, over system calls and
 * sysfs, so that they link without the library: the nodes with memory, memory
 * on one of them, and the CPU count.
 */
#ifndef SHIM_NUMA_H
#define SHIM_NUMA_H

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
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

static inline int numa_max_node(void)
{
	return numa_available() ? -1 : 63 - __builtin_clzll(shim_numa_nodes.nodes | 1);
}

static inline int numa_num_configured_nodes(void)
{
	return numa_available() ? 0 : __builtin_popcountll(shim_numa_nodes.nodes);
}

/* ksm_tests only asks whether there is any */
static inline long long numa_node_size(int node, long long *free)
{
	return node >= 0 && shim_numa_nodes.nodes >> node & 1;
}

static inline void *numa_alloc_onnode(size_t size, int node)
{
	unsigned long mask = 1UL << node;
	void *area = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (area == MAP_FAILED)
		return NULL;
	syscall(SYS_mbind, area, size, 2 /* MPOL_BIND */, &mask, 8 * sizeof(mask), 0);
	return area;
}

static inline void numa_free(void *area, size_t size)
{
	munmap(area, size);
}

#endif
