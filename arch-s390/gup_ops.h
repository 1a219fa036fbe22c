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
 * The software bits decide. pte_protnone() is constant without NUMA balancing, and
 * without _PAGE_READ no reads are allowed. _PAGE_INVALID means that the pte is old,
 * or that another CPU is exchanging it:
 *
 * Race: unmap.
 * CPU B: 1) IPTE sets _PAGE_INVALID; 2) stores the new pte; 3) checks for references.
 * CPU A: 1) takes a reference; 2) looks back.
 * Safe because: if A does not find the new pte yet, B finds A's reference.
 *
 * To refuse old ptes would be correct as well, but the slow path does not make them
 * young: memory that only the kernel accesses would stay slow for good.
 */
#define gup_pte_permitted gup_pte_permitted
static inline bool gup_pte_permitted(pte_t pte, bool write)
{
	unsigned long need = _PAGE_PRESENT | _PAGE_READ | (write ? _PAGE_WRITE : 0);

	return (pte_val(pte) & need) == need;
}

/*
 * Here pmdp_invalidate() may have set only _SEGMENT_ENTRY_INVALID, for as long as a
 * split takes, so old pmds are left to the slow path as well. PROT_NONE and NUMA hints
 * are always invalid.
 */
#define gup_pmd_permitted gup_pmd_permitted
static inline bool gup_pmd_permitted(pmd_t pmd, bool write)
{
	return !(pmd_val(pmd) & _SEGMENT_ENTRY_INVALID) && (!write || pmd_write(pmd));
}

/*
 * Only hugetlb has huge puds, and it stores the segment's bits at both levels. Linux
 * 6.1 has the region's bits the other way round, so its pud_write() is "readable".
 */
#define gup_pud_permitted gup_pud_permitted
static inline bool gup_pud_permitted(pud_t pud, bool write)
{
	return gup_pmd_permitted(__pmd(pud_val(pud)), write);
}

/*
 * The MMU keeps accessed and dirty in storage keys and writes no entry, so the look
 * back may compare bit by bit. No device has struct pages.
 */
#define gup_pte_same_prot gup_pte_same_prot
static inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) &
		 (_PAGE_PRESENT | _PAGE_READ | _PAGE_WRITE | _PAGE_SPECIAL));
}

/*
 * By the type in the entries of the table, not by mm->context.asce_limit. Each entry
 * has the type, empty or not, and keeps it.
 *
 * Race: more levels.
 * CPU B, crst_table_upgrade(): 1) puts a table on top; 2) stores mm->pgd; 3) stores
 * asce_limit. It waits for no CPU. CPU A: 1) pgd_offset(); 2) reads the type, here.
 * Safe because: A's table keeps its type, whether it is still the top one or not.
 */
#define gup_folded gup_folded
static inline unsigned int gup_folded(struct mm_struct *mm, pgd_t *pgdp)
{
	return 3 - (pgd_val(READ_ONCE(*pgdp)) & _REGION_ENTRY_TYPE_MASK) / _REGION_ENTRY_TYPE_R3;
}

/* Above this limit the index would wrap at the end of the top table. */
#define gup_range_permitted gup_range_permitted
static inline bool gup_range_permitted(const void __user *start, const void __user *end)
{
	return (unsigned long)end <= current->mm->context.asce_limit;
}

#define GUP_PTE_STEP	PAGE_SIZE

#include <asm-generic/gup_ops.h>

#endif /* _ASM_S390_GUP_OPS_H */
