// SPDX-License-Identifier: GPL-2.0
/*
 * world.c - a case becomes page tables and folios of the simulator, and a call is made
 *
 * The same case is the same world each time, struct page for struct page.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include "case.h"
#include "hooks.h"

int theirs_fast_pages(unsigned long start, int nr_pages, unsigned int gup_flags,
		      struct page **pages);

int (*const world_theirs)(unsigned long start, int nr_pages, unsigned int flags,
			  struct page **pages) = theirs_fast_pages;

struct page *watched[WATCHED];
struct page_state watched_before[WATCHED];
int nr_watched;

static struct folio *folios[CASE_FOLIOS];
static bool placed[CASE_ENTRIES];
static struct page canary;

struct page *world_page(const struct equal_case *c, int folio, int page)
{
	if (folio == CASE_FOLIOS)
		return sim_zero_page;
	return &folios[folio]->page + case_page(&c->folio[folio], page);
}

static bool is_shared(const struct equal_case *c, const struct case_entry *e)
{
	const struct case_folio *f = &c->folio[e->folio];

	if (e->folio == CASE_FOLIOS || f->mapping > CASE_ANON || !(f->marks & CASE_SHARED))
		return false;
	if (e->level != SIM_PTE || f->marks & CASE_HUGETLB)
		return !case_shared_page(f);
	return case_page(f, e->page) == case_shared_page(f);
}

/*
 * No kernel lets write to an anonymous page that is not exclusive, nor to the zero page. A
 * shadow stack, which the CPU writes to, is anonymous.
 */
const char *entry_kind(const struct equal_case *c, const struct case_entry *e)
{
	const char *kind = sim_layout.make[e->kind].kind;
	bool zero = e->folio == CASE_FOLIOS, shadow = strstr(kind, "-shadow");

	if (!shadow && !(sim_kind_allows(kind) & SIM_WRITE))
		return kind;
	if (zero || is_shared(c, e) || c->folio[e->folio].mapping == CASE_KSM ||
	    (shadow && c->folio[e->folio].mapping != CASE_ANON))
		return "ro";
	return kind;
}

static struct address_space *mapping_of(const struct case_folio *f)
{
	switch (f->mapping) {
	case CASE_ANON: return SIM_ANON;
	case CASE_SHMEM: return &sim_shmem;
	case CASE_FILE: return &sim_regular;
	case CASE_SECRETMEM: return &sim_secretmem;
	case CASE_OTHER: return (struct address_space *)2UL;
	case CASE_KSM: return (struct address_space *)3UL;
	default: return NULL;
	}
}

static void watch(struct page *page)
{
	if (nr_watched < WATCHED)
		watched[nr_watched++] = page;
}

static void mark(const struct case_folio *f, struct page *page)
{
	if (f->marks & CASE_OLD)
		clear_bit(PG_referenced, &page->flags);
	if (f->marks & CASE_MOVABLE)
		set_bit(PG_movable, &page->flags);
	if (f->marks & CASE_INACCESSIBLE)
		set_bit(PG_inaccessible, &page->flags);
	if (f->marks & CASE_NODE1)
		set_bit(PG_node1, &page->flags);
	if (f->marks & CASE_DEVICE)
		set_bit(PG_device, &page->flags);
	if (f->marks & CASE_HUGETLB)
		set_bit(PG_hugetlb, &page->flags);
	if (f->marks & CASE_SLAB)
		set_bit(PG_slab, &page->flags);
	if (f->marks & CASE_PEER)
		set_bit(PG_p2pdma, &page->flags);
}

static void build_folio(const struct equal_case *c, int i)
{
	const struct case_folio *f = &c->folio[i];
	unsigned long n, nr = 1UL << f->order;
	struct folio *folio = folios[i] = sim_folio(f->order, mapping_of(f));
	struct page *page = &folio->page;

	if (f->mapping == CASE_ANON && f->order <= 13 && !(f->marks & CASE_HUGETLB))
		sim_mark_each(folio);
	if (case_splits(f))
		sim_split_folio(folio, 1);
	mark(f, page);
	watch(page);
	for (n = 1; n < nr && n < 1024 && f->order <= 13; n++) {
		if (case_splits(f))
			mark(f, page + n);
		/* Which pages are a peer's each of them says. */
		if (f->marks & CASE_PEER)
			set_bit(PG_p2pdma, &page[n].flags);
		if (n < 16 || case_splits(f))
			watch(page + n);
	}
	if (f->mapping == CASE_ANON && f->marks & CASE_SHARED)
		clear_bit(PG_anon_exclusive, &page[case_shared_page(f)].flags);
}

/* Is an entry at @e's place that would be in its way? */
static bool taken(const struct equal_case *c, int n)
{
	const struct case_entry *e = &c->entry[n];
	int i;

	for (i = 0; i < n; i++) {
		enum sim_level wide = e->level;

		if (!placed[i])
			continue;
		if (c->entry[i].level > wide)
			wide = c->entry[i].level;
		if (((c->entry[i].addr ^ e->addr) & ~(sim_size(wide) - 1)) == 0)
			return true;
	}
	return false;
}

/*
 * A huge entry maps one folio, unless it says that it is a device's. A giant, of whose pages
 * only the head has marks, is mapped by nothing else.
 */
static bool fits(const struct equal_case *c, const struct case_entry *e)
{
	if (e->level == SIM_PTE)
		return e->folio == CASE_FOLIOS || c->folio[e->folio].order <= 13;
	return e->folio < CASE_FOLIOS && c->folio[e->folio].order == sim_order(e->level) &&
	       (!(c->folio[e->folio].marks & CASE_DEVICE) ||
		sim_kind_allows(entry_kind(c, e)) & SIM_DEVICE);
}

static void place(const struct equal_case *c, int n)
{
	const struct case_entry *e = &c->entry[n];
	int page = e->level == SIM_PTE ? e->page : 0;

	placed[n] = fits(c, e) && !taken(c, n);
	if (placed[n])
		sim_map(e->addr, e->level, entry_kind(c, e), world_page(c, e->folio, page));
}

static void look(struct page_state *s)
{
	int i;

	for (i = 0; i < nr_watched; i++)
		s[i] = (struct page_state){ watched[i]->flags, atomic_read(&watched[i]->_refcount),
					    atomic_read(&watched[i]->_pincount) };
}

void world_build(const struct equal_case *c)
{
	int i;

	sim_reset();
	nr_watched = 0;
	watch(sim_zero_page);
	for (i = 0; i < CASE_FOLIOS; i++)
		build_folio(c, i);
	for (i = 0; i < c->entries; i++)
		place(c, i);
	for (i = 0; i < CASE_FOLIOS; i++) {
		if (c->folio[i].marks & CASE_FREE)
			atomic_set(&folios[i]->_refcount, 0);
		else if (c->folio[i].marks & CASE_FULL)
			atomic_set(&folios[i]->_refcount, -1000000);
	}
	sim_mm.write_protect_seq.sequence = c->forks;
	sim_mm.flags = 0;
	atomic_set(&sim_mm.has_pinned, 0);
	sim_no_table = c->no_table;
	sim_quirk = c->quirk;
	sim_slow_result = c->slow;
	sim_access_end = c->end && c->end < TASK_SIZE_MAX ? c->end : TASK_SIZE_MAX;
	sim_expect_warning(true);
	look(watched_before);
}

const struct case_entry *world_entry(const struct equal_case *c, unsigned long addr,
				     struct page **page)
{
	int i;

	for (i = 0; i < c->entries; i++) {
		const struct case_entry *e = &c->entry[i];
		unsigned long offset = addr - (e->addr & ~(sim_size(e->level) - 1));

		if (!placed[i] || offset >= sim_size(e->level))
			continue;
		*page = nth_page(world_page(c, e->folio, e->level == SIM_PTE ? e->page : 0),
				 offset >> PAGE_SHIFT);
		return e;
	}
	return NULL;
}

/*
 * The call
 */
static const struct equal_case *the_case;
static enum topic the_side;
static struct took *the_took;

static void walk(void)
{
	const struct equal_case *c = the_case;
	struct took *t = the_took;
	unsigned long irqs = 0;

	if (c->irqs_off)
		irqs = sim_irq_save();
	t->ret = (the_side == OURS ? sim_gup : theirs_fast_pages)(c->start, c->nr, c->flags,
								   t->pages);
	t->irqs = sim_irqs_disabled() != c->irqs_off;
	if (c->irqs_off)
		sim_irq_restore(irqs);
}

static void nobody(void) { }

static sigjmp_buf fault;

static void on_fault(int signal)
{
	siglongjmp(fault, signal);
}

void world_setup(void)
{
	static const int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE };
	const struct sigaction act = { .sa_handler = on_fault, .sa_flags = SA_NODEFER };
	unsigned int i;

	for (i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaction(signals[i], &act, NULL);
	random_setup();
}

bool world_call(const struct schedule *s, void (*walker)(void), void (*other)(void),
		struct outcome *o)
{
	if (sigsetjmp(fault, 1))
		return false;
	*o = sim_run(s, walker, other);
	return true;
}

static void take_down(const struct equal_case *c, struct took *t)
{
	int i;

	t->slow = sim_slow_calls;
	t->slow_start = sim_slow_start;
	t->slow_nr = sim_slow_pages;
	t->slow_at = sim_slow_array - t->pages;
	t->slow_flags = sim_slow_flags;
	t->warned = sim_warnings();
	t->pagemap = atomic_read(&sim_pgmap.users);
	t->announced = sim_has_pinned(&sim_mm);
	t->n = t->ret;
	if (t->slow)
		t->n = (long)(t->slow_start - (untagged_addr(c->start) & PAGE_MASK)) >> PAGE_SHIFT;
	for (i = 0; i < 2; i++)
		t->pins[i] = sim_node_counter(i, NR_FOLL_PIN_ACQUIRED) -
			     sim_node_counter(i, NR_FOLL_PIN_RELEASED);
	for (i = SIM_MAX_PAGES + 63; i >= 0 && t->pages[i] == &canary; i--)
		;
	t->stored = i + 1;
	look(t->state);
	sim_check_tables();
	snprintf(t->violation, sizeof(t->violation), "%s",
		 sim_what_failed() ? sim_what_failed() : "");
}

static void prepare(const struct equal_case *c, enum topic side, struct took *t)
{
	int i;

	the_case = c;
	the_side = side;
	the_took = t;
	for (i = 0; i < SIM_MAX_PAGES + 64; i++)
		t->pages[i] = &canary;
	sim_by_any_means = side != OURS;
	world_build(c);
}

void world_run(const struct equal_case *c, enum topic side, struct took *t)
{
	const struct schedule alone = { .first = -1, .second = -1, .steps = -1 };

	struct outcome o;

	prepare(c, side, t);
	if (!world_call(&alone, walk, nobody, &o))
		sim_violation("it dies");
	take_down(c, t);
}
