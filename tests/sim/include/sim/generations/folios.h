/* SPDX-License-Identifier: GPL-2.0 */
/*
 * folios.h - what generations share that count references and pins on folios
 */
#ifndef _SIM_FOLIOS_H
#define _SIM_FOLIOS_H

#define FOLL_WRITE		(1 << 0)
#define FOLL_GET		(1 << 1)
#define FOLL_FORCE		(1 << 3)
#define FOLL_NOFAULT		(1 << 4)
#define FOLL_LONGTERM		(1 << 8)
#define FOLL_TOUCH		(1 << 16)
#define FOLL_PIN		(1 << 19)
#define FOLL_FAST_ONLY		(1 << 20)
#define FOLL_UNLOCKABLE		(1 << 21)

/* There are pins, and somebody who asks for them; tails count nothing of their own. */
#define SIM_PINS		true
#define SIM_TAILS		false
#define SIM_DEVICES		true
/* Reclaim is told of what was taken. */
#define SIM_TELLS_RECLAIM	true
/* What a range gets that nobody can have. */
#define SIM_TOO_FAR		(-EFAULT)
/* What this tree's slow path is told beside what the caller said. */
#define SIM_TOLD(flags)		(flags)

void sanity_check_pinned_pages(struct page **pages, unsigned long npages);

/* A file's page is unshared before it is pinned for long, only for reading. */
#ifndef SIM_UNSHARES_FILES
#define SIM_UNSHARES_FILES	true
#endif

/* As gup_must_unshare() of any of them. */
static inline bool sim_must_unshare(unsigned int flags, struct page *page)
{
	if ((flags & (FOLL_WRITE | FOLL_PIN)) != FOLL_PIN)
		return false;
	if (!((unsigned long)READ_ONCE(page_folio(page)->mapping) & PAGE_MAPPING_ANON))
		return SIM_UNSHARES_FILES && flags & FOLL_LONGTERM;
	/* Pairs with whoever clears the mark after it cleared the entry. */
	smp_rmb();
	return !test_bit(PG_anon_exclusive, &page->flags);
}

/* As a caller does. */
static inline int sim_gup(unsigned long start, int nr_pages, unsigned int flags,
			  struct page **pages)
{
	return gup_fast_pages(start, nr_pages, flags, pages);
}

static inline void sim_give_back(struct page *page, unsigned int flags)
{
	gup_put_folio(page_folio(page), 1, flags);
}

#endif /* _SIM_FOLIOS_H */
