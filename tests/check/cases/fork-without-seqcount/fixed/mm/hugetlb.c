// SPDX-License-Identifier: GPL-2.0
int copy_hugetlb_page_range(struct mm_struct *dst, struct mm_struct *src, struct vm_area_struct *vma)
{
	bool cow = is_cow_mapping(vma->vm_flags);
	unsigned long addr;

	if (cow)
		raw_write_seqcount_begin(&src->write_protect_seq);
	for (addr = vma->vm_start; addr < vma->vm_end; addr += huge_page_size(hstate_vma(vma))) {
		pte_t *pte = hugetlb_walk(vma, addr, huge_page_size(hstate_vma(vma)));

		if (!pte)
			continue;
		if (cow)
			huge_ptep_set_wrprotect(src, addr, pte);
		set_huge_pte_at(dst, addr, pte, huge_ptep_get(pte));
	}
	if (cow)
		raw_write_seqcount_end(&src->write_protect_seq);
	return 0;
}
