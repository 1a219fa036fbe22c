/* SPDX-License-Identifier: GPL-2.0 */
/*
 * macros.h - the kernel's newer macros, so that Coccinelle sees the code around them
 *
 * Given to each spatch run by --macro-file, in addition to Coccinelle's own
 * standard.h. A macro that does not look like C becomes what it does, as far as a
 * rule needs that; an annotation without an effect becomes nothing. Arguments
 * behind "..." are lost. Coccinelle tries them where it could not parse a function
 * without. found-shapes.c and found-macros.c in tests/check/cases/gup-released-otherwise
 * have a function for each, in which a mistake must be found;
 * tests/check/test_macros.sh takes each out, and sees it missed.
 */

/*
 * linux/cleanup.h. guard(lock)(it) and CLASS(name, var)(it) call the result of a
 * call, which is C, so they stay. A variable that begins as NULL needs an attribute
 * behind its name: with nothing there Coccinelle skips the function.
 */
#define scoped_guard			YACFE_ITERATOR
#define scoped_cond_guard(...)		for (;;)
#define with_rcu_read_lock()		for (;;)
#define __free(name)			__maybe_unused

/* linux/uaccess.h */
#define scoped_user_read_access(...)	for (;;)
#define scoped_user_write_access(...)	for (;;)
#define scoped_user_rw_access(...)	for (;;)

/* Loops that Coccinelle does not take for one before "*x = y;" or "break;" alone. */
#define kvm_for_each_vcpu		YACFE_ITERATOR
#define cgroup_taskset_for_each_leader	YACFE_ITERATOR

/* linux/compiler*.h */
#define typeof_unqual(x)		typeof(x)
#define TYPEOF_UNQUAL(x)		typeof(x)
#define __section(x)

/* Locks, for sparse and for the compiler's context analysis. */
#define __acquires_shared(x)
#define __releases_shared(x)
#define __must_hold_shared(x)
#define __cond_acquires(...)
#define __cond_acquires_shared(...)
#define __no_context_analysis
#define __context_unsafe(...)

/* Functions that a macro begins. */
#define BPF_CALL_1(name, t, a)				u64 name(t a)
#define BPF_CALL_2(name, t, a, u, b)			u64 name(t a, u b)
#define BPF_CALL_3(name, t, a, u, b, v, c)		u64 name(t a, u b, v c)
#define BPF_CALL_4(name, t, a, u, b, v, c, w, d)	u64 name(t a, u b, v c, w d)
#define BPF_CALL_5(name, t, a, u, b, v, c, w, d, x, e)	u64 name(t a, u b, v c, w d, x e)
#define COMPAT_SYSCALL_DEFINE1(name, t, a)		long name(t a)
#define COMPAT_SYSCALL_DEFINE2(name, t, a, u, b)	long name(t a, u b)
#define COMPAT_SYSCALL_DEFINE3(name, t, a, u, b, v, c)	long name(t a, u b, v c)
#define COMPAT_SYSCALL_DEFINE4(name, t, a, u, b, v, c, w, d)	long name(t a, u b, v c, w d)
#define COMPAT_SYSCALL_DEFINE5(name, t, a, u, b, v, c, w, d, x, e)	long name(t a, u b, v c, w d, x e)
#define COMPAT_SYSCALL_DEFINE6(name, t, a, u, b, v, c, w, d, x, e, y, f)	long name(t a, u b, v c, w d, x e, y f)
