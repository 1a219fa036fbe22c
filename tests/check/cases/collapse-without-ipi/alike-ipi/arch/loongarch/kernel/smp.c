// SPDX-License-Identifier: GPL-2.0
void flush_tlb_mm(struct mm_struct *mm)
{
	smp_call_function(flush_tlb_mm_ipi, (void *)mm, 1);
}
