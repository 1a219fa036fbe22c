// SPDX-License-Identifier: GPL-2.0
/*
 * call.c - a call of gup, and what must hold after it
 */
#include "test.h"
#include "hooks.h"

struct sim_call sim_the_call;
bool sim_by_any_means;
static struct page canary;

/* The first place of the array that gup must leave alone. */
static struct page **behind(struct sim_call *c)
{
	return c->pages + (c->nr < 0 ? 0 : c->nr > SIM_MAX_PAGES ? SIM_MAX_PAGES : c->nr);
}

void sim_make_call(void)
{
	struct sim_call *c = &sim_the_call;
	struct page **p;

	c->since = sim_now();
	for (p = c->pages; p <= behind(c); p++)
		*p = &canary;
	c->ret = (c->walk ? c->walk : sim_gup)(c->addr, c->nr, c->flags, c->pages);
}

static bool is_exclusive(struct page *page)
{
	struct folio *folio = page_folio(page);

	if (!((unsigned long)folio->mapping & PAGE_MAPPING_ANON))
		return true;
	/* By the head's mark where it is mapped whole. */
	if (folio_test_large(folio) && !test_bit(PG_each_exclusive, &folio->flags))
		page = &folio->page;
	return test_bit(PG_anon_exclusive, &page->flags);
}

static void hold(struct page *page, unsigned int flags, int sign)
{
	bool pin = flags & FOLL_PIN, apart = folio_has_pincount(page_folio(page));

	if (pin && is_zero_page(page) && !SIM_PINS_ZERO_PAGE)
		return;
	sim_hold(page, sign * (pin && !apart ? GUP_PIN_COUNTING_BIAS : 1),
		 sign * (pin && apart));
}

static void check_page(const struct sim_call *c, int i, int taken)
{
	unsigned long addr = untagged_addr(c->addr) & PAGE_MASK;
	struct page *page = c->pages[i];

	addr += (unsigned long)i << PAGE_SHIFT;
	if (!sim_was_mapped(addr, page, c->flags & FOLL_WRITE, c->since))
		sim_violation(sim_format("page %d of %d was not mapped there so during the call",
					 i, taken));
	if (SIM_UNSHARES && c->flags & FOLL_PIN && !is_exclusive(page))
		sim_violation(sim_format("page %d is pinned, and is not exclusive", i));
	if (page_folio(page)->sole > !(c->flags & FOLL_WRITE))
		sim_violation(sim_format("page %d was got after nobody was found to have it", i));
}

void sim_check_call(void)
{
	struct sim_call *c = &sim_the_call;
	int i, taken = c->ret < 0 ? 0 : c->ret - c->unchecked;

	if (c->nr >= 0 && c->ret > c->nr)
		sim_violation(sim_format("%d pages are returned for %d", c->ret, c->nr));
	if (*behind(c) != &canary)
		sim_violation("the array is written past its end");
	/* Callers put back what they find in the array, whatever is returned. */
	for (i = taken; c->pages + i < behind(c) && !sim_by_any_means; i++)
		if (c->pages[i] != &canary && (c->pages[i] || !(c->flags & FOLL_PIN)))
			sim_violation(sim_format("place %d holds a page, and %d are returned", i,
						 c->ret));
	for (i = 0; i < taken; i++) {
		check_page(c, i, taken);
		hold(c->pages[i], c->flags, 1);
	}
	sim_check_references();
	for (i = 0; i < taken; i++) {
		hold(c->pages[i], c->flags, -1);
		sim_give_back(c->pages[i], c->flags);
	}
	sim_check_references();
	if (sim_counter(NR_FOLL_PIN_ACQUIRED) != sim_counter(NR_FOLL_PIN_RELEASED))
		sim_violation(sim_format("%ld pins are counted as acquired, %ld as released",
					 sim_counter(NR_FOLL_PIN_ACQUIRED),
					 sim_counter(NR_FOLL_PIN_RELEASED)));
	sim_check_tables();
	if (sim_irqs_disabled())
		sim_violation("interrupts are still off");
	if (sim_mm.mmap_lock)
		sim_violation("the lock of the mm is still held");
}

static void nobody(void) { }

bool sim_call(unsigned long addr, int nr, unsigned int flags, int ret)
{
	const struct schedule alone = { .first = -1, .second = -1, .steps = -1 };
	struct sim_call *c = &sim_the_call;

	c->addr = addr;
	c->nr = nr;
	c->flags = flags;
	sim_run(&alone, sim_make_call, nobody);
	sim_check_call();
	if (c->ret != ret)
		sim_fail("returned %d, expected %d", c->ret, ret);
	if (sim_what_failed())
		sim_fail("%s", sim_what_failed());
	return c->ret == ret && !sim_what_failed();
}
