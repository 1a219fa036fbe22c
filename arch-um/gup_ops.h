/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h for um: 2 or 3 levels of words. No MMU reads them: the kernel maps the pages
 * that they name into the host's process
 */
#ifndef _ASM_UM_GUP_OPS_H
#define _ASM_UM_GUP_OPS_H

#include <linux/pgtable.h>

/*
 * Tables are freed by RCU if arch/um/Kconfig selects that (from 7.0 on). Otherwise there is
 * one CPU, and its interrupts are signals of the host. With them off nothing else runs that
 * could free a table, so nothing has to wait. With a second CPU that would be wrong: a flush
 * only notes which pages to map anew, and tables are freed by tlb_remove_page(), neither
 * after an IPI nor after a grace period.
 */
#ifdef CONFIG_MMU_GATHER_RCU_TABLE_FREE
#define GUP_TABLE_FREE	GUP_FREE_RCU
#else
#ifdef CONFIG_SMP
#error gup_ops: um frees page tables without an IPI and without RCU, which is \
	enough for one CPU only; see "Table free" in gup_ops.h
#endif
#define GUP_TABLE_FREE	GUP_FREE_IPI
#endif

/*
 * Changes that the host does not have yet (new page, new protection; one bit in newer trees),
 * and bits that faults set: they change neither the page nor its permissions.
 */
#ifdef _PAGE_NEEDSYNC
#define GUP_UM_NOISE	(_PAGE_NEEDSYNC | _PAGE_ACCESSED | _PAGE_DIRTY)
#else
#define GUP_UM_NOISE	(_PAGE_NEWPAGE | _PAGE_NEWPROT | _PAGE_ACCESSED | _PAGE_DIRTY)
#endif

/*
 * The tree's pte_access_permitted() goes by "present", which is also true of PROT_NONE.
 */
#define gup_pte_permitted gup_pte_permitted
static inline bool gup_pte_permitted(pte_t pte, bool write)
{
	unsigned long need = _PAGE_PRESENT | _PAGE_USER | (write ? _PAGE_RW : 0);

	return (pte_val(pte) & (need | _PAGE_PROTNONE)) == need;
}

/* All bits that decide on a pte are outside of its frame. */
#define gup_pte_same_prot gup_pte_same_prot
static inline bool gup_pte_same_prot(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~(PAGE_MASK | GUP_UM_NOISE));
}

#define gup_pte_same gup_pte_same
static inline bool gup_pte_same(pte_t a, pte_t b)
{
	return !((pte_val(a) ^ pte_val(b)) & ~(unsigned long)GUP_UM_NOISE);
}

#define GUP_PTE_STEP	PAGE_SIZE

#include <asm-generic/gup_ops.h>

#endif /* _ASM_UM_GUP_OPS_H */
