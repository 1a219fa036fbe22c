/* SPDX-License-Identifier: GPL-2.0 */
/*
 * types.h - what the kernel's compiler headers give, and what the generated
 * <asm/pgtable.h> needs of the simulated machine
 */
#ifndef _SIM_TYPES_H
#define _SIM_TYPES_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>

typedef uint32_t u32;
typedef uint64_t u64;

/* __always_inline is glibc's, of the same meaning. */
#define noinline		__attribute__((noinline))
#define noinline_for_stack	noinline
#define __maybe_unused		__attribute__((unused))
#define __user
#define __must_hold(section)
#define __acquire(section)	((void)0)
#define __release(section)	((void)0)
#define __uninitialized		/* the build fills the stack with a pattern */
#define likely(x)		__builtin_expect(!!(x), 1)
#define unlikely(x)		__builtin_expect(!!(x), 0)
#undef static_assert
#define static_assert(x, ...)	_Static_assert(x, "" __VA_ARGS__)
#define BUILD_BUG_ON(x)		static_assert(!(x), #x)
#define check_add_overflow(a, b, sum) __builtin_add_overflow(a, b, sum)

/* Whether a macro is defined as 1: it then becomes "0,", which shifts "1" in. */
#define SIM_SHIFT_1			0,
#define SIM_SECOND(a, b, ...)		b
#define SIM_SHIFTED(shift)		SIM_SECOND(shift 1, 0, 0)
#define SIM_IS_1(value)			SIM_SHIFTED(SIM_SHIFT_##value)
#define IS_ENABLED(option)		SIM_IS_1(option)

#define min(a, b) ({				\
	__typeof__(a) sim_a = (a);		\
	__typeof__(b) sim_b = (b);		\
	sim_a < sim_b ? sim_a : sim_b; })
#define min_t(type, a, b) ({ type sim_ta = (a), sim_tb = (b); sim_ta < sim_tb ? sim_ta : sim_tb; })

/* Where threads run freely: the walker may lose time here, in the midst of it. */
#ifdef SIM_ENDLESS
void sim_lag(void);
#else
#define sim_lag() ((void)0)
#endif

/*
 * The kernel's access primitives are atomics here, so that ThreadSanitizer and
 * the directed scheduler see them as what they are, and see what is not one.
 */
#define READ_ONCE(x) ({				\
	__typeof__(({ __auto_type sim_copy = (x); sim_copy; })) sim_read; \
	__atomic_load((__typeof__(sim_read) *)&(x), &sim_read, __ATOMIC_RELAXED); \
	sim_read; })
#define WRITE_ONCE(x, v) ({			\
	__typeof__(x) sim_written = (v);	\
	__atomic_store(&(x), &sim_written, __ATOMIC_RELAXED); })
#define smp_mb()		__atomic_thread_fence(__ATOMIC_SEQ_CST)
#define smp_mb__after_atomic()	({ sim_lag(); smp_mb(); })
#define smp_rmb()		({ sim_lag(); __atomic_thread_fence(__ATOMIC_ACQUIRE); })
#define smp_wmb()		__atomic_thread_fence(__ATOMIC_RELEASE)

struct page;
extern const bool sim_run_folded;
/* Which of the layout's quirks this CPU has, from 1 on. */
extern int sim_quirk;

/* The memory behind a physical address in an entry; a violation if it is no table. */
void *sim_table_at(u64 entry);
/* The index of an address in a top table. s390's may be of more levels than the layout's. */
unsigned long sim_top_index(const void *pgd, unsigned long addr);
/* The page of a frame; a violation if the frame is no memory. */
struct page *pfn_to_page(u64 pfn);
unsigned long page_to_pfn(const struct page *page);

/* Big-endian entries, whatever the machine. */
#define sim_swap(v) (sizeof(v) == 8 ? __builtin_bswap64(v) : __builtin_bswap32(v))

/* This thread's protection keys: key 1 is denied. */
static __always_inline bool sim_key_allows(unsigned int key)
{
	return key != 1;
}

#endif /* _SIM_TYPES_H */
