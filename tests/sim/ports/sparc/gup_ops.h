/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_ops.h - sparc64, of which no port stands in arch-*
 *
 * The conversion makes sparc's header out of the tree's own walker, and out of hole.h. What
 * is taken from the tree "make equal ARCH=sparc64" holds against it; what hole.h says is here
 * in the simulator.
 */
#ifndef _ASM_SPARC_GUP_OPS_H
#define _ASM_SPARC_GUP_OPS_H

#define GUP_TABLE_FREE	GUP_FREE_RCU

#include <asm/hole.h>

#include <asm-generic/gup_ops.h>

#endif /* _ASM_SPARC_GUP_OPS_H */
