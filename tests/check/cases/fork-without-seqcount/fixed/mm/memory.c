// SPDX-License-Identifier: GPL-2.0
int copy_page_range(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma)
{
	struct mm_struct *dst_mm = dst_vma->vm_mm, *src_mm = src_vma->vm_mm;
	unsigned long next, addr = src_vma->vm_start, end = src_vma->vm_end;
	bool is_cow = is_cow_mapping(src_vma->vm_flags);
	pgd_t *dst_pgd = pgd_offset(dst_mm, addr);
	pgd_t *src_pgd = pgd_offset(src_mm, addr);
	int ret = 0;

	if (is_cow)
		raw_write_seqcount_begin(&src_mm->write_protect_seq);
	do {
		next = pgd_addr_end(addr, end);
		if (pgd_none_or_clear_bad(src_pgd))
			continue;
		if (copy_p4d_range(dst_vma, src_vma, dst_pgd, src_pgd, addr, next)) {
			ret = -ENOMEM;
			break;
		}
	} while (dst_pgd++, src_pgd++, addr = next, addr != end);
	if (is_cow)
		raw_write_seqcount_end(&src_mm->write_protect_seq);
	return ret;
}
