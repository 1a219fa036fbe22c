// SPDX-License-Identifier: GPL-2.0
int foo_vma(unsigned long start, int n, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	int got = -EFAULT;

	mmap_read_lock(mm);
	vma = find_vma(mm, start);
	if (vma)
		got = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	mmap_read_unlock(mm);
	return got;
}

int foo_older(unsigned long start, int n, struct page **pages)
{
	int got;

	down_read(&current->mm->mmap_sem);
	foo_look(start);
	got = get_user_pages_fast(start, n, 1, pages); /* found */
	up_read(&current->mm->mmap_sem);
	return got;
}

int foo_guard(unsigned long start, int n, struct page **pages)
{
	guard(mmap_read_lock)(current->mm);
	return pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
}

int foo_scoped(unsigned long start, int n, struct page **pages)
{
	int got = -EINVAL;

	scoped_guard(mmap_read_lock, current->mm) {
		got = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	}
	return got;
}

int foo_try(unsigned long start, int n, struct page **pages)
{
	struct mm_struct *mm = current->mm;
	int got;

	if (!mmap_read_trylock(mm))
		return -EAGAIN;
	got = get_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	mmap_read_unlock(mm);
	return got;
}

int foo_killable(unsigned long start, int n, struct page **pages)
{
	int got;

	if (mmap_write_lock_killable(current->mm))
		return -EINTR;
	got = get_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	mmap_write_unlock(current->mm);
	return got;
}

/* That of the guest is that of the process which asks. */
int foo_guest(struct kvm *kvm, unsigned long start, int n, struct page **pages)
{
	int got;

	mmap_write_lock(kvm->mm);
	got = pin_user_pages_fast(start, n, FOLL_WRITE, pages); /* found */
	mmap_write_unlock(kvm->mm);
	return got;
}
