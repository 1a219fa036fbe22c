#define flush_tlb_range(vma,start,end)	__cpu_flush_user_tlb_range(start,end,vma)
