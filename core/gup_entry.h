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

/**
 * struct gup_cursor - the way down to one leaf, or to one table of ptes
 * @addr: the address to find
 * @slot: where the descent is
 * @here: the last entry that was read: a leaf, or the entry above @slot
 * @above: the entry above @here
 * @leaf: the level of @here if it is a leaf, otherwise %GUP_TOP
 * @folded: how many levels below the pgd have the pgd's entry
 */
struct gup_cursor {
	unsigned long addr;
	union gup_slot slot;
	struct gup_entry here;
	struct gup_entry above;
	enum gup_level leaf;
	unsigned int folded;
};

/* Is the level below @level folded, so that both have the same entry? */
static __always_inline bool gup_step_folded(const struct gup_cursor *c, enum gup_level level)
{
	return GUP_PGD - level < c->folded;
}

/* Step from the slot at @level to the slot below. A table of ptes is mapped later. */
static __always_inline void gup_step_below(struct gup_cursor *c, enum gup_level level)
{
	const bool folded = gup_step_folded(c, level);

	switch (level) {
	case GUP_PGD:
		c->slot.p4d = folded ? p4d_offset(c->slot.pgd, c->addr) :
			      gup_p4d_offset(c->slot.pgd, c->here.val.pgd, gup_user(c->addr));
		break;
	case GUP_P4D:
		c->slot.pud = folded ? pud_offset(c->slot.p4d, c->addr) :
			      gup_pud_offset(c->slot.p4d, c->here.val.p4d, gup_user(c->addr));
		break;
	case GUP_PUD:
		c->slot.pmd = folded ? pmd_offset(c->slot.pud, c->addr) :
			      gup_pmd_offset(c->slot.pud, c->here.val.pud, gup_user(c->addr));
		break;
	default:
		break;
	}
}

/*
 * Step from the entry read at @level to its table of huge ptes, if it has one. Unlike with
 * other tables, read the entry there at once: it is a leaf.
 */
static __always_inline bool gup_step_hugepd(struct gup_cursor *c, enum gup_level level)
{
	const unsigned int span[] = {
		[GUP_PMD] = PMD_SHIFT, [GUP_PUD] = PUD_SHIFT, [GUP_P4D] = P4D_SHIFT,
	};
	unsigned long raw;

	if (!gup_entry_hugepd(level, c->here.val))
		return false;
	raw = gup_entry_raw(level, c->here.val);
	c->above = c->here;
	c->here.level = GUP_HUGEPTE;
	c->here.slot.pte = gup_hugepd_offset(raw, gup_user(c->addr), span[level]);
	c->here.val = gup_entry_read(GUP_HUGEPTE, c->here.slot);
	c->leaf = GUP_HUGEPTE;
	return true;
}

/*
 * Go one level down. Skip a folded entry: it is read once, as the lowest level that it
 * stands for. If it were read twice the copies could differ, and the walker would judge
 * one and follow the other.
 */
static __always_inline bool gup_down(struct gup_cursor *c, enum gup_level level)
{
	if (!gup_step_folded(c, level)) {
		c->above = c->here;
		c->here.level = level;
		c->here.slot = c->slot;
		c->here.val = gup_entry_read(level, c->slot);
		if (gup_entry_leaf(level, c->here.val)) {
			c->leaf = level;
			return false;
		}
		if (gup_step_hugepd(c, level))
			return false;
		if (unlikely(!gup_entry_table(level, c->here.val)))
			return false;
	}
	gup_step_below(c, level);
	return true;
}

/**
 * gup_descend() - go from the top of the tables to a leaf, or to a table of ptes
 * @c: is filled in
 * @mm: the current one
 * @addr: the address to find
 *
 * Return: %GUP_PTE: @here is the pmd that points at the table of ptes;
 * %GUP_HUGEPTE, %GUP_PMD, %GUP_PUD: @here is a leaf of that level; %GUP_TOP: a hole, or
 * something that the walker does not take.
 * Context: interrupts off: once they are on, any table may be freed.
 */
static __always_inline enum gup_level gup_descend(struct gup_cursor *c, struct mm_struct *mm,
						  unsigned long addr)
{
	c->addr = addr;
	c->slot.pgd = pgd_offset(mm, addr);
	c->folded = gup_folded(mm, c->slot.pgd);
	c->here.level = GUP_TOP;
	c->leaf = GUP_TOP;
	if (gup_down(c, GUP_PGD) && gup_down(c, GUP_P4D) &&
	    gup_down(c, GUP_PUD) && gup_down(c, GUP_PMD))
		return GUP_PTE;
	return c->leaf;
}

#endif /* _MM_GUP_ENTRY_H */
