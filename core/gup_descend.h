/* SPDX-License-Identifier: GPL-2.0 */
/*
 * gup_descend.h - the way from the top of the page tables to a leaf
 *
 * An architecture may fold levels, at compile time or for each process, and an entry of any
 * level may point at a table of huge ptes (hugepd). No entry is read twice on the way.
 */
#ifndef _MM_GUP_DESCEND_H
#define _MM_GUP_DESCEND_H

#include "gup_entry.h"

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

#endif /* _MM_GUP_DESCEND_H */
