// SPDX-License-Identifier: GPL-2.0
/*
 * race.c - another CPU changes one entry, or what it maps, before each access of a walker
 *
 * What a walker ends with, for each of these moments, must hold as the simulator has it
 * (call.c); and it must be able to end with the same as the other walker, at some moment.
 */
#include <stdio.h>
#include "case.h"
#include "hooks.h"

#define MOMENTS	400
#define ENDS	(2 * (CASE_RACED + 1))

static const char *const steps[] = {
	[CASE_CLEAR] = "unmapped", [CASE_REMAP] = "mapped anew", [CASE_SHARE] = "shared",
	[CASE_NOISE] = "accessed", [CASE_UNHANG] = "collapsed", [CASE_FREEZE] = "frozen",
	[CASE_SPLIT] = "split", [CASE_TRUNCATE] = "truncated", [CASE_FORK] = "forked",
};

static const struct equal_case *the_case;
static const struct case_entry *entry;
static struct page *page;
static struct folio *folio, *frozen;

static void flush(void)
{
	sim_step();
	sim_flush_tlb();
	sim_step();
}

static void unmap(void)
{
	unsigned int order = the_case->folio[entry->folio].order;

	sim_clear(entry->addr, entry->level);
	flush();
	sim_release(folio);
	if (!folio_ref_count(folio))
		sim_prep(&folio->page, order, SIM_ANON);
}

static void map_anew(void)
{
	struct page *other = world_page(the_case, CASE_SPARE, 0);

	sim_clear(entry->addr, entry->level);
	flush();
	sim_get(page_folio(other), 1);
	sim_set(entry->addr, entry->level, "rw", other);
}

static void share(void)
{
	const char *kind = entry_kind(the_case, entry);

	sim_clear(entry->addr, entry->level);
	flush();
	if (!sim_maybe_pinned(folio)) {
		clear_bit(PG_anon_exclusive, &page->flags);
		kind = "ro";
	}
	sim_set(entry->addr, entry->level, kind, page);
}

static void collapse(void)
{
	void *table = sim_table_unhang(entry->addr, SIM_PMD);

	flush();
	if (!sim_sole(folio, false))
		sim_table_rehang(entry->addr, SIM_PMD, table);
}

static void split(void)
{
	const char *kind = entry_kind(the_case, entry);

	sim_clear(entry->addr, entry->level);
	flush();
	sim_set(entry->addr, entry->level, "migration", page);
	if (sim_freeze(folio))
		sim_split_folio(folio, 1);
	sim_set(entry->addr, entry->level, kind, page);
}

static void truncate_file(void)
{
	sim_clear(entry->addr, entry->level);
	flush();
	WRITE_ONCE(folio->mapping, NULL);
}

static void fork_page(void)
{
	sim_mm.write_protect_seq.sequence++;
	smp_mb();
	sim_step();
	if (!test_bit(MMF_HAS_PINNED, &sim_mm.flags) || !sim_maybe_pinned(folio)) {
		clear_bit(PG_anon_exclusive, &page->flags);
		sim_get(folio, 1);
		sim_set(entry->addr, entry->level, "ro", page);
	}
	smp_mb();
	WRITE_ONCE(sim_mm.write_protect_seq.sequence, sim_mm.write_protect_seq.sequence + 1);
}

static void other_cpu(void)
{
	switch (the_case->step) {
	case CASE_CLEAR: return unmap();
	case CASE_REMAP: return map_anew();
	case CASE_SHARE: return share();
	case CASE_UNHANG: return collapse();
	case CASE_SPLIT: return split();
	case CASE_TRUNCATE: return truncate_file();
	case CASE_FORK: return fork_page();
	case CASE_NOISE:
		return sim_make_noise(entry->addr, entry->level,
				      sim_kind_allows(entry_kind(the_case, entry)) & SIM_WRITE);
	case CASE_FREEZE:
		frozen = sim_freeze(folio) ? folio : NULL;
		return;
	default:
		return;
	}
}

/* Can this happen to the entry? */
static bool possible(const struct equal_case *c, const struct case_entry *e)
{
	const struct case_folio *f = &c->folio[e->folio];
	const char *kind = entry_kind(c, e);
	bool anon = f->mapping == CASE_ANON, plain = !strcmp(kind, "rw") || !strcmp(kind, "ro");

	switch (c->step) {
	case CASE_REMAP: return e->level == SIM_PTE;
	case CASE_SHARE: return anon && plain && !(f->marks & CASE_SHARED);
	case CASE_FORK: return anon && plain && !(f->marks & CASE_SHARED);
	case CASE_NOISE: return plain;
	case CASE_UNHANG: return e->level == SIM_PTE && anon;
	case CASE_SPLIT: return e->level == SIM_PTE && anon && plain && f->order;
	case CASE_TRUNCATE: return e->level == SIM_PTE && !anon;
	default: return true;
	}
}

/* How a call ended: how many pages there were, and whether one was the new one. */
static int ending(const struct equal_case *c, struct page *const *before)
{
	struct sim_call *call = &sim_the_call;
	bool other = false;
	int i;

	for (i = 0; i < call->ret && i < CASE_RACED; i++)
		other |= call->pages[i] != before[i];
	return call->ret < 0 || call->ret > CASE_RACED ? -1 : 2 * call->ret + other;
}

/* All moments of one walker: which endings there are. False: one is wrong, see @key. */
static bool run_moments(const struct equal_case *c, enum topic side, bool *ends, char *key)
{
	struct sim_call *call = &sim_the_call;
	struct schedule s = { .steps = -1, .second = -1 };
	struct page *before[CASE_RACED] = { NULL };
	struct outcome o;
	int i, end;

	memset(ends, 0, ENDS * sizeof(*ends));
	call->walk = side == OURS ? NULL : world_theirs;
	sim_by_any_means = side != OURS;
	do {
		world_build(c);
		sim_expect_warning(false);
		entry = world_entry(c, c->stepped, &page);
		if (!entry || !possible(c, entry))
			return true;
		folio = page_folio(page);
		frozen = NULL;
		for (i = 0; i < c->nr && i < CASE_RACED; i++)
			world_entry(c, c->start + i * PAGE_SIZE, &before[i]);
		call->addr = c->start;
		call->nr = c->nr;
		call->flags = c->flags | FOLL_FAST_ONLY;
		if (!world_call(&s, sim_make_call, other_cpu, &o)) {
			snprintf(key, KEY_SIZE, "it dies while one is %s", steps[c->step]);
			return false;
		}
		if (frozen)
			sim_unfreeze(frozen);
		end = ending(c, before);
		sim_check_call();
		if (sim_what_failed() || end < 0) {
			snprintf(key, KEY_SIZE, "%.110s while one is %s",
				 sim_what_failed() ? sim_what_failed() : "more or less",
				 steps[c->step]);
			return false;
		}
		ends[end] = true;
	} while (s.first++ < o.accesses && s.first < MOMENTS);
	return true;
}

static const char *name_end(const struct equal_case *c, int end)
{
	return sim_format("%s%s", end < 2 ? "none" : end / 2 == c->nr ? "all" : "a part",
			  end & 1 ? ", and the new page" : "");
}

/* What happens to the page, as words behind "while one". */
const char *race_step(const struct equal_case *c)
{
	const struct case_entry *e = world_entry(c, c->stepped, &page);
	bool secret = c->step == CASE_TRUNCATE && e &&
		      c->folio[e->folio].mapping == CASE_SECRETMEM;

	return sim_format("%sis %s", secret ? "of secretmem " : "", steps[c->step]);
}

void race_judge(const struct equal_case *c, struct verdicts *v)
{
	bool ends[2][ENDS];
	int side, end;

	the_case = c;
	for (side = PRIVATE; side <= OURS; side++) {
		*v->key[side] = 0;
		run_moments(c, side, ends[side], v->key[side]);
	}
	sim_the_call.walk = NULL;
	*v->key[BOTH] = 0;
	if (*v->key[PRIVATE] || *v->key[OURS])
		return;
	for (end = ENDS - 1; end >= 0; end--) {
		if (ends[PRIVATE][end] == ends[OURS][end])
			continue;
		snprintf(v->key[BOTH], KEY_SIZE, "only %s can take %s while one ",
			 ends[OURS][end] ? "ours" : their_name, name_end(c, end));
		strcat(v->key[BOTH], race_step(c));
		/* What ours can do and theirs cannot is said first. */
		if (ends[OURS][end])
			return;
	}
}
