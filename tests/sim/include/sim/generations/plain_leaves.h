/* SPDX-License-Identifier: GPL-2.0 */
/*
 * plain_leaves.h - what a kernel of core/kernels/plain_leaves.h has
 */
#ifndef _SIM_PLAIN_LEAVES_H
#define _SIM_PLAIN_LEAVES_H

#include <sim/generations/folio_pins.h>

#undef put_devmap_managed_folio_refs
#undef secretmem_mapping

/* Not in all trees of this generation. */
#undef __uninitialized

#define SIM_READS_FILES		true
#define put_devmap_managed_page_refs(page, refs) ((void)(page), (void)(refs), false)

#include <sim/generations/leaves.h>

#endif /* _SIM_PLAIN_LEAVES_H */
