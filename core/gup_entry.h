/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_entry.h - an entry of any level
 *
 * The kernel has a type for each level of its page tables, but the walker has one routine
 * for all levels. So this header makes one type of the five: a level, the real address of
 * the entry, and the copy that was read there. All is inlined: where the level is a
 * constant, the compiler drops the switches.
 */
#ifndef _MM_GUP_ENTRY_H
#define _MM_GUP_ENTRY_H

/* gcc before 8 does not know "#pragma GCC unroll", and would warn of it. */
#if !defined(__clang__) && __GNUC__ < 8
#pragma GCC diagnostic ignored "-Wunknown-pragmas"
#endif

/*
 * With these two, and with __acquire() and __release() around the walk, sparse checks that
 * entries are read only with interrupts off, and that nothing sleeps until they are on.
 */
#ifdef __CHECKER__
#define __gup_within	__attribute__((context(gup_walk, -1, 1)))
#define __gup_outside	__attribute__((context(gup_walk, -1, 0)))
__gup_within void gup_walks(void);
__gup_outside void gup_irqs_on(void);
#else
static __always_inline void gup_walks(void) { }
static __always_inline void gup_irqs_on(void) { }
#endif

/* The walker computes with addresses as numbers; ops take them as user pointers. */
static __always_inline const void __user *gup_user(unsigned long addr)
{
	return (const void __user *)addr;
}

/*
 * In the order of the descent, from below. GUP_TOP is above all tables. A GUP_HUGEPTE is a
 * pte in a table of huge ptes, to which an entry of any level may point (hugepd). It is a
 * leaf, and only the entry above it has its size.
 */
enum gup_level { GUP_PTE, GUP_HUGEPTE, GUP_PMD, GUP_PUD, GUP_P4D, GUP_PGD, GUP_TOP };

/**
 * union gup_slot - the real address of an entry in its table; never a copy on the stack
 * @pte: at level %GUP_PTE and %GUP_HUGEPTE
 * @pmd: at level %GUP_PMD
 * @pud: at level %GUP_PUD
 * @p4d: at level %GUP_P4D
 * @pgd: at level %GUP_PGD
 */
union gup_slot {
	pte_t *pte;
	pmd_t *pmd;
	pud_t *pud;
	p4d_t *p4d;
	pgd_t *pgd;
};

/**
 * union gup_value - the copy of an entry, as read from its slot
 * @pte: at level %GUP_PTE and %GUP_HUGEPTE
 * @pmd: at level %GUP_PMD
 * @pud: at level %GUP_PUD
 * @p4d: at level %GUP_P4D
 * @pgd: at level %GUP_PGD
 */
union gup_value {
	pte_t pte;
	pmd_t pmd;
	pud_t pud;
	p4d_t p4d;
	pgd_t pgd;
};

/**
 * struct gup_entry - an entry that was read
 * @level: selects the member of both unions
 * @slot: its real address
 * @val: its copy
 */
struct gup_entry {
	enum gup_level level;
	union gup_slot slot;
	union gup_value val;
};

/* The raw value of an entry that may point at a table. */
static __always_inline unsigned long gup_entry_raw(enum gup_level level, union gup_value val)
{
	switch (level) {
	case GUP_PMD:
		return pmd_val(val.pmd);
	case GUP_PUD:
		return pud_val(val.pud);
	default:
		return p4d_val(val.p4d);
	}
}

/**
 * gup_entry_hugepd() - does an entry point at a table of huge ptes?
 * @level: its level: %GUP_PMD to %GUP_PGD
 * @val: its copy
 *
 * Return: log2 of the bytes that each huge pte maps; 0 if it does not point at such a
 * table. A pgd never does: kernels with hugepd fold the p4d.
 */
static __always_inline unsigned int gup_entry_hugepd(enum gup_level level, union gup_value val)
{
	return level == GUP_PGD ? 0 : gup_hugepd_shift(gup_entry_raw(level, val));
}

/**
 * gup_entry_size() - how many bytes of user space a huge leaf maps
 * @level: its level: %GUP_HUGEPTE, %GUP_PMD or %GUP_PUD
 * @above: the entry above it
 */
static __always_inline unsigned long gup_entry_size(enum gup_level level, struct gup_entry above)
{
	switch (level) {
	case GUP_HUGEPTE:
		return 1UL << gup_entry_hugepd(above.level, above.val);
	case GUP_PMD:
		return PMD_SIZE;
	default:
		return PUD_SIZE;
	}
}

/**
 * gup_entry_read() - read an entry, once and whole
 * @level: its level
 * @slot: its real address
 */
static __always_inline union gup_value gup_entry_read(enum gup_level level, union gup_slot slot)
{
	gup_walks();
	switch (level) {
	case GUP_PTE:
	case GUP_HUGEPTE:
		return (union gup_value){ .pte = gup_pte_get(slot.pte) };
	case GUP_PMD:
		return (union gup_value){ .pmd = gup_pmd_get(slot.pmd) };
	case GUP_PUD:
		return (union gup_value){ .pud = gup_pud_get(slot.pud) };
	case GUP_P4D:
		return (union gup_value){ .p4d = gup_p4d_get(slot.p4d) };
	default:
		return (union gup_value){ .pgd = gup_pgd_get(slot.pgd) };
	}
}

/**
 * gup_entry_unchanged() - does the entry still mean the same as when it was read?
 * @level: its level
 * @slot: its real address, which is read again
 * @val: its copy
 *
 * %GUP_TOP has no entry that could change. A leaf is a pud at most, so @level is never
 * %GUP_PGD.
 */
static __always_inline bool gup_entry_unchanged(enum gup_level level, union gup_slot slot,
						union gup_value val)
{
	union gup_value now;

	if (level == GUP_TOP)
		return true;
	now = gup_entry_read(level, slot);
	switch (level) {
	case GUP_PTE:
	case GUP_HUGEPTE:
		return gup_pte_same(val.pte, now.pte);
	case GUP_PMD:
		return gup_pmd_same(val.pmd, now.pmd);
	case GUP_PUD:
		return gup_pud_same(val.pud, now.pud);
	default:
		return p4d_val(val.p4d) == p4d_val(now.p4d);
	}
}

/**
 * gup_entry_leaf() - does an entry map memory itself?
 * @level: its level, above %GUP_PTE
 * @val: its copy. If it is not present, either answer will do: a leaf must still pass
 *	 gup_entry_permitted(), and a table gup_entry_table()
 */
static __always_inline bool gup_entry_leaf(enum gup_level level, union gup_value val)
{
	switch (level) {
	case GUP_PMD:
		return gup_pmd_leaf(val.pmd);
	case GUP_PUD:
		return gup_pud_leaf(val.pud);
	default:
		return false;
	}
}

/**
 * gup_entry_table() - does an entry that is not a leaf point at a table?
 * @level: its level, above %GUP_PTE
 * @val: its copy
 *
 * False for a leaf above the pud, which the walker leaves to the slow path.
 */
static __always_inline bool gup_entry_table(enum gup_level level, union gup_value val)
{
	switch (level) {
	case GUP_PMD:
		return gup_pmd_table(val.pmd);
	case GUP_PUD:
		return pud_present(val.pud);
	case GUP_P4D:
		return p4d_present(val.p4d) && !p4d_leaf(val.p4d);
	default:
		return !pgd_none(val.pgd) && !pgd_leaf(val.pgd);
	}
}

/**
 * gup_entry_permitted() - do the leaf's own bits allow this access?
 * @level: its level
 * @val: its copy
 * @write: for writing?
 */
static __always_inline bool gup_entry_permitted(enum gup_level level, union gup_value val,
						bool write)
{
	switch (level) {
	case GUP_PTE:
	case GUP_HUGEPTE:
		return GUP_HAS_PTE_SPECIAL && gup_pte_permitted(val.pte, write);
	case GUP_PMD:
		return gup_pmd_permitted(val.pmd, write);
	default:
		return gup_pud_permitted(val.pud, write);
	}
}

/**
 * gup_entry_device() - does this leaf map device memory that has struct pages?
 * @level: its level
 * @val: its copy
 *
 * Such a page lives as long as its pagemap: take a reference on the pagemap first.
 */
static __always_inline bool gup_entry_device(enum gup_level level, union gup_value val)
{
	switch (level) {
	case GUP_PTE:
	case GUP_HUGEPTE:
		return pte_devmap(val.pte);
	case GUP_PMD:
		return pmd_devmap(val.pmd);
	default:
		return pud_devmap(val.pud);
	}
}

/**
 * gup_entry_special() - does this leaf map no page that may be taken?
 * @level: its level
 * @val: its copy. Check gup_entry_device() first: on some architectures the entry of a
 *	 device is special as well
 */
static __always_inline bool gup_entry_special(enum gup_level level, union gup_value val)
{
	switch (level) {
	case GUP_PTE:
	case GUP_HUGEPTE:
		return gup_pte_special(val.pte);
	case GUP_PMD:
		return gup_pmd_special(val.pmd);
	default:
		return gup_pud_special(val.pud);
	}
}

/**
 * gup_usable() - may a leaf be taken, judged by its copy?
 * @level: its level
 * @val: its copy
 * @write: for writing?
 * @device: out, if it may: does it map device memory?
 */
static __always_inline bool gup_usable(enum gup_level level, union gup_value val, bool write,
				       bool *device)
{
	if (unlikely(!gup_entry_permitted(level, val, write)))
		return false;
	*device = gup_entry_device(level, val);
	return *device || !gup_entry_special(level, val);
}

/* A page that is pinned for reading through a read-only leaf may have to be unshared. */
static __always_inline bool gup_may_unshare(enum gup_level level, union gup_value val,
					    unsigned int flags)
{
	return unlikely(gup_unshares(flags)) && !gup_entry_permitted(level, val, true);
}

/**
 * gup_entry_page() - the first page that a huge leaf maps
 * @level: its level: %GUP_HUGEPTE, %GUP_PMD or %GUP_PUD
 * @val: its copy
 */
static __always_inline struct page *gup_entry_page(enum gup_level level, union gup_value val)
{
	switch (level) {
	case GUP_HUGEPTE:
		return pte_page(val.pte);
	case GUP_PMD:
		return gup_pmd_page(val.pmd);
	default:
		return gup_pud_page(val.pud);
	}
}

/*
 * Without VMEMMAP, struct pages are contiguous only within a section, which is this large,
 * and nth_page() looks up the sections of both pages. DISCONTIGMEM (until 5.14) has nodes,
 * which may end anywhere. 0: the struct pages of all memory are one array.
 */
#if defined(CONFIG_DISCONTIGMEM)
#define GUP_SECTION	PAGE_SIZE
#elif defined(CONFIG_SPARSEMEM) && !defined(CONFIG_SPARSEMEM_VMEMMAP)
#define GUP_SECTION	(PAGES_PER_SECTION * PAGE_SIZE)
#else
#define GUP_SECTION	0UL
#endif

/**
 * gup_nth_page() - a page of a huge leaf
 * @first: its first page
 * @n: how many pages behind that
 * @size: the leaf's size. The leaf is aligned, so one that is not larger than a section is
 *	  within one section
 */
static __always_inline struct page *gup_nth_page(struct page *first, unsigned long n,
						 unsigned long size)
{
	return GUP_SECTION != 0 && size > GUP_SECTION ? nth_page(first, n) : first + n;
}

/**
 * gup_next_page() - the page behind another one
 * @page: the other one
 * @pte: maps the page behind it. If there are sections the page is looked up by @pte, which
 *	 is one lookup; nth_page() needs two
 * @addr: the address that @pte maps
 */
static __always_inline struct page *gup_next_page(struct page *page, pte_t pte,
						  const void __user *addr)
{
	return GUP_SECTION != 0 ? gup_pte_page(pte, addr) : page + 1;
}

#endif /* _MM_GUP_ENTRY_H */
