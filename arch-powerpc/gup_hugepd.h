/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_hugepd.h - tables of huge ptes, in kernels that have them: hash with 4K
 * pages (16M and 16G), 8xx (8M), e500
 */
#ifndef _ASM_POWERPC_GUP_HUGEPD_H
#define _ASM_POWERPC_GUP_HUGEPD_H

#include <linux/hugetlb.h>

/*
 * The bits of a hugepd depend on the platform. With hash, the size that is stored
 * in the entry decides whether it is a hugepd or a table.
 */
#define gup_hugepd_shift gup_hugepd_shift
static inline unsigned int gup_hugepd_shift(unsigned long val)
{
	return is_hugepd(__hugepd(val)) ? hugepd_shift(__hugepd(val)) : 0;
}

#define gup_hugepd_offset gup_hugepd_offset
static inline pte_t *gup_hugepd_offset(unsigned long val, const void __user *addr,
				       unsigned int shift)
{
	return hugepte_offset(__hugepd(val), (unsigned long)addr, shift);
}

#endif /* _ASM_POWERPC_GUP_HUGEPD_H */
