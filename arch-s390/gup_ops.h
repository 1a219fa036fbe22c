/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for s390: two to five levels, folded at run time for each process
 */
#ifndef _ASM_S390_GUP_OPS_H
#define _ASM_S390_GUP_OPS_H

#include <linux/pgtable.h>
#include <linux/sched.h>

/* IPTE, IDTE and CSP purge the TLBs of all CPUs, and interrupt none. */
#define GUP_TABLE_FREE	GUP_FREE_RCU

/*
 * By the software bits. pte_protnone() is constant without NUMA balancing, and
 * without _PAGE_READ nobody may read. _PAGE_INVALID says that the pte is old, or
 * that another CPU is exchanging it:
 *
 * Race: unmap. Other CPU: IPTE sets _PAGE_INVALID, it stores the new pte, and
 * only then looks for references. We: look back after ours. Enough because: if
 * the new pte is not there yet, our reference will be.
 *
 * To refuse old ones would be right as well, but the slow path does not make them
 * young: memory that only the kernel accesses would stay slow for good.
 */
#define gup_pte_permitted gup_pte_permitted
static inline bool gup_pte_permitted(pte_t pte, bool write)
{
	unsigned long need = _PAGE_PRESENT | _PAGE_READ | (write ? _PAGE_WRITE : 0);

	return (pte_val(pte) & need) == need;
}

/*
 * Here _SEGMENT_ENTRY_INVALID may be all that pmdp_invalidate() did, for as long
 * as a split takes, so old ones are left to the slow path as well. PROT_NONE and
 * NUMA hints are always invalid.
 */
#define gup_pmd_permitted gup_pmd_permitted
static inline bool gup_pmd_permitted(pmd_t pmd, bool write)
{
	return !(pmd_val(pmd) & _SEGMENT_ENTRY_INVALID) && (!write || pmd_write(pmd));
}

/*
 * Hugetlb's alone, which stores the segment's bits at both levels. Linux 6.1 has
 * those of the region the other way round, so that its pud_write() is "readable".
 */
#define gup_pud_permitted gup_pud_permitted
static inline bool gup_pud_permitted(pud_t pud, bool write)
{
	return gup_pmd_permitted(__pmd(pud_val(pud)), write);
}

/*
 * The MMU keeps accessed and dirty in storage keys and writes no entry, so bit by
 * bit is good enough for the look back. No device has struct pages.
 */
#define gup_pte_same_prot gup_pte_same_prot
static inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) &
		 (_PAGE_PRESENT | _PAGE_READ | _PAGE_WRITE | _PAGE_SPECIAL));
}

/*
 * By the type that each entry of a table has, empty or not, and keeps; not by
 * mm->context.asce_limit.
 *
 * Race: more levels. Other CPU: crst_table_upgrade() puts a table on top, stores
 * mm->pgd and then asce_limit, and waits for nobody. We: pgd_offset(), and then
 * the type. Enough because: that table stays what it was, be it the top or not.
 */
#define gup_folded gup_folded
static inline unsigned int gup_folded(struct mm_struct *mm, pgd_t *pgdp)
{
	return 3 - (pgd_val(READ_ONCE(*pgdp)) & _REGION_ENTRY_TYPE_MASK) / _REGION_ENTRY_TYPE_R3;
}

/* Above, the index would wrap at the end of the top table. */
#define gup_range_permitted gup_range_permitted
static inline bool gup_range_permitted(const void __user *start, const void __user *end)
{
	return (unsigned long)end <= current->mm->context.asce_limit;
}

#define GUP_PTE_STEP	PAGE_SIZE

#include <asm-generic/gup_ops.h>

#endif /* _ASM_S390_GUP_OPS_H */
