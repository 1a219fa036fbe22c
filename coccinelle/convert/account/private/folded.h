/*
 * By the type that each entry of a table has, empty or not, and keeps.
 *
 * Race: more levels. Other CPU: puts a table on top of these. Enough because this one
 * stays what it was, be it the top or not.
 */
#define gup_folded gup_folded
static inline unsigned int gup_folded(struct mm_struct *mm, pgd_t *pgdp)
{
#ifdef CONFIG_64BIT
	return 3 - (pgd_val(READ_ONCE(*pgdp)) & _REGION_ENTRY_TYPE_MASK) /
		   _REGION_ENTRY_TYPE_R3;
#else
	return 3;
#endif
}
