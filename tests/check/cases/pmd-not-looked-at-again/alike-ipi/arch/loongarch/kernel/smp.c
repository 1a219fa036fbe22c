// SPDX-License-Identifier: GPL-2.0

void flush_tlb_mm(struct mm_struct *mm)
{
	on_each_cpu_mask(mm_cpumask(mm), flush_tlb_mm_ipi, mm, 1);
}
