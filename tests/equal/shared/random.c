// SPDX-License-Identifier: GPL-2.0
/* random.c - page tables of a shared walker, and calls that meet them, from a seed */
#include "../draw.h"
#include "case.h"

#define KINDS	64
#define AROUND	14	/* pages on either side of where tables meet */

static int kinds[SIM_LEVELS][KINDS], nr_kinds[SIM_LEVELS];
static int plain[SIM_LEVELS][2];	/* "ro" and "rw" */
static bool has_devices;

void random_setup(void)
{
	int m;

	for (m = 0; m < sim_layout.made; m++) {
		enum sim_level level = sim_layout.make[m].level;
		const char *kind = sim_layout.make[m].kind;

		if (!strcmp(kind, "ro") || !strcmp(kind, "rw"))
			plain[level][kind[1] == 'w'] = m;
		has_devices |= !strcmp(kind, "device");
		/* A block stands in several entries; "bad" is no table that could be followed. */
		if (!sim_layout.make[m].block && strcmp(kind, "bad") && sim_has(level, kind) &&
		    nr_kinds[level] < KINDS)
			kinds[level][nr_kinds[level]++] = m;
	}
}

static void some_folio(struct case_folio *f, int order)
{
	static const unsigned char mappings[] = {
		CASE_ANON, CASE_ANON, CASE_ANON, CASE_SHMEM, CASE_FILE, CASE_SECRETMEM, CASE_NONE,
	};

	f->order = order;
	f->mapping = one_in(40) ? CASE_OTHER + below(2) : mappings[below(7)];
	f->marks = one_in(4) ? CASE_OLD : 0;
	f->shared = below(16);
	if (one_in(4))
		f->marks |= CASE_NODE1;
	if (one_in(6))
		f->marks |= CASE_SHARED;
	if (one_in(8))
		f->marks |= 1 << (2 + below(2));
	if (has_devices && one_in(8) && (SIM_PINS || !order))
		f->marks |= CASE_DEVICE;
	if (SIM_PEERS && order <= 13 && one_in(30))
		f->marks |= CASE_PEER;
	if (f->marks & CASE_DEVICE && f->mapping >= CASE_OTHER)
		f->mapping = CASE_FILE;
	if (one_in(30) && !(f->marks & CASE_DEVICE))
		f->marks |= order ? CASE_HUGETLB : SIM_REFUSES_FILES ? CASE_SLAB : 0;
	if (one_in(60) && !(f->marks & CASE_DEVICE))
		f->marks |= one_in(2) ? CASE_FREE : CASE_FULL;
	/* What stands at a slab's place of a mapping is no mapping. */
	if (f->marks & CASE_SLAB)
		f->mapping = CASE_NONE;
	/* Secretmem has single pages, and only where it is built. */
	if (f->mapping == CASE_SECRETMEM && (order || !IS_ENABLED(CONFIG_SECRETMEM)))
		f->mapping = CASE_SHMEM;
	/* Nor is a device's memory anonymous, but by DAX's sharing; nor KSM's large. */
	if (f->mapping == CASE_KSM && order)
		f->mapping = CASE_ANON;
}

static void add(struct equal_case *c, unsigned long addr, enum sim_level level, int kind,
		int folio, int page)
{
	if (c->entries < CASE_ENTRIES && addr < sim_reach())
		c->entry[c->entries++] = (struct case_entry){
			addr & ~(sim_size(level) - 1), level, kind, folio, page
		};
}

static int some_kind(enum sim_level level)
{
	if (one_in(8))
		return kinds[level][below(nr_kinds[level])];
	return plain[level][!one_in(3)];
}

/* Ptes around @base; often one maps the page after that of the one before. */
static void some_ptes(struct equal_case *c, unsigned long base)
{
	int i, folio = 2, page = 0, holes = below(3) ? 24 : 6;

	for (i = -AROUND; i < AROUND; i++) {
		bool more = page + 1 < 1 << c->folio[folio].order;

		if (one_in(holes))
			continue;
		if (more && !one_in(4)) {
			page++;
		} else {
			folio = one_in(30) ? CASE_FOLIOS : below(CASE_FOLIOS);
			page = folio == CASE_FOLIOS ? 0 : below(1 << (c->folio[folio].order & 7));
			if (one_in(2))
				page = 0;
		}
		add(c, base + (long)i * PAGE_SIZE, SIM_PTE, some_kind(SIM_PTE), folio, page);
		if (folio == CASE_FOLIOS)
			folio = 2;
	}
}

/* A huge entry on one side of @base or on both. */
static void some_huge(struct equal_case *c, unsigned long base, enum sim_level level)
{
	int sides = 1 + below(3), i;

	for (i = 0; i < 2; i++) {
		if (!(sides & 1 << i) || (i && base < sim_size(level)))
			continue;
		add(c, i ? base - sim_size(level) : base, level, some_kind(level), i, 0);
	}
}

static unsigned long some_base(enum sim_level level)
{
	unsigned long base = ((1UL << 30 | (sim_size(level) - 1)) + 1);

	if (one_in(30))
		return 0;
	if (one_in(30))
		return sim_reach() - AROUND * PAGE_SIZE;
	return base && base < sim_reach() ? base : sim_size(SIM_PMD);
}

static unsigned int some_flags(void)
{
	static const unsigned int others[] = { FOLL_FORCE, FOLL_NOFAULT };
	unsigned int flags = one_in(2) ? FOLL_GET : FOLL_PIN;

	if (one_in(3))
		flags |= FOLL_WRITE;
	if (flags & FOLL_PIN && one_in(3))
		flags |= FOLL_LONGTERM;
	if (!one_in(3))
		flags |= FOLL_FAST_ONLY;
	if (one_in(10))
		flags |= others[below(2)];
	if (one_in(10))
		flags |= FOLL_PCI_P2PDMA;
	if (one_in(200))
		flags |= FOLL_TOUCH;
	return flags;
}

/* What a call seldom meets. */
static void some_oddity(struct equal_case *c, bool huge)
{
	switch (below(10)) {
	case 0:
		c->nr = 0;
		break;
	case 1:
		c->nr = -1 - (int)below(3);
		break;
	case 2:
		/* Not so many of a huge entry that the array would not hold them. */
		c->nr = one_in(2) && !huge ? 0x7fffffff : -0x7fffffff - 1;
		break;
	case 3:
		if (sizeof(long) == 4)
			c->nr = 1 << (32 - PAGE_SHIFT);
		break;
	case 4:
		c->end = c->start + below(AROUND) * PAGE_SIZE;
		break;
	case 5:
		c->forks = true;
		break;
	case 6:
		c->irqs_off = c->flags & FOLL_FAST_ONLY;
		break;
	case 7:
		c->no_table = SIM_MAP_FAILS;
		break;
	case 8:
		c->start |= sim_layout.tag ? ~0UL << (8 * sizeof(long) - 2) :
					     ~0UL - AROUND * PAGE_SIZE;
		break;
	case 9:
		c->quirk = below(sim_layout.quirks + 1);
		break;
	}
}

/* Few entries, each of a folio of its own, to one of which something happens. */
static void some_race(struct equal_case *c)
{
	static const unsigned char mappings[] = {
		CASE_ANON, CASE_ANON, CASE_ANON, CASE_SHMEM, CASE_FILE, CASE_SECRETMEM,
	};
	unsigned long base = some_base(one_in(2) ? SIM_PMD : SIM_PGD);
	bool huge = nr_kinds[SIM_PMD] && one_in(4);
	int i, first = -(long)below(4), nr = 1 + below(4);

	for (i = 0; i < CASE_FOLIOS; i++) {
		struct case_folio *f = &c->folio[i];

		f->order = i == CASE_SPARE ? 0 : huge && !i ? sim_order(SIM_PMD) : below(3) ? 0 : 2;
		f->mapping = i == CASE_SPARE ? CASE_ANON : mappings[below(6)];
		f->marks = one_in(3) ? CASE_OLD : 0;
		if (f->mapping == CASE_SECRETMEM && (f->order || !IS_ENABLED(CONFIG_SECRETMEM)))
			f->mapping = CASE_SHMEM;
	}
	if (!base)
		first = 0;
	for (i = 0; i < nr; i++)
		if (!(huge && !i))
			add(c, base + (long)(first + i) * PAGE_SIZE, SIM_PTE,
			    plain[SIM_PTE][!one_in(3)], i, below(4));
	/* A huge entry behind the ptes, or alone. */
	if (huge)
		add(c, base, SIM_PMD, plain[SIM_PMD][!one_in(3)], 0, 0);
	c->start = base + (long)first * PAGE_SIZE;
	c->nr = 1 + below(5);
	c->flags |= FOLL_FAST_ONLY;
	c->flags &= ~FOLL_TOUCH;
	c->step = 1 + below(CASE_STEPS - 1);
	c->stepped = c->entry[below(c->entries)].addr;
}

void random_case(struct equal_case *c, uint64_t seed)
{
	/* Where tables of ptes meet, or of pmds, or of what is above. */
	static const enum sim_level meet[] = { SIM_PMD, SIM_PMD, SIM_PMD, SIM_PUD, SIM_PGD };
	enum sim_level level = meet[below(5)], huge = 0;
	unsigned long base;
	int i;

	state = seed;
	rnd();
	level = meet[below(5)];
	if (sim_layout.level[level].folded)
		level = SIM_PMD;
	memset(c, 0, sizeof(*c));
	if (one_in(8)) {
		c->flags = some_flags();
		some_race(c);
		return;
	}
	if (one_in(4) && level < SIM_PGD)
		huge = level == SIM_PUD && !one_in(8) ? SIM_PMD : level;
	if (huge && !nr_kinds[huge])
		huge = 0;
	for (i = 0; i < CASE_FOLIOS; i++) {
		static const unsigned char orders[] = { 0, 0, 0, 1, 2, 3, 4 };

		some_folio(&c->folio[i], huge && i < 2 ? sim_order(huge) : orders[below(7)]);
	}
	base = some_base(level);
	if (huge)
		some_huge(c, base, huge);
	some_ptes(c, base);
	c->start = base + ((long)below(2 * AROUND) - AROUND) * PAGE_SIZE;
	if (one_in(4))
		c->start += below(PAGE_SIZE);
	c->nr = 1 + below(one_in(3) ? 3 : 2 * AROUND);
	if (huge && one_in(6))
		c->nr = 1 + below(1100);
	if (huge && one_in(6))
		c->start += below(1UL << sim_order(SIM_PMD)) * PAGE_SIZE;
	c->flags = some_flags();
	c->slow = one_in(2) ? -EFAULT : c->nr > 1 ? (long)below(c->nr) : 0;
	if (one_in(12))
		some_oddity(c, huge);
}
