// SPDX-License-Identifier: GPL-2.0
/* random.c - page tables, and calls that meet them, from a seed */
#include "draw.h"
#include "program.h"

static int some_kind(enum equal_level level)
{
	int kind;

	do
		kind = below(EQUAL_KINDS);
	while (!(tree.kinds[level] & 1 << kind));
	return kind;
}

static const struct equal_region *some_region(int order, bool huge_only)
{
	const struct equal_region *r;

	do
		r = &tree.region[below(tree.nr_regions)];
	while (r->order < order || (huge_only && r->order != order) ||
	       (r->type == EQUAL_FREE && !one_in(12)));
	return r;
}

static int some_flags(void)
{
	int flags = one_in(3) ? EQUAL_EXEC : 0;

	if (one_in(12))
		flags |= EQUAL_OLD;
	if (one_in(12))
		flags |= EQUAL_CLEAN;
	return flags;
}

static bool above_limit(unsigned long addr)
{
	return tree.limit && addr >= tree.limit;
}

static void add(struct equal_case *c, unsigned long addr, enum equal_level level, int kind,
		int flags, int page)
{
	struct equal_entry *e = &c->entry[c->entries];

	if (c->entries == CASE_ENTRIES)
		return;
	/* The kernel's own half has the kernel's entries. */
	if (above_limit(addr)) {
		if (level != EQUAL_PTE || !(tree.kinds[level] & 1 << EQUAL_KERNEL))
			return;
		kind = EQUAL_KERNEL;
	}
	*e = (struct equal_entry){ addr, level, kind, flags, page };
	c->entries++;
}

/* Up to @max ptes that are alike, mostly, and end with their table. */
static unsigned long add_ptes(struct equal_case *c, unsigned long addr, unsigned long max, bool odd)
{
	const unsigned long size = 1UL << tree.page_shift, span = 1UL << tree.span[0];
	const struct equal_region *r = some_region(0, false);
	unsigned long left = (span - (addr & (span - 1))) >> tree.page_shift;
	unsigned long i, nr = left < max ? left : max, pages = (unsigned long)r->nr << r->order;
	int kind = one_in(3) ? EQUAL_READ : EQUAL_WRITE;
	int page = below(pages), step = one_in(8) ? 0 : 1;

	if (!odd && r->type == EQUAL_FREE)
		r = &tree.region[0], pages = r->nr, page = below(pages);
	for (i = 0; i < nr; i++, page = (page + step) % pages) {
		if (!odd) {
			add(c, addr + i * size, EQUAL_PTE, kind, 0, r->first + page);
			continue;
		}
		if (one_in(24))
			continue;
		if (one_in(16))
			page = below(pages);
		add(c, addr + i * size, EQUAL_PTE, one_in(12) ? some_kind(EQUAL_PTE) : kind,
		    some_flags(), r->first + page);
	}
	return nr * size;
}

static void add_huge(struct equal_case *c, unsigned long addr, enum equal_level level)
{
	const struct equal_region *r = some_region(tree.shift[level] - tree.page_shift, true);
	int kind = one_in(4) ? some_kind(level) : one_in(3) ? EQUAL_READ : EQUAL_WRITE;
	int flags = some_flags();

	if (tree.hugetlb & 1 << level && (r->type == EQUAL_HUGE || !(tree.thp & 1 << level)))
		flags |= EQUAL_HUGETLB;
	else if (kind == EQUAL_SWAP || kind == EQUAL_MIGRATION)
		kind = EQUAL_WRITE;
	if (flags & EQUAL_HUGETLB && (kind == EQUAL_SPLITTING || kind == EQUAL_INVALID ||
				      kind == EQUAL_NUMA))
		kind = EQUAL_READ;
	add(c, addr, level, kind, flags, r->first + (below(r->nr) << r->order));
}

/* A table of huge ptes, in the place of a table of pmds. Return: how far it reaches. */
static unsigned long add_hugeptes(struct equal_case *c, unsigned long addr)
{
	const unsigned long span = 1UL << tree.span[1], step = 1UL << tree.shift[EQUAL_HUGEPTE];
	unsigned long at;

	for (at = 0; at < span; at += step)
		if (!one_in(3))
			add_huge(c, addr + at, EQUAL_HUGEPTE);
	return span;
}

static bool aligned(unsigned long addr, int shift)
{
	return shift && !(addr & ((1UL << shift) - 1));
}

static void some_tables(struct equal_case *c)
{
	const unsigned long size = 1UL << tree.page_shift;
	const bool longer = one_in(64);
	unsigned long addr, before, step;
	int items = 1 + below(6), shift;

	/* Around an address at which a table ends, and not always address 0. */
	do
		shift = tree.span[below(3)];
	while (tree.limit >> shift < 2);
	addr = (rnd() % tree.limit) >> shift << shift;
	if (one_in(10))
		addr = tree.limit;
	before = below(24) * size;
	addr -= before < addr ? before : addr;
	while (items--) {
		if (aligned(addr, tree.shift[EQUAL_PUD]) && one_in(3)) {
			step = 1UL << tree.shift[EQUAL_PUD];
			add_huge(c, addr, EQUAL_PUD);
		} else if (tree.shift[EQUAL_HUGEPTE] && aligned(addr, tree.span[1]) && one_in(2)) {
			step = add_hugeptes(c, addr);
		} else if (aligned(addr, tree.shift[EQUAL_PMD]) && one_in(2)) {
			step = 1UL << tree.shift[EQUAL_PMD];
			add_huge(c, addr, EQUAL_PMD);
		} else {
			step = add_ptes(c, addr, longer ? 600 : 1 + below(20), !longer);
		}
		if (addr + step < addr)
			break;
		addr += step;
	}
}

static void some_call(struct equal_case *c)
{
	const unsigned long size = 1UL << tree.page_shift;
	const struct equal_entry *e = &c->entry[below(c->entries)];
	const struct equal_entry *last = &c->entry[c->entries - 1];
	unsigned long most;

	if (one_in(2))
		e = &c->entry[0];
	c->start = e->addr;
	if (entry_size(e) > size)
		c->start += one_in(3) ? 0 : one_in(2) ? entry_size(e) - (1 + below(8)) * size :
			    below(entry_size(e) >> tree.page_shift) * size;
	most = (last->addr - c->start + entry_size(last)) >> tree.page_shift;
	c->nr = 1 + below(most < 1500 ? most + 1 : 1500);
	if (one_in(4))
		c->nr = 1 + below(4);
	if (one_in(4))
		c->start += below(size);
	if (one_in(300))
		c->nr = 0;
	if (one_in(200) && tree.bits < 8 * (int)sizeof(long))
		c->start += 1UL << tree.bits;
	if (one_in(300))
		c->start = -size * (1 + below(3));
	c->write = below(2);
	c->call = below(EQUAL_CALLS);
	c->slow = one_in(3) ? -14 : (int)below(c->nr + 1);
}

void random_case(struct equal_case *c, uint64_t seed)
{
	state = seed;
	do {
		c->entries = 0;
		some_tables(c);
	} while (!c->entries);
	some_call(c);
}
