/*
 * A hypervisor may flush other CPUs' TLBs without an IPI, and without it nothing holds
 * back the end of a table.
 */
#define gup_may_walk gup_may_walk
static inline bool gup_may_walk(void)
{
#if defined(CONFIG_PARAVIRT) && defined(CONFIG_SMP)
	return pv_mmu_ops.flush_tlb_others == native_flush_tlb_others;
#else
	return true;
#endif
}
