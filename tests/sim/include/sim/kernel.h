/* SPDX-License-Identifier: GPL-2.0 */
/*
 * kernel.h - the simulated kernel, as far as the walker and the header of its
 * generation can see: pages and folios, references and pins, policy, interrupts
 *
 * Each of the kernel's headers that the core includes is this one. What one generation
 * has and another has not, or otherwise, is in generations/.
 */
#ifndef _SIM_KERNEL_H
#define _SIM_KERNEL_H

#include <asm/pgtable.h>

/* What must never happen: says what it was, and makes the test fail. */
void sim_violation(const char *what);
/* A WARN: a violation too, unless the test expects it. */
bool sim_warned(const char *what);
#define WARN_ON_ONCE(cond)	(unlikely(cond) && sim_warned(#cond))

/*
 * Interrupts of the simulated CPU that this thread is.
 */
unsigned long sim_irq_save(void);
void sim_irq_restore(unsigned long flags);
bool sim_irqs_disabled(void);
#define local_irq_save(flags)	((flags) = sim_irq_save())
#define local_irq_restore(flags) sim_irq_restore(flags)
#define lockdep_assert_irqs_disabled() \
	(sim_irqs_disabled() ? (void)0 : sim_violation("interrupts are on in the walk"))

/*
 * Atomics. An operation that returns a value is fully ordered, one that does
 * not is not ordered at all (Documentation/atomic_t.txt).
 */
typedef struct { int counter; } atomic_t;
#define atomic_read(v)		__atomic_load_n(&(v)->counter, __ATOMIC_RELAXED)
#define atomic_set(v, n)	__atomic_store_n(&(v)->counter, n, __ATOMIC_RELAXED)
#define atomic_add(n, v)	((void)__atomic_fetch_add(&(v)->counter, n, __ATOMIC_RELAXED))
#define atomic_sub(n, v)		atomic_add(-(n), v)
#define atomic_sub_return(n, v)	__atomic_sub_fetch(&(v)->counter, n, __ATOMIC_SEQ_CST)
typedef u64 atomic64_t;
#define atomic64_read(v)	__atomic_load_n(v, __ATOMIC_RELAXED)
#define test_bit(nr, word)	((__atomic_load_n(word, __ATOMIC_RELAXED) >> (nr)) & 1)
#define set_bit(nr, word)	((void)__atomic_fetch_or(word, 1UL << (nr), __ATOMIC_RELAXED))
#define clear_bit(nr, word)	((void)__atomic_fetch_and(word, ~(1UL << (nr)), __ATOMIC_RELAXED))

/*
 * A process
 */
typedef struct { unsigned int sequence; } seqcount_t;
struct mm_struct {
	pgd_t *pgd;
	unsigned long flags;
	atomic_t has_pinned;	/* where that is no flag */
	seqcount_t write_protect_seq;
	int mmap_lock;
	struct { unsigned long asce_limit; } context;	/* s390's: where the tables end */
};
struct task_struct { struct mm_struct *mm; };
struct task_struct *sim_current(void);
#define current			sim_current()
#define MMF_HAS_PINNED		28
#define pgd_offset(mm, addr)	({ \
	pgd_t *sim_pgd = (mm)->pgd; \
	sim_pgd + sim_top_index(sim_pgd, addr); \
})
/* Some kernels look at no more than the sign, others at where this process ends. */
extern unsigned long sim_access_end;
#define access_ok(ptr, len)	((unsigned long)(ptr) + (len) <= sim_access_end)

/* What may sleep must not be called with interrupts off. */
#define might_lock_read(lock) \
	((void)(lock), sim_irqs_disabled() ? sim_violation("sleeps with interrupts off") : (void)0)

static inline unsigned int raw_read_seqcount(const seqcount_t *s)
{
	unsigned int sequence = READ_ONCE(((seqcount_t *)s)->sequence);

	smp_rmb();
	return sequence;
}

static inline bool read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	smp_rmb();
	return READ_ONCE(((seqcount_t *)s)->sequence) != start;
}

/*
 * Pages. A folio is seen from its first page; a tail says where that is.
 */
enum sim_pageflag {
	PG_head, PG_referenced, PG_hugetlb, PG_slab, PG_anon_exclusive, PG_p2pdma, PG_movable,
	PG_inaccessible, PG_device, PG_node1,
	PG_each_exclusive, /* each page has its own mark: it is mapped by ptes */
	PG_gone,	/* this struct page is no more: its device went away */
	PG_compound_lock,
};

enum sim_file { SIM_SHMEM, SIM_REGULAR, SIM_SECRETMEM };
extern const struct address_space_operations { int nothing; } secretmem_aops;
struct address_space { enum sim_file kind; const struct address_space_operations *a_ops; };
/* A file of shmem by whose address nobody can tell anything: each bit of it is set. */
#define SIM_ALL_BITS		((struct address_space *)~3UL)
static __always_inline enum sim_file sim_file(const struct address_space *mapping)
{
	return mapping == SIM_ALL_BITS ? SIM_SHMEM : mapping->kind;
}

#define PAGE_MAPPING_ANON	1UL
#define PAGE_MAPPING_FLAGS	3UL

#define SIM_PAGE_FIELDS				\
	unsigned long flags;			\
	unsigned long compound_head;		\
	struct address_space *mapping;		\
	atomic_t _refcount;			\
	atomic_t _pincount;			\
	atomic_t tail_refs;	/* that a tail counts, where tails do */ \
	unsigned int order;			\
	int owned;	/* references that the simulated kernel accounts for */ \
	int held, held_pins, held_tail;	/* what callers of gup hold, when it is checked */ \
	unsigned int generation; /* another one whenever the page is reused */ \
	signed char sole; /* nobody may have got a reference: 1 for writing, 2 at all */ \
	bool known;	/* sim_check_references() comes by */ \
	bool free	/* all is said and done: it may be reused */

struct page { SIM_PAGE_FIELDS; };
struct folio {
	union {
		struct { SIM_PAGE_FIELDS; };
		struct page page;
	};
};

#ifdef PAGES_PER_SECTION
#define nth_page(page, n)	pfn_to_page(page_to_pfn(page) + (n))
#define folio_page_idx(folio, p) (page_to_pfn(p) - page_to_pfn(&(folio)->page))
#else
#define nth_page(page, n)	((page) + (n))
#define folio_page_idx(folio, p) ((unsigned long)((p) - &(folio)->page))
#endif
/* No access; whether it comes in time is what a trace can tell. */
void sim_prefetch(const struct page *page);
#define prefetchw(page)		sim_prefetch(page)

static __always_inline struct folio *page_folio(struct page *page)
{
	unsigned long head = READ_ONCE(page->compound_head);

	return (struct folio *)(head & 1 ? head - 1 : (unsigned long)page);
}

/* As with DEBUG_VM_PGFLAGS: a tail must not be asked, be it one since a moment ago. */
static __always_inline bool folio_test_large(struct folio *folio)
{
	if (READ_ONCE(folio->compound_head) & 1)
		sim_violation("a tail is asked whether it is large");
	return test_bit(PG_head, &folio->flags);
}

/* This asks nothing. */
static __always_inline unsigned long compound_nr(struct page *page)
{
	return test_bit(PG_head, &page->flags) ? 1UL << READ_ONCE(page->order) : 1;
}

static __always_inline int PageCompound(const struct page *page)
{
	return test_bit(PG_head, &page->flags) || READ_ONCE(page->compound_head) & 1;
}

#define folio_test_hugetlb(folio)	test_bit(PG_hugetlb, &(folio)->flags)
#define folio_test_slab(folio)		test_bit(PG_slab, &(folio)->flags)
#define folio_test_referenced(folio)	test_bit(PG_referenced, &(folio)->flags)
#define folio_set_referenced(folio)	set_bit(PG_referenced, &(folio)->flags)
#define folio_nid(folio)		((int)test_bit(PG_node1, &(folio)->flags))
#define folio_ref_count(folio)		atomic_read(&(folio)->_refcount)
#define folio_is_longterm_pinnable(folio) (!test_bit(PG_movable, &(folio)->flags))

static __always_inline unsigned long folio_nr_pages(struct folio *folio)
{
	return folio_test_large(folio) ? 1UL << READ_ONCE(folio->order) : 1;
}

extern struct page *sim_zero_page;
static __always_inline bool is_zero_page(const struct page *page)
{
	return page == sim_zero_page;
}

/* Unless the count is 0; fully ordered if it was not. */
static __always_inline bool sim_ref_try_add(atomic_t *count, int n)
{
	int old;

	sim_lag();
	old = atomic_read(count);
	while (old)
		if (__atomic_compare_exchange_n(&count->counter, &old, old + n, false,
						__ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
			return true;
	return false;
}

/* What it does to the count returns a value, and so orders all that is before it. */
void sim_put_refs(struct folio *folio, int refs);
static __always_inline void folio_put_refs(struct folio *folio, int refs)
{
	smp_mb();
	sim_put_refs(folio, refs);
}


/*
 * gup
 */
#define GUP_PIN_COUNTING_BIAS	(1 << 10)

struct vm_area_struct;
void gup_put_folio(struct folio *folio, int refs, unsigned int flags);
int gup_fast_pages(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);
/* What any slow path comes to; @flags as it was told. */
long sim_slow(unsigned long start, unsigned long nr_pages, struct page **pages,
	      unsigned int flags);

/* As the layout says: most architectures have nothing that must be made so. */
#ifdef HAVE_ARCH_MAKE_FOLIO_ACCESSIBLE
#define SIM_MAKES_ACCESSIBLE	true
int arch_make_folio_accessible(struct folio *folio);
int arch_make_page_accessible(struct page *page);
#else
#define SIM_MAKES_ACCESSIBLE	false
#define arch_make_folio_accessible(folio)	((void)(folio), 0)
#endif

struct dev_pagemap { atomic_t users, pages; bool dying; };
struct dev_pagemap *get_dev_pagemap(unsigned long pfn, struct dev_pagemap *known);
void put_dev_pagemap(struct dev_pagemap *pgmap);

enum { NR_FOLL_PIN_ACQUIRED, NR_FOLL_PIN_RELEASED, SIM_COUNTERS };
#define NODE_DATA(nid)		(nid)
void mod_node_page_state(int nid, int item, long delta);

/*
 * A table of ptes; with HIGHPTE it is mapped for a while, which must have an end.
 */
pte_t *sim_kmap(pte_t *pte);
void kunmap_local(pte_t *pte);
#include <sim/generation.h>
/* A table of ptes can be gone when it is to be mapped. */
#ifndef SIM_MAP_FAILS
#define SIM_MAP_FAILS		true
#endif
/* Its policy looks into the file that a mapping leads to. */
#ifndef SIM_READS_FILES
#define SIM_READS_FILES		false
#endif
/* Who pins for reading what others share gets a page of their own instead. */
#ifndef SIM_UNSHARES
#define SIM_UNSHARES		SIM_PINS
#endif
/* A pin of the zero page is one. */
#ifndef SIM_PINS_ZERO_PAGE
#define SIM_PINS_ZERO_PAGE	false
#endif
/* Where fork looks for pins, whether it finds any, and how that is stored. */
#ifndef sim_has_pinned
#define sim_has_pinned(mm)	test_bit(MMF_HAS_PINNED, &(mm)->flags)
#define sim_pinned_word(mm)	(&(mm)->flags)
#define SIM_PINNED_BY		SIM_EV_RMW
#endif
#ifndef folio_has_pincount
#define folio_has_pincount(folio) folio_test_large(folio)
#endif

#endif /* _SIM_KERNEL_H */
