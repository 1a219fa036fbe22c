/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_e500.h - huge entries of e500, with 32 bits and with 64
 *
 * A page of hugetlb fills as many pmds (with 64 bits, puds too) as it needs, each
 * with the frame of its own part. All their bits are those of ptes. With 32 bits the
 * tree's pmd_page() works only for tables, and its pmd_access_permitted() only checks
 * for "not 0".
 */
#ifndef _ASM_POWERPC_GUP_E500_H
#define _ASM_POWERPC_GUP_E500_H

#include <linux/mm.h>
#include <linux/pgtable.h>

#define gup_pmd_permitted gup_pmd_permitted
static inline bool gup_pmd_permitted(pmd_t pmd, bool write)
{
	return pte_access_permitted(__pte(pmd_val(pmd)), write);
}

#define gup_pud_permitted gup_pud_permitted
static inline bool gup_pud_permitted(pud_t pud, bool write)
{
	return pte_access_permitted(__pte(pud_val(pud)), write);
}

#define gup_pmd_page gup_pmd_page
static inline struct page *gup_pmd_page(pmd_t pmd)
{
	return pte_page(__pte(pmd_val(pmd)));
}

#define gup_pud_page gup_pud_page
static inline struct page *gup_pud_page(pud_t pud)
{
	return pte_page(__pte(pud_val(pud)));
}

/*
 * Clearing a leaf of two words leaves the upper one as it is. So the entry is not 0,
 * and does not point at a table either.
 */
#ifdef CONFIG_PPC32
#define gup_pmd_table gup_pmd_table
static inline bool gup_pmd_table(pmd_t pmd)
{
	return (unsigned long)pmd_val(pmd) == pmd_val(pmd) && pmd_present(pmd) && !pmd_bad(pmd);
}
#endif

#endif /* _ASM_POWERPC_GUP_E500_H */
