/* SPDX-License-Identifier: GPL-2.0 */
/*
 * macros.h - annotations of the kernel that say nothing about what code does
 *
 * Given to each spatch run by --macro-file-builtins, in place of Coccinelle's
 * own standard.h: that one knows drivers' macros of old, and among them an
 * empty PAGE_ALIGNED, so that a call of PAGE_ALIGNED(x) reads as x.
 *
 * Coccinelle may skip the names below. parsed.sh stops at any other token that
 * Coccinelle had to leave out to make sense of a function.
 */
#define __always_inline		inline
#define __always_unused
#define __bitwise
#define __force
#define __init
#define __iomem
#define __maybe_unused
#define __meminit
#define __must_check
#define __must_hold(x)
#define __percpu
#define __printf(a, b)
#define __ref
#define __rcu
#define __user
#define noinline
#define noinline_for_stack
#define notrace
