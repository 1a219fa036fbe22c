/* SPDX-License-Identifier: GPL-2.0 */
struct pv_mmu_ops {
	void (*flush_tlb_others)(const struct cpumask *cpus, struct mm_struct *mm);
};
