// SPDX-License-Identifier: GPL-2.0
/*
 * free_pages.c - an allocator with little memory: what is freed comes back soon,
 * as part of another folio
 */
#include "free.h"

#define BLOCK_ORDER	4
#define BLOCKS		12
#define MAX_HUGE	5
#define TRIES		8
#define MAX_GIANT_ORDER	18	/* else its struct pages alone fill the machine */

static struct page *block[BLOCKS], *huge[MAX_HUGE], *giant[2];
static int nr_huge, nr_giant;

static struct page *new_block(struct folio *folio)
{
	sim_release(folio);
	return &folio->page;
}

void free_pages_init(void)
{
	unsigned int order = sim_order(SIM_PMD);
	int i;

	/* The upper half of an entry is not the same for all of them. */
	block[0] = new_block(sim_far_folio(BLOCK_ORDER + 2, NULL));
	for (i = 1; i < 4; i++)
		block[i] = block[0] + (i << BLOCK_ORDER);
	for (; i < BLOCKS; i++)
		block[i] = new_block(sim_folio(BLOCK_ORDER, NULL));
	if (sim_has(SIM_PMD, "rw"))
		for (; nr_huge < (order > 11 ? 2 : MAX_HUGE); nr_huge++)
			huge[nr_huge] = new_block(sim_folio(order, NULL));
	if (sim_has(SIM_PUD, "rw") && sim_order(SIM_PUD) <= MAX_GIANT_ORDER)
		for (; nr_giant < 2; nr_giant++)
			giant[nr_giant] = new_block(sim_folio(sim_order(SIM_PUD), NULL));
}

/* Who sees that a page is free sees all that its last owner did to it. */
static bool is_free(struct page *page, unsigned int order)
{
	unsigned long i;

	for (i = 0; i < (order > 13 ? 1 : 1UL << order); i++)
		if (!__atomic_load_n(&page[i].free, __ATOMIC_ACQUIRE))
			return false;
	return true;
}

struct folio *free_alloc(unsigned int order, struct address_space *mapping)
{
	struct page *page;
	int i;

	for (i = 0; i < TRIES; i++) {
		if (order <= BLOCK_ORDER)
			page = block[sim_random(BLOCKS)] +
			       (sim_random(1 << BLOCK_ORDER) >> order << order);
		else if (order == sim_order(SIM_PMD) && nr_huge)
			page = huge[sim_random(nr_huge)];
		else if (nr_giant)
			page = giant[sim_random(nr_giant)];
		else
			return NULL;
		if (is_free(page, order)) {
			struct folio *folio = sim_prep(page, order, mapping);

			/* As reclaim does: gup then has something to tell it. */
			if (!sim_random(4))
				clear_bit(PG_referenced, &folio->flags);
			return folio;
		}
	}
	return NULL;
}
