// SPDX-License-Identifier: GPL-2.0
/*
 * free_process.c - the process that all happens to, its child, and KSM's page
 */
#include "free.h"

#define CHILD_PAGES	48

struct free_region free_region[FREE_REGIONS];
static struct folio *child[CHILD_PAGES];
static unsigned int nr_child;
struct folio *free_common;

unsigned long free_addr(const struct free_region *r, int slot)
{
	unsigned long n = slot;

	if (slot >= FREE_EDGE)
		n = (1UL << sim_order(SIM_PMD)) - FREE_SLOTS + slot;
	return r->addr + (n << PAGE_SHIFT);
}

bool free_is_anon(struct folio *folio)
{
	return (unsigned long)READ_ONCE(folio->mapping) & PAGE_MAPPING_ANON;
}

void free_hide(unsigned long addr, enum sim_level level, const char *how, struct page *page)
{
	if (sim_has(level, how))
		sim_set(addr, level, how, page);
	else
		sim_clear(addr, level);
	sim_step();
	sim_flush_tlb();
	smp_mb();
}

bool free_child_gets(struct folio *folio)
{
	if (nr_child == CHILD_PAGES)
		return false;
	sim_get(folio, 1);
	child[nr_child++] = folio;
	return true;
}

bool free_children_exit(void)
{
	bool any = nr_child;

	while (nr_child) {
		sim_put(child[--nr_child], 1);
		sim_step();
	}
	return any;
}

void free_ops_init(void)
{
	unsigned long size = sim_size(SIM_PMD), above = sim_size(sim_above(SIM_PMD));
	unsigned long addr = 0x40000000UL;
	int i;

	/* Around the border of what an upper entry maps. */
	for (i = 0; i < FREE_REGIONS; i++)
		free_region[i].addr = addr + (i - 1UL) * size;
	free_common = sim_folio(0, SIM_ANON);
	clear_bit(PG_anon_exclusive, &free_common->flags);

	addr = ((addr + FREE_REGIONS * size) | (above - 1)) + 1;
	if (sim_has(SIM_PMD, "rw") && !sim_layout.level[SIM_PMD].folded &&
	    addr + above <= TASK_SIZE_MAX)
		free_shared_addr = addr;
	addr = ((addr + above) | (sim_size(SIM_PUD) - 1)) + 1;
	if (sim_has(SIM_PUD, "rw") && !sim_layout.level[SIM_PUD].folded &&
	    addr + sim_size(SIM_PUD) <= TASK_SIZE_MAX)
		free_giant_addr = addr;
}

void free_process_end(void)
{
	free_children_exit();
	sim_release(free_common);
}
