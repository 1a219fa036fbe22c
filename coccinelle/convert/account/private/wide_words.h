#if defined(CONFIG_PPC32) && defined(CONFIG_PTE_64BIT)
@arch-powerpc/gup_wide_pte.h@
#endif
