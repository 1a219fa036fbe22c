// SPDX-License-Identifier: GPL-2.0
/*
 * race_reuse - a folio is freed and comes back as part of another one
 *
 * Other CPU: unmaps and frees the page, which the buddy allocator joins with its
 * neighbours; the next owner makes it a tail of his folio, or, if it was a head,
 * makes a single page of it.
 * Who finds the head and takes the reference then, without a second look, has
 * it on another folio than the page is part of. 668f9abbd433 was about the head.
 *
 * Or its parts come back as a smaller folio and a single page, mapped again by the very same
 * entries: then only a second look at each of them tells.
 *
 * Or the page comes back as secretmem, mapped in the same place: its entry
 * looks as it did, and only what is asked of the page once it is held is true.
 *
 * Or it comes to the slab allocator, for a while: the word that was its mapping is
 * then used for something else, in the order of alloc_slab_page() and __free_slab().
 */
#include "race.h"

static struct folio *victim;
static unsigned int before, after, reuse_first;

/* Are two of the folio's pages mapped? */
static bool both(void)
{
	return before && reuse_first != 1;
}

/* Single pages whose neighbours are free, or one folio. */
static void reuse_setup(void)
{
	struct folio *all = sim_folio(3, SIM_ANON);
	unsigned int i;

	victim = all;
	if (!before) {
		struct page *page = &all->page;

		sim_split_folio(all, 1);
		victim = (struct folio *)(page + 1);
		set_bit(PG_anon_exclusive, &victim->flags);
		for (i = 0; i < 8; i++)
			if (i != 1)
				sim_release((struct folio *)(page + i));
	} else {
		sim_mark_each(victim);
	}
	sim_map(SIM_AT(0), SIM_PTE, "rw", &victim->page + reuse_first);
	if (both())
		sim_map(SIM_AT(1), SIM_PTE, "rw", &victim->page + reuse_first + 1);
	else
		sim_map(SIM_AT(1), SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
}

/* The victim, unmapped before. Return: is it free, since nobody holds it? */
static bool freed(void)
{
	sim_step();
	sim_flush_tlb();
	sim_release(victim);
	sim_step();
	return !folio_ref_count(victim);
}

static void reuse(void)
{
	struct page *page = &victim->page - (before ? 0 : 1);

	sim_clear(SIM_AT(0), SIM_PTE);
	if (both())
		sim_clear(SIM_AT(1), SIM_PTE);
	if (!freed())
		return;
	sim_prep(page, after, SIM_ANON);
	sim_step();
	if (!after)
		sim_prep(page + 1, 0, SIM_ANON);
}

static void becomes(const char *name, unsigned int from, unsigned int to, unsigned int page)
{
	before = from;
	after = to;
	reuse_first = page;
	sim_race(&(struct sim_race){ name, reuse_setup, reuse, .nr = 2 });
}

static void setup_single(void)
{
	victim = sim_folio(0, SIM_ANON);
	sim_map(SIM_BASE, SIM_PTE, "rw", &victim->page);
}

static void reuse_as_secret(void)
{
	sim_clear(SIM_BASE, SIM_PTE);
	if (!freed())
		return;
	sim_prep(&victim->page, 0, &sim_secretmem);
	sim_step();
	sim_map(SIM_BASE, SIM_PTE, "rw", &victim->page);
}

/* As secretmem_fault() does: allocated, given to the file, mapped. */
static void reuse_as_secret_late(void)
{
	sim_clear(SIM_BASE, SIM_PTE);
	if (!freed())
		return;
	sim_prep(&victim->page, 0, NULL);
	sim_step();
	WRITE_ONCE(victim->mapping, &sim_secretmem);
	sim_step();
	sim_map(SIM_BASE, SIM_PTE, "rw", &victim->page);
}

static void no_secret(void)
{
	if (sim_the_call.ret == 1 && victim->mapping == &sim_secretmem)
		sim_violation("secretmem was taken for what its page was before");
}

static void reuse_as_slab(void)
{
	sim_clear(SIM_BASE, SIM_PTE);
	if (!freed())
		return;
	sim_prep(&victim->page, 0, NULL);
	set_bit(PG_slab, &victim->flags);
	sim_step();
	WRITE_ONCE(victim->mapping, (struct address_space *)0x40);
	sim_step();
	WRITE_ONCE(victim->mapping, NULL);
	clear_bit(PG_slab, &victim->flags);
}

/* Two folios side by side, of which the second is mapped by two ptes. */
static void setup_half(void)
{
	struct folio *both_halves = sim_folio(3, SIM_ANON);

	sim_release(both_halves);
	victim = sim_prep(&both_halves->page + 4, 2, SIM_ANON);
	sim_mark_each(victim);
	sim_map(SIM_AT(0), SIM_PTE, "rw", &victim->page + 1);
	sim_map(SIM_AT(1), SIM_PTE, "rw", &victim->page + 2);
}

/* Its head may not be asked any more what only heads know. */
static void reuse_as_half(void)
{
	sim_clear(SIM_AT(0), SIM_PTE);
	sim_clear(SIM_AT(1), SIM_PTE);
	if (freed())
		sim_prep(&victim->page - 4, 3, SIM_ANON);
}

/* Which pages of a folio are mapped; the second is no part of what it becomes. */
static int again[3], nr_again, second_order;

static void map_again(void)
{
	int i;

	for (i = 0; i < nr_again; i++)
		sim_map(SIM_AT(i), SIM_PTE, "rw", &victim->page + again[i]);
}

static void setup_again(void)
{
	victim = sim_folio(3, SIM_ANON);
	sim_mark_each(victim);
	map_again();
}

/* A smaller folio and a page, by the very entries that mapped the larger one before. */
static void reuse_again(void)
{
	int i;

	for (i = 0; i < nr_again; i++)
		sim_clear(SIM_AT(i), SIM_PTE);
	/* Who puts the last reference may not be through with its tails yet. */
	if (!freed() || !READ_ONCE(victim->free))
		return;
	sim_mark_each(sim_prep(&victim->page, after, SIM_ANON));
	sim_mark_each(sim_prep(&victim->page + again[1], second_order, SIM_ANON));
	sim_step();
	map_again();
}

static void comes_back(const char *name, unsigned int to, int nr, int second, int order)
{
	after = to;
	nr_again = nr;
	second_order = order;
	again[0] = 1;
	again[1] = second;
	again[2] = 2;
	sim_race(&(struct sim_race){ name, setup_again, reuse_again, .nr = nr });
}

/* A pin that came between the first reference and the first tail is a small page's. */
static void reuse_as_large_late(void)
{
	sim_clear(SIM_BASE, SIM_PTE);
	if (freed())
		sim_prep_late(&victim->page, 2, SIM_ANON);
}

static void race_reuse(void)
{
	static const struct sim_race half = {
		"a head becomes a tail", setup_half, reuse_as_half, .nr = 2,
	};
	struct sim_race large = {
		"a page is just becoming large", setup_single, reuse_as_large_late,
		.one_sided = true,
	};
	static const struct sim_race late = {
		"a page becomes secretmem, mapping late", setup_single, reuse_as_secret_late,
		no_secret, .nr = 1,
	};
	static const struct sim_race slab = {
		"a page becomes slab for a while", setup_single, reuse_as_slab, .nr = 1,
	};
	static const struct sim_race secret = {
		"a page becomes secretmem", setup_single, reuse_as_secret, no_secret, .nr = 1,
	};

	becomes("a page becomes a tail", 0, 3, 0);
	becomes("a head becomes a page", 3, 0, 0);
	becomes("a head becomes another's", 3, 1, 0);
	/* Its old head is somebody's head again: only the tail knows better. */
	becomes("a tail becomes a page", 3, 0, 1);
	becomes("a tail is behind another's end", 3, 1, 2);
	comes_back("the last page of two is cut off", 1, 2, 2, 0);
	comes_back("the last page of two becomes a head", 1, 2, 2, 1);
	comes_back("the page between two is cut off", 2, 3, 5, 0);
	sim_race(&half);
	for (large.nr = 1; large.nr <= 2; large.nr++)
		sim_race(&large);
	if (IS_ENABLED(CONFIG_SECRETMEM)) {
		sim_race(&secret);
		sim_race(&late);
		sim_race(&slab);
	}
}
SIM_TEST(race_reuse);
