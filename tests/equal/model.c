// SPDX-License-Identifier: GPL-2.0
/*
 * model.c - what a fast get_user_pages may do with a case, and what the two did
 *
 * The model knows what each entry was made to be, so it looks at no bit of one. A page
 * may be taken; or may be left to the slow path as well, because the hardware would have
 * to note something (accessed, dirty), or because only the slow path knows whether there
 * is a page; or may not be taken.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "program.h"

/* Pages that are often met. */
#define REPAIR	4096

enum may { MAY_NOT, MAY_LEAVE, MUST };

struct took {
	struct equal_result r;
	bool fault;
	int n;			/* how many pages were taken fast */
	int referenced[CASE_ENTRIES];
	int nr_referenced;
};

static const char *const levels[] = { "pte", "pmd", "pud", "hugepte" };
static const char *const kinds[] = {
	"write", "read", "kernel", "special", "protnone", "numa", "swap", "migration", "file",
	"splitting", "invalid"
};

static sigjmp_buf fault;
static volatile bool walking;
static const char *fault_at;
static int *more_count, *more_mapcount;	/* what each page must have gained */
static int touched[4 * EQUAL_ARRAY], nr_touched;
static struct equal_page *fresh;

unsigned long entry_size(const struct equal_entry *e)
{
	return 1UL << tree.shift[e->level];
}

static const struct equal_region *region_of(int page, int *head)
{
	int i;

	for (i = 0; i < tree.nr_regions; i++) {
		const struct equal_region *r = &tree.region[i];

		if (page >= r->first && page < r->first + (r->nr << r->order)) {
			*head = r->first + ((page - r->first) >> r->order << r->order);
			return r;
		}
	}
	*head = page;
	return NULL;
}

static const char *name_page(int page)
{
	static const char *const types[] = { "small", "free", "thp", "hugetlb" };
	static char name[2][24];
	static int turn;
	int head;
	const struct equal_region *r = page < 0 ? NULL : region_of(page, &head);

	turn ^= 1;
	if (!r)
		return "no page";
	snprintf(name[turn], sizeof(name[0]), "%s%s", types[r->type],
		 !r->order ? "" : page == head ? " head" : " tail");
	return name[turn];
}

const char *name_entry(const struct equal_entry *e, int page, int write)
{
	static char name[KEY_SIZE];
	const char *for_what = write < 0 ? "" : write ? " for writing" : " for reading";

	if (!e)
		return "a hole";
	snprintf(name, sizeof(name), "%s %s%s%s%s of %s%s", levels[e->level], kinds[e->kind],
		 e->flags & EQUAL_OLD ? "+old" : "", e->flags & EQUAL_CLEAN ? "+clean" : "",
		 e->flags & EQUAL_HUGETLB ? "+hugetlb" : "", name_page(page), for_what);
	return name;
}

/* The same without what makes no difference, where a page is not to be taken anyway. */
static const char *name_plain(const struct equal_entry *e, int page, int write)
{
	struct equal_entry plain;

	if (!e)
		return name_entry(e, page, write);
	plain = *e;
	plain.flags &= EQUAL_HUGETLB;
	return name_entry(&plain, page, write);
}

static const struct equal_entry *entry_at(const struct equal_case *c, unsigned long addr)
{
	int low = 0, high = c->entries;

	while (low < high) {
		int mid = (low + high) / 2;

		if (c->entry[mid].addr <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low || addr - c->entry[low - 1].addr >= entry_size(&c->entry[low - 1]))
		return NULL;
	return &c->entry[low - 1];
}

static unsigned long address(const struct equal_case *c, int i)
{
	return (c->start & -(1UL << tree.page_shift)) + ((unsigned long)i << tree.page_shift);
}

static const struct equal_entry *nth(const struct equal_case *c, int i, int *page)
{
	unsigned long addr = address(c, i);
	const struct equal_entry *e = entry_at(c, addr);

	*page = e ? e->page + (int)((addr - e->addr) >> tree.page_shift) : -1;
	return e;
}

static enum may judge(const struct equal_entry *e, int page, int write)
{
	int head;

	if (!e || region_of(page, &head)->type == EQUAL_FREE)
		return MAY_NOT;
	if (e->kind != EQUAL_WRITE && (e->kind != EQUAL_READ || write))
		return MAY_NOT;
	if (e->level == EQUAL_PTE && !tree.has_special)
		return MAY_LEAVE;
	if (e->flags & EQUAL_OLD || (e->flags & EQUAL_CLEAN && write))
		return MAY_LEAVE;
	return MUST;
}

/* Is the range one that user space has? If not, any number may be left to the slow path. */
static bool user_range(const struct equal_case *c)
{
	unsigned long start = address(c, 0), end = address(c, c->nr);

	return end >= start && end <= tree.limit;
}

/*
 * Is the page, or the one before it, part of a compound page that is mapped by ptes? Of
 * such pages a walker may take some and leave the others.
 */
static bool beside_compound(const struct equal_case *c, int i)
{
	int at, page, head;

	for (at = i; at >= 0 && at >= i - 1; at--) {
		const struct equal_entry *e = nth(c, at, &page);

		if (e && e->level == EQUAL_PTE && region_of(page, &head)->order)
			return true;
	}
	return false;
}

/* What is said beside an entry's name. */
static const char *where(const struct equal_case *c, int i)
{
	if (c->nr <= 0)
		return " (no pages asked for)";
	if (!user_range(c))
		return " (range)";
	return i >= 0 && beside_compound(c, i) ? " (compound page mapped by ptes)" : "";
}

static void expect(int page, int count, int mapcount)
{
	if (!more_count[page] && !more_mapcount[page])
		touched[nr_touched++] = page;
	more_count[page] += count;
	more_mapcount[page] += mapcount;
}

/* A reference on a tail is one on the head, and for THP one on the tail's mapcount. */
static void expect_taken(int page)
{
	int head;
	const struct equal_region *r = region_of(page, &head);

	expect(head, 1, 0);
	if (page != head && r->type == EQUAL_THP)
		expect(page, 0, 1);
	else if (page != head)
		expect(page, 0, 0);
}

#define SAY(...)	snprintf(key, KEY_SIZE, __VA_ARGS__)

static void check_pages(const struct equal_case *c, struct took *t, char *key)
{
	struct equal_page now;
	int i;

	for (i = 0; i < t->n; i++)
		expect_taken(equal_page_at(i));
	for (i = 0; i < nr_touched; i++) {
		int page = touched[i];

		equal_page_get(page, &now);
		if (!*key && now.count != fresh[page].count + more_count[page])
			SAY("count of a %s", name_page(page));
		if (!*key && now.mapcount != fresh[page].mapcount + more_mapcount[page])
			SAY("mapcount of a %s", name_page(page));
		if (!*key && now.flags != fresh[page].flags)
			SAY("flags of a %s", name_page(page));
		if (now.referenced && t->nr_referenced < CASE_ENTRIES)
			t->referenced[t->nr_referenced++] = page;
		more_count[page] = 0;
		more_mapcount[page] = 0;
	}
	for (i = 0; i < nr_touched; i++)
		equal_page_reset(touched[i]);
	nr_touched = 0;
}

/* Did the call for the rest of the range say what was left, and was its answer passed on? */
static void check_slow(const struct equal_case *c, const struct took *t, char *key)
{
	const struct equal_result *r = &t->r;
	int slow = c->slow > c->nr - t->n ? c->nr - t->n : c->slow;
	int ret = slow >= 0 ? t->n + slow : t->n ? t->n : slow;

	if (c->call == EQUAL_ONLY_FAST || !r->slow)
		return;
	if (r->slow != 1)
		SAY("%d slow paths", r->slow);
	else if ((long)r->slow_nr != c->nr - t->n)
		SAY("the slow path is asked for %s pages", (long)r->slow_nr > c->nr - t->n ? "more" : "less");
	else if (r->slow_pages != t->n)
		SAY("the slow path gets the wrong part of the array");
	else if (!r->slow_write != !c->write || r->slow_force)
		SAY("the slow path gets other flags");
	else if (r->ret != ret)
		SAY("returns not what the slow path leaves");
}

static void check(const struct equal_case *c, struct took *t, char *key)
{
	const struct equal_entry *e;
	const struct equal_result *r = &t->r;
	int i, page;

	*key = 0;
	if (t->fault && fault_at) {
		printf("not ok - %s: a walker uses %s, which has no stand-in in tables.c\n", row, fault_at);
		exit(1);
	}
	if (t->fault || r->bug) {
		/* At the first page that is not recorded, or in a huge leaf that is. */
		for (i = 0; i < c->nr && equal_page_at(i) >= 0; i++)
			;
		e = i ? nth(c, i - 1, &page) : NULL;
		if (!e || e->level == EQUAL_PTE || judge(e, page, c->write) != MAY_NOT)
			e = nth(c, i, &page);
		SAY("%s, %s%s", t->fault ? "fault" : "BUG", name_plain(e, page, c->write), where(c, -1));
		t->n = 0;
		return;
	}
	t->n = r->ret;
	if (c->call == EQUAL_FAST && r->slow)
		t->n = (long)(r->slow_start - address(c, 0)) >> tree.page_shift;
	if (t->n < 0 || t->n > (c->nr > 0 ? c->nr : 0)) {
		SAY("%s%s", t->n < 0 ? "returns an error" : "takes more than was asked for", where(c, -1));
		t->n = 0;
		return;
	}
	for (i = 0; i < t->n; i++) {
		e = nth(c, i, &page);
		if (judge(e, page, c->write) == MAY_NOT) {
			SAY("takes %s%s", name_plain(e, page, c->write), where(c, -1));
			break;
		}
		if (equal_page_at(i) != page) {
			SAY("another page for %s%s", name_plain(e, page, c->write), where(c, -1));
			break;
		}
	}
	for (i = 0; i < t->n; i++)
		if (equal_page_at(i) < 0) {
			if (!*key)
				SAY("no page for %s%s", name_plain(e, page, c->write), where(c, -1));
			t->n = i;
		}
	if (!*key && t->n < c->nr && user_range(c)) {
		e = nth(c, t->n, &page);
		if (judge(e, page, c->write) == MUST && !beside_compound(c, t->n))
			SAY("leaves %s", name_entry(e, page, c->write));
	}
	if (!*key)
		check_slow(c, t, key);
	if (!*key && r->interrupts)
		SAY("interrupts%s", where(c, -1));
	if (!*key && r->locked)
		SAY("mmap_sem%s", where(c, -1));
	if (!*key && r->mapped)
		SAY("kmap%s", where(c, -1));
	if (!*key && r->warnings)
		SAY("WARN%s", where(c, -1));
}

/* Called by a kernel that aligns its stack less. */
#if defined(__i386__) || defined(__x86_64__)
__attribute__((force_align_arg_pointer))
#endif
EQUAL_SEAM void equal_stop(const char *file, int line)
{
	printf("not ok - %s: a BUG at %s:%d while tables were made\n", row, file, line);
	exit(1);
}

/* Names without a meaning in a process have addresses where nothing is. */
static void on_fault(int signal, siginfo_t *info, void *context)
{
	unsigned long name = ((unsigned long)info->si_addr - EQUAL_NAMES) / 16;

	fault_at = name < nr_names ? names[name] : NULL;
	if (walking)
		siglongjmp(fault, 1);
	printf("not ok - %s: signal %d at %p (%s) while tables were made\n", row, signal,
	       info->si_addr, fault_at ? fault_at : "");
	exit(1);
}

void catch_faults(void)
{
	static const int signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE };
	unsigned int i;

	for (i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		sigaction(signals[i], &(struct sigaction){ .sa_sigaction = on_fault,
							   .sa_flags = SA_NODEFER | SA_SIGINFO }, NULL);
}

/* After a difference: what the walker left may be anywhere in the array, or next to it. */
static void repair(int nr)
{
	int i, head;

	for (i = 0; i < tree.pages && i < REPAIR; i++)
		if (region_of(i, &head))
			equal_page_reset(i);
	for (i = 0; i < nr; i++) {
		int page = equal_page_at(i);

		if (page < 0 || !region_of(page, &head))
			continue;
		equal_page_reset(page);
		equal_page_reset(head);
	}
}

static void run(const struct equal_case *c, enum equal_side side, struct took *t, char *key)
{
	t->fault = false;
	t->nr_referenced = 0;
	walking = true;
	if (!sigsetjmp(fault, 1))
		equal_run(side, c->call, c->start, c->nr, c->write, c->slow, &t->r);
	else
		t->fault = true;
	walking = false;
	check(c, t, key);
	check_pages(c, t, key);
	if (*key)
		repair(c->nr > 0 ? c->nr : EQUAL_ARRAY);
	equal_wipe(c->nr > 0 ? c->nr : EQUAL_ARRAY);
}

/* Remember what all pages are like in the beginning; later: they are so again. */
void sweep_pages(bool remember)
{
	struct equal_page now;
	int i, head;

	if (remember) {
		fresh = calloc(tree.pages, sizeof(*fresh));
		more_count = calloc(tree.pages, sizeof(*more_count));
		more_mapcount = calloc(tree.pages, sizeof(*more_mapcount));
		for (i = 0; i < tree.pages; i++)
			equal_page_get(i, &fresh[i]);
		return;
	}
	for (i = 0; i < tree.pages; i++) {
		if (!region_of(i, &head))
			continue;
		equal_page_get(i, &now);
		if (now.count == fresh[i].count && now.mapcount == fresh[i].mapcount &&
		    now.flags == fresh[i].flags && now.referenced == fresh[i].referenced)
			continue;
		printf("not ok - %s: a %s (%d) was changed that nobody took\n", row, name_page(i), i);
		exit(1);
	}
}

static void compare(const struct equal_case *c, const struct took *t, char *key)
{
	const struct took *p = &t[PRIVATE], *o = &t[OURS];
	const struct equal_entry *e;
	int page, n = p->n < o->n ? p->n : o->n, i;

	*key = 0;
	if (p->n != o->n) {
		e = nth(c, n, &page);
		SAY("only %s takes %s%s", p->n > o->n ? "private" : "ours",
		    name_entry(e, page, c->write), where(c, n));
		return;
	}
	if (p->r.ret != o->r.ret || p->r.slow != o->r.slow) {
		SAY("returned %d, slow paths %d, and ours %d, %d%s", p->r.ret, p->r.slow, o->r.ret,
		    o->r.slow, where(c, -1));
		return;
	}
	for (i = 0; i < p->nr_referenced || i < o->nr_referenced; i++) {
		bool in_p = i < p->nr_referenced, in_o = i < o->nr_referenced;

		if (in_p && in_o && p->referenced[i] == o->referenced[i])
			continue;
		SAY("PG_referenced of a %s is set by %s",
		    name_page(in_p ? p->referenced[i] : o->referenced[i]),
		    in_p && (!in_o || p->nr_referenced >= o->nr_referenced) ? "private" : "ours");
		return;
	}
}

void judge_case(const struct equal_case *c, struct verdicts *v)
{
	static struct took t[EQUAL_SIDES];
	int i;

	memset(v, 0, sizeof(*v));
	equal_clear();
	for (i = 0; i < c->entries; i++)
		equal_place(&c->entry[i]);
	run(c, EQUAL_PRIVATE, &t[PRIVATE], v->key[PRIVATE]);
	if (!tree.ours)
		return;
	run(c, EQUAL_OURS, &t[OURS], v->key[OURS]);
	if (!*v->key[PRIVATE] && !*v->key[OURS])
		compare(c, t, v->key[BOTH]);
}
