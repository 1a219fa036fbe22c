/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * gup_race.h - what /dev/gup_race is asked
 */
#ifndef _GUP_RACE_H
#define _GUP_RACE_H

#include <linux/ioctl.h>
#include <linux/types.h>

#define GUP_RACE_PAGES	64	/* at most in one call, or in one mapping */

/* how */
#define GUP_RACE_WRITE	1	/* FOLL_WRITE */
#define GUP_RACE_PIN	2	/* pin_user_pages_fast(); else get_user_pages_fast_only() */

/* what the other CPU does */
#define GUP_RACE_PMD	1	/* clears the pmd */
#define GUP_RACE_PTE	2	/* clears the pte */
#define GUP_RACE_MAPPING 4	/* clears the folio's mapping, as truncation does last */

/**
 * struct gup_race_call - take pages of the caller
 * @addr: from here on
 * @nr_pages: how many, at most %GUP_RACE_PAGES
 * @how: GUP_RACE_WRITE, GUP_RACE_PIN
 * @got: out: what the call returned; all of it is given back
 * @pad: nothing
 * @first: out: the first eight bytes of each page, as the kernel sees them
 */
struct gup_race_call {
	__u64 addr;
	__u32 nr_pages;
	__u32 how;
	__s32 got;
	__u32 pad;
	__u64 first[GUP_RACE_PAGES];
};

/**
 * struct gup_race_at - take one page, and lose it at a given instruction
 * @addr: the page
 * @at: the instruction before which the other CPU acts
 * @how: GUP_RACE_WRITE
 * @what: what the other CPU does
 * @got: out: what get_user_pages_fast_only() returned
 * @hit: out: the call came past @at
 * @held: out: the walker had its reference by then
 * @pad: nothing
 */
struct gup_race_at {
	__u64 addr;
	__u64 at;
	__u32 how;
	__u32 what;
	__s32 got;
	__u32 hit;
	__u32 held;
	__u32 pad;
};

#define GUP_RACE_CALL	_IOWR('g', 1, struct gup_race_call)
#define GUP_RACE_AT	_IOWR('g', 2, struct gup_race_at)

#endif /* _GUP_RACE_H */
