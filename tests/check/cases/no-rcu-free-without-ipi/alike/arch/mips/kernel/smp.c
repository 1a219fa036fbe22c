// SPDX-License-Identifier: GPL-2.0
void flush_tlb_mm(struct mm_struct *mm)
{
	smp_on_other_tlbs(flush_tlb_mm_ipi, mm);
}
