/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the selftests use of libnuma's header of this name, over the system
 * calls: libnuma is not packaged for most cross compilers.
 */
#ifndef SHIM_NUMAIF_H
#define SHIM_NUMAIF_H

#include <sys/syscall.h>
#include <unistd.h>

#define MPOL_MF_MOVE		(1 << 1)
#define MPOL_MF_MOVE_ALL	(1 << 2)

/*
 * mm/migration.c tries a busy page a hundred times without a pause, which is
 * over before a CPU that the host has taken off, with a reference in its hands,
 * runs again. A page that stays busy is still found.
 */
static inline long move_pages(int pid, unsigned long count, void **pages,
			      const int *nodes, int *status, int flags)
{
	long ret;

	ret = syscall(SYS_move_pages, pid, count, pages, nodes, status, flags);
	if (ret > 0)
		usleep(20000);
	return ret;
}

#endif
