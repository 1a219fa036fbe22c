#define PTE_EXT_XN		(_AT(pteval_t, 1) << 54)
