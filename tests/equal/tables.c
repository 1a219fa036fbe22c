// SPDX-License-Identifier: GPL-2.0
/*
 * tables.c - the kernel's side: page tables, pages, and the calls
 *
 * Compiled with the tree's headers, so every entry is made by the tree's own
 * constructors, and every struct page is the tree's. What the walkers call outside of
 * their files is here too: the slow path and the lock around it, which are recorded.
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/hugetlb.h>
#include <linux/pagemap.h>
#include <linux/swap.h>
#include <linux/swapops.h>
#include <asm/pgalloc.h>
#include <asm/pgtable.h>
#include <asm/uaccess.h>

#include "equal.h"

/* What an architecture has otherwise; shim/ has the headers. */
#ifndef equal_pud_populate
#define equal_pud_populate	pud_populate
#endif
#ifndef equal_pud_init
#define equal_pud_init		pud_clear
#endif
#ifndef equal_pmd_init
#define equal_pmd_init		pmd_clear
#endif
#ifndef equal_pgd_init
#define equal_pgd_init		empty
#endif
#ifndef equal_set_huge
#define equal_set_huge		set_huge_pte_at
#endif
#ifndef equal_notpresent
#define equal_notpresent	pmd_mknotpresent
#endif
#ifndef EQUAL_NO_KINDS
#define EQUAL_NO_KINDS		0
#endif
#ifndef EQUAL_PGD_SIZE
#define EQUAL_PGD_SIZE		(PTRS_PER_PGD * sizeof(pgd_t))
#endif
#ifndef EQUAL_PTE_SIZE
#define EQUAL_PTE_SIZE		(PTRS_PER_PTE * sizeof(pte_t))
#endif
#ifndef EQUAL_BITS
#define EQUAL_BITS		(PGDIR_SHIFT + ilog2(PTRS_PER_PGD))
#endif

#define SMALL_PAGES	64
#define FREE_PAGES	16
#define PTES_OF(shift)	(1UL << ((shift) - PAGE_SHIFT))

struct page *equal_pages;
unsigned long equal_pfn, equal_nr_pages;
int equal_warnings, equal_irqs_off;
struct thread_info equal_thread_info;
struct task_struct *equal_current;

static struct task_struct task;
static struct mm_struct mm;
static struct vm_area_struct vma;
static struct equal_tree *tree;
static struct equal_result *result;
static struct page **array;	/* ends where nothing is */
static int slow_returns, running;
static void *bug_return[64];

/* Memory for tables, taken from the front, all given back by equal_clear(). */
static char *pool, *pool_next, *pool_end;

/* Entries of the top table as they were when it was empty. */
static struct {
	void *slot;
	pgd_t old;
} used[64];
static int nr_used;

void equal_bug(const char *file, int line)
{
	if (!running)
		equal_stop(file, line);
	result->bug = file;
	result->line = line;
	__builtin_longjmp(bug_return, 1);
}

void dump_page(struct page *page, EQUAL_REASON *reason)
{
}

void down_read(struct rw_semaphore *sem)
{
	result->locked++;
}

void up_read(struct rw_semaphore *sem)
{
	result->locked--;
}

static long slow(struct task_struct *tsk, struct mm_struct *of, unsigned long start,
		 unsigned long nr_pages, int write, int force, struct page **pages, int locked)
{
	result->slow++;
	result->slow_start = start;
	result->slow_nr = nr_pages;
	result->slow_write = write;
	result->slow_force = force;
	result->slow_pages = pages - array;
	result->interrupts |= equal_irqs_off || tsk != current || of != &mm ||
			      result->locked != locked;
	return slow_returns > (long)nr_pages && (long)nr_pages > 0 ? nr_pages : slow_returns;
}

long get_user_pages(struct task_struct *tsk, struct mm_struct *of, unsigned long start,
		    unsigned long nr_pages, int write, int force, struct page **pages,
		    struct vm_area_struct **vmas)
{
	result->interrupts |= !!vmas;
	return slow(tsk, of, start, nr_pages, write, force, pages, 1);
}

#ifdef EQUAL_UNLOCKED
long get_user_pages_unlocked(struct task_struct *tsk, struct mm_struct *of, unsigned long start,
			     unsigned long nr_pages, int write, int force, struct page **pages)
{
	return slow(tsk, of, start, nr_pages, write, force, pages, 0);
}
#endif

/* Of a page of a table, which has no struct page in the array, but a number. */
#ifdef HASHED_PAGE_VIRTUAL
void *page_address(const struct page *page)
{
	return __va((phys_addr_t)page_to_pfn(page) << PAGE_SHIFT);
}
#endif

#ifdef CONFIG_HIGHMEM
void *kmap_atomic(struct page *page)
{
	result->mapped++;
	return __va((phys_addr_t)page_to_pfn(page) << PAGE_SHIFT);
}

void __kunmap_atomic(void *at)
{
	result->mapped--;
}
#endif

/* What mmap() makes of the permissions; some architectures fill it at boot. */
pgprot_t protection_map[16] = {
	__P000, __P001, __P010, __P011, __P100, __P101, __P110, __P111,
	__S000, __S001, __S010, __S011, __S100, __S101, __S110, __S111
};

static void hugetlb_dtor(struct page *page)
{
}

static void other_dtor(struct page *page)
{
}

#ifdef EQUAL_DTOR_NUMBERS
compound_page_dtor * const compound_page_dtors[] = {
	[COMPOUND_PAGE_DTOR] = other_dtor,
#ifdef CONFIG_HUGETLB_PAGE
	[HUGETLB_PAGE_DTOR] = hugetlb_dtor,
#endif
};
#else
#define COMPOUND_PAGE_DTOR	other_dtor
#define HUGETLB_PAGE_DTOR	hugetlb_dtor
#define set_compound_head(page, head)	do {	\
	(page)->first_page = (head);		\
	__SetPageTail(page);			\
} while (0)
#endif

#ifdef CONFIG_HUGETLB_PAGE
int PageHeadHuge(struct page *head)
{
	return PageHead(head) && get_compound_page_dtor(head) == hugetlb_dtor;
}

int PageHuge(struct page *page)
{
	return PageCompound(page) && PageHeadHuge(compound_head(page));
}
#endif

static void *table(unsigned long size)
{
	char *new = (char *)ALIGN((unsigned long)pool_next, size);

	BUG_ON(new + size > pool_end);
	pool_next = new + size;
	return new;
}

/* The command line makes memset() and memcpy() these: the library's are called otherwise. */
void *equal_memset(void *to, int c, size_t n)
{
	volatile char *p = to;

	while (n--)
		*p++ = c;
	return to;
}

void *equal_memcpy(void *to, const void *from, size_t n)
{
	volatile char *p = to;
	const char *q = from;

	while (n--)
		*p++ = *q++;
	return to;
}

#ifdef EQUAL_HUGEPD_SHIFT
/* For the tree's own code that makes tables of huge ptes. */
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t flags)
{
	return memset(table(PAGE_SIZE), 0, PAGE_SIZE);
}

void _raw_spin_lock(raw_spinlock_t *lock)
{
}
#endif

static int region_of(int page, int *head)
{
	int i;

	for (i = 0; i < tree->nr_regions; i++) {
		const struct equal_region *r = &tree->region[i];
		int at = page - r->first;

		if (at >= 0 && at < r->nr << r->order) {
			*head = r->first + (at >> r->order << r->order);
			return i;
		}
	}
	*head = page;
	return -1;
}

EQUAL_SEAM void equal_page_reset(int i)
{
	struct page *page = equal_pages + i, *head_page;
	int head, region = region_of(i, &head);
	const struct equal_region *r = &tree->region[region];

	if (region < 0)
		return;
	head_page = equal_pages + head;
	page->flags = 0;
	page->mapping = r->type == EQUAL_THP ? (void *)PAGE_MAPPING_ANON : NULL;
	if (i == head) {
		atomic_set(&page->_count, r->type == EQUAL_FREE ? 0 : 1000000);
		atomic_set(&page->_mapcount, 0);
		if (r->order) {
			__SetPageHead(page);
			set_compound_order(page, r->order);
			set_compound_page_dtor(page, r->type == EQUAL_HUGE ? HUGETLB_PAGE_DTOR :
								    COMPOUND_PAGE_DTOR);
		}
	} else {
		atomic_set(&page->_count, 0);
		atomic_set(&page->_mapcount, -1);
		set_compound_head(page, head_page);
	}
}

EQUAL_SEAM void equal_page_get(int i, struct equal_page *state)
{
	struct page *page = equal_pages + i;

	state->count = atomic_read(&page->_count);
	state->mapcount = atomic_read(&page->_mapcount);
	state->flags = page->flags & ~(1UL << PG_referenced);
	state->referenced = !!PageReferenced(page);
}

EQUAL_SEAM int equal_page_at(int i)
{
	unsigned long page = array[i] - equal_pages;

	return array[i] && page < equal_nr_pages ? page : -1;
}

EQUAL_SEAM void equal_wipe(int nr)
{
	memset(array, 0, nr * sizeof(array[0]));
}

static void region(enum equal_pages type, int first, int nr, int order)
{
	tree->region[tree->nr_regions++] = (struct equal_region){ type, first, nr, order };
	if (tree->pages < first + (nr << order))
		tree->pages = first + (nr << order);
}

static void describe(void)
{
	int pmd = 0, pud = 0, i;
	unsigned int huge;

	tree->page_shift = PAGE_SHIFT;
	tree->shift[EQUAL_PTE] = PAGE_SHIFT;
	tree->span[0] = PMD_SHIFT;
	tree->span[1] = PUD_SHIFT;
	tree->span[2] = PGDIR_SHIFT;
	tree->bits = EQUAL_BITS;
	tree->limit = EQUAL_LIMIT;
	tree->sets_referenced = EQUAL_SETS_REFERENCED;
	tree->has_special = !!pte_special(pte_mkspecial(pfn_pte(EQUAL_PFN, PAGE_KERNEL)));
#ifdef EQUAL_HAVE_OURS
	tree->ours = 1;
#endif
	tree->kinds[EQUAL_PTE] = 1 << EQUAL_WRITE | 1 << EQUAL_READ | 1 << EQUAL_KERNEL |
				 1 << EQUAL_SPECIAL | 1 << EQUAL_PROTNONE | 1 << EQUAL_SWAP |
				 1 << EQUAL_MIGRATION;
#ifdef EQUAL_FILE_PTES
	tree->kinds[EQUAL_PTE] |= 1 << EQUAL_FILE;
#endif
#if defined(CONFIG_NUMA_BALANCING) && defined(EQUAL_NUMA_BIT)
	tree->kinds[EQUAL_PTE] |= 1 << EQUAL_NUMA;
#endif
#if defined(CONFIG_HUGETLB_PAGE) && !defined(EQUAL_NO_HUGE_PMD)
	tree->hugetlb |= 1 << EQUAL_PMD;
#ifdef EQUAL_HUGE_PUD
	tree->hugetlb |= 1 << EQUAL_PUD;
#endif
#endif
#ifdef CONFIG_TRANSPARENT_HUGEPAGE
	tree->thp |= 1 << EQUAL_PMD;
#endif
	huge = 1 << EQUAL_WRITE | 1 << EQUAL_READ | 1 << EQUAL_PROTNONE;
	/* Only hugetlb's pages can be away, where they are poisoned or migrate. */
#ifdef CONFIG_ARCH_SUPPORTS_MEMORY_FAILURE
	huge |= 1 << EQUAL_SWAP;
#endif
#ifdef CONFIG_ARCH_ENABLE_HUGEPAGE_MIGRATION
	huge |= 1 << EQUAL_MIGRATION;
#endif
	if ((tree->hugetlb | tree->thp) & 1 << EQUAL_PMD) {
		pmd = PMD_SHIFT;
		tree->kinds[EQUAL_PMD] = huge;
#ifdef CONFIG_TRANSPARENT_HUGEPAGE
		tree->kinds[EQUAL_PMD] |= 1 << EQUAL_SPLITTING | 1 << EQUAL_INVALID;
#if defined(CONFIG_NUMA_BALANCING) && defined(EQUAL_NUMA_BIT)
		tree->kinds[EQUAL_PMD] |= 1 << EQUAL_NUMA;
#endif
#endif
	}
	if (tree->hugetlb & 1 << EQUAL_PUD) {
		pud = PUD_SHIFT;
		tree->kinds[EQUAL_PUD] = huge;
	}
#ifdef EQUAL_HUGEPD_SHIFT
	tree->hugetlb |= 1 << EQUAL_HUGEPTE;
	tree->kinds[EQUAL_HUGEPTE] = huge;
	tree->shift[EQUAL_HUGEPTE] = EQUAL_HUGEPD_SHIFT;
	region(EQUAL_HUGE, PTES_OF(EQUAL_HUGEPD_SHIFT), 2, EQUAL_HUGEPD_SHIFT - PAGE_SHIFT);
#endif
	for (i = 0; i < EQUAL_LEVELS; i++)
		tree->kinds[i] &= ~(EQUAL_NO_KINDS);
	tree->shift[EQUAL_PMD] = pmd;
	tree->shift[EQUAL_PUD] = pud;

	region(EQUAL_SMALL, 0, SMALL_PAGES, 0);
	region(EQUAL_FREE, 64, FREE_PAGES, 0);
	region(EQUAL_THP, 96, 8, 2);
	region(EQUAL_HUGE, 128, 2, 4);
	region(EQUAL_THP, 160, 2, 4);
	if (pmd) {
		const int nr = PTES_OF(pmd), order = pmd - PAGE_SHIFT;

		region(EQUAL_THP, nr, 4, order);
		region(EQUAL_HUGE, 5 * nr, 2, order);
		region(EQUAL_FREE, 7 * nr, 1, order);
	}
	if (pud)
		region(EQUAL_HUGE, PTES_OF(pud), 1, pud - PAGE_SHIFT);
}

/* What the levels are called of which only one is there. */
static void empty(pgd_t *pgd)
{
#ifdef __PAGETABLE_PMD_FOLDED
	pmd_clear(pmd_offset(pud_offset(pgd, 0), 0));
#elif defined(__PAGETABLE_PUD_FOLDED)
	pud_clear(pud_offset(pgd, 0));
#else
	pgd_clear(pgd);
#endif
}

EQUAL_SEAM void equal_setup(struct equal_tree *to, void *tables, unsigned long size)
{
	unsigned long i;

	tree = to;
	describe();
	equal_pfn = EQUAL_PFN;
	equal_nr_pages = tree->pages;
	equal_pages = tables;
	pool = (char *)ALIGN((unsigned long)(equal_pages + tree->pages), 1UL << 20);
	array = (struct page **)((char *)tables + size) - EQUAL_ARRAY;
	pool_end = (char *)array;
	for (i = 0; i < tree->pages; i++)
		equal_page_reset(i);
	pool_next = pool;
	mm.pgd = table(EQUAL_PGD_SIZE);
	pool = pool_next;
	equal_current = &task;
	task.mm = &mm;
	task.active_mm = &mm;
	task.stack = &equal_thread_info;
	vma.vm_mm = &mm;
	equal_arch_setup(&task, &mm);
	for (i = 0; i < PTRS_PER_PGD; i++)
		equal_pgd_init(mm.pgd + i);
}

EQUAL_SEAM void equal_clear(void)
{
	while (nr_used) {
		nr_used--;
		memcpy(used[nr_used].slot, &used[nr_used].old, sizeof(pgd_t));
	}
	pool_next = pool;
}

/* Before an entry is written: is it one of the top table, whatever its level is called? */
static void remember(void *slot)
{
	int i;

	if (slot < (void *)mm.pgd || slot >= (void *)mm.pgd + EQUAL_PGD_SIZE)
		return;
	for (i = 0; i < nr_used; i++)
		if (used[i].slot == slot)
			return;
	BUG_ON(nr_used == ARRAY_SIZE(used));
	used[nr_used].slot = slot;
	memcpy(&used[nr_used++].old, slot, sizeof(pgd_t));
}

static pud_t *pud_at(unsigned long addr)
{
	pgd_t *pgd = pgd_offset(&mm, addr);
	pud_t *pud;

	remember(pgd);
	if (pgd_none(*pgd)) {
#ifndef __PAGETABLE_PUD_FOLDED
		pud_t *puds = table(PTRS_PER_PUD * sizeof(*puds));
		int i;

		for (i = 0; i < PTRS_PER_PUD; i++)
			equal_pud_init(puds + i);
		pgd_populate(&mm, pgd, puds);
#endif
	}
	pud = pud_offset(pgd, addr);
	remember(pud);
	return pud;
}

static pmd_t *pmd_at(unsigned long addr)
{
	pud_t *pud = pud_at(addr);
	pmd_t *pmd;

#ifndef __PAGETABLE_PMD_FOLDED
	if (pud_none(*pud)) {
		pmd_t *pmds = table(PTRS_PER_PMD * sizeof(*pmds));
		int i;

		for (i = 0; i < PTRS_PER_PMD; i++)
			equal_pmd_init(pmds + i);
		equal_pud_populate(&mm, pud, pmds);
	}
#endif
	pmd = pmd_offset(pud, addr);
	remember(pmd);
	return pmd;
}

static pte_t *pte_at(unsigned long addr)
{
	pmd_t *pmd = pmd_at(addr);

	if (pmd_none(*pmd)) {
		pte_t *ptes = table(EQUAL_PTE_SIZE);
		int i;

		/* Some architectures look at what is there, before they clear it. */
		memset(ptes, 0, EQUAL_PTE_SIZE);
		for (i = 0; i < PTRS_PER_PTE; i++)
			pte_clear(&mm, addr, ptes + i);
		pmd_populate_kernel(&mm, pmd, ptes);
	}
	return pte_offset_kernel(pmd, addr);
}

static pgprot_t prot_of(const struct equal_entry *e)
{
	unsigned long flags = VM_READ | (e->flags & EQUAL_EXEC ? VM_EXEC : 0);

	if (e->kind == EQUAL_KERNEL)
		return PAGE_KERNEL;
	if (e->kind != EQUAL_READ)
		flags |= VM_WRITE | VM_SHARED;
	return protection_map[flags & (VM_READ | VM_WRITE | VM_EXEC | VM_SHARED)];
}

/* A pte as do_anonymous_page(), do_wp_page(), mprotect() and their like make it. */
static pte_t make_pte(const struct equal_entry *e)
{
	struct page *page = equal_pages + e->page;
	pte_t pte;

	switch (e->kind) {
	case EQUAL_SWAP:
		return swp_entry_to_pte(swp_entry(e->page & 7, e->page));
	case EQUAL_MIGRATION:
		return swp_entry_to_pte(swp_entry(e->flags & EQUAL_CLEAN ? SWP_MIGRATION_READ :
						   SWP_MIGRATION_WRITE, page_to_pfn(page)));
#ifdef EQUAL_FILE_PTES
	case EQUAL_FILE:
		return pgoff_to_pte(e->page);
#endif
	}
	pte = mk_pte(page, prot_of(e));
	pte = pte_mkyoung(pte);
	if (e->kind == EQUAL_READ)
		pte = pte_wrprotect(pte);
	else if (e->kind != EQUAL_KERNEL)
		pte = pte_mkwrite(pte_mkdirty(pte));
	if (e->flags & EQUAL_CLEAN)
		pte = pte_mkclean(pte);
	if (e->flags & EQUAL_OLD)
		pte = pte_mkold(pte);
	if (e->kind == EQUAL_SPECIAL)
		pte = pte_mkspecial(pte);
	if (e->kind == EQUAL_PROTNONE)
		pte = pte_modify(pte, protection_map[0]);
#if defined(CONFIG_NUMA_BALANCING) && defined(EQUAL_NUMA_BIT)
	if (e->kind == EQUAL_NUMA)
		pte = pte_mknuma(pte);
#endif
	return pte;
}

#ifdef CONFIG_HUGETLB_PAGE
/* A huge pte as hugetlb's make_huge_pte(), hugetlb_change_protection() make it. */
static void place_hugetlb(const struct equal_entry *e, pte_t *at)
{
	struct page *page = equal_pages + e->page;
	pte_t pte;

	if (e->kind == EQUAL_SWAP || e->kind == EQUAL_MIGRATION) {
		equal_set_huge(&mm, e->addr, at, make_pte(e));
		return;
	}
	vma.vm_page_prot = prot_of(e);
	pte = mk_huge_pte(page, prot_of(e));
	if (e->kind == EQUAL_READ)
		pte = huge_pte_wrprotect(pte);
	else
		pte = huge_pte_mkwrite(huge_pte_mkdirty(pte));
	pte = pte_mkyoung(pte);
	pte = pte_mkhuge(pte);
	pte = arch_make_huge_pte(pte, &vma, page, e->kind != EQUAL_READ);
	if (e->flags & EQUAL_OLD)
		pte = pte_mkold(pte);
	if (e->flags & EQUAL_CLEAN)
		pte = pte_mkclean(pte);
	if (e->kind == EQUAL_PROTNONE) {
		pte = pte_mkhuge(huge_pte_modify(pte, protection_map[0]));
		pte = arch_make_huge_pte(pte, &vma, NULL, 0);
	}
	equal_set_huge(&mm, e->addr, at, pte);
}
#endif

#ifdef CONFIG_TRANSPARENT_HUGEPAGE
/* A huge pmd as do_huge_pmd_anonymous_page(), change_huge_pmd(), a split make it. */
static void place_thp(const struct equal_entry *e, pmd_t *at)
{
	pmd_t pmd = pmd_mkhuge(mk_pmd(equal_pages + e->page, prot_of(e)));

	pmd = pmd_mkyoung(pmd);
	if (e->kind == EQUAL_READ)
		pmd = pmd_wrprotect(pmd);
	else
		pmd = pmd_mkwrite(pmd_mkdirty(pmd));
	if (e->flags & EQUAL_OLD)
		pmd = pmd_mkold(pmd);
	if (e->kind == EQUAL_PROTNONE)
		pmd = pmd_modify(pmd, protection_map[0]);
	if (e->kind == EQUAL_SPLITTING)
		pmd = equal_split(pmd);
	if (e->kind == EQUAL_INVALID)
		pmd = equal_notpresent(pmd);
#if defined(CONFIG_NUMA_BALANCING) && defined(EQUAL_NUMA_BIT)
	if (e->kind == EQUAL_NUMA)
		pmd = pmd_mknuma(pmd);
#endif
	*at = pmd;
}
#endif

EQUAL_SEAM void equal_place(const struct equal_entry *e)
{
	switch (e->level) {
	case EQUAL_PTE:
		*pte_at(e->addr) = make_pte(e);
		break;
#ifdef CONFIG_HUGETLB_PAGE
	case EQUAL_PUD:
		place_hugetlb(e, (pte_t *)pud_at(e->addr));
		break;
#endif
#ifdef EQUAL_HUGEPD_SHIFT
	case EQUAL_HUGEPTE:
		/* The tree's own would allocate this one. */
		pud_at(e->addr);
		place_hugetlb(e, huge_pte_alloc(&mm, e->addr, 1UL << EQUAL_HUGEPD_SHIFT));
		break;
#endif
	case EQUAL_PMD:
#ifdef CONFIG_HUGETLB_PAGE
		if (e->flags & EQUAL_HUGETLB) {
			place_hugetlb(e, (pte_t *)pmd_at(e->addr));
			break;
		}
#endif
#ifdef CONFIG_TRANSPARENT_HUGEPAGE
		place_thp(e, pmd_at(e->addr));
#endif
		break;
	}
}

/* The two walkers, by the names that the command line gives them. */
int private_only_fast(unsigned long start, int nr_pages, int write, struct page **pages);
int private_fast(unsigned long start, int nr_pages, int write, struct page **pages);
int ours_only_fast(unsigned long start, int nr_pages, int write, struct page **pages);
int ours_fast(unsigned long start, int nr_pages, int write, struct page **pages);

static noinline int call_it(enum equal_side side, enum equal_call call, unsigned long start,
			    int nr, int write)
{
#ifdef EQUAL_HAVE_OURS
	if (side == EQUAL_OURS)
		return call == EQUAL_ONLY_FAST ? ours_only_fast(start, nr, write, array) :
						 ours_fast(start, nr, write, array);
#endif
	return call == EQUAL_ONLY_FAST ? private_only_fast(start, nr, write, array) :
					 private_fast(start, nr, write, array);
}

EQUAL_SEAM void equal_run(enum equal_side side, enum equal_call call, unsigned long start,
			  int nr, int write, int slow, struct equal_result *to)
{
	result = to;
	memset(to, 0, sizeof(*to));
	slow_returns = slow;
	equal_warnings = 0;
	equal_irqs_off = 0;
	running = 1;
	if (!__builtin_setjmp(bug_return))
		to->ret = call_it(side, call, start, nr, write);
	running = 0;
	to->warnings = equal_warnings;
	to->interrupts |= equal_irqs_off && !to->bug;
}
