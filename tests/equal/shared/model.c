// SPDX-License-Identifier: GPL-2.0
/*
 * model.c - what a shared walker may do with a case, and what the two did
 *
 * The model knows what each entry was made to be, and looks at no bit of one. A page may be
 * taken; or may be left to the slow path as well, since only that one can tell; or may not
 * be taken.
 */
#include <stdio.h>
#include "case.h"

enum may { MAY_NOT, MAY_LEAVE, MUST };

#define SAY(...)	snprintf(key, KEY_SIZE, __VA_ARGS__)

static unsigned long address(const struct equal_case *c, int i)
{
	return (untagged_addr(c->start) & PAGE_MASK) + ((unsigned long)i << PAGE_SHIFT);
}

static bool writes(const struct equal_case *c) { return c->flags & FOLL_WRITE; }
static bool pins(const struct equal_case *c) { return c->flags & FOLL_PIN; }
static bool lasts(const struct equal_case *c) { return c->flags & FOLL_LONGTERM; }

/*
 * Is the mark of the page that says whether it is exclusive there? Who maps a folio whole
 * looks at the head's.
 */
static bool is_exclusive(const struct equal_case *c, const struct case_entry *e)
{
	const struct case_folio *f = &c->folio[e->folio];

	if (f->mapping == CASE_KSM)
		return false;
	if (!(f->marks & CASE_SHARED))
		return true;
	if (e->level != SIM_PTE || f->marks & CASE_HUGETLB)
		return case_shared_page(f);
	return case_page(f, e->page) != case_shared_page(f);
}

/* Secretmem has single pages, which have no mapping while they are truncated. */
static bool may_be_secret(const struct case_folio *f)
{
	return IS_ENABLED(CONFIG_SECRETMEM) && (!f->order || case_splits(f));
}

/* What a lock would allow, of a file's page or one that nobody knows. */
static enum may judge_file(const struct equal_case *c, const struct case_folio *f)
{
	const bool harm = SIM_REFUSES_FILES && pins(c) && lasts(c) && writes(c);

	if (f->marks & CASE_HUGETLB)
		return MUST;
	/* A slab is mapped nowhere; who finds one may do as he likes. */
	if (f->marks & CASE_SLAB)
		return MAY_LEAVE;
	switch (f->mapping) {
	case CASE_ANON:
	case CASE_KSM:
	case CASE_SHMEM:
		return MUST;
	case CASE_FILE:
		return harm ? MAY_NOT : MUST;
	case CASE_SECRETMEM:
		return MAY_NOT;
	case CASE_NONE:
		return harm ? MAY_NOT : may_be_secret(f) ? MAY_LEAVE : MUST;
	default:
		return harm || may_be_secret(f) ? MAY_LEAVE : MUST;
	}
}

static enum may judge_folio(const struct equal_case *c, const struct case_entry *e)
{
	const struct case_folio *f = &c->folio[e->folio];
	const int allows = sim_kind_allows(entry_kind(c, e));
	enum may may = judge_file(c, f);

	if (f->marks & (CASE_FREE | CASE_FULL))
		return MAY_NOT;
	if (SIM_PEERS && f->marks & CASE_PEER && !(c->flags & FOLL_PCI_P2PDMA))
		return MAY_NOT;
	if (allows & SIM_DEVICE && (lasts(c) || !(f->marks & CASE_DEVICE)))
		return MAY_NOT;
	if (pins(c) && lasts(c) && f->marks & CASE_MOVABLE)
		return MAY_NOT;
	if (pins(c) && SIM_MAKES_ACCESSIBLE && f->marks & CASE_INACCESSIBLE)
		return e->level == SIM_PTE ? MAY_NOT : MAY_LEAVE;
	/* Of a device's huge leaf nobody asks whether it must be unshared. */
	if (SIM_UNSHARES && pins(c) && !writes(c) && !(allows & SIM_WRITE) &&
	    !(allows & SIM_DEVICE)) {
		bool anon = f->mapping == CASE_ANON || f->mapping == CASE_KSM;

		if (anon ? !is_exclusive(c, e) : lasts(c) && SIM_UNSHARES_FILES)
			return MAY_NOT;
		/* Of hugetlb's pages only the head has a mark. */
		if (anon && f->marks & CASE_HUGETLB && e->level == SIM_PTE)
			return MAY_LEAVE;
	}
	return may;
}

static enum may judge(const struct equal_case *c, const struct case_entry *e)
{
	int allows;

	if (!e)
		return MAY_NOT;
	allows = sim_kind_allows(entry_kind(c, e));
	if (!(allows & (writes(c) ? SIM_WRITE : SIM_READ)))
		return MAY_NOT;
	if (e->folio != CASE_FOLIOS)
		return judge_folio(c, e);
	/* The zero page, which has no mapping. */
	if (SIM_UNSHARES && pins(c) && lasts(c) && SIM_UNSHARES_FILES)
		return MAY_NOT;
	return IS_ENABLED(CONFIG_SECRETMEM) ? MAY_LEAVE : MUST;
}

/* Has a word no room for so many pages? */
static bool is_cut(const struct equal_case *c)
{
	return (unsigned long)c->nr << PAGE_SHIFT >> PAGE_SHIFT != (unsigned long)c->nr;
}

/* What is said of a call before anything is walked; 1 if it is walked. */
static int entered(const struct equal_case *c, unsigned long *end)
{
	const unsigned int known = FOLL_WRITE | FOLL_GET | FOLL_PIN | FOLL_LONGTERM |
				   FOLL_FAST_ONLY | FOLL_OTHERS;
	unsigned long start = address(c, 0), len = (unsigned long)c->nr << PAGE_SHIFT;

	if (c->flags & ~known)
		return -EINVAL;
	if (__builtin_add_overflow(start, len, end))
		return SIM_OVERFLOW;
	if (*end > TASK_SIZE_MAX || *end > (c->end ? c->end : TASK_SIZE_MAX))
		return SIM_TOO_FAR;
	return is_cut(c) ? SIM_OVERFLOW : 1;
}

static bool is_walked(const struct equal_case *c)
{
	return !(c->forks && pins(c)) && !c->quirk;
}

/*
 * Names
 */
/* The marks of a folio that a call like this one can depend on. */
static int telling_marks(const struct equal_case *c, const struct case_entry *e)
{
	int marks = CASE_HUGETLB | CASE_SLAB | CASE_FREE | CASE_FULL;

	if (sim_kind_allows(entry_kind(c, e)) & SIM_DEVICE)
		marks |= CASE_DEVICE;
	if (!(c->flags & FOLL_PCI_P2PDMA))
		marks |= CASE_PEER;
	if (pins(c) && SIM_MAKES_ACCESSIBLE)
		marks |= CASE_INACCESSIBLE;
	if (pins(c) && lasts(c))
		marks |= CASE_MOVABLE;
	if (pins(c) && !writes(c) && !(sim_kind_allows(entry_kind(c, e)) & SIM_WRITE) &&
	    c->folio[e->folio].mapping == CASE_ANON && !is_exclusive(c, e))
		marks |= CASE_SHARED;
	return marks & c->folio[e->folio].marks;
}

static const char *name_size(const struct case_folio *f)
{
	if (!f->order || case_splits(f))
		return "";
	return f->order < sim_order(SIM_PMD) ? " large" : " huge";
}

const char *name_entry(const struct equal_case *c, const struct case_entry *e, bool all,
		       char *text)
{
	static const char *const mappings[] = {
		"anonymous", "shmem", "file", "secretmem", "no file", "other", "KSM",
	};
	static const char *const marks[] = {
		", old", ", shared", ", movable", ", inaccessible", "", ", of a device",
		", of a peer", ", of hugetlb", ", of slab", ", free", ", full",
	};
	const struct case_folio *f;
	int i, at, told;

	if (!e)
		return "nothing";
	at = sprintf(text, "%s %s", sim_layout.level[e->level].name, entry_kind(c, e));
	if (e->folio == CASE_FOLIOS) {
		sprintf(text + at, " of the zero page");
		return text;
	}
	f = &c->folio[e->folio];
	at += sprintf(text + at, " of %s%s", mappings[f->mapping], name_size(f));
	told = all ? f->marks : telling_marks(c, e);
	for (i = 0; 1 << i < CASE_MARKS; i++)
		if (told & 1 << i)
			at += sprintf(text + at, "%s", marks[i]);
	return text;
}

static const char *name_call(const struct equal_case *c)
{
	return sim_format("%s for %sing%s", pins(c) ? "pinned" : "got",
			  writes(c) ? "writ" : "read", lasts(c) ? " for long" : "");
}

/* What is odd about a call, beside its pages. */
static const char *name_oddity(const struct equal_case *c)
{
	unsigned long end;

	if (!c->nr)
		return " (no pages asked for)";
	if (is_cut(c))
		return " (more pages than a word holds)";
	if (entered(c, &end) == SIM_TOO_FAR && end <= TASK_SIZE_MAX)
		return " (behind the process's end)";
	if (entered(c, &end) != 1)
		return " (range)";
	if (!is_walked(c))
		return " (not walked)";
	return "";
}

/*
 * One walker and the model
 */
static struct page_state expected[WATCHED];

static int watched_at(const struct page *page)
{
	int i;

	for (i = 0; i < nr_watched; i++)
		if (watched[i] == page)
			return i;
	return -1;
}

static void expect_taken(const struct equal_case *c, struct page *page, long *counted)
{
	struct folio *folio = page_folio(page);
	int i = watched_at(&folio->page);

	if (i < 0)
		return;
	expected[i].flags |= 1UL << PG_referenced;
	if (!pins(c)) {
		expected[i].refs++;
		return;
	}
	if (!SIM_PINS_ZERO_PAGE && is_zero_page(page))
		return;
	counted[folio_nid(folio)]++;
	expected[i].refs += folio_has_pincount(folio) ? 1 : GUP_PIN_COUNTING_BIAS;
	expected[i].pins += folio_has_pincount(folio);
}

static void check_counts(const struct equal_case *c, const struct took *t, char *key)
{
	long counted[2] = { 0, 0 };
	int i;

	memcpy(expected, watched_before, nr_watched * sizeof(*expected));
	for (i = 0; i < t->n; i++)
		expect_taken(c, t->pages[i], counted);
	for (i = 0; i < nr_watched && !*key; i++) {
		const struct page_state *now = &t->state[i];

		if (now->refs != expected[i].refs)
			SAY("too %s references are left, %s%s", now->refs > expected[i].refs ?
			    "many" : "few", name_call(c), name_oddity(c));
		else if (now->pins != expected[i].pins)
			SAY("too %s pins are left, %s%s", now->pins > expected[i].pins ?
			    "many" : "few", name_call(c), name_oddity(c));
		else if (now->flags & ~expected[i].flags)
			SAY("marks a page that is not taken, %s%s", name_call(c),
			    name_oddity(c));
		else if (expected[i].flags & ~now->flags)
			SAY("does not leave the marks of a page, %s%s", name_call(c),
			    name_oddity(c));
	}
	if (!*key && (t->pins[0] != counted[0] || t->pins[1] != counted[1]))
		SAY("pins are counted wrong%s", name_oddity(c));
}

/* Did the call for the rest of the range say what was left, and was its answer passed on? */
static void check_slow(const struct equal_case *c, const struct took *t, int entry, char *key)
{
	bool asks = entry == 1 && t->n != c->nr && !(c->flags & FOLL_FAST_ONLY);
	long ret = entry != 1 ? entry : t->n;

	if (asks)
		ret = c->slow >= 0 ? t->n + c->slow : t->n ? t->n : c->slow;
	if (t->slow != asks)
		SAY("%d slow paths instead of %d%s", t->slow, asks, name_oddity(c));
	else if (t->ret != ret)
		SAY("returns something else%s", name_oddity(c));
	else if (asks && t->slow_nr != (unsigned long)c->nr - t->n)
		SAY("the slow path is asked for %s pages",
		    (long)t->slow_nr > c->nr - t->n ? "more" : "less");
	else if (asks && t->slow_at != t->n)
		SAY("the slow path gets another part of the array");
	else if (asks && t->slow_flags != SIM_TOLD(c->flags))
		SAY("the slow path gets other flags");
}

/* Are two pages mapped by two tables of ptes? */
static bool is_apart(const struct equal_case *c, int one, int other)
{
	return (address(c, one) ^ address(c, other)) & PMD_MASK;
}

/* The page number @n, which the tree's walker left. What comes later may be why. */
static const char *name_left(const struct equal_case *c, int n, char *text)
{
	const struct case_entry *e, *left;
	struct page *page;
	int i;

	left = world_entry(c, address(c, n), &page);
	for (i = n; i < c->nr && judge(c, left) != MAY_NOT; i++) {
		e = world_entry(c, address(c, i), &page);
		if (!e || judge(c, e) == MAY_NOT) {
			if (!e || e->level != SIM_PTE || is_apart(c, n, i) ||
			    !(sim_kind_allows(entry_kind(c, e)) & SIM_DEVICE))
				break;
			return "what comes before a pte of a device";
		}
	}
	return name_entry(c, left, false, text);
}

static void check_pages(const struct equal_case *c, const struct took *t, bool walked, char *key)
{
	const struct case_entry *e = NULL;
	char text[KEY_SIZE];
	struct page *page;
	int i;

	for (i = 0; i < t->n && !*key; i++) {
		e = world_entry(c, address(c, i), &page);
		if (!walked || judge(c, e) == MAY_NOT)
			SAY("takes %s, %s%s", name_entry(c, e, false, text), name_call(c),
			    name_oddity(c));
		else if (t->pages[i] != page)
			SAY("another page for %s", name_entry(c, e, false, text));
	}
	if (*key || !walked || t->n == c->nr || c->no_table)
		return;
	e = world_entry(c, address(c, t->n), &page);
	if (judge(c, e) == MUST)
		SAY("leaves %s, %s", name_left(c, t->n, text), name_call(c));
}

static void check(const struct equal_case *c, struct took *t, char *key)
{
	unsigned long end;
	const int entry = entered(c, &end);
	const bool walked = entry == 1 && c->nr && is_walked(c);

	*key = 0;
	if (*t->violation) {
		SAY("%.100s%s", t->violation, name_oddity(c));
		return;
	}
	if (entry != 1 && !t->slow)
		t->n = 0;
	if (t->n < 0 || t->n > (c->nr > 0 ? c->nr : 0)) {
		SAY("%s%s", t->n < 0 ? "returns an error" : "takes more than was asked for",
		    name_oddity(c));
		t->n = 0;
		return;
	}
	check_pages(c, t, walked, key);
	if (!*key)
		check_counts(c, t, key);
	if (!*key)
		check_slow(c, t, entry, key);
	if (!*key && t->stored > (c->nr > 0 ? c->nr : 0))
		SAY("the array is written past its end%s", name_oddity(c));
	if (!*key && t->pagemap)
		SAY("a reference on a device's pagemap is left%s", name_oddity(c));
	if (!*key && t->irqs)
		SAY("interrupts are left otherwise");
	if (!*key && t->announced != (pins(c) && entry != -EINVAL))
		SAY("pins are %sannounced", t->announced ? "" : "not ");
}

/*
 * The two
 */

/* Of which page is there something to warn? */
static const char *name_full(const struct equal_case *c, int n)
{
	const struct case_entry *e;
	struct page *page;
	int i;

	for (i = n; i < c->nr; i++) {
		e = world_entry(c, address(c, i), &page);
		if (e && e->folio < CASE_FOLIOS && c->folio[e->folio].marks & CASE_FULL)
			return i > n ? " of a page behind those that are taken" :
			       pins(c) && lasts(c) && c->folio[e->folio].marks & CASE_MOVABLE ?
			       " of a page that is not to be pinned for long" : "";
	}
	return "";
}

static void compare(const struct equal_case *c, const struct took *p, const struct took *o,
		    char *key)
{
	const char *more = p->n > o->n ? their_name : "ours";
	int n = p->n < o->n ? p->n : o->n, i;
	char text[KEY_SIZE];
	struct page *page;

	*key = 0;
	for (i = 0; i < n; i++)
		if (p->pages[i] != o->pages[i])
			break;
	if (i < n) {
		SAY("another page for %s",
		    name_entry(c, world_entry(c, address(c, i), &page), false, text));
	} else if (p->n != o->n) {
		const char *what = p->n < o->n ? name_left(c, n, text) :
			name_entry(c, world_entry(c, address(c, n), &page), false, text);

		SAY("only %s takes %s, %s%s", more, what, name_call(c), name_oddity(c));
	} else if (p->ret != o->ret || p->slow != o->slow ||
		   (p->slow && (p->slow_nr != o->slow_nr || p->slow_flags != o->slow_flags ||
				p->slow_at != o->slow_at))) {
		SAY("the rest is done otherwise%s", name_oddity(c));
	} else if (memcmp(p->state, o->state, nr_watched * sizeof(*p->state)) ||
		   memcmp(p->pins, o->pins, sizeof(p->pins))) {
		SAY("counts or marks, %s%s", name_call(c), name_oddity(c));
	} else if (p->warned != o->warned) {
		SAY("only %s warns%s%s", p->warned ? their_name : "ours",
		    name_full(c, n),
		    name_oddity(c));
	}
}

void judge_case(const struct equal_case *c, struct verdicts *v)
{
	static struct took took[2];
	int side;

	if (c->step) {
		race_judge(c, v);
		v->taken = 0;
		return;
	}
	for (side = PRIVATE; side <= OURS; side++) {
		world_run(c, side, &took[side]);
		check(c, &took[side], v->key[side]);
	}
	v->taken = took[OURS].n;
	*v->key[BOTH] = 0;
	/* What one of them does wrong is said already. */
	if (!*v->key[PRIVATE] && !*v->key[OURS])
		compare(c, &took[PRIVATE], &took[OURS], v->key[BOTH]);
}
