/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compound_secretmem.h - what a kernel of core/kernels/compound_secretmem.h has
 */
#ifndef _SIM_COMPOUND_SECRETMEM_H
#define _SIM_COMPOUND_SECRETMEM_H

#include <sim/generations/heads.h>

/* Not in all trees of this generation. */
#undef __uninitialized

#define is_pinnable_page(page)	(!test_bit(PG_movable, &(page)->flags))
#define ptep_get_lockless(ptep)	READ_ONCE(*(ptep))
/* Its policy looks into the file that a mapping leads to. */
#define SIM_READS_FILES		true

#endif /* _SIM_COMPOUND_SECRETMEM_H */
