int copy_page_range(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma)
{
	struct mm_struct *src_mm = src_vma->vm_mm;

	if (is_cow)
	{
		raw_write_seqcount_begin(&src_mm->write_protect_seq);
		smp_mb();
	}
	copy_p4d_range(dst_vma, src_vma);
	if (is_cow)
		raw_write_seqcount_end(&src_mm->write_protect_seq);
	return 0;
}

int copy_hugetlb_page_range(struct mm_struct *dst, struct mm_struct *src)
{
	if (cow) {
		raw_write_seqcount_begin(&src->write_protect_seq);
		smp_mb();
	}
	return 0;
}
