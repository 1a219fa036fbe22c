#ifndef __tlb_remove_pmd_tlb_entry
#endif
