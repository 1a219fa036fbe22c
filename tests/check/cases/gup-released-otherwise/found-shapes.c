// SPDX-License-Identifier: GPL-2.0
/* What C of newer kernels looks like: in each function, what the macro stands around is seen. */

int foo_lock_held(unsigned long start) __must_hold(&foo_lock)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

static int foo_locks_held(struct foo *foo, unsigned long start)
	__must_hold(&foo->lock)
	__releases(&foo->other)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int foo_shared(unsigned long start) __acquires_shared(&foo_lock) __no_context_analysis
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int foo_perhaps(unsigned long start) __cond_acquires(0, &foo_lock)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

__must_check __bpf_kfunc int foo_kfunc(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int __weak foo_weak(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int __section(".foo.text") foo_text(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

static noinline_for_stack __no_kasan_or_inline int foo_plain(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

__printf(1, 3)
int foo_like_printf(const char *format, unsigned long start, ...)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int foo_vla(unsigned long start, int n, struct page *all[static n])
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

static const struct foo *const foo_const(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

SYSCALL_DEFINE1(foo, unsigned long, start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

COMPAT_SYSCALL_DEFINE1(foo_compat, compat_ulong_t, start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

COMPAT_SYSCALL_DEFINE3(foo_compat3, compat_ulong_t, start, int, n, int, flags)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

BPF_CALL_1(foo_bpf, unsigned long, start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

BPF_CALL_2(foo_bpf2, unsigned long, start, int, n)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

DEFINE_FREE(foo_put, struct foo *, if (_T) foo_put(_T))

int after_free(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

DEFINE_GUARD(foo, struct foo *, foo_lock(_T), foo_unlock(_T))
DEFINE_GUARD_COND(foo, _try, foo_trylock(_T))

int after_guards(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

DEFINE_CLASS(foo, struct foo *, foo_put(_T), foo_get(id), int id)

int after_class(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

enum foo_kind : unsigned char { FOO_ONE, FOO_MANY };

int after_enum(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

EXPORT_SYMBOL_FOR_KVM(foo_get);

int after_export(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

EXPORT_SYMBOL_FOR_MODULES(foo_get, "foo,foo-core");

int after_modules(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

MODULE_IMPORT_NS("FOO");

int after_ns(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

DEFINE_STATIC_CALL_RET0(foo_hook, foo_hook_fn);

int after_static_call(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

struct foo_grouped {
	struct_group(both, int one; int other;);
	int n;
	struct page *pages[] __counted_by(n);
};

int after_group(unsigned long start)
{
	struct page *page;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int guarded(unsigned long start)
{
	struct page *page;

	guard(mutex)(&foo_lock);

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int guarded_member(unsigned long start)
{
	struct page *page;

	guard(srcu)(&foo->srcu);

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int guarded_plain(unsigned long start)
{
	struct page *page;

	guard(preempt)();

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int scoped(unsigned long start)
{
	struct page *page;

	scoped_guard(mutex, &foo_lock) {
		foo_count++;
	}

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int scoped_line(unsigned long start)
{
	struct page *page;

	scoped_guard(spinlock_irqsave, &foo_lock)
		foo_count++;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int scoped_rcu(unsigned long start)
{
	struct page *page;

	scoped_guard(rcu)
		foo_count++;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int scoped_cond(unsigned long start)
{
	struct page *page;

	scoped_cond_guard(mutex_intr, return -EINTR, &foo_lock) {
		foo_count++;
	}

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int with_rcu(unsigned long start)
{
	struct page *page;

	with_rcu_read_lock() {
		foo_count++;
	}

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int classed(unsigned long start)
{
	struct page *page;

	CLASS(fd, file)(start);
	if (fd_empty(file))
		return -EBADF;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int acquired(unsigned long start)
{
	struct page *page;

	ACQUIRE(mutex_intr, held)(&foo_lock);
	if (ACQUIRE_ERR(mutex_intr, &held))
		return -EINTR;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int freed(unsigned long start)
{
	struct page *page;

	void *buffer __free(kfree) = kmalloc(16, GFP_KERNEL);

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int freed_struct(unsigned long start)
{
	struct page *page;
	struct foo *foo __free(foo_put) = foo_get(start);

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int typed_auto(unsigned long start)
{
	struct page *page;
	auto next = start + 1;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int typed_gnu(unsigned long start)
{
	struct page *page;
	__auto_type next = start + 1;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int typed_unqual(unsigned long start)
{
	struct page *page;
	typeof_unqual(start) next = start;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int typed_macro(unsigned long start)
{
	struct page *page;
	TYPEOF_UNQUAL(start) next = start;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int objects(unsigned long start)
{
	struct page *page;
	struct foo *all = kvmalloc_objs(*all, start);

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int objects_typed(unsigned long start)
{
	struct page *page;
	struct foo *all = kzalloc_objs(struct foo, start, GFP_NOWAIT);

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int object(unsigned long start)
{
	struct page *page;
	struct foo *foo = kmalloc_obj(*foo);

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int counted(unsigned long start)
{
	struct page *page;
	struct { int n; struct page *pages[] __counted_by(n); } *all;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int binary(unsigned long start)
{
	struct page *page;
	int bits = 0b1010;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int unused(unsigned long start)
{
	struct page *page;
	int bits __maybe_unused = 0;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int generic(unsigned long start)
{
	struct page *page;
	int size = _Generic(start, int: 4, unsigned long: 8, default: 0);

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int statements(unsigned long start)
{
	struct page *page;
	int size = ({ int one = 1; one + 1; });

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int clamped(unsigned long start)
{
	struct page *page;
	int size = clamp_t(int, start, 0, 3);

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int literal(unsigned long start)
{
	struct page *page;
	struct foo foo = (struct foo){ .one = 1, .all = { [0 ... 3] = 2 } };

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int pointer(unsigned long start)
{
	struct page *page;
	struct foo *foo = unrcu_pointer(xchg(&foo_now, NULL));

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int asserted(unsigned long start)
{
	struct page *page;

	static_assert(sizeof(start) == sizeof(long));

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int asserted_said(unsigned long start)
{
	struct page *page;

	_Static_assert(sizeof(start) == 8, "eight");

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int warned(unsigned long start)
{
	struct page *page;

	VM_WARN_ON_ONCE(!PAGE_ALIGNED(start));

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int once(unsigned long start)
{
	struct page *page;

	DO_ONCE_LITE(pr_warn, "foo\n");

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int unsafe(unsigned long start)
{
	struct page *page;

	context_unsafe(foo_count++);

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int ranges(unsigned long start)
{
	struct page *page;

	switch (start) {
	case 1 ... 5:
		foo_count++;
		break;
	default:
		break;
	}

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int falls(unsigned long start)
{
	struct page *page;

	switch (start) {
	case 1:
		foo_count++;
		fallthrough;
	default:
		break;
	}

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int loop_declares(unsigned long start)
{
	struct page *page;

	for (int i = 0; i < 3; i++)
		foo_count += i;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int loop_scoped(unsigned long start)
{
	struct page *page;

	for_each_child_of_node_scoped(node, child) {
		foo_count++;
	}

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int loop_bits(unsigned long start)
{
	struct page *page;

	for_each_set_bit_from(i, &start, 64)
		foo_count++;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int loop_vmas(unsigned long start)
{
	struct page *page;

	for_each_vma(vmi, vma) {
		foo_count++;
	}

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int loop_list(unsigned long start)
{
	struct page *page;

	list_for_each_entry(foo, &foo_all, list)
		if (foo->one)
			foo_count++;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int label_declared(unsigned long start)
{
	struct page *page;
	__label__ here;
here:
	foo_count++;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int label_declares(unsigned long start)
{
	struct page *page;

again:
	int tries = 1;

	if (tries > 2)
		goto again;

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int user_scoped(unsigned long start)
{
	struct page *page;

	scoped_user_read_access(user, fault) {
		unsafe_get_user(foo_count, user, fault);
	}
fault:

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}

int user_begun(unsigned long start)
{
	struct page *page;

	if (!user_access_begin(user, 8))
		return -EFAULT;
	unsafe_put_user(1, user, out);
	user_access_end();
out:

	if (get_user_pages_fast(start, 1, FOLL_WRITE, &page) != 1)
		return -EFAULT;
	unpin_user_page(page); /* found */
	return 0;
}
