/*
 * The tree's own, on a copy of the entry. On Book3S a value without an address is not a
 * table: a swap entry of a huge page, which migration leaves, may have the other bits.
 */
#define gup_hugepd_shift gup_hugepd_shift
static inline unsigned int gup_hugepd_shift(unsigned long val)
{
#ifdef CONFIG_HUGETLB_PAGE
	hugepd_t hpd = { .pd = val };

#ifdef CONFIG_PPC_BOOK3S_64
	if (!is_kernel_addr(val))
		return 0;
#endif
	return is_hugepd(&hpd) ? hugepd_shift(hpd) : 0;
#else
	return 0;
#endif
}

#define gup_hugepd_offset gup_hugepd_offset
static inline pte_t *gup_hugepd_offset(unsigned long val, const void __user *addr,
				       unsigned int shift)
{
#ifdef CONFIG_HUGETLB_PAGE
	hugepd_t hpd = { .pd = val };

	return hugepte_offset(&hpd, (unsigned long)addr, shift);
#else
	return NULL;
#endif
}
