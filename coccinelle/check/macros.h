/* SPDX-License-Identifier: GPL-2.0 */
/*
 * macros.h - the kernel's newer macros, so that Coccinelle sees the code around them
 *
 * Given to each spatch run by --macro-file, in addition to Coccinelle's own
 * standard.h. A macro that does not look like C becomes what it does, as far as a
 * rule needs that; an annotation without an effect becomes nothing. Arguments
 * behind "..." are lost. tests/check/cases/gup-released-otherwise/found-shapes.c has
 * one function for each, in which a mistake must be found.
 */

/* linux/cleanup.h. guard(lock)(it) calls the result of a call, which is C, so it stays. */
#define scoped_guard			YACFE_ITERATOR
#define scoped_cond_guard(...)		for (;;)
#define with_rcu_read_lock()		for (;;)
#define CLASS(name, var)		struct class_##name var = class_new
#define ACQUIRE(name, var)		struct class_##name var = class_new
#define __free(name)
#define auto				__auto_type

/* linux/uaccess.h */
#define scoped_user_read_access(...)	for (;;)
#define scoped_user_write_access(...)	for (;;)
#define scoped_user_rw_access(...)	for (;;)

/* linux/slab.h, 7.0: memory for n of a type. */
#define kmalloc_obj(type, ...)		kmalloc(sizeof(type), GFP_KERNEL)
#define kzalloc_obj(type, ...)		kzalloc(sizeof(type), GFP_KERNEL)
#define kvmalloc_obj(type, ...)		kvmalloc(sizeof(type), GFP_KERNEL)
#define kvzalloc_obj(type, ...)		kvzalloc(sizeof(type), GFP_KERNEL)
#define kmalloc_objs(type, n, ...)	kmalloc_array(n, sizeof(type), GFP_KERNEL)
#define kzalloc_objs(type, n, ...)	kcalloc(n, sizeof(type), GFP_KERNEL)
#define kvmalloc_objs(type, n, ...)	kvmalloc_array(n, sizeof(type), GFP_KERNEL)
#define kvzalloc_objs(type, n, ...)	kvcalloc(n, sizeof(type), GFP_KERNEL)

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
#define BPF_CALL_0(name)				u64 name(void)
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

/* linux/mm.h: standard.h has it empty. */
#define PAGE_ALIGNED(x)			IS_ALIGNED(x, PAGE_SIZE)
