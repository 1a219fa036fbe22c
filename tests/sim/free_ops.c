// SPDX-License-Identifier: GPL-2.0
/*
 * free_ops.c - what happens to single pages: the stories of race_*.c, which say
 * what each is about, on any of the pages that are mapped, and over and over
 */
#include "free.h"

/* What was prepared is seen by whoever sees the entry. */
static void set(struct free_region *r, int slot, const char *kind, struct page *page)
{
	r->slot[slot] = (struct free_slot){ page, kind };
	smp_wmb();
	sim_set(free_addr(r, slot), SIM_PTE, kind, page);
}

static void hide(struct free_region *r, int slot, const char *how)
{
	free_hide(free_addr(r, slot), SIM_PTE, how, r->slot[slot].page);
}

static bool pick(struct free_region **r, int *slot)
{
	int tries;

	for (tries = 0; tries < 8; tries++) {
		*r = &free_region[sim_random(FREE_REGIONS)];
		*slot = sim_random(FREE_SLOTS);
		if ((*r)->slot[*slot].page)
			return true;
	}
	return false;
}

/* A single anonymous page that is mapped here and nowhere else. */
static struct folio *pick_single(struct free_region **r, int *slot)
{
	struct folio *folio;

	if (!pick(r, slot))
		return NULL;
	folio = page_folio((*r)->slot[*slot].page);
	if (folio_test_large(folio) || !free_is_anon(folio) || folio->owned != 1)
		return NULL;
	return folio;
}

static struct address_space *some_file(unsigned int order)
{
	switch (sim_random(16)) {
	case 0:
		return &sim_shmem;
	case 1:
		return &sim_regular;
	case 2:
	case 3:
		return IS_ENABLED(CONFIG_SECRETMEM) && !order ? &sim_secretmem : SIM_ANON;
	default:
		return SIM_ANON;
	}
}

static bool map(void)
{
	struct free_region *r = &free_region[sim_random(FREE_REGIONS)];
	unsigned int order = sim_random(2) ? 0 : sim_random(5), nr = 0, i;
	const char *kind = sim_random(4) ? "rw" : "ro";
	int slot = sim_random(FREE_SLOTS);
	struct address_space *mapping = some_file(order);
	struct folio *folio;

	if (r->huge.page)
		return false;
	while (nr < 1U << order && slot + nr < FREE_SLOTS && !r->slot[slot + nr].page)
		nr++;
	if (!nr)
		return false;
	if (!sim_random(32)) {
		folio = (struct folio *)sim_zero_page;
		sim_get(folio, 1);
		kind = "ro";
		nr = 1;
	} else {
		folio = free_alloc(order, mapping);
		if (!folio)
			return false;
		sim_get(folio, nr - 1);
		if (order && mapping == SIM_ANON)
			sim_mark_each(folio);
		if (mapping == &sim_secretmem)
			WRITE_ONCE(folio->sole, 2);
	}
	sim_build(r->addr, SIM_PTE);
	r->tabled = true;
	for (i = 0; i < nr; i++) {
		set(r, slot + i, kind, &folio->page + i);
		sim_step();
	}
	return true;
}

static void drop(struct free_region *r, int slot)
{
	struct folio *folio = page_folio(r->slot[slot].page);

	r->slot[slot].page = NULL;
	/* Truncation comes before the last reference goes. */
	if (folio->owned == 1 && !free_is_anon(folio))
		WRITE_ONCE(folio->mapping, NULL);
	sim_step();
	sim_put(folio, 1);
}

static bool unmap(void)
{
	struct free_region *r;
	int slot;

	if (!pick(&r, &slot))
		return false;
	sim_clear(free_addr(r, slot), SIM_PTE);
	sim_step();
	sim_flush_tlb();
	sim_step();
	drop(r, slot);
	if (sim_random(2))
		map();
	return true;
}

void free_zap(struct free_region *r)
{
	int i;

	for (i = 0; i < FREE_SLOTS; i++) {
		if (r->slot[i].page)
			sim_clear(free_addr(r, i), SIM_PTE);
		sim_step();
	}
	sim_flush_tlb();
	for (i = 0; i < FREE_SLOTS; i++)
		if (r->slot[i].page)
			drop(r, i);
	r->tabled = false;
	free_tables(r->addr, SIM_PMD);
}

static bool zap(void)
{
	struct free_region *r = &free_region[sim_random(FREE_REGIONS)];

	if (!r->tabled)
		return false;
	free_zap(r);
	return true;
}

/* Migration, by itself or since a NUMA hint was taken. */
static bool migrate(void)
{
	const bool hint = sim_random(2);
	struct folio *from, *to;
	struct free_region *r;
	const char *kind;
	int slot;

	from = pick_single(&r, &slot);
	to = from ? free_alloc(0, SIM_ANON) : NULL;
	if (!to)
		return false;
	kind = r->slot[slot].kind;
	hide(r, slot, hint ? "protnone" : "migration");
	if (hint ? !sim_sole(from, false) : !sim_freeze(from)) {
		set(r, slot, kind, &from->page);
		sim_release(to);
		return true;
	}
	WRITE_ONCE(from->sole, 2);
	if (!test_bit(PG_anon_exclusive, &from->flags))
		clear_bit(PG_anon_exclusive, &to->flags);
	sim_step();
	set(r, slot, kind, &to->page);
	sim_step();
	if (!hint)
		sim_unfreeze(from);
	sim_release(from);
	return true;
}

/* KSM: what may not be written any more is compared, and then given up. */
static bool merge(void)
{
	struct free_region *r;
	struct folio *folio;
	int slot;

	folio = pick_single(&r, &slot);
	if (!folio || strcmp(r->slot[slot].kind, "rw"))
		return false;
	sim_clear(free_addr(r, slot), SIM_PTE);
	sim_step();
	sim_flush_tlb();
	if (!sim_sole(folio, true)) {
		set(r, slot, "rw", &folio->page);
		return true;
	}
	clear_bit(PG_anon_exclusive, &folio->flags);
	sim_step();
	set(r, slot, "ro", &folio->page);
	sim_step();
	sim_clear(free_addr(r, slot), SIM_PTE);
	sim_step();
	sim_flush_tlb();
	sim_get(free_common, 1);
	set(r, slot, "ro", &free_common->page);
	sim_step();
	sim_release(folio);
	return true;
}

/* The fault on a page that may not be written: reuse, or copy. */
static bool write_fault(void)
{
	struct folio *folio, *copy;
	struct free_region *r;
	int slot;

	if (!pick(&r, &slot) || strcmp(r->slot[slot].kind, "ro"))
		return false;
	folio = page_folio(r->slot[slot].page);
	if (!folio_test_large(folio) && free_is_anon(folio) && folio->owned == 1 &&
	    folio_ref_count(folio) == 1) {
		set_bit(PG_anon_exclusive, &folio->flags);
		set(r, slot, "rw", &folio->page);
		return true;
	}
	copy = free_alloc(0, SIM_ANON);
	if (!copy)
		return false;
	sim_clear(free_addr(r, slot), SIM_PTE);
	sim_step();
	sim_flush_tlb();
	drop(r, slot);
	set(r, slot, "rw", &copy->page);
	return true;
}

/* Share to swap out; who has it only for a look is waited for by swapping in. */
static bool swap_out(void)
{
	struct free_region *r;
	struct folio *folio;
	int slot;

	if (!pick(&r, &slot))
		return false;
	folio = page_folio(r->slot[slot].page);
	if (!free_is_anon(folio))
		return false;
	sim_clear(free_addr(r, slot), SIM_PTE);
	sim_step();
	sim_flush_tlb();
	smp_mb();
	if (sim_maybe_pinned(folio)) {
		set(r, slot, r->slot[slot].kind, r->slot[slot].page);
		return true;
	}
	clear_bit(PG_anon_exclusive, &r->slot[slot].page->flags);
	sim_step();
	hide(r, slot, "swap");
	if (folio_ref_count(folio) != folio->owned) {
		set(r, slot, "ro", r->slot[slot].page);
		return true;
	}
	sim_clear(free_addr(r, slot), SIM_PTE);
	drop(r, slot);
	return true;
}

static void fork_pte(struct free_region *r, int slot)
{
	struct page *page = r->slot[slot].page;
	struct folio *folio;

	if (!page)
		return;
	folio = page_folio(page);
	if (!free_is_anon(folio))
		return;
	if (sim_has_pinned(&sim_mm) && sim_maybe_pinned(folio))
		return;
	if (!free_child_gets(folio))
		return;
	sim_step();
	clear_bit(PG_anon_exclusive, &page->flags);
	set(r, slot, "ro", page);
	sim_step();
}

static bool fork_some(void)
{
	struct free_region *r = &free_region[sim_random(FREE_REGIONS)];
	int i;

	if (!r->tabled)
		return false;
	WRITE_ONCE(sim_mm.write_protect_seq.sequence, sim_mm.write_protect_seq.sequence + 1);
	smp_mb();
	for (i = 0; i < FREE_SLOTS; i++)
		fork_pte(r, i);
	smp_mb();
	WRITE_ONCE(sim_mm.write_protect_seq.sequence, sim_mm.write_protect_seq.sequence + 1);
	return true;
}

static bool child_exit(void)
{
	return free_children_exit();
}

/* A folio that ptes map becomes single pages, the same ptes map them. */
static bool split(void)
{
	struct free_region *r;
	struct folio *folio;
	unsigned long i, nr;
	int slot, mapped = 0;

	if (!pick(&r, &slot))
		return false;
	folio = page_folio(r->slot[slot].page);
	if (!folio_test_large(folio) || !free_is_anon(folio))
		return false;
	nr = folio_nr_pages(folio);
#define EACH_PTE for (slot = 0; slot < FREE_SLOTS; slot++) \
			if (r->slot[slot].page && (r->slot[slot].page - &folio->page) < nr)
	EACH_PTE
		mapped++;
	if (folio->owned != mapped)
		return false;
	EACH_PTE {
		hide(r, slot, "migration");
	}
	if (sim_freeze(folio)) {
		sim_step();
		sim_split_folio(folio, 1);
	}
	sim_step();
	EACH_PTE {
		set(r, slot, r->slot[slot].kind, r->slot[slot].page);
	}
	if (folio_test_large(folio))
		return true;
	/* What was unmapped before is nobody's now. */
	for (i = 0; i < nr; i++) {
		bool used = false;

		EACH_PTE {
			used |= r->slot[slot].page == &folio->page + i;
		}
		if (!used)
			sim_release((struct folio *)(&folio->page + i));
	}
#undef EACH_PTE
	return true;
}

/* The MMU and other CPUs change bits that mean nothing to walkers. */
static bool noise(void)
{
	struct free_region *r;
	int slot;

	if (!pick(&r, &slot))
		return false;
	sim_make_noise(free_addr(r, slot), SIM_PTE, !strcmp(r->slot[slot].kind, "rw"));
	return true;
}

const struct free_op free_pte_ops[] = {
	{ "map", map, 40 },
	{ "unmap", unmap, 12 },
	{ "zap with its table", zap, 4 },
	{ "migrate", migrate, 8 },
	{ "KSM", merge, 4 },
	{ "write fault", write_fault, 10 },
	{ "swap out", swap_out, 4 },
	{ "fork", fork_some, 3 },
	{ "child's exit", child_exit, 3 },
	{ "split a folio", split, 6 },
	{ "accessed and dirty bits", noise, 4 },
	{ }
};
