// SPDX-License-Identifier: GPL-2.0
/*
 * test_ops - what a port's ops say of each entry, against the layout's kinds
 *
 * The very headers, and the layout's own rows beside them.
 */
#include "race.h"
#include <asm/gup_ops.h>

static pte_t pte_of(unsigned long addr)
{
	pte_t *ptep = sim_slot(addr, SIM_PTE);

	return gup_pte_get(ptep);
}

static pmd_t pmd_of(unsigned long addr)
{
	pmd_t *pmdp = sim_slot(addr, SIM_PMD);

	return gup_pmd_get(pmdp);
}

/* What the walker asks of a pte before it takes its page. */
static int judged(pte_t pte)
{
	int allows = 0;

	if (gup_pte_permitted(pte, false))
		allows |= SIM_READ;
	if (gup_pte_permitted(pte, true))
		allows |= SIM_WRITE;
	if (allows && pte_devmap(pte))
		allows |= SIM_DEVICE;
	else if (gup_pte_special(pte))
		allows = 0;
	return allows;
}

static void pair(int a, int b, bool two)
{
	const char *first = sim_layout.make[a].kind, *second = sim_layout.make[b].kind;
	struct folio *folio;
	int judged_x, judged_y;
	pte_t x, y;

	sim_reset();
	folio = sim_folio(4, SIM_ANON);
	sim_map(SIM_AT(0), SIM_PTE, first, &folio->page);
	sim_map(SIM_AT(1), SIM_PTE, second, &folio->page + two);
	x = pte_of(SIM_AT(0));
	y = pte_of(SIM_AT(1));
	judged_x = judged(x);
	judged_y = judged(y);
	sim_case("%s and %s of %s", first, second, two ? "two pages" : "one page");
	if (judged_x != sim_kind_allows(first))
		sim_fail("%s is judged %d, not %d", first, judged_x, sim_kind_allows(first));
	if (judged_x && gup_pte_same(x, y) &&
	    (two || judged_x != judged_y || pte_write(x) != pte_write(y)))
		sim_fail("they are taken for the same");
	if (a == b && !two && !gup_pte_same(x, y))
		sim_fail("they are not taken for the same");
	/* The first one was let pass, and is no device's. */
	if (judged_x & SIM_READ && !(judged_x & SIM_DEVICE) &&
	    gup_pte_same_prot(x, y) && judged_x != judged_y)
		sim_fail("they are taken for alike");
}

/*
 * Each pair of kinds, of one page and of two. The same: only if both map one
 * page with one permission. Alike: only if both are judged alike.
 */
static void test_ops_pairs(void)
{
	int a, b;

	for (a = 0; a < sim_layout.made; a++) {
		if (sim_layout.make[a].level != SIM_PTE)
			continue;
		for (b = 0; b < sim_layout.made; b++) {
			if (sim_layout.make[b].level != SIM_PTE)
				continue;
			pair(a, b, false);
			/* Of a block each entry is equal, and none is compared with another's. */
			if (!sim_kind_block(sim_layout.make[a].kind))
				pair(a, b, true);
		}
	}
}
SIM_TEST(test_ops_pairs);

/* Each pte that may be taken, of a page that has a frame; the numbers of those from @m on. */
static int next_taken(int m, pte_t *pte)
{
	for (; m < sim_layout.made; m++) {
		const char *kind = sim_layout.make[m].kind;

		if (sim_layout.make[m].level != SIM_PTE || !sim_kind_allows(kind))
			continue;
		sim_reset();
		sim_map(SIM_BASE, SIM_PTE, kind,
			&sim_folio(sim_kind_block(kind), SIM_ANON)->page);
		*pte = pte_of(SIM_BASE);
		sim_case("%s", kind);
		return m;
	}
	return -1;
}

static pte_t turned(pte_t pte, int bit)
{
	return __pte(pte_val(pte) ^ (bit < 0 ? 0 : 1ULL << bit));
}

/* What is no noise is a reason to stop: bit by bit, whatever else the entry says. */
static void test_ops_noise(void)
{
	const int bits = sim_layout.entry * 8;
	int m, bit, beside;
	pte_t pte;

	for (m = next_taken(0, &pte); m >= 0; m = next_taken(m + 1, &pte)) {
		const int allows = sim_kind_allows(sim_layout.make[m].kind);

		for (beside = -1; beside < bits; beside++) {
			pte_t a = turned(pte, beside);

			if (judged(a) != allows || pte_write(a) != pte_write(pte))
				continue;
			for (bit = 0; bit < bits; bit++)
				if (gup_pte_same(a, turned(a, bit)) &&
				    !(sim_layout.noise[!!(allows & SIM_WRITE)] >> bit & 1))
					sim_fail("bit %d may change beside bit %d", bit, beside);
		}
	}
}
SIM_TEST(test_ops_noise);

static inline bool __maybe_unused is_frame(int bit)
{
	return sim_layout.frame_mask >> bit & 1;
}

/* Alike are two that are judged alike, of whatever pages. */
static void check_alike(pte_t pte, int one, int two)
{
	const pte_t a = turned(turned(pte, one), two);
	const int allows = judged(a);
	int bit;

	if (!(allows & SIM_READ) || allows & SIM_DEVICE)
		return;
	for (bit = 0; bit < sim_layout.entry * 8; bit++) {
		const pte_t b = turned(a, bit);

		if (gup_pte_same_prot(a, b) && judged(b) != allows)
			sim_fail("taken for alike, bit %d beside %d and %d", bit, one, two);
#ifdef gup_pte_same_prot
		if (one < 0 && is_frame(bit) && !gup_pte_same_prot(a, b) && judged(b) == allows)
			sim_fail("not taken for alike with another page, bit %d", bit);
#endif
	}
}

static void test_ops_alike(void)
{
	const int bits = sim_layout.entry * 8;
	int m, one, two;
	pte_t pte;

	for (m = next_taken(0, &pte); m >= 0; m = next_taken(m + 1, &pte))
		for (one = -1; one < bits; one++)
			for (two = one; two < bits; two++)
				check_alike(pte, one, two == one ? -1 : two);
}
SIM_TEST(test_ops_alike);

/* Which bits are the frame, be they of memory or not: as the layout has it. */
static void check_frame(pte_t a, int bit)
{
	const pte_t b = turned(a, bit);

	/* The number of a frame is a word. */
	if (bit >= sim_layout.frame_shift + 8 * (int)sizeof(long))
		return;
	if (judged(b) & SIM_READ && gup_pte_page(b, NULL) != pte_page(b))
		sim_fail("another page with bit %d turned", bit);
}

static void test_ops_frames(void)
{
	int m, bit, beside;
	pte_t pte;

	for (m = 0; m < sim_layout.made; m++)
		if (sim_layout.make[m].block) {
			sim_skip("some entries have the frame of a block in this layout");
			return;
		}
	for (m = next_taken(0, &pte); m >= 0; m = next_taken(m + 1, &pte))
		for (bit = 0; bit < sim_layout.entry * 8; bit++)
			for (beside = -1; beside < bit; beside++)
				check_frame(turned(pte, beside), bit);
	/* Most of those frames are none, which is no mistake here. */
	sim_reset();
}
SIM_TEST(test_ops_frames);

/* Tables of ptes side by side are two, however small they are. */
static void test_ops_tables(void)
{
	void *one, *other;
	pmd_t x, y;
	int bit;

	sim_build(SIM_BASE, SIM_PMD);
	one = sim_table_new(SIM_PTE);
	other = sim_table_new(SIM_PTE);
	sim_table_hang(SIM_BASE, SIM_PMD, one);
	x = pmd_of(SIM_BASE);
	sim_table_hang(SIM_BASE, SIM_PMD, other);
	y = pmd_of(SIM_BASE);
	sim_case("tables of ptes that are neighbours");
	if (gup_pmd_same(x, y))
		sim_fail("they are taken for the same");
	if (!gup_pmd_table(x) || gup_pmd_leaf(x) || !gup_pmd_table(y) || gup_pmd_leaf(y))
		sim_fail("they are no tables");
	if (!gup_pmd_same(x, x))
		sim_fail("one is not the same as itself");
	sim_case("what else an entry may say");
	for (bit = 0; bit < 8 * (int)sizeof(pmd_t); bit++) {
		/* What a leaf of two words leaves behind is no table, whatever the tree says. */
		const bool left = sim_layout.clear == SIM_CLEAR_KEEP && bit >= 32;

		y = __pmd(pmd_val(x) ^ 1ULL << bit);
		if (!gup_pmd_leaf(y) &&
		    gup_pmd_table(y) != (!left && pmd_present(y) && !pmd_bad(y)))
			sim_fail("it is %s table with bit %d turned",
				 gup_pmd_table(y) ? "a" : "no", bit);
	}
}
SIM_TEST(test_ops_tables);

/* The same of a huge leaf; x86's own op leaves out what stands below a frame of its size. */
static void huge_frames(const char *kind)
{
	const bool less = !strcmp(sim_layout.arch, "x86");
	const int low = sim_layout.frame_shift, high = low + sim_order(SIM_PMD);
	pmd_t x, y;
	int bit, beside;

	sim_reset();
	sim_map(SIM_BASE, SIM_PMD, kind, &sim_folio(sim_order(SIM_PMD), SIM_ANON)->page);
	x = pmd_of(SIM_BASE);
	sim_case("the frame of a huge %s", kind);
	for (bit = 0; bit < 8 * (int)sizeof(pmd_t); bit++) {
		const u64 both = pmd_val(x) ^ 1ULL << bit;

		if (bit >= low + 8 * (int)sizeof(long))
			continue;
		/* With a key, of which one is denied, there may be another. */
		for (beside = 60; beside < 63; beside++) {
			y = __pmd(bit == 59 ? both ^ 1ULL << beside : both);
			if (gup_pmd_leaf(y) && gup_pmd_permitted(y, false) &&
			    gup_pmd_page(y) != pmd_page(less && bit >= low && bit < high ? x : y))
				sim_fail("another page with bit %d turned", bit);
		}
	}
	sim_reset();
}

static void huge_pair(int a, int b)
{
	const char *first = sim_layout.make[a].kind, *second = sim_layout.make[b].kind;
	struct folio *folio;
	bool one = a == b;
	pmd_t x, y;

	sim_reset();
	folio = sim_folio(sim_order(SIM_PMD), SIM_ANON);
	sim_map(SIM_BASE, SIM_PMD, first, &folio->page);
	x = pmd_of(SIM_BASE);
	sim_set(SIM_BASE, SIM_PMD, second, &folio->page);
	y = pmd_of(SIM_BASE);
	sim_case("huge: %s, then %s", first, second);
	if (gup_pmd_table(x) && !gup_pmd_leaf(x))
		sim_fail("%s is taken for a table", first);
	if (gup_pmd_same(x, y) != one && sim_kind_allows(first) &&
	    (sim_kind_allows(first) != sim_kind_allows(second) || pmd_write(x) != pmd_write(y)))
		sim_fail("they are taken for the same");
}

/* Each pair of kinds of huge leaves. */
static void test_ops_huge(void)
{
	int a, b;

	for (a = 0; a < sim_layout.made; a++)
		if (sim_has(SIM_PMD, sim_layout.make[a].kind) &&
		    sim_layout.make[a].level == SIM_PMD && sim_kind_allows(sim_layout.make[a].kind))
			huge_frames(sim_layout.make[a].kind);
	for (a = 0; a < sim_layout.made; a++)
		for (b = 0; b < sim_layout.made; b++)
			if (sim_layout.level[SIM_PMD].leaf &&
			    sim_layout.make[a].level == SIM_PMD &&
			    sim_layout.make[b].level == SIM_PMD)
				huge_pair(a, b);
	if (!sim_has(SIM_PMD, "rw"))
		sim_skip("no huge leaf in this layout");
}
SIM_TEST(test_ops_huge);

static u64 bits_of(enum sim_level level, const char *kind)
{
	sim_reset();
	sim_map(SIM_BASE, level, kind, &sim_folio(sim_order(level), SIM_ANON)->page);
	return level == SIM_PTE ? pte_val(pte_of(SIM_BASE)) : pmd_val(pmd_of(SIM_BASE));
}

/* What is the kernel's own, where one bit says so, stays so whatever else is turned. */
static void kernels(enum sim_level level)
{
	const u64 own = bits_of(level, "kernel"), user = own ^ bits_of(level, "rw");
	const int bits = 8 * (level == SIM_PTE ? (int)sizeof(pte_t) : (int)sizeof(pmd_t));
	int bit;

	if (user & (user - 1))
		return;
	sim_case("the kernel's own at %s", sim_layout.level[level].name);
	for (bit = 0; bit < bits; bit++) {
		const u64 val = own ^ 1ULL << bit;

		if (user != 1ULL << bit &&
		    (level == SIM_PTE ? gup_pte_permitted(__pte(val), false) :
					gup_pmd_permitted(__pmd(val), false)))
			sim_fail("it is the user's with bit %d turned", bit);
	}
}

static void test_ops_kernel(void)
{
	if (sim_has(SIM_PTE, "kernel"))
		kernels(SIM_PTE);
	if (sim_has(SIM_PMD, "kernel"))
		kernels(SIM_PMD);
	if (!sim_test_cases())
		sim_skip("nothing is the kernel's by one bit in this layout");
}
SIM_TEST(test_ops_kernel);
