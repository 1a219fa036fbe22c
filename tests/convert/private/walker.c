// SPDX-License-Identifier: GPL-2.0
/*
 * A walker of no architecture, for test_private.sh: @MARKS@ stand for the forms in forms.tsv.
 *
 * Copyright (C) nobody in particular
 */
#include <linux/mm.h>
#include <asm/foo.h>

@GET@
static int gup_pte_range(@UPPER@, unsigned long addr, unsigned long end,
			 int write, struct page **pages, int *nr)
{
	@BITS@
	pte_t *ptep;

	@NEED@
	@MAP@
	do {
		struct page *page@HEAD@;
		@READ@

		@HINT@
		@TEST@
		page = pte_page(pte);
		@TAKE@
		@BACK@
		@KEEP@
		@RECORD@
	} while (ptep++, addr += PAGE_SIZE, addr != end);
	@END@
}

@HUGE@
static int gup_pmd_range(@OVER@, unsigned long addr, unsigned long end,
			 int write, struct page **pages, int *nr)
{
	unsigned long next;
	pmd_t *pmdp;

	@STEP@
	do {
		pmd_t pmd = *pmdp;

		next = pmd_addr_end(addr, end);
		@HOLE@
		@DOWN@
	} while (pmdp++, addr = next, addr != end);
	return 1;
}

static int gup_pud_range(@TOP@, unsigned long addr, unsigned long end,
			 int write, struct page **pages, int *nr)
{
	unsigned long next;
	pud_t *pudp;

	@STEPTOP@
	do {
		pud_t pud = ACCESS_ONCE(*pudp);

		next = pud_addr_end(addr, end);
		if (pud_none(pud))
			return 0;
		if (!gup_pmd_range(@PUD@, addr, next, write, pages, nr))
			return 0;
	} while (pudp++, addr = next, addr != end);
	return 1;
}

@FIFTH@
int __get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	unsigned long addr, len, end, next, flags;
	pgd_t *pgdp;
	int nr = 0;

	@TAG@
	start &= PAGE_MASK;
	addr = start;
	len = (unsigned long)nr_pages << PAGE_SHIFT;
	end = start + len;
	@ONLY@
	local_irq_save(flags);
	pgdp = pgd_offset(mm, addr);
	do {
		pgd_t pgd = *pgdp;

		next = pgd_addr_end(addr, end);
		if (pgd_none(pgd))
			break;
		if (!@FIRST@(pgd, addr, next, write, pages, &nr))
			break;
	} while (pgdp++, addr = next, addr != end);
	local_irq_restore(flags);
	return nr;
}

int get_user_pages_fast(unsigned long start, int nr_pages, @HOW@, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	@FASTVARS@

	@TAG@
	start &= PAGE_MASK;
	@SAME@
	start += nr << PAGE_SHIFT;
	pages += nr;
	@SLOW@
	if (nr > 0)
		ret = (ret < 0) ? nr : ret + nr;
	return ret;
}
