/*
 * A hypervisor may flush other CPUs' TLBs without an IPI, and without it nothing holds
 * back the end of a table.
 */
#define gup_range_permitted gup_range_permitted
static inline bool gup_range_permitted(const void __user *start, const void __user *end)
{
#if defined(CONFIG_PARAVIRT) && defined(CONFIG_SMP)
	return pv_mmu_ops.flush_tlb_others == native_flush_tlb_others;
#else
	return true;
#endif
}
