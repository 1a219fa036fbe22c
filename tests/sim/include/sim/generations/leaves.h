/* SPDX-License-Identifier: GPL-2.0 */
/*
 * leaves.h - what a huge entry was called before there was one name for it
 */
#ifndef _SIM_LEAVES_H
#define _SIM_LEAVES_H

static __always_inline bool sim_pmd_leaf(pmd_t pmd)
{
	return pmd_leaf(pmd);
}

static __always_inline bool sim_pud_leaf(pud_t pud)
{
	return pud_leaf(pud);
}

/*
 * Of each name there are leaves that have no other one, by the number of the huge frame: as
 * on architectures whose THP is not hugetlb. Kernels that have no pmd_leaf() have two names.
 */
#ifndef SIM_NO_LEAF
#define SIM_NO_LEAF		false
#endif
#define sim_pmd_name(e)		(((u64)pmd_val(e) >> PMD_SHIFT) % 3)
#define pmd_trans_huge(e)	(sim_pmd_leaf(e) && !pmd_devmap(e) && sim_pmd_name(e) == 0)
#define pmd_huge(e) \
	(sim_pmd_leaf(e) && (SIM_NO_LEAF ? pmd_devmap(e) || sim_pmd_name(e) != 0 : \
			     !pmd_devmap(e) && sim_pmd_name(e) == 1))
#define pmd_leaf(e)		(sim_pmd_leaf(e) && !pmd_devmap(e) && sim_pmd_name(e) == 2)
#define sim_pud_name(e)		(((u64)pud_val(e) >> PUD_SHIFT) % 2)
#define pud_huge(e) \
	(sim_pud_leaf(e) && (SIM_NO_LEAF || (!pud_devmap(e) && sim_pud_name(e) == 0)))
#define pud_leaf(e)		(sim_pud_leaf(e) && !pud_devmap(e) && sim_pud_name(e) == 1)

#endif /* _SIM_LEAVES_H */
