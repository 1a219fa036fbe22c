/* SPDX-License-Identifier: GPL-2.0 */
/*
 * older_names.h - what kernels before 6.12 have by another name
 *
 * For a generation's header. No huge entry is special there.
 */
#ifndef _MM_GUP_OLDER_NAMES_H
#define _MM_GUP_OLDER_NAMES_H

#include <linux/fs.h>
#include <linux/hugetlb.h>
#include <linux/mm.h>
#include <linux/pgtable.h>
#include <linux/secretmem.h>

#define put_devmap_managed_folio_refs(folio, refs)	\
	put_devmap_managed_page_refs(&(folio)->page, refs)

static inline bool secretmem_mapping(struct address_space *mapping)
{
#ifdef CONFIG_SECRETMEM
	return mapping->a_ops == &secretmem_aops;
#else
	return false;
#endif
}

static inline bool pmd_special(pmd_t pmd)
{
	return false;
}

static inline bool pud_special(pud_t pud)
{
	return false;
}

/*
 * A leaf is what one of its users takes for his: on some architectures pmd_leaf()
 * and pud_leaf() are a default that says no.
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

#endif /* _MM_GUP_OLDER_NAMES_H */
