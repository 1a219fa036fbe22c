// SPDX-License-Identifier: GPL-2.0
/*
 * test_entry - one entry of any level, by what core/gup_entry.h says of each
 *
 * No layout hangs tables of huge ptes below each level, nor does a scenario change each
 * entry. So the header is asked by itself here; and where the port knows no such tables,
 * this test is who knows them.
 */
#include "race.h"

#ifndef CONFIG_ARCH_HAS_HUGEPD
static struct {
	unsigned int shift;	/* what the op answers */
	int asked;		/* how often */
	unsigned long val;	/* of which entry */
	const void *addr;
	unsigned int span;
	pte_t *pte;		/* where the huge pte is */
} hugepd;

#define gup_hugepd_shift gup_hugepd_shift
static unsigned int gup_hugepd_shift(unsigned long val)
{
	hugepd.asked++;
	hugepd.val = val;
	return hugepd.shift;
}

#define gup_hugepd_offset gup_hugepd_offset
static pte_t *gup_hugepd_offset(unsigned long val, const void *addr, unsigned int span)
{
	if (val != hugepd.val)
		sim_fail("the step is told entry %lx", val);
	hugepd.addr = addr;
	hugepd.span = span;
	return hugepd.pte;
}
#endif

#include <asm/gup_ops.h>

/* The generation's: a call that says anything, unshares. */
static inline bool gup_unshares(unsigned int flags)
{
	return flags;
}

#include "../../core/gup_descend.h"

static struct gup_entry entry_at(unsigned long addr, enum sim_level level)
{
	struct gup_entry e = { .level = (enum gup_level)level };

	e.slot.pte = sim_slot(addr, level);
	e.val = gup_entry_read(e.level, e.slot);
	return e;
}

static void check_still(enum sim_level level, const char *what, unsigned long addr)
{
	struct gup_entry e = entry_at(addr, level);

	sim_case("%s at %s", what, sim_layout.level[level].name);
	if (!gup_entry_unchanged(e.level, e.slot, e.val))
		sim_fail("it changed by itself");
	sim_clear(addr, level);
	if (gup_entry_unchanged(e.level, e.slot, e.val))
		sim_fail("it is still the same when it is cleared");
}

/* An entry that is gone is seen, be it a leaf or a table, and at any level. */
static void test_entry_still(void)
{
	enum sim_level level;

	for (level = SIM_PTE; level < SIM_PGD; level++) {
		if (level != SIM_PTE && !sim_layout.level[level].folded) {
			sim_reset();
			sim_map(SIM_BASE, SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
			if (level != SIM_HUGEPTE)
				check_still(level, "a table", SIM_BASE);
		}
		if (!sim_has(level, "rw"))
			continue;
		sim_reset();
		sim_map(SIM_BASE, level, "rw", &sim_folio(sim_order(level), SIM_ANON)->page);
		check_still(level, "a leaf", SIM_BASE);
	}
}
SIM_TEST(test_entry_still);

/* Only who pins for reading what nobody may write has to look at whose it is. */
static void test_entry_parts(void)
{
	int m;

	for (m = 0; m < sim_layout.made; m++) {
		enum sim_level level = sim_layout.make[m].level;
		const char *kind = sim_layout.make[m].kind;
		int allows = sim_kind_allows(kind);
		struct gup_entry e;

		if (!sim_has(level, kind) || !(allows & SIM_READ))
			continue;
		sim_reset();
		sim_map(SIM_BASE, level, kind,
			&sim_folio(sim_order(level) + sim_kind_block(kind), SIM_ANON)->page);
		e = entry_at(SIM_BASE, level);
		sim_case("%s at %s", kind, sim_layout.level[level].name);
		if (gup_may_unshare(e.level, e.val, 0))
			sim_fail("it is in question for any call");
		if (gup_may_unshare(e.level, e.val, 1) != !(allows & SIM_WRITE))
			sim_fail("it is %sin question", allows & SIM_WRITE ? "" : "not ");
	}
}
SIM_TEST(test_entry_parts);

/* Which page a leaf maps first, as its level has the frame; a huge pte has it as a pte. */
static void test_entry_page(void)
{
	enum sim_level level;

	for (level = SIM_PTE; level <= SIM_PUD; level++) {
		struct page *page;
		struct gup_entry e;

		if (!sim_has(level, "rw"))
			continue;
		sim_reset();
		sim_folio(0, SIM_ANON);
		page = &sim_folio(level == SIM_PTE ? 0 : sim_order(level), SIM_ANON)->page;
		sim_map(SIM_BASE, level, "rw", page);
		e = entry_at(SIM_BASE, level);
		sim_case("a leaf at %s", sim_layout.level[level].name);
		if (gup_entry_page(level == SIM_PTE ? GUP_HUGEPTE : e.level, e.val) != page)
			sim_fail("it maps another page");
	}
}
SIM_TEST(test_entry_page);

/* A huge entry is asked as what it is, which need not be as a pte is: bit by bit. */
static void test_entry_usable(void)
{
	struct gup_entry e;
	int bit;

	if (!sim_has(SIM_PMD, "rw")) {
		sim_skip("no huge leaf in this layout");
		return;
	}
	sim_map(SIM_BASE, SIM_PMD, "rw", &sim_folio(sim_order(SIM_PMD), SIM_ANON)->page);
	e = entry_at(SIM_BASE, SIM_PMD);
	for (bit = 0; bit < 8 * (int)sizeof(pmd_t); bit++) {
		const pmd_t pmd = __pmd(pmd_val(e.val.pmd) ^ 1ULL << bit);
		const union gup_value val = { .pmd = pmd };
		const bool may = gup_pmd_permitted(pmd, false), of_device = pmd_devmap(pmd);
		bool device = false;

		sim_case("a huge leaf with bit %d turned", bit);
		if (gup_usable(GUP_PMD, val, false, &device) !=
		    (may && (of_device || !gup_pmd_special(pmd))))
			sim_fail("it is %susable", may ? "not " : "");
		if (may && device != of_device)
			sim_fail("it is %s device's", device ? "a" : "no");
	}
}
SIM_TEST(test_entry_usable);

#ifndef CONFIG_ARCH_HAS_HUGEPD
static const unsigned int spans[] = {
	[GUP_PMD] = PMD_SHIFT, [GUP_PUD] = PUD_SHIFT, [GUP_P4D] = P4D_SHIFT,
};

static unsigned long number(enum gup_level level, union gup_value val)
{
	return level == GUP_PMD ? pmd_val(val.pmd) : level == GUP_PUD ? pud_val(val.pud) :
	       p4d_val(val.p4d);
}

static void step(enum gup_level level, unsigned int shift)
{
	const unsigned long addr = SIM_BASE + 12345;
	struct gup_cursor c = { .addr = addr, .leaf = GUP_TOP };
	pte_t *ptep = sim_slot(SIM_BASE, SIM_PTE);
	unsigned long raw;

	c.here = entry_at(SIM_BASE, (enum sim_level)level);
	raw = number(level, c.here.val);
	hugepd.shift = shift;
	hugepd.pte = ptep;
	sim_case("from level %d to huge ptes of 1 << %u bytes", level, shift);
	if (gup_step_hugepd(&c, level) != !!shift)
		sim_fail("the step is %s", shift ? "not made" : "made");
	if (!shift) {
		if (c.leaf != GUP_TOP || c.here.level != level)
			sim_fail("the cursor moved");
		return;
	}
	if (hugepd.val != raw || hugepd.addr != (const void *)addr || hugepd.span != spans[level])
		sim_fail("the port is told entry %lx, %p, a span of 1 << %u", hugepd.val,
			 hugepd.addr, hugepd.span);
	if (c.leaf != GUP_HUGEPTE || c.here.level != GUP_HUGEPTE || c.here.slot.pte != ptep ||
	    pte_val(c.here.val.pte) != pte_val(gup_pte_get(ptep)))
		sim_fail("the cursor is not at the huge pte");
	if (c.above.level != level || number(level, c.above.val) != raw)
		sim_fail("the entry above is not the one it came from");
	if (gup_entry_size(GUP_HUGEPTE, c.above) != 1UL << shift)
		sim_fail("a leaf has %lx bytes", gup_entry_size(GUP_HUGEPTE, c.above));
}

/* Tables of huge ptes below each level that may have them; the top has none. */
static void test_entry_hugepd(void)
{
	struct gup_cursor c = { .addr = SIM_BASE };
	struct gup_entry top;
	enum gup_level level;
	unsigned long raw;

	sim_map(SIM_BASE, SIM_PTE, "rw", &sim_folio(0, SIM_ANON)->page);
	for (level = GUP_PMD; level <= GUP_P4D; level++) {
		step(level, 0);
		step(level, PAGE_SHIFT + 3);
		step(level, PMD_SHIFT);
	}
	top = entry_at(SIM_BASE, SIM_PGD);
	raw = p4d_val(top.val.p4d);
	sim_case("an entry as a number");
	if (gup_entry_raw(GUP_P4D, top.val) != raw)
		sim_fail("it is %lx, not %lx", gup_entry_raw(GUP_P4D, top.val), raw);
	hugepd.shift = PMD_SHIFT;
	hugepd.asked = 0;
	c.here = top;
	sim_case("no table of huge ptes hangs in a pgd");
	if (gup_entry_hugepd(GUP_PGD, top.val) || gup_step_hugepd(&c, GUP_PGD) || hugepd.asked)
		sim_fail("the port is asked for one");
}
SIM_TEST(test_entry_hugepd);
#endif
