// SPDX-License-Identifier: GPL-2.0
/// The way in: may the range be walked, interrupts off, fork, the slow path.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: of the architectures' own gup_fast_permitted() x86's and s390's are
//	known, and, as a directive, mips's

//: gup_fast_permitted
@permitted@
identifier start, end;
@@
 gup_fast_permitted(unsigned long start, unsigned long end) //= op gup_range_permitted (Layout)
 { ... }

@permitted_all@
identifier start, end;
@@
 gup_fast_permitted(unsigned long start, unsigned long end) //= op gup_range_permitted (Layout)
 {
 	return true;
 }

@permitted_x86@
identifier start, end;
@@
 gup_fast_permitted(unsigned long start, unsigned long end) //= op gup_range_permitted (Layout)
 {
 	if (end >> __VIRTUAL_MASK_SHIFT)
 		return false;
 	return true;
 }

@permitted_s390@
identifier start, end;
@@
 gup_fast_permitted(unsigned long start, unsigned long end) //= op gup_range_permitted (Layout)
 {
 	return end <= current->mm->context.asce_limit;
 }

//: gup_fast
@fast@
identifier start, end, flags, pages;
@@
 gup_fast(unsigned long start, unsigned long end, unsigned int flags, struct page **pages) //= core gup_fast_pages(): what is done without locks
 { ... }

@fast_none@
identifier nr;
@@
 int nr = 0; //= core gup_fast_pages(): none taken yet

@fast_permitted@
identifier fast.start, fast.end;
@@
 if (!IS_ENABLED(CONFIG_HAVE_GUP_FAST) || !gup_fast_permitted(start, end)) //=! op gup_range_permitted (Layout)
 	return 0;

@fast_fork@
identifier fast.flags;
local idexpression unsigned int seq;
@@
 if (flags & FOLL_PIN) { //=! kernel gup_fork_begin()
 	seq = raw_read_seqcount(&current->mm->write_protect_seq);
 	if (seq & 1)
 		return 0;
 }

@fast_off@
local idexpression unsigned long irq;
@@
 local_irq_save(irq); //=! core gup_walk_range(): interrupts off, for a piece at a time

@fast_walk@
identifier fast.start, fast.end, fast.flags, fast.pages;
local idexpression int nr;
@@
 gup_fast_pgd_range(start, end, flags, pages, &nr); //=! core gup_walk_range()

@fast_on@
local idexpression unsigned long irq;
@@
 local_irq_restore(irq); //=! core gup_walk_range(): interrupts as they were

@fast_raced@
identifier fast.flags, fast.pages;
local idexpression unsigned int seq;
local idexpression int nr;
@@
 if (flags & FOLL_PIN) { //=! kernel gup_fork_raced()
 	if (read_seqcount_retry(&current->mm->write_protect_seq, seq)) {
 		gup_fast_unpin_user_pages(pages, nr); //= kernel gup_put_pages(): of a whole call
 		return 0; //= core gup_fast_pages(): nothing was taken
 	} else {
 		sanity_check_pinned_pages(pages, nr); //= kernel gup_taken()
 	}
 }

@fast_done@
local idexpression int nr;
@@
 return nr; //=! core gup_fast_pages(): how many were taken
