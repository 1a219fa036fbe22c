/* SPDX-License-Identifier: GPL-2.0 */
/* What spatch must know to parse the core: macros that are no C of their own. */
#define GUP_UNINITIALIZED
#define noinline_for_stack
#define noinline
#define __always_inline
#define __user
#define __attribute__(x)
#define __must_hold(x)
