// SPDX-License-Identifier: GPL-2.0
void flush_tlb_mm(struct mm_struct *mm)
{
	if (cpu_has_mmid) {
		ginvt_mm(mm);
		return;
	}
	smp_on_other_tlbs(flush_tlb_mm_ipi, mm);
}
