/* SPDX-License-Identifier: GPL-2.0 */
/*
 * folio_policy.h - which pages a call may take
 *
 * folio_pins.h includes this. A generation's header first defines its own of the names that
 * are #ifndef here.
 */
#ifndef _MM_GUP_FOLIO_POLICY_H
#define _MM_GUP_FOLIO_POLICY_H

#include <linux/hugetlb.h>
#include <linux/mm.h>
#include <linux/mm_inline.h>
#include <linux/page-flags.h>
#include <linux/pagemap.h>
#include <linux/shmem_fs.h>

#ifndef GUP_NO_SECRETMEM
#include <linux/secretmem.h>
#endif

#include "internal.h"

/* The low bits of a mapping; older trees lack these names. */
#ifndef FOLIO_MAPPING_FLAGS
#define FOLIO_MAPPING_FLAGS	PAGE_MAPPING_FLAGS
#define FOLIO_MAPPING_ANON	PAGE_MAPPING_ANON
#endif

/* Must the architecture convert some memory before a device may access it? */
#if defined(HAVE_ARCH_MAKE_FOLIO_ACCESSIBLE) || defined(HAVE_ARCH_MAKE_PAGE_ACCESSIBLE)
#define GUP_MAKES_ACCESSIBLE	true
#else
#define GUP_MAKES_ACCESSIBLE	false
#endif

/**
 * enum gup_verdict - the policy's decision on a page that has a reference
 * @GUP_REFUSE: leave it to the slow path
 * @GUP_ALLOW: keep it
 * @GUP_LOOK_AGAIN: keep it if it is still mapped after this decision
 */
enum gup_verdict { GUP_REFUSE, GUP_ALLOW, GUP_LOOK_AGAIN };

/* Is the call not allowed to take pages of a file that tracks dirty pages? */
#ifndef gup_no_file
static __always_inline bool gup_no_file(unsigned int flags)
{
	const unsigned int harm = FOLL_PIN | FOLL_LONGTERM | FOLL_WRITE;

	return (flags & harm) == harm;
}
#endif

/*
 * Does policy allow a folio with this @mapping, no matter what happens to the folio while
 * it is held?
 */
static __always_inline bool gup_harmless(struct folio *folio, struct address_space *mapping,
					 unsigned int flags)
{
	const bool no_file = gup_no_file(flags);

	if (!no_file && !IS_ENABLED(CONFIG_SECRETMEM))
		return true;
	if (likely((unsigned long)mapping & FOLIO_MAPPING_ANON))
		return true;
	/* Secretmem folios are single pages. */
	return !no_file && folio_test_large(folio);
}

/*
 * May pages of a file be taken? Never those of secretmem. A long-term pin for writing may
 * take only pages of files that do not track dirty pages, which here means shmem.
 */
static noinline bool gup_file_allowed(struct address_space *mapping, unsigned int flags)
{
	if ((unsigned long)mapping & FOLIO_MAPPING_FLAGS || secretmem_mapping(mapping))
		return false;
	return !gup_no_file(flags) || shmem_mapping(mapping);
}

/* May a folio be pinned for long? */
static noinline bool gup_lasting(struct folio *folio)
{
	return folio_is_longterm_pinnable(folio);
}

/**
 * gup_policy() - may a call with these flags take this page?
 * @folio: has a reference, and was mapped after that
 * @flags: FOLL_*
 *
 * Decides as gup_file_allowed(), and beyond that:
 *
 * Race: truncation.
 * CPU B: 1) unmaps a secretmem page; 2) clears its mapping; 3) wipes it, and makes it
 * readable for the kernel again. CPU A, here: 1) reads no mapping, which does not prove
 * that the page is not secretmem's; 2) reads the entry again.
 * Safe because: B holds the folio's lock from the unmap until the mapping is cleared, so
 * nobody can map it again. If it is still mapped after A read no mapping, it is not
 * secretmem's. So drivers' vm_insert_page() memory, which never had a mapping, need not go
 * to the slow path. No entry shows that its vma has VM_IO, from which the slow path takes
 * nothing (uprobes' area): this takes all that user space may access by an entry that is
 * not special.
 *
 * Race: reuse.
 * CPU B: 1) frees the page; 2) gets it again in secretmem_fault(); 3) sets its mapping; 4)
 * maps it here. CPU A: 1) looks back at the entry; 2) reads the mapping; 3) looks again.
 * Safe because: gup_check_pages() orders A's 1) before 2). If secretmem had mapped the page at
 * 1), A reads its mapping at 2).
 *
 * Context: interrupts off from the look back until here: RCU keeps a mapping from being
 * freed.
 */
static inline enum gup_verdict gup_policy(struct folio *folio, unsigned int flags)
{
	struct address_space *mapping;

	/* Truncation may clear it at any time: read it once. */
	mapping = READ_ONCE(folio->mapping);
	if (gup_harmless(folio, mapping, flags) || folio_test_hugetlb(folio))
		return GUP_ALLOW;
	if (WARN_ON_ONCE(folio_test_slab(folio)))
		return GUP_REFUSE;
	if (!mapping)
		return gup_no_file(flags) ? GUP_REFUSE : GUP_LOOK_AGAIN;
	return gup_file_allowed(mapping, flags) ? GUP_ALLOW : GUP_REFUSE;
}

/**
 * gup_unshares() - does this call need gup_needs_unshare() at all?
 * @flags: FOLL_*
 */
static __always_inline bool gup_unshares(unsigned int flags)
{
	return (flags & (FOLL_PIN | FOLL_WRITE)) == FOLL_PIN;
}

/**
 * gup_needs_unshare() - must a page be unshared before it may be pinned for reading?
 * @page: the page, mapped read-only
 * @huge: it is mapped by a huge leaf
 * @flags: FOLL_*
 *
 * A page has its own mark of being exclusive. If the whole folio is mapped at once the head
 * has it, and always with hugetlb: the struct pages of its tails may be shared memory,
 * which has no marks.
 */
static inline bool gup_needs_unshare(struct page *page, bool huge, unsigned int flags)
{
	struct folio *folio = page_folio(page);

	if (huge || folio_test_hugetlb(folio))
		page = &folio->page;
	return gup_must_unshare(NULL, flags, page);
}

/**
 * gup_accessible() - make a page's content accessible to devices
 * @folio: has a reference
 * @flags: FOLL_*
 *
 * Only for FOLL_PIN: the caller of that will access the content.
 * Return: false to leave it to the slow path.
 */
static __always_inline bool gup_accessible(struct folio *folio, unsigned int flags)
{
	return !(flags & FOLL_PIN) || !arch_make_folio_accessible(folio);
}

/**
 * gup_touch() - tell reclaim that the page was used
 * @folio: has a reference
 *
 * Test the bit first: most pages have it, and a test needs no locked instruction.
 */
static __always_inline void gup_touch(struct folio *folio)
{
	if (!folio_test_referenced(folio))
		folio_set_referenced(folio);
}

#endif /* _MM_GUP_FOLIO_POLICY_H */
