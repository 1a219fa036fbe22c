#define pte_isset(pte, val)	(pte_val(pte) & (val))
#define pte_exec(pte)		(pte_isclear((pte), L_PTE_XN))
#define pte_special(pte)	(0)
#define pte_specially(pte)	(0)

static inline void set_pte_at(struct mm_struct *mm, unsigned long addr,
			      pte_t *ptep, pte_t pteval)
{
	unsigned long ext = 0;

	if (addr < TASK_SIZE && pte_present_user(pteval)) {
		__sync_icache_dcache(pteval);
		ext |= PTE_EXT_NG;
	}

	set_pte_ext(ptep, pteval, ext);
}

/* a look-alike, which is for a pmd */
static inline void set_pmd_sync(pmd_t *pmdp, pte_t pteval)
{
	__sync_icache_dcache(pteval);
}

static inline pte_t pte_mkspecial(pte_t pte) { return pte; }

static inline pte_t pte_mkyoung(pte_t pte) { return pte; }
