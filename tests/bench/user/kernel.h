/* SPDX-License-Identifier: GPL-2.0 */
/*
 * kernel.h - the kernel that walkers are timed in
 *
 * The simulator's types, page tables and services, without what makes it a
 * test: no schedule, no check of each access. What a walker meets on its way is
 * inline and as dear as in a kernel: the memmap and the direct map are variables, as
 * with KASLR; the atomics have lock prefixes; what lies in a folio's second
 * struct page does so here.
 */
#ifndef _BENCH_KERNEL_H
#define _BENCH_KERNEL_H

#include <stdint.h>

/* The simulator's headers declare these as functions; static stays what was so first. */
struct page;
struct task_struct;
static inline struct page *pfn_to_page(uint64_t pfn);
static inline unsigned long page_to_pfn(const struct page *page);
static inline void *sim_table_at(uint64_t entry);
static inline unsigned long sim_irq_save(void);
static inline void sim_irq_restore(unsigned long flags);
static inline struct task_struct *sim_current(void);

/* The simulator's has a fence, which the atomic in ours is. */
#define folio_put_refs		sim_folio_put_refs
#include <sim/kernel.h>
#undef folio_put_refs
void folio_put_refs(struct folio *folio, int refs);

#define barrier()		__asm__ __volatile__("" : : : "memory")
/* An atomic is a full barrier on x86. */
#undef smp_mb__after_atomic
#define smp_mb__after_atomic()	barrier()

/* gcc has it for -mprfchw only, and takes another instruction without a word. */
#undef prefetchw
#define prefetchw(page)		__asm__ __volatile__("prefetchw %0" : : "m" (*(const char *)(page)))

/* Nobody puts a table on top while walkers are timed. */
#undef pgd_offset
#define pgd_offset(mm, addr)	((mm)->pgd + pgd_index(addr))

/* A constant, as where it is one. */
#undef access_ok
#define access_ok(ptr, len)	((unsigned long)(ptr) + (len) <= TASK_SIZE_MAX)

/* As without lockdep. */
#undef lockdep_assert_irqs_disabled
#define lockdep_assert_irqs_disabled()	((void)0)
#undef might_lock_read
#define might_lock_read(lock)	((void)(lock))
#undef __pte_map
#define __pte_map(pmd, addr)	pte_offset(pmd, addr)

/* The build clears the stack, as distributions do. */
#undef __uninitialized
#define __uninitialized		__attribute__((__uninitialized__))

/* Of a large folio these stand in the second page, which is another cache line. */
static_assert(sizeof(struct page) == 64, "a struct page is no cache line");
#define gup_pincount(folio)	(&(&(folio)->page)[1]._pincount)
#define folio_nr_pages(folio)	bench_folio_nr_pages(folio)
static __always_inline unsigned long bench_folio_nr_pages(struct folio *folio)
{
	return folio_test_large(folio) ? 1UL << READ_ONCE((&folio->page)[1].order) : 1;
}

extern struct page *bench_memmap;
extern char *bench_direct_map;

static inline struct page *pfn_to_page(uint64_t pfn)
{
	return bench_memmap + pfn;
}

static inline unsigned long page_to_pfn(const struct page *page)
{
	return page - bench_memmap;
}

static inline void *sim_table_at(uint64_t entry)
{
	return bench_direct_map + (entry & PTE_PFN_MASK);
}

/**
 * struct bench_cpu - what a CPU has of its own
 * @irqs_off: its interrupts are off
 * @task: who runs there
 * @pins: pins that are not yet in the counter of all CPUs
 */
struct bench_cpu {
	unsigned long irqs_off;
	struct task_struct *task;
	signed char pins[SIM_COUNTERS];
};
extern __thread struct bench_cpu bench_cpu;

static inline struct task_struct *sim_current(void)
{
	return bench_cpu.task;
}

#if BENCH_STEPS
/*
 * In the builds that count instructions a flag of the CPU's stands for the interrupt flag
 * turned round: set while interrupts are off, saved and restored as that one is. So a
 * walker is compiled as ever, and the counting code sees when sections begin and end.
 */
extern unsigned long bench_irqs_off_flag;	/* or 0: nothing is counted yet */

static inline unsigned long sim_irq_save(void)
{
	unsigned long was;

	__asm__ __volatile__("pushfq; popq %0" : "=r" (was));
	__asm__ __volatile__("pushq %0; popfq"
			     : : "r" (was | bench_irqs_off_flag) : "cc", "memory");
	return was;
}

static inline void sim_irq_restore(unsigned long flags)
{
	__asm__ __volatile__("pushq %0; popfq" : : "r" (flags) : "cc", "memory");
}
#else
/* The build that takes stamps is not the one that times walkers. */
#if BENCH_STAMPS
void bench_irqs_off(void);
void bench_irqs_on(void);
#else
#define bench_irqs_off()	((void)0)
#define bench_irqs_on()		((void)0)
#endif

static inline unsigned long sim_irq_save(void)
{
	unsigned long was = READ_ONCE(bench_cpu.irqs_off);

	WRITE_ONCE(bench_cpu.irqs_off, 1);
	if (!was)
		bench_irqs_off();
	barrier();
	return was;
}

static inline void sim_irq_restore(unsigned long flags)
{
	barrier();
	if (!flags)
		bench_irqs_on();
	WRITE_ONCE(bench_cpu.irqs_off, flags);
}
#endif

#endif /* _BENCH_KERNEL_H */
