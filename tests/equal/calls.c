// SPDX-License-Identifier: GPL-2.0
/*
 * calls.c - what a public function makes of its arguments, the tree's way and ours
 *
 * Both as they stand in their sources, from the public function down to the walk and the
 * slow path, which are recorded here. calls.py puts their text in two files: theirs.h has
 * the tree's, ours.h the same public functions on gup_fast_pages().
 *
 * usage: calls [table]
 *
 * Each kind of difference is a line, with its first example; "table" instead: each
 * number of pages and start, for flags of 0.
 */
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define PAGE_SHIFT	12
#define PAGE_SIZE	(1UL << PAGE_SHIFT)
#define PAGE_MASK	(~(PAGE_SIZE - 1))
#define TASK_SIZE_MAX	(sizeof(long) == 8 ? (unsigned long)0x7ffffffff000ULL : 0xc0000000UL)
#define ALL		(INT_MAX / 2)
#define WORD		(8 * sizeof(long))

#define __user
#undef __always_inline
#define __always_inline	inline
#define noinline
#define unlikely(x)	(x)
#define GUP_UNINITIALIZED
#define EXPORT_SYMBOL_GPL(name)
#define check_add_overflow __builtin_add_overflow
#define untagged_addr(addr)	(addr)
#define current		(&task)
#define MMF_HAS_PINNED	1

struct page;
struct mm_struct {
	unsigned long flags;
	int has_pinned;		/* before there was a flag */
	int mmap_lock;
};
static struct mm_struct mm;
static struct { struct mm_struct *mm; } task = { &mm };

/* All that a caller, or somebody else, could see of a call. */
struct outcome {
	int ret;
	int warned, pinned, may_sleep;
	int walks, slows;
	unsigned long start, end, slow_start;
	long slow_nr;
	unsigned int flags, slow_flags;
	int slow_at;
};
static struct outcome got;
static struct page *array[4];
static int fast_has, slow_has;

#define WARN_ON_ONCE(condition)	({ int met = !!(condition); got.warned |= met; met; })
#define might_lock_read(lock)	(got.may_sleep = 1)
#define set_bit(nr, word)	(*(word) |= 1UL << (nr))
#define test_bit(nr, word)	(*(word) >> (nr) & 1)

/* Of the process, or of its flags. */
#define mm_set_has_pinned_flag(of)	((void)(of), set_bit(MMF_HAS_PINNED, &mm.flags))
#define mm_flags_test(nr, of)		test_bit(nr, &(of)->flags)
#define mm_flags_set(nr, of)		set_bit(nr, &(of)->flags)
#define atomic_set(count, n)		(*(count) = (n))
#define atomic_read(count)		(*(count))

static bool access_ok(const void *at, unsigned long len)
{
	return len <= TASK_SIZE_MAX && (unsigned long)at <= TASK_SIZE_MAX - len;
}

/* A walk of an empty range takes what follows, up to the end of a table. */
static unsigned long walked(unsigned long start, unsigned long end, unsigned int flags)
{
	unsigned long nr = (end - start) >> PAGE_SHIFT;

	got.walks++;
	got.start = start;
	got.end = end;
	got.flags = flags;
	if (!nr)
		return 1;
	return nr < (unsigned long)fast_has ? nr : (unsigned long)fast_has;
}

static int slow(unsigned long start, unsigned long nr, struct page **pages, unsigned int flags)
{
	got.slows++;
	got.slow_start = start;
	got.slow_nr = nr;
	got.slow_flags = flags;
	got.slow_at = pages - array;
	return slow_has == ALL && nr < ALL ? (int)nr : slow_has;
}

#define __gup_longterm_locked(of, start, nr, pages, locked, flags)	\
	((void)(locked), slow(start, nr, pages, flags))
#define __gup_longterm_unlocked(start, nr, flags, pages)	slow(start, nr, pages, flags)

#define THE_WALK(start, end, flags, pages)	walked(start, end, flags)
#include "theirs.h"

struct gup_call { };
#define gup_user(addr)		(addr)
#define gup_range_permitted(start, end)	true
#define gup_fork_begin(call, flags)	true
#define gup_fork_raced(call, flags)	false
#define gup_flush_counters(call)		do { } while (0)
#define gup_taken(pages, nr, flags)	do { } while (0)
#define gup_put_pages(...)			do { } while (0)
#define gup_irqs_on()			do { } while (0)
#define gup_fast_only(flags)		((flags) & FOLL_FAST_ONLY)
#define gup_walk_one(w)		((w)->nr = walked((w)->addr, (w)->end, (w)->flags))
#define gup_walk_range(w)	gup_walk_one(w)
#include "ours.h"

typedef int call_fn(unsigned long start, int nr, unsigned int flags, struct page **pages);
static const struct {
	const char *name;
	call_fn *theirs, *ours;
} calls[] = { CALLS };

static struct outcome run(call_fn *call, unsigned long start, int nr, unsigned int flags)
{
	memset(&got, 0, sizeof(got));
	mm.flags = mm.has_pinned = 0;
	got.ret = call(start, nr, flags, array);
	got.pinned = mm.flags || mm.has_pinned;
	return got;
}

static const char *said(const struct outcome *o)
{
	if (o->walks && o->start == o->end)
		return "takes pages behind an empty range";
	if (o->slows && (o->slow_nr < 0 || o->slow_nr > INT_MAX))
		return "goes the slow way for a wrong number";
	if (o->walks)
		return "walks";
	return o->ret == -EOVERFLOW ? "-EOVERFLOW" : o->ret == -EFAULT ? "-EFAULT" :
	       o->ret == -EINVAL ? "-EINVAL" : o->ret ? "something" : "0";
}

static const char *kind(int nr)
{
	if (nr <= 0)
		return nr ? "a negative number of pages" : "no pages";
	return ((unsigned long)nr << PAGE_SHIFT) >> PAGE_SHIFT != (unsigned long)nr ?
	       "a length that a word cannot hold" : "a range";
}

static char seen[64][160];
static int nr_seen;

static void compare(int which, unsigned long start, int nr, unsigned int flags)
{
	struct outcome t = run(calls[which].theirs, start, nr, flags);
	struct outcome o = run(calls[which].ours, start, nr, flags);
	char key[160];
	int i;

	if (!memcmp(&t, &o, sizeof(t)))
		return;
	snprintf(key, sizeof(key), "%s: theirs %s, ours %s%s", kind(nr), said(&t), said(&o),
		 t.warned != o.warned ? ", warns" : t.pinned != o.pinned ? ", announces" : "");
	for (i = 0; i < nr_seen; i++)
		if (!strcmp(seen[i], key))
			return;
	if (nr_seen < 64)
		strcpy(seen[nr_seen++], key);
	printf("%zu\t%s\t%s(%#lx, %d, %#x) returns %d, and ours %d\n", WORD, key,
	       calls[which].name, start, nr, flags, t.ret, o.ret);
}

int main(int argc, char **argv)
{
	const int numbers[] = { INT_MIN, -4096, -1, 0, 1, 2, 512, 1 << 20, (1 << 20) + 1, INT_MAX };
	const unsigned long starts[] = {
		0, 0x1234, 0x10000000, TASK_SIZE_MAX - PAGE_SIZE, TASK_SIZE_MAX - 1, TASK_SIZE_MAX,
		TASK_SIZE_MAX + PAGE_SIZE, ~0UL & PAGE_MASK, ~0UL
	};
	const int has[] = { 0, 1, ALL }, slows[] = { -EFAULT, 0, 1, ALL };
	unsigned int c, n, s, f, h, l, run_of = 0;

	if (argc > 1)
		printf("| call | pages | start | theirs | ours |\n|---|---|---|---|---|\n");
	for (c = 0; c < sizeof(calls) / sizeof(*calls); c++)
	for (n = 0; n < sizeof(numbers) / sizeof(*numbers); n++)
	for (s = 0; s < sizeof(starts) / sizeof(*starts); s++) {
		struct outcome t, o;

		fast_has = slow_has = ALL;
		if (argc > 1) {
			t = run(calls[c].theirs, starts[s], numbers[n], 0);
			o = run(calls[c].ours, starts[s], numbers[n], 0);
			printf("| %s | %d | %#lx | %s | %s |\n", calls[c].name, numbers[n], starts[s],
			       said(&t), said(&o));
			continue;
		}
		for (f = 0; f < 34; f++)
		for (h = 0; h < 3; h++)
		for (l = 0; l < 4; l++, run_of++) {
			fast_has = has[h];
			slow_has = slows[l];
			compare(c, starts[s], numbers[n], f < 32 ? 1U << f : f == 32 ? 0 :
				FOLL_WRITE | FOLL_LONGTERM);
		}
	}
	if (argc == 1)
		printf("%zu\tcalls\t%u\n", WORD, run_of);
	return 0;
}
