// SPDX-License-Identifier: GPL-2.0

#ifndef pmd_offset_lockless
#define pmd_offset_lockless(pudp, pud, address) pmd_offset(mm_pmd_folded(current->mm) ? (pudp) : &(pud), address)
#endif
