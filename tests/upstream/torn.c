// SPDX-License-Identifier: GPL-2.0
/*
 * torn.c - how does this kernel read a pte without locks?
 *
 * Compiled inside a tree, and disassembled: what is loaded from memory is what
 * one function does, and nothing else. A tree that is CONVERTED reads by the
 * architecture's own header.
 */
#include <linux/mm.h>
#include <linux/pgtable.h>

#ifdef CONVERTED
#include <asm/gup_ops.h>
#endif

pte_t torn_read(pte_t *ptep);

pte_t torn_read(pte_t *ptep)
{
#ifdef CONVERTED
	return gup_pte_get(ptep);
#else
	return ptep_get_lockless(ptep);
#endif
}
