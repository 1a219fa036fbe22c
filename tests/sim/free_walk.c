// SPDX-License-Identifier: GPL-2.0
/*
 * free_walk.c - the walkers: calls of gup with whatever arguments, and what must
 * hold of what they return
 *
 * Most pages are given back at once, so that the others can go on with them;
 * what can be said while they are held is looked at then, without a lock. Who
 * was mapped where and when is kept in a log, and asked for many calls at once:
 * only that needs the lock.
 */
#include "free.h"

#define MOST	40	/* pages of a call: more than two pieces */
#define LOG	512
#define KEEP	8	/* calls whose pages are not given back at once */

struct result {
	unsigned long addr, since;
	struct page *page;
	unsigned int generation;
	bool write;
};

struct call {
	unsigned long addr;
	unsigned int flags;
	int nr;
	struct page *pages[MOST];
};

static __thread struct result log[LOG];
static __thread struct call kept[KEEP];
static __thread int logged, nr_kept;

/* Mostly where something is mapped, at times across the borders of tables. */
static unsigned long somewhere(void)
{
	unsigned int chance = sim_random(32);
	const struct free_region *r = &free_region[sim_random(FREE_REGIONS)];
	unsigned long pages = 1UL << sim_order(SIM_PMD);

	if (chance == 0 && free_giant_addr)
		return free_giant_addr + ((unsigned long)sim_random(512) << PAGE_SHIFT);
	if (chance <= 3 && free_shared_addr)
		return free_shared_addr + ((unsigned long)sim_random(pages) << PAGE_SHIFT);
	if (chance <= 5)
		return r->addr + ((unsigned long)sim_random(pages) << PAGE_SHIFT);
	return free_addr(r, sim_random(FREE_SLOTS));
}

static unsigned int any_flags(void)
{
	unsigned int flags = sim_random(2) ? FOLL_PIN : FOLL_GET;

	if (sim_random(2))
		flags |= FOLL_WRITE;
	if (flags & FOLL_PIN && !sim_random(4))
		flags |= FOLL_LONGTERM;
	return flags | FOLL_FAST_ONLY;
}

static bool is_exclusive(struct page *page)
{
	struct folio *folio = page_folio(page);
	bool each = test_bit(PG_each_exclusive, &folio->flags);

	/* The head's mark is passed on before it is said that each has its own. */
	smp_rmb();
	return test_bit(PG_anon_exclusive, &(each ? page : &folio->page)->flags);
}

/* Holds as long as the page is held. */
static void check_held(const struct call *c, int i)
{
	struct folio *folio = page_folio(c->pages[i]);
	const unsigned int lasting = FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE;

	if (c->flags & FOLL_PIN && free_is_anon(folio) && !is_exclusive(c->pages[i]))
		sim_violation(sim_format("page %d of %d at %lx is pinned (flags %x), not exclusive",
					 i, c->nr, c->addr, c->flags));
	if (READ_ONCE(folio->sole) > !(c->flags & FOLL_WRITE))
		sim_violation(sim_format("page %d of %d at %lx was got (flags %x) where nobody may",
					 i, c->nr, c->addr, c->flags));
	if ((c->flags & lasting) == lasting && READ_ONCE(folio->mapping) == &sim_regular)
		sim_violation("a file's page was got to write to it for long");
	if (atomic_read(&folio->_refcount) <= 0)
		sim_violation("a page is held that has no reference");
}

static void give_back(const struct call *c)
{
	int i;

	for (i = 0; i < c->nr; i++)
		gup_put_folio(page_folio(c->pages[i]), 1, c->flags);
}

static void check_result(const struct result *r, struct free_count *count)
{
	if (sim_was_mapped_then(r->addr, r->page, r->generation, r->write, r->since)) {
		count->checked++;
		return;
	}
	if (!sim_remembers(r->since)) {
		count->inconclusive++;
		return;
	}
	sim_violation(sim_format("page %lu, got at %lx for %s, was not mapped so during the call",
				 page_to_pfn(r->page), r->addr, r->write ? "writing" : "reading"));
}

static void check_log(struct free_count *count)
{
	int i, k;

	sim_lock();
	for (i = 0; i < logged; i++)
		check_result(&log[i], count);
	for (k = 0; k < nr_kept; k++)
		for (i = 0; i < kept[k].nr; i++)
			check_held(&kept[k], i);
	sim_unlock();
	for (k = 0; k < nr_kept; k++)
		give_back(&kept[k]);
	logged = 0;
	nr_kept = 0;
}

static void one_call(struct free_count *count)
{
	struct call *c = &kept[nr_kept];
	int i, ret, want = sim_random(4) ? 1 + sim_random(MOST) : 1;
	unsigned long since, irqs = 0;
	bool off = !sim_random(8);

	c->addr = somewhere();
	c->flags = any_flags();
	if (off)
		irqs = sim_irq_save();
	since = sim_now();
	ret = gup_fast_pages(c->addr, want, c->flags, c->pages);
	if (off)
		sim_irq_restore(irqs);
	else if (sim_irqs_disabled())
		sim_violation("interrupts are still off");
	if (ret < 0 || ret > want)
		sim_violation(sim_format("%d is returned for %d pages at %lx", ret, want, c->addr));
	c->nr = ret < 0 ? 0 : ret;
	count->calls++;
	count->pages += c->nr;
	for (i = 0; i < c->nr; i++) {
		check_held(c, i);
		log[logged++] = (struct result){ c->addr + ((unsigned long)i << PAGE_SHIFT), since,
						 c->pages[i], READ_ONCE(c->pages[i]->generation),
						 c->flags & FOLL_WRITE };
	}
	if (c->nr && !sim_random(32))
		nr_kept++;
	else
		give_back(c);
}

void free_walk(struct free_count *count)
{
	while (!sim_stopping()) {
		one_call(count);
		if (logged + MOST > LOG || nr_kept == KEEP)
			check_log(count);
	}
	check_log(count);
}
