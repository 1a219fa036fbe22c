// SPDX-License-Identifier: GPL-2.0
// Rule: coccinelle/enable/um/01-special/special.cocci
#define _PAGE_PRESENT	0x001
#define _PAGE_DIRTY	0x100
/* a look-alike */
#define _PAGE_DIRTY_TOO	0x800

#define _HPAGE_CHG_MASK	(PAGE_MASK | _PAGE_ACCESSED | _PAGE_DIRTY)
#define _PAGE_CHG_MASK	(PAGE_MASK | _PAGE_ACCESSED | _PAGE_DIRTY)

static inline int pte_newpage(pte_t pte)
{
	return pte_get_bits(pte, _PAGE_NEWPAGE);
}

static inline int pte_newprot(pte_t pte)
{
	return(pte_present(pte) && (pte_get_bits(pte, _PAGE_NEWPROT)));
}

static inline pmd_t pmd_mkyoung(pmd_t pmd)
{
	return pmd;
}

static inline pte_t pte_mkyoung(pte_t pte)
{
	pte_set_bits(pte, _PAGE_ACCESSED);
	return(pte);
}

/* what calls it is not what it is */
static inline pte_t pte_mkused(pte_t pte)
{
	return pte_mkyoung(pte);
}
