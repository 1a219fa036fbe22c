// SPDX-License-Identifier: GPL-2.0
int foo_vma(unsigned long start, int n, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	int got = -EFAULT;

	mmap_read_lock(mm);
	vma = find_vma(mm, start);
	mmap_read_unlock(mm);
	if (vma)
		got = pin_user_pages_fast(start, n, FOLL_WRITE, pages);
	return got;
}

int foo_older(unsigned long start, int n, struct page **pages)
{
	int got;

	down_read(&current->mm->mmap_sem);
	foo_look(start);
	up_read(&current->mm->mmap_sem);
	got = get_user_pages_fast(start, n, 1, pages);
	return got;
}
