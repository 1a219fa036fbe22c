/* SPDX-License-Identifier: GPL-2.0 */
/*
 * leaves.h - what a huge entry was called before there was one name for it
 */
#ifndef _SIM_LEAVES_H
#define _SIM_LEAVES_H

static __always_inline bool pmd_huge(pmd_t pmd)
{
	return pmd_leaf(pmd);
}

static __always_inline bool pmd_trans_huge(pmd_t pmd)
{
	return pmd_leaf(pmd);
}

static __always_inline bool pud_huge(pud_t pud)
{
	return pud_leaf(pud);
}

#endif /* _SIM_LEAVES_H */
