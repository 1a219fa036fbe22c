/* SPDX-License-Identifier: GPL-2.0 */
/*
 * leaf_names.h - huge entries of kernels that have a name for each kind of leaf
 *
 * A generation's header includes this. No huge entry is special there.
 */
#ifndef _MM_GUP_LEAF_NAMES_H
#define _MM_GUP_LEAF_NAMES_H

#include <linux/hugetlb.h>
#include <linux/mm.h>
#include <linux/pgtable.h>

static inline bool pmd_special(pmd_t pmd)
{
	return false;
}

static inline bool pud_special(pud_t pud)
{
	return false;
}

/*
 * An entry is a leaf if any of these names says so: on some architectures pmd_leaf()
 * and pud_leaf() are a default that always returns false.
 */
static __always_inline bool gup_any_pmd_leaf(pmd_t pmd)
{
	return pmd_leaf(pmd) || pmd_trans_huge(pmd) || pmd_huge(pmd) || pmd_devmap(pmd);
}

static __always_inline bool gup_any_pud_leaf(pud_t pud)
{
	return pud_leaf(pud) || pud_huge(pud) || pud_devmap(pud);
}

#undef pmd_leaf
#define pmd_leaf(pmd)	gup_any_pmd_leaf(pmd)
#undef pud_leaf
#define pud_leaf(pud)	gup_any_pud_leaf(pud)

#endif /* _MM_GUP_LEAF_NAMES_H */
