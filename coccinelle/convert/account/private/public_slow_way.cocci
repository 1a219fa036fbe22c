// SPDX-License-Identifier: GPL-2.0
/// The public function that may go the slow way, when it does.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: names of variables are taken as they are: private walkers were made of
//	each other. See account.py for the notes behind "//=", and extract.py for
//	what becomes of those that name an op

//: get_user_pages_fast
@fast_slow_label@
@@
 slow: //= core gup_fast_pages(): what is missing goes the slow way
 local_irq_enable(); //=-

@fast_slow_irqon@
@@
 slow_irqon: //= public get_user_pages_fast(): all of it the slow way
 start += nr << PAGE_SHIFT; //=-

@fast_slow@
@@
(
 start += nr << PAGE_SHIFT; //=! core gup_fast_pages(): where the slow way begins
|
 pages += nr; //=! core gup_fast_pages(): where the slow way begins
)

@fast_lock@
@@
 down_read(&mm->mmap_sem); //= kernel gup_slow()

@fast_rest@
@@
(
 ret = \(get_user_pages(current, mm, start, \((end - start) >> PAGE_SHIFT\|nr_pages - nr\), write, 0, pages, NULL)\|get_user_pages_unlocked(current, mm, start, \((end - start) >> PAGE_SHIFT\|nr_pages - nr\), write, 0, pages)\); //=? kernel gup_slow()
|
 ret = get_user_pages_unlocked(start, \((end - start) >> PAGE_SHIFT\|nr_pages - nr\), write, 0, pages); //=? kernel gup_slow()
|
 ret = get_user_pages_unlocked(start, \((end - start) >> PAGE_SHIFT\|nr_pages - nr\), pages, write ? FOLL_WRITE : 0); //=? kernel gup_slow()
|
 ret = get_user_pages_unlocked(start, (end - start) >> PAGE_SHIFT, pages, gup_flags); //=? kernel gup_slow(), bug long-term
)

@fast_unlock@
@@
 up_read(&mm->mmap_sem); //= kernel gup_slow()

@fast_either@
@@
(
 if (nr > 0) { //=? core gup_fast_pages(): taken pages beat a later error
 	if (ret < 0) //= core gup_fast_pages(): how many were taken
 		ret = nr;
 	else
 		ret += nr;
 }
|
 if (nr > 0) //=? core gup_fast_pages(): taken pages beat a later error
 	ret = (ret < 0) ? nr : ret + nr; //= core gup_fast_pages(): how many were taken
)
