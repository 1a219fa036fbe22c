int huge_pmd_unshare(struct mm_struct *mm, unsigned long *addr, pte_t *ptep)
{
	pud_t *pud = pud_offset(pgd_offset(mm, *addr), *addr);

	if (page_count(virt_to_page(ptep)) == 1)
		return 0;

	pud_clear(pud);
	put_page(virt_to_page(ptep));
	return 1;
}

/* a look-alike: nothing is shared */
int huge_pmd_drop(struct mm_struct *mm, unsigned long *addr, pte_t *ptep)
{
	pud_t *pud = pud_offset(pgd_offset(mm, *addr), *addr);

	pud_clear(pud);
	return 1;
}
