// SPDX-License-Identifier: GPL-2.0
/// Around the way in: check a call, announce it, and go the slow way in the end.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: see account.py for the notes behind "//=", and for the order

//: gup_fast_fallback
@call@
identifier start, nr_pages, asked, pages;
@@
 gup_fast_fallback(unsigned long start, unsigned long nr_pages, unsigned int asked, struct page **pages) //= core gup_fast_pages()
 { ... }

@call_locked@
identifier locked;
@@
 int locked = 0; //= kernel gup_slow(): no lock is held

//: gup_fast_fallback of newer
@call_flags disable bitor_comm, bitand_comm@
identifier call.asked;
@@
 if (WARN_ON_ONCE(asked & ~(FOLL_WRITE | FOLL_LONGTERM | FOLL_FORCE | FOLL_PIN | FOLL_GET | FOLL_FAST_ONLY | FOLL_NOFAULT | FOLL_PCI_P2PDMA | FOLL_HONOR_NUMA_FAULT))) //=! kernel gup_enter(): no unknown flags
 	return -EINVAL;

//: gup_fast_fallback of older
@call_few_flags disable bitor_comm, bitand_comm@
identifier call.asked;
@@
 if (WARN_ON_ONCE(asked & ~(FOLL_WRITE | FOLL_LONGTERM | FOLL_FORCE | FOLL_PIN | FOLL_GET | FOLL_FAST_ONLY | FOLL_NOFAULT))) //=! kernel gup_enter(): no unknown flags
 	return -EINVAL;

//: gup_fast_fallback
@call_pinned@
identifier call.asked;
@@
 if (asked & FOLL_PIN) //=! kernel gup_enter(): fork is told that there are pins
 	mm_set_has_pinned_flag(&current->mm->flags);

@call_lock disable bitand_comm, not_int1@
identifier call.asked;
@@
 if (!(asked & FOLL_FAST_ONLY)) //= kernel gup_enter(): it may take a lock
 	might_lock_read(&current->mm->mmap_lock);

@call_range@
identifier call.start, call.nr_pages;
local idexpression unsigned long len;
@@
(
 start = untagged_addr(start) & PAGE_MASK; //=! kernel gup_enter(): untagged, at the start of its page
|
 len = nr_pages << PAGE_SHIFT; //=! kernel gup_enter(): how long the range is
)

@call_overflow@
identifier call.start;
local idexpression unsigned long len, end;
@@
 if (check_add_overflow(start, len, &end)) //=! kernel gup_enter(): it does not wrap
 	return \(-EOVERFLOW\|0\);

//: gup_fast_fallback of newer
@call_limit@
local idexpression unsigned long end;
@@
 if (end > TASK_SIZE_MAX) //=! kernel gup_enter(): it is user space
 	return -EFAULT;

//: gup_fast_fallback
@call_access@
identifier call.start;
local idexpression unsigned long len;
@@
 if (unlikely(!access_ok((void *)start, len))) //=! kernel gup_enter(): it is user space
 	return -EFAULT;

@call_fast@
identifier call.start, call.asked, call.pages;
local idexpression unsigned long end, nr;
@@
 nr = gup_fast(start, end, asked, pages); //=! core gup_fast_pages(): what is done without locks

@call_enough@
identifier call.nr_pages, call.asked;
local idexpression unsigned long nr;
@@
 if (nr == nr_pages || asked & FOLL_FAST_ONLY) //=! kernel gup_fast_only(), asked by core gup_fast_pages()
 	return nr;

@call_rest@
identifier call.start, call.pages;
local idexpression unsigned long nr;
@@
(
 start += nr << PAGE_SHIFT; //=! core gup_fast_pages(): where the slow path begins
|
 pages += nr; //=! core gup_fast_pages(): where the slow path begins
)

//: gup_fast_fallback of newer
@call_slow@
identifier call.start, call.nr_pages, call.asked, call.pages;
local idexpression unsigned long nr;
local idexpression int ret, locked;
@@
 ret = __gup_longterm_locked(current->mm, start, nr_pages - nr, pages, &locked, asked | FOLL_TOUCH | FOLL_UNLOCKABLE); //=! kernel gup_slow()

//: gup_fast_fallback of older
@call_slow_older@
identifier call.start, call.nr_pages, call.asked, call.pages;
local idexpression unsigned long nr;
local idexpression int ret;
@@
 ret = __gup_longterm_unlocked(start, nr_pages - nr, asked, pages); //=! kernel gup_slow()

//: gup_fast_fallback
@call_failed@
local idexpression unsigned long nr;
local idexpression int ret;
@@
 if (ret < 0) { //=! core gup_fast_pages(): an error only if none was taken
 	if (nr)
 		return nr;
 	return ret;
 }

@call_done@
local idexpression unsigned long nr;
local idexpression int ret;
@@
 return ret + nr; //=! core gup_fast_pages(): how many were taken
