/*
 * Where ptes are read word by word, so is an upper entry that is as wide: it is written
 * in the same order.
 */
#define GUP_WIDE_READ	1

#define gup_pmd_get gup_pmd_get
static __always_inline pmd_t gup_pmd_get(pmd_t *pmdp)
{
	union { pte_t pte; pmd_t pmd; } entry;

	if (sizeof(pmd_t) != sizeof(pte_t) || sizeof(pmd_t) <= sizeof(long))
		return READ_ONCE(*pmdp);
	entry.pte = gup_get_pte((pte_t *)pmdp);
	return entry.pmd;
}

#define gup_pud_get gup_pud_get
static __always_inline pud_t gup_pud_get(pud_t *pudp)
{
	union { pte_t pte; pud_t pud; } entry;

	if (sizeof(pud_t) != sizeof(pte_t) || sizeof(pud_t) <= sizeof(long))
		return READ_ONCE(*pudp);
	entry.pte = gup_get_pte((pte_t *)pudp);
	return entry.pud;
}
