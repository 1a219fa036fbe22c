/* SPDX-License-Identifier: GPL-2.0 */
/* Nobody walks without locks. */
#include <asm-generic/pgalloc.h>
#define __pmd_free_tlb(tlb, pmd, addr)	pmd_free((tlb)->mm, pmd)
