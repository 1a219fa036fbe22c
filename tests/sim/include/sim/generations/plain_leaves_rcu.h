/* SPDX-License-Identifier: GPL-2.0 */
/*
 * plain_leaves_rcu.h - what a kernel of core/kernels/plain_leaves_rcu.h has
 */
#ifndef _SIM_PLAIN_LEAVES_RCU_H
#define _SIM_PLAIN_LEAVES_RCU_H

#include <sim/generations/plain_leaves.h>

#undef folio_ref_try_add
#define folio_ref_try_add_rcu(folio, n) sim_ref_try_add(&(folio)->_refcount, n)

#endif /* _SIM_PLAIN_LEAVES_RCU_H */
