// SPDX-License-Identifier: GPL-2.0
/*
 * hooks.c - a runtime for -fsanitize=thread that schedules instead of detecting
 *
 * The walker is compiled with the compiler's own instrumentation: each access
 * to memory calls one of the functions below first. So nothing in the core, the
 * ports or the shims knows about tests, and an access that somebody forgot to
 * make atomic is seen as well. Atomics come as calls that do the access.
 */
#include <stdlib.h>
#include "hooks.h"

#define TRACE	65536

const bool sim_is_directed = true;
struct sim_trace sim_trace[TRACE];
int sim_traced;
static const char *stack_top;
static bool late;
static struct { volatile u32 *address; u32 add; } waiting[16];
static unsigned int nr_waiting;

void sim_stack_begins(const void *frame)
{
	stack_top = frame;
}

void sim_be_late(bool yes)
{
	late = yes;
}

void sim_note(enum sim_event event, const void *address)
{
	if (sim_traced < TRACE)
		sim_trace[sim_traced++] = (struct sim_trace){ event, address };
}

void sim_prefetch(const struct page *page)
{
	sim_note(SIM_EV_PREFETCH, page);
}

void sim_drain(void)
{
	while (nr_waiting) {
		nr_waiting--;
		__atomic_fetch_add(waiting[nr_waiting].address, waiting[nr_waiting].add,
				   __ATOMIC_SEQ_CST);
	}
}

static bool on_stack(const void *address)
{
	const char *here = __builtin_frame_address(0);

	return (const char *)address > here && (const char *)address <= stack_top;
}

static bool shared(const void *address)
{
	bool freed;

	return sim_is_table(address, &freed) || sim_pages_contain(address) ||
	       (unsigned long)((const char *)address - (const char *)&sim_mm) < sizeof(sim_mm);
}

/* An access by the walker: once is for those that are atomic. */
static void access(const volatile void *where, int size, bool once, enum sim_event event)
{
	const void *address = (const void *)where;
	int entry;
	bool freed, split;

	if (!sim_is_walker())
		return;
	if (once && !sim_by_any_means && on_stack(address))
		sim_violation("a copy on the stack is read as if it were an entry");
	if (!shared(address))
		return;
	sim_point();
	sim_note(event, address);
	if (sim_is_table(address, &freed)) {
		if (!once && !sim_by_any_means)
			sim_violation("an entry is accessed by a plain dereference");
		if (event != SIM_EV_READ)
			sim_violation("the walker writes to a page table");
		entry = sim_layout.level[sim_table_level(address)].entry;
		split = sim_layout.level[sim_table_level(address)].split;
		if (size != entry && !(split && size * 2 == entry) && !sim_by_any_means)
			sim_violation("an entry is read by other halves than the layout's");
		if (size == entry && split && !sim_by_any_means)
			sim_violation("an entry wider than a word is read at once");
		if (freed)
			sim_violation("a freed table is read");
		if (!sim_irqs_disabled())
			sim_violation("a table is read with interrupts on");
	} else if (sim_pages_contain(address)) {
		if (!once && !sim_by_any_means)
			sim_violation("a struct page is accessed by a plain dereference");
		if (sim_page_gone(address))
			sim_violation("a struct page is accessed that is no more");
	}
}

/* Nothing to do at the start, or at a function's. */
void __tsan_init(void) { }
void __tsan_func_entry(void *caller) { (void)caller; }
void __tsan_func_exit(void) { }

#define PLAIN(size)								\
void __tsan_read##size(void *p) { access(p, size, false, SIM_EV_READ); }	\
void __tsan_write##size(void *p) { access(p, size, false, SIM_EV_WRITE); }	\
void __tsan_unaligned_read##size(void *p) { access(p, size, false, SIM_EV_READ); } \
void __tsan_unaligned_write##size(void *p) { access(p, size, false, SIM_EV_WRITE); } \
void __tsan_volatile_read##size(void *p) { access(p, size, true, SIM_EV_READ); } \
void __tsan_volatile_write##size(void *p) { access(p, size, true, SIM_EV_WRITE); }
PLAIN(1)
PLAIN(2)
PLAIN(4)
PLAIN(8)
PLAIN(16)
void __tsan_read_range(void *p, long size) { access(p, size, false, SIM_EV_READ); }
void __tsan_write_range(void *p, long size) { access(p, size, false, SIM_EV_WRITE); }

/* What a late operation changed is what its own CPU sees. */
static void before(const volatile void *p, int order)
{
	unsigned int i;

	if (order == __ATOMIC_SEQ_CST)
		sim_drain();
	for (i = 0; i < nr_waiting; i++)
		if (waiting[i].address == p)
			sim_drain();
}

static enum sim_event rmw(int order)
{
	return order == __ATOMIC_SEQ_CST ? SIM_EV_RMW_ORDERED : SIM_EV_RMW;
}

typedef uint8_t u8;

#define ATOMIC(bits, word)								\
word __tsan_atomic##bits##_load(const volatile word *p, int order)			\
{											\
	access(p, bits / 8, true, SIM_EV_READ);						\
	before(p, order);								\
	return __atomic_load_n(p, __ATOMIC_SEQ_CST);					\
}											\
void __tsan_atomic##bits##_store(volatile word *p, word v, int order)			\
{											\
	access(p, bits / 8, true, SIM_EV_WRITE);					\
	before(p, order);								\
	__atomic_store_n(p, v, __ATOMIC_SEQ_CST);					\
}											\
word __tsan_atomic##bits##_fetch_or(volatile word *p, word v, int order)		\
{											\
	access(p, bits / 8, true, rmw(order));						\
	before(p, order);								\
	return __atomic_fetch_or(p, v, __ATOMIC_SEQ_CST);				\
}											\
word __tsan_atomic##bits##_fetch_and(volatile word *p, word v, int order)		\
{											\
	access(p, bits / 8, true, rmw(order));						\
	before(p, order);								\
	return __atomic_fetch_and(p, v, __ATOMIC_SEQ_CST);				\
}											\
bool __tsan_atomic##bits##_compare_exchange_strong(volatile word *p, word *old,		\
						   word v, int order, int other)	\
{											\
	(void)other;									\
	access(p, bits / 8, true, rmw(order));						\
	before(p, order);								\
	return __atomic_compare_exchange_n(p, old, v, false, __ATOMIC_SEQ_CST,		\
					   __ATOMIC_SEQ_CST);				\
}											\
word __tsan_atomic##bits##_compare_exchange_val(volatile word *p, word old,		\
						word v, int order, int other)		\
{											\
	__tsan_atomic##bits##_compare_exchange_strong(p, &old, v, order, other);	\
	return old;									\
}

ATOMIC(8, u8)
ATOMIC(32, u32)
ATOMIC(64, u64)

u32 __tsan_atomic32_fetch_add(volatile u32 *p, u32 v, int order)
{
	access(p, 4, true, rmw(order));
	before(p, order);
	if (late && order == __ATOMIC_RELAXED && sim_is_walker() && nr_waiting < 16) {
		waiting[nr_waiting].address = p;
		waiting[nr_waiting++].add = v;
		return 0; /* nobody may use the value of an operation without order */
	}
	return __atomic_fetch_add(p, v, __ATOMIC_SEQ_CST);
}

void __tsan_atomic_thread_fence(int order)
{
	sim_note(order == __ATOMIC_SEQ_CST ? SIM_EV_FENCE_FULL : SIM_EV_FENCE_ACQUIRE, NULL);
	if (order == __ATOMIC_SEQ_CST)
		sim_drain();
}
