#define PMD_SECT_DIRTY		(_AT(pmdval_t, 1) << 55)
#define PMD_SECT_SPLITTING	(_AT(pmdval_t, 1) << 57)
/* a look-alike */
#define PTE_WRITE		(_AT(pteval_t, 1) << 57)

#define PAGE_COPY		_MOD_PROT(pgprot_default, PTE_USER | PTE_NG)
#define __PAGE_NONE		__pgprot(PTE_PROT_NONE)
#define __PAGE_SHARED		__pgprot(_PAGE_DEFAULT | PTE_USER | PTE_WRITE)
#define __PAGE_SHARED_EXEC	__pgprot(_PAGE_DEFAULT | PTE_USER | PTE_WRITE)
#define __PAGE_COPY		__pgprot(_PAGE_DEFAULT | PTE_USER | PTE_UXN)
#define __PAGE_COPY_EXEC	__pgprot(_PAGE_DEFAULT | PTE_USER)
#define __PAGE_READONLY		__pgprot(_PAGE_DEFAULT | PTE_USER | PTE_UXN)
#define __PAGE_READONLY_EXEC	__pgprot(_PAGE_DEFAULT | PTE_USER)

#define __P001  __PAGE_READONLY

#define pmd_write(pmd)		(!(pmd_val(pmd) & PMD_SECT_RDONLY))
#define pmd_table(pmd)		((pmd_val(pmd) & PMD_TYPE_MASK) == PMD_TYPE_TABLE)
#define pte_valid_user(pte)	(pte_val(pte) & PTE_USER)

#ifdef CONFIG_TRANSPARENT_HUGEPAGE
#define pmd_trans_splitting(pmd) (pmd_val(pmd) & PMD_SECT_SPLITTING)
#endif

PMD_BIT_FUNC(mksplitting, |= PMD_SECT_SPLITTING);
PMD_BIT_FUNC(mkwrite,   &= ~PMD_SECT_RDONLY);

static inline void set_pte_at(pte_t *ptep, pte_t pte)
{
	pte_val(pte) |= PTE_RDONLY;
	set_pte(ptep, pte);
}
