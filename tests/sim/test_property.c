// SPDX-License-Identifier: GPL-2.0
/*
 * test_property - random page tables against a model that walks a page at a time
 *
 * A world is made of a list of numbers; a list that fails is made shorter and
 * its numbers smaller as long as it still fails, so that what is printed is a
 * small world.
 */
#include <stdio.h>
#include "race.h"

#define CHOICES	128
#define SLOTS	26
#define FOLIOS	5
#define WORLDS	4000

struct world {
	unsigned int n, at;
	unsigned char choice[CHOICES];
};

static struct { const char *kind; struct page *page; bool device; } slot[SLOTS];
static struct folio *property_folio[FOLIOS];
static int property_first, property_nr;
static unsigned int flags;

/* The next number of the list, below @below; 0 behind its end. */
static unsigned int choose(struct world *w, unsigned int below)
{
	return w->at < w->n ? w->choice[w->at++] % below : 0;
}

static const char *pte_kind(unsigned int n)
{
	int m;

	for (m = 0;; m = (m + 1) % sim_layout.made)
		if (sim_layout.make[m].level == SIM_PTE && !sim_layout.make[m].block && !n--)
			return sim_layout.make[m].kind;
}

static void build_folio(struct world *w, int i)
{
	static struct address_space * const mappings[] = {
		SIM_ANON, SIM_ANON, SIM_ANON, &sim_shmem, &sim_regular, &sim_secretmem, NULL,
	};
	static const unsigned int orders[] = { 0, 0, 1, 3, 4 };
	unsigned int order = orders[choose(w, 5)], odd;
	struct address_space *mapping = mappings[choose(w, 7)];

	if (mapping == &sim_secretmem && (order || !IS_ENABLED(CONFIG_SECRETMEM)))
		mapping = &sim_shmem;
	property_folio[i] = sim_folio(order, mapping);
	if (choose(w, 2))
		clear_bit(PG_referenced, &property_folio[i]->flags);
	odd = choose(w, 12);
	if (mapping == SIM_ANON) {
		struct page *page = &property_folio[i]->page;

		sim_mark_each(property_folio[i]);
		if (odd == 1)
			clear_bit(PG_anon_exclusive, &page[choose(w, 1 << order)].flags);
	}
	if (odd == 2)
		set_bit(PG_movable, &property_folio[i]->flags);
	if (odd == 3)
		set_bit(PG_inaccessible, &property_folio[i]->flags);
	if (odd == 4)
		set_bit(PG_node1, &property_folio[i]->flags);
	/* Where pages are counted no device's memory is compound. */
	if (odd == 5 && (SIM_PINS || !order))
		set_bit(PG_device, &property_folio[i]->flags);
}

/* The window lies over a boundary of pmds: two tables of ptes. */
static unsigned long address(int i)
{
	return ((SIM_BASE | (sim_size(SIM_PMD) - 1)) + 1) + (i - SLOTS / 2) * PAGE_SIZE;
}

/* Often @next is there, the page after the last slot's; returns the one after this. */
static struct page *build_slot(struct world *w, int i, struct page *next)
{
	unsigned int which = choose(w, 16);
	const char *kind;
	struct folio *f;

	slot[i].kind = NULL;
	if (which == 15)
		return next;
	kind = which == 14 ? pte_kind(choose(w, 16)) : which > 9 ? "ro" : "rw";
	f = property_folio[choose(w, FOLIOS)];
	if (which % 3 || !next ||
	    next - &page_folio(next - 1)->page >= (long)folio_nr_pages(page_folio(next - 1)))
		next = &f->page + choose(w, folio_nr_pages(f));
	/* No kernel maps a page for writing that is not exclusive. */
	if (page_folio(next)->mapping == SIM_ANON && sim_kind_allows(kind) &&
	    !test_bit(PG_anon_exclusive, &next->flags))
		kind = "ro";
	slot[i].kind = kind;
	slot[i].page = next;
	slot[i].device = sim_kind_allows(kind) & SIM_DEVICE;
	sim_map(address(i), SIM_PTE, kind, next);
	return next + 1;
}

static void build(struct world *w)
{
	static const unsigned int calls[] = {
		FOLL_GET, FOLL_GET | FOLL_WRITE, FOLL_PIN, FOLL_PIN | FOLL_WRITE,
		FOLL_PIN | FOLL_LONGTERM, FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE,
	};
	struct page *next = NULL;
	int i;

	w->at = 0;
	sim_reset();
	flags = calls[choose(w, 6)] | FOLL_FAST_ONLY;
	property_first = choose(w, SLOTS - 1);
	property_nr = choose(w, SLOTS - property_first) + 1;
	for (i = 0; i < FOLIOS; i++)
		build_folio(w, i);
	for (i = 0; i < SLOTS; i++)
		next = build_slot(w, i, next);
}

/* May this page be taken? What a lock and one page at a time would answer. */
static bool model_takes(int i)
{
	struct folio *f;
	bool write = flags & FOLL_WRITE, pin = flags & FOLL_PIN;
	bool lengthy = SIM_PINS && flags & FOLL_LONGTERM, anon, writable;

	if (!slot[i].kind || !(sim_kind_allows(slot[i].kind) & (write ? SIM_WRITE : SIM_READ)))
		return false;
	f = page_folio(slot[i].page);
	anon = f->mapping == SIM_ANON;
	writable = sim_kind_allows(slot[i].kind) & SIM_WRITE;
	if (slot[i].device && (lengthy || !test_bit(PG_device, &f->flags)))
		return false;
	if (f->mapping == &sim_secretmem || (pin && lengthy && test_bit(PG_movable, &f->flags)))
		return false;
	if (SIM_REFUSES_FILES && pin && lengthy && write && !anon && f->mapping != &sim_shmem)
		return false;
	if (SIM_UNSHARES && pin && !write && !writable &&
	    (anon ? !test_bit(PG_anon_exclusive, &slot[i].page->flags) :
		    lengthy && SIM_UNSHARES_FILES))
		return false;
	return !pin || !SIM_MAKES_ACCESSIBLE || !test_bit(PG_inaccessible, &f->flags);
}

static const char *differs(struct world *w)
{
	struct sim_call *c = &sim_the_call;
	const struct schedule alone = { .first = -1, .second = -1, .steps = -1 };
	int i, expected;

	build(w);
	expected = 0;
	while (expected < property_nr && model_takes(property_first + expected))
		expected++;
	c->addr = address(property_first);
	c->nr = property_nr;
	c->flags = flags;
	sim_run(&alone, sim_make_call, sim_gather_end);
	for (i = 0; i < c->ret && i < expected; i++)
		if (c->pages[i] != slot[property_first + i].page)
			return sim_format("page %d is another one", i);
	if (c->ret != expected)
		return sim_format("returned %d, the model %d", c->ret, expected);
	sim_check_call();
	return sim_what_failed();
}

/* Go on from there, if it is still wrong. */
static bool still_differs(struct world *w, struct world *less)
{
	if (!differs(less))
		return false;
	*w = *less;
	return true;
}

/* Without some numbers, or with smaller ones. */
static void shrink(struct world *w)
{
	unsigned int length, i;
	bool better;

	do {
		struct world less;

		better = false;
		for (length = 16; length; length /= 2) {
			for (i = 0; i + length <= w->n; i++) {
				unsigned int end = i + length;

				less = *w;
				memmove(less.choice + i, less.choice + end, less.n - end);
				less.n -= length;
				better |= still_differs(w, &less);
			}
		}
		for (i = 0; i < w->n; i++) {
			less = *w;
			if (!less.choice[i])
				continue;
			less.choice[i] = less.choice[i] > 1 ? less.choice[i] / 2 : 0;
			better |= still_differs(w, &less);
		}
	} while (better);
}

static void describe(struct world *w, char *text, size_t size)
{
	const char *what = differs(w);
	size_t at = snprintf(text, size, "%s; pages %d to %d, flags %x:", what, property_first,
			     property_first + property_nr - 1, flags);
	int i;

	for (i = property_first; i < property_first + property_nr && at < size; i++)
		at += slot[i].kind ?
		      snprintf(text + at, size - at, " %s:%lu/%d", slot[i].kind,
			       (unsigned long)(slot[i].page - &page_folio(slot[i].page)->page),
			       (int)page_folio(slot[i].page)->order) :
		      snprintf(text + at, size - at, " -");
}

static unsigned long random_state;
static unsigned int random_next(void)
{
	random_state = random_state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (u64)random_state >> (sizeof(long) * 8 - 16);
}

static void test_property(void)
{
	struct world w;
	unsigned int i, n, takes = 0;

	random_state = sim_seed;
	for (n = 0; n < WORLDS; n++) {
		w.n = CHOICES;
		for (i = 0; i < CHOICES; i++)
			w.choice[i] = random_next();
		sim_case("world %u", n);
		if (differs(&w)) {
			char text[480];

			shrink(&w);
			describe(&w, text, sizeof(text));
			sim_fail("%s", text);
			return;
		}
		takes += sim_the_call.ret > 1;
	}
	if (takes < WORLDS / 10)
		sim_fail("only %u of %u worlds had pages to take", takes, n);
}
SIM_TEST(test_property);
