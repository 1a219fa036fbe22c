#define PTE_UXN		(_AT(pteval_t, 1) << 54)
