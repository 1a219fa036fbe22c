// SPDX-License-Identifier: GPL-2.0
/* Macros of coccinelle/check/macros.h that found-shapes.c does not use, as kernels use them. */

COMPAT_SYSCALL_DEFINE2(foo_compat2, unsigned long, start, int, b)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

COMPAT_SYSCALL_DEFINE4(foo_compat4, unsigned long, start, int, b, int, c, int, d)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

COMPAT_SYSCALL_DEFINE5(foo_compat5, unsigned long, start, int, b, int, c, int, d, int, e)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

COMPAT_SYSCALL_DEFINE6(foo_compat6, unsigned long, start, int, b, int, c, int, d, int, e, int, f)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

BPF_CALL_3(foo_bpf3, unsigned long, start, int, b, int, c)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

BPF_CALL_4(foo_bpf4, unsigned long, start, int, b, int, c, int, d)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

BPF_CALL_5(foo_bpf5, unsigned long, start, int, b, int, c, int, d, int, e)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int foo_released(unsigned long start) __releases_shared(&foo_lock)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int foo_held(unsigned long start) __must_hold_shared(&foo_lock)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int foo_perhaps(unsigned long start) __cond_acquires_shared(true, &foo_lock)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int foo_unsafe(unsigned long start) __context_unsafe(/* the caller has it */)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int foo_unsafe_said(unsigned long start)
	__context_unsafe("conditional locking")
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int foo_not_analysed(unsigned long start)
	__no_context_analysis
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int user_write(unsigned long start)
{
	struct page *page;

	scoped_user_write_access(user, fault) {
		unsafe_put_user(1, user, fault);
	}
fault:
	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int user_rw(unsigned long start)
{
	struct page *page;

	scoped_user_rw_access(user, fault) {
		unsafe_put_user(1, user, fault);
	}
fault:
	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int freed_null(unsigned long start)
{
	struct page *page;
	struct foo *foo __free(foo_put) = NULL;

	scoped_guard(rcu) {
		foo = foo_get(start);
		if (foo)
			return 0;
	}
	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int loop_vcpus(unsigned long start)
{
	struct page *page;

	kvm_for_each_vcpu(i, vcpu, foo->kvm)
		*(u64 *)(vcpu->stat) += foo_count;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int loop_leaders(unsigned long start)
{
	struct page *page;

	cgroup_taskset_for_each_leader(task, css, foo->set)
		break;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}
